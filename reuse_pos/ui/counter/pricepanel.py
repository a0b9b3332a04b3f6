"""A price typed by hand: for a key without one, an unlabelled thing, a label never priced."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILIES, FAMILY_ICON
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _
from reuse_pos.ui.amountpad import AmountPad
from reuse_pos.ui.counter.keyspage import FIGURES
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.widgets import Key, Text, Tile


class PricePanel(SidePanel):
    """``PricePanel(title, sub, icon, family, families)``: signal ``priced(int cents, str family)``.

    With ``families`` the touch on a family finishes; without, the yellow key does.
    """

    priced = Signal(int, str)

    def __init__(
        self, title: str, sub: str, icon: str, family: str, families: Sequence[str] = ()
    ) -> None:
        super().__init__(title, sub, icon, family)
        self.typed = AmountPad(_("Price"), format_cents)
        self.pad = self.typed.keypad
        self._tiles: list[Tile] = []
        self._choosing = False
        self.body.addSpacing(18)
        whole = QHBoxLayout()
        whole.setSpacing(18)
        whole.addWidget(self.typed, 2 if families else 1)
        if families:
            whole.addWidget(self._family_side(families), 3)
        self.body.addLayout(whole, 1)
        if not families:
            self.body.addSpacing(14)
            self.next_key = Key("", "plus", "next", hint=_("Enter key")).typed(26, 30).sized(76)
            self.next_key.named("price_add")
            self.next_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.next_key.clicked.connect(lambda: self.priced.emit(self.typed.value, ""))
            self.body.addWidget(self.next_key)
        self.typed.changed.connect(self._show)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where a family is asked, Enter ends the price and a figure touches the family."""
        figure, keys = event.text(), self._tiles
        if self._choosing and figure and figure in FIGURES[: len(keys)]:
            keys[int(figure) - 1].click()
            return
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        self._number(enter and bool(keys) and not self.typed.empty)
        super().keyPressEvent(event)

    def _number(self, on: bool) -> None:
        self._choosing = on
        for figure, tile in zip(FIGURES, self._tiles, strict=False):
            tile.set_hint(figure if on else "")

    def _family_side(self, families: Sequence[str]) -> QWidget:
        side = QWidget()
        grid = QGridLayout()
        grid.setSpacing(10)
        for number, family in enumerate(families):
            tile = Tile(_(FAMILIES[family]), "", FAMILY_ICON[family], family).typed(14, 14, 40)
            tile.named(f"family_{family}")
            tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            tile.clicked.connect(lambda _on=False, f=family: self.priced.emit(self.typed.value, f))
            grid.addWidget(tile, number // 3, number % 3)
            grid.setColumnStretch(number % 3, 1)
            self._tiles.append(tile)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(Text(_("Which family?"), "block"))
        layout.addLayout(grid, 1)
        return side

    def _show(self) -> None:
        ready = not self.typed.empty
        for tile in self._tiles:
            tile.setEnabled(ready)
        if self.next_key is not None:
            self.next_key.setText(_("Add {amount}", amount=format_cents(self.typed.value)))
            self.allow_next(ready, _("Enter key"))
