"""Learning at the till: a band over every screen, codes kept apart, one key back."""

import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shell_places import Made, Told
from shops import TestShop

from reuse_pos.domain.people import Person
from reuse_pos.hardware.fake import FakeReceiptPrinter
from reuse_pos.services.opening_stock import OpeningItem, OpeningLine
from reuse_pos.ui import tasks, theme, tokens
from reuse_pos.ui.application import Application
from reuse_pos.ui.shell import Shell
from reuse_pos.ui.trainingbanner import TrainingBanner
from reuse_pos.ui.widgets import Key, Text

Find = Callable[[str], Person]


def events(made: TestShop) -> list[str]:
    rows = made.store.read().all("SELECT body FROM fiscal_record WHERE type = 'JET' ORDER BY seq")
    return [json.loads(row["body"])["code"] for row in rows]


def band(shell: Shell) -> TrainingBanner | None:
    found = [one for one in shell.findChildren(TrainingBanner) if one.isVisible()]
    return found[0] if found else None


@pytest.fixture(autouse=True)
def nothing_left_to_write(small_shop: TestShop) -> Iterator[None]:
    """The shop is closed once its last event is written, as the app does it."""
    yield
    assert small_shop.store
    tasks.wait_idle()


@pytest.fixture
def learning(shell: Shell, person: Find, qtbot: QtBot) -> Shell:
    shell.open_for(person("07"))
    shell.learn()
    qtbot.waitUntil(lambda: shell.learning)
    qtbot.waitUntil(tasks.idle)
    return shell


def test_the_band_stands_over_every_screen(
    learning: Shell, small_shop: TestShop, qtbot: QtBot
) -> None:
    """Catches somebody selling for real who believes to be learning, or the other way round."""
    shown = band(learning)
    assert shown is not None
    assert "FORMATION" in shown.accessibleName()
    for code in ("counter", "intake", "home"):
        learning.go(code)
        assert band(learning) is not None
        assert shown.geometry().bottom() < learning.pages.geometry().top() + 1
    assert learning.shop.office.training
    assert learning.person is not None
    assert events(small_shop) == ["TRAINING_ON"]


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768)])
@pytest.mark.parametrize("scale", tokens.SCALES)
def test_the_band_fits(learning: Shell, width: int, height: int, scale: int) -> None:
    theme.set("light", scale)
    learning.resize(width, height)
    QApplication.processEvents()
    shown = band(learning)
    assert shown is not None
    assert faults(shown) == []
    assert shown.codes.x() > 300


def test_its_colours_can_be_told_apart() -> None:
    assert tokens.contrast(tokens.TRAINING_INK, tokens.TRAINING_BG) >= 7
    used = {getattr(one, name) for one in tokens.MODES.values() for name in ("rail", "blue", "bar")}
    assert tokens.TRAINING_BG not in used


