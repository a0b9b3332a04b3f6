"""The shop's one notice board inside the app: who wrote says what changed, screens look again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Hub(QObject):
    """``changed(changes)`` after each write (a frozenset); ``theme_changed()`` after a new look."""

    changed = Signal(object)
    theme_changed = Signal()


hub = Hub()
