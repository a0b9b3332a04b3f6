"""For the supervisor: every open piece of work in its order, moved by arrows, given to a bench or a
person."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import OrderState
from reuse_pos.services.workshop import Work
from reuse_pos.ui.widgets import Badge, Card, EmptyState, Key, Text, column, row
from reuse_pos.ui.workshop.looks import KeyRow, about, empty, heading

STATES = {
    OrderState.WORKING: "In progress",
    OrderState.STEPS_DONE: "In progress",
    OrderState.PAUSED: "On pause",
}


class PlanPage(QWidget):
    """``show_plan(works, page, pages, names)``. Signals ``moved(Work, places)``,
    ``first(Work)``, ``give_asked(Work)``, ``more_asked()``, ``back()``."""

    moved = Signal(object, int)
    first = Signal(object)
    give_asked = Signal(object)
    more_asked = Signal()
    back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.return_key = Key(_("Go back"), "arrow-u-up-left").typed(20, 26).sized(64)
        self.return_key.named("plan_back").clicked.connect(self.back)
        self.more = Key(_("See other objects"), "arrow-right", place="right").typed(20, 28)
        self.more.sized(64).named("plan_more").clicked.connect(self.more_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        layout.addLayout(self._rows)
        layout.addStretch(1)
        layout.addWidget(KeyRow([self.return_key], [self.more]))

    def show_plan(
        self, works: Sequence[Work], page: int, pages: int, names: dict[str, str], per_page: int
    ) -> None:
        """Show a page of the open work; `names` are the first names by operator code."""
        empty(self._rows)
        for n, work in enumerate(works):
            last = page == pages - 1 and n == len(works) - 1
            place = page * per_page + n + 1
            self._rows.addWidget(self._row(work, place, last, names))
        if not works:
            self._rows.addWidget(EmptyState("hammer", _("Nothing to repair")))
        self.more.setVisible(pages > 1)

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        return [text.text() for text in self.findChildren(Text) if text.isVisible()]

    def _row(self, work: Work, place: int, last: bool, names: dict[str, str]) -> Card:
        card = Card()
        card.setObjectName("plan_row")
        card.body.setContentsMargins(14, 8, 14, 8)
        order = work.order
        state = STATES.get(order.state)
        facts = [work.item.short, about(work.guess_min) if work.guess_min else ""]
        facts += [_(state)] if state else []
        words = column(
            heading(work.item.label, 20, 700),
            Text(" · ".join(fact for fact in facts if fact), "muted").eliding(),
            spacing=2,
        )
        given = order.given_to
        who = names.get(given, given) if given else order.bench or _("Whoever is free")
        give = Key(who, "user" if given else "toolbox" if order.bench else "users")
        give.typed(18, 24).sized(60, 196).named("plan_give")
        give.spoken(_("Given to: {who}", who=who))
        give.clicked.connect(lambda: self.give_asked.emit(work))
        first = Key(_("First")).typed(18).sized(60, 104).named("plan_first")
        up = self._arrow("caret-up", "plan_up", _("Move {name} up", name=work.item.label))
        down = self._arrow("caret-down", "plan_down", _("Move {name} down", name=work.item.label))
        for key in (first, up):
            key.setEnabled(place > 1)
        down.setEnabled(not last)
        first.clicked.connect(lambda: self.first.emit(work))
        up.clicked.connect(lambda: self.moved.emit(work, -1))
        down.clicked.connect(lambda: self.moved.emit(work, 1))
        number = Text(str(place), "h1", "ink2")
        number.setMinimumWidth(34)
        line = row(number, Badge(work.category.icon, work.category.family, 56), spacing=14)
        line.addLayout(words, 1)
        for key in (give, first, up, down):
            line.addWidget(key)
        card.body.addLayout(line)
        return card

    def _arrow(self, icon: str, name: str, said: str) -> Key:
        return Key(icon=icon).typed(16, 26).sized(60, 60).named(name).spoken(said)
