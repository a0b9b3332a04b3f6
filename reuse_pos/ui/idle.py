"""Watching for an unattended screen: the till locks after 3 minutes, the workshop after 15."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
        QEvent.Type.MouseMove,
    }
)
LOOK_EVERY_MS = 5_000


class IdleWatch(QObject):
    """``IdleWatch(app, now=time.monotonic, parent=None)``, signal ``left_alone()`` after the limit.

    ``begin(limit_s)`` starts watching, ``rest()`` stops, ``look()`` is what its timer does every
    5 s. ``now`` returns seconds.
    """

    left_alone = Signal()

    def __init__(
        self,
        app: QApplication,
        now: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._app, self._now, self._limit = app, now, 0
        self._last = now()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def limit(self) -> int:
        """Seconds without a sign of life before the screen locks; 0 while resting."""
        return self._limit

    def begin(self, limit_s: int) -> None:
        """Watch with this limit from now on."""
        self._limit = limit_s
        self.alive()
        self._timer.start()
        self._app.installEventFilter(self)

    def rest(self) -> None:
        """Watch no more."""
        self._limit = 0
        self._timer.stop()
        self._app.removeEventFilter(self)

    def alive(self) -> None:
        """Somebody is here: a touch, a key, a scan."""
        self._last = self._now()

    def look(self) -> None:
        """Lock if nobody has given a sign of life for too long."""
        if self._limit and self._now() - self._last >= self._limit:
            self.rest()
            self.left_alone.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice signs of life; takes nothing away."""
        if event.type() in _SIGNS_OF_LIFE:
            self.alive()
        return False
