"""Where forgotten objects are collected: on the screen's own thread, between two gestures.

Python collects wherever it happens to run, so also on the threads that write; a screen's part that
dies there takes Qt down with it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000


def collect_due() -> None:
    """Collect the youngest generations that are full, as Python would, on the calling thread."""
    full = [
        generation
        for generation, (count, most) in enumerate(
            zip(gc.get_count(), gc.get_threshold(), strict=True)
        )
        if count > most
    ]
    if full:
        gc.collect(max(full))


class Collecting(QObject):
    """``Collecting(parent)``: from now on Python does not collect by itself; ``begin()`` does it on
    this thread, ``end()`` leaves all as it was.

    What was loaded before ``begin()`` is set apart: it lives as long as the program and is not
    looked through again.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._before = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect_due)

    def begin(self) -> None:
        """Collect from now on, once a second at most."""
        gc.freeze()
        self._timer.start()

    def end(self) -> None:
        """Let Python collect again where it did so before."""
        self._timer.stop()
        gc.unfreeze()
        if self._before:
            gc.enable()
