"""An empty screen says what is missing, why, and gives one key to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.ui.widgets.avatar import Disc
from reuse_pos.ui.widgets.key import Key
from reuse_pos.ui.widgets.text import Text


class EmptyState(QWidget):
    """``EmptyState(icon, title, why="", key="", parent=None)``, signal ``asked()`` when its key is
    pressed.

    ``say(title, why)`` changes the words. The key is ``.key`` (hidden when it has no word).
    """

    asked = Signal()

    def __init__(
        self, icon: str, title: str, why: str = "", key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = Text(title, "block").centred().wrapped()
        self._why = Text(why, "sub").centred().wrapped()
        self.key = Key(key).named("empty_key")
        self.key.setVisible(bool(key))
        self.key.clicked.connect(self.asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setSpacing(3)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(Disc(icon, "info", 64), 0, middle)
        layout.addSpacing(6)
        layout.addWidget(self._title)
        layout.addWidget(self._why)
        layout.addSpacing(8)
        layout.addWidget(self.key, 0, middle)
        layout.addStretch(1)
        self.say(title, why)

    def say(self, title: str, why: str = "") -> None:
        """Change what is missing and why."""
        self._title.setText(title)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.setAccessibleName(f"{title} {why}".strip())
