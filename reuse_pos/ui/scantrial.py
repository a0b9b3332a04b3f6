"""A test scan: the scanner's keys heard one by one, timed, and kept from everything else."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from reuse_pos.domain.scan_trial import ENTER, TAB, ScanTrace
from reuse_pos.ui.scanner import HELPERS

# After so long without a key the scanner has said all it has to say.
SILENCE_MS = 450
LEAST = 4


class ScanTrial(QObject):
    """``ScanTrial(owner)``: signal ``tried(ScanTrace)``; listens while ``owner`` is shown and the
    focus is in it. The scanner's filter asks ``wants()``, then gives each key to ``hear``."""

    tried = Signal(object)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._raw, self._last, self._slowest = "", 0.0, 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SILENCE_MS)
        self._timer.timeout.connect(lambda: self._end(""))

    def wants(self) -> bool:
        """Whether a key pressed now belongs to the test."""
        focus = QApplication.focusWidget()
        here = focus is None or focus is self._owner or self._owner.isAncestorOf(focus)
        return here and self._owner.isVisible()

    def hear(self, event: QKeyEvent, now: float) -> bool:
        """Take a key if it is one a scanner types; False leaves it to the screen."""
        text = event.text()
        if event.key() in HELPERS:
            self._time(now)
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            if len(self._raw) < LEAST:
                self._forget()
                return False
            self._end(TAB if event.key() == Qt.Key.Key_Tab else ENTER, now)
            return True
        # A lone space presses the key that has the focus.
        if not text.isprintable() or not text or (text == " " and not self._raw):
            return False
        self._time(now)
        self._raw, self._last = self._raw + text, now
        self._timer.start()
        return True

    def _time(self, now: float) -> None:
        if self._raw:
            self._slowest, self._last = max(self._slowest, now - self._last), now

    def _end(self, end: str, now: float | None = None) -> None:
        if now is not None:
            self._time(now)
        raw, slowest = self._raw, self._slowest
        self._forget()
        if len(raw) >= LEAST:
            self.tried.emit(ScanTrace(raw, end, round(slowest)))

    def _forget(self) -> None:
        self._timer.stop()
        self._raw, self._slowest = "", 0.0
