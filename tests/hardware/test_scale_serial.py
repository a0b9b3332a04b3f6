"""A scale's line, word by word: a weight is given only when it is certain."""

import errno
import os
import queue
import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.hardware import SCALE_PROTOCOLS, scale_serial
from reuse_pos.hardware.ports import Reading, ScaleState, TroubleKind
from reuse_pos.hardware.scale_continuous import CONTINUOUS
from reuse_pos.hardware.scale_protocol import FrameReader, ScaleProtocol
from reuse_pos.hardware.scale_serial import (
    LOST_AFTER_S,
    SerialScale,
    line_trouble,
    speaks,
    troubles,
)

STEADY = b"ST,GS,   12.34kg\r\n"


def readings(*pieces: bytes) -> list[Reading]:
    reader = FrameReader(CONTINUOUS)
    return [reading for piece in pieces for reading in reader.feed(piece)]


def last(*pieces: bytes) -> Reading:
    return readings(*pieces)[-1]


def test_three_equal_steady_readings_make_a_weight() -> None:
    states = [reading.state for reading in readings(STEADY * 4)]
    assert states == [ScaleState.MOVING, ScaleState.MOVING, ScaleState.STABLE, ScaleState.STABLE]
    assert last(STEADY * 3) == Reading(ScaleState.STABLE, 12340)


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        (b"US,GS,   12.34kg\r\n" * 5, Reading(ScaleState.MOVING, 12340)),
        (STEADY * 3 + b"ST,GS,   12.36kg\r\n", Reading(ScaleState.MOVING, 12360)),
        (STEADY * 2 + b"US,GS,   12.34kg\r\n" + STEADY * 2, Reading(ScaleState.MOVING, 12340)),
        (b"ST,GS,    0.00kg\r\n" * 3, Reading(ScaleState.EMPTY)),
        (b"ST,NT,-   0.42kg\r\n" * 3, Reading(ScaleState.EMPTY)),
        (b"ST,GS,-12.34kg\r\n" * 3, Reading(ScaleState.EMPTY)),
        (STEADY * 3 + b"OL,GS,   99.99kg\r\n", Reading(ScaleState.OVER)),
        (STEADY * 2 + b"OL\r\n" + STEADY * 2, Reading(ScaleState.MOVING, 12340)),
        (b"ST,NT,+   1.005 kg\r\n" * 3, Reading(ScaleState.STABLE, 1005)),
        (b"ST,GS,150kg\n" * 3, Reading(ScaleState.STABLE, 150000)),
    ],
)
def test_frames(frames: bytes, expected: Reading) -> None:
    assert last(frames) == expected


@pytest.mark.parametrize(
    "frames",
    [
        b"ST,GS,   12.34lb\r\n" * 9,
        b"ST,GS,   12.34g\r\n" * 9,
        b"ST,GS,   12.34\r\n" * 9,
        b"ST,GS,   12.3",
        b"2.34kg\r\n",
        b"ST,GS,   1e3kg\r\n",
        b"ST,GS,  nan kg\r\n",
        b"ST,GS,   12,34kg\r\n",
        b"ST,GS,   0.0005kg\r\n",
        b"ST,GS,   9999999kg\r\n",
        b"\x00\xff\xfe garbage \r\n",
        b"ST,GS,   12.34kgST,GS,   12.34kg\r\n",
        b"",
    ],
)
def test_what_is_not_understood_gives_no_reading(frames: bytes) -> None:
    assert readings(frames) == []


@pytest.mark.parametrize("noise", [b"ST,GS,   12.34lb\r\n", b"?\r\n", b"x" * 10_000 + b"\r\n"])
def test_noise_starts_the_count_anew(noise: bytes) -> None:
    assert last(STEADY * 2 + noise + STEADY * 2).state is ScaleState.MOVING
    assert last(STEADY * 2 + noise + STEADY * 3).state is ScaleState.STABLE


def test_a_flood_without_end_is_forgotten_and_the_next_frame_read() -> None:
    reader = FrameReader(CONTINUOUS)
    for _ in range(200):
        assert reader.feed(b"9" * 5000) == []
    assert reader.feed(b"kg\r\n") == []
    assert len(reader._buffer) == 0
    assert [reading.grams for reading in reader.feed(STEADY)] == [12340]


