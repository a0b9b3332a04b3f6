"""When the program itself fails: a sentence for the person, a trace for support, no names."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from reuse_pos import SOFTWARE
from reuse_pos.domain.clock import Clock
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Disc, Key, Text

KEPT = 20


def trace(error: BaseException) -> str:
    """Where the program was: files, lines and functions; never a value, which could be a name."""
    lines, seen = [], error
    while True:
        lines.append(f"{type(seen).__name__}")
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        cause = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
        if cause is None:
            return "\n".join(lines)
        lines.append("caused by")
        seen = cause


class _Bare(logging.Formatter):
    """Log lines whose errors carry their place and kind, never their words."""

    def formatException(self, ei: Any) -> str:
        return trace(ei[1])

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None
        return super().format(record)


def keep_log(folder: Path) -> logging.Handler:
    """Write warnings and errors into the shop's log folder; returns the handler to remove."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = logging.FileHandler(folder / "reuse-pos.log", encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(_Bare("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return handler


class CrashDesk(QObject):
    """``CrashDesk(logs, clock)``: ``take(error)`` writes a trace and shows the sentence, once at a
    time; ``install()`` hears every uncaught error of every thread; ``remove()`` stops that.

    Signal ``shown(object dialog)``. ``ask`` False (tests) only writes.
    """

    shown = Signal(object)
    _heard = Signal(object)

    def __init__(self, logs: Path, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._logs, self._clock = logs, clock
        self._dialog: CrashDialog | None = None
        self._before: Any = None
        # From another thread the signal brings the error to the screen's own.
        self._heard.connect(self.take, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Hear what nobody caught."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: self._heard.emit(args.exc_value)

    def remove(self) -> None:
        """Give the hooks back."""
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None

    def take(self, error: BaseException) -> Path | None:
        """Write the trace and tell the person; the path written, or None on a full disk."""
        path = self._write(error)
        if self._dialog is None:
            self._dialog = CrashDialog(trace(error))
            self._dialog.finished.connect(self._closed)
            self._dialog.open()
            self.shown.emit(self._dialog)
        return path

    def _write(self, error: BaseException) -> Path | None:
        now = self._clock.now()
        path = self._logs / f"crash-{now:%Y%m%d-%H%M%S}.txt"
        try:
            self._logs.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{SOFTWARE}\n{_stamp(now)}\n{trace(error)}\n", "utf-8")
            for old in sorted(self._logs.glob("crash-*.txt"))[:-KEPT]:
                old.unlink()
        except OSError:
            return None
        return path

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, tb: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, tb)
        else:
            self._heard.emit(error)

    def _closed(self, _result: int) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None


class CrashDialog(QDialog):
    """One sentence, a key to go on, and the details for support with a key that copies them."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle("Reuse POS")
        self.setModal(True)
        title = Text(_("Something unexpected happened"), "title").centred().wrapped()
        words = Text(
            _(
                "The day’s work is safe: every gesture is already written. "
                "Go on. If it happens again, call the manager."
            ),
            "body",
        )
        words.centred().wrapped()
        self._details = QPlainTextEdit(details)
        self._details.setReadOnly(True)
        self._details.setMinimumHeight(150)
        self._details.hide()
        self.go_on = Key(_("Go on"), "check", "next").typed(20, 26).sized(76).named("crash_go_on")
        self.go_on.clicked.connect(self.accept)
        self.more = Key(_("Details")).sized(56).named("crash_details")
        self.more.clicked.connect(self._details.show)
        self.copy = Key(_("Copy the details")).sized(56).named("crash_copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        keys = QHBoxLayout()
        keys.setSpacing(12)
        keys.addWidget(self.more, 1)
        keys.addWidget(self.copy, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 24, 28, 24)
        layout.setSpacing(14)
        layout.addWidget(Disc("warning", "warn", 72), 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (title, words, self._details):
            layout.addWidget(widget)
        layout.addLayout(keys)
        layout.addWidget(self.go_on)
        self.setMinimumWidth(560)
        # The last key pressed must not close it by accident: Escape and the window's cross do.
        self.go_on.setFocus()


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
