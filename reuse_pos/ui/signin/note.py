"""One sentence in a flat box: what happens next, or what went wrong and what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from reuse_pos.ui.widgets.announce import announce
from reuse_pos.ui.widgets.avatar import Pictogram
from reuse_pos.ui.widgets.text import Text

_TONES = {"info": "blue", "bad": "plum", "warn": "orange", "ok": "green"}


class Note(QFrame):
    """``Note(parent=None)``: ``say(text, kind, icon)`` with kind info, ok, warn or bad."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Pictogram("info", "blue", 24, "bold")
        self.words = Text("", "body").wrapped()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(10)
        layout.addWidget(self._mark)
        layout.addWidget(self.words, 1)

    @property
    def kind(self) -> str:
        """The kind of sentence now shown."""
        return str(self.property("kind"))

    def say(self, text: str, kind: str = "info", icon: str = "info") -> None:
        """Show a sentence; what went wrong is also told to screen readers at once."""
        self._mark.show_icon(icon, _TONES[kind])
        self.words.setText(text)
        self.words.set_tone("plum" if kind == "bad" else "")
        self.setAccessibleName(text)
        if self.kind != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)
        if kind != "info":
            announce(self, text)
