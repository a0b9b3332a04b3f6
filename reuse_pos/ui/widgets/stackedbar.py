"""Parts of a whole in one bar: bags already sorted and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting


@dataclass(frozen=True)
class Part:
    """A part: how much (grams, cents, pieces), its colour (family or palette token) and its
    word."""

    amount: int
    colour: str
    word: str = ""


class StackedBar(QWidget):
    """``StackedBar(parent=None)``, 24 px: ``set_parts(parts, whole)``; what is missing stays
    grey."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self._whole = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_parts(self, parts: Sequence[Part], whole: int) -> None:
        """Show the parts of a whole in the same unit."""
        self._parts, self._whole = tuple(parts), whole
        self.setAccessibleName(", ".join(part.word for part in parts if part.word))
        self.update()

    def sizeHint(self) -> QSize:
        """24 pixels high."""
        return QSize(200, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The well, then each part with a thin gap after it."""
        look, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect())
        painting.rounded(painter, box, 7, look.colour("sunken"), look.colour("edge"))
        clip = QPainterPath()
        clip.addRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.setClipPath(clip)
        whole = max(self._whole, sum(part.amount for part in self._parts), 1)
        x = 1.0
        for part in self._parts:
            wide = (box.width() - 2) * part.amount / whole
            painter.fillRect(QRectF(x, 1, wide, box.height() - 2), look.colour(part.colour))
            painter.fillRect(QRectF(x + wide - 2, 1, 2, box.height() - 2), look.colour("surface"))
            x += wide
        painter.end()
