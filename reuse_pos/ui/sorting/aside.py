"""What is set aside: each thing with why and since when, and its way back or out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from reuse_pos.domain.checks import ASIDE, BLOCKED, Aside
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.ui.sorting.page import Page
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.widgets import Badge, BigTile, Card, EmptyState, Key, Tile

if TYPE_CHECKING:
    from reuse_pos.services.sorting import AsideThing
    from reuse_pos.ui.sorting.screen import SortingScreen

LIST, ONE = range(2)
THINGS, COLUMNS = 12, 4
WAYS = {
    "reception": (N_("Reception"), "hand-arrow-down", "textile"),
    "workshop": (N_("To the workshop"), "hammer", "meubles"),
    "recycling": (N_("Recycle"), "recycle", "vaisselle"),
    "disposal": (N_("Throw away"), "trash", "neutral"),
}


class AsidePage(Page):
    """The things that wait apart, longest first; touch one to give it its way."""

    def __init__(self, screen: SortingScreen) -> None:
        super().__init__(screen)
        self.title = _("Things set aside")
        self._things: list[AsideThing] = []
        self._turned = 0
        self.now: AsideThing | None = None
        self.tiles = [Tile("") for _n in range(THINGS)]
        self.none = EmptyState(
            "hand-palm", _("Nothing is set aside."),
            _("What waits for a check stays apart from the shop."),
        )  # fmt: skip
        self.more = Key(_("More things"), "arrow-right", place="right").plain().sized(84, 300)
        self.more.named("aside_more").clicked.connect(self._turn)
        self.badge = Badge("eye", "electro", 84).shaped(20, 56)
        self.name, self.why = words("", 28, 800), words("", 20, 400, "ink2")
        self.ways = {
            code: BigTile(_(word), "", icon, tint) for code, (word, icon, tint) in WAYS.items()
        }
        self.back = Key(_("Go back"), "arrow-u-up-left").plain().sized(84, 220)
        self.back.named("aside_back").clicked.connect(lambda: self._list_again())
        self.pages = QStackedLayout(self)
        self.pages.addWidget(self._list())
        self.pages.addWidget(self._one())

    def entered(self) -> None:
        """Read again what waits, beside the screen: the shelves of quarantine may be long. A window
        made wider or darker keeps the thing that is open."""
        if self.now is None:
            self._list_again()

    def left(self) -> None:
        """The next visit begins with the list."""
        self.now, self.code = None, ""

    def _list_again(self) -> None:
        self.now, self.code = None, ""
        self.pages.setCurrentIndex(LIST)
        self.host.show_title()
        self.write(self.shop.sorting.aside, self._found)

    def on_scan(self, raw: str) -> None:
        """The label of a thing set aside opens it; any other label is sorted."""
        compact = "".join(raw.split())
        for thing in self._things:
            if compact in (thing.item.code, thing.item.short):
                self.open(thing)
                return
        super().on_scan(raw)

    def open(self, thing: AsideThing) -> None:
        """Show one thing and the ways it may take."""
        self.now, self.code = thing, thing.item.short
        may = self.who.may(Permission.SUPERVISE) and self.who.may(Permission.SEND_OUT)
        never = _(BLOCKED[thing.blocked].title) if thing.blocked else ""
        word, icon = _reason(thing)
        self.badge.show_badge(icon, "electro")
        self.name.set_text(thing.item.label)
        said = [word, _since(thing)]
        if never:
            said.append(_("Never sold: {rule}", rule=never))
        self.why.set_text(" · ".join(said))
        data = thing.reason == Aside.DATA.value
        self.ways["reception"].set_sub(_("sort it again"))
        self.ways["workshop"].set_sub(_("erase, test, repair") if data else _("in the workshop"))
        for code, tile in self.ways.items():
            stopped = never and code == "workshop"
            tile.lock(_("never sold") if stopped else "" if may else _("ask your supervisor"))
        self.pages.setCurrentIndex(ONE)
        self.host.show_title()

    def spoken(self) -> list[str]:
        """What waits, or the thing and its ways."""
        if self.pages.currentIndex() == ONE:
            ways = [tile.accessibleName() for tile in self.ways.values()]
            return [self.name.text(), self.why.text(), _("Where does it go now?"), *ways]
        shown = [tile.accessibleName() for tile in self.tiles if not tile.isHidden()]
        return [self.title, *(shown or [_("Nothing is set aside.")])]

    def _found(self, found: list[AsideThing]) -> None:
        self._things, self._turned = found, 0
        self._show()

    def _turn(self) -> None:
        self._turned = (self._turned + 1) % -(-len(self._things) // THINGS)
        self._show()

    def _show(self) -> None:
        shown = self._things[self._turned * THINGS :][:THINGS]
        for number, tile in enumerate(self.tiles):
            tile.setVisible(number < len(shown))
            if number < len(shown):
                thing = shown[number]
                word, icon = _reason(thing)
                tile.set_icon(icon, "electro").setText(thing.item.label)
                tile.set_note(f"{word} · {_since(thing)}").named(f"aside_{thing.item.short}")
        self.none.setVisible(not shown)
        self.more.setVisible(len(self._things) > THINGS)

    def _touched(self, number: int) -> None:
        self.open(self._things[self._turned * THINGS + number])

    def _go(self, way: str) -> None:
        thing = self.now
        if thing is None:
            return
        sorting, who, item = self.shop.sorting, self.who, thing.item

        def gone(_done: object) -> None:
            where = _(WAYS[way][0]).lower()
            self.host.say.emit(_("{name}: {where}", name=item.label, where=where), None)
            if way == "workshop":
                self.print_labels(item.id)
            self._list_again()

        verbs: dict[str, Callable[[], Any]] = {
            "reception": lambda: sorting.release(who, item.id),
            "workshop": lambda: sorting.release(who, item.id, True),
        }
        leave = verbs.get(way, lambda: sorting.send_from_aside(who, item.id, way))
        self.write(leave, gone)

    def _list(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, tile in enumerate(self.tiles):
            tile.typed(18, 16, 46, 700).sized(150)
            tile.hide()
            tile.clicked.connect(lambda _on=False, n=number: self._touched(n))
            grid.addWidget(tile, number // COLUMNS, number % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.more)
        self.more.hide()
        self.none.hide()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(self.none, 1)
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addLayout(foot)
        return page

    def _one(self) -> QWidget:
        page = QWidget()
        card = Card()
        head, names = QHBoxLayout(), QVBoxLayout()
        head.setSpacing(20)
        names.addWidget(self.name)
        names.addWidget(self.why)
        head.addWidget(self.badge)
        head.addLayout(names, 1)
        card.body.addLayout(head)
        ways = QHBoxLayout()
        ways.setSpacing(14)
        for code, tile in self.ways.items():
            tile.named(f"aside_to_{code}")
            tile.clicked.connect(lambda _on=False, way=code: self._go(way))
            ways.addWidget(tile, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addWidget(card)
        layout.addWidget(words(_("Where does it go now?"), 28, 800))
        layout.addLayout(ways)
        layout.addStretch(1)
        layout.addLayout(foot)
        return page


def _reason(thing: AsideThing) -> tuple[str, str]:
    known = ASIDE.get(Aside(thing.reason)) if thing.reason in set(Aside) else None
    return (_(known[0]), known[1]) if known is not None else (thing.reason, "hand-palm")


def _since(thing: AsideThing) -> str:
    if thing.days < 1:
        return _("today")
    return ngettext("{n} day", "{n} days", thing.days)
