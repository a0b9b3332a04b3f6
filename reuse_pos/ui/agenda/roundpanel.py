"""The round of a day: its stops in order, what it brings back, what is to cash, its sheet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayoutItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reuse_pos.domain import agenda as rules
from reuse_pos.domain.agenda import Stop
from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _
from reuse_pos.services.agenda import DayView
from reuse_pos.ui import theme
from reuse_pos.ui.persons import face
from reuse_pos.ui.widgets import Avatar, Card, EmptyState, Key, Text, painting, row
from reuse_pos.ui.widgets.painting import CENTRE
from reuse_pos.ui.widgets.pressable import Pressable

NARROW, SHORT_SUMS = 330, 360
MARK = {"ground": "house-simple", "lift": "elevator", "stairs": "stairs"}


class StopRow(Pressable):
    """``StopRow(stop, town)``: one stop of the round; touching it opens its card."""

    def __init__(self, stop: Stop, town: str) -> None:
        super().__init__("quiet")
        self.stop, self._town = stop, town
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.sized(84).named(f"stop_{stop.number}")
        self.setAccessibleName(f"{rules.hour_words(stop.slot)}, {self._title()}")

    def _title(self, *, short: bool = False) -> str:
        words = _(rules.KINDS[self.stop.kind][0])
        if short:
            return f"{self._town}, {self.stop.initials}" if self.stop.initials else self._town
        who = f", {self.stop.initials}" if self.stop.initials else ""
        return f"{words} · {self._town}{who}"

    def _fee(self) -> tuple[str, str]:
        stop = self.stop
        if stop.state == rules.NO_SHOW:
            return _("nobody there"), "orange"
        if not stop.fee_cents:
            return _("free of charge"), "ink"
        return format_cents(stop.fee_cents), "green" if stop.fee_doc else "ink"

    def _load(self) -> str:
        stop = self.stop
        kilos = _("{n} kg", n=stop.kg) if stop.kg else ""
        return " · ".join(part for part in (stop.goods, kilos) if part)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Pictogram over the hour, what and where, the fee."""
        look, stop = theme.current(), self.stop
        _word, icon, family = rules.KINDS[stop.kind]
        colour, ground = look.hue(family)
        tile = QRectF(box.left() + 4, box.top() + 8, 38, 38)
        painting.rounded(painter, tile, 9, look.colour(ground))
        done = stop.state == rules.DONE
        painting.picture(painter, tile.adjusted(7, 7, -7, -7), "check" if done else icon, colour,
                         "bold" if done else "duotone")  # fmt: skip
        hour = QRectF(box.left() - 6, tile.bottom() + 4, 58, 22)
        painting.line(painter, hour, stop.slot.lstrip("0"), look.font(16, 700), look.colour("ink"),
                      CENTRE)  # fmt: skip
        x, narrow = box.left() + 62, box.width() < NARROW
        fee, tone = self._fee()
        font = look.font(15 if narrow else 17, 700)
        wide = painting.width(fee, font)
        top = box.top() + (53 if narrow else 7)
        spot = QRectF(box.right() - wide - 6, top, wide + 2, 24)
        painting.line(painter, spot, fee, font, look.colour(tone))
        title = QRectF(x, box.top() + 7, (box.right() if narrow else spot.left()) - x - 8, 24)
        words = self._title(short=narrow)
        painting.line(painter, title, words, painting.fitted(look.font(17, 700), words,
                      title.width(), 0.85), look.colour("ink"))  # fmt: skip
        load = QRectF(x, title.bottom(), box.right() - x - 6, 21)
        painting.line(painter, load, self._load(), look.font(15, 400), look.colour("ink"))
        room = spot.left() - x - 6 if narrow else load.width()
        self._paint_floor(painter, QRectF(x, load.bottom(), room, 21))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), look.colour("line"))

    def _paint_floor(self, painter: QPainter, box: QRectF) -> None:
        look, stop = theme.current(), self.stop
        kind = "ground" if stop.floor <= 0 else "lift" if stop.lift else "stairs"
        mark = QRectF(box.left(), box.top() + 1, 19, 19)
        painting.picture(painter, mark, MARK[kind], look.palette.ink2, "bold")
        painting.line(painter, box.adjusted(25, 0, 0, 0),
                      rules.floor_words(stop.floor, lift=stop.lift), look.font(15, 400),
                      look.colour("ink2"))  # fmt: skip


