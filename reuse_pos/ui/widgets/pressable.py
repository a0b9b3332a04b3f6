"""What can be pressed in the shop: a thick bottom edge that goes down under the finger."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Self

from PySide6.QtCore import QElapsedTimer, QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from reuse_pos.ui import keylook, theme, tokens
from reuse_pos.ui.widgets import painting


class Pressable(QPushButton):
    """A button that paints its frame (``keylook``) and its content itself.

    Signal: ``clicked()``. Touching it never takes the focus; the Tab key does. Every setter that
    changes the look returns the widget, so that calls can be chained.
    """

    _guard = {"ms": 0}  # noqa: RUF012 - shared by every key on purpose
    _touched: ClassVar[list[str]] = [""]

    def __init__(self, kind: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = tokens.TARGET
        self._last_touch = QElapsedTimer()
        self._width = 0
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @classmethod
    def guard(cls, ms: int) -> None:
        """For hands that shake: a key touched again within so many milliseconds does not answer."""
        cls._guard["ms"] = ms

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Answer the finger, unless it trembles."""
        again = self._last_touch.isValid() and self._last_touch.elapsed() < self._guard["ms"]
        self._touched[0] = self._mark()
        if not again:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second tap of a double tap answers only where the first one did: the screen may have
        changed under the finger between the two."""
        if self._touched[0] == self._mark():
            super().mouseDoubleClickEvent(event)
        else:
            event.accept()

    def _mark(self) -> str:
        """Which key this is, also once it was made again in its place."""
        return self.objectName() or str(id(self))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remember when the finger left."""
        self._last_touch.start()
        super().mouseReleaseEvent(event)

    @property
    def kind(self) -> str:
        """The kind of key ("key", "next", "pri", "tile", "quiet", "bad", "snack")."""
        return str(self.property("kind"))

    def set_kind(self, kind: str) -> Self:
        """Become another kind of key; the frame follows at once."""
        if kind != self.kind:
            self.setProperty("kind", kind)
            self.refit()
        return self

    def sized(self, height: int = 0, width: int = 0) -> Self:
        """At least this high and exactly this wide, in pixels; 0 leaves it as it is."""
        self._height = max(height, 44) if height else self._height
        if width:
            self._width = width
            self.setFixedWidth(width)
        return self.refit()

    def stretching(self) -> Self:
        """Take all the height that the layout offers."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        return self

    def choosable(self, chosen: bool = False) -> Self:
        """Become a key that stays chosen (blue) when pressed; read it with ``isChecked()``."""
        self.setCheckable(True)
        self.setChecked(chosen)
        return self

    def named(self, name: str) -> Self:
        """Set the object name that tests and screen readers find it by."""
        self.setObjectName(name)
        return self

    def spoken(self, text: str) -> Self:
        """Set what a screen reader says; needed when the key shows no word."""
        self.setAccessibleName(text)
        return self

    def refit(self) -> Self:
        """Ask the layout for room again and repaint."""
        self.updateGeometry()
        self.update()
        return self

    def look(self) -> keylook.Look:
        """The colours and edges of the present state."""
        colours = theme.current().palette
        state = "rest"
        if not self.isEnabled():
            state = "disabled"
        elif self.isDown():
            state = "pressed"
        elif self.isChecked():
            state = "checked"
        look = keylook.look(self.kind, state, colours)
        if state not in ("pressed", "disabled"):
            look = replace(look, edge=self.edge())
        if self.hasFocus():
            ring = keylook.look(self.kind, "focus", colours)
            look = replace(look, side=ring.side, bottom=ring.bottom, thick=ring.thick)
        return look

    def edge(self) -> int:
        """The height of the bottom edge at rest, in pixels."""
        if self.kind == "snack":
            return 3
        big = self.kind == "next" or self.property("big")
        return tokens.EDGE_NEXT if big else tokens.EDGE

    def ink(self) -> QColor:
        """The colour of the words in the present state."""
        return QColor(self.look().ink)

    def content(self) -> QRectF:
        """The room inside the frame; 3 px lower while pressed."""
        box = QRectF(1, 1, self.width() - 2, self.height() - 1 - self.edge())
        return box.translated(0, tokens.PRESS_SHIFT) if self.isDown() else box

    def needed(self) -> tuple[float, float]:
        """The width and height of the content, without margins."""
        return 0.0, 0.0

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """Draw the words and pictograms in the room inside the frame."""

    def sizeHint(self) -> QSize:
        """The content with its margins, never under the size asked for."""
        wide, high = self.needed()
        return QSize(
            max(self._width, round(wide) + 30, tokens.TARGET),
            max(self._height, round(high) + self.edge() + 6),
        )

    def minimumSizeHint(self) -> QSize:
        """The least room: words may shrink a little sideways, targets stay high."""
        wide, _high = self.needed()
        least = max(self._width, round(wide * 0.8) + 12, tokens.TARGET_ROW)
        return QSize(least, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """A new look needs a new size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.refit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The frame of the present state, then the content."""
        painter = QPainter(self)
        painting.key_frame(painter, QRectF(self.rect()), self.look())
        self.paint_content(painter, self.content())
        painter.end()
