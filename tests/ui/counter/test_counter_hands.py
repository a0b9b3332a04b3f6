"""Hands that are quick, shake or rest on a key: nothing is sold, given or taken away twice."""

from __future__ import annotations

import pytest
from counter_post import CASHIER, MANAGER, Post
from keyboard import Keyboard
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reuse_pos.domain.solidarity import Tariff
from reuse_pos.ui.approvalwho import WhoSide
from reuse_pos.ui.counter import paymentpage
from reuse_pos.ui.counter.discountpanel import DiscountPanel
from reuse_pos.ui.counter.holdpanel import HoldPanel
from reuse_pos.ui.counter.solidaritypanel import SolidarityPanel
from reuse_pos.ui.overlay import front_of
from reuse_pos.ui.widgets import Key

K = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def hold_down(keys: Keyboard, key: Qt.Key, text: str = "", times: int = 6) -> None:
    """A key pressed and kept down: the first press, then its repeats."""
    none = Qt.KeyboardModifier.NoModifier
    for n in range(times):
        event = QKeyEvent(QEvent.Type.KeyPress, int(key), none, text, n > 0)
        QApplication.sendEvent(keys.focus, event)


def double_tap(first: QWidget, second: QWidget) -> None:
    """Two taps at one place; the screen changed between them."""
    QTest.mouseClick(first, LEFT)
    middle = QPointF(second.rect().center())
    place = QPointF(second.mapToGlobal(middle.toPoint()))
    none = Qt.KeyboardModifier.NoModifier
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        QApplication.sendEvent(second, QMouseEvent(kind, middle, place, LEFT, LEFT, none))


@pytest.fixture
def keys(post: Post) -> Keyboard:
    return Keyboard(post)


