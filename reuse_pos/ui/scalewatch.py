"""Looks at the scale of this post ten times a second while a page shows its weight."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from reuse_pos.domain.intake import EMPTY, MOVING, STABLE, ScaleView

EVERY_MS, STILL = 100, 4


class ScaleWatch(QObject):
    """``ScaleWatch(read, parent, still=4)``: ``still`` equal readings in a row are a load at rest.

    Signals ``shown(ScaleView)`` when looking begins, at each change and when the scale comes to
    rest; ``steady(int)`` once, the grams of a load that came to rest. ``watch(on)`` looks or stops,
    ``poll()`` looks once; ``load`` is what was seen last. The scale's driver always holds its
    latest reading, so that looking never waits.
    """

    shown = Signal(object)
    steady = Signal(int)

    def __init__(self, read: Callable[[], ScaleView], parent: QObject, still: int = STILL) -> None:
        super().__init__(parent)
        self._read, self._still = read, still
        self.load = ScaleView(EMPTY)
        self._same = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.poll)

    def watch(self, on: bool) -> None:
        """Start looking, and tell what is there at once; or stop."""
        self._timer.stop()
        if on:
            self._look(told=True)
            self._timer.start()

    def poll(self) -> None:
        """Look once."""
        self._look(told=False)

    @property
    def loaded(self) -> bool:
        """Whether something is on the scale, still or moving."""
        return self.load.state in (STABLE, MOVING) and self.load.grams > 0

    @property
    def steady_grams(self) -> int:
        """The grams of a load that has stood still; 0 otherwise."""
        rests = self.load.state == STABLE and self._same >= self._still
        return self.load.grams if rests and self.load.grams > 0 else 0

    def _look(self, told: bool) -> None:
        load = self._read()
        changed = load != self.load
        self._same = 1 if changed else self._same + 1
        self.load = load
        rests = self._same == self._still
        if told or changed or rests:
            self.shown.emit(load)
        if rests and self.steady_grams:
            self.steady.emit(load.grams)
