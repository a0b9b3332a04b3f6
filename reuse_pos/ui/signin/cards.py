"""The cards beside the pictures: how the letters look, how contrasted, and help to sign in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reuse_pos.domain.wording import N_, _
from reuse_pos.ui import theme
from reuse_pos.ui.widgets.avatar import Pictogram
from reuse_pos.ui.widgets.card import Card, row
from reuse_pos.ui.widgets.key import Key
from reuse_pos.ui.widgets.text import Text

SIZES = ((100, N_("Normal letters"), 20), (115, N_("Large letters"), 24),
         (130, N_("Very large letters"), 28))  # fmt: skip
MODES = (("light", N_("Light"), "sun"), ("dark", N_("Dark"), "monitor"),
         ("max", N_("Strongest contrast"), "eye"))  # fmt: skip
HELP = (
    ("hand-tap", N_("Touch your picture.")),
    ("hash", N_("Type your code of four figures.")),
    ("identification-card", N_("With a badge: scan it, that is all.")),
    ("lifebuoy", N_("Code forgotten? Ask your supervisor or the manager for a new one.")),
)


class SideCard(Card):
    """A card that takes the place of the secret code; signal ``closed()``."""

    closed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__("", "card", parent)
        self.body.setContentsMargins(24, 24, 24, 24)
        self.body.setSpacing(14)
        self.body.addWidget(Text(title, "h1"))

    def finish(self) -> None:
        """Add the key that closes the card."""
        self.body.addStretch(1)
        self.close_key = Key(_("Close"), "x").sized(56).named("card_close")
        self.close_key.clicked.connect(self.closed)
        self.body.addWidget(self.close_key)


class SizeCard(SideCard):
    """``SizeCard()``, signal ``chosen(int scale)``: 100, 115 or 130 %."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Text size"), parent)
        for scale, words, px in SIZES:
            key = Key(_(words)).typed(round(px * 100 / theme.current().scale)).sized(84)
            key.choosable(theme.current().scale == scale).named(f"scale_{scale}")
            key.clicked.connect(lambda _on=False, one=scale: self.chosen.emit(one))
            self.body.addWidget(key)
        self.finish()


class ModeCard(SideCard):
    """``ModeCard()``, signal ``chosen(str mode)``: light, dark or max."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Contrast"), parent)
        for mode, words, icon in MODES:
            key = Key(_(words), icon).typed(20, 26).sized(84)
            key.choosable(theme.current().mode == mode).named(f"mode_{mode}")
            key.clicked.connect(lambda _on=False, one=mode: self.chosen.emit(one))
            self.body.addWidget(key)
        self.finish()


class HelpCard(SideCard):
    """``HelpCard(lines=HELP)``: each line a picture and a sentence."""

    def __init__(
        self, lines: Sequence[tuple[str, str]] = HELP, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("How to sign in"), parent)
        for icon, sentence in lines:
            words = Text(_(sentence), "body").wrapped()
            line = row(Pictogram(icon, "blue", 40, "duotone"), spacing=14)
            line.addWidget(words, 1)
            self.body.addLayout(line)
        self.finish()

    @staticmethod
    def words() -> str:
        """The help as one text, to be read aloud."""
        return " ".join(_(sentence) for _icon, sentence in HELP)
