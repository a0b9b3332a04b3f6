"""Five gestures open the screen, one badge opens it at once, mistakes wait and say so."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission, Role
from reuse_pos.services import people as services
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.signin.screen import SignIn
from reuse_pos.ui.widgets import Key, PersonTile

MakeSignIn = Callable[..., SignIn]
LEFT = Qt.MouseButton.LeftButton


def tile(screen: SignIn, op: str) -> PersonTile:
    found = screen.findChild(PersonTile, f"person_{op}")
    assert isinstance(found, PersonTile)
    return found


def touch(screen: SignIn, name: str) -> None:
    key = screen.findChild(Key, name)
    assert isinstance(key, Key)
    QTest.mouseClick(key, LEFT)


def type_pin(screen: SignIn, digits: str) -> None:
    for digit in digits:
        touch(screen, f"pad_{digit}")


def fail(screen: SignIn, qtbot: QtBot, times: int) -> None:
    for _ in range(times):
        type_pin(screen, "0000")
        qtbot.waitUntil(tasks.idle)


def test_a_picture_and_four_figures_open_in_five_gestures(sign_in: SignIn, qtbot: QtBot) -> None:
    gestures = 0
    with qtbot.waitSignal(sign_in.opened) as opened:
        QTest.mouseClick(tile(sign_in, "07"), LEFT)
        gestures += 1
        for digit in "1234":
            touch(sign_in, f"pad_{digit}")
            gestures += 1
    assert opened.args is not None
    assert opened.args[0].name == "Chantal"
    assert gestures == 5


def test_the_upper_row_of_a_french_keyboard_types_figures(sign_in: SignIn, qtbot: QtBot) -> None:
    QTest.mouseClick(tile(sign_in, "07"), LEFT)
    with qtbot.waitSignal(sign_in.opened):
        for mark in "&é\"'":
            press = QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, mark)
            QApplication.sendEvent(sign_in.secret.pin, press)


def test_a_wrong_code_says_so_and_empties_the_boxes(sign_in: SignIn, qtbot: QtBot) -> None:
    QTest.mouseClick(tile(sign_in, "07"), LEFT)
    fail(sign_in, qtbot, 1)
    assert sign_in.secret.note.kind == "bad"
    assert sign_in.secret.note.words.text().startswith("Code faux.")
    assert sign_in.secret.pin.count() == 0
    with qtbot.waitSignal(sign_in.opened):
        type_pin(sign_in, "1234")


def test_three_mistakes_close_the_pad_and_count_down(
    sign_in: SignIn, qtbot: QtBot, small_shop: TestShop
) -> None:
    QTest.mouseClick(tile(sign_in, "07"), LEFT)
    fail(sign_in, qtbot, 3)
    assert not sign_in.secret.pad.isEnabled()
    assert "30\u00a0secondes" in sign_in.secret.note.words.text()
    focus = sign_in.focusWidget()
    assert not isinstance(focus, PersonTile), "a lit picture would look chosen"
    small_shop.clock.forward(seconds=12)
    sign_in.tick()
    assert "18\u00a0secondes" in sign_in.secret.note.words.text()
    small_shop.clock.forward(seconds=19)
    sign_in.tick()
    assert sign_in.secret.pad.isEnabled()
    with qtbot.waitSignal(sign_in.opened):
        type_pin(sign_in, "1234")


def test_the_wait_is_still_there_for_who_comes_back_to_it(sign_in: SignIn, qtbot: QtBot) -> None:
    QTest.mouseClick(tile(sign_in, "07"), LEFT)
    fail(sign_in, qtbot, 3)
    QTest.mouseClick(tile(sign_in, "05"), LEFT)
    assert sign_in.secret.pad.isEnabled(), "another person does not wait"
    QTest.mouseClick(tile(sign_in, "07"), LEFT)
    assert not sign_in.secret.pad.isEnabled()


def test_ten_mistakes_send_to_the_manager(
    sign_in: SignIn, qtbot: QtBot, small_shop: TestShop
) -> None:
    QTest.mouseClick(tile(sign_in, "07"), LEFT)
    for _ in range(10):
        fail(sign_in, qtbot, 1)
        small_shop.clock.forward(seconds=901 if _ < 9 else 1)
        sign_in.tick()
    assert "responsable" in sign_in.secret.note.words.text()
    assert "15\u00a0minutes" in sign_in.secret.note.words.text()


def test_a_badge_opens_in_one_gesture(sign_in: SignIn, qtbot: QtBot, small_shop: TestShop) -> None:
    with qtbot.waitSignal(sign_in.opened) as opened:
        sign_in.on_scan(small_shop.badges["07"])
    assert opened.args is not None
    assert opened.args[0].op == "07"


def test_a_managers_badge_asks_for_the_password(
    sign_in: SignIn, qtbot: QtBot, small_shop: TestShop
) -> None:
    sign_in.on_scan(small_shop.badges["02"])
    qtbot.waitUntil(tasks.idle)
    assert sign_in.secret.password.isVisible()
    assert tile(sign_in, "02").isChecked()
    with qtbot.waitSignal(sign_in.opened):
        QTest.keyClicks(sign_in.secret.password, "Gestion-02")
        QTest.keyClick(sign_in.secret.password, Qt.Key.Key_Return)


def test_other_codes_are_not_counted_as_wrong_badges(sign_in: SignIn, small_shop: TestShop) -> None:
    for code in ("3017620422003", "2000100052310", "garbage"):
        sign_in.on_scan(code)
    assert "badge" in sign_in.secret.note.words.text()
    assert small_shop.store.read().value("SELECT count(*) FROM signin_throttle") == 0


def test_only_people_with_a_right_here_have_a_picture(make_sign_in: MakeSignIn) -> None:
    screen = make_sign_in(Permission.SELL)
    assert [one.text() for one in screen.people.tiles()] == ["Chantal", "Marie"]


def test_nobody_yet_says_whom_to_ask(make_sign_in: MakeSignIn, small_shop: TestShop) -> None:
    with small_shop.store.transaction() as tx:
        tx.execute("UPDATE person SET active = 0")
    screen = make_sign_in()
    assert screen.people.tiles() == []
    assert any("responsable" in label for label in _labels(screen))


def _labels(screen: SignIn) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [one.text() for one in screen.people.findChildren(QLabel) if one.isVisible()]


def test_further_turns_the_pages_then_searches(
    make_sign_in: MakeSignIn, small_shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "hash_secret", lambda _secret: "not a hash")
    for number in range(20, 30):
        person = Person(str(number), f"Éva {number}", Role.TRAINEE, "fish", "green")
        small_shop.shop.people.put(small_shop.manager, person, "1234", number)
    screen = make_sign_in()
    assert len(screen.people.tiles()) == 12
    touch(screen, "further")
    assert len(screen.people.tiles()) == 4
    touch(screen, "further")
    QTest.keyClicks(screen.people.search.edit, "eva 2")
    assert len(screen.people.tiles()) == 8
    QTest.keyClicks(screen.people.search.edit, "7")
    assert [one.text() for one in screen.people.tiles()] == ["Éva 27"]
    touch(screen, "further")
    assert len(screen.people.tiles()) == 12


def test_the_secret_is_checked_beside_the_screen(
    sign_in: SignIn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: list[threading.Thread] = []
    check = services._matches

    def watched(wanted: str, secret: str) -> bool:
        where.append(threading.current_thread())
        return check(wanted, secret)

    monkeypatch.setattr(services, "_matches", watched)
    QTest.mouseClick(tile(sign_in, "07"), LEFT)
    with qtbot.waitSignal(sign_in.opened):
        type_pin(sign_in, "1234")
    assert where
    assert where[0] is not threading.main_thread()


def test_a_look_is_asked_for_and_worn_at_once(sign_in: SignIn, qtbot: QtBot) -> None:
    sign_in.look_asked.connect(theme.set)
    touch(sign_in, "text_size")
    touch(sign_in, "scale_130")
    assert theme.current().scale == 130
    touch(sign_in, "card_close")
    touch(sign_in, "contrast")
    touch(sign_in, "mode_max")
    assert (theme.current().mode, theme.current().scale) == ("max", 130)


def test_forgotten_shows_the_help_in_place_of_the_code(sign_in: SignIn) -> None:
    QTest.mouseClick(tile(sign_in, "07"), LEFT)
    touch(sign_in, "forgotten")
    assert not sign_in.secret.isVisible()
    touch(sign_in, "card_close")
    assert sign_in.secret.isVisible()


@pytest.mark.parametrize("width", [1366, 1024])
@pytest.mark.parametrize("scale", [100, 115, 130])
@pytest.mark.parametrize("op", ["", "07", "02"])
def test_nothing_is_cut_or_too_small(
    sign_in: SignIn, qtbot: QtBot, width: int, scale: int, op: str
) -> None:
    theme.set("light", scale)
    sign_in.setMinimumSize(1, 1)
    sign_in.resize(width, 768)
    if op:
        QTest.mouseClick(tile(sign_in, op), LEFT)
    QApplication.processEvents()
    assert sign_in.width() == width
    assert faults(sign_in) == []
