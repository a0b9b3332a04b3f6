"""The boxes of a secret code: one dot per figure, never the figure."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reuse_pos.domain.wording import _, ngettext
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import painting


class PinBoxes(QWidget):
    """``PinBoxes(length=4, parent=None)``, signals ``complete(str)`` (sent by itself) and
    ``edited()``.

    ``push(figure)``, ``pop()``, ``clear()``, ``count()``, ``set_length(n)``. Takes figures from the
    keyboard when focused (a badge scan is taken before by the scanner). Boxes 52 px, gap 14.
    """

    complete = Signal(str)
    edited = Signal()
    SIDE, GAP = 52, 14

    def __init__(self, length: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length, self._figures = length, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._speak()

    def set_length(self, length: int) -> None:
        """Ask for another number of figures; forgets those typed."""
        self._length = length
        self.clear()
        self.updateGeometry()

    def count(self) -> int:
        """How many figures are typed."""
        return len(self._figures)

    def clear(self) -> None:
        """Forget the figures."""
        self._figures = ""
        self._changed()

    def push(self, figure: str) -> None:
        """Add a figure; the last one sends the code."""
        if len(self._figures) >= self._length or not figure.isdecimal():
            return
        self._figures += figure[:1]
        self._changed()
        if len(self._figures) == self._length:
            self.complete.emit(self._figures)

    def pop(self) -> None:
        """Take the last figure away."""
        self._figures = self._figures[:-1]
        self._changed()

    def sizeHint(self) -> QSize:
        """All the boxes."""
        return QSize(self._length * (self.SIDE + self.GAP) - self.GAP, self.SIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures and erasing; the rest goes up."""
        if event.text() and event.text() in "0123456789":
            self.push(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.pop()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Boxes, dots and the caret."""
        look, painter = theme.current(), QPainter(self)
        typed = len(self._figures)
        for number in range(self._length):
            x = number * (self.SIDE + self.GAP)
            box = QRectF(x, 0, self.SIDE, self.SIDE)
            border = look.colour("blue" if number <= typed else "line2")
            painting.rounded(painter, box, 10, look.colour("surface"), border, 2)
            if number < typed:
                dot = QRectF(0, 0, 18, 18)
                dot.moveCenter(box.center())
                painting.rounded(painter, dot, 9, look.colour("blue"))
            elif number == typed:
                caret = QRectF(box.center().x() - 1.5, box.center().y() - 14, 3, 28)
                painter.fillRect(caret, look.colour("blue"))
        painter.end()

    def _changed(self) -> None:
        self._speak()
        self.update()
        self.edited.emit()

    def _speak(self) -> None:
        typed = len(self._figures)
        self.setAccessibleName(_("Secret code"))
        self.setAccessibleDescription(ngettext("{n} figure typed", "{n} figures typed", typed))
