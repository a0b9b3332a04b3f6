"""The hand scanner, heard anywhere: a scan is a burst of keys, wherever the focus is.

A scanner types like a keyboard, only faster. The filter recognises the burst, takes back what it
typed into a field, keeps its Enter from pressing anything, and gives the raw text to the app
(``domain.ids.read_scan`` repairs the keyboard layout and reads the code).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

if TYPE_CHECKING:
    from reuse_pos.ui.scantrial import ScanTrial

GAP_MS = 35
LEAST = 6
# A scanner set to the French keyboard presses Shift for each digit: those keys take time too.
HELPERS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr)
ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


@dataclass
class _LineSnapshot:
    """What a one-line field held before the burst."""

    edit: QLineEdit
    text: str
    cursor: int
    start: int
    length: int

    @classmethod
    def take(cls, edit: QLineEdit) -> _LineSnapshot:
        start = edit.selectionStart()
        return cls(edit, edit.text(), edit.cursorPosition(), start, len(edit.selectedText()))

    def restore(self) -> None:
        self.edit.setText(self.text)
        self.edit.setCursorPosition(self.cursor)
        if self.start >= 0:
            self.edit.setSelection(self.start, self.length)


@dataclass
class _TextSnapshot:
    """Where in a text the burst began, and the selection it replaced."""

    edit: QTextEdit | QPlainTextEdit
    start: int
    kept: int
    selected: QTextDocumentFragment

    @classmethod
    def take(cls, edit: QTextEdit | QPlainTextEdit) -> _TextSnapshot:
        cursor = edit.textCursor()
        chosen = cursor.selectionEnd() - cursor.selectionStart()
        kept = edit.document().characterCount() - chosen
        return cls(edit, cursor.selectionStart(), kept, cursor.selection())

    def restore(self) -> None:
        typed = self.edit.document().characterCount() - self.kept
        cursor = self.edit.textCursor()
        cursor.setPosition(self.start)
        cursor.setPosition(self.start + max(typed, 0), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertFragment(self.selected)
        self.edit.setTextCursor(cursor)


@dataclass
class _Held:
    """A key kept back from a widget that is not a text field, until it is known not to be a
    scan."""

    receiver: QWidget
    key: int
    modifiers: Qt.KeyboardModifier
    text: str


class Scanner(QObject):
    """``Scanner(app, gap_ms=35, least=6, clock=None)``, signal ``scanned(str raw)``.

    Installs itself on the application. Text fields show keys as they come and get their text back
    after a scan; every other widget (a button, the secret code, a screen) receives printable keys
    once the burst is known not to be a scan, at most ``gap_ms`` later. ``clock`` returns
    milliseconds; without it the keys' own times are used. ``set_gap(ms)`` for slow Bluetooth
    scanners; ``try_out(trial)`` gives every key to a test scan while that wants it; ``remove()``
    uninstalls.
    """

    scanned = Signal(str)

    def __init__(
        self, app: QApplication, gap_ms: int = GAP_MS, least: int = LEAST,
        clock: Callable[[], float] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(app)
        self._app, self._gap, self._least, self._clock = app, gap_ms, least, clock
        self._burst = ""
        self._last = 0.0
        self._snapshot: _LineSnapshot | _TextSnapshot | None = None
        self._held: list[_Held] = []
        self._replaying = False
        self._trial: ScanTrial | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(gap_ms)
        self._timer.timeout.connect(self.flush)
        app.installEventFilter(self)

    def set_gap(self, gap_ms: int) -> None:
        """Set the longest time between two keys of a scan, in milliseconds."""
        self._gap = gap_ms
        self._timer.setInterval(gap_ms)

    def try_out(self, trial: ScanTrial | None) -> None:
        """Give keys to a test scan while it wants them, None: to nobody any more."""
        self._forget()
        self._trial = trial

    def remove(self) -> None:
        """Stop listening; keys kept back are delivered."""
        self.flush()
        self._trial = None
        self._app.removeEventFilter(self)
        self.setParent(None)

    def flush(self) -> None:
        """Deliver the keys kept back: they were typed by a person."""
        self._timer.stop()
        held, self._held = self._held, []
        self._replaying = True
        try:
            for key in held:
                press = QKeyEvent(QEvent.Type.KeyPress, key.key, key.modifiers, key.text)
                QCoreApplication.sendEvent(key.receiver, press)
        finally:
            self._replaying = False

    def eventFilter(self, receiver: QObject, event: QEvent) -> bool:
        """Watch every key press on its way to the widget that has the focus."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        # A key that a button leaves alone is offered to its parents too: hear it once.
        if self._replaying or not isinstance(receiver, QWidget):
            return False
        if receiver is not (QApplication.focusWidget() or receiver):
            return False
        if self._trial is not None and isValid(self._trial) and self._trial.wants():
            return self._trial.hear(event, self._time(event))
        return self._hear(receiver, event)

    def _hear(self, receiver: QWidget, event: QKeyEvent) -> bool:
        now = self._time(event)
        quick = bool(self._burst) and 0 <= now - self._last <= self._gap
        if event.key() in HELPERS:
            if quick:
                self._wait_on(now)
            return False
        self._last = now
        if event.key() in ENDS and quick and len(self._burst) >= self._least:
            self._accept()
            return True
        text = event.text()
        command = event.modifiers() & _COMMANDS
        if not text or not text.isprintable() or command:
            self._forget()
            return False
        if not quick:
            self._forget()
            self._snapshot = _snapshot(receiver)
        self._burst += text
        if self._snapshot is not None or text == " ":
            return False
        self._held.append(_Held(receiver, event.key(), event.modifiers(), text))
        self._timer.start()
        return True

    def _wait_on(self, now: float) -> None:
        self._last = now
        if self._held:
            self._timer.start()

    def _accept(self) -> None:
        raw, self._burst = self._burst, ""
        self._held.clear()
        self._timer.stop()
        snapshot, self._snapshot = self._snapshot, None
        if snapshot is not None:
            snapshot.restore()
        self.scanned.emit(raw)

    def _forget(self) -> None:
        self._burst, self._snapshot = "", None
        if self._held:
            self.flush()

    def _time(self, event: QKeyEvent) -> float:
        if self._clock is not None:
            return self._clock()
        return float(event.timestamp()) or time.monotonic() * 1000


def installed() -> Scanner | None:
    """The scanner the app listens to; None where there is none (a screen shown by itself)."""
    app = QApplication.instance()
    return None if app is None else app.findChild(Scanner)


def _snapshot(widget: QWidget) -> _LineSnapshot | _TextSnapshot | None:
    if isinstance(widget, QAbstractSpinBox):
        inner = widget.findChild(QLineEdit)
        return None if inner is None else _LineSnapshot.take(inner)
    if isinstance(widget, QLineEdit):
        return _LineSnapshot.take(widget)
    if isinstance(widget, (QTextEdit, QPlainTextEdit)):
        return _TextSnapshot.take(widget)
    return None
