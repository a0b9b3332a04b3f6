"""The window: one’s own places, keys and scans to the screen, locks, quick change of person."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shell_places import Made, Told
from shops import TestShop

from reuse_pos.domain.changes import Change
from reuse_pos.domain.people import Person
from reuse_pos.ui import chips, tasks, theme
from reuse_pos.ui.hub import hub
from reuse_pos.ui.shell import Shell
from reuse_pos.ui.widgets import BigTile, Key
from reuse_pos.ui.widgets.rail import RailButton

Find = Callable[[str], Person]
HOMES = [("07", "counter"), ("05", "intake"), ("14", "workshop"), ("03", "workshop"),
         ("02", "reports"), ("90", "reports")]  # fmt: skip


def told(shell: Shell) -> Told:
    screen = shell.screen_now
    assert isinstance(screen, Told)
    return screen


def rail(shell: Shell) -> list[str]:
    buttons = shell.frame.rail.findChildren(RailButton)
    return [one.entry.code for one in buttons if one.isVisible()]


@pytest.mark.parametrize(("op", "home"), HOMES)
def test_everyone_begins_where_their_work_is(
    shell: Shell, person: Find, op: str, home: str
) -> None:
    shell.open_for(person(op))
    assert shell.here == home


def test_the_rail_shows_only_ones_own_places(shell: Shell, person: Find) -> None:
    shell.open_for(person("07"))
    assert rail(shell) == ["counter", "intake", "till", "help", "switch"]
    shell.open_for(person("02"))
    QApplication.processEvents()
    assert rail(shell)[:6] == ["counter", "intake", "sorting", "workshop", "reports", "till"]


def test_a_place_without_the_right_stays_closed(shell: Shell, person: Find) -> None:
    shell.open_for(person("07"))
    shell.go("reports")
    assert shell.here == "counter"
    assert "droit" in shell.snackbar.bar.text()


def test_places_are_made_when_first_visited_and_kept(
    shell: Shell, person: Find, made: Made
) -> None:
    shell.open_for(person("02"))
    shell.go("counter")
    shell.go("reports")
    shell.go("counter")
    assert made.codes == ["reports", "counter"]
    assert told(shell).heard == ["entered", "left", "entered"]


def test_plain_screens_stand_alone_and_home_is_a_few_pictures(
    shell: Shell, person: Find, qtbot: QtBot
) -> None:
    shell.open_for(person("14"))
    assert not shell.frame.rail.isVisible()
    told(shell).go.emit("home")
    tiles = shell.frame.stage.currentWidget().findChildren(BigTile)
    assert [one.objectName() for one in tiles] == ["home_sorting", "home_workshop"]
    QTest.mouseClick(tiles[0], Qt.MouseButton.LeftButton)
    assert shell.here == "sorting"


def test_home_of_a_manager_in_the_workshop_is_the_reports(shell: Shell, person: Find) -> None:
    shell.open_for(person("02"))
    shell.go("workshop")
    told(shell).go.emit("home")
    assert shell.here == "reports"


def keys(shell: Shell, widget: QWidget, *wanted: Qt.Key) -> list[object]:
    screen = told(shell)
    screen.heard.clear()
    widget.setFocus()
    for key in wanted:
        QTest.keyClick(widget, key)
    return screen.heard


def test_function_keys_reach_the_screen_from_any_field(shell: Shell, person: Find) -> None:
    shell.open_for(person("07"))
    field = told(shell).other
    heard = keys(shell, field, Qt.Key.Key_F12, Qt.Key.Key_F4, Qt.Key.Key_F1, Qt.Key.Key_F11)
    assert heard == ["next", "undo", 1, 11]
    assert field.text() == ""


def test_f1_is_help_but_at_the_counter(shell: Shell, person: Find) -> None:
    shell.open_for(person("05"))
    keys(shell, told(shell).other, Qt.Key.Key_F1)
    assert shell.helping
    page = shell.findChild(QWidget, "help_page")
    assert page is not None
    assert faults(page) == []
    assert keys(shell, told(shell).other, Qt.Key.Key_F12) == [], "help covers the yellow key"
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not shell.helping


def test_ctrl_keys_go_places_and_find(shell: Shell, person: Find) -> None:
    shell.open_for(person("07"))
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(told(shell).other, Qt.Key.Key_2, control)
    assert shell.here == "intake"
    told(shell).other.setFocus()
    QTest.keyClick(told(shell).other, Qt.Key.Key_F, control)
    assert told(shell).field.edit.hasFocus()
    QTest.keyClick(told(shell).other, Qt.Key.Key_L, control)
    assert shell.person is None


def test_a_scan_goes_to_the_screen_and_a_badge_changes_the_person(
    shell: Shell, person: Find, small_shop: TestShop, qtbot: QtBot
) -> None:
    shell.open_for(person("07"))
    shell.on_scan("2000100052310")
    assert told(shell).heard[-1] == "2000100052310"
    shell.on_scan(small_shop.badges["05"])
    qtbot.waitUntil(lambda: shell.person is not None and shell.person.op == "05")
    assert shell.here == "intake"


def test_a_managers_badge_asks_for_the_password_on_the_spot(
    shell: Shell, person: Find, small_shop: TestShop, qtbot: QtBot
) -> None:
    shell.open_for(person("07"))
    shell.on_scan(small_shop.badges["02"])
    qtbot.waitUntil(lambda: shell.person is None)
    assert shell.sign_in.secret.password.isVisible()


def test_who_locks_comes_back_to_the_same_place(
    shell: Shell, person: Find, made: Made, qtbot: QtBot
) -> None:
    shell.open_for(person("07"))
    shell.go("intake")
    screen = told(shell)
    shell.lock()
    assert shell.sign_in.secret.person == person("07"), "the same person is asked first"
    with qtbot.waitSignal(shell.opened):
        for digit in "1234":
            shell.sign_in.secret.pin.push(digit)
    assert told(shell) is screen
    assert shell.here == "intake"


def test_another_person_gets_screens_of_their_own(shell: Shell, person: Find, made: Made) -> None:
    shell.open_for(person("07"))
    first = told(shell)
    shell.switch_person()
    assert first.heard[-1] == "left"
    shell.open_for(person("02"))
    shell.go("counter")
    assert told(shell) is not first
    assert told(shell).person.op == "02"


def test_the_basket_stays_with_the_till(qtbot: QtBot, small_shop: TestShop, person: Find) -> None:
    """The real counter: Chantal scans, Marie takes over and finds the basket."""
    shop, actor = small_shop.shop, small_shop.cashier
    shop.till.open_session(actor, "001-1", 15_000)
    shell = Shell(shop)
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    shell.open_for(person("07"))
    qtbot.waitUntil(tasks.idle)
    assert shell.screen_now is not None
    shell.screen_now.on_function_key(2)
    shell.switch_person()
    qtbot.waitUntil(lambda: shop.counter.draft("001-1").pieces == 1)
    shell.open_for(person("02"))
    shell.go("counter")
    marie = shell.screen_now
    qtbot.waitUntil(lambda: marie.model.basket.pieces == 1)  # type: ignore[attr-defined]
    qtbot.waitUntil(tasks.idle)


@pytest.mark.parametrize(("op", "limit"), [("07", 180), ("14", 900), ("05", 900), ("02", 180)])
def test_the_till_locks_after_three_minutes_the_workshop_after_fifteen(
    shell: Shell, person: Find, made: Made, op: str, limit: int
) -> None:
    shell.open_for(person(op))
    made.seconds += limit - 1
    shell.idle.look()
    assert shell.person is not None
    made.seconds += 1
    shell.idle.look()
    assert shell.person is None
    assert shell.sign_in.secret.person == person(op)


def test_any_key_touch_or_scan_puts_the_lock_off(shell: Shell, person: Find, made: Made) -> None:
    shell.open_for(person("07"))
    signs = (
        lambda: QTest.keyClick(told(shell).other, Qt.Key.Key_A),
        lambda: QTest.mouseClick(told(shell), Qt.MouseButton.LeftButton),
        lambda: shell.on_scan("2000100052310"),
    )
    for sign in signs:
        made.seconds += 170
        sign()
        shell.idle.look()
        assert shell.person is not None


def test_what_changed_is_told_to_the_screen_in_front_only(shell: Shell, person: Find) -> None:
    shell.open_for(person("07"))
    behind = told(shell)
    shell.go("intake")
    behind.heard.clear()
    hub.changed.emit(frozenset({Change.STOCK}))
    assert told(shell).heard[-1] == frozenset({Change.STOCK})
    assert behind.heard == []


def test_chips_say_only_what_is_true(shell: Shell, person: Find, small_shop: TestShop) -> None:
    shell.open_for(person("07"))
    assert shell.frame.top.chips() == (), "no device is set up here"
    shell.set_journal(chips.WRONG)
    (wrong,) = shell.frame.top.chips()
    assert (wrong.code, wrong.kind) == ("journal", "bad"), "what is wrong is shown everywhere"
    shell.set_journal(chips.SOUND)
    assert shell.frame.top.chips() == (), "a sound journal is no news at the counter"
    shell.go("till")
    assert [one.text for one in shell.frame.top.chips()] == ["Journal vérifié"]
    shell.set_waiting(chips.Waiting(2, "Le papier est fini."))
    waiting = shell.frame.top.chips()[0]
    assert waiting.text == "2 papiers en attente"
    shell.frame.top.chip_pressed.emit("receipt")
    assert shell.snackbar.bar.text() == "Le papier est fini."


def test_a_message_can_be_undone(shell: Shell, person: Find) -> None:
    shell.open_for(person("07"))
    undone: list[bool] = []
    told(shell).say.emit("Enlevé", lambda: undone.append(True))
    QTest.mouseClick(shell.snackbar.bar.key, Qt.MouseButton.LeftButton)
    assert undone == [True]


def test_under_1024_pixels_a_sentence_says_so(shell: Shell, person: Find) -> None:
    shell.open_for(person("07"))
    shell.resize(1000, 700)
    assert shell.pages.currentWidget() is shell.small
    shell.resize(1024, 768)
    assert shell.here == "counter"
    assert shell.pages.currentWidget() is shell.frame


@pytest.mark.parametrize("width", [1366, 1024])
@pytest.mark.parametrize("scale", [100, 130])
@pytest.mark.parametrize("op", ["02", "07"])
def test_rail_and_bar_fit(shell: Shell, person: Find, width: int, scale: int, op: str) -> None:
    theme.set("light", scale)
    shell.resize(width, 768)
    shell.open_for(person(op))
    QApplication.processEvents()
    assert shell.frame.width() == width
    assert faults(shell.frame.top) == []
    assert faults(shell.frame.rail) == []


def test_the_audit_sees_what_it_should(qtbot: QtBot) -> None:
    """An audit that finds nothing anywhere would pass every screen."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    small = Key("Trop petite", kind="next", parent=window)
    small.setGeometry(0, 0, 30, 30)
    beyond = Key("Dehors", kind="next", parent=window)
    beyond.setGeometry(250, 0, 120, 60)
    window.show()
    found = " ".join(faults(window))
    assert "is 30 × 30" in found
    assert "outside" in found
    assert "2 yellow keys" in found
    assert "is cut" in found
