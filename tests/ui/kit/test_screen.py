"""What a workplace's screen does when a gesture works, is refused or breaks."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout
from pytestqt.qtbot import QtBot

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import Permission
from reuse_pos.ui import tasks
from reuse_pos.ui.screen import Screen, Workplace
from reuse_pos.ui.widgets import Key


@pytest.fixture(autouse=True)
def own_clerks() -> Iterator[None]:
    yield
    tasks.close()


def refuse() -> None:
    raise Refusal("Déjà vendu le 14 nov. Rien n’a changé.", "already_sold")


def placed(qtbot: QtBot) -> Screen:
    screen = Screen("Caisse 1")
    QVBoxLayout(screen).addWidget(screen.error)
    qtbot.addWidget(screen)
    screen.show()
    return screen


def test_a_refusal_shows_at_the_place_of_the_gesture(qtbot: QtBot) -> None:
    screen, key = placed(qtbot), Key("Encaisser")
    qtbot.addWidget(key)
    screen.run_verb(refuse, key=key)
    assert not key.isEnabled()
    qtbot.waitUntil(tasks.idle)
    assert key.isEnabled()
    assert screen.error.isVisible()
    assert screen.error.title.text().startswith("Déjà vendu")


def test_the_next_gesture_takes_the_refusal_away(qtbot: QtBot) -> None:
    screen = placed(qtbot)
    screen.run_verb(refuse)
    qtbot.waitUntil(tasks.idle)
    screen.run_verb(lambda: 5)
    assert not screen.error.isVisible()
    qtbot.waitUntil(tasks.idle)


def test_without_a_place_the_refusal_goes_to_the_snackbar(qtbot: QtBot) -> None:
    screen = Screen("Stock")
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.say) as signal:
        screen.run_verb(refuse)
    assert signal.args == ["Déjà vendu le 14 nov. Rien n’a changé.", None]


def test_a_screen_may_show_the_refusal_its_own_way(qtbot: QtBot) -> None:
    screen, seen = placed(qtbot), []
    screen.run_verb(refuse, refused=lambda refusal: seen.append(refusal.code) is None)
    qtbot.waitUntil(tasks.idle)
    assert seen == ["already_sold"]
    assert not screen.error.isVisible()


@pytest.mark.expects_warnings
def test_a_bug_is_said_in_plain_words_and_logged(qtbot: QtBot) -> None:
    screen = placed(qtbot)
    with qtbot.waitSignal(tasks.shared().failed):
        screen.run_verb(lambda: 1 // 0)
    assert screen.error.isVisible()
    assert "ZeroDivision" not in screen.error.title.text()


def test_the_result_comes_back(qtbot: QtBot) -> None:
    screen, got = placed(qtbot), []
    screen.run_verb(lambda: 42, got.append)
    qtbot.waitUntil(lambda: got == [42])


def test_titles_are_told(qtbot: QtBot) -> None:
    screen = Screen()
    qtbot.addWidget(screen)
    with qtbot.waitSignal(screen.titled):
        screen.set_title("Caisse 1", "Ticket 1042")
    assert (screen.title, screen.context) == ("Caisse 1", "Ticket 1042")


def test_a_workplace_makes_its_screen(qtbot: QtBot) -> None:
    place = Workplace("counter", "Till", "cash-register", Permission.SELL, lambda _s: Screen("x"))
    screen = place.make(None)
    qtbot.addWidget(screen)
    assert screen.title == "x"
