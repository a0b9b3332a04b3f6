"""How few gestures a sale takes, counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from counter_post import MANAGER, Post
from invariants import check_ledger
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reuse_pos.ui.counter import ticketdesk
from reuse_pos.ui.counter.discountpanel import DiscountPanel
from reuse_pos.ui.counter.holdpanel import HoldPanel
from reuse_pos.ui.counter.listpanels import ReasonPanel
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.widgets import Key


def test_a_labelled_thing_for_exact_cash_takes_two(post: Post) -> None:
    chair = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    screen.on_scan(chair.code)
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 4500)]
    assert screen.model.basket.lines == ()
    assert screen.page is screen.sell
    assert post.devices.drawer.opened == 1
    check_ledger(post.made.store)


def test_one_touch_on_a_picture_adds_its_line(post: Post) -> None:
    post.start()
    post.touch_tile("Livre")
    post.touch_tile("Livre")
    assert [(line.label, line.qty) for line in post.screen.model.basket.lines] == [("Livre", 2)]


CHANGE_OF_39_20 = [(1000, 1), (50, 1), (20, 1), (10, 1)]


@pytest.mark.parametrize("preset", ["", "CASH"])
@pytest.mark.parametrize("hand", ["touch", "keyboard"])
def test_a_fifty_note_and_its_change_take_four(post: Post, preset: str, hand: str) -> None:
    chair = post.label("EA-AS-FAUTEUIL", 3920, "Fauteuil")
    post.set("till.preset_method", preset)
    screen = post.start()
    payment = screen.payment
    screen.on_scan(chair.code)
    screen.on_next()
    if hand == "keyboard":
        screen.on_function_key(2)
    else:
        shown = [key for key in payment.findChildren(Key) if key.isVisible()]
        next(key for key in shown if key.text() == "50\u00a0€").click()
    assert payment.due.drawn.pieces == CHANGE_OF_39_20
    screen.on_next()
    post.settle()
    assert post.sales() == [("SALE", 3920)]
    assert screen.sell.basket.change.isVisible()
    assert screen.sell.basket.change.drawn.pieces == CHANGE_OF_39_20


def test_without_a_preset_nothing_is_chosen_and_nothing_is_yellow(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Livre")
    screen.on_next()
    assert screen.payment.paying.chosen == ""
    assert not screen.payment.finish.isEnabled()
    QTest.keyClick(screen.payment, Qt.Key.Key_E)
    assert screen.payment.paying.chosen == "CASH"


def test_figures_typed_at_once_are_cash_received(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Livre")
    screen.on_next()
    QTest.keyClicks(screen.payment, "5")
    assert screen.payment.paying.change == 400
    QTest.keyClick(screen.payment, Qt.Key.Key_Return)
    post.settle()
    assert post.sales() == [("SALE", 100)]


def test_a_bag_on_the_scale_takes_one(post: Post) -> None:
    screen = post.start()
    post.load(1840)
    screen.on_function_key(1)
    line = screen.model.basket.lines[0]
    assert (line.label, line.qty, line.total_cents) == ("Textile au kilo", 1840, 920)
    assert screen.sell.panel is None


def test_a_bag_still_moving_adds_itself_when_it_stands_still(post: Post) -> None:
    screen = post.start()
    post.devices.scale.moving(1700)
    screen.watch.poll()
    post.touch_tile("Textile au kilo")
    assert screen.sell.panel is not None
    assert screen.model.basket.lines == ()
    post.load(1840, readings=6)
    assert screen.model.basket.lines == ()
    post.load(1840, readings=1)
    assert [line.qty for line in screen.model.basket.lines] == [1840]
    assert screen.sell.panel is None


def test_an_empty_scale_waits_and_the_bag_comes_off(post: Post) -> None:
    screen = post.start()
    screen.on_function_key(1)
    assert not screen.sell.panel.next_key.isEnabled()
    post.load(1000)
    assert screen.model.basket.lines == ()
    post.press("choice_C-PANIER")
    screen.on_next()
    line = screen.model.basket.lines[0]
    assert (line.qty, line.tare_g, line.total_cents) == (550, 450, 275)


def test_a_basket_is_put_aside_with_one_and_taken_up_with_two(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Jouet")
    screen.on_function_key(6)
    post.settle()
    assert screen.model.basket.lines == ()
    post.press("parked")
    screen.sell.panel.findChild(object, "parked_0").click()
    post.settle()
    assert post.lines == ["Jouet"]
    assert post.made.shop.counter.parked() == []


def test_taking_a_basket_up_puts_the_present_one_aside(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Jouet")
    screen.on_function_key(6)
    post.settle()
    post.touch_tile("Livre")
    parked = post.made.shop.counter.parked()[0].id
    screen.deeds.resume(parked)
    post.settle()
    assert post.lines == ["Jouet"]
    assert [one.label[:5] for one in post.made.shop.counter.parked()] == ["Livre"]


def test_a_typed_price_then_one_touch_on_a_family(post: Post) -> None:
    screen = post.start()
    screen.sell.field.setFocus()
    QTest.keyClicks(screen.sell.field.edit, "4,5")
    QTest.keyClick(screen.sell.field.edit, Qt.Key.Key_Return)
    post.touch_tile("Jouets")
    line = screen.model.basket.lines[0]
    assert (line.family, line.total_cents) == ("jouets", 450)
    assert screen.sell.field.text() == ""


def test_a_name_finds_its_key_without_accents(post: Post) -> None:
    screen = post.start()
    QTest.keyClicks(screen.sell.field.edit, "vete")
    QTest.keyClick(screen.sell.field.edit, Qt.Key.Key_Return)
    assert post.lines == ["Vêtement"]


@pytest.mark.parametrize("amount", ["4,555", "999999"])
def test_a_price_that_cannot_be_is_refused_at_enter(post: Post, amount: str) -> None:
    screen = post.start()
    QTest.keyClicks(screen.sell.field.edit, amount)
    QTest.keyClick(screen.sell.field.edit, Qt.Key.Key_Return)
    assert "n’a changé" in post.bar
    assert screen.model.basket.lines == ()


def test_card_takes_the_exact_sum_and_one_touch_says_accepted(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_next()
    post.press("way_CARD")
    assert screen.payment.finish.text() == "Carte acceptée"
    screen.on_next()
    post.settle()
    row = post.made.store.read().one("SELECT method, amt FROM sale_payment")
    assert tuple(row) == ("CARD", 500)
    assert post.devices.drawer.opened == 0


def test_two_ways_pile_up_and_each_can_be_taken_away(post: Post) -> None:
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_next()
    post.press("way_CASH")
    post.press("pad_2")
    assert not screen.payment.finish.isEnabled()
    post.press("pile")
    post.press("small_CARD")
    assert [one.amount_cents for one in screen.payment.paying.payments] == [200, 300]
    post.press("remove_payment_0")
    assert [one.amount_cents for one in screen.payment.paying.payments] == [500]
    assert post.sales() == []


def test_the_return_of_a_thing_takes_scan_tick_place_reason_refund(post: Post) -> None:
    lamp = post.label("EEE-LUM", 800, "Lampe", tested_on="2026-09-18")
    screen = post.start(MANAGER)
    screen.on_scan(lamp.code)
    screen.on_function_key(11)
    post.settle()
    screen.on_function_key(9)
    screen.on_scan(lamp.code)
    post.settle()
    line = screen.refund.line(1)
    line.head.click()
    line.places.key("reception").click()
    screen.refund.reasons.key("FAULTY").click()
    screen.on_next()
    post.settle()
    assert post.sales() == [("SALE", 800), ("REFUND", -800)]
    assert screen.page is screen.sell
    check_ledger(post.made.store)


def test_no_gesture_of_the_counter_needs_the_mouse(post: Post) -> None:
    """Catches a gesture that can only be touched: each is made from the keyboard here."""
    screen = post.start()
    field = screen.sell.field.edit
    screen.on_function_key(2)
    QTest.keyClick(field, Qt.Key.Key_PageDown)
    assert screen.selling.page_number == 1
    QTest.keyClick(field, Qt.Key.Key_PageUp)
    QTest.keyClicks(field, "*")
    assert screen.model.basket.lines[0].discount_reason == "SOLIDARITY"
    QTest.keyClicks(field, "*")
    screen.on_function_key(7)
    QTest.keyClicks(screen.sell.panel, "0,2")
    screen.on_function_key(3)
    screen.on_next()
    assert screen.model.basket.total_cents == 180
    screen.on_function_key(10)
    QTest.keyClicks(screen.sell.panel, "1")
    post.settle()
    assert post.devices.drawer.opened == 1
    screen.on_next()
    before = screen.payment.receipt
    QTest.keyClicks(screen.payment, "p")
    assert screen.payment.receipt != before
    QTest.keyClicks(screen.payment, "e1+c")
    assert [one.method for one in screen.payment.paying.payments] == ["CASH", "CARD"]
    QTest.keyClick(screen.payment, Qt.Key.Key_Delete)
    QTest.keyClick(screen.payment, Qt.Key.Key_Delete)
    assert screen.payment.paying.payments == []
    QTest.keyClick(screen.payment, Qt.Key.Key_Escape)
    screen.on_function_key(6)
    post.settle()
    assert screen.model.basket.lines == ()
    screen._do("parked")
    QTest.keyClicks(screen.sell.panel, "1")
    post.settle()
    assert len(screen.model.basket.lines) == 1


def test_a_ticket_asked_as_a_file_is_kept_once_and_nothing_is_printed(
    post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticketdesk, "documents", lambda: tmp_path / "papiers")
    printed = len(post.devices.receipt.docs)
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_next()
    post.press("choice_EMAIL")
    screen.on_function_key(11)
    post.settle()
    assert [file.suffix for file in (tmp_path / "papiers").iterdir()] == [".pdf"]
    assert len(post.devices.receipt.docs) == printed


@pytest.mark.parametrize(
    ("name", "shown"),
    [("discount", DiscountPanel), ("hold", HoldPanel), ("drawer", ReasonPanel)],
)
def test_the_keys_under_the_pictures_answer_the_finger(
    post: Post, name: str, shown: type[SidePanel]
) -> None:
    """Catches keys that only their function key could press."""
    screen = post.start()
    post.touch_tile("Livre")
    post.press(f"do_{name}")
    assert isinstance(screen.sell.panel, shown)


def test_putting_aside_and_returns_answer_the_finger(post: Post) -> None:
    screen = post.start(MANAGER)
    post.touch_tile("Livre")
    post.press("do_park")
    assert post.lines == []
    post.press("do_refund")
    assert screen.page is screen.refund
