"""What else is done at the till: bank, Z and closings, another till, the emergency sheet."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reuse_pos.domain.wording import N_, _
from reuse_pos.ui.widgets import Key, Panel, Text, Tile, row


@dataclass(frozen=True)
class Thing:
    """One tile: code, words, line under them, pictogram."""

    code: str
    words: str
    sub: str
    icon: str


THINGS = (
    Thing("cash", N_("Cash to the bank"), N_("count a bag, print its slip"), "bank"),
    Thing("cheques", N_("Cheques to the bank"), N_("tick them, print the slip"), "note-pencil"),
    Thing("closings", N_("Z and closings"), N_("days, months, years; print, PDF"), "receipt"),
    Thing("tills", N_("Another till"), N_("this post sells on it"), "cash-register"),
    Thing("emergency", N_("Emergency sheet"), N_("prices and slips on A4, as PDF"), "printer"),
)


class MorePanel(Panel):
    """``MorePanel()``: signals ``asked(str code)`` (of ``THINGS``) and ``closed()``;
    ``offer(codes)`` hides the rest."""

    asked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("more_panel")
        self.tiles: dict[str, Tile] = {}
        grid = QGridLayout()
        grid.setSpacing(14)
        for number, thing in enumerate(THINGS):
            tile = Tile(_(thing.words), _(thing.sub), thing.icon).typed(20, 16, 46, 700).sized(132)
            tile.named(f"more_{thing.code}")
            tile.clicked.connect(lambda _on=False, one=thing.code: self.asked.emit(one))
            self.tiles[thing.code] = tile
            grid.addWidget(tile, number // 2, number % 2)
        for side in range(2):
            grid.setColumnStretch(side, 1)
        self.close_key = Key(_("Back"), "arrow-left", "key", _("Esc")).sized(64, 260)
        self.close_key.named("more_close").clicked.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(14)
        layout.addWidget(Text(_("More at the till"), "h1"))
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addLayout(row(self.close_key, None))

    def offer(self, codes: frozenset[str]) -> None:
        """Show the tiles of these things only."""
        for code, tile in self.tiles.items():
            tile.setVisible(code in codes)
