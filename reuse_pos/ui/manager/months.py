"""Choosing a month: the year on top, its twelve months below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from reuse_pos.domain.month import MONTHS
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Card, Key, Text, row


class MonthPicker(Card):
    """``MonthPicker(parent=None)``. Signals ``chosen(str month)``, ``closed()``; ``begin(months,
    chosen)``."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.setObjectName("month_picker")
        self._months: frozenset[str] = frozenset()
        self._year, self._here = 0, ""
        back = Key(_("Back to the report"), "arrow-left").named("months_back")
        back.clicked.connect(self.closed)
        self._before = Key("", "arrow-left").spoken(_("Year before")).sized(0, 52)
        self._after = Key("", "arrow-right").spoken(_("Year after")).sized(0, 52)
        self._title = Text("", "h1").centred()
        self._title.setMinimumWidth(80)
        self._before.clicked.connect(lambda: self._show(self._year - 1))
        self._after.clicked.connect(lambda: self._show(self._year + 1))
        self.body.addLayout(row(back, None, self._before, self._title, self._after))
        grid = QGridLayout()
        grid.setSpacing(10)
        self.keys: list[Key] = []
        for number, word in enumerate(MONTHS):
            name = _(word)
            key = Key(name[:1].upper() + name[1:]).typed(18).sized(76).named(f"month_{number + 1}")
            key.clicked.connect(lambda _=False, number=number: self._choose(number + 1))
            grid.addWidget(key, number // 3, number % 3)
            self.keys.append(key)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def begin(self, months: Sequence[str], chosen: str) -> None:
        """Offer these months, beginning with the year of the chosen one."""
        self._months, self._here = frozenset(months), chosen
        self._show(int(chosen[:4]))

    def _show(self, year: int) -> None:
        self._year = year
        self._title.setText(str(year))
        years = {int(month[:4]) for month in self._months}
        self._before.setEnabled(year - 1 in years)
        self._after.setEnabled(year + 1 in years)
        for number, key in enumerate(self.keys, 1):
            month = f"{year:04d}-{number:02d}"
            key.setEnabled(month in self._months)
            key.set_kind("pri" if month == self._here else "key")

    def _choose(self, number: int) -> None:
        self.chosen.emit(f"{self._year:04d}-{number:02d}")