@given(st.integers(1, len(STEADY) - 1))
def test_a_frame_cut_anywhere_is_joined(cut: int) -> None:
    whole = STEADY * 3
    assert last(whole[:cut], whole[cut:]) == Reading(ScaleState.STABLE, 12340)


@given(st.lists(st.binary(max_size=60), max_size=20))
def test_no_bytes_crash_it_or_weigh_without_a_unit(pieces: list[bytes]) -> None:
    for reading in readings(*pieces):
        assert reading.grams >= 0
        assert reading.grams == 0 or b"kg" in b"".join(pieces).lower()


class Line:
    """A serial line on this computer: what is written here, the scale driver reads."""

    def __init__(self) -> None:
        self.ours, self._theirs = os.openpty()
        self.path = os.ttyname(self._theirs)
        self.heard: queue.Queue[Reading] = queue.Queue()
        self.now = 0.0
        self.scale = SerialScale(self.path, CONTINUOUS, self.heard.put, lambda: self.now)

    def send_until(self, state: ScaleState) -> Reading:
        """Send frames as a continuous scale does, until the driver says this state."""
        for _ in range(200):
            os.write(self.ours, STEADY)
            try:
                heard = self.heard.get(timeout=0.05)
            except queue.Empty:
                continue
            if heard.state is state:
                return heard
        raise AssertionError(f"never {state}")

    def unplug(self) -> None:
        os.close(self.ours)

    def close(self) -> None:
        self.scale.close()
        os.close(self._theirs)


@pytest.fixture
def line() -> Iterator[Line]:
    if not hasattr(os, "openpty"):
        pytest.skip("no pseudo-terminals here")
    made = Line()
    yield made
    made.close()


def test_a_scale_on_a_line_gives_its_weight_then_is_lost_when_silent(line: Line) -> None:
    assert line.send_until(ScaleState.STABLE) == Reading(ScaleState.STABLE, 12340)
    assert line.scale.read() == Reading(ScaleState.STABLE, 12340)
    line.now += LOST_AFTER_S + 0.1
    assert line.scale.read() == Reading(ScaleState.LOST)
    assert line.send_until(ScaleState.STABLE).grams == 12340
    assert line.scale.read().state is not ScaleState.LOST
    line.unplug()


def test_a_pulled_cable_is_lost_at_once(line: Line) -> None:
    line.send_until(ScaleState.STABLE)
    line.unplug()
    while line.heard.get(timeout=5) != Reading(ScaleState.LOST):
        pass
    assert line.scale.read() == Reading(ScaleState.LOST)


def test_a_port_that_is_not_there_is_lost_and_closes(tmp_path: os.PathLike[str]) -> None:
    heard: queue.Queue[Reading] = queue.Queue()
    scale = SerialScale(os.path.join(tmp_path, "ttyUSB0"), CONTINUOUS, heard.put)
    assert heard.get(timeout=5) == Reading(ScaleState.LOST)
    assert scale.read() == Reading(ScaleState.LOST)
    scale.close()
    assert not scale._thread.is_alive()


