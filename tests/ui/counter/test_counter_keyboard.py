"""Nothing at the counter needs the mouse: every key is sent to the widget that has the focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from counter_post import MANAGER, Post
from keyboard import Keyboard
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reuse_pos.domain.solidarity import Tariff
from reuse_pos.ui.counter.correctpanel import CorrectPanel
from reuse_pos.ui.counter.latebar import LatePanel
from reuse_pos.ui.counter.listpanels import ParkedPanel, ReasonPanel, TicketPanel

K = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def keys(post: Post) -> Keyboard:
    return Keyboard(post)


def paid(post: Post) -> list[tuple[str, int]]:
    sql = "SELECT method, amt FROM sale_payment ORDER BY seq, n"
    return [(str(one[0]), int(one[1])) for one in post.made.store.read().all(sql)]


def test_a_sale_in_cash_with_change(post: Post, keys: Keyboard) -> None:
    """Catches a payment page that never hears the keyboard: the focus stayed around it."""
    post.start()
    keys.press(K.Key_F2)
    keys.press(K.Key_F12)
    keys.type("e50")
    keys.press(K.Key_Return)
    assert post.sales() == [("SALE", 200)]
    assert paid(post) == [("CASH", 5000), ("CHANGE", -4800)]


def test_a_payment_in_three_ways_and_one_taken_away(post: Post, keys: Keyboard) -> None:
    screen = post.start()
    keys.type("manteau")
    keys.press(K.Key_Return)
    keys.press(K.Key_F12)
    keys.type("e1+q")
    assert screen.payment.paying.lacks_number
    keys.type("29")
    assert [one.method for one in screen.payment.paying.payments] == ["CASH", "CHEQUE"]
    assert screen.payment.paying.number == "29"
    keys.press(K.Key_Escape)
    keys.press(K.Key_Delete)
    assert [one.method for one in screen.payment.paying.payments] == ["CASH"]
    keys.type("c")
    keys.press(K.Key_F12)
    assert paid(post) == [("CASH", 100), ("CARD", 400)]


def test_escape_leaves_the_payment_and_the_return(post: Post, keys: Keyboard) -> None:
    screen = post.start(MANAGER)
    keys.press(K.Key_F2)
    keys.press(K.Key_F12)
    keys.press(K.Key_Escape)
    assert screen.page is screen.sell
    keys.press(K.Key_F9)
    assert screen.page is screen.refund
    keys.press(K.Key_Escape)
    assert screen.page is screen.sell
    assert post.lines == ["Vêtement"]


def test_the_float_is_confirmed_with_enter(shut: Post) -> None:
    screen = shut.start()
    Keyboard(shut).press(K.Key_Return)
    assert screen.page is screen.sell


def test_a_typed_price_and_its_family_by_figures(post: Post, keys: Keyboard) -> None:
    screen = post.start()
    keys.type("4,5")
    keys.press(K.Key_Return)
    keys.type("5")
    line = screen.model.basket.lines[0]
    assert (line.family, line.total_cents) == ("jouets", 450)
    keys.type("3")
    assert screen.sell.field.text() == "3"


def test_what_was_typed_goes_on_after_enter(post: Post, keys: Keyboard) -> None:
    """Catches a letter lost while a figure is awaited."""
    screen = post.start()
    keys.type("l")
    keys.press(K.Key_Return)
    assert len(screen.sell.keys.tiles) > 1
    keys.type("am")
    keys.press(K.Key_Return)
    assert post.lines == ["Lampe"]


def test_escape_brings_the_pictures_back(post: Post, keys: Keyboard) -> None:
    screen = post.start()
    before = [one.text() for one in screen.sell.keys.tiles]
    keys.type("4,5")
    keys.press(K.Key_Return)
    keys.press(K.Key_Escape)
    assert [one.text() for one in screen.sell.keys.tiles] == before
    assert screen.sell.field.text() == ""
    keys.press(K.Key_F2)
    assert post.lines == ["Vêtement"]


def test_pieces_are_typed_for_the_chosen_line(post: Post, keys: Keyboard) -> None:
    screen = post.start()
    keys.press(K.Key_F2)
    keys.type("12*")
    keys.press(K.Key_Return)
    assert [line.qty for line in screen.model.basket.lines] == [12]
    keys.type("0x")
    keys.press(K.Key_Return)
    assert "de 1 à 999" in post.bar
    assert [line.qty for line in screen.model.basket.lines] == [12]


def test_put_aside_and_taken_up_with_the_same_key(post: Post, keys: Keyboard) -> None:
    screen = post.start()
    keys.press(K.Key_F6)
    assert "Aucun panier" in post.bar
    keys.press(K.Key_F2)
    keys.press(K.Key_F6)
    assert post.lines == []
    keys.press(K.Key_F6)
    assert isinstance(screen.sell.panel, ParkedPanel)
    keys.type("1")
    assert post.lines == ["Vêtement"]


def test_the_whole_basket_is_emptied_with_a_reason(post: Post, keys: Keyboard) -> None:
    screen = post.start()
    keys.press(K.Key_F2)
    keys.press(K.Key_Delete, SHIFT)
    assert isinstance(screen.sell.panel, ReasonPanel)
    assert post.lines == ["Vêtement"]
    keys.type("1")
    assert post.lines == []
    keys.press(K.Key_F4)
    assert post.lines == ["Vêtement"]


def test_the_way_out_of_a_bar_is_pressed(post: Post, keys: Keyboard) -> None:
    screen = post.start()
    screen.on_scan("R-009999")
    keys.press(K.Key_Return, CTRL)
    keys.type("2,5")
    keys.press(K.Key_Return)
    keys.type("2")
    line = screen.model.basket.lines[0]
    assert (line.family, line.total_cents) == ("textile", 250)


def test_enter_alone_never_takes_the_way_out(post: Post, keys: Keyboard) -> None:
    """Catches a scanner that sends Enter twice selling a thing already sold."""
    thing = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    screen.on_scan(thing.code)
    keys.press(K.Key_F11)
    screen.on_scan(thing.code)
    keys.press(K.Key_Return)
    assert "déjà vendu" in post.bar
    assert post.lines == []


def test_a_weight_typed_by_hand_with_its_reason(post: Post, keys: Keyboard) -> None:
    screen = post.start(MANAGER)
    keys.press(K.Key_F1)
    keys.type("m1,84")
    keys.press(K.Key_F1)
    keys.press(K.Key_Return)
    assert [line.qty for line in screen.model.basket.lines] == [1840]


def test_the_bag_is_taken_off(post: Post, keys: Keyboard) -> None:
    screen = post.start()
    keys.press(K.Key_F1)
    post.load(1000)
    keys.press(K.Key_F3)
    keys.press(K.Key_Return)
    assert [line.tare_g for line in screen.model.basket.lines] == [450]


def test_a_hold_with_a_deposit(post: Post, keys: Keyboard) -> None:
    thing = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    screen.on_scan(thing.code)
    keys.press(K.Key_F8)
    keys.type("Nadia K")
    keys.press(K.Key_F2)
    for _turn in range(40):
        if keys.focus.objectName() == "choice_1000":
            break
        QTest.keyClick(keys.focus, K.Key_Tab)
    keys.type(" ")
    for _turn in range(40):
        if keys.focus.objectName() == "choice_CASH":
            break
        QTest.keyClick(keys.focus, K.Key_Tab)
    keys.type(" ")
    keys.press(K.Key_F12)
    assert post.sales() == [("SALE", 1000)]
    assert post.lines == []


def test_the_last_ticket_is_kept_corrected_and_brought_back(post: Post, keys: Keyboard) -> None:
    screen = post.start(MANAGER)
    keys.press(K.Key_F2)
    keys.press(K.Key_F11)
    keys.press(K.Key_F5)
    assert isinstance(screen.sell.panel, TicketPanel)
    keys.type("2")
    assert isinstance(screen.sell.panel, CorrectPanel)
    keys.type("c")
    keys.press(K.Key_Return)
    found = post.made.shop.refunds.ticket("001-1-26-000001")
    assert [one["method"] for one in found.pay] == ["CARD"]
    keys.press(K.Key_F5)
    keys.type("3")
    assert screen.page is screen.refund
    keys.type("1")
    keys.press(K.Key_F1)
    keys.press(K.Key_Return)
    assert post.sales() == [("SALE", 200), ("REFUND", -200)]
    keys.press(K.Key_F5)
    keys.type("2")
    assert isinstance(screen.sell.panel, LatePanel)


def test_part_of_a_line_comes_back(post: Post, keys: Keyboard) -> None:
    post.start(MANAGER)
    keys.press(K.Key_F2)
    keys.type("++")
    keys.press(K.Key_F11)
    keys.press(K.Key_F5)
    keys.type("3")
    keys.type("1+")
    keys.press(K.Key_F1)
    keys.press(K.Key_F12)
    assert post.sales() == [("SALE", 600), ("REFUND", -400)]


def test_a_tariff_among_several_is_chosen_by_its_figure(post: Post, keys: Keyboard) -> None:
    for code, share in (("HALF", 5000), ("THIRD", 3000)):
        one = Tariff(code, f"Moins {share // 100}", share, 0, "none", "none")
        post.made.shop.solidarity.put_tariff(post.made.manager, one)
    screen = post.start()
    keys.press(K.Key_F2)
    keys.type("*")
    keys.type("2")
    keys.press(K.Key_F12)
    assert screen.model.basket.lines[0].discount_cents > 0


def _sell(post: Post, _keys: Keyboard) -> None:
    post.touch_tile("Livre")


def _bar(post: Post, keys: Keyboard) -> None:
    _sell(post, keys)
    post.screen.on_scan("R-009999")


def _searching(_post: Post, keys: Keyboard) -> None:
    keys.type("4,5")
    keys.press(K.Key_Return)


def _panel(number: K) -> Callable[[Post, Keyboard], None]:
    def bring(post: Post, keys: Keyboard) -> None:
        post.screen.on_scan(post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil").code)
        keys.press(number)

    return bring


def _parked(post: Post, keys: Keyboard) -> None:
    _sell(post, keys)
    keys.press(K.Key_F6)
    keys.press(K.Key_F6)


def _weighing(_post: Post, keys: Keyboard) -> None:
    keys.press(K.Key_F1)


def _by_hand(_post: Post, keys: Keyboard) -> None:
    keys.press(K.Key_F1)
    keys.type("m")


def _priced(post: Post, keys: Keyboard) -> None:
    post.screen.on_scan("R-009999")
    keys.press(K.Key_Return, CTRL)
    keys.type("2")


def _last(post: Post, keys: Keyboard) -> None:
    _sell(post, keys)
    keys.press(K.Key_F11)
    keys.press(K.Key_F5)


def _correcting(post: Post, keys: Keyboard) -> None:
    _last(post, keys)
    keys.type("2")


def _ways(post: Post, keys: Keyboard) -> None:
    _sell(post, keys)
    keys.press(K.Key_F12)


def _way(letter: str) -> Callable[[Post, Keyboard], None]:
    def bring(post: Post, keys: Keyboard) -> None:
        _ways(post, keys)
        keys.type(letter)

    return bring


def _piled(post: Post, keys: Keyboard) -> None:
    post.touch_tile("Manteau")
    keys.press(K.Key_F12)
    keys.type("e2+")


def _bringing_back(_post: Post, keys: Keyboard) -> None:
    keys.press(K.Key_F9)


def _ticked(post: Post, keys: Keyboard) -> None:
    _sell(post, keys)
    keys.type("+")
    keys.press(K.Key_F11)
    keys.press(K.Key_F5)
    keys.type("3")
    keys.type("1")


STATES = {
    "selling": _sell, "a bar with a way out": _bar, "a price typed": _searching,
    "discount": _panel(K.Key_F7), "hold": _panel(K.Key_F8), "drawer": _panel(K.Key_F10),
    "baskets waiting": _parked, "weighing": _weighing, "weight by hand": _by_hand,
    "without label": _priced, "last ticket": _last, "correcting": _correcting,
    "ways to pay": _ways, "cash": _way("e"), "card": _way("c"), "cheque": _way("q"),
    "voucher": _way("v"), "social": _way("b"), "tab": _way("t"), "piled": _piled,
    "a return": _bringing_back, "lines that come back": _ticked,
}  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_the_tab_key_comes_to_every_key_that_is_shown(
    post: Post, keys: Keyboard, state: str
) -> None:
    """Catches a key made for fingers alone, whatever the state of the counter."""
    screen = post.start(MANAGER)
    STATES[state](post, keys)
    assert keys.out_of_reach() == []
    assert screen.isVisible()


@pytest.mark.parametrize("state", ["discount", "ways to pay", "lines that come back"])
def test_the_space_bar_presses_what_tab_came_to(post: Post, keys: Keyboard, state: str) -> None:
    post.start(MANAGER)
    STATES[state](post, keys)
    QTest.keyClick(keys.focus, K.Key_Down)
    came = keys.focus
    pressed: list[bool] = []
    came.clicked.connect(lambda: pressed.append(True))  # type: ignore[attr-defined]
    keys.type(" ")
    assert pressed == [True]
