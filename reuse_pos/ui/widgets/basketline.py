"""A line of the basket; the chosen one opens its keys: quantity, discount, solidarity, bin."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.key import Key
from reuse_pos.ui.widgets.painting import LEFT, RIGHT
from reuse_pos.ui.widgets.stepper import Stepper


@dataclass(frozen=True)
class LineView:
    """What a line shows: name, code (slashed zero), detail, price, old price, pictogram, family."""

    name: str
    price: str
    icon: str
    family: str = "neutral"
    code: str = ""
    detail: str = ""
    old_price: str = ""
    quantity: int = 1


class _Head(QWidget):
    """The painted part of a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = LineView("", "", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(280, max(56, theme.current().px(44) + 8))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter, view = theme.current(), QPainter(self), self.view
        box = QRectF(14, 0, self.width() - 28, self.height())
        fg, bg = look.hue(view.family)
        square = QRectF(box.left(), box.center().y() - 19, 38, 38)
        painting.rounded(painter, square, 8, look.colour(bg))
        if view.icon:
            spot = square.adjusted(6, 6, -6, -6)
            painting.picture(painter, spot, view.icon, fg, "duotone")
        room = box.adjusted(48, 0, -self._paint_price(painter, box) - 8, 0)
        self._paint_words(painter, room)
        painter.end()

    def _paint_price(self, painter: QPainter, box: QRectF) -> float:
        look, view = theme.current(), self.view
        price, old = look.font(18, 700), look.font(14)
        price_high = painting.line_height(price, 1.15)
        old_high = painting.line_height(old, 1.15) if view.old_price else 0.0
        top = box.center().y() - (price_high + old_high) / 2
        row = QRectF(box.left(), top, box.width(), price_high)
        painting.line(painter, row, view.price, price, look.colour("ink"), RIGHT)
        if view.old_price:
            old.setStrikeOut(True)
            row = QRectF(box.left(), top + price_high, box.width(), old_high)
            painting.line(painter, row, view.old_price, old, look.colour("ink2"), RIGHT)
        return max(painting.width(view.price, price), painting.width(view.old_price, old))

    def _paint_words(self, painter: QPainter, room: QRectF) -> None:
        look, view = theme.current(), self.view
        name, note, code = look.font(16, 600), look.font(14), look.font(14, 500, code=True)
        second = bool(view.code or view.detail)
        name_high = painting.line_height(name, 1.2)
        note_high = painting.line_height(note, 1.2) if second else 0.0
        top = room.center().y() - (name_high + note_high) / 2
        row = QRectF(room.left(), top, room.width(), name_high)
        painting.line(painter, row, view.name, name, look.colour("ink"))
        row = QRectF(room.left(), top + name_high, room.width(), note_high)
        ink = look.colour("ink2")
        if view.code:
            painting.line(painter, row, view.code, code, ink, LEFT)
            row.setLeft(row.left() + painting.width(view.code, code))
        text = f" · {view.detail}" if view.code and view.detail else view.detail
        painting.line(painter, row, text, note, ink)


class BasketLine(QWidget):
    """``BasketLine(view, parent=None)``: a 56-px line; ``set_chosen(True)`` opens its keys.

    ``show_line(LineView)`` changes what it says. Signals: ``pressed()`` (touch or Enter: choose
    it), ``quantity_changed(int)``, ``discount_asked()``, ``solidarity_asked()``,
    ``remove_asked()``. ``offer(quantity, discount, solidarity)`` hides keys that make no sense.
    Children: ``stepper``, ``discount``, ``solidarity``, ``bin``. Use ``set_compact(True)`` at
    1024: no discount key.
    """

    pressed = Signal()
    quantity_changed = Signal(int)
    discount_asked = Signal()
    solidarity_asked = Signal()
    remove_asked = Signal()

    def __init__(self, view: LineView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen = False
        self._head = _Head(self)
        self.stepper = Stepper(view.quantity, least=1)
        self.discount = Key(_("Discount"), "percent", place="above").typed(14, 20).sized(56)
        self.solidarity = Key(_("Solidarity"), "hand-heart", place="above").typed(14, 20).sized(56)
        self.bin = Key(icon="trash", kind="bad").typed(14, 22).sized(56, 54).named("line_bin")
        self.bin.spoken(_("Remove this line"))
        self._keys = QWidget(self)
        self._layout()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stepper.changed.connect(self.quantity_changed)
        self.discount.clicked.connect(self.discount_asked)
        self.solidarity.clicked.connect(self.solidarity_asked)
        self.bin.clicked.connect(self.remove_asked)
        self.show_line(view)
        self.set_chosen(False)

    def view(self) -> LineView:
        """What the line says."""
        return self._head.view

    def show_line(self, view: LineView) -> None:
        """Change what the line says."""
        self._head.view = view
        self._head.update()
        self.stepper.set_value(view.quantity)
        words = (view.name, view.code, view.detail, view.price)
        self.setAccessibleName(", ".join(word for word in words if word))

    def chosen(self) -> bool:
        """Whether its keys are open."""
        return self._chosen

    def set_chosen(self, chosen: bool) -> None:
        """Open or close the keys of the line."""
        self._chosen = chosen
        self._keys.setVisible(chosen)
        self.updateGeometry()
        self.update()

    def offer(self, quantity: bool = True, discount: bool = True, solidarity: bool = True) -> None:
        """Say which keys make sense on this line."""
        self.stepper.setVisible(quantity)
        self.discount.setVisible(discount)
        self.solidarity.setVisible(solidarity)

    def set_compact(self, compact: bool) -> None:
        """At 1024 the discount key gives its place."""
        self.discount.setVisible(not compact)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A touch chooses the line."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses the focused line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chosen ground with its blue side, or the line below; the focus ring."""
        look, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect())
        if self._chosen:
            painter.fillRect(box, look.colour("blue_bg2"))
            painter.fillRect(QRectF(0, 0, 5, box.height()), look.colour("blue"))
        else:
            line = QRectF(14, box.bottom() - 1, box.width() - 28, 1)
            painter.fillRect(line, look.colour("line"))
        if self.hasFocus():
            clear = look.colour("#000000")
            clear.setAlpha(0)
            painting.rounded(painter, box, 6, clear, look.colour("blue"), 3)
        painter.end()

    def _layout(self) -> None:
        keys = QHBoxLayout(self._keys)
        keys.setContentsMargins(14, 2, 14, 12)
        keys.setSpacing(8)
        keys.addWidget(self.stepper)
        keys.addWidget(self.discount, 1)
        keys.addWidget(self.solidarity, 1)
        keys.addWidget(self.bin)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 1)
        whole.setSpacing(0)
        whole.addWidget(self._head)
        whole.addWidget(self._keys)