STABLE, MOVING, EMPTY, OVER = (
    ScaleState.STABLE, ScaleState.MOVING, ScaleState.EMPTY, ScaleState.OVER,
)  # fmt: skip
# What each kind of scale was recorded to send, as its makers' manuals print it.
RECORDED = {
    "continuous": [
        (b"ST,GS,+  0.850kg\r\n" * 3, STABLE, 850),
        (b"OL,GS,       kg\r\n", OVER, 0),
    ],
    "and": [
        (b"ST,+00012.34  kg\r\n" * 3, STABLE, 12_340),
        (b"US,+00012.34  kg\r\n" * 9, MOVING, 12_340),
        (b"ST,+0000850   g\r\n" * 3, STABLE, 850),
        (b"ST,-00000.02  kg\r\n" * 3, EMPTY, 0),
        (b"OL,+99999999E+19\r\n", OVER, 0),
    ],
    "toledo": [
        (b"\x02 12.345\r" * 3, STABLE, 12_345),
        (b"\x02 02.150N\r" * 3, STABLE, 2150),
        (b"\x02 12.345\r" * 2 + b"\x02?A\r", MOVING, 0),
        (b"\x02 12.345\r" * 3 + b"\x02?\x02\r", OVER, 0),
        (b"\x02?\x14\r", EMPTY, 0),
        (b"\x02?P\r", EMPTY, 0),
        (b"\x02?A\r" + b"\x02 12.345\r" * 2, MOVING, 12_345),
    ],
    "sics": [
        (b"S S     100.00 g\r\n" * 3, STABLE, 100),
        (b"S S      12.34 kg\r\n" * 3, STABLE, 12_340),
        (b"S D      12.34 kg\r\n" * 9, MOVING, 12_340),
        (b"S +\r\n", OVER, 0),
        (b"S -\r\n", EMPTY, 0),
        (b"S I\r\n", MOVING, 0),
    ],
    "plain": [
        (b"   12,34 kg\r\n" * 6, STABLE, 12_340),
        (b"NET  0.850 kg\r" * 6, STABLE, 850),
        (b"G +   850g\n" * 6, STABLE, 850),
        (b"   12,34 kg\r\n" * 5, MOVING, 12_340),
    ],
}


@pytest.mark.parametrize("protocol", SCALE_PROTOCOLS, ids=lambda one: one.code)
def test_every_kind_of_scale_reads_what_was_recorded(protocol: ScaleProtocol) -> None:
    """Catches a driver added without its frames, and one that reads another weight."""
    for frames, state, grams in RECORDED[protocol.code]:
        assert FrameReader(protocol).feed(frames)[-1] == Reading(state, grams), frames


@pytest.mark.parametrize("protocol", SCALE_PROTOCOLS, ids=lambda one: one.code)
def test_no_kind_of_scale_reads_the_printed_lines_of_another_paper(protocol: ScaleProtocol) -> None:
    """Catches a tare, a date, a price or an error taken for a weight."""
    lines = (b"Tare   1.20 kg", b"TOTAL 82.00 kg", b"22.11.2026 10:58", b"ES", b"ERR 7",
             b"No. 12  1.50 kg", b"EUR/kg 4.50", b"\x02?\x20", b"12.34 lb")  # fmt: skip
    for line in lines:
        assert FrameReader(protocol).feed((line + b"\r\n") * 9) == [], line


def test_a_fraction_of_a_gram_is_no_weight_in_any_unit() -> None:
    assert FrameReader(protocol_of("sics")).feed(b"S S     100.05 g\r\n" * 3) == []


def protocol_of(code: str) -> ScaleProtocol:
    return next(one for one in SCALE_PROTOCOLS if one.code == code)


class Answering:
    """A scale at the other end of a pseudo-terminal: says `frame` each time it is asked `request`
    (b"": ten times a second), and keeps what it was asked."""

    def __init__(self, request: bytes, frame: bytes) -> None:
        self.ours, self._theirs = os.openpty()
        self.path, self.asked = os.ttyname(self._theirs), b""
        self._request, self._frame, self._stop = request, frame, threading.Event()
        self._thread = threading.Thread(target=self._live, daemon=True)
        self._thread.start()

    def _live(self) -> None:
        while not self._stop.is_set():
            if not self._request:
                os.write(self.ours, self._frame)
                self._stop.wait(0.1)
            elif select.select([self.ours], [], [], 0.05)[0]:
                self.asked += os.read(self.ours, 64)
                if self.asked.endswith(self._request):
                    os.write(self.ours, self._frame)

    def close(self) -> None:
        self._stop.set()
        self._thread.join(2)
        os.close(self.ours)
        os.close(self._theirs)


@contextmanager
def answering(request: bytes, frame: bytes) -> Iterator[Answering]:
    if not hasattr(os, "openpty"):
        pytest.skip("no pseudo-terminals here")
    made = Answering(request, frame)
    try:
        yield made
    finally:
        made.close()


