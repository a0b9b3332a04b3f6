"""A scan is heard anywhere and never leaves a mark; typing by hand is left alone."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from reuse_pos.ui.scanner import Scanner
from reuse_pos.ui.widgets import PinBoxes

CODE = "0123456789012"


class Bench:
    """A window with one of each widget, a scanner and a clock that only the test moves."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self.now = 1_000.0
        self.scans: list[str] = []
        self.scanner = Scanner(app, clock=lambda: self.now)
        self.scanner.scanned.connect(self.scans.append)
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.line, self.text, self.plain = QLineEdit("12"), QTextEdit(), QPlainTextEdit()
        self.button, self.pin, self.spin = QPushButton("Encaisser"), PinBoxes(), QSpinBox()
        self.clicks: list[int] = []
        self.pins: list[str] = []
        self.button.clicked.connect(lambda: self.clicks.append(1))
        self.pin.complete.connect(self.pins.append)
        layout = QVBoxLayout(self.window)
        for widget in (self.line, self.text, self.plain, self.button, self.pin, self.spin):
            layout.addWidget(widget)
        self.window.show()
        with qtbot.waitActive(self.window):
            self.window.activateWindow()

    def focus(self, widget: QWidget) -> QWidget:
        widget.setFocus()
        assert QApplication.focusWidget() is widget
        return widget

    def key(self, text: str, key: int = 0, gap: float = 5) -> None:
        self.now += gap
        target = QApplication.focusWidget()
        assert target is not None
        no = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, no, text))

    def burst(self, text: str, end: Qt.Key | None = Qt.Key.Key_Return, gap: float = 5) -> None:
        self.now += 500
        for char in text:
            self.key(char, ord(char.upper()), gap)
        if end is not None:
            self.key("\t" if end == Qt.Key.Key_Tab else "\r", end, gap)


@pytest.fixture
def bench(qapp: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(qapp, qtbot)
    yield made
    made.scanner.remove()


def test_a_scan_leaves_the_quantity_field_as_it_was(bench: Bench) -> None:
    bench.focus(bench.line)
    bench.line.setCursorPosition(1)
    bench.burst(CODE)
    assert bench.scans == [CODE]
    assert (bench.line.text(), bench.line.cursorPosition()) == ("12", 1)


def test_a_scan_gives_the_selection_back(bench: Bench) -> None:
    bench.focus(bench.line)
    bench.line.selectAll()
    bench.burst(CODE)
    assert bench.line.text() == bench.line.selectedText() == "12"


def test_an_azerty_scan_is_passed_on_as_typed(bench: Bench) -> None:
    bench.focus(bench.line)
    bench.burst("à&é\"'(-è_çà")
    assert bench.scans == ["à&é\"'(-è_çà"]
    assert bench.line.text() == "12"


def test_a_scan_on_a_focused_button_presses_nothing(bench: Bench) -> None:
    bench.focus(bench.button)
    bench.burst(CODE)
    assert bench.scans == [CODE]
    assert bench.clicks == []


def test_typing_by_hand_is_left_alone(bench: Bench) -> None:
    bench.focus(bench.line)
    bench.line.clear()
    bench.burst("lampes", gap=60)
    assert bench.line.text() == "lampes"
    assert bench.scans == []


def test_a_burst_without_enter_stays_typed(bench: Bench) -> None:
    bench.focus(bench.line)
    bench.line.clear()
    bench.burst(CODE, end=None)
    bench.now += 200
    bench.key("\r", Qt.Key.Key_Return, 40)
    assert bench.line.text() == CODE
    assert bench.scans == []


def test_a_short_burst_is_typing(bench: Bench) -> None:
    bench.focus(bench.line)
    bench.line.clear()
    bench.burst("12345")
    assert bench.line.text() == "12345"
    assert bench.scans == []


def test_a_badge_scan_never_fills_the_secret_code(bench: Bench) -> None:
    bench.focus(bench.pin)
    bench.burst(CODE)
    assert bench.scans == [CODE]
    assert bench.pin.count() == 0
    assert bench.pins == []


def test_figures_typed_by_hand_reach_the_secret_code(bench: Bench, qtbot: QtBot) -> None:
    bench.focus(bench.pin)
    bench.burst("1234", end=None, gap=80)
    qtbot.waitUntil(lambda: bench.pins == ["1234"])
    assert bench.scans == []


def test_keys_held_back_keep_their_order_before_an_erasing(bench: Bench) -> None:
    bench.focus(bench.pin)
    bench.key("1", Qt.Key.Key_1)
    bench.key("2", Qt.Key.Key_2, 90)
    bench.key("\b", Qt.Key.Key_Backspace, 90)
    assert bench.pin.count() == 1


@pytest.mark.parametrize("name", ["text", "plain"])
def test_a_scan_in_a_long_text_is_taken_back(bench: Bench, name: str) -> None:
    edit = getattr(bench, name)
    edit.setPlainText("pied cassé à recoller")
    bench.focus(edit)
    cursor = edit.textCursor()
    cursor.setPosition(5)
    cursor.setPosition(10, cursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    bench.burst(CODE)
    assert bench.scans == [CODE]
    assert edit.toPlainText() == "pied cassé à recoller"


def test_a_scan_in_a_number_field_is_taken_back(bench: Bench) -> None:
    bench.spin.setValue(7)
    bench.focus(bench.spin)
    bench.burst(CODE)
    assert bench.scans == [CODE]
    assert bench.spin.value() == 7


def test_tab_ends_a_scan_without_moving_the_focus(bench: Bench) -> None:
    bench.focus(bench.line)
    bench.burst(CODE, Qt.Key.Key_Tab)
    assert bench.scans == [CODE]
    assert QApplication.focusWidget() is bench.line


def test_a_key_that_climbs_to_the_parents_is_heard_once(bench: Bench) -> None:
    bench.focus(bench.button)
    bench.burst("R005231")
    assert bench.scans == ["R005231"]


def test_two_scans_in_a_row(bench: Bench) -> None:
    bench.focus(bench.line)
    bench.burst(CODE)
    bench.burst("9876543210987")
    assert bench.scans == [CODE, "9876543210987"]
    assert bench.line.text() == "12"


def test_a_slow_bluetooth_scanner_needs_the_setting(bench: Bench) -> None:
    bench.focus(bench.button)
    bench.burst(CODE, gap=50)
    bench.scanner.flush()
    assert bench.scans == []
    bench.scanner.set_gap(60)
    bench.burst(CODE, gap=50)
    assert bench.scans == [CODE]


def test_the_keys_own_times_are_used_without_a_clock(qapp: QApplication, bench: Bench) -> None:
    bench.scanner.remove()
    timed = Scanner(qapp)
    timed.scanned.connect(bench.scans.append)
    bench.focus(bench.line)
    for number, char in enumerate(CODE + "\r"):
        key = Qt.Key.Key_Return if char == "\r" else Qt.Key(ord(char))
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, char)
        event.setTimestamp(5_000 + 100 * number)
        QApplication.sendEvent(bench.line, event)
    timed.remove()
    assert bench.scans == []
    assert bench.line.text() == "12" + CODE
