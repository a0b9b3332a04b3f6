"""Choosing days: three weeks at a time, the first day touched, then the last."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.domain.agenda import SHORT_DAYS, day_words
from reuse_pos.domain.month import MONTHS
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import Card, Key, Text, announce, painting, row
from reuse_pos.ui.widgets.painting import CENTRE

WEEKS, HEAD, ROW = 3, 26, 46
DAY = timedelta(days=1)


class Days(QWidget):
    """``Days()``: signal ``chosen(object first, object last)``; ``show_weeks(monday, today)``,
    ``choose(first, last)``. Arrows move the mark, Space or Enter takes the day."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.monday = self.today = date(2000, 1, 3)
        self.first = self.last = self.today
        self._mark = self.today
        self._begun = False
        self.setObjectName("sale_calendar")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(HEAD + WEEKS * 38)

    def show_weeks(self, monday: date, today: date) -> None:
        """Show three weeks from a Monday; days before today cannot be touched."""
        self.monday, self.today = monday, today
        self.update()

    def choose(self, first: date, last: date) -> None:
        """Show these days as chosen."""
        self.first, self.last, self._mark, self._begun = first, last, first, False
        self._speak()

    def touch(self, day: date) -> None:
        """A first touch begins, a second one ends; an earlier day begins anew."""
        if day < self.today:
            return
        self._mark = day
        if self._begun and day >= self.first:
            self.last, self._begun = day, False
        else:
            self.first = self.last = day
            self._begun = True
        self._speak()
        self.chosen.emit(self.first, self.last)

    def sizeHint(self) -> QSize:
        """Seven days across."""
        return QSize(7 * 58, HEAD + WEEKS * ROW)

    def day_at(self, x: float, y: float) -> date | None:
        """The day under a finger."""
        column = int(x // (self.width() / 7))
        line = int((y - HEAD) // self._row())
        if y < HEAD or not 0 <= column < 7 or not 0 <= line < WEEKS:
            return None
        return self.monday + DAY * (7 * line + column)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Touch the day under the finger."""
        day = self.day_at(event.position().x(), event.position().y())
        if day is not None:
            self.touch(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Space, for those who like the keyboard."""
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            wanted = self._mark + DAY * step
            if self.monday <= wanted < self.monday + DAY * 7 * WEEKS:
                self._mark = wanted
                announce(self, day_words(wanted))
                self.update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.touch(self._mark)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The days of the week, then the weeks; the chosen days in one blue bar."""
        look, painter = theme.current(), QPainter(self)
        wide, high = self.width() / 7, self._row()
        for column, name in enumerate(SHORT_DAYS):
            box = QRectF(column * wide, 0, wide, HEAD)
            word = _(name).lower()[:2]
            painting.line(painter, box, word, look.font(15, 600), look.colour("ink2"), CENTRE)
        for line in range(WEEKS):
            self._paint_bar(painter, line)
            for column in range(7):
                day = self.monday + DAY * (7 * line + column)
                self._paint_day(painter, QRectF(column * wide, HEAD + line * high, wide, high), day)
        painter.end()

    def _paint_bar(self, painter: QPainter, line: int) -> None:
        monday = self.monday + DAY * 7 * line
        first, last = max(self.first, monday), min(self.last, monday + DAY * 6)
        if first > last:
            return
        wide, high = self.width() / 7, self._row()
        box = QRectF((first - monday).days * wide, HEAD + line * high + 1,
                     ((last - first).days + 1) * wide, high - 2)  # fmt: skip
        painting.rounded(painter, box, 8, theme.current().colour("blue"))

    def _paint_day(self, painter: QPainter, box: QRectF, day: date) -> None:
        look = theme.current()
        inside = self.first <= day <= self.last
        tone = "on_blue" if inside else "line2" if day < self.today else "ink"
        if (self.hasFocus() and day == self._mark) or (day == self.today and not inside):
            edge = look.colour("on_blue" if inside else "blue")
            clear = look.colour("blue" if inside else "surface")
            painting.rounded(painter, box.adjusted(2, 2, -2, -2), 8, clear, edge, 2)
        far = day.month != (self.monday + DAY * 10).month and not inside and day >= self.today
        font = look.font(18, 700 if inside else 500)
        colour = look.colour("ink2" if far else tone)
        painting.line(painter, box, str(day.day), font, colour, CENTRE)

    def _row(self) -> float:
        return (self.height() - HEAD) / WEEKS

    def _speak(self) -> None:
        first, last = day_words(self.first), day_words(self.last)
        self.setAccessibleName(_("From {first} to {last}", first=first, last=last))
        self.update()


class CalendarCard(Card):
    """``CalendarCard()``: "When?", the month, its arrows and the days. ``begin(today, first,
    last)``; signal ``chosen(object, object)``."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.body.setContentsMargins(16, 12, 16, 10)
        self.body.setSpacing(6)
        self.before = Key("", "arrow-left").spoken(_("Weeks before")).sized(48, 48)
        self.after = Key("", "arrow-right").spoken(_("Weeks after")).sized(48, 48)
        self.before.named("weeks_before").clicked.connect(lambda: self._turn(-1))
        self.after.named("weeks_after").clicked.connect(lambda: self._turn(1))
        self._month = Text("", "strong").centred()
        self._month.setMinimumWidth(92)
        self.title_word = Text(_("When?"), "card")
        self.body.addLayout(row(self.title_word, None, self.before, self._month, self.after))
        self.days = Days()
        self.days.chosen.connect(self.chosen)
        self.body.addWidget(self.days, 1)

    def begin(self, today: date, first: date, last: date) -> None:
        """Show the weeks of the first day with the days chosen."""
        self._today = today
        # The week before stays in sight: it tells where one is.
        start = max(first - DAY * 7, today)
        self.days.choose(first, last)
        self._show(start - DAY * start.weekday())

    def _turn(self, step: int) -> None:
        self._show(self.days.monday + DAY * 7 * WEEKS * step)

    def _show(self, monday: date) -> None:
        first = self._today - DAY * self._today.weekday()
        monday = max(monday, first)
        self.days.show_weeks(monday, self._today)
        self.before.setEnabled(monday > first)
        middle = monday + DAY * 10
        name = _(MONTHS[middle.month - 1])
        self._month.setText(name if middle.year == self._today.year else f"{name} {middle.year}")
