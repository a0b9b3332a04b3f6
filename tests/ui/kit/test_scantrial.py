"""A scanner tried out: its keys are heard, timed, and reach nothing else."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reuse_pos.domain.scan_trial import ScanTrace
from reuse_pos.ui.scanner import Scanner
from reuse_pos.ui.scantrial import SILENCE_MS, ScanTrial

CODE = "0123456789012"


class Bench:
    """A page that tries scanners out beside another field, and a clock only the test moves."""

    def __init__(self, app: QApplication, qtbot: QtBot) -> None:
        self.now, self.clicks = 1_000.0, 0
        self.scans: list[str] = []
        self.traces: list[ScanTrace] = []
        self.scanner = Scanner(app, clock=lambda: self.now)
        self.scanner.scanned.connect(self.scans.append)
        self.window, self.page = QWidget(), QWidget()
        qtbot.addWidget(self.window)
        self.button, self.beside = QPushButton("35 ms"), QLineEdit()
        QVBoxLayout(self.page).addWidget(self.button)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.page)
        layout.addWidget(self.beside)
        self.button.clicked.connect(self._clicked)
        self.trial = ScanTrial(self.page)
        self.trial.tried.connect(self.traces.append)
        self.scanner.try_out(self.trial)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.button.setFocus()

    def _clicked(self) -> None:
        self.clicks += 1

    def key(self, key: int, text: str, gap: float = 5) -> None:
        self.now += gap
        target = QApplication.focusWidget()
        assert target is not None
        none = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, key, none, text))

    def burst(self, text: str, end: Qt.Key | None = Qt.Key.Key_Return, gap: float = 5) -> None:
        for char in text:
            self.key(ord(char.upper()), char, gap)
        if end is not None:
            self.key(end, "\t" if end == Qt.Key.Key_Tab else "\r", gap)


@pytest.fixture
def bench(qapp: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    made = Bench(qapp, qtbot)
    yield made
    made.scanner.remove()


@pytest.mark.parametrize(("end", "word"), [(Qt.Key.Key_Return, "enter"), (Qt.Key.Key_Tab, "tab")])
@pytest.mark.parametrize("gap", [5, 48, 90])
def test_a_scan_is_heard_raw_with_its_end_and_its_slowest_key(
    bench: Bench, end: Qt.Key, word: str, gap: int
) -> None:
    """Catches a scanner too slow for the shop that the page made for slow scanners cannot hear."""
    bench.burst(CODE, end, gap)
    assert bench.traces == [ScanTrace(CODE, word, gap)]
    assert bench.scans == []
    assert bench.clicks == 0


def test_one_slow_key_is_what_counts(bench: Bench) -> None:
    bench.burst(CODE[:6], None, 4)
    bench.burst(CODE[6], None, 41)
    bench.burst(CODE[7:], gap=4)
    assert bench.traces == [ScanTrace(CODE, "enter", 41)]


def test_characters_come_as_they_were_typed(bench: Bench) -> None:
    bench.burst("à&é\"'(-è_ç")
    assert bench.traces[0].raw == "à&é\"'(-è_ç"


def test_shift_between_digits_is_timed_like_the_filter_times_it(bench: Bench) -> None:
    """Catches a scanner set to French told to be twice as slow as it is."""
    for char in CODE:
        bench.key(Qt.Key.Key_Shift, "", 20)
        bench.key(ord(char), char, 20)
    bench.key(Qt.Key.Key_Return, "\r", 20)
    assert bench.traces == [ScanTrace(CODE, "enter", 20)]


def test_a_scanner_that_presses_nothing_at_the_end_is_told(bench: Bench, qtbot: QtBot) -> None:
    bench.burst(CODE, None)
    qtbot.waitUntil(lambda: bench.traces != [], timeout=SILENCE_MS * 4)
    assert bench.traces == [ScanTrace(CODE, "", 5)]


def test_the_keyboard_still_presses_the_keys_of_the_page(bench: Bench) -> None:
    """Catches a page that nobody can leave or use without a mouse."""
    bench.key(Qt.Key.Key_Space, " ", 500)
    assert bench.clicks == 1
    bench.burst("12", Qt.Key.Key_Return, 200)
    assert bench.traces == []


def test_a_field_elsewhere_gets_its_keys_and_its_scans(bench: Bench) -> None:
    bench.beside.setFocus()
    bench.burst("ab", None, 300)
    assert bench.beside.text() == "ab"
    bench.now += 500
    bench.burst(CODE)
    assert (bench.traces, bench.scans) == ([], [CODE])


def test_a_page_left_gives_scans_back(bench: Bench) -> None:
    bench.page.hide()
    bench.beside.setFocus()
    bench.burst(CODE)
    assert bench.scans == [CODE]
    bench.page.show()
    bench.button.setFocus()
    bench.scanner.try_out(None)
    bench.now += 500
    bench.burst(CODE)
    assert (bench.traces, bench.scans) == ([], [CODE, CODE])
