"""The scale, looked at while a page waits for a weight: a stable load is told once."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from reuse_pos.domain.mass import plain_kilos
from reuse_pos.ui.widgets import ScaleReadout
from reuse_pos.ui.widgets.scale import EMPTY, LOST, MOVING, OVER, STABLE

LOOK_EVERY_MS = 100
# The same stable figure this many looks in a row: a hand leaving the load is not a weight.
LOOKS_ALIKE = 3
_STATES = {"stable": STABLE, "moving": MOVING, "empty": EMPTY, "over": OVER, "lost": LOST}


class ScaleWatch(QObject):
    """``ScaleWatch(devices, readout, parent)``: ``start()``, ``stop()``; signals ``settled(int
    grams)`` and ``taken_off()`` (nothing stands on the scale any more).

    ``absent()`` says whether there is no scale to look at.
    """

    settled = Signal(int)
    taken_off = Signal()

    def __init__(self, devices: object, readout: ScaleReadout, parent: QObject) -> None:
        super().__init__(parent)
        self._devices, self._readout = devices, readout
        self._last, self._alike = 0, 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def absent(self) -> bool:
        """Whether this post has no scale, or it does not answer."""
        scale = getattr(self._devices, "scale", None)
        return scale is None or scale.read().state.value == "lost"

    @property
    def looking(self) -> bool:
        """Whether the scale is looked at."""
        return self._timer.isActive()

    def start(self) -> None:
        """Look from now on."""
        self._last, self._alike = 0, 0
        self.look()
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look once: show the weight, and tell it when it has stood still long enough."""
        scale = getattr(self._devices, "scale", None)
        if scale is None:
            self._readout.show_weight("0,00", LOST)
            return
        reading = scale.read()
        state = _STATES[reading.state.value]
        self._readout.show_weight(plain_kilos(reading.grams, 2), state)
        if state != STABLE or reading.grams <= 0:
            if state == EMPTY and self._last:
                self.taken_off.emit()
            # What moved a moment ago is remembered until the scale is empty.
            self._last, self._alike = (0, 0) if state == EMPTY else (self._last, 0)
            return
        self._alike = self._alike + 1 if reading.grams == self._last else 1
        self._last = reading.grams
        if self._alike == LOOKS_ALIKE:
            self.settled.emit(reading.grams)
