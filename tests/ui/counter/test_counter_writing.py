"""What is scanned, touched or broken while a sale is being written: nothing is lost, nothing sold
comes back, the till goes on."""

from __future__ import annotations

import pytest
from counter_post import Post

from reuse_pos.domain.basket import Basket
from reuse_pos.services.counter import Counter
from reuse_pos.ui import tasks
from reuse_pos.ui.tasks import log

TILL = "001-1"


def test_what_is_touched_during_the_write_belongs_to_the_next_basket(post: Post) -> None:
    """Catches the first thing of a quick next customer, wiped when the sale came back."""
    thing = post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil")
    screen = post.start()
    post.touch_tile("Livre")
    screen.on_function_key(11)
    screen.on_function_key(2)
    screen.on_scan(thing.code)
    post.settle()
    assert post.sales() == [("SALE", 100)]
    assert post.lines == ["Vêtement", "Fauteuil"]


@pytest.mark.parametrize("number", [6, 8])
def test_what_is_scanned_while_a_basket_is_put_aside_stays(post: Post, number: int) -> None:
    other = post.label("EEE-LUM", 800, "Lampe", tested_on="2026-09-18")
    screen = post.start()
    screen.on_scan(post.label("EA-AS-FAUTEUIL", 4500, "Fauteuil").code)
    screen.on_function_key(number)
    if number == 8:
        screen.sell.panel.name.setText("Nadia K.")
        screen.on_next()
    screen.on_scan(other.code)
    post.settle()
    assert post.lines == ["Lampe"]


def test_a_sold_basket_is_never_kept_as_a_draft(post: Post) -> None:
    """Catches a draft written after the sale: a power cut would bring a paid basket back."""
    screen = post.start()
    screen.on_function_key(2)
    screen.on_function_key(11)
    screen.on_undo()
    screen.model.change_quantity(1)
    post.qtbot.wait(60)
    post.settle()
    assert post.sales() == [("SALE", 200)]
    assert post.made.shop.counter.draft(TILL) == Basket()
    assert post.lines == []


def test_two_presses_are_one_sale(post: Post) -> None:
    screen = post.start()
    screen.on_function_key(2)
    screen.on_function_key(11)
    screen.on_function_key(11)
    screen.on_next()
    post.settle()
    assert post.sales() == [("SALE", 200)]


def test_a_sale_that_breaks_leaves_the_basket_and_the_till_ready(
    post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Catches a till that takes no more money after one failure, until it is started again."""

    def broken(*_given: object) -> None:
        raise OSError("no room left")

    screen = post.start()
    screen.on_function_key(2)
    with monkeypatch.context() as patch:
        patch.setattr(Counter, "sell", broken)
        patch.setattr(log, "error", lambda *_words, **_more: None)
        with post.qtbot.waitSignal(tasks.shared().failed):
            screen.on_function_key(11)
        post.settle()
    assert post.lines == ["Vêtement"]
    assert post.sales() == []
    screen.on_function_key(11)
    post.settle()
    assert post.sales() == [("SALE", 200)]
    assert not caplog.records
