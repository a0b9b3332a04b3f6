"""What is this object? Its family, then its kind: two touches, nothing typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.category import FAMILIES, FAMILY_ICON, Category
from reuse_pos.domain.wording import _
from reuse_pos.ui.sorting.parts import words
from reuse_pos.ui.widgets import Key, Tile

KINDS = 15
COLUMNS = 5


class Chooser(QWidget):
    """``Chooser(categories)``, signals ``chosen(str)`` (a category's code) and ``left()``."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, categories: Sequence[Category]) -> None:
        super().__init__()
        self._categories = tuple(categories)
        self._family, self._page = "", 0
        self.heading = words("", 28, 800)
        self.tiles = [Tile("") for _n in range(KINDS)]
        self.back = Key(_("Go back"), "arrow-u-up-left").plain().sized(84, 200)
        self.back.named("choose_back").clicked.connect(self._back)
        self.more = Key(_("Others"), "arrow-right", place="right").plain().sized(84, 200)
        self.more.named("choose_more").clicked.connect(self._turn)
        grid = QGridLayout()
        grid.setSpacing(12)
        for number, tile in enumerate(self.tiles):
            tile.typed(18, 15, 48, 700).sized(140)
            tile.clicked.connect(lambda _on=False, n=number: self._touched(n))
            grid.addWidget(tile, number // COLUMNS, number % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(self.heading)
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addLayout(foot)

    def begin(self) -> None:
        """Ask from the start: the family."""
        self._family, self._page = "", 0
        self._show()

    def _kinds(self) -> list[Category]:
        return [one for one in self._categories if one.family == self._family]

    def _touched(self, number: int) -> None:
        if not self._family:
            self._family = list(FAMILIES)[number]
            kinds = self._kinds()
            if len(kinds) == 1:
                self.chosen.emit(kinds[0].code)
            else:
                self._show()
        else:
            self.chosen.emit(self._kinds()[self._page * KINDS + number].code)

    def _back(self) -> None:
        if self._family:
            self.begin()
        else:
            self.left.emit()

    def _turn(self) -> None:
        self._page = (self._page + 1) % -(-len(self._kinds()) // KINDS)
        self._show()

    def _show(self) -> None:
        self.heading.set_text(_("What is it?"))
        if self._family:
            kinds = self._kinds()[self._page * KINDS :][:KINDS]
            shown = [(one.label, one.icon, one.family, one.code) for one in kinds]
        else:
            shown = [(_(word), FAMILY_ICON[code], code, code) for code, word in FAMILIES.items()]
        for number, tile in enumerate(self.tiles):
            tile.setVisible(number < len(shown))
            if number < len(shown):
                label, icon, family, code = shown[number]
                tile.setText(label)
                tile.set_icon(icon, family).named(f"kind_{code}")
        self.more.setVisible(bool(self._family) and len(self._kinds()) > KINDS)
