"""Looks at the scale of this post ten times a second while a page shows its weight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from reuse_pos.services.counter_lines import Load

EVERY_MS, STEADY_READINGS = 100, 4


class ScaleLook(QObject):
    """``ScaleLook(read, parent)``: signals ``shown(Load)`` at each change and when a load comes to
    rest; ``watch(on)``, ``poll()`` looks once; ``steady_grams`` are those of a load at rest."""

    shown = Signal(object)

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
        changed = load != self.load
        self.load = load
        if changed or self._same == STEADY_READINGS:
            self.shown.emit(load)

    @property
    def steady_grams(self) -> int:
        """The grams of a load that has stood still; 0 otherwise."""
        still = self.load.state == "stable" and self._same >= STEADY_READINGS
        return self.load.grams if still and self.load.grams > 0 else 0
