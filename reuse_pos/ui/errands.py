"""Papers come out beside the screens: one clerk prints, one job after the other."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue

from PySide6.QtCore import QObject, Signal

from reuse_pos.services.office import QUIET

log = logging.getLogger(__name__)

Errand = Callable[[], object]


class Errands(QObject):
    """``Errands(parent=None)``: give ``errands.run`` to ``office.later``.

    Signal ``done()`` after each job, on the screen's own thread, unless it answers ``QUIET``.
    ``close()`` finishes what is queued.
    """

    done = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue: SimpleQueue[Errand | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="printing", daemon=True)
        self._thread.start()

    def run(self, errand: Errand) -> None:
        """Do this after the errands asked before it; from any thread."""
        self._queue.put(errand)

    def close(self, timeout_s: float = 10) -> None:
        """Finish what is queued, then end."""
        self._queue.put(None)
        self._thread.join(timeout_s)

    def _serve(self) -> None:
        while (errand := self._queue.get()) is not None:
            try:
                if errand() is QUIET:
                    continue
            except Exception as error:
                log.error("a paper failed", exc_info=error)
            self.done.emit()
