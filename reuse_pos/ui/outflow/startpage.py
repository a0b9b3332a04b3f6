"""Who takes the goods: a tile an organisation, and the ways out that need no slip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.mass import DESTINATIONS, format_grams
from reuse_pos.domain.outflow import KINDS, ONE_TOUCH, TRANSFER_IN, TRANSFER_OUT, Taker
from reuse_pos.domain.wording import _
from reuse_pos.services.outflow import Waiting
from reuse_pos.ui.outflow.parts import clear, grid, scrolling
from reuse_pos.ui.widgets import Panel, Text, Tile

COLUMNS = 3
ONE_TOUCH_LOOKS = {
    "gift": ("heart", "deco_divers"),
    "internal_use": ("house-line", "textile"),
    "repair_part": ("puzzle-piece", "electro"),
    "return_to_donor": ("arrow-u-up-left", "neutral"),
    "lost": ("question", "neutral"),
}


class StartPage(Panel):
    """``StartPage()``: signals ``chosen(str kind, object party)``, ``once(str destination)``,
    ``store(str kind)``; ``show_takers(takers, waiting)``."""

    chosen = Signal(str, object)
    once = Signal(str)
    store = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.tiles: dict[str, Tile] = {}
        self._inner = QVBoxLayout()
        self._inner.setContentsMargins(0, 0, 6, 0)
        self._inner.setSpacing(10)
        holder = Panel("canvas")
        holder.setLayout(self._inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(holder))

    def show_takers(self, takers: Sequence[Taker], waiting: Sequence[Waiting]) -> None:
        """Fill the page: those for whom goods already wait come first."""
        clear(self._inner)
        self.tiles = {}
        grams = {one.taker.code: one.grams for one in waiting}
        order = sorted(takers, key=lambda one: -grams.get(one.code, 0))
        tiles: list[QWidget] = [self._taker(one, grams) for one in order]
        tiles += [self._store(TRANSFER_OUT), self._store(TRANSFER_IN)]
        self._add(_("Who takes it away?"), tiles, COLUMNS)
        once: list[QWidget] = [self._once(way) for way in ONE_TOUCH]
        self._add(_("Without a slip, in one touch"), once, len(once))
        self._inner.addStretch(1)

    def _add(self, title: str, tiles: list[QWidget], columns: int) -> None:
        self._inner.addWidget(Text(title, "block"))
        holder = Panel("canvas")
        layout = grid(tiles, columns)
        layout.setContentsMargins(0, 0, 0, 6)
        holder.setLayout(layout)
        self._inner.addWidget(holder)

    def _taker(self, taker: Taker, grams: dict[str, int]) -> Tile:
        kind = next(one for one in KINDS.values() if one.taker == taker.kind)
        tile = Tile(taker.label, _(kind.title), kind.icon, kind.tint).named(f"to_{taker.code}")
        tile.sized(100)
        if grams.get(taker.code):
            tile.set_corner(format_grams(grams[taker.code]))
        tile.clicked.connect(lambda: self.chosen.emit(kind.code, taker.code))
        self.tiles[taker.code] = tile
        return tile

    def _store(self, code: str) -> Tile:
        kind = KINDS[code]
        note = _("with a slip and a file") if code == TRANSFER_OUT else _("scan what arrives")
        tile = Tile(_(kind.title), note, kind.icon, kind.tint).named(f"to_{code}")
        tile.sized(100)
        tile.clicked.connect(lambda: self.store.emit(code))
        self.tiles[code] = tile
        return tile

    def _once(self, way: str) -> Tile:
        icon, tint = ONE_TOUCH_LOOKS[way]
        tile = Tile(_(DESTINATIONS[way]), "", icon, tint).named(f"once_{way}")
        tile.typed(15, 14, 32).sized(92)
        tile.clicked.connect(lambda: self.once.emit(way))
        self.tiles[way] = tile
        return tile
