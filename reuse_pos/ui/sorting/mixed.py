"""Mixed crates broken down: what is it, where does it go, one weighing a part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILIES, FAMILY_ICON, UNSORTED_LEAF
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.sorting import Bag, Table, TableKind, way_lock
from reuse_pos.domain.ways import MIXED_WAYS, WAYS, Way
from reuse_pos.domain.wording import _
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.sorting.table import TablePage
from reuse_pos.ui.widgets import BigTile, Tile

if TYPE_CHECKING:
    from reuse_pos.ui.sorting.screen import SortingScreen


class MixedPage(TablePage):
    """Nine families, six ways: the way records what stands on the scale."""

    kind = TableKind.MIXED
    tints = tuple(FAMILIES)

    def __init__(self, screen: SortingScreen) -> None:
        self.title = _("Mixed crates")
        self.bag_title = _("Weight of the load")
        self.family = ""
        self.families = {
            code: Tile(_(word), "", FAMILY_ICON[code], code) for code, word in FAMILIES.items()
        }
        self.ways = {
            way: BigTile(_(WAYS[way].title), "", WAYS[way].icon, WAYS[way].tint)
            for way in MIXED_WAYS
        }
        self.way_question = words("", 26)
        super().__init__(screen)

    def tiles(self) -> QWidget:
        """The families, then the ways."""
        holder = QWidget()
        page = QVBoxLayout(holder)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        families, ways = QGridLayout(), QGridLayout()
        for number, (code, tile) in enumerate(self.families.items()):
            tile.typed(17, 15, 38, 700).sized(100).choosable().named(f"family_{code}")
            tile.clicked.connect(lambda _on=False, code=code: self.choose(code))
            families.addWidget(tile, number // 5, number % 5)
        for number, (way, big) in enumerate(self.ways.items()):
            big.pictured(60, 46, 16).typed(19, 15, 700).sized(130).named(f"way_{way.value}")
            big.clicked.connect(lambda _on=False, way=way: self.put_part(way))
            ways.addWidget(big, 0, number)
        for grid in (families, ways):
            grid.setSpacing(10)
        page.addLayout(families)
        page.addWidget(self.way_question)
        page.addLayout(ways)
        return holder

    def choose(self, family: str) -> None:
        """Say what the part is; the ways it may not go are locked with the reason."""
        self.family = family
        category = self.shop.office.category(UNSORTED_LEAF[family])
        for code, tile in self.families.items():
            tile.setChecked(code == family)
        for way, big in self.ways.items():
            big.lock(_("to test") if way_lock(category, way) else "")
        self.way_question.set_text(_("Where do they go?"))

    def put_part(self, way: Way) -> None:
        """One touch a part, once its family is chosen."""
        family = self.family
        if not family:
            self.host.show_refusal(_("Touch what it is first. Nothing was recorded."))
            return
        self.record(
            lambda load: self.shop.sorting.put_part(
                self.who, self.table_id(), UNSORTED_LEAF[family], way, load
            ),
            f"{_(FAMILIES[family])}, {_(WAYS[way].title).lower()}",
        )

    def look_of(self, bag: Bag) -> tuple[str, str, str]:
        """A family's picture, and its way in words."""
        family = self.shop.office.category(bag.category).family
        way = WAYS[Way(bag.grade)]
        return FAMILY_ICON[family], family, f"{_(FAMILIES[family])} · {_(way.title)}"

    def show_tiles(self, table: Table) -> None:
        """The kilos of each family so far."""
        for code, tile in self.families.items():
            grams, _loads = table.sorted_as(UNSORTED_LEAF[code])
            tile.set_corner(format_grams(grams) if grams else "")
        self.way_question.set_text(
            _("Where do they go?") if self.family else _("Then: where do they go?")
        )

    def fit_tiles(self, narrow: bool, large: bool) -> None:
        """Lower tiles leave room for large text."""
        for tile in self.families.values():
            tile.sized(76 if large else 100)
            tile.typed(15 if large else 17, 15, 22 if large else 38, 700)
        for big in self.ways.values():
            big.pictured(34 if large else 60, 26 if large else 46, 12).sized(100 if large else 130)

    def show_question(self, table: Table, proposed: bool) -> None:
        """What is it?"""
        super().show_question(table, proposed)
        if proposed:
            self.hint.set_text("")
        elif not table.bags_in:
            self.heading.set_text(_("No crate. Scan its label, or weigh it."))
        else:
            self.heading.set_text(_("What is it?"))
            self.hint.set_text(_("1 weighing = 1 kind of object"))
