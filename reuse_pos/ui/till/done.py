"""After the closing: what was closed, whether the Z is on paper, and who comes next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Card, Disc, Key, Panel, Text


class DonePage(Panel):
    """``DonePage()``: ``show_closed(title, figures)``, ``say(sentence, trouble)`` about the
    paper; signals ``print_asked()``, ``paper_asked()`` and ``leave_asked()``."""

    print_asked = Signal()
    paper_asked = Signal()
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("closed_page")
        card = Card()
        card.body.setContentsMargins(28, 24, 28, 24)
        card.body.setSpacing(12)
        self.title = Text("", "title").centred().wrapped().named("closed_title")
        self.figures = Text("", "body").centred().wrapped()
        self.paper = Text("", "strong").centred().wrapped().named("z_paper")
        self.see_key = Key(_("See the Z"), "eye").sized(64)
        self.print_key = Key(_("Print the Z again"), "printer").sized(64).named("z_print")
        self.next_key = Key(_("Change person"), "user-switch", "next", "F12").typed(22, 26)
        self.next_key.sized(84).named("closed_next")
        self.see_key.named("z_see").clicked.connect(self.paper_asked)
        self.print_key.clicked.connect(self.print_asked)
        self.next_key.clicked.connect(self.leave_asked)
        card.body.addWidget(Disc("check-circle", "ok", 72), 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self.title, self.figures, self.paper):
            card.body.addWidget(widget)
        keys = QHBoxLayout()
        keys.setSpacing(12)
        keys.addWidget(self.see_key, 1)
        keys.addWidget(self.print_key, 1)
        card.body.addSpacing(8)
        card.body.addLayout(keys)
        card.body.addWidget(self.next_key)
        card.setFixedWidth(620)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(middle)
        layout.addStretch(2)

    def show_closed(self, title: str, figures: str) -> None:
        """What was closed, in words and figures."""
        self.title.setText(title)
        self.figures.setText(figures)

    def say(self, sentence: str, trouble: bool = False) -> None:
        """Whether the Z is on paper."""
        self.paper.setText(sentence)
        self.paper.set_tone("orange" if trouble else "green")
