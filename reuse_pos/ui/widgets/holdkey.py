"""The key of what cannot be undone: it answers only after being held for a second."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from reuse_pos.ui import theme
from reuse_pos.ui.widgets.key import Key

HOLD_MS = 1_000
STEP_MS = 50


class HoldKey(Key):
    """``HoldKey(text, icon="", kind="next", hint="", place="left", parent=None)``.

    Signal ``held()`` after one second of pressing (finger, or the space bar), once; a shorter touch
    does nothing. A line fills under the words meanwhile. ``hold_for(ms)`` changes the time;
    ``confirm()`` is the keyboard's way (F12 pressed twice, counted by the screen).
    """

    held = Signal()

    def __init__(
        self, text: str = "", icon: str = "", kind: str = "next", hint: str = "",
        place: str = "left", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, icon, kind, hint, place, parent)
        self._whole = HOLD_MS
        self._since = QElapsedTimer()
        self._ticks = QTimer(self)
        self._ticks.setInterval(STEP_MS)
        self._ticks.timeout.connect(self._tick)
        self.pressed.connect(self._begin)
        self.released.connect(self._end)

    def hold_for(self, ms: int) -> HoldKey:
        """Change how long it must be held, in milliseconds."""
        self._whole = ms
        return self

    def confirm(self) -> None:
        """Act as if it had been held."""
        self._end()
        self.held.emit()

    def paint_content(self, painter: QPainter, box: QRectF) -> None:
        """The words, and how long it has been held."""
        super().paint_content(painter, box)
        if self._ticks.isActive():
            part = min(self._since.elapsed() / self._whole, 1.0)
            line = QRectF(box.left() + 8, box.bottom() - 8, (box.width() - 16) * part, 5)
            painter.fillRect(line, theme.current().colour("on_yellow"))

    def _begin(self) -> None:
        self._since.start()
        self._ticks.start()

    def _end(self) -> None:
        self._ticks.stop()
        self.update()

    def _tick(self) -> None:
        self.update()
        if self._since.elapsed() >= self._whole:
            self.setDown(False)
            self.confirm()
