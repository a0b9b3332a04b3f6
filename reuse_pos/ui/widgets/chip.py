"""A status chip: pictogram, word and colour together, for the state of a device or a thing."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting

_TONES = {
    "ok": ("green_bg", "green"),
    "warn": ("orange_bg", "orange"),
    "bad": ("plum_bg", "plum"),
    "info": ("blue_bg", "blue"),
    "neutral": ("sunken", "ink"),
}
KINDS = tuple(_TONES)


class Chip(QWidget):
    """``Chip(text="", icon="", kind="neutral", parent=None)``, signal ``clicked()``.

    Kinds: ok, warn, bad, info, neutral. ``show_state(kind, icon, text)`` changes all three,
    ``sized(height, px)`` the size (32 px, 14 px), ``set_bare(bool)`` leaves the pictogram alone.
    Information first: touching it is never the only way.
    """

    clicked = Signal()

    def __init__(
        self, text: str = "", icon: str = "", kind: str = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._height, self._px, self._bare = 32, 14, False
        self._kind, self._icon, self._text = kind, icon, text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(kind, icon, text)

    @property
    def kind(self) -> str:
        """The kind now shown."""
        return self._kind

    def text(self) -> str:
        """The word now shown."""
        return self._text

    def show_state(self, kind: str, icon: str, text: str) -> None:
        """Change the kind, the pictogram and the word. Raises LookupError on an unknown kind."""
        if kind not in _TONES:
            raise LookupError(f"no such chip: {kind}")
        self._kind, self._icon, self._text = kind, icon, text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sized(self, height: int, px: int = 14) -> Self:
        """Set the height and the size of the word."""
        self._height, self._px = height, px
        self.updateGeometry()
        return self

    def set_bare(self, bare: bool) -> None:
        """Show the pictogram without its word, where room is scarce; it is still spoken."""
        if bare != self._bare:
            self._bare = bare
            self.setToolTip(self._text if bare else "")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """The pictogram and the word."""
        look = theme.current()
        if self._bare and self._icon:
            return QSize(self._icon_px() + 24, max(self._height, look.px(self._px * 1.7)))
        icon = self._icon_px() + 6 if self._icon else 3
        wide = painting.width(self._text, look.font(self._px, 600))
        return QSize(round(9 + icon + wide + 12), max(self._height, look.px(self._px * 1.7)))

    def changeEvent(self, event: QEvent) -> None:
        """A new look needs a new size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A touch that ends on the chip asks for more."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The rounded ground, the pictogram and the word."""
        look, painter = theme.current(), QPainter(self)
        ground, ink = _TONES[self._kind]
        box = QRectF(self.rect())
        painting.rounded(painter, box, box.height() / 2, look.colour(ground))
        bare = self._bare and bool(self._icon)
        x = 12.0 if bare else 9.0
        if self._icon:
            side = self._icon_px()
            spot = QRectF(x, (box.height() - side) / 2, side, side)
            painting.picture(painter, spot, self._icon, look.hex(ink), "bold")
            x += side + 6
        if not bare:
            row = QRectF(x, 0, box.width() - x - 8, box.height())
            painting.line(painter, row, self._text, look.font(self._px, 600), look.colour(ink))
        painter.end()

    def _icon_px(self) -> int:
        return theme.current().px(18 if self._px < 16 else 20)
