"""Looks at the counter's scale ten times a second and says when a load has stood still."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from reuse_pos.services.counter_lines import Load

EVERY_MS = 100
STEADY_READINGS = 7
"""Equal stable readings in a row: six intervals of 100 ms are the 0.6 s a load must stand still."""


class ScaleWatch(QObject):
    """``ScaleWatch(read, parent)``: signals ``shown(Load)`` when the read-out changes and
    ``steady(int)`` once when a load has stood still; ``poll()`` looks once."""

    shown = Signal(object)
    steady = Signal(int)

    def __init__(self, read: Callable[[], Load], parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self.load = Load("empty")
        self._same = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.poll)

    def watch(self, on: bool) -> None:
        """Start or stop looking."""
        if on:
            self.poll()
            self._timer.start()
        else:
            self._timer.stop()

    def poll(self) -> None:
        """Read the scale once."""
        load = self._read()
        self._same = self._same + 1 if load == self.load else 1
        if load != self.load:
            self.load = load
            self.shown.emit(load)
        if self._same == STEADY_READINGS and self.loaded and load.state == "stable":
            self.steady.emit(load.grams)

    @property
    def loaded(self) -> bool:
        """Whether something is on the scale, still or moving."""
        return self.load.state in ("stable", "moving") and self.load.grams > 0

    @property
    def steady_grams(self) -> int:
        """The grams of a load that has stood still; 0 otherwise."""
        still = self.load.state == "stable" and self._same >= STEADY_READINGS
        return self.load.grams if still and self.loaded else 0
