"""What the keys of the keyboard do on one screen, as a card of the help."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from reuse_pos.domain.wording import _
from reuse_pos.ui.screen import KeyRows
from reuse_pos.ui.widgets import Card, Key, Text

WIDTH = 900


class KeysCard(Card):
    """``KeysCard(rows)``: the first part at the left, the others at the right; ``back`` is the key
    that brings the help again."""

    def __init__(self, rows: KeyRows) -> None:
        super().__init__(_("The keys of the keyboard"))
        self.body.setContentsMargins(28, 18, 28, 20)
        self.body.setSpacing(12)
        both = QHBoxLayout()
        both.setSpacing(36)
        for parts in (rows[:1], rows[1:]):
            side = QVBoxLayout()
            side.setSpacing(6)
            for title, lines in parts:
                side.addWidget(Text(title, "block"))
                side.addLayout(_grid(lines))
                side.addSpacing(8)
            side.addStretch(1)
            both.addLayout(side, 1)
        self.body.addLayout(both)
        self.back = Key(_("Back to the help"), "arrow-left", hint="←").sized(56).named("help_back")
        self.body.addWidget(self.back)
        self.setFixedWidth(WIDTH)


def _grid(lines: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    grid.setColumnMinimumWidth(0, 116)
    grid.setColumnStretch(1, 1)
    for number, (key, does) in enumerate(lines):
        grid.addWidget(Text(key, "strong"), number, 0)
        grid.addWidget(Text(does, "body").wrapped(), number, 1)
    return grid
