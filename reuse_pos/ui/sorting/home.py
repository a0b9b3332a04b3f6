"""The first sorting page: the tables, one object, and the crates that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from reuse_pos.domain.category import MIXED
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.sorting import BULK_TEXTILE, TableKind
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.ui.sorting.page import Page
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.widgets import BigTile, Key, Text, Tile

if TYPE_CHECKING:
    from reuse_pos.services.sorting import Waiting
    from reuse_pos.ui.sorting.screen import SortingScreen

CRATES = 8
HEAPS = ((TableKind.TEXTILE, BULK_TEXTILE), (TableKind.MIXED, MIXED))


class HomePage(Page):
    """Three big tiles, and under them the crates with their kilos."""

    def __init__(self, screen: SortingScreen) -> None:
        super().__init__(screen)
        self.title = _("Sort")
        self.big = {
            "textile": BigTile(_("Textile table"), "", "t-shirt", "textile"),
            "mixed": BigTile(_("Mixed crates"), "", "shapes", "a_trier"),
            "thing": BigTile(_("One object"), "", "lamp", "electro"),
        }
        self.heading = words(_("Crates that wait"), 26)
        self.none = Text(_("No crate waits."), "plain-text")
        self.more = Key(_("More crates"), "arrow-right", place="right").typed(20, 26).sized(56)
        self.more.named("sort_more").clicked.connect(self._turn)
        self.aside = Key(_("Set aside, waiting"), "hand-palm").typed(20, 26).sized(56)
        self.aside.named("sort_aside").clicked.connect(lambda: self.host.open_page("aside"))
        self.crates = [Tile("") for _n in range(CRATES)]
        self._heaps: list[Waiting] = []
        self._page = 0
        self._build()

    def entered(self) -> None:
        """Read what waits."""
        sorting = self.shop.sorting
        waiting = {heap.category: heap.grams for heap in sorting.waiting()}
        for kind, heap in HEAPS:
            table = sorting.table(kind)
            grams = format_grams(waiting.get(heap, 0))
            if table is not None and table.bags_in:
                sub = _("open: {weight} left", weight=format_grams(max(table.rest_g, 0)))
            elif waiting.get(heap):
                sub = _("{weight} to sort", weight=grams)
            else:
                sub = _("nothing waits")
            self.big[kind.value].set_sub(sub)
        things = len(sorting.objects_waiting())
        self.big["thing"].set_sub(
            ngettext("{n} object waits", "{n} objects wait", things)
            if things
            else _("scan, or new object")
        )
        self._heaps, self._page = sorting.crates_waiting(), 0
        self._show()

    def spoken(self) -> list[str]:
        """The three tiles and the crates."""
        tiles = [tile.accessibleName() for tile in self.big.values()]
        crates = [tile.accessibleName() for tile in self.crates if not tile.isHidden()]
        return [self.title, *tiles, self.heading.text(), *crates]

    def _turn(self) -> None:
        pages = -(-len(self._heaps) // CRATES)
        self._page = (self._page + 1) % max(pages, 1)
        self._show()

    def _show(self) -> None:
        shown = self._heaps[self._page * CRATES :][:CRATES]
        for number, tile in enumerate(self.crates):
            tile.setVisible(number < len(shown))
            if number < len(shown):
                category = self.shop.office.category(shown[number].category)
                tile.set_icon(category.icon, category.family)
                tile.setText(category.label)
                tile.set_note(format_grams(shown[number].grams))
                tile.named(f"crate_{category.code}")
        self.none.setVisible(not shown)
        self.more.setVisible(len(self._heaps) > CRATES)

    def _open_crate(self, number: int) -> None:
        self.host.open_crate(self._heaps[self._page * CRATES + number].category)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(16)
        for code, tile in self.big.items():
            tile.pictured(110, 84, 24).sized(240).named(f"sort_{code}")
            tile.clicked.connect(lambda _on=False, code=code: self.host.open_page(code))
            top.addWidget(tile, 1)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.more)
        head.addWidget(self.aside)
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, crate in enumerate(self.crates):
            crate.typed(18, 18, 42, 700).sized(124)
            crate.clicked.connect(lambda _on=False, n=number: self._open_crate(n))
            grid.addWidget(crate, number // 4, number % 4)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addLayout(top)
        layout.addSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.none)
        layout.addLayout(grid)
        layout.addStretch(1)
