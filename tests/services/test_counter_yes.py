"""A manager's yes at the sale: what it covers, and what a screen cannot make up."""

from __future__ import annotations

import pytest
from invariants import check_ledger, contents
from paying_help import TILL, basket_of, opened, sell
from shops import TestShop

from reuse_pos.domain.approval import DISCOUNT, DRAWER, TYPED_WEIGHT
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import uuid7
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.pricing import GIFT
from reuse_pos.domain.roles import RIGHTS, Permission, Role
from reuse_pos.domain.ticket_discount import share_bp
from reuse_pos.hardware.fake import FakeDrawer
from reuse_pos.services.approvals import asked_approval


def yes(made: TestShop, kind: str, limit: int) -> str:
    """The manager accepts, asked by the cashier."""
    asked = asked_approval(kind, TILL, "GESTURE", limit)
    return made.shop.approvals.give(made.cashier, "02", "Gestion-02", asked).value.hex()


@pytest.mark.parametrize("limit", [None, 4999])
def test_a_yes_made_up_or_too_small_sells_nothing(small_shop: TestShop, limit: int | None) -> None:
    made = opened(small_shop)
    given = uuid7().hex() if limit is None else yes(made, DISCOUNT, limit)
    basket = basket_of(made, "Manteau")
    half = made.shop.counter.reduced(made.cashier, basket, 1, 250, "GESTURE", given)
    before = contents(made.store)
    with pytest.raises(Refusal) as refused:
        sell(made, half, Payment("CASH", 250))
    assert refused.value.code == "approval"
    assert contents(made.store) == before


def test_one_yes_covers_every_line_of_a_reduced_ticket(small_shop: TestShop) -> None:
    made = opened(small_shop)
    basket = basket_of(made, "Manteau", "Livre", "Vêtement")
    counter = made.shop.counter
    seen = counter.reduced_ticket(made.cashier, basket, 333, "GESTURE", "seen")
    given = yes(made, DISCOUNT, max(share_bp(line) for line in seen.lines))
    after = counter.reduced_ticket(made.cashier, basket, 333, "GESTURE", given)
    sold = sell(made, after, Payment("CASH", 467))
    assert sold.total_cents == 467
    check_ledger(made.store)


def test_without_a_yes_a_ticket_stops_at_the_limit_of_the_till(small_shop: TestShop) -> None:
    made = opened(small_shop)
    basket = basket_of(made, "Manteau", "Livre")
    counter = made.shop.counter
    assert counter.reduced_ticket(made.cashier, basket, 120, "DEFECT").total_cents == 480
    with pytest.raises(Refusal) as refused:
        counter.reduced_ticket(made.cashier, basket, 123, "DEFECT")
    assert refused.value.code == "approval"


def test_a_yes_for_something_else_is_no_yes(small_shop: TestShop) -> None:
    made = opened(small_shop)
    given = yes(made, TYPED_WEIGHT, 10_000)
    basket = basket_of(made, "Manteau")
    free = made.shop.counter.reduced(made.cashier, basket, 1, 500, GIFT, given)
    with pytest.raises(Refusal) as refused:
        sell(made, free)
    assert refused.value.code == "approval"


def test_a_typed_weight_is_sold_up_to_the_grams_accepted(small_shop: TestShop) -> None:
    made = opened(small_shop)
    made.shop.settings.set(made.manager, "scale.trade_approved", "1")
    made.shop.settings.set(made.manager, "scale.sticker_until", "2027-01-31")
    made.office.forget()
    counter = made.shop.counter
    key = next(one for one in counter.price_keys() if one.unit == "kg")
    given = yes(made, TYPED_WEIGHT, 2000)
    for grams, sold in ((2001, False), (2000, True)):
        load = Weighing(grams, 0, Source.TYPED)
        line = counter.line_of_weighing(made.cashier, key, load, "SCALE_OUT", given)
        basket = Basket().add(line)
        paid = Payment("CASH", basket.total_cents)
        if sold:
            assert sell(made, basket, paid).total_cents == 1000
        else:
            with pytest.raises(Refusal) as refused:
                sell(made, basket, paid)
            assert refused.value.code == "approval"


def test_the_drawer_needs_the_right_or_a_yes(
    small_shop: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = opened(small_shop)
    made.office.devices.drawer = drawer = FakeDrawer()
    fewer = RIGHTS[Role.CASHIER] - {Permission.OPEN_DRAWER}
    monkeypatch.setitem(RIGHTS, Role.CASHIER, fewer)
    printing = made.shop.printing
    with pytest.raises(Refusal) as refused:
        printing.drawer(made.cashier, TILL, "CHECK")
    assert (refused.value.code, drawer.opened) == ("approval", 0)
    printing.drawer(made.cashier, TILL, "CHECK", yes(made, DRAWER, 0))
    assert drawer.opened == 1
