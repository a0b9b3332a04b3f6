"""The scale tried out: what its line says in one sentence, set up and used at once."""

from __future__ import annotations

import pytest
from invariants import contents
from shops import TestShop

from reuse_pos import hardware
from reuse_pos.domain.errors import Refusal
from reuse_pos.hardware import finding, scale_serial
from reuse_pos.hardware.fake import FakeScale
from reuse_pos.hardware.ports import Reading, ScaleState, ScaleTalk, TroubleKind
from reuse_pos.services.device_scale import ScaleTests, readable
from reuse_pos.services.settings import Settings


class PortScale(FakeScale):
    """A scale on a port: remembers whether its port is free again."""

    opened: list[PortScale]

    def __init__(self, port: str, protocol: str) -> None:
        super().__init__()
        self.port, self.protocol, self.closed = port, protocol, False
        busy = [one for one in self.opened if one.port == port and not one.closed]
        assert not busy, "the port is still held"
        self.opened.append(self)

    def close(self) -> None:
        self.closed = True
        super().close()


@pytest.fixture
def ports(monkeypatch: pytest.MonkeyPatch) -> list[PortScale]:
    """Every scale that was opened on a port, in order."""
    PortScale.opened = []
    monkeypatch.setattr(
        hardware, "SerialScale", lambda path, protocol: PortScale(path, protocol.code)
    )
    return PortScale.opened


@pytest.fixture
def tried(small_shop: TestShop) -> tuple[ScaleTests, FakeScale]:
    scale = FakeScale()
    small_shop.office.devices.scale = scale
    Settings(small_shop.office).set_many(
        small_shop.manager, {"scale.driver": "continuous", "scale.port": "COM3"}
    )
    return small_shop.shop.scale_tests, scale


def test_another_way_of_speaking_is_used_at_once(
    small_shop: TestShop, ports: list[PortScale]
) -> None:
    """Catches a scale chosen in the settings that is only used after a restart, a port opened
    twice, and screens that keep reading the old one."""
    tests, manager, devices = (
        small_shop.shop.scale_tests,
        small_shop.manager,
        small_shop.office.devices,
    )
    tests.set_up(manager, "continuous", " COM3 ")
    tests.set_up(manager, "toledo", "COM3")
    tests.set_up(manager, "toledo", "COM4")
    assert [(one.port, one.protocol, one.closed) for one in ports] == [
        ("COM3", "continuous", True), ("COM3", "toledo", True), ("COM4", "toledo", False),
    ]  # fmt: skip
    assert small_shop.office.devices is devices
    assert devices.scale is ports[-1]
    tests.set_up(manager, "none", "")
    assert devices.scale is None
    assert ports[-1].closed


def test_the_weight_of_the_new_scale_reaches_the_counter(
    small_shop: TestShop, ports: list[PortScale]
) -> None:
    small_shop.shop.scale_tests.set_up(small_shop.manager, "sics", "COM3")
    ports[-1].put(2350)
    assert small_shop.shop.intake.scale_reading().grams == 2350


def test_a_scale_without_a_port_is_refused(small_shop: TestShop) -> None:
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as caught:
        small_shop.shop.scale_tests.set_up(small_shop.manager, "continuous", "  ")
    assert caught.value.code == "target"
    assert contents(small_shop.store) == before


def test_only_who_arranges_the_shop_changes_the_scale(
    small_shop: TestShop, ports: list[PortScale]
) -> None:
    before = contents(small_shop.store)
    for gesture in (
        lambda: small_shop.shop.scale_tests.set_up(small_shop.cashier, "sics", "COM3"),
        lambda: small_shop.shop.scale_tests.find(small_shop.cashier),
    ):
        with pytest.raises(Refusal):
            gesture()
    assert ports == []
    assert contents(small_shop.store) == before


