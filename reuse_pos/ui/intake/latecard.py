"""A delivery noted on paper while the computer was out: its day and the number of its slip."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from reuse_pos.domain.agenda import SHORT_DAYS
from reuse_pos.domain.intake import LONGEST_SLIP
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Card, Key, Keypad, Text, row

ACROSS, SHOWN = 4, 8


class LateCard(Card):
    """``LateCard()``: signals ``begun(str day, str slip)``, ``left()``; ``open(days)``."""

    begun = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._days: list[date] = []
        self._page = 0
        self._day: date | None = None
        self._keys = QGridLayout()
        self._keys.setSpacing(8)
        self.slip = QLineEdit()
        self.slip.setObjectName("late_slip")
        self.slip.setAccessibleName(_("Number of the slip"))
        self.slip.setPlaceholderText(_("Number of the slip"))
        self.slip.setMaxLength(LONGEST_SLIP)
        self.slip.setMinimumHeight(52)
        self.slip.textChanged.connect(lambda _text: self._show())
        self.slip.returnPressed.connect(self.submit)
        pad = Keypad()
        pad.typed.connect(lambda figure: self.slip.insert(figure.replace(",", "")))
        pad.erased.connect(self.slip.backspace)
        self.begin = Key(_("Type this delivery in"), "check", "next", "F12").typed(20, 26)
        self.begin.sized(64).named("late_begin").clicked.connect(self.submit)
        back = Key(_("Back"), "arrow-left").sized(64).named("late_back")
        back.clicked.connect(self.left)
        self.body.addWidget(Text(_("Delivery noted on paper"), "h1").eliding())
        self.body.addWidget(
            Text(_("One slip, one delivery. Its kilos count on its own day."), "muted").wrapped()
        )
        self.body.addLayout(self._keys)
        self.body.addWidget(self.slip)
        self.body.addWidget(pad, 1)
        self.body.addLayout(row(back, None, self.begin))

    def open(self, days: list[date]) -> None:
        """Ask which day (those of open months, newest first) and which slip."""
        self._days, self._day, self._page = days, days[0] if days else None, 0
        self.slip.clear()
        self._fill()
        self.slip.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Open it."""
        if self.begin.isEnabled() and self._day is not None:
            self.begun.emit(self._day.isoformat(), self.slip.text().strip())

    def _fill(self) -> None:
        while self._keys.count():
            item = self._keys.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        paged = len(self._days) > SHOWN
        size = SHOWN - 1 if paged else SHOWN
        shown = self._days[self._page * size : (self._page + 1) * size]
        for number, day in enumerate(shown):
            key = Key(f"{_(SHORT_DAYS[day.weekday()])} {day:%d/%m}").typed(15).sized(48)
            key.choosable(day == self._day).named(f"late_{day.isoformat()}")
            key.clicked.connect(lambda _on=False, day=day: self._choose(day))
            self._put(key, number)
        if paged:
            more = Key(_("Others"), "dots-three").typed(15).sized(48).named("late_more")
            more.clicked.connect(lambda: self._turn(-(-len(self._days) // size)))
            self._put(more, len(shown))
        self._show()

    def _put(self, widget: QWidget, number: int) -> None:
        self._keys.addWidget(widget, number // ACROSS, number % ACROSS)

    def _turn(self, pages: int) -> None:
        self._page = (self._page + 1) % pages
        self._fill()

    def _choose(self, day: date) -> None:
        self._day = day
        for key in self.findChildren(Key):
            if key.objectName().startswith("late_2"):
                key.setChecked(key.objectName() == f"late_{day.isoformat()}")
        self._show()

    def _show(self) -> None:
        self.begin.setEnabled(self._day is not None and bool(self.slip.text().strip()))
