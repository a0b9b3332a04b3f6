"""A scale on a serial line or USB, listened to by one thread; and who speaks on a port nobody
knows yet."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reuse_pos.hardware.ports import Reading, ScaleState, ScaleTalk, TroubleKind
from reuse_pos.hardware.scale_continuous import CONTINUOUS
from reuse_pos.hardware.scale_protocol import FrameReader, ScaleProtocol

if TYPE_CHECKING:
    from serial import Serial

LOST_AFTER_S = 2.0
POLL_S = 0.2
# How long a port is listened to in one way of speaking when scales are looked for.
LISTEN_S = 1.2
SURE_AFTER = 2
KEPT_BYTES = 96
_BUSY = (errno.EBUSY, errno.EAGAIN, errno.EWOULDBLOCK)


def troubles() -> tuple[type[Exception], ...]:
    """What a line that fails may raise; on Linux some of it is no OSError."""
    try:
        import termios
    except ImportError:
        return OSError, ValueError
    return OSError, ValueError, termios.error


def open_line(port: str, protocol: ScaleProtocol) -> Serial:
    """The serial line, for us alone: a second program on one scale would eat half its answers."""
    from serial import Serial

    return Serial(
        port,
        protocol.baud,
        bytesize=protocol.bits,
        parity=protocol.parity,
        timeout=POLL_S,
        write_timeout=POLL_S,
        exclusive=True,
    )


def line_trouble(error: Exception) -> tuple[TroubleKind, str]:
    """What a port that does not open suffers from; its detail begins with "busy" when another
    program holds it."""
    number, words = getattr(error, "errno", None), str(error)
    # Windows tells a port held by another program as a refused permission, in words only.
    if number in _BUSY or "PermissionError" in words:
        return TroubleKind.REFUSED, f"busy: {words}"
    if number == errno.EACCES:
        return TroubleKind.REFUSED, words
    return TroubleKind.ABSENT, words


def speaks(port: str, protocols: Iterable[ScaleProtocol], seconds: float = LISTEN_S) -> str:
    """The code of the first way of speaking in which a port gives weights; "" when none does."""
    for protocol in protocols:
        try:
            with open_line(port, protocol) as line:
                if _gives_weights(line, protocol, seconds):
                    return protocol.code
        except OSError:
            return ""
        except troubles():
            # This port cannot be set to that speed or parity; it may do for another scale.
            continue
    return ""


def _gives_weights(line: Serial, protocol: ScaleProtocol, seconds: float) -> bool:
    frames, understood = FrameReader(protocol), 0
    asked, end = float("-inf"), time.monotonic() + seconds
    while time.monotonic() < end:
        asked = _ask(line, protocol, asked, time.monotonic())
        understood += len(frames.feed(line.read(max(1, min(line.in_waiting, 4096)))))
        if understood >= SURE_AFTER:
            return True
    return False


def _ask(line: Serial, protocol: ScaleProtocol, asked: float, now: float) -> float:
    """Ask for a weight when it is time to; when it was asked last."""
    if not protocol.request or now - asked < POLL_S:
        return asked
    line.write(protocol.request)
    return now


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
        self._raw, self._raw_at = b"", elapsed() - 2 * LOST_AFTER_S
        self._trouble: tuple[TroubleKind, str] | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="scale", daemon=True)
        self._thread.start()

    def read(self) -> Reading:
        """The latest reading; "lost" when nothing understood came for two seconds."""
        if self._elapsed() - self._heard_at > LOST_AFTER_S:
            return Reading(ScaleState.LOST)
        return self._reading

    def talk(self) -> ScaleTalk:
        """What the line is like now, for who sets the scale up."""
        now = self._elapsed()
        kind, detail = self._trouble or (None, "")
        return ScaleTalk(
            self._raw, now - self._raw_at <= LOST_AFTER_S,
            now - self._heard_at <= LOST_AFTER_S and self._reading.state is not ScaleState.LOST,
            kind, detail,
        )  # fmt: skip

    def close(self) -> None:
        """Stop listening and free the port."""
        self._stop.set()
        self._thread.join(2 * LOST_AFTER_S)

    def _listen(self) -> None:
        while not self._stop.is_set():
            try:
                with open_line(self._port, self._protocol) as line:
                    self._trouble = None
                    self._converse(line)
            except troubles() as error:
                self._trouble = line_trouble(error)
                self._tell(Reading(ScaleState.LOST))
                self._stop.wait(POLL_S)

    def _converse(self, line: Serial) -> None:
        frames, asked = FrameReader(self._protocol), float("-inf")
        while not self._stop.is_set():
            asked = _ask(line, self._protocol, asked, time.monotonic())
            data = line.read(max(1, min(line.in_waiting, 4096)))
            if data:
                self._raw, self._raw_at = (self._raw + data)[-KEPT_BYTES:], self._elapsed()
            for reading in frames.feed(data):
                self._heard_at = self._elapsed()
                self._tell(reading)

    def _tell(self, reading: Reading) -> None:
        self._reading = reading
        if self._on_reading:
            self._on_reading(reading)
