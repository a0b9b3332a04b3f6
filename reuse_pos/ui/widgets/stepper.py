"""How many: minus, the number, plus."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.key import Key
from reuse_pos.ui.widgets.painting import CENTRE


class _Number(QWidget):
    """The number between the keys, bare or in a box."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = ""
        self.boxed = False
        self.lit = False
        self.px, self.weight = 22, 700
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        font = theme.current().font(self.px, self.weight)
        wide = painting.width(self.text, font)
        return QSize(max(58 if self.boxed else 34, round(wide) + 10), 48)

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect())
        if self.boxed:
            border = look.colour("blue" if self.lit else "line2")
            painting.rounded(painter, box, 8, look.colour("surface"), border, 2)
        font = look.font(self.px, self.weight)
        painting.line(painter, box, self.text, font, look.colour("ink"), CENTRE)
        painter.end()


class Stepper(QWidget):
    """``Stepper(value=1, least=0, most=999, parent=None)``, signal ``changed(int)`` by the person
    only.

    ``value()``, ``set_value(n)`` (silent), ``set_range(least, most)``, ``step(by)`` (+5 keys,
    keypad + −), ``boxed()`` draws the number in a field (cash count), ``lit(on)`` its blue border,
    ``sized(height, key_width)``. Children: ``minus``, ``plus`` (Keys).
    """

    changed = Signal(int)

    def __init__(
        self, value: int = 1, least: int = 0, most: int = 999, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value, self._least, self._most = value, least, most
        self.minus = Key(icon="minus").typed(16, 22).sized(56, 54).named("minus")
        self.plus = Key(icon="plus").typed(16, 22).sized(56, 54).named("plus")
        self.minus.spoken(_("One less"))
        self.plus.spoken(_("One more"))
        self._number = _Number(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.minus, self._number, self.plus):
            layout.addWidget(widget)
        self.minus.clicked.connect(lambda: self.step(-1))
        self.plus.clicked.connect(lambda: self.step(1))
        self._show()

    def value(self) -> int:
        """The number."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show a number, kept within the range; says nothing."""
        self._value = min(max(value, self._least), self._most)
        self._show()

    def set_range(self, least: int, most: int) -> None:
        """Set the smallest and largest number."""
        self._least, self._most = least, most
        self.set_value(self._value)

    def step(self, by: int) -> None:
        """Add or take away, as the person asked."""
        before = self._value
        self.set_value(before + by)
        if self._value != before:
            self.changed.emit(self._value)

    def boxed(self) -> Stepper:
        """Draw the number in a field, with 48-px keys."""
        self._number.boxed = True
        self._number.px = 20
        self._number.setFixedHeight(48)
        return self.sized(48, 48)

    def lit(self, on: bool = True) -> Stepper:
        """Give the field the blue border of the line being counted."""
        self._number.lit = on
        self._number.update()
        return self

    def sized(self, height: int, key_width: int) -> Stepper:
        """Set the size of the two keys."""
        for key in (self.minus, self.plus):
            key.sized(height, key_width)
        self.layout().setSpacing(10 if self._number.boxed else 8)  # type: ignore[union-attr]
        return self

    def _show(self) -> None:
        self._number.text = str(self._value)
        self._number.updateGeometry()
        self._number.update()
        self.minus.setEnabled(self._value > self._least)
        self.plus.setEnabled(self._value < self._most)
        self.setAccessibleName(str(self._value))
