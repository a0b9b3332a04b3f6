"""The scale and the scanner tried out in the settings, as the manager sees them."""

from collections.abc import Callable, Iterator

import pytest
from invariants import contents
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from screen_audit import faults
from shops import TestShop

from reuse_pos import hardware
from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.scan_trial import ScanTrace
from reuse_pos.hardware import finding, scale_serial
from reuse_pos.hardware.fake import FakeScale
from reuse_pos.hardware.ports import ScaleTalk, TroubleKind
from reuse_pos.services.settings import Settings
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.scanner import Scanner
from reuse_pos.ui.settings.screen import SettingsScreen
from reuse_pos.ui.widgets import scale as states

Enter = Callable[..., SettingsScreen]
ITEM = make_code(CodeKind.ITEM, 1, 2, 345)


def settle() -> None:
    for _turn in range(4):
        QApplication.processEvents()
        assert tasks.wait_idle()


@pytest.fixture
def scale(shelves: TestShop, monkeypatch: pytest.MonkeyPatch) -> FakeScale:
    """A scale set up on COM3; any other that is set up is made of the same."""
    made = FakeScale()
    monkeypatch.setattr(hardware, "SerialScale", lambda _path, _protocol: made)
    shelves.shop.scale_tests.set_up(shelves.manager, "continuous", "COM3")
    return made


@pytest.fixture
def scanner(qapp: QApplication, shelves: TestShop) -> Iterator[Scanner]:
    made = Scanner(qapp, shelves.office.number("scanner.gap_ms"))
    yield made
    made.remove()


def type_keys(text: str) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    for char in text:
        key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char))
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(target, QKeyEvent(QEvent.Type.KeyPress, key, none, char))


TROUBLES = {
    "alive": None,
    "absent": ScaleTalk(trouble=TroubleKind.ABSENT),
    "held": ScaleTalk(trouble=TroubleKind.REFUSED, detail="busy"),
    "unread": ScaleTalk(b"\x02 12.345\r\x02 12.345\r\x02 12.345\r\x02?A\r", heard=True),
}


@pytest.mark.parametrize("talk", TROUBLES)
@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize(("mode", "zoom"), [("light", 100), ("dark", 130)])
def test_the_scale_s_page_fits(
    settings: Enter, scale: FakeScale, talk: str, size: str, mode: str, zoom: int
) -> None:
    theme.set(mode, zoom)
    suffered = TROUBLES[talk]
    scale.put(12_340)
    if suffered is not None:
        scale.suffer(suffered)
    assert faults(settings("scale", size)) == []


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize(("mode", "zoom"), [("light", 100), ("dark", 130)])
@pytest.mark.parametrize(
    "trace",
    [
        ScanTrace(ITEM, slowest_ms=8),
        ScanTrace("]E0" + ITEM.translate(str.maketrans("0123456789", "à&é\"'(-è_ç")), "", 90),
    ],
)
def test_the_scanner_s_page_fits(
    settings: Enter, size: str, mode: str, zoom: int, trace: ScanTrace
) -> None:
    theme.set(mode, zoom)
    screen = settings("scanner", size)
    assert faults(screen) == []
    screen.page.show_trace(trace)
    assert faults(screen) == []


def test_a_test_weighs_what_comes_to_rest(settings: Enter, scale: FakeScale) -> None:
    """Catches a test that takes a weight still moving, and one that never ends."""
    device = settings("scale").page.device
    scale.put(0)
    device.look()
    device.on_next()
    assert device.lines.checks[-1].state == "unknown"
    scale.moving(2_000)
    device.look()
    assert (device.readout.state(), device.lines.checks[-1].state) == (states.MOVING, "unknown")
    assert "US,GS" in device.raw.text()
    scale.put(2_350)
    device.look()
    assert "2,350" in device.lines.checks[-1].sentence
    assert device.lines.checks[-1].code == "test"
    scale.put(9_000)
    for _turn in range(6):
        device.look()
    assert "2,350" in device.lines.checks[-1].sentence


def test_a_scale_pulled_out_while_it_is_watched_is_told_and_comes_back(
    settings: Enter, scale: FakeScale
) -> None:
    device = settings("scale").page.device
    scale.put(2_350)
    for _turn in range(6):
        device.look()
    assert device.test_key.isEnabled()
    scale.unplug()
    for _turn in range(6):
        device.look()
    assert (device.lines.checks[0].code, device.readout.figure()) == ("absent", "—")
    assert not device.test_key.isEnabled()
    assert "saisi" in device.hint.text()
    scale.put(2_350)
    for _turn in range(6):
        device.look()
    assert device.lines.checks[0].code == "answers"
    assert device.test_key.isEnabled()