def test_one_key_goes_back_to_the_real_shop(
    learning: Shell, small_shop: TestShop, qtbot: QtBot
) -> None:
    shown = band(learning)
    assert shown is not None
    QTest.mouseClick(shown.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(tasks.idle)
    assert not learning.learning
    assert band(learning) is None
    assert learning.shop is small_shop.shop
    assert learning.here == "counter"
    assert events(small_shop) == ["TRAINING_ON", "TRAINING_OFF"]


@pytest.mark.parametrize("how", ["switch", "lock"])
def test_leaving_the_post_ends_it(
    learning: Shell, person: Find, small_shop: TestShop, qtbot: QtBot, how: str
) -> None:
    """Catches the next person selling for practice without knowing."""
    if how == "switch":
        learning.switch_person()
    else:
        learning.lock()
    qtbot.waitUntil(tasks.idle)
    assert not learning.learning
    assert band(learning) is None
    learning.open_for(person("07"))
    assert learning.shop is small_shop.shop
    assert events(small_shop)[-1] == "TRAINING_OFF"


def test_another_persons_badge_ends_it(learning: Shell, small_shop: TestShop, qtbot: QtBot) -> None:
    learning.on_scan(small_shop.badges["05"])
    qtbot.waitUntil(lambda: learning.person is not None and learning.person.op == "05")
    assert not learning.learning


def test_a_real_label_is_refused_while_learning_and_an_example_otherwise(
    learning: Shell, small_shop: TestShop, person: Find, qtbot: QtBot
) -> None:
    [real] = small_shop.shop.stock.opening_stock(
        small_shop.manager, [OpeningLine("HR-LIVRE", items=(OpeningItem("Atlas", 900, 500),))]
    ).value
    example = learning.shop.office.store.read().value("SELECT code FROM item LIMIT 1")
    screen = learning.screen_now
    assert isinstance(screen, Told)
    learning.on_scan(real.code)
    assert "Formation" in learning.snackbar.bar.text()
    learning.on_scan(example)
    assert screen.heard[-1] == example
    assert real.code not in screen.heard
    learning.stop_learning()
    qtbot.waitUntil(tasks.idle)
    screen = learning.screen_now
    assert isinstance(screen, Told)
    learning.on_scan(example)
    assert "formation" in learning.snackbar.bar.text()
    learning.on_scan(real.code)
    assert screen.heard[-1] == real.code
    assert example not in screen.heard


def test_codes_come_out_on_the_tills_printer(
    learning: Shell, small_shop: TestShop, qtbot: QtBot
) -> None:
    shown = band(learning)
    assert shown is not None
    printer = FakeReceiptPrinter()
    small_shop.office.devices.receipt = printer
    # The machines are looked up when one begins.
    learning.stop_learning()
    learning.learn()
    qtbot.waitUntil(lambda: band(learning) is not None)
    shown = band(learning)
    assert shown is not None
    QTest.mouseClick(shown.codes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(printer.docs) == 1)
    qtbot.waitUntil(tasks.idle)
    assert "s’impriment" in learning.snackbar.bar.text()


def test_who_may_not_sell_is_not_offered_it(
    shell: Shell, person: Find, made: Made, qtbot: QtBot
) -> None:
    for op, offered in (("07", True), ("14", False)):
        shell.open_for(person(op))
        shell.show_help()
        qtbot.waitUntil(tasks.idle)
        page = shell.findChildren(QWidget, "help_page")[-1]
        QApplication.processEvents()
        assert faults(page) == []
        assert (page.findChild(Key, "help_learn") is not None) is offered
        QTest.keyClick(page, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("op", "told"), [("90", True), ("02", True), ("07", False)])
def test_who_verifies_reads_the_public_keys(
    shell: Shell, person: Find, small_shop: TestShop, qtbot: QtBot, op: str, told: bool
) -> None:
    """Catches an inspector who cannot write down what the journal must be checked with."""
    shell.open_for(person(op))
    shell.show_help()
    qtbot.waitUntil(tasks.idle)
    QApplication.processEvents()
    page = shell.findChildren(QWidget, "help_page")[-1]
    words = page.findChild(Text, "help_about")
    assert words is not None
    keys = [one.public_hex for one in small_shop.shop.till_keys.facts()]
    assert all(key in words.text().replace(" ", "") for key in keys) is told
    assert faults(page) == []


def test_help_leads_there(shell: Shell, person: Find, qtbot: QtBot) -> None:
    shell.open_for(person("07"))
    shell.show_help()
    key = shell.findChild(Key, "help_learn")
    assert key is not None
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shell.learning)
    qtbot.waitUntil(tasks.idle)


def test_the_app_tells_a_days_events(
    qapp: QApplication, small_shop: TestShop, qtbot: QtBot, person: Find
) -> None:
    """Catches a start, a sign-in or an end that no inspector will ever see."""
    app = Application(qapp, small_shop.shop)
    app.start()
    qtbot.addWidget(app.shell)
    app.shell.resize(1366, 768)
    with qtbot.waitSignal(app.shell.painted):
        app.shell.show()
    qtbot.waitUntil(tasks.idle, timeout=30_000)
    app.shell.open_for(person("07"))
    app.shell.lock()
    app.shell.open_for(person("05"))
    qtbot.waitUntil(tasks.idle)
    app.stop()
    assert events(small_shop) == ["START", "LOGIN", "LOGOUT", "LOGIN", "LOGOUT", "STOP"]
