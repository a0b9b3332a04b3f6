"""What goes into a basket: weights that may make a price, reductions within a role, old labels."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from goods import bring
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.pricing import PriceKey, check_scale_for_price
from reuse_pos.domain.roles import SYSTEM, Permission
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

TILL = "001-1"
BAG = Weighing(1840, 0, Source.SCALE)


class Manager(Station):
    @verb("setting_set", Permission.SET_UP)
    def set(self, act: Act, key: str, value: str) -> None:
        act.put("setting", key=key, scope="store", value=value, valid_from=act.at, set_by="02")


def approved(made: TestShop, until: str = "2027-01-31") -> TestShop:
    for key, value in (("scale.trade_approved", "1"), ("scale.sticker_until", until)):
        Manager(made.office).set(SYSTEM, key, value)
    made.office.forget()
    made.shop.till.open_session(made.cashier, TILL, 15000)
    return made


def key(made: TestShop, label: str) -> PriceKey:
    return next(one for one in made.shop.counter.price_keys() if one.label == label)


@pytest.mark.parametrize(
    ("ok", "until", "code"),
    [(False, "2027-01-01", "scale_not_approved"), (True, "", "scale_not_approved"),
     (True, "2026-09-30", "scale_sticker"), (True, "2026-10-01", ""), (True, "2027-01-01", "")],
)  # fmt: skip
def test_only_a_verified_scale_makes_prices(ok: bool, until: str, code: str) -> None:
    if not code:
        check_scale_for_price(ok, until, date(2026, 10, 1))
        return
    with pytest.raises(Refusal) as refused:
        check_scale_for_price(ok, until, date(2026, 10, 1))
    assert refused.value.code == code


def test_a_weighed_bag_is_sold_and_its_kilos_leave(small_shop: TestShop) -> None:
    made = approved(small_shop)
    line = made.shop.counter.line_of_weighing(made.cashier, key(made, "Textile au kilo"), BAG)
    made.shop.counter.sell(made.cashier, TILL, Basket().add(line), [Payment("CASH", 920)])
    sql = "SELECT grams, source FROM mass_posting WHERE place = 'out:sale'"
    assert tuple(made.store.read().one(sql)) == (1840, "scale")
    check_ledger(made.store)


def test_the_sticker_is_looked_at_again_when_the_sale_is_written(small_shop: TestShop) -> None:
    made = approved(small_shop, until="2026-10-01")
    line = made.shop.counter.line_of_weighing(made.cashier, key(made, "Textile au kilo"), BAG)
    made.clock.forward(days=1)
    before = contents(made.store)
    with pytest.raises(Refusal) as refused:
        made.shop.counter.sell(made.cashier, TILL, Basket().add(line), [Payment("CASH", 920)])
    assert refused.value.code == "scale_sticker"
    assert contents(made.store) == before


def test_a_typed_weight_needs_the_right_and_a_reason_and_is_marked(small_shop: TestShop) -> None:
    made = approved(small_shop)
    counter, kilo = made.shop.counter, key(made, "Textile au kilo")
    typed = Weighing(2000, 0, Source.TYPED)
    for who, reason, code in (
        (made.cashier, "SCALE_OUT", "approval"), (made.manager, "", "reason"),
        (made.manager, "BECAUSE", "reason"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refused:
            counter.line_of_weighing(who, kilo, typed, reason)
        assert refused.value.code == code
    line = counter.line_of_weighing(made.manager, kilo, typed, "SCALE_OUT")
    basket = Basket().add(line)
    with pytest.raises(Refusal) as refused:
        counter.sell(made.cashier, TILL, basket, [Payment("CASH", 1000)])
    assert refused.value.code == "approval"
    counter.sell(made.manager, TILL, basket, [Payment("CASH", 1000)])
    body = made.store.read().value("SELECT body FROM fiscal_record WHERE type = 'SALE'")
    assert '"weight_reason":"SCALE_OUT"' in body
    assert '"weight_src":"typed"' in body


@pytest.mark.parametrize(
    ("gross", "tare", "code"),
    [(0, 0, "no_weight"), (-5, 0, "no_weight"), (300, 450, "tare"), (400_000, 0, "over_capacity")],
)
def test_a_load_that_cannot_be_is_refused(
    small_shop: TestShop, gross: int, tare: int, code: str
) -> None:
    made = approved(small_shop)
    load = Weighing(gross, tare, Source.SCALE)
    with pytest.raises(Refusal) as refused:
        made.shop.counter.line_of_weighing(made.cashier, key(made, "Textile au kilo"), load)
    assert refused.value.code == code


def test_a_reduction_stays_within_the_role(small_shop: TestShop) -> None:
    made = approved(small_shop)
    counter = made.shop.counter
    basket = Basket().add(counter.line_of_key(key(made, "Manteau")))
    given = counter.reduced(made.cashier, basket, 1, 100, "GESTURE")
    assert given.total_cents == 400
    with pytest.raises(Refusal) as refused:
        counter.reduced(made.cashier, basket, 1, 101, "GESTURE")
    assert refused.value.code == "approval"
    assert counter.reduced(made.manager, basket, 1, 400, "GESTURE").total_cents == 100
    assert counter.reduced(made.cashier, given, 1, 0, "").total_cents == 500


def test_the_price_on_the_label_is_never_taken_back(small_shop: TestShop) -> None:
    made = approved(small_shop)
    values = {"label": "Fauteuil", "price_cents": 5000, "last_printed_cents": 4000}
    thing = bring(made, "EA-AS-FAUTEUIL", 9000, State.ON_SALE, **values)
    counter = made.shop.counter
    basket = Basket().add(counter.scanned(thing.code))
    assert basket.total_cents == 4000
    with pytest.raises(Refusal) as refused:
        counter.reduced(made.cashier, basket, 1, 500, "GESTURE")
    assert refused.value.code == "printed"
    more = counter.reduced(made.manager, basket, 1, 2000, "DEFECT")
    back = counter.reduced(made.manager, more, 1, 0, "")
    assert (back.total_cents, back.lines[0].discount_reason) == (4000, "MARKDOWN")


def test_a_made_up_markdown_is_not_taken_for_one(small_shop: TestShop) -> None:
    made = approved(small_shop)
    values = {"label": "Fauteuil", "price_cents": 5000}
    thing = bring(made, "EA-AS-FAUTEUIL", 9000, State.ON_SALE, **values)
    counter = made.shop.counter
    for line in (counter.scanned(thing.code), counter.line_of_key(key(made, "Manteau"))):
        cheap = replace(line, discount_cents=450, discount_reason="MARKDOWN")
        basket = Basket().add(cheap)
        with pytest.raises(Refusal) as refused:
            counter.sell(made.cashier, TILL, basket, [Payment("CASH", basket.total_cents)])
        assert refused.value.code == "price_changed"


def test_emptying_a_basket_needs_a_known_reason(small_shop: TestShop) -> None:
    made = approved(small_shop)
    basket = Basket().add(made.shop.counter.line_of_key(key(made, "Manteau")))
    before = contents(made.store)
    with pytest.raises(Refusal) as refused:
        made.shop.counter.void(made.cashier, TILL, basket, "BECAUSE")
    assert refused.value.code == "reason"
    assert contents(made.store) == before


def test_waiting_baskets_say_what_they_hold_and_since_when(small_shop: TestShop) -> None:
    made = approved(small_shop)
    counter = made.shop.counter
    counter.park(made.cashier, TILL, Basket().add(counter.line_of_key(key(made, "Manteau"))))
    made.clock.forward(minutes=125)
    counter.park(made.cashier, TILL, Basket().add(counter.line_of_key(key(made, "Livre"))))
    shown = [(one.label, one.total_cents, one.pieces, one.minutes) for one in counter.waiting()]
    assert shown == [("Livre 11:05", 100, 1, 0), ("Manteau 09:00", 500, 1, 125)]


def test_each_way_of_paying_gives_back_at_most_what_came_in_by_it(small_shop: TestShop) -> None:
    made = approved(small_shop)
    counter, refunds = made.shop.counter, made.shop.refunds
    basket = Basket().add(counter.line_of_key(key(made, "Manteau")))
    basket = basket.add(counter.line_of_key(key(made, "Livre")))
    paid = [Payment("CARD", 300), Payment("CASH", 1000)]
    sold = counter.sell(made.cashier, TILL, basket, paid).value
    found = refunds.find("2200100000018")
    assert found.doc_no == sold.doc_no
    assert refunds.refundable(found) == {"CARD": 300, "CASH": 300, "CREDIT": 600}
    wanted = {2: (1, "reception")}
    refunds.refund(made.manager, TILL, sold.doc_no, wanted, "CASH", "FAULTY")
    left = refunds.refundable(refunds.find("2200100000018"))
    assert left == {"CARD": 300, "CASH": 200, "CREDIT": 500}
    check_ledger(made.store)
