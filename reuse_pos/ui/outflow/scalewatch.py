"""Looks at the yard's scale beside the screen and says when it shows something else."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reuse_pos.domain.intake import ScaleView

PERIOD_S = 0.12


class ScaleWatch(QObject):
    """``ScaleWatch(read)``, signal ``seen(ScaleView)`` at each change; ``start()``, ``stop()``.

    ``read`` is asked on a thread of its own, several times a second, while the screen is shown.
    """

    seen = Signal(object)

    def __init__(self, read: Callable[[], ScaleView], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._rest = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin looking; the first look is told at once."""
        if self._thread is None:
            self._rest = threading.Event()
            self._thread = threading.Thread(
                target=self._look, args=(self._rest,), name="scale", daemon=True
            )
            self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._rest.set()
            thread.join(timeout=2)

    def _look(self, rest: threading.Event) -> None:
        last: ScaleView | None = None
        while not rest.is_set():
            now = self._read()
            if now != last:
                last = now
                self.seen.emit(now)
            rest.wait(PERIOD_S)
