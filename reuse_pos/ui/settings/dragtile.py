"""A price key that can be carried to another place, as on the counter's own grid."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent

from reuse_pos.ui.widgets import Tile

FAR_ENOUGH = 24


class DragTile(Tile):
    """``DragTile()``: signals ``clicked()`` and ``dropped(QPoint where)`` (on the screen) when the
    finger or the mouse carried it away."""

    dropped = Signal(QPoint)
    _start: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where it was taken."""
        self._start = event.globalPosition().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that it is carried."""
        super().mouseMoveEvent(event)
        if self._carried(event):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say where it was put down; a short touch stays a touch."""
        carried = self._carried(event)
        self._start = None
        self.unsetCursor()
        if carried:
            # Let go outside, the touch itself does not count.
            self.setDown(False)
            self.dropped.emit(event.globalPosition().toPoint())
            return
        super().mouseReleaseEvent(event)

    def _carried(self, event: QMouseEvent) -> bool:
        if self._start is None:
            return False
        way = event.globalPosition().toPoint() - self._start
        return way.manhattanLength() >= FAR_ENOUGH
