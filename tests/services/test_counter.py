"""The counter end to end: sale, change, refusals that change nothing, refund, Z and closings."""

from __future__ import annotations

import json

import pytest
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments import Payment
from reuse_pos.services.counter import with_discount
from reuse_pos.services.till import Count

TILL = "001-1"


def key(made: TestShop, label: str) -> object:
    return next(one for one in made.shop.counter.price_keys() if one.label == label)


def basket_of(made: TestShop, *labels: str) -> Basket:
    basket = Basket()
    for label in labels:
        basket = basket.add(made.shop.counter.line_of_key(key(made, label)))
    return basket


def opened(made: TestShop) -> TestShop:
    made.shop.till.open_session(made.cashier, TILL, 15000)
    return made


def contents(made: TestShop) -> dict[str, list[tuple[object, ...]]]:
    reader = made.store.read()
    names = [row[0] for row in reader.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: [tuple(row) for row in reader.all(f"SELECT * FROM {name}")] for name in names}


def test_a_key_sale_in_cash_gives_change_and_lets_the_kilos_out(small_shop: TestShop) -> None:
    made = opened(small_shop)
    basket = basket_of(made, "Livre", "Livre", "Assiette, verre")
    sold = made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", 1000)]).value
    assert (sold.total_cents, sold.change_cents, sold.ticket_no) == (250, 750, 1)
    reader = made.store.read()
    assert reader.value("SELECT sum(grams) FROM mass_posting WHERE place = 'out:sale'") == 950
    assert reader.value("SELECT sum(amt) FROM sale_payment") == 250
    assert made.shop.till.figures(TILL).drawer_cents == 15250


def test_selling_on_a_closed_till_is_refused_and_changes_nothing(small_shop: TestShop) -> None:
    before = contents(small_shop)
    with pytest.raises(Refusal) as refused:
        small_shop.shop.counter.sell(
            small_shop.cashier, TILL, basket_of(small_shop, "Livre"), [Payment("CASH", 100)]
        )
    assert refused.value.code == "no_session"
    assert contents(small_shop) == before


@pytest.mark.parametrize(
    ("payments", "code"),
    [
        ([Payment("CASH", 50)], "short"),
        ([], "short"),
        ([Payment("CARD", 500)], "amount"),
        ([Payment("CASH", 0)], "amount"),
        ([Payment("BITCOIN", 100)], "method"),
    ],
)
def test_a_wrong_payment_keeps_the_basket_and_writes_nothing(
    small_shop: TestShop, payments: list[Payment], code: str
) -> None:
    made = opened(small_shop)
    before = contents(made)
    with pytest.raises(Refusal) as refused:
        made.shop.counter.sell(made.cashier, TILL, basket_of(made, "Livre"), payments)
    assert refused.value.code == code
    assert contents(made) == before


def test_a_cashier_cannot_give_more_than_the_limit_but_a_manager_can(small_shop: TestShop) -> None:
    made = opened(small_shop)
    basket = with_discount(basket_of(made, "Manteau"), 1, 5000, "GESTURE")
    with pytest.raises(Refusal) as refused:
        made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", 250)])
    assert refused.value.code == "approval"
    sold = made.shop.counter.sell(made.manager, TILL, basket, [Payment("CASH", 250)]).value
    assert sold.total_cents == 250


def test_parked_baskets_come_back_on_another_till(small_shop: TestShop) -> None:
    made = opened(small_shop)
    basket = basket_of(made, "Livre", "Jouet")
    label = made.shop.counter.park(made.cashier, TILL, basket).value
    assert label == "Livre 09:00"
    assert made.shop.counter.draft(TILL) == Basket()
    parked = made.shop.counter.parked()
    back = made.shop.counter.resume(made.cashier, "001-2", parked[0].id).value
    assert back == basket
    assert made.shop.counter.parked() == []


