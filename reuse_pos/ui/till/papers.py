"""The X and the Z shown as they come out of the printer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Key, Panel, Text

PAPER_WIDTH = 440


class PaperPanel(Panel):
    """``PaperPanel()``: signals ``print_asked()`` and ``closed()``; ``show_paper(title, png)``,
    ``say(sentence)`` after printing."""

    print_asked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("paper_panel")
        self._title = Text("", "h1")
        self._why = Text("", "body").wrapped()
        self._said = Text("", "strong").wrapped()
        self._paper = QLabel()
        self._paper.setObjectName("paper")
        self._paper.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidget(self._paper)
        area.setWidgetResizable(True)
        self.print_key = Key(_("Print"), "printer").typed(18, 26).sized(64).named("paper_print")
        self.print_key.clicked.connect(self.print_asked)
        self.close_key = Key(_("Back"), "arrow-left", "key", _("Esc")).sized(64)
        self.close_key.named("paper_close").clicked.connect(self.closed)
        side = QVBoxLayout()
        side.setSpacing(12)
        for widget in (self._title, self._why, self._said):
            side.addWidget(widget)
        side.addStretch(1)
        side.addWidget(self.print_key)
        side.addWidget(self.close_key)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(20)
        layout.addWidget(area, 1)
        layout.addLayout(side)
        side.setStretch(0, 0)
        for key in (self.print_key, self.close_key):
            key.setMinimumWidth(300)

    def show_paper(self, title: str, png: bytes, closed: bool = False) -> None:
        """Show a paper drawn as a PNG: the Z when ``closed``, else the X."""
        self._why.setText(
            _("The Z is written in the journal for good.")
            if closed
            else _("The X shows the session so far. It closes nothing.")
        )
        picture = QPixmap()
        picture.loadFromData(png)
        smooth = Qt.TransformationMode.SmoothTransformation
        self._paper.setPixmap(picture.scaledToWidth(PAPER_WIDTH, smooth))
        self._paper.setAccessibleName(title)
        self._title.setText(title)
        self._said.clear()

    def say(self, sentence: str) -> None:
        """What became of the printing."""
        self._said.setText(sentence)
