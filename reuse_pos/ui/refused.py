"""The little window that says why the app cannot open, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Disc, Key, Panel, Text


class RefusedWindow(Panel):
    """``RefusedWindow(sentence)``: one sentence and one key."""

    def __init__(self, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setWindowTitle("Reuse POS")
        self.setMinimumWidth(560)
        self.key = Key(_("Close"), "x").sized(64).named("refused_close")
        self.key.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(16)
        layout.addWidget(Disc("info", "info", 72), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(Text(_("Reuse POS cannot open"), "title").centred().wrapped())
        layout.addWidget(Text(sentence, "body").centred().wrapped())
        layout.addWidget(self.key)
