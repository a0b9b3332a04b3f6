"""Where a load is taken from and what it is: places as keys, goods as tiles, the heaviest first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.category import Category
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.outflow import LOAD_PLACES
from reuse_pos.domain.wording import _
from reuse_pos.ui.outflow.parts import clear, grid, scrolling
from reuse_pos.ui.widgets import EmptyState, Key, Panel, Tile

SHOWN = ("storage", "shop", "reception", "sorting", "quarantine", "parts")
MOST_TILES = 24


class LoadPicker(QWidget):
    """``LoadPicker(categories, arriving=False)``: signals ``touched(str category)`` and
    ``moved(str place)``; ``place`` is the one chosen; ``show_held(grams, accepts)`` greys what is
    not accepted. Where goods arrive no place is asked and every kind is offered."""

    touched = Signal(str)
    moved = Signal(str)

    def __init__(
        self, categories: dict[str, Category], arriving: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._categories = categories
        self.place = SHOWN[0]
        self.columns = 3
        self._arriving = arriving
        self.places: dict[str, Key] = {}
        self.tiles: dict[str, Tile] = {}
        row = QHBoxLayout()
        row.setSpacing(8)
        for place in SHOWN:
            key = Key(_(LOAD_PLACES[place])).typed(15).sized(48).choosable(place == self.place)
            key.named(f"from_{place}")
            key.clicked.connect(lambda _on=False, place=place: self.choose(place))
            self.places[place] = key
            key.setHidden(arriving)
            row.addWidget(key, 1)
        self._holder = Panel("canvas")
        self._inner = QVBoxLayout(self._holder)
        self._inner.setContentsMargins(0, 0, 6, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row)
        layout.addWidget(scrolling(self._holder), 1)

    def choose(self, place: str) -> None:
        """Take loads from another place."""
        self.place = place
        for code, key in self.places.items():
            key.setChecked(code == place)
        self.moved.emit(place)

    def show_held(self, held: dict[str, int], accepts: Callable[[Category], bool]) -> None:
        """The goods that stand in the place; what is not accepted cannot be touched."""
        clear(self._inner)
        self.tiles = {}
        order = sorted(held, key=lambda code: (not accepts(self._categories[code]), -held[code]))
        for code in order if self._arriving else order[:MOST_TILES]:
            kind = self._categories[code]
            note = "" if self._arriving else format_grams(held[code])
            tile = Tile(kind.label, note, kind.icon, kind.family)
            tile.typed(15, 14, 34).sized(96).named(f"load_{code}")
            tile.setEnabled(accepts(kind))
            tile.clicked.connect(lambda _on=False, code=code: self.touched.emit(code))
            self.tiles[code] = tile
        if self.tiles:
            holder = Panel("canvas")
            layout = grid(list(self.tiles.values()), self.columns, 10)
            layout.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(layout)
            self._inner.addWidget(holder)
            self._inner.addStretch(1)
        else:
            empty = _("Nothing without a label stands here")
            why = _("Choose another place, or scan a label.")
            self._inner.addWidget(EmptyState("package", empty, why))