def drop(item: QLayoutItem) -> None:
    """Take away what a layout held."""
    widget = item.widget()
    if widget is not None:
        widget.hide()
        widget.deleteLater()


class RoundPanel(Card):
    """``RoundPanel()``; ``show_day(day, towns, capacity_kg)``.

    Signals: ``opened(object stop)``, ``moved(object id, int by)``, ``sheet()``.
    """

    opened = Signal(object)
    moved = Signal(object, int)
    sheet = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.body.setContentsMargins(18, 12, 18, 12)
        self._title = Text("", "h1").eliding()
        self._team = QHBoxLayout()
        self._team.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addLayout(self._team)
        self.body.addLayout(head)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        room = QWidget()
        room.setProperty("kind", "clear")
        room.setLayout(self._list)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidget(room)
        self._empty = EmptyState("calendar-dots", _("Nothing planned"),
                                 _("Touch a free place, or the yellow key."))  # fmt: skip
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._empty, 1)
        self._kilos, self._fees = Text("", "strong").right(), Text("", "strong").right()
        self._sums = Card(kind="note")
        self._sums.body.setContentsMargins(14, 8, 14, 8)
        self._sums.body.setSpacing(4)
        self._sums.body.addLayout(row(Text(_("To bring back"), "body"), None, self._kilos))
        self._sums.body.addLayout(row(Text(_("Fees to cash"), "body"), None, self._fees))
        self.body.addWidget(self._sums)
        self.order = Key(_("Change the order"), "swap").sized(56).choosable().named("round_order")
        self.paper = Key(_("Round sheet"), "printer").sized(56).named("round_sheet")
        for key in (self.order, self.paper):
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.order.toggled.connect(lambda _on: self._fill())
        self.paper.clicked.connect(self.sheet)
        self.body.addLayout(row(self.order, self.paper))
        self._stops: tuple[Stop, ...] = ()
        self._towns: dict[str, str] = {}
        self.rows: list[StopRow] = []

    def show_day(self, day: DayView, towns: dict[str, str], capacity_kg: int) -> None:
        """Show the round of a day."""
        self._title.setText(_("Round, {day}", day=rules.day_and_number(day.day)))
        while (item := self._team.takeAt(0)) is not None:
            drop(item)
        for one in day.team[:3]:
            self._team.addWidget(Avatar(*face(one), 36))
        self._stops, self._towns = day.stops, towns
        share = round(day.kg * 100 / capacity_kg) if capacity_kg else 0
        full = _("{kg} kg · {share} % of the van", kg=day.kg, share=share)
        short = _("{kg} kg · {share} %", kg=day.kg, share=share)
        self._kilos.setText(short if self.width() < SHORT_SUMS else full)
        self._kilos.set_tone("orange" if share > 100 else "")
        self._fees.setText(format_cents(day.fees_cents))
        self._fill()

    def _fill(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            drop(item)
        self.rows = []
        moving = self.order.isChecked()
        for number, stop in enumerate(self._stops):
            line = StopRow(stop, self._towns.get(stop.commune, ""))
            line.clicked.connect(lambda _on=False, one=stop: self.opened.emit(one))
            self.rows.append(line)
            self._list.addWidget(self._movable(line, number) if moving else line)
        self._list.addStretch(1)
        self._scroll.setVisible(bool(self._stops))
        self._empty.setVisible(not self._stops)
        self._sums.setVisible(bool(self._stops))
        planned = [one for one in self._stops if one.state == rules.PLANNED]
        self.order.setEnabled(len(planned) > 1)
        self.paper.setEnabled(bool(planned))

    def _movable(self, line: StopRow, number: int) -> QWidget:
        def key(icon: str, by: int, words: str, last: int) -> Key:
            made = Key("", icon).spoken(words).sized(56, 52)
            made.setEnabled(number != last and line.stop.state == rules.PLANNED)
            made.clicked.connect(lambda: self._move(line.stop.id, by))
            return made

        up = key("caret-up", -1, _("Earlier"), 0)
        down = key("caret-down", 1, _("Later"), len(self._stops) - 1)
        both = QWidget()
        both.setProperty("kind", "clear")
        layout = QHBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(line, 1)
        layout.addWidget(up)
        layout.addWidget(down)
        return both

    def _move(self, stop: Id, by: int) -> None:
        self.moved.emit(stop, by)
