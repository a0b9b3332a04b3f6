"""A bench without a screen, seen from afar: the last three lines, large, and the question now
open."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.services.bench import Heard
from reuse_pos.ui.widgets import Card, Key, Pictogram, Text, row
from reuse_pos.ui.workshop.looks import KeyRow, empty


class BenchPage(QWidget):
    """``show_lines(heard)``: newest last. Signals ``back()`` and ``cards_asked()``."""

    back = Signal()
    cards_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(16)
        self.return_key = Key(_("Go back"), "arrow-u-up-left").typed(20, 26).sized(64)
        self.return_key.named("bench_back").clicked.connect(self.back)
        self.cards = Key(_("Print the cards"), "printer").typed(20, 26).sized(64)
        self.cards.named("bench_cards").clicked.connect(self.cards_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(16)
        layout.addLayout(self._lines, 1)
        layout.addWidget(KeyRow([self.return_key], [self.cards]))

    def show_lines(self, heard: Sequence[Heard]) -> None:
        """Show what was heard; with nothing yet, how to begin."""
        empty(self._lines)
        shown = list(heard) or [Heard(_("Scan your badge, then an object."))]
        for n, one in enumerate(shown):
            self._lines.addWidget(self._line(one, last=n == len(shown) - 1))
        self._lines.addStretch(1)

    def words(self) -> list[str]:
        """What the page says, for reading aloud."""
        return [text.text() for text in self.findChildren(Text) if text.isVisible()]

    def _line(self, heard: Heard, *, last: bool) -> Card:
        card = Card("", "chosen" if last else "card")
        card.setObjectName("bench_line")
        card.body.setContentsMargins(24, 20, 24, 20)
        icon, colour = ("check-circle", "green") if heard.ok else ("warning", "plum")
        if heard.question:
            icon, colour = "question", "blue"
        words = Text(heard.sentence, "plain-title" if last else "plain-text").wrapped()
        words.setAccessibleName(heard.sentence)
        line = row(Pictogram(icon, colour, 56 if last else 36, "fill"), spacing=20)
        line.addWidget(words, 1)
        card.body.addLayout(line)
        return card
