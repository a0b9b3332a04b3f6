"""The manager's yes over the screen: who, the password, the reason, and two ways out."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shell_places import Told
from shops import TestShop

from reuse_pos.db import approvals as rows
from reuse_pos.domain.approval import DISCOUNT
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role
from reuse_pos.services.approvals import asked_approval
from reuse_pos.services.people import hash_secret
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.approvaldialog import ApprovalDialog, ApprovalWords, ask_approval
from reuse_pos.ui.overlay import Overlay, front_of
from reuse_pos.ui.shell import Shell
from reuse_pos.ui.widgets import Key

TILL = "001-1"
REASONS = (("DEFECT", "Defect"), ("GESTURE", "Gesture"))
WORDS = ApprovalWords("Discount 40 %", "Armchair", "R-004812", reasons=REASONS, reason="DEFECT")


class Asked:
    """A dialog over the shell, and what it answered."""

    def __init__(self, shell: Shell, made: TestShop, words: ApprovalWords) -> None:
        self.made, self.yes, self.alone = made, [], 0
        asked = asked_approval(DISCOUNT, TILL, "", 4000, "R-004812")
        screen = shell.screen_now
        assert screen is not None
        way = ("20 %", self._alone)
        self.dialog = ask_approval(
            screen, made.shop, made.cashier, asked, words, self.yes.append, way
        )

    def _alone(self) -> None:
        self.alone += 1

    def key(self, name: str) -> Key:
        found = self.dialog.findChild(Key, name)
        assert found is not None
        return found

    def type(self, secret: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.dialog, secret)


Ask = Callable[..., Asked]


@pytest.fixture
def ask(shell: Shell, small_shop: TestShop, person: Callable[[str], Person]) -> Ask:
    """Asks over the cashier's screen; the till is open."""
    small_shop.shop.till.open_session(small_shop.cashier, TILL, 15000)

    def make(words: ApprovalWords = WORDS) -> Asked:
        shell.open_for(person("07"))
        return Asked(shell, small_shop, words)

    return make


def settle(qtbot: QtBot) -> None:
    qtbot.waitUntil(tasks.idle, timeout=10_000)


def test_badge_password_accept_and_the_cashier_stays(
    ask: Ask, shell: Shell, small_shop: TestShop, qtbot: QtBot
) -> None:
    """Catches a badge that signs the manager in, and a yes kept under the wrong name."""
    asked = ask()
    shell.on_scan(small_shop.badges["02"])
    settle(qtbot)
    asked.type("Gestion-02")
    QTest.keyClick(asked.dialog.who.field.edit, Qt.Key.Key_F12)
    settle(qtbot)
    assert len(asked.yes) == 1
    found = rows.approval(small_shop.store.read(), bytes.fromhex(asked.yes[0]))
    assert found is not None
    assert (found.asked_by, found.given_by, found.reason) == ("07", "02", "DEFECT")
    assert (found.kind, found.limit, found.subject) == (DISCOUNT, 4000, "R-004812")
    assert shell.person is not None
    assert shell.person.op == "07"
    assert front_of(shell) is None


def test_a_wrong_password_keeps_the_focus_and_the_wait_grows(
    ask: Ask, small_shop: TestShop, qtbot: QtBot
) -> None:
    """Catches a dialog that lets passwords be tried without end, or that loses the keyboard."""
    asked = ask()
    who = asked.dialog.who
    for _try in range(3):
        asked.type("faux")
        asked.dialog.on_next()
        settle(qtbot)
        assert who.field.edit.hasFocus()
        assert who.field.edit.text() == ""
    assert who.waiting()
    seconds = small_shop.shop.people.seconds_to_wait("02")
    assert str(seconds) in who.invite.title.text()
    asked.type("Gestion-02")
    assert not who.accept.isEnabled()
    small_shop.clock.forward(seconds=seconds)
    who.tick()
    assert not who.waiting()
    asked.dialog.on_next()
    settle(qtbot)
    assert len(asked.yes) == 1


def test_two_ways_out_change_nothing_or_do_the_best_alone(
    ask: Ask, small_shop: TestShop, qtbot: QtBot
) -> None:
    """Catches a refusal that counts as a yes, and a lesser discount that is not given."""
    asked = ask()
    QTest.keyClick(asked.dialog.who.field.edit, Qt.Key.Key_Escape)
    assert asked.dialog.isHidden()
    other = ask()
    other.key("approval_instead").click()
    settle(qtbot)
    assert (asked.yes, asked.alone, other.yes, other.alone) == ([], 0, [], 1)
    assert small_shop.store.read().value("SELECT count(*) FROM approval") == 0


