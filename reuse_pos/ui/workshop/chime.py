"""A call for help is heard again every half minute, until somebody comes or looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reuse_pos.ui import sounds

if TYPE_CHECKING:
    from reuse_pos.ui.workshop.screen import WorkshopScreen

AGAIN_MS = 30_000


class Chime(QObject):
    """``Chime(screen)``: ``start()`` and ``stop()`` with the screen; ``ring()`` is one turn."""

    def __init__(self, screen: WorkshopScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._timer = QTimer(self)
        self._timer.setInterval(AGAIN_MS)
        self._timer.timeout.connect(self.ring)

    @property
    def waiting(self) -> bool:
        """Whether it will ring again."""
        return self._timer.isActive()

    def start(self) -> None:
        """Ring from half a minute on, while somebody calls."""
        self._timer.start()

    def stop(self) -> None:
        """Ring no more."""
        self._timer.stop()

    def ring(self) -> None:
        """Ring if somebody calls and the supervisor's page is not looked at."""
        screen = self._screen
        looked_at = screen.pages.currentWidget() is screen.supervising.page
        if not looked_at and screen.shop.workshop.calling():
            sounds.play(sounds.HELP)