def test_f12_twice_does_not_accept_a_card_nobody_saw(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a shop that presets the card: the second press finished the sale unpaid."""
    post.set("till.preset_method", "CARD")
    screen = post.start()
    post.touch_tile("Livre")
    screen.on_next()
    screen.on_next()
    post.settle()
    assert post.sales() == []
    assert screen.page is screen.payment
    monkeypatch.setattr(paymentpage, "SECOND_TAP_MS", -1)
    screen.on_next()
    post.settle()
    assert post.sales() == [("SALE", 100)]


def test_a_double_tap_answers_only_where_the_first_tap_was(post: Post) -> None:
    """Catches a picture sold by the second tap on "exact cash", whose place it took."""
    screen = post.start()
    post.touch_tile("Livre")
    screen.on_next()
    post.settle()
    tile = next(one for one in screen.sell.keys.tiles if one.text() == "Jouet")
    exact = screen.payment.findChild(Key, "exact_cash")
    double_tap(exact, tile)
    post.settle()
    assert post.sales() == [("SALE", 100)]
    assert post.lines == []
    double_tap(tile, tile)
    post.settle()
    assert [line.qty for line in screen.model.basket.lines] == [2]


def test_delete_held_down_takes_one_line(post: Post, keys: Keyboard) -> None:
    post.start()
    for label in ("Livre", "Jouet", "Manteau"):
        post.touch_tile(label)
    hold_down(keys, K.Key_Delete)
    assert post.lines == ["Livre", "Jouet"]


def test_plus_held_down_goes_on(post: Post, keys: Keyboard) -> None:
    screen = post.start()
    post.touch_tile("Livre")
    hold_down(keys, K.Key_Plus, "+", 4)
    assert [line.qty for line in screen.model.basket.lines] == [5]


def test_the_solidarity_price_does_not_come_and_go_while_its_key_is_held(
    post: Post, keys: Keyboard
) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    hold_down(keys, K.Key_Asterisk, "*", 2)
    assert screen.model.basket.total_cents < 500


def test_letters_held_on_the_payment_answer_once(post: Post, keys: Keyboard) -> None:
    screen = post.start()
    post.touch_tile("Livre")
    screen.on_next()
    post.settle()
    before = screen.payment.receipt
    hold_down(keys, K.Key_P, "p", 3)
    once = screen.payment.receipt
    assert once != before
    keys.type("e")
    hold_down(keys, K.Key_5, "5", 4)
    assert screen.payment.paying.entry.value == 500


def test_a_percentage_follows_what_is_scanned_meanwhile(post: Post, keys: Keyboard) -> None:
    """Catches half of six euros given on a basket of fifty."""
    chair = post.label("EA-AS-FAUTEUIL", 4400, "Fauteuil")
    screen = post.start(MANAGER)
    post.touch_tile("Livre")
    post.touch_tile("Manteau")
    keys.press(K.Key_F7)
    panel = screen.sell.panel
    assert isinstance(panel, DiscountPanel)
    panel.scope.key("ticket").click()
    panel.shares.key("5000").click()
    panel.reasons.key("GESTURE").click()
    screen.on_scan(chair.code)
    keys.press(K.Key_F12)
    assert screen.model.basket.total_cents == 2500


@pytest.mark.parametrize("key", [K.Key_F7, K.Key_F8])
def test_a_panel_goes_with_what_it_was_about(post: Post, keys: Keyboard, key: Qt.Key) -> None:
    screen = post.start()
    keys.press(K.Key_F2)
    keys.press(key)
    assert isinstance(screen.sell.panel, (DiscountPanel, HoldPanel))
    keys.press(K.Key_F4)
    assert screen.sell.panel is None
    assert post.bar == ""


def test_the_solidarity_panel_goes_with_its_line(post: Post, keys: Keyboard) -> None:
    for code, share in (("HALF", 5000), ("THIRD", 3000)):
        one = Tariff(code, f"Moins {share // 100}", share, 0, "none", "none")
        post.made.shop.solidarity.put_tariff(post.made.manager, one)
    screen = post.start()
    post.touch_tile("Livre")
    post.touch_tile("Jouet")
    keys.type("*")
    assert isinstance(screen.sell.panel, SolidarityPanel)
    keys.press(K.Key_F4)
    assert screen.sell.panel is None
    assert post.lines == ["Livre"]


def test_a_hold_takes_what_is_scanned_meanwhile(post: Post, keys: Keyboard) -> None:
    lamp = post.label("EEE-LUM", 800, "Lampe", tested_on="2026-09-18")
    screen = post.start()
    screen.on_scan(post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil").code)
    keys.press(K.Key_F8)
    keys.type("Nadia")
    screen.on_scan(lamp.code)
    panel = screen.sell.panel
    assert isinstance(panel, HoldPanel)
    assert "53,00" in panel.head_sub.text()
    assert "Lampe" in panel.head_sub.text()


def test_things_scanned_while_a_yes_is_asked_lock_no_badge(post: Post, keys: Keyboard) -> None:
    """Catches a customer's labels counted as guesses of a badge, until none was taken any more."""
    chair = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start(CASHIER)
    post.touch_tile("Manteau")
    keys.press(K.Key_F7)
    panel = screen.sell.panel
    assert isinstance(panel, DiscountPanel)
    panel.shares.key("5000").click()
    panel.reasons.key("GESTURE").click()
    keys.press(K.Key_F12)
    dialog = front_of(screen.window())
    assert dialog is not None
    for _turn in range(6):
        dialog.on_scan(chair.code)
        post.settle()
    who = dialog.findChild(WhoSide)
    assert "pas un badge" in who.invite.title.text()
    assert post.lines == ["Manteau"]
    dialog.on_scan(post.made.badges["02"])
    post.settle()
    assert who.op == "02"


def test_escape_takes_the_bar_away(post: Post, keys: Keyboard) -> None:
    screen = post.start()
    screen.on_scan("R-009999")
    assert post.bar
    keys.press(K.Key_Escape)
    assert post.bar == ""
    keys.type("99999,99")
    keys.press(K.Key_Return)
    assert "plafond" in post.bar
    keys.press(K.Key_Escape)
    post.qtbot.waitUntil(lambda: post.bar == "")
