"""How each till's journal stands, one card a till."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.services.journal_views import JournalState
from reuse_pos.ui.journal.words import state_lines
from reuse_pos.ui.widgets import Card, Chip, Text, row


class TillCard(Card):
    """``TillCard(state)``: the figures of one till's journal."""

    def __init__(self, state: JournalState, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.setObjectName(f"till_{state.till}")
        # Two tills and the verdict below them fit a screen of 768 lines.
        self.body.setContentsMargins(16, 10, 16, 8)
        self.body.setSpacing(1)
        self.body.addLayout(
            row(Text(_("Till {till}", till=state.till), "block"), None, _chip(state))
        )
        for name, value in state_lines(state):
            told = Text(value, "strong")
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            told.setAccessibleName(f"{name} {value}")
            self.body.addLayout(row(Text(name, "sub"), None, told, spacing=6))


class TillCards(QScrollArea):
    """``TillCards()``: ``show_states(states)``; scrolls when there are many tills."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._column = QVBoxLayout()

    def show_states(self, states: Sequence[JournalState]) -> None:
        """Show the tills as they stand now."""
        inside = QWidget()
        inside.setProperty("kind", "clear")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        for state in states:
            self._column.addWidget(TillCard(state))
        self._column.addStretch(1)
        self.setWidget(inside)


def _chip(state: JournalState) -> Chip:
    if state.ended:
        return Chip(_("Closed for good"), "lock", "neutral")
    if state.till.endswith("-F"):
        return Chip(_("Practice"), "puzzle-piece", "info")
    if state.key_here:
        return Chip(_("Key here"), "seal-check", "ok")
    return Chip(_("Key not here"), "warning", "warn")
