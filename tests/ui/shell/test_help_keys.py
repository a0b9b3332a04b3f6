"""The help tells what the keyboard does on the screen behind, and the keyboard reaches it from
everywhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shell_places import Told

from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Actor, Role
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.counter.helpkeys import help_keys
from reuse_pos.ui.helppage import HelpPage
from reuse_pos.ui.screen import KeyRows
from reuse_pos.ui.shell import Shell

Find = Callable[[str], Person]


def counter_keys(screen: Told) -> KeyRows:
    return help_keys(screen.person.actor)


@pytest.fixture
def counter(shell: Shell, person: Find, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.setattr(Told, "help_keys", counter_keys)
    shell.open_for(person("07"))
    return shell


def page_of(shell: Shell, qtbot: QtBot) -> QWidget:
    page = shell.findChildren(HelpPage)[-1]
    qtbot.waitUntil(tasks.idle)
    QApplication.processEvents()
    return page


def shown(page: QWidget) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def test_shift_f1_is_help_at_the_counter_where_f1_sells(counter: Shell, qtbot: QtBot) -> None:
    """Catches a cashier without a mouse who cannot come to the help."""
    screen = counter.screen_now
    assert isinstance(screen, Told)
    screen.heard.clear()
    QTest.keyClick(screen.other, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert counter.helping
    assert screen.heard == []
    assert "Vente" not in shown(page_of(counter, qtbot))


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
@pytest.mark.parametrize("scale", [100, 115])
def test_the_keys_of_the_counter_are_one_key_away_and_whole(
    counter: Shell, qtbot: QtBot, size: tuple[int, int], scale: int
) -> None:
    theme.set("light", scale)
    counter.resize(*size)
    counter.show_help()
    page = page_of(counter, qtbot)
    assert faults(page) == []
    QTest.keyClick(page, Qt.Key.Key_Right)
    QApplication.processEvents()
    assert {"Vente", "Paiement", "F6", "Ticket ou non", "Maj + Suppr"} <= set(shown(page))
    assert faults(page) == []
    QTest.keyClick(page, Qt.Key.Key_Left)
    assert "Vente" not in shown(page)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not counter.helping


def test_the_help_covers_a_window_made_larger_meanwhile(counter: Shell, qtbot: QtBot) -> None:
    counter.resize(1024, 768)
    counter.show_help()
    page = page_of(counter, qtbot)
    counter.resize(1366, 768)
    QApplication.processEvents()
    assert page.geometry() == page.parentWidget().rect()


def test_returns_are_told_to_who_may_take_things_back() -> None:
    manager = [title for title, _rows in help_keys(Actor("02", Role.MANAGER))]
    trainee = [title for title, _rows in help_keys(Actor("14", Role.TRAINEE))]
    assert "Retour / échange" in manager
    assert "Retour / échange" not in trainee
