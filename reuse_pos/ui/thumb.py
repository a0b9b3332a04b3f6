"""What a thing looks like: its photo, or its pictogram standing in a drawn room."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.ui import tokens
from reuse_pos.ui.widgets import painting

# The same room in every theme, as a photo would be.
WALL, FLOOR, SHADOW = "#D5E4E8", "#C9B48F", "#A69576"


def paint_thing(painter: QPainter, box: QRectF, icon: str, family: str, photo: Path | None) -> None:
    """The photo cut to the box, or the pictogram of its kind on the floor of the room."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QPainterPath()
    frame.addRoundedRect(box, 8, 8)
    painter.setClipPath(frame)
    size = box.size().toSize() * painter.device().devicePixelRatio()
    pixmap = _photo(str(photo), size.width(), size.height()) if photo is not None else None
    if pixmap is not None:
        painter.drawPixmap(box.toRect(), pixmap)
    else:
        _room(painter, box, icon, family)
    painter.restore()


class Thumb(QWidget):
    """``Thumb(wide, high)``: ``show_thing(icon, family, photo)``."""

    def __init__(self, wide: int, high: int) -> None:
        super().__init__()
        self._size = QSize(wide, high)
        self._icon, self._family = "package", "neutral"
        self._photo: Path | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_thing(self, icon: str, family: str, photo: Path | None, name: str) -> None:
        """Change what is shown; ``name`` is what a screen reader says."""
        self._icon, self._family, self._photo = icon or "package", family, photo
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """The size asked for."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The thing."""
        painter = QPainter(self)
        paint_thing(painter, QRectF(self.rect()), self._icon, self._family, self._photo)
        painter.end()


def _room(painter: QPainter, box: QRectF, icon: str, family: str) -> None:
    horizon = box.top() + box.height() * 0.75
    painter.fillRect(box, QColor(WALL))
    painter.fillRect(QRectF(box.left(), horizon, box.width(), box.bottom() - horizon),
                     QColor(FLOOR))  # fmt: skip
    side = min(box.width(), box.height()) * 0.74
    foot = horizon + (box.bottom() - horizon) * 0.42
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(SHADOW))
    middle = box.center().x()
    painter.drawEllipse(QRectF(middle - side * 0.48, foot - side * 0.045, side * 0.96, side * 0.09))
    ink = tokens.FAMILIES.get(family, tokens.FAMILIES["neutral"]).fg
    spot = QRectF(middle - side / 2, foot - side * 0.9, side, side)
    painting.picture(painter, spot, icon, ink, "duotone")


@lru_cache(64)
def _photo(path: str, wide: int, high: int) -> QPixmap | None:
    reader = QImageReader(path)
    full = reader.size()
    if not full.isValid():
        return None
    scaled = full.scaled(wide, high, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    reader.setScaledSize(scaled)
    left, top = (scaled.width() - wide) // 2, (scaled.height() - high) // 2
    return QPixmap.fromImage(reader.read().copy(left, top, wide, high))
