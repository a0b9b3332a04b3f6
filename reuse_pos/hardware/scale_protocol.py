"""How scales speak: what each kind sends, and the reader that trusts nothing it does not wholly
understand.

A weight counts as stable when the scale says so and several readings in a row are equal. Anything
that is not a whole, understood frame is thrown away: a wrong weight would be worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from reuse_pos.hardware.ports import Reading, ScaleState

EQUAL_READINGS = 3
LONGEST_FRAME = 128
UNITS = {"kg": 1000, "g": 1}


def no_status(_frame: str) -> ScaleState | None:
    """For scales whose every frame holds a weight."""
    return None


@dataclass(frozen=True)
class ScaleProtocol:
    """How one kind of scale speaks: line settings, what to send for a weight, and how frames read.

    `weight` matches a frame and names its groups `value`, `unit` (kilos where it has none) and
    `stable` where the frame says so; `status` reads a frame without a weight (too heavy, below
    zero, moving). `request` is b"" for a scale that sends by itself; a frame ends at any byte of
    `ends`. `steady_words` is empty where frames never say it: then only `equal` readings count.
    """

    code: str
    title: str
    baud: int
    bits: Literal[7, 8]
    parity: Literal["N", "E", "O"]
    request: bytes
    weight: re.Pattern[str]
    status: Callable[[str], ScaleState | None] = no_status
    units: tuple[str, ...] = ("kg",)
    steady_words: tuple[str, ...] = ()
    equal: int = EQUAL_READINGS
    ends: bytes = b"\r\n"


class FrameReader:
    """Turns what arrives on the line into readings, whatever arrives."""

    def __init__(self, protocol: ScaleProtocol) -> None:
        self._protocol = protocol
        self._end = re.compile(b"[" + re.escape(protocol.ends) + b"]")
        self._buffer = b""
        self._skipping = False
        self._last: int | None = None
        self._equal = 0

    def feed(self, data: bytes) -> list[Reading]:
        """The readings of every whole frame received so far; half a frame waits, garbage is
        dropped.
        """
        readings = []
        *frames, self._buffer = self._end.split(self._buffer + data)
        for frame in frames:
            whole = not self._skipping and len(frame) <= LONGEST_FRAME
            self._skipping = False
            if whole and not frame.strip():
                continue
            reading = self._read(frame) if whole else None
            if reading is None:
                self._equal = 0
            else:
                readings.append(reading)
        if len(self._buffer) > LONGEST_FRAME:
            self._buffer, self._skipping = b"", True
        return readings

    def _read(self, frame: bytes) -> Reading | None:
        text = frame.lstrip(b"\r\n\x02\x03 ").decode("ascii", "replace")
        # A status byte may look like the end of a frame: only the weight is cleaned at its end.
        state = self._protocol.status(text)
        if state is not None:
            self._equal = 0
            return Reading(state)
        found = self._protocol.weight.fullmatch(text.rstrip("\r\n\x03 "))
        if found is None:
            return None
        parts = found.groupdict()
        unit = (parts.get("unit") or "kg").lower()
        grams = _grams(parts["value"], unit) if unit in self._protocol.units else None
        if grams is None:
            return None
        words = self._protocol.steady_words
        return self._judge(grams, not words or parts.get("stable") in words)

    def _judge(self, grams: int, steady: bool) -> Reading:
        same = steady and grams == self._last
        self._equal = self._equal + 1 if same else int(steady)
        self._last = grams
        if grams <= 0:
            return Reading(ScaleState.EMPTY)
        stable = self._equal >= self._protocol.equal
        return Reading(ScaleState.STABLE if stable else ScaleState.MOVING, grams)


def _grams(value: str, unit: str) -> int | None:
    """Whole grams, exactly; None when the figure has a fraction of a gram or is no figure."""
    try:
        exact = Decimal(value.replace(" ", "").replace(",", ".")) * UNITS[unit]
    except (InvalidOperation, KeyError):
        return None
    return int(exact) if exact == int(exact) else None
