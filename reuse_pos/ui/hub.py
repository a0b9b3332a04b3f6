"""The shop's one notice board inside the app: who wrote says what changed, screens look again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class Hub(QObject):
    """``changed(changes)`` after each write (a frozenset); ``theme_changed()`` after a new look;
    ``till_chosen(till)`` when this post sells on another till."""

    changed = Signal(object)
    theme_changed = Signal()
    till_chosen = Signal(str)


hub = Hub()
