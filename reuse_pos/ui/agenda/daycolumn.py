"""One day of the week as a column: its stops at their hours, and the places still free."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPen

from reuse_pos.domain import agenda as rules
from reuse_pos.domain.agenda import Stop
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.agenda import DayView
from reuse_pos.ui import keylook, theme
from reuse_pos.ui.persons import face
from reuse_pos.ui.widgets import painting
from reuse_pos.ui.widgets.painting import CENTRE
from reuse_pos.ui.widgets.pressable import Pressable

HEAD, FOOT, GAP, MIDDAY = 74, 48, 8, 18
NARROW = 104


class DayColumn(Pressable):
    """``DayColumn()``; ``show_day(day, slots, towns, chosen)``.

    Signals: ``clicked()`` chooses the day, ``free_touched(str slot)`` a free place of it.
    """

    free_touched = Signal(str)

    def __init__(self) -> None:
        super().__init__("key")
        self.setCheckable(True)
        self.setSizePolicy(self.sizePolicy().Policy.Ignored, self.sizePolicy().Policy.Expanding)
        self._day: DayView | None = None
        self._slots: tuple[str, ...] = ()
        self._towns: dict[str, str] = {}
        self._free_at: dict[str, QRectF] = {}

    def show_day(
        self, day: DayView, slots: tuple[str, ...], towns: dict[str, str], chosen: bool
    ) -> None:
        """Show a day; `chosen` draws it as the one whose round is beside."""
        self._day, self._slots, self._towns = day, slots, towns
        self._free_at = {}
        self.setChecked(chosen)
        self.setEnabled(day.open or bool(day.stops))
        self.setAccessibleName(f"{rules.day_words(day.day)}, {self._places()[0]}")
        self.update()

    def look(self) -> keylook.Look:
        """The chosen day has a thick blue frame on a pale ground, so that its stops stand out."""
        look, colours = super().look(), theme.current().palette
        if self.isChecked() and not self.isDown():
            return replace(
                look, ground=colours.blue_bg2, side=colours.blue, bottom=colours.blue, thick=3,
                ink=colours.ink,
            )  # fmt: skip
        return look

    def free_place(self, slot: str) -> QRectF:
        """Where a free place is drawn, for a finger; empty when it is not free."""
        self._place_all(self.content())
        return self._free_at.get(slot, QRectF())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A finger on a free place asks for an appointment there; elsewhere it chooses the day."""
        spot = event.position()
        was_down = self.isDown()
        super().mouseReleaseEvent(event)
        self.setChecked(True)
        if was_down:
            for slot, box in self._free_at.items():
                if box.contains(QPointF(spot)):
                    self.free_touched.emit(slot)
                    return

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The head, the places, the team."""
        day, look = self._day, theme.current()
        if day is None:
            return
        head = QRectF(box.left() + 10, box.top() + 6, box.width() - 20, 28)
        title = painting.fitted(look.font(17, 700), rules.short_day(day.day), head.width())
        ink = self.ink() if day.open else look.colour("ink2")
        painting.line(painter, head, rules.short_day(day.day), title, ink)
        words, ground, tone = self._places()
        chip = QRectF(box.left() + 8, box.top() + 40, box.width() - 16, 25)
        painting.rounded(painter, chip, 12.5, look.colour(ground))
        painting.line(painter, chip, words, look.font(14, 600), look.colour(tone), CENTRE)
        if not day.open and not day.stops:
            self._paint_closed(painter, box)
            return
        self._paint_places(painter, box, day)
        self._paint_team(painter, box, day)

    def _places(self) -> tuple[str, str, str]:
        day = self._day
        if day is None or not day.open:
            return _("closed (day)"), "sunken", "ink2"
        if not day.free:
            return _("full"), "sunken", "ink2"
        return ngettext("{n} place", "{n} places", len(day.free)), "green_bg", "green"

    def _paint_closed(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        middle = box.center()
        spot = QRectF(middle.x() - 13, middle.y() - 30, 26, 26)
        painting.picture(painter, spot, "lock", look.palette.ink2, "bold")
        row = QRectF(box.left(), middle.y(), box.width(), 24)
        painting.line(painter, row, _("closed (day)"), look.font(15, 400), look.colour("ink2"),
                      CENTRE)  # fmt: skip

    def _place_all(self, box: QRectF) -> dict[str, QRectF]:
        """Where each hour is drawn; free ones are remembered for the finger."""
        slots = self._slots
        room = box.height() - HEAD - FOOT - MIDDAY
        step = room / max(1, len(slots))
        places: dict[str, QRectF] = {}
        y = box.top() + HEAD
        for number, slot in enumerate(slots):
            if number and slots[number - 1] < rules.NOON <= slot:
                y += MIDDAY
            places[slot] = QRectF(box.left() + 8, y, box.width() - 16, step - GAP)
            y += step
        day = self._day
        free = day.free if day is not None and day.open else ()
        self._free_at = {slot: places[slot] for slot in free if slot in places}
        return places

    def _paint_places(self, painter: QPainter, box: QRectF, day: DayView) -> None:
        look, places = theme.current(), self._place_all(box)
        morning = [slot for slot in self._slots if slot < rules.NOON]
        if morning and len(morning) < len(self._slots):
            y = places[morning[-1]].bottom() + GAP / 2 + MIDDAY / 2
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(QPointF(box.left() + 8, y), QPointF(box.right() - 8, y))
        held = rules.taken(self._slots, day.stops)
        for stop in {one.id: one for one in held.values()}.values():
            mine = [places[slot] for slot, one in held.items() if one.id == stop.id]
            self._paint_stop(painter, mine[0].united(mine[-1]), stop)
        for spot in self._free_at.values():
            pen = QPen(look.colour("line2"), 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(look.colour("surface"))
            painter.drawRoundedRect(spot.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
            painting.line(painter, spot, _("free"), look.font(14, 400), look.colour("ink2"), CENTRE)

    def _paint_stop(self, painter: QPainter, spot: QRectF, stop: Stop) -> None:
        look = theme.current()
        _words, icon, family = rules.KINDS[stop.kind]
        colour, ground = look.hue(family)
        over = stop.state == rules.DONE
        painting.rounded(painter, spot, 8, look.colour("sunken" if over else ground))
        painting.left_bar(painter, spot, 5, 8, look.colour(colour))
        wide = spot.width() > NARROW - 16
        x = spot.left() + (34 if wide else 10)
        middle = spot.center().y()
        if wide:
            mark = "check" if over else icon
            box = QRectF(spot.left() + 9, middle - 11, 22, 22)
            painting.picture(painter, box, mark, colour, "bold" if over else "duotone")
        town = self._towns.get(stop.commune, "")
        room, font = spot.right() - x - 3, look.font(14, 400)
        if painting.width(town, font) > room:
            town = short_town(town)
        lines = [rules.hour_words(stop.slot), town]
        if stop.slots_taken > 1:
            lines.append(_("{n} hours", n=stop.minutes // 60))
        y = middle - 10 * len(lines)
        for number, words in enumerate(lines):
            font = look.font(16 if number == 0 else 14, 700 if number == 0 else 400)
            row = QRectF(x, y + number * 20, spot.right() - x - 3, 20)
            painting.line(painter, row, words, painting.fitted(font, words, row.width(), 0.85),
                          look.colour("ink"))  # fmt: skip

    def _paint_team(self, painter: QPainter, box: QRectF, day: DayView) -> None:
        look, side, shown = theme.current(), 30.0, day.team[:3]
        x = box.center().x() - (side * len(shown) + 6 * (len(shown) - 1)) / 2
        y = box.bottom() - side - 8
        for one in shown:
            ground = QRectF(x, y, side, side)
            icon, family = face(one)
            colour, pale = look.hue(family)
            painting.rounded(painter, ground, 8, look.colour(pale))
            painting.picture(painter, ground.adjusted(6, 6, -6, -6), icon, colour, "fill")
            x += side + 6


def short_town(town: str) -> str:
    """A long town name as people shorten it: "Cesson-Sévigné" → "Cesson", "Saint-X" → "St-X"."""
    if town.startswith(("Saint-", "Sainte-")):
        return "St" + town[town.index("-") :] if town[5] == "-" else "Ste" + town[6:]
    return town.partition("-")[0]
