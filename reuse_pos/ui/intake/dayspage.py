"""The deliveries of a day, to look at again: one on the left, its lines and papers on the right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reuse_pos.domain.agenda import day_words
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.intake_days import DayOfDeliveries
from reuse_pos.services.intake_desk import Delivery, Load
from reuse_pos.ui.intake import words
from reuse_pos.ui.intake.latecard import LateCard
from reuse_pos.ui.intake.model import DeskModel
from reuse_pos.ui.intake.slipcard import LoadRow
from reuse_pos.ui.widgets import Amount, Card, EmptyState, ErrorBar, Key, Text, column, row


class DeliveryCard(Card):
    """``DeliveryCard(model)``: signals ``asked(str what)`` (open | print | pdf | donor | back) and
    ``take_back(object load)``; ``show_delivery(delivery, loads, may_correct, named)``."""

    asked = Signal(str)
    take_back = Signal(object)

    def __init__(self, model: DeskModel, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._model = model
        self.body.setSpacing(8)
        self._number = Text("", "h1").named("day_number")
        self._where = Text("", "muted").wrapped().named("day_where")
        self._total = Amount("", 28)
        self._lines = QScrollArea()
        self._lines.setWidgetResizable(True)
        self._lines.setFrameShape(QFrame.Shape.NoFrame)
        self.body.addLayout(row(self._number, None, self._total))
        self.body.addWidget(self._where)
        self.body.addWidget(self._lines, 1)
        self._keys: dict[str, Key] = {}
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, (what, text, icon) in enumerate((
            ("print", _("Print the slip"), "printer"), ("pdf", _("Slip as PDF"), "file-pdf"),
            ("donor", _("Giver’s name"), "user"), ("open", _("Work on it"), "arrow-left"),
        )):  # fmt: skip
            key = Key(text, icon).sized(56).named(f"day_{what}")
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, what=what: self.asked.emit(what))
            self._keys[what] = key
            grid.addWidget(key, place // 2, place % 2)
        self.body.addLayout(grid)

    def show_delivery(
        self, delivery: Delivery, loads: tuple[Load, ...], may_correct: bool, named: bool
    ) -> None:
        """Show a delivery and its lines; each can be taken back by those who may."""
        desk = self._model.furnishings
        self._number.setText(delivery.number)
        self._total.set_text(words.kilos(delivery.grams))
        town, party = desk.commune(delivery.commune), desk.party(delivery.party)
        state = _("in progress") if delivery.is_open else _("finished")
        where = words.delivery_context(delivery, delivery.origin, town, party)
        self._where.setText(f"{where} · {delivery.opened_at[11:16]} · {state}")
        inside = QWidget()
        inside.setProperty("kind", "clear")
        lines = column(spacing=0)
        for load in reversed(loads):
            lines.addLayout(self._line(load, may_correct))
        if not loads:
            lines.addWidget(Text(_("Every weighing was taken back."), "muted"))
        lines.addStretch(1)
        inside.setLayout(lines)
        self._lines.setWidget(inside)
        self._keys["print"].setEnabled(delivery.grams > 0)
        self._keys["pdf"].setEnabled(delivery.grams > 0)
        self._keys["open"].setEnabled(delivery.is_open)
        self._keys["donor"].choosable(named)

    def _line(self, load: Load, may_correct: bool) -> QHBoxLayout:
        line = row(spacing=8)
        line.addWidget(LoadRow(load, self._model), 1)
        if may_correct:
            undo = Key("", "arrow-counter-clockwise").sized(48, 52).named(f"take_back_{load.n}")
            undo.spoken(_("Undo weighing {n}", n=load.n))
            undo.clicked.connect(lambda: self.take_back.emit(load))
            line.addWidget(undo)
        return line


class DaysPage(QWidget):
    """``DaysPage(model, error)``: signals ``day_asked(int by)``, ``touched(object id)``,
    ``late()``, ``check_scale()``, ``left()``; ``card`` and ``late_card`` on the right.

    ``show_day(day, chosen, today)``, ``show_late(may)``.
    """

    day_asked = Signal(int)
    touched = Signal(object)
    late = Signal()
    check_scale = Signal()
    left = Signal()

    def __init__(self, model: DeskModel, error: ErrorBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.rows: dict[str, Key] = {}
        self._compact = False
        back = Key(_("Back"), "arrow-left").sized(52).named("days_back")
        self._earlier = Key("", "arrow-left").spoken(_("The day before")).sized(52, 60)
        self._later = Key("", "arrow-right").spoken(_("The day after")).sized(52, 60)
        self._earlier.named("day_before").clicked.connect(lambda: self.day_asked.emit(-1))
        self._later.named("day_after").clicked.connect(lambda: self.day_asked.emit(1))
        back.clicked.connect(self.left)
        self._title = Text("", "h1").wrapped().named("days_title")
        self._sum = Text("", "muted").named("days_sum")
        self._list = QScrollArea()
        self._list.setWidgetResizable(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._late = Key(_("Delivery noted on paper"), "note-pencil").sized(56).named("days_late")
        self._late.clicked.connect(self.late)
        self._scale = Key(_("Check the scale"), "scales").sized(56).named("days_scale")
        self._scale.clicked.connect(self.check_scale)
        left = QVBoxLayout()
        left.setSpacing(10)
        head = row(self._earlier, self._later, 4)
        left.addLayout(head)
        head.addLayout(column(self._title, self._sum, spacing=0), 1)
        head.addWidget(back)
        left.addWidget(error)
        left.addWidget(self._list, 1)
        left.addLayout(row(self._late, self._scale, None))
        self.card, self.late_card = DeliveryCard(model), LateCard()
        self._nothing = EmptyState(
            "hand-arrow-down", _("No delivery"), _("Touch another day, or go back to the scale.")
        )
        self.side = QStackedWidget()
        self._empty = QWidget()
        self._empty.setLayout(column(None, self._nothing, None))
        for page in (self.card, self.late_card, self._empty):
            self.side.addWidget(page)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(left, 1)
        layout.addWidget(self.side)
        self.set_compact(False)

    def set_compact(self, compact: bool) -> None:
        """A narrower right side at 1024 pixels."""
        self._compact = compact
        self.side.setFixedWidth(440 if compact else 520)
        for key in (self._late, self._scale):
            key.typed(14 if compact else 16, 20)

    def show_day(self, day: DayOfDeliveries, today: date, chosen: bytes | None) -> None:
        """Show a day's deliveries, the one chosen lit."""
        self._title.setText(_("Today") if day.day == today else day_words(day.day).capitalize())
        n = len(day.deliveries)
        count = ngettext("{n} delivery", "{n} deliveries", n)
        self._sum.setText(f"{count} · {words.kilos(day.grams)}")
        self._later.setEnabled(day.day < today)
        self.rows = {}
        inside = QWidget()
        inside.setProperty("kind", "clear")
        lines = column(spacing=8)
        for one in day.deliveries:
            lines.addWidget(self._row(one, one.id == chosen))
        lines.addStretch(1)
        inside.setLayout(lines)
        self._list.setWidget(inside)
        if not day.deliveries:
            self.side.setCurrentWidget(self._empty)

    def show_late(self, may: bool) -> None:
        """Deliveries are typed in afterwards by those who may."""
        self._late.setVisible(may)

    def _row(self, one: Delivery, chosen: bool) -> Key:
        desk = self._model.furnishings
        name, icon = words.pill_words(one.origin, one.title)
        state = _("in progress") if one.is_open else ""
        parts = (one.number, desk.party(one.party), desk.commune(one.commune), state)
        sub = " · ".join(part for part in parts if part)
        key = Key(f"{one.opened_at[11:16]}  {name}  ·  {words.kilos(one.grams)}")
        key.with_icon(icon, "bold").with_sub(sub).sized(64).choosable(chosen)
        key.named(f"delivery_{one.number}").spoken(f"{name}, {words.kilos(one.grams)}, {sub}")
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        key.clicked.connect(lambda _on=False, one=one: self.touched.emit(one.id))
        self.rows[one.number] = key
        return key
