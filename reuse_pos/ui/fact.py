"""One line of what is known: a round mark, what is, and under it how one knows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.ui.widgets import Badge, Disc, Key, Text


class Fact(QWidget):
    """``Fact(key=None)``: a round mark, what is, and under it how one knows."""

    def __init__(self, key: Key | None = None) -> None:
        super().__init__()
        self._good, self._wait = Disc("check", "ok", 38), Badge("clock", "neutral", 38)
        self._bad = Disc("warning", "bad", 38)
        for badge in (self._good, self._wait, self._bad):
            badge.shaped(19, 22, "bold")
        self.title = Text("", "block").eliding()
        self.sub = Text("", "sub").eliding()
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.title)
        lines.addWidget(self.sub)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        for badge in (self._good, self._wait, self._bad):
            layout.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(lines, 1)
        if key is not None:
            layout.addWidget(key)

    def say(self, title: str, sub: str, tone: str = "ok") -> None:
        """Change the words and the mark: ok, wait or bad."""
        self.title.setText(title)
        self.sub.setText(sub)
        self._good.setVisible(tone == "ok")
        self._wait.setVisible(tone == "wait")
        self._bad.setVisible(tone == "bad")
