"""The textile table: six grades, a bag on the scale and one touch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.sorting import Bag, Table, TableKind
from reuse_pos.domain.ways import GRADES, Grade
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.ui.sorting.picks import Pick
from reuse_pos.ui.sorting.table import TablePage
from reuse_pos.ui.widgets import BigTile

if TYPE_CHECKING:
    from reuse_pos.ui.sorting.screen import SortingScreen

MOST_SORTERS = 8


class TextilePage(TablePage):
    """Six grades; a bag on the scale and one touch."""

    kind = TableKind.TEXTILE
    tints = tuple(rule.tint for rule in GRADES.values())

    def __init__(self, screen: SortingScreen) -> None:
        self.title = _("Textile sorting table")
        self.bag_title = _("Weight of the bag")
        self.grades = {
            grade: BigTile(_(rule.title), _(rule.hint), rule.icon, rule.tint, "left")
            for grade, rule in GRADES.items()
        }
        super().__init__(screen)

    def tiles(self) -> QWidget:
        """Two rows of three grades."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(14)
        for number, (grade, tile) in enumerate(self.grades.items()):
            tile.named(f"grade_{grade.value}")
            tile.clicked.connect(lambda _on=False, grade=grade: self.put_out(grade))
            grid.addWidget(tile, number // 3, number % 3)
        return holder

    def put_out(self, grade: Grade) -> None:
        """One touch a bag; a second one says whose it is where several operators come."""
        sorters = self.shop.sorting.sorters() if grade is Grade.SORTER else ()
        if len(sorters) > 1 and self.strip.ready():
            entries = [Pick(one.code, one.label, "truck") for one in sorters[:MOST_SORTERS]]
            self.host.ask_which(
                _("To whom does this bag go?"), entries, lambda party: self._put(grade, party)
            )
        else:
            self._put(grade, None)

    def _put(self, grade: Grade, party: str | None) -> None:
        sorting = self.shop.sorting
        self.record(
            lambda load: sorting.put_out(self.who, self.table_id(), grade, load, party),
            _(GRADES[grade].title),
        )

    def look_of(self, bag: Bag) -> tuple[str, str, str]:
        """A grade's picture and word."""
        rule = GRADES[Grade(bag.grade)]
        return rule.icon, rule.tint, _(rule.title)

    def show_tiles(self, table: Table) -> None:
        """The kilos and bags of each grade so far, and the one operator who takes the rest."""
        sorters = self.shop.sorting.sorters()
        hint = sorters[0].label if len(sorters) == 1 else _(GRADES[Grade.SORTER].hint)
        self.grades[Grade.SORTER].set_sub(hint)
        for grade, tile in self.grades.items():
            grams, bags = table.graded(grade.value)
            tile.set_corner(format_grams(grams), ngettext("{n} bag", "{n} bags", bags))

    def fit_tiles(self, narrow: bool, large: bool) -> None:
        """Smaller pictures leave room for the kilos in a narrow window."""
        for tile in self.grades.values():
            tile.setMinimumHeight(0)
            tile.sized(168 if large else 200)
            if narrow or large:
                tile.pictured(56, 40, 14)
            else:
                tile.pictured(80, 56, 18)