def test_scales_are_looked_for_where_no_other_device_is(
    small_shop: TestShop, ports: list[PortScale], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches words sent to a customer display taken for a scale, and a scale in use that is not
    read any more after a search."""
    tests, manager = small_shop.shop.scale_tests, small_shop.manager
    Settings(small_shop.office).set_many(manager, {"display.target": "/dev/ttyS0"})
    tests.set_up(manager, "continuous", "/dev/ttyUSB0")
    asked: list[str] = []

    def speaks(port: str, _protocols: object) -> str:
        asked.append(port)
        assert ports[-1].closed, "the scale in use holds the port that is looked at"
        return "sics" if port == "/dev/ttyUSB1" else ""

    monkeypatch.setattr(
        finding, "serial_ports", lambda: ["/dev/ttyS0", "/dev/ttyUSB0", "/dev/ttyUSB1"]
    )
    monkeypatch.setattr(scale_serial, "speaks", speaks)
    steps: list[tuple[int, int]] = []
    found = tests.find(manager, lambda done, total: steps.append((done, total)))
    assert asked == ["/dev/ttyUSB0", "/dev/ttyUSB1"]
    assert steps == [(0, 2), (1, 2)]
    assert [(one.driver, one.target) for one in found] == [("sics", "/dev/ttyUSB1")]
    assert not ports[-1].closed
    assert small_shop.office.devices.scale is ports[-1]


def test_a_search_that_breaks_gives_the_scale_back(
    small_shop: TestShop, ports: list[PortScale], monkeypatch: pytest.MonkeyPatch
) -> None:
    tests, manager = small_shop.shop.scale_tests, small_shop.manager
    tests.set_up(manager, "continuous", "/dev/ttyUSB0")

    def broken() -> list[str]:
        raise OSError("no ports here")

    monkeypatch.setattr(finding, "serial_ports", broken)
    with pytest.raises(OSError, match="no ports"):
        tests.find(manager)
    assert small_shop.office.devices.scale is ports[-1]
    assert not ports[-1].closed


@pytest.mark.parametrize(
    ("talk", "code"),
    [
        (ScaleTalk(trouble=TroubleKind.ABSENT, detail="no such file"), "absent"),
        (ScaleTalk(trouble=TroubleKind.REFUSED, detail="busy: x"), "held"),
        (ScaleTalk(trouble=TroubleKind.REFUSED, detail="Permission"), "rights"),
        (ScaleTalk(), "silent"),
        (ScaleTalk(b"\x02 12.345\r", heard=True), "unread"),
    ],
)
def test_each_trouble_has_its_sentence_and_typed_weights_go_on(
    tried: tuple[ScaleTests, FakeScale], talk: ScaleTalk, code: str
) -> None:
    tests, scale = tried
    scale.suffer(talk)
    first, *rest = tests.checks()
    assert (first.code, first.state) == (code, "bad")
    assert "saisi" in first.way
    assert [one.code for one in rest] == ["approval"]
    assert tests.live().state == "lost"
    assert code in tests.details()


def test_nothing_set_up_is_told(small_shop: TestShop) -> None:
    first = small_shop.shop.scale_tests.checks()[0]
    assert (first.code, first.state) == ("none", "bad")
    assert first.way


def test_a_load_is_told_from_its_first_movement_to_rest(
    tried: tuple[ScaleTests, FakeScale], small_shop: TestShop
) -> None:
    tests, scale = tried
    scale.put(0)
    assert [one.code for one in tests.checks()] == ["answers", "rest", "figures", "approval"]
    scale.moving(4_000)
    assert tests.live().state == "moving"
    assert tests.checks()[1].state == "unknown"
    small_shop.clock.forward(seconds=9)
    assert tests.checks()[1].code == "restless"
    scale.put(4_120)
    rest = tests.checks()[1]
    assert (rest.state, "4,120" in rest.sentence) == ("ok", True)


def test_too_heavy_is_told_as_such_and_not_as_a_dead_scale(
    tried: tuple[ScaleTests, FakeScale],
) -> None:
    tests, scale = tried
    scale.over()
    assert (tests.checks()[0].code, tests.live().state) == ("over", "over")


@pytest.mark.parametrize(
    ("grams", "code"), [(12_340, "figures"), (12_345, "division"), (60_010, "capacity")]
)
def test_the_plate_s_figures_unmask_a_wrong_way_of_speaking(
    tried: tuple[ScaleTests, FakeScale], small_shop: TestShop, grams: int, code: str
) -> None:
    """Catches grams read where the scale says tens of grams: such a figure fits no division."""
    tests, scale = tried
    Settings(small_shop.office).set_many(
        small_shop.manager, {"scale.division_g": "10", "scale.capacity_g": "60000"}
    )
    scale.put(grams)
    assert tests.checks()[2].code == code


@pytest.mark.parametrize(
    ("approved", "until", "state"),
    [("0", "", "unknown"), ("1", "2026-10-01", "ok"), ("1", "2026-09-30", "bad")],
)
def test_the_approval_is_told_to_the_day(
    tried: tuple[ScaleTests, FakeScale], small_shop: TestShop, approved: str, until: str, state: str
) -> None:
    tests, scale = tried
    Settings(small_shop.office).set_many(
        small_shop.manager, {"scale.trade_approved": approved, "scale.sticker_until": until}
    )
    scale.put(1000)
    assert (tests.checks()[-1].code, tests.checks()[-1].state) == ("approval", state)


def test_a_scale_unplugged_while_it_is_watched_is_lost_and_comes_back(
    tried: tuple[ScaleTests, FakeScale],
) -> None:
    tests, scale = tried
    scale.put(900)
    assert tests.live().grams == 900
    scale.suffer(ScaleTalk(trouble=TroubleKind.ABSENT))
    assert (tests.live().state, tests.checks()[0].code) == ("lost", "absent")
    scale.put(950)
    assert (tests.live().state, tests.live().grams) == ("stable", 950)
    assert tests.checks()[0].state == "ok"


def test_a_search_while_one_learns_leaves_the_shop_s_scale_in_use(
    small_shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a scale that is gone for the rest of the lesson."""
    scale = FakeScale()
    small_shop.office.devices.scale = scale
    learning = small_shop.shop.training.start(small_shop.manager)
    monkeypatch.setattr(finding, "serial_ports", list)
    assert learning.scale_tests.find(small_shop.manager) == []
    assert learning.office.devices.scale is scale
    scale.put(700)
    assert scale.read() == Reading(ScaleState.STABLE, 700)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (b"ST,GS,   12.34kg\r\n", "ST,GS,   12.34kg‹CR›‹LF›"),
        (b"\x02 12.345\r\x02?A\r", "‹STX› 12.345‹CR›\n‹STX›?A‹CR›"),
        (b"\xff\x00", "‹FF›‹00›"),
        (b"", ""),
        (b"cut\r\n1\r\n2\r\n3\r\n", "1‹CR›‹LF›\n2‹CR›‹LF›\n3‹CR›‹LF›"),
    ],
)
def test_raw_answers_are_shown_so_that_they_can_be_read_out(raw: bytes, shown: str) -> None:
    assert readable(raw) == shown
