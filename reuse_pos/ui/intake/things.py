"""Pictures of categories to choose a thing from, family by family, page by page."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILY_ICON, MIXED, Category
from reuse_pos.domain.intake import COUNTABLES, countable
from reuse_pos.domain.wording import _
from reuse_pos.ui.intake.words import FAMILY_TILES, family_words, picture
from reuse_pos.ui.widgets import Key, Tile

ROWS = 2


def choices(categories: Mapping[str, Category], family: str, *, tracked: bool) -> list[str]:
    """The codes of a family's things: those of the counting tiles first, then the others.

    `tracked` keeps only what gets a label of its own, unless the family has none of these.
    """
    listed = dict(categories)
    offered = {code for code, one in listed.items() if not (one.archived or one.is_service)}
    codes = [one.code for one in COUNTABLES if one.category in offered]
    codes += [code for code in listed if code in offered and code != MIXED]
    mine = [
        code
        for code in dict.fromkeys(codes)
        if listed[countable(code, listed).category].family == family
    ]
    followed = [code for code in mine if countable(code, listed).tracked]
    return followed if tracked and followed else mine


class ThingPicker(QWidget):
    """``ThingPicker(categories, tracked=True)``: signal ``picked(str)``; ``code()`` is chosen."""

    picked = Signal(str)

    def __init__(
        self,
        categories: Mapping[str, Category],
        tracked: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._categories, self._tracked = categories, tracked
        self._across, self._page, self._family, self._code = 6, 0, "meubles", ""
        self._families = QButtonGroup(self)
        self._family_keys: dict[str, Key] = {}
        self._tiles = QWidget()
        self._grid = QGridLayout(self._tiles)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._family_row())
        layout.addWidget(self._tiles, 1)

    def set_compact(self, compact: bool) -> None:
        """Four tiles across at 1024 pixels."""
        self._across = 4 if compact else 6
        for family, key in self._family_keys.items():
            words = family_words(family)
            key.setText("" if compact else words)
            key.spoken(words)
            key.typed(12, 26 if compact else 20)
        self._show()

    def code(self) -> str:
        """The thing chosen; "" for none yet."""
        return self._code

    def reset(self) -> None:
        """Forget the choice."""
        self._code = ""
        self._show()

    def choose_family(self, family: str) -> None:
        """Show a family's things."""
        self._family, self._page = family, 0
        self._family_keys[family].setChecked(True)
        self._show()

    def _family_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for family, words, _note in FAMILY_TILES:
            if family == "a_trier":
                continue
            key = Key(_(words), place="above").with_icon(FAMILY_ICON[family], "duotone", family)
            key.typed(12, 20).sized(56).choosable(family == self._family).named(f"pick_{family}")
            key.clicked.connect(lambda _on=False, family=family: self.choose_family(family))
            self._families.addButton(key)
            self._family_keys[family] = key
            row.addWidget(key, 1)
        return row

    def _show(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        codes = choices(self._categories, self._family, tracked=self._tracked)
        room = self._across * ROWS
        paged = len(codes) > room
        size = room - 1 if paged else room
        shown = codes[self._page * size : (self._page + 1) * size]
        for number, code in enumerate(shown):
            self._put(self._tile(code), number)
        if paged:
            more = Tile(_("See others"), "", "dots-three-circle", "neutral").typed(14, 12, 34, 600)
            more.named("see_others")
            more.clicked.connect(lambda: self._turn(-(-len(codes) // size)))
            self._put(more, len(shown))
        for x in range(6):
            self._grid.setColumnStretch(x, 1 if x < self._across else 0)
        for y in range(ROWS):
            self._grid.setRowStretch(y, 1)

    def _put(self, tile: Tile, number: int) -> None:
        tile.sized(78)
        tile.stretching()
        self._grid.addWidget(tile, number // self._across, number % self._across)

    def _tile(self, code: str) -> Tile:
        thing = countable(code, dict(self._categories))
        category = self._categories[thing.category]
        icon = thing.icon if thing in COUNTABLES else picture(category)
        tile = Tile(_(thing.words), "", icon, category.family).typed(14, 12, 30, 600)
        tile.choosable(code == self._code).named(f"thing_{code}")
        tile.clicked.connect(lambda: self._pick(code))
        return tile

    def _pick(self, code: str) -> None:
        self._code = code
        for tile in self._tiles.findChildren(Tile):
            tile.setChecked(tile.objectName() == f"thing_{code}")
        self.picked.emit(code)

    def _turn(self, pages: int) -> None:
        self._page = (self._page + 1) % pages
        self._show()
