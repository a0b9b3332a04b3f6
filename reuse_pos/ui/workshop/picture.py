"""What a thing looks like: its photo, or a large pictogram standing in a drawn room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.ui import theme, tokens
from reuse_pos.ui.widgets import painting

# The same room in every theme, as a photo would be: wall, floor, and the shadow of the thing;
# lighter once the work is done.
ROOM = ("#DCE3EC", "#C3B299", "#9F9583")
ROOM_AFTER = ("#D5E4E8", "#C9B48F", "#A69576")


class ThingPicture(QWidget):
    """``ThingPicture(radius=10, parent=None)``: ``show_thing(icon, family, photo=None,
    after=False)``.

    ``tag(text, tone, corner)`` puts a word on it ("En cours", "Avant"): tone "blue" or "white",
    corner "top" or "bottom". Photos are read at the size shown.
    """

    def __init__(self, radius: int = tokens.RADIUS_PHOTO, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radius = radius
        self._icon, self._family, self._after = "package", "neutral", False
        self._photo: Path | None = None
        self._pixmap: QPixmap | None = None
        self._tag, self._tone, self._corner, self._tag_px = "", "blue", "top", 18
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(80, 80)

    def show_thing(
        self, icon: str, family: str, photo: Path | None = None, after: bool = False
    ) -> None:
        """Show a photo if there is one, else the pictogram of its kind."""
        self._icon, self._family, self._after = icon or "package", family, after
        if photo != self._photo:
            self._photo, self._pixmap = photo, None
        self.update()

    def tag(self, text: str, tone: str = "blue", corner: str = "top", px: int = 18) -> None:
        """Write a word in a corner; empty removes it."""
        self._tag, self._tone, self._corner, self._tag_px = text, tone, corner, px
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """As much as the layout gives."""
        return QSize(240, 196)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The photo or the room, then the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()), self._radius, self._radius)
        painter.setClipPath(frame)
        photo = self._shown_photo()
        if photo is not None:
            painter.drawPixmap(self.rect(), photo)
        else:
            self._paint_room(painter)
        painter.setClipping(False)
        if self._tag:
            self._paint_tag(painter)
        painter.end()

    def _shown_photo(self) -> QPixmap | None:
        if self._photo is None:
            return None
        size = self.size() * self.devicePixelRatio()
        if self._pixmap is None or self._pixmap.size() != size:
            reader = QImageReader(str(self._photo))
            full = reader.size()
            if not full.isValid():
                return None
            scaled = full.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
            reader.setScaledSize(scaled)
            image = reader.read()
            left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
            self._pixmap = QPixmap.fromImage(image.copy(left, top, size.width(), size.height()))
        return self._pixmap

    def _paint_room(self, painter: QPainter) -> None:
        wall, floor, shadow = ROOM_AFTER if self._after else ROOM
        wide, high = self.width(), self.height()
        horizon = high * 0.75 if wide > high else high * 0.7
        painter.fillRect(QRectF(0, 0, wide, high), QColor(wall))
        painter.fillRect(QRectF(0, horizon, wide, high - horizon), QColor(floor))
        side = min(wide, high) * 0.7
        foot = horizon + (high - horizon) * 0.42
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shadow))
        painter.drawEllipse(
            QRectF(wide / 2 - side * 0.48, foot - side * 0.045, side * 0.96, side * 0.09)
        )
        ink = tokens.FAMILIES.get(self._family, tokens.FAMILIES["neutral"]).fg
        spot = QRectF(wide / 2 - side / 2, foot - side * 0.9, side, side)
        painting.picture(painter, spot, self._icon, ink, "duotone")

    def _paint_tag(self, painter: QPainter) -> None:
        look = theme.current()
        font = look.font(self._tag_px, 600)
        high = look.px(self._tag_px) + 20
        wide = painting.width(self._tag, font) + 20
        y = 10 if self._corner == "top" else self.height() - high - 8
        box = QRectF(10, y, wide, high)
        blue = self._tone == "blue"
        ground = tokens.LIGHT.blue if blue else tokens.LIGHT.surface
        painting.rounded(painter, box, 8, QColor(ground))
        ink = tokens.LIGHT.on_blue if blue else tokens.LIGHT.ink
        painting.line(painter, box, self._tag, font, QColor(ink), painting.CENTRE)


Locate = Callable[[str | None], Path | None]
