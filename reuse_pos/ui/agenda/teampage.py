"""Who goes out with the van on a day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from reuse_pos.domain import agenda as rules
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.agenda import DayView
from reuse_pos.ui.persons import face
from reuse_pos.ui.widgets import Card, Key, Text, column


class TeamPage(Card):
    """``TeamPage()``; ``ask(day, people)``; signals ``chosen(operator codes)``, ``closed()``."""

    chosen = Signal(list)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = Text("", "h1").wrapped()
        self.body.addWidget(self._title)
        self.body.addWidget(Text(_("Touch who goes out."), "muted"))
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.keys: dict[str, Key] = {}
        self._back = Key(_("Back to the round"), "arrow-left").sized(60)
        self._back.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._back.clicked.connect(self.closed)
        self.done = Key(_("Note the team"), "check", "next", "F12").sized(60).named("team_done")
        self.done.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.done.clicked.connect(
            lambda: self.chosen.emit([op for op, key in self.keys.items() if key.isChecked()])
        )
        self.body.addLayout(column(self.done, self._back))

    def ask(self, day: DayView, people: Sequence[Person]) -> None:
        """Show everybody who may go out, those already in the team chosen."""
        self._title.setText(_("Team, {day}", day=rules.day_and_number(day.day)))
        for key in self.keys.values():
            self._grid.removeWidget(key)
            key.hide()
            key.deleteLater()
        self.keys = {}
        inside = {one.op for one in day.team}
        for number, one in enumerate(people[:14]):
            icon, family = face(one)
            key = Key(one.name, icon).with_icon(icon, "fill", family).sized(60)
            key.choosable(one.op in inside).named(f"team_{one.op}")
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.keys[one.op] = key
            self._grid.addWidget(key, number // 2, number % 2)
