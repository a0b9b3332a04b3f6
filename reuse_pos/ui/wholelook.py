"""Once a week every record of the journals is read, beside everything else and without hurry."""

from __future__ import annotations

import logging
import threading
import time

from PySide6.QtCore import QObject, Signal

from reuse_pos.services.office import Office

log = logging.getLogger(__name__)


class _Stopped(Exception):
    """The app is being closed."""


class WholeLook(QObject):
    """``WholeLook(office, parent=None)``: ``begin()`` looks if a look is due and none is under way,
    ``close()`` gives up. Signal ``done()`` on the screen's own thread after a whole look."""

    done = Signal()

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._worked = 0.0

    def begin(self) -> None:
        """Look, if a look is due."""
        if self._thread is not None and self._thread.is_alive():
            return
        self._thread = threading.Thread(target=self._look, name="whole look", daemon=True)
        self._thread.start()

    def close(self, timeout_s: float = 5) -> None:
        """Give up; the next start looks again."""
        self._closing.set()
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _look(self) -> None:
        from reuse_pos.services.journal_watch import look_at_whole_journal, whole_look_due

        try:
            if not whole_look_due(self._office):
                return
            self._worked = time.monotonic()
            look_at_whole_journal(self._office, self._breathe)
        except _Stopped:
            return
        except Exception as error:
            log.error("the whole look failed", exc_info=error)
            return
        self.done.emit()

    def _breathe(self) -> None:
        # Rest as long as one worked: the screen comes first, on the slowest computer too.
        if self._closing.wait(time.monotonic() - self._worked):
            raise _Stopped
        self._worked = time.monotonic()