def test_too_heavy_shows_no_figure(settings: Enter, scale: FakeScale) -> None:
    device = settings("scale").page.device
    scale.over()
    for _turn in range(6):
        device.look()
    assert (device.readout.state(), device.readout.figure()) == (states.OVER, "—")
    assert device.lines.checks[0].code == "over"


def test_the_scale_found_is_used_by_one_touch(
    settings: Enter, scale: FakeScale, shelves: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "serial_ports", lambda: ["COM3", "COM7"])
    monkeypatch.setattr(
        scale_serial, "speaks", lambda port, _kinds: "toledo" if port == "COM7" else ""
    )
    device = settings("scale").page.device
    device.search_key.click()
    settle()
    (key,) = (device.lines.found_keys.itemAt(0).widget(),)
    assert "COM7" in key.text()
    key.click()
    settle()
    office = shelves.office
    assert (office.setting("scale.driver"), office.setting("scale.port")) == ("toledo", "COM7")
    assert (device.kinds.value(), device.port.text()) == ("toledo", "COM7")


def test_no_scale_found_is_told_and_the_one_in_use_goes_on(
    settings: Enter, scale: FakeScale, shelves: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "serial_ports", list)
    device = settings("scale").page.device
    device.search()
    settle()
    assert device.lines.checks[0].code == "nobody"
    assert shelves.office.devices.scale is scale


def test_a_port_is_asked_for_and_nothing_else_changes(
    settings: Enter, scale: FakeScale, shelves: TestShop
) -> None:
    screen = settings("scale")
    before = contents(shelves.store)
    device = screen.page.device
    device.port.setText("")
    device.use_key.click()
    settle()
    assert screen.error.isVisible()
    assert contents(shelves.store) == before


def test_watching_and_testing_write_nothing(
    settings: Enter, scale: FakeScale, shelves: TestShop
) -> None:
    device = settings("scale").page.device
    before = contents(shelves.store)
    device.weigh()
    scale.put(5_000)
    for _turn in range(6):
        device.look()
    assert contents(shelves.store) == before


def test_the_three_sides_of_the_scale_are_one_key_away(settings: Enter, scale: FakeScale) -> None:
    screen = settings("scale")
    for number, name in enumerate(("device", "check", "form")):
        screen.page._keys[number].click()
        assert screen.page.stack.currentWidget() is getattr(screen.page, name)
    screen.back()
    screen.open("scale")
    assert screen.page.stack.currentWidget() is screen.page.device


def test_a_scan_on_the_page_is_shown_and_goes_nowhere_else(
    settings: Enter, scanner: Scanner
) -> None:
    scans: list[str] = []
    scanner.scanned.connect(scans.append)
    screen = settings("scanner")
    type_keys(f"{ITEM}\r")
    assert [one.code for one in screen.page.lines.checks] == ["code", "end", "speed"]
    assert ITEM in screen.page.raw.text()
    assert scans == []
    screen.back()
    type_keys(f"{ITEM}\r")
    assert scans == [ITEM]


def test_the_speed_proposed_is_kept_by_f12_and_used(settings: Enter, shelves: TestShop) -> None:
    screen = settings("scanner")
    page = screen.page
    assert not page.keep_key.isVisible()
    assert page.speeds[35].isChecked()
    page.show_trace(ScanTrace(ITEM, slowest_ms=42))
    assert page.keep_key.text() == "Permettre 60\u00a0ms"
    screen.on_next()
    settle()
    assert shelves.office.number("scanner.gap_ms") == 60
    assert page.speeds[60].isChecked()
    assert not page.keep_key.isVisible()
    page.show_trace(ScanTrace(ITEM, slowest_ms=42))
    assert page.lines.checks[-1].state == "ok"
    page.speeds[35].click()
    settle()
    assert shelves.office.number("scanner.gap_ms") == 35


def test_a_badge_tried_out_is_hidden(settings: Enter, shelves: TestShop) -> None:
    page = settings("scanner").page
    page.show_trace(ScanTrace(shelves.badges["07"]))
    assert shelves.badges["07"][3:-1] not in page.raw.text()
    assert "badge" in page.lines.checks[0].sentence


def test_a_speed_someone_else_chose_is_shown(settings: Enter, shelves: TestShop) -> None:
    screen = settings("scanner")
    Settings(shelves.office).set(shelves.manager, "scanner.gap_ms", "100")
    shelves.office.forget()
    screen.back()
    screen.open("scanner")
    assert screen.page.speeds[100].isChecked()
