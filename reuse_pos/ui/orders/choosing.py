"""Which piece of a ticket the work is for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout

from reuse_pos.domain.wording import _
from reuse_pos.services.order_views import Piece
from reuse_pos.ui.widgets import Card, Key, Panel, Text


class PieceChoice(Card):
    """``PieceChoice()``: ``ask(pieces)``; signals ``chosen(Piece)`` and ``closed()``."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(kind="chosen")
        self.setObjectName("piece_choice")
        self.body.setContentsMargins(20, 18, 20, 18)
        self.keys: list[Key] = []
        room = Panel("clear")
        self._column = QVBoxLayout(room)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(room)
        back = Key(_("Back"), "arrow-left").named("choice_back").sized(64)
        back.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        back.clicked.connect(self.closed)
        self.body.addWidget(Text(_("Which piece?"), "h1"))
        self.body.addWidget(Text(_("The work is for one piece of this ticket."), "body").wrapped())
        self.body.addWidget(scroll, 1)
        self.body.addWidget(back)

    def ask(self, pieces: Sequence[Piece]) -> None:
        """The pieces of another ticket."""
        for key in self.keys:
            self._column.removeWidget(key)
            key.hide()
            key.deleteLater()
        self.keys = []
        for number, piece in enumerate(pieces):
            key = Key(piece.label, piece.icon or "package").with_icon(piece.icon, "duotone")
            key.typed(18, 32).sized(72).named(f"piece_{number + 1}")
            key.with_sub(piece.number or piece.short or _("without a label"))
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, piece=piece: self.chosen.emit(piece))
            self.keys.append(key)
            self._column.insertWidget(number, key)
