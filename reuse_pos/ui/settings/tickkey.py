"""A key that says yes or no: chosen, it is blue and carries a tick."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from reuse_pos.ui.widgets import Key, painting

TICK, GAP = 20, 8


class TickKey(Key):
    """``TickKey(text, icon="", family="", chosen=False)``: ``isChecked()`` tells; the tick stands
    at the right of the words, or before them where there is no pictogram. ``set_tight(on)``: a
    chosen one gives its pictogram's room to the tick."""

    def __init__(
        self, text: str, icon: str = "", family: str = "", chosen: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, icon, parent=parent)
        self._picture, self._family, self._tight = icon, family, False
        self.choosable(chosen)
        self.toggled.connect(self._dress)
        self._dress()

    def set_tight(self, on: bool) -> None:
        """Give way where it is narrow."""
        self._tight = on
        self._dress()

    def _dress(self) -> None:
        self._bare = not self._picture or (self._tight and self.isChecked())
        self.with_icon("" if self._bare else self._picture, "duotone", self._family)

    def needed(self) -> tuple[float, float]:
        """The words, and room for the tick."""
        wide, high = super().needed()
        return wide + (TICK + GAP if self.isChecked() else 0), high

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The words, then the tick."""
        if not self.isChecked():
            super().paint_content(painter, box)
            return
        words = min(super().needed()[0], box.width() - TICK - GAP - 4)
        left = box.center().x() - (words + TICK + GAP) / 2
        spot = QRectF(0, box.center().y() - TICK / 2, TICK, TICK)
        if self._bare:
            spot.moveLeft(left)
            inner = QRectF(left + TICK + GAP - 4, box.top(), words + 8, box.height())
        else:
            spot.moveLeft(left + words + GAP)
            inner = QRectF(left - 4, box.top(), words + 8, box.height())
        super().paint_content(painter, inner)
        painting.picture(painter, spot, "check", self.ink().name(), "bold")
