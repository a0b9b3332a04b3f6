"""A scale's line, word by word: a weight is given only when it is certain."""

import os
import queue
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.hardware.ports import Reading, ScaleState
from reuse_pos.hardware.scale_serial import CONTINUOUS, LOST_AFTER_S, FrameReader, SerialScale

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
