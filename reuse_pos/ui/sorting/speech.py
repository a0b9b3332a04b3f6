"""Reads a screen aloud with the computer's own voice, where there is one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, Signal

from reuse_pos.domain.wording import language

ENGINE = "espeak-ng"


def can_speak() -> bool:
    """Whether this computer has a voice."""
    return shutil.which(ENGINE) is not None


class Voice(QObject):
    """``say(sentences)`` reads them one after the other; again while it reads: it stops.

    Signal ``reading(bool)``.
    """

    reading = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.started.connect(lambda: self.reading.emit(True))
        self._process.finished.connect(lambda: self.reading.emit(False))
        self._process.errorOccurred.connect(lambda: self.reading.emit(False))

    def say(self, sentences: Sequence[str]) -> None:
        """Read aloud, or stop reading."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self.stop()
            return
        words = ". ".join(sentence for sentence in sentences if sentence)
        # Slower than the engine's own pace: the listener may be learning French.
        self._process.start(ENGINE, ["-v", language(), "-s", "140", "--", words])

    def stop(self) -> None:
        """Be silent at once."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(500)
