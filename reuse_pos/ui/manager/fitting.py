"""Words that say it shorter where room is short, instead of being cut."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.ui.widgets import Text, painting


class FittingText(Text):
    """``FittingText(role, parent=None)``: ``say(full, short)`` shows the longest that fits on one
    line."""

    def __init__(self, role: str = "body", parent: QWidget | None = None) -> None:
        super().__init__("", role, "", parent)
        self._full, self._short = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def say(self, full: str, short: str) -> None:
        """Change the words; the screen reader always gets the full ones."""
        self._full, self._short = full, short
        self.setAccessibleName(full)
        self._choose()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the full words."""
        wide = painting.width(self._full, self.font())
        return QSize(round(wide) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for the short ones."""
        wide = painting.width(self._short, self.font())
        return QSize(round(wide) + 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose again."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        fits = painting.width(self._full, self.font()) <= self.width()
        text = self._full if fits else self._short
        if text != self.text():
            self.setText(text)
