"""The delivery under way: its loads, its total, and the key that ends it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.services.intake_desk import Delivery, Load
from reuse_pos.ui import theme
from reuse_pos.ui.intake import words
from reuse_pos.ui.intake.keys import TwoLineKey
from reuse_pos.ui.intake.model import DeskModel
from reuse_pos.ui.widgets import Amount, Badge, Card, Key, Text, column, painting, row
from reuse_pos.ui.widgets.painting import RIGHT

PILLS = 2
ROW = 55


class LoadRow(QWidget):
    """One load of the delivery: number, pictogram, what, how, and its weight."""

    def __init__(self, load: Load, model: DeskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        category = model.furnishings.categories[load.category]
        self._weight = words.line_weight(load)
        self._number = str(load.n)
        self._title = words.line_title(load, model.furnishings.categories)
        self._sub = words.line_sub(load, model.furnishings)
        neutral = load.kind in ("refused", "direct")
        icon = words.load_picture(load, category)
        badge = Badge(icon, "neutral" if neutral else category.family, 38)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(30, 0, 0, 0)
        layout.addWidget(badge)
        layout.addStretch(1)
        self.setFixedHeight(ROW)
        self.setAccessibleName(f"{self._number}, {self._title}, {self._sub}, {self._weight}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The words of the line, and the hair line under it."""
        look, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 0, 0, -1)
        number = QRectF(0, 0, 24, box.height())
        painting.line(painter, number, self._number, look.font(16, 600), look.colour("ink2"))
        bold = look.font(18, 700)
        painting.line(painter, box, self._weight, bold, look.colour("ink"), RIGHT)
        wide = box.width() - 78 - painting.width(self._weight, bold) - 10
        title, sub = look.font(16, 600), look.font(14)
        high, sub_high = painting.line_height(title, 1.15), painting.line_height(sub, 1.15)
        top = (box.height() - high - sub_high) / 2
        title = painting.fitted(title, self._title, wide, 0.7)
        painting.line(painter, QRectF(78, top, wide, high), self._title, title, look.colour("ink"))
        sub_row = QRectF(78, top + high, wide, sub_high)
        sub = painting.fitted(sub, self._sub, wide, 0.7)
        painting.line(painter, sub_row, self._sub, sub, look.colour("ink2"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.colour("line"))
        painter.end()


class Loads(QScrollArea):
    """The loads, newest first; older ones are reached by pulling the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(ROW)
        self._ids: list[tuple[bytes, str | None]] = []

    def minimumSizeHint(self) -> QSize:
        """Two lines at least."""
        return QSize(100, 2 * ROW)

    def show_loads(self, loads: tuple[Load, ...], model: DeskModel) -> None:
        """Show these loads, the last one on top."""
        ids = [(load.id, load.photo) for load in loads]
        if ids == self._ids and self.widget() is not None:
            return
        self._ids = ids
        inside = QWidget()
        inside.setProperty("kind", "clear")
        layout = column(*(LoadRow(load, model) for load in reversed(loads)), None, spacing=0)
        inside.setLayout(layout)
        self.setWidget(inside)


class SlipCard(Card):
    """``SlipCard(model)``: signals ``switch(object id)``, ``another()``, ``more()``, ``undo()``,
    ``slip(bool)``, ``finish()``, ``abandon()``. ``show_desk()`` after each reading;
    ``stand_back(on)`` while another key is the yellow one.
    """

    switch = Signal(object)
    another = Signal()
    more = Signal()
    undo = Signal()
    slip = Signal(bool)
    finish = Signal()
    abandon = Signal()

    def __init__(self, model: DeskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._model = model
        self._away = self._plain = False
        self.body.setSpacing(0)
        self._pills = QHBoxLayout()
        self._pills.setSpacing(8)
        self._pill_keys: dict[str, TwoLineKey] = {}
        self._more = TwoLineKey().with_icon("list-magnifying-glass").typed(16, 22)
        self._more.sized(56, 52).named("more_deliveries")
        self._more.clicked.connect(self.more)
        self._plus = Key("", "plus").typed(16, 22).sized(56, 52).named("another")
        self._plus.spoken(_("Another delivery"))
        self._plus.clicked.connect(self.another)
        self._number = Text("", "code").named("delivery_number")
        self._heading = Text(_("Intake slip"), "h1")
        self._loads = Loads()
        self._total = Amount("", 38)
        self._total.setObjectName("total")
        self.undo_key = Key("", "arrow-counter-clockwise").named("undo")
        self.slip_key = Key("", "printer").named("slip")
        self.finish_key = (
            Key(_("Delivery finished"), "check", "next", "F12").typed(24, 30).sized(76)
        )
        self.finish_key.named("finish")
        self.abandon_key = Key(_("Close with nothing"), "x").sized(48).named("abandon")
        self.undo_key.clicked.connect(self.undo)
        self.slip_key.clicked.connect(lambda: self.slip.emit(not self._model.slip))
        self.finish_key.clicked.connect(self.finish)
        self.abandon_key.clicked.connect(self.abandon)
        self._lay_out()

    def set_plain(self) -> None:
        """No list of the day and no slip to think of; one can still undo, and finish."""
        self._plain = True
        self._more.hide()
        self.slip_key.hide()

    def set_compact(self, compact: bool) -> None:
        """Narrower, for 1024 pixels."""
        self.setFixedWidth(300 if compact else 346)
        self.body.setContentsMargins(*((14, 12, 14, 12) if compact else (18, 14, 18, 14)))
        self.finish_key.typed(21 if compact else 24, 28 if compact else 30)
        self._heading.set_role("block" if compact else "h1")
        for key in (self.undo_key, self.slip_key):
            key.typed(14 if compact else 16, 18 if compact else 20)

    def stand_back(self, away: bool) -> None:
        """Another key is the next step now: this one turns blue."""
        self._away = away
        self.show_desk()

    def show_desk(self) -> None:
        """Show the delivery worked on."""
        model, here = self._model, self._model.delivery
        loads = model.desk.loads
        self._show_pills()
        self._number.setText(here.number if here is not None else _("new"))
        self._loads.show_loads(loads, model)
        self._total.set_text(words.kilos(here.grams if here is not None else 0))
        self.undo_key.setText(words.undo_words(loads))
        self.slip_key.setText(_("Slip: yes") if model.slip else _("Slip: no"))
        empty = here is not None and not loads
        self.undo_key.setVisible(not empty)
        self.slip_key.setVisible(not empty and not self._plain)
        self.abandon_key.setVisible(empty)
        self.undo_key.setEnabled(bool(loads))
        self.finish_key.setEnabled(bool(loads))
        self.finish_key.set_kind("pri" if self._away else "next")

    def _lay_out(self) -> None:
        head = row(self._heading, None, self._number)
        total = row(Text(_("Total received"), "block"))
        total.addWidget(self._total, 1)
        self._pills.addStretch(0)
        self._pills.addWidget(self._more)
        self._pills.addWidget(self._plus)
        self.body.addLayout(self._pills)
        self.body.addSpacing(12)
        self.body.addLayout(head)
        self.body.addSpacing(6)
        self.body.addWidget(self._loads, 1)
        self.body.addSpacing(8)
        self.body.addLayout(total)
        self.body.addSpacing(10)
        keys = row(spacing=10)
        keys.addWidget(self.undo_key, 145)
        keys.addWidget(self.slip_key, 100)
        self.body.addLayout(keys)
        self.body.addWidget(self.abandon_key)
        self.body.addSpacing(10)
        self.body.addWidget(self.finish_key)

    def _show_pills(self) -> None:
        """Pills are changed in place where they can be, so that no touch under way is lost."""
        model, shown = self._model, self._shown()
        wanted: list[Delivery | None] = [None] if model.delivery is None else []
        wanted += shown
        codes = [one.number if one is not None else "new" for one in wanted]
        if codes != list(self._pill_keys):
            for old in self._pill_keys.values():
                self._pills.removeWidget(old)
                old.hide()
                old.deleteLater()
            self._pill_keys = {}
            for place, (code, delivery) in enumerate(zip(codes, wanted, strict=True)):
                self._pill_keys[code] = self._pill(code, delivery)
                self._pills.insertWidget(place, self._pill_keys[code], 1)
                self._pill_keys[code].show()
        for code, delivery in zip(codes, wanted, strict=True):
            self._say_pill(self._pill_keys[code], delivery)
        hidden = len(model.desk.open) - len(shown)
        self._more.with_sub(f"+{hidden}" if hidden > 0 else "")
        self._more.spoken(_("Deliveries of the day"))

    def _shown(self) -> list[Delivery]:
        """As many open deliveries as there is room for, the chosen one among them."""
        chosen = self._model.delivery
        shown = list(self._model.desk.open[: PILLS if chosen is not None else PILLS - 1])
        if chosen is not None and chosen not in shown:
            shown[-1] = chosen
        return shown

    def _pill(self, code: str, delivery: Delivery | None) -> TwoLineKey:
        pill = TwoLineKey().typed(16, 18).sized(56).choosable().named(f"pill_{code}")
        pill.setMaximumWidth(150)
        if delivery is not None:
            pill.clicked.connect(lambda: self.switch.emit(delivery.id))
        return pill

    def _say_pill(self, pill: TwoLineKey, delivery: Delivery | None) -> None:
        origin = delivery.origin if delivery is not None else self._model.origin
        name, icon = words.pill_words(origin, delivery.title if delivery is not None else "")
        pill.setText(name)
        pill.with_icon(icon, "fill" if icon == "house-line" else "bold")
        pill.with_sub(words.kilos(delivery.grams if delivery is not None else 0))
        pill.setChecked(delivery == self._model.delivery)