def until(seen: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not seen():
        assert time.monotonic() < end, "never"
        time.sleep(0.02)


def test_a_scale_that_is_asked_is_asked_a_few_times_a_second_only() -> None:
    """Catches a flood of requests: one for each byte that came in."""
    sics = protocol_of("sics")
    with answering(sics.request, b"S S      12.34 kg\r\n") as there:
        scale = SerialScale(there.path, sics)
        began = time.monotonic()
        until(lambda: scale.read() == Reading(STABLE, 12_340))
        spent = time.monotonic() - began
        asked = there.asked.count(sics.request)
        scale.close()
    assert asked <= spent / 0.2 + 2


def test_who_speaks_on_a_port_is_found_and_silence_is_nobody() -> None:
    with answering(b"SI\r\n", b"S D      12.34 kg\r\n") as there:
        assert speaks(there.path, SCALE_PROTOCOLS, 0.5) == "sics"
    with answering(b"never asked", b"") as silent:
        assert speaks(silent.path, SCALE_PROTOCOLS, 0.1) == ""
    assert speaks("/dev/no-such-port", SCALE_PROTOCOLS) == ""


def test_a_line_tells_what_it_heard_and_whether_it_made_sense() -> None:
    with answering(b"", STEADY) as there:
        scale = SerialScale(there.path, CONTINUOUS)
        until(lambda: scale.talk().understood)
        talk = scale.talk()
        scale.close()
    assert talk.heard
    assert talk.trouble is None
    assert b"ST,GS,   12.34kg\r\n" in talk.raw
    assert len(talk.raw) <= 96


def test_another_language_is_heard_and_not_understood() -> None:
    with answering(b"", b"\x02 12.345\r") as there:
        scale = SerialScale(there.path, CONTINUOUS)
        until(lambda: scale.talk().heard)
        assert not scale.talk().understood
        assert scale.read().state is ScaleState.LOST
        scale.close()


def test_a_port_held_by_another_program_says_busy_and_an_absent_one_absent() -> None:
    with answering(b"", STEADY) as there:
        first = SerialScale(there.path, CONTINUOUS)
        until(lambda: first.talk().understood)
        second = SerialScale(there.path, CONTINUOUS)
        until(lambda: second.talk().trouble is not None)
        held = second.talk()
        second.close()
        first.close()
    assert held.trouble is TroubleKind.REFUSED
    assert held.detail.startswith("busy")
    absent = SerialScale("/dev/no-such-port", CONTINUOUS)
    until(lambda: absent.talk().trouble is not None)
    assert absent.talk().trouble is TroubleKind.ABSENT
    absent.close()


def test_a_port_that_refuses_its_settings_does_not_kill_the_listener(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Catches a scale unplugged in mid-setting: Linux tells it with an error that is no OSError."""
    trouble = troubles()[-1]

    def refuse(*_what: object) -> None:
        raise trouble(22, "Invalid argument")

    monkeypatch.setattr(scale_serial, "open_line", refuse)
    scale = SerialScale("/dev/ttyUSB0", protocol_of("toledo"))
    until(lambda: scale.talk().trouble is TroubleKind.ABSENT)
    assert scale._thread.is_alive()
    assert speaks("/dev/ttyUSB0", SCALE_PROTOCOLS) == ""
    scale.close()


@pytest.mark.parametrize(
    ("error", "kind", "busy"),
    [
        (OSError(errno.EBUSY, "busy"), TroubleKind.REFUSED, True),
        (OSError("could not open port 'COM3': PermissionError(13, 'x')"),
         TroubleKind.REFUSED, True),
        (OSError(errno.EACCES, "no right"), TroubleKind.REFUSED, False),
        (OSError("could not open port 'COM3': FileNotFoundError(2, 'x')"),
         TroubleKind.ABSENT, False),
    ],
)  # fmt: skip
def test_the_troubles_of_both_systems_are_told_apart(
    error: OSError, kind: TroubleKind, busy: bool
) -> None:
    told, detail = line_trouble(error)
    assert (told, detail.startswith("busy")) == (kind, busy)
