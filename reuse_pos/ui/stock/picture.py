"""What a thing looks like: its photo once it is read beside the screen, until then its pictogram
standing in a drawn room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.ui import tasks, tokens
from reuse_pos.ui.widgets import painting

Locate = Callable[[str | None], Path | None]
# The same room in every theme, as a photo would be.
WALL, FLOOR, SHADOW = "#DCE3EC", "#C3B299", "#9F9583"
MOST_KEPT = 240


class Pictures(QObject):
    """``Pictures(locate, parent)``: ``get(photo, size)`` gives a picture already read or None, and
    then ``ready()`` is told once it has been."""

    ready = Signal()

    def __init__(self, locate: Locate, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._locate = locate
        self._kept: dict[tuple[str, int, int], QPixmap | None] = {}
        self._asked: set[tuple[str, int, int]] = set()

    def get(self, photo: str | None, size: QSize) -> QPixmap | None:
        """The picture cut to a size, if it was read already."""
        if not photo:
            return None
        key = (photo, size.width(), size.height())
        if key not in self._kept and key not in self._asked:
            path = self._locate(photo)
            if path is not None:
                self._asked.add(key)
                tasks.run_slow(
                    lambda _report: _read(path, size), lambda image: self._got(key, image),
                    lambda _error: self._got(key, None), owner=self,
                )  # fmt: skip
        return self._kept.get(key)

    def _got(self, key: tuple[str, int, int], image: QImage | None) -> None:
        self._asked.discard(key)
        while len(self._kept) >= MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[key] = None if image is None else QPixmap.fromImage(image)
        self.ready.emit()


def paint(painter: QPainter, box: QRectF, icon: str, family: str, photo: QPixmap | None) -> None:
    """The photo, or the pictogram of its kind on the floor of the room."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = QPainterPath()
    frame.addRoundedRect(box, 8, 8)
    painter.setClipPath(frame)
    if photo is not None:
        painter.drawPixmap(box.toRect(), photo)
    else:
        _room(painter, box, icon, family)
    painter.restore()


class ThingPicture(QWidget):
    """``ThingPicture(pictures, high)``: ``show_thing(icon, family, photo, name)``."""

    def __init__(self, pictures: Pictures, high: int) -> None:
        super().__init__()
        self._pictures, self._photo = pictures, ""
        self._icon, self._family = "package", "neutral"
        self.setFixedHeight(high)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pictures.ready.connect(self.update)

    def show_thing(self, icon: str, family: str, photo: str | None, name: str) -> None:
        """Change what is shown; ``name`` is what a screen reader says."""
        self._icon, self._family, self._photo = icon or "package", family, photo or ""
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The thing."""
        painter = QPainter(self)
        photo = self._pictures.get(self._photo, self.size())
        paint(painter, QRectF(self.rect()), self._icon, self._family, photo)
        painter.end()


def _room(painter: QPainter, box: QRectF, icon: str, family: str) -> None:
    horizon = box.top() + box.height() * 0.75
    painter.fillRect(box, QColor(WALL))
    floor = QRectF(box.left(), horizon, box.width(), box.bottom() - horizon)
    painter.fillRect(floor, QColor(FLOOR))
    side = min(box.width(), box.height()) * 0.74
    foot = horizon + (box.bottom() - horizon) * 0.42
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(SHADOW))
    middle = box.center().x()
    painter.drawEllipse(QRectF(middle - side * 0.48, foot - side * 0.045, side * 0.96, side * 0.09))
    ink = tokens.FAMILIES.get(family, tokens.FAMILIES["neutral"]).fg
    spot = QRectF(middle - side / 2, foot - side * 0.9, side, side)
    painting.picture(painter, spot, icon or "package", ink, "duotone")


def _read(path: Path, size: QSize) -> QImage | None:
    reader = QImageReader(str(path))
    full = reader.size()
    if not full.isValid():
        return None
    scaled = full.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    reader.setScaledSize(scaled)
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return reader.read().copy(left, top, size.width(), size.height())