def test_a_return_gives_back_what_was_paid_and_never_more(small_shop: TestShop) -> None:
    made = opened(small_shop)
    basket = basket_of(made, "Livre", "Livre", "Livre")
    sold = made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", 300)]).value
    refunds = made.shop.refunds
    wanted = {1: (2, "reception")}
    args = (TILL, sold.doc_no, wanted, "CASH", "CHANGED_MIND")
    assert refunds.refund(made.manager, *args).value.cents == 200
    with pytest.raises(Refusal) as refused:
        refunds.refund(made.manager, *args)
    assert refused.value.code == "too_many"
    reader = made.store.read()
    assert reader.value("SELECT grams FROM mass_balance WHERE place = 'stock:reception'") == 600
    assert made.shop.till.figures(TILL).drawer_cents == 15100
    with pytest.raises(Refusal) as forbidden:
        refunds.refund(made.trainee, *args)
    assert forbidden.value.code == "right"


def test_the_z_adds_up_and_a_difference_needs_a_reason(small_shop: TestShop) -> None:
    made = opened(small_shop)
    counter = made.shop.counter
    counter.sell(made.cashier, TILL, basket_of(made, "Livre"), [Payment("CASH", 500)])
    counter.sell(made.cashier, TILL, basket_of(made, "Manteau"), [Payment("CARD", 500)])
    made.shop.till.cash_move(made.cashier, TILL, "DEPOSIT", -5000, "Mis au coffre")
    count = Count({5000: 2, 50: 1}, {"CARD": 500}, 10050)
    with pytest.raises(Refusal) as refused:
        made.shop.till.close_session(made.cashier, TILL, count)
    assert refused.value.code == "reason"
    told = Count({5000: 2, 50: 1}, {"CARD": 500}, 10050, 0, "GIVING_CHANGE")
    seq = made.shop.till.close_session(made.cashier, TILL, told, day_too=True).value
    sql = "SELECT body FROM fiscal_record WHERE seq = ? AND till = ?"
    body = json.loads(made.store.read().value(sql, seq, TILL))
    cash = next(one for one in body["methods"] if one["method"] == "CASH")
    assert (cash["expected"], cash["counted"], cash["diff"]) == (10100, 10050, -50)
    assert (body["total"], body["n_sales"], body["number"]) == (600, 2, 1)
    kinds = [row[0] for row in made.store.read().all("SELECT kind FROM closing ORDER BY seq")]
    assert kinds == ["SESSION", "DAY"]
    paper = made.shop.till.z_report(TILL, seq)
    assert paper.name == "z-2026-10-01-1-1"


def test_a_forgotten_day_is_closed_at_the_first_sale_of_the_next(small_shop: TestShop) -> None:
    made = opened(small_shop)
    counter = made.shop.counter
    counter.sell(made.cashier, TILL, basket_of(made, "Livre"), [Payment("CASH", 100)])
    made.clock.forward(days=1)
    counter.sell(made.cashier, TILL, basket_of(made, "Livre"), [Payment("CASH", 100)])
    rows = made.store.read().all("SELECT kind, period, total FROM closing")
    assert [tuple(row) for row in rows] == [
        ("SESSION", "2026-10-01", 100),
        ("DAY", "2026-10-01", 100),
    ]


def test_a_voided_basket_leaves_its_trace_and_no_turnover(small_shop: TestShop) -> None:
    made = opened(small_shop)
    made.shop.counter.void(made.cashier, TILL, basket_of(made, "Manteau"), "CHANGED_MIND")
    row = made.store.read().one("SELECT kind, total_cents, turnover_cents FROM sale")
    assert row is not None
    assert tuple(row) == ("VOID", 500, 0)


@pytest.mark.parametrize(
    ("scan", "code"),
    [
        ("9782070360024", "foreign"),
        ("2000100052311", "damaged"),
        ("R-009999", "unknown_code"),
        ("bonjour", "unreadable"),
        ("", "unreadable"),
    ],
)
def test_a_scan_that_is_no_thing_of_ours_is_refused(
    small_shop: TestShop, scan: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        small_shop.shop.counter.scanned(scan)
    assert refused.value.code == code
