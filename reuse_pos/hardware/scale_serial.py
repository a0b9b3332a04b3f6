"""Scales on a serial line or USB: a table of ways of speaking, and one thread that listens.

A weight counts as stable when the scale says so and three readings in a row are equal. Anything
that is not a whole, understood frame is thrown away: a wrong weight would be worse than none.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Literal

from reuse_pos.domain.wording import N_
from reuse_pos.hardware.ports import Reading, ScaleState

if TYPE_CHECKING:
    from serial import Serial

EQUAL_READINGS = 3
LOST_AFTER_S = 2.0
LONGEST_FRAME = 128
POLL_S = 0.2
UNITS = {"kg": 1000, "g": 1}


@dataclass(frozen=True)
class ScaleProtocol:
    """How one kind of scale speaks: line settings, what to send for a weight, and how frames read.

    `weight` matches a frame and names its groups `value` and `unit`, and `stable` where the frame
    says so; `over` matches a load beyond the scale. `request` is b"" for a scale that sends by
    itself.
    """

    code: str
    title: str
    baud: int
    bits: Literal[7, 8]
    parity: Literal["N", "E", "O"]
    request: bytes
    terminator: bytes
    weight: re.Pattern[str]
    over: re.Pattern[str]
    unit: str = "kg"
    steady_words: tuple[str, ...] = ("ST",)


CONTINUOUS = ScaleProtocol(
    "continuous",
    N_("Continuous serial scale (ST,GS)"),
    9600,
    8,
    "N",
    b"",
    b"\n",
    re.compile(
        r"(?P<stable>ST|US),(?:GS|NT|TR)?,?\s*(?P<value>[+-]?\s*\d{1,6}(?:\.\d{1,5})?)\s*(?P<unit>[a-z]{1,2})"
    ),
    re.compile(r"OL(?:,.*)?"),
)
PROTOCOLS: tuple[ScaleProtocol, ...] = (CONTINUOUS,)


class FrameReader:
    """Turns what arrives on the line into readings, whatever arrives."""

    def __init__(self, protocol: ScaleProtocol) -> None:
        self._protocol = protocol
        self._buffer = b""
        self._skipping = False
        self._last: int | None = None
        self._equal = 0

    def feed(self, data: bytes) -> list[Reading]:
        """The readings of every whole frame received so far; half a frame waits, garbage is
        dropped.
        """
        readings = []
        *frames, self._buffer = (self._buffer + data).split(self._protocol.terminator)
        for frame in frames:
            whole = not self._skipping and len(frame) <= LONGEST_FRAME
            self._skipping = False
            reading = self._read(frame) if whole else None
            if reading is None:
                self._equal = 0
            else:
                readings.append(reading)
        if len(self._buffer) > LONGEST_FRAME:
            self._buffer, self._skipping = b"", True
        return readings

    def _read(self, frame: bytes) -> Reading | None:
        text = frame.strip(b"\r\n\x02\x03 ").decode("ascii", "replace")
        if self._protocol.over.fullmatch(text):
            self._equal = 0
            return Reading(ScaleState.OVER)
        found = self._protocol.weight.fullmatch(text)
        if found is None or found["unit"].lower() != self._protocol.unit:
            return None
        grams = _grams(found["value"], found["unit"].lower())
        if grams is None:
            return None
        return self._judge(grams, found["stable"] in self._protocol.steady_words)

    def _judge(self, grams: int, steady: bool) -> Reading:
        same = steady and grams == self._last
        self._equal = self._equal + 1 if same else int(steady)
        self._last = grams
        if grams <= 0:
            return Reading(ScaleState.EMPTY)
        stable = self._equal >= EQUAL_READINGS
        return Reading(ScaleState.STABLE if stable else ScaleState.MOVING, grams)


def _grams(value: str, unit: str) -> int | None:
    """Whole grams, exactly; None when the figure has a fraction of a gram or is no figure."""
    try:
        exact = Decimal(value.replace(" ", "")) * UNITS[unit]
    except (InvalidOperation, KeyError):
        return None
    return int(exact) if exact == int(exact) else None


class SerialScale:
    """A scale read for ever in its own thread; a cable pulled or a silent scale gives "lost", then
    is retried.
    """

    def __init__(
        self,
        port: str,
        protocol: ScaleProtocol = CONTINUOUS,
        on_reading: Callable[[Reading], None] | None = None,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._port, self._protocol = port, protocol
        self._on_reading, self._elapsed = on_reading, elapsed
        self._reading, self._heard_at = Reading(ScaleState.LOST), elapsed()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="scale", daemon=True)
        self._thread.start()

    def read(self) -> Reading:
        """The latest reading; "lost" when nothing understood came for two seconds."""
        if self._elapsed() - self._heard_at > LOST_AFTER_S:
            return Reading(ScaleState.LOST)
        return self._reading

    def close(self) -> None:
        """Stop listening and free the port."""
        self._stop.set()
        self._thread.join(2 * LOST_AFTER_S)

    def _listen(self) -> None:
        from serial import SerialException

        while not self._stop.is_set():
            try:
                with self._open() as line:
                    self._converse(line)
            except (SerialException, OSError, ValueError):
                self._tell(Reading(ScaleState.LOST))
                self._stop.wait(POLL_S)

    def _open(self) -> Serial:
        from serial import Serial

        protocol = self._protocol
        return Serial(
            self._port,
            protocol.baud,
            bytesize=protocol.bits,
            parity=protocol.parity,
            timeout=POLL_S,
            write_timeout=POLL_S,
        )

    def _converse(self, line: Serial) -> None:
        frames = FrameReader(self._protocol)
        while not self._stop.is_set():
            if self._protocol.request:
                line.write(self._protocol.request)
            data = line.read(max(1, min(line.in_waiting, 4096)))
            for reading in frames.feed(data):
                self._heard_at = self._elapsed()
                self._tell(reading)

    def _tell(self, reading: Reading) -> None:
        self._reading = reading
        if self._on_reading:
            self._on_reading(reading)
