"""What stands around a screen after the sign-in: the rail at the left, the bar at the top."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.ui.persons import face
from reuse_pos.ui.screen import Screen, Workplace
from reuse_pos.ui.widgets.card import Panel
from reuse_pos.ui.widgets.rail import FOOT, HOME_PAGE, Rail, RailEntry
from reuse_pos.ui.widgets.topbar import TopBar

# What the rail holds on the smallest screen, and who goes to the home page first when it is full.
RAIL_MOST = 7
OFF_RAIL_FIRST = ("stocktake", "outflow", "till", "sorting", "orders", "holds")


def on_rail(entries: Sequence[RailEntry]) -> list[RailEntry]:
    """The places the rail has room for; where there are more, the first is the home page, which
    has them all."""
    kept = list(entries)
    if len(kept) <= RAIL_MOST:
        return kept
    for code in OFF_RAIL_FIRST:
        if len(kept) > RAIL_MOST:
            kept = [one for one in kept if one.code != code]
    return [HOME_PAGE, *kept[:RAIL_MOST]]


class Frame(Panel):
    """``Frame(parent=None)``: ``rail``, ``top`` and ``stage`` (the screens, one shown).

    ``welcome(person, places)``, ``show_screen(screen, code)`` (a plain screen stands alone),
    ``set_compact(on)``.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.rail, self.top, self.stage = Rail(), TopBar(), QStackedWidget()
        main = QVBoxLayout()
        main.setSpacing(0)
        main.addWidget(self.top)
        main.addWidget(self.stage, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(main, 1)

    def welcome(self, person: Person, places: Sequence[Workplace]) -> None:
        """Show this person's places and their picture."""
        entries = [RailEntry(one.code, one.title_msgid, one.icon) for one in places]
        self.rail.set_entries(on_rail(entries), FOOT)
        self.top.set_user(person.name, *face(person))

    def show_screen(self, screen: Screen, code: str) -> None:
        """Bring a screen to the front."""
        self.rail.setVisible(not screen.plain)
        self.top.setVisible(not screen.plain)
        self.rail.set_active(code)
        self.stage.setCurrentWidget(screen)

    def set_compact(self, compact: bool) -> None:
        """Narrower rail and no first name, under 1280 pixels."""
        self.rail.set_compact(compact)
        self.top.set_compact(compact)
