"""A few keys of which one is chosen: bags, reasons, places, receipts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from reuse_pos.ui.widgets import Key

Choice = tuple[str, str, str]


class Choices(QWidget):
    """``Choices([(code, words, icon)], columns=0, place="left")``; signal ``chosen(str code)``.

    ``value`` is "" until one is chosen; ``choose(code)`` says nothing; ``key(code)``.
    """

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[Choice], columns: int = 0, place: str = "left", gap: int = 10
    ) -> None:
        super().__init__()
        self.value = ""
        self._keys: dict[str, Key] = {}
        self._icons = {code: icon for code, _text, icon in choices}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(gap)
        across = columns or max(1, len(choices))
        for number, (code, text, icon) in enumerate(choices):
            key = Key(text, icon, place=place).choosable().named(f"choice_{code or 'none'}")
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self._touched(code))
            self._keys[code] = key
            grid.addWidget(key, number // across, number % across)
        for x in range(across):
            grid.setColumnStretch(x, 1)

    def key(self, code: str) -> Key:
        """The key of a choice."""
        return self._keys[code]

    def sized(self, height: int, icon_px: int = 20, weight: str = "bold", px: int = 16) -> Self:
        """Set the height of the keys, the size and weight of their pictograms, and the words."""
        for code, key in self._keys.items():
            key.sized(height).typed(px, icon_px).with_icon(self._icons[code], weight)
        return self

    def choose(self, code: str) -> None:
        """Choose one without saying so; "" may be none of them."""
        self.value = code
        for name, key in self._keys.items():
            key.setChecked(name == code)

    def _touched(self, code: str) -> None:
        self.choose(code)
        self.chosen.emit(code)
