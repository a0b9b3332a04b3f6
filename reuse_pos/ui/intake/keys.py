"""Keys that only reception has: two-line keys, and tiles that can be held back."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QEvent, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from reuse_pos.domain.intake import LONG_PRESS_MS
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import Key, Tile, painting
from reuse_pos.ui.widgets.painting import CENTRE

GAP = 6


class TwoLineKey(Key):
    """A key whose pictogram stands beside the first line and whose second line runs under both."""

    def with_sub(self, text: str) -> Self:
        """Set the second line; the screen reader says it too."""
        super().with_sub(text)
        self.setAccessibleName(f"{self.text()}, {text}" if text else self.text())
        return self

    def needed(self) -> tuple[float, float]:
        """The wider of the two lines."""
        first = painting.width(self.text(), self.words_font()) + self._icon_px + GAP
        second = painting.width(self._sub, self.sub_font())
        high = painting.line_height(self.words_font(), 1.2)
        return max(first, second), high + painting.line_height(self.sub_font(), 1.2)

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The pictogram and the word, then the line under them; a pictogram alone in the middle."""
        look = theme.current()
        icon = look.px(self._icon_px) if self._icon else 0
        gap = GAP if icon and self.text() else 0
        room = box.width() - 10
        words = painting.fitted(self.words_font(), self.text(), room - icon - gap)
        high = max(painting.line_height(words, 1.2), icon)
        sub_high = painting.line_height(self.sub_font(), 1.2) if self._sub else 0
        top = box.center().y() - (high + sub_high) / 2
        wide = min(painting.width(self.text(), words), room - icon - gap)
        x = box.center().x() - (wide + icon + gap) / 2
        if icon:
            self._paint_icon(painter, x, top + (high - icon) / 2)
        row = QRectF(x + icon + gap, top, wide + 1, high)
        painting.line(painter, row, self.text(), words, self.ink())
        sub = painting.fitted(self.sub_font(), self._sub, room)
        quiet = self.kind == "key" and self.isEnabled() and not self.isChecked()
        ink = look.colour("ink2") if quiet else self.ink()
        row = QRectF(box.left() + 5, top + high, room, sub_high)
        painting.line(painter, row, self._sub, sub, ink, CENTRE)


class FoldingKey(Key):
    """A key whose pictogram goes from beside the word to above it where there is little room."""

    def narrow(self, on: bool) -> None:
        """Put the pictogram above the word, or back beside it."""
        self._place = "above" if on else "left"
        small = 12 if theme.current().scale > 100 else 14
        self.typed(small if on else 16, 22 if on else 24)


class GuardTile(Tile):
    """A tile that can be held back while its load is already recorded; a long press passes anyway.

    Signal ``forced()`` after a long press on a tile that is held back.
    """

    forced = Signal()

    def __init__(
        self, name: str, note: str = "", icon: str = "", family: str = "neutral",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(name, note, icon, family, parent)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LONG_PRESS_MS)
        self._patience.timeout.connect(self.forced)

    def hold(self, on: bool) -> None:
        """Hold the tile back, or let it go."""
        if on == self.isEnabled():
            self.setEnabled(not on)
            self._patience.stop()
            self.update()

    def event(self, event: QEvent) -> bool:
        """A tile held back takes no touch, but a long one."""
        if not self.isEnabled():
            kind = event.type()
            if kind == QEvent.Type.MouseButtonPress:
                self._patience.start()
                return True
            if kind in (QEvent.Type.MouseButtonRelease, QEvent.Type.Leave):
                self._patience.stop()
                return True
        return super().event(event)