def test_a_reason_is_asked_and_goes_into_the_yes(
    ask: Ask, small_shop: TestShop, qtbot: QtBot
) -> None:
    """Catches a yes written without its reason."""
    asked = ask(ApprovalWords("Discount", reasons=REASONS))
    asked.type("Gestion-02")
    assert not asked.dialog.who.accept.isEnabled()
    asked.key("approval_reason_GESTURE").click()
    asked.dialog.who.accept.click()
    settle(qtbot)
    assert asked.dialog.reason == "GESTURE"
    assert small_shop.store.read().value("SELECT reason FROM approval") == "GESTURE"


def test_somebody_elses_badge_is_refused_in_a_sentence(
    ask: Ask, shell: Shell, small_shop: TestShop, qtbot: QtBot
) -> None:
    """Catches a colleague of the till accepting for the manager."""
    asked = ask()
    shell.on_scan(small_shop.badges["05"])
    settle(qtbot)
    assert "ne peut pas" in asked.dialog.who.invite.title.text()
    assert front_of(shell) is asked.dialog
    assert shell.person is not None
    assert shell.person.op == "07"


def test_nobody_to_say_yes_is_said(ask: Ask, small_shop: TestShop) -> None:
    """Catches an empty dialog in a shop whose managers are all away for good."""
    manager = next(one for one in small_shop.shop.people.tiles() if one.op == "02")
    away = Person("02", manager.name, Role.SUPERVISOR, manager.icon, manager.colour, False)
    small_shop.shop.people.put(small_shop.manager, away)
    asked = ask()
    assert "Personne ici" in asked.dialog.who.invite.title.text()
    assert not asked.dialog.who.accept.isEnabled()


def test_keys_of_the_screen_behind_are_dead_and_tab_stays_inside(ask: Ask, shell: Shell) -> None:
    """Catches F12 taking the money of the sale behind the dialog."""
    asked = ask()
    behind = shell.screen_now
    assert isinstance(behind, Told)
    before = list(behind.heard)
    for key in (Qt.Key.Key_F12, Qt.Key.Key_F4, Qt.Key.Key_F6):
        QTest.keyClick(asked.dialog.who.field.edit, key)
    assert behind.heard == before
    for _stop in range(40):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QWidget)
        assert asked.dialog.isAncestorOf(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)


def test_letters_and_capitals_can_be_touched(ask: Ask, qtbot: QtBot) -> None:
    """Catches a password of letters that a till without keyboard cannot type."""
    asked = ask()
    for name in ("secret_letters", "secret_capitals", "secret_g", "secret_capitals", "secret_e",
                 "secret_figures", "secret_0", "secret_erase", "secret_2"):  # fmt: skip
        asked.key(name).click()
    assert asked.dialog.who.field.edit.text() == "Ge2"


def test_the_lock_takes_the_dialog_away(ask: Ask, shell: Shell) -> None:
    """Catches a dialog left over the sign-in of somebody else."""
    asked = ask()
    shell.lock()
    assert asked.dialog.isHidden()
    assert shell.person is None
    assert asked.yes == []


def test_the_lock_takes_every_dialog_away(ask: Ask, shell: Shell) -> None:
    """Catches the dialog behind a manager's yes left over the sign-in, for the next person."""
    behind = Overlay(shell.window())
    behind.show()
    asked = ask()
    shell.lock()
    assert asked.dialog.isHidden()
    assert behind.isHidden()


@pytest.mark.parametrize("people", [1, 3, 8])
@pytest.mark.parametrize("width", [1366, 1024])
def test_everything_stands_inside_the_window(
    ask: Ask, shell: Shell, small_shop: TestShop, width: int, people: int
) -> None:
    """Catches a yellow key under the edge of the screen when the shop has many managers."""
    secret = hash_secret("Motdepasse-1")
    with small_shop.store.transaction() as tx:
        for n in range(people - 1):
            tx.execute(
                "INSERT INTO person SELECT ?, role, icon, colour, plain_mode, prints_own_labels, "
                "rank, active FROM person WHERE op = '02'", f"3{n}",
            )  # fmt: skip
            tx.execute(
                "INSERT INTO person_private SELECT ?, ?, ?, NULL FROM person_private "
                "WHERE op = '02'", f"3{n}", f"Bernadette{n}", secret,
            )  # fmt: skip
    theme.set("dark", 130 if people == 3 else 100)
    shell.resize(width, 768)
    dialog: ApprovalDialog = ask().dialog
    QApplication.processEvents()
    for key in dialog.findChildren(Key):
        if key.isVisible():
            corner = key.mapTo(dialog, key.rect().bottomRight())
            assert dialog.rect().contains(corner), key.objectName()
