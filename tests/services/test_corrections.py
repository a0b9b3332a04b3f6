"""A payment put right before the Z: one compensating record, and every total follows."""

from __future__ import annotations

import json

import pytest
from invariants import check_ledger
from shops import TestShop
from test_counter import TILL, basket_of, contents, opened
from test_refunds import gift_card, refused, sell

from reuse_pos.domain.payments import Payment
from reuse_pos.services.doctor import Doctor
from reuse_pos.services.till import Count


@pytest.fixture
def made(small_shop: TestShop) -> TestShop:
    """The small shop with its first till open."""
    return opened(small_shop)


def test_cash_with_change_becomes_card_and_the_drawer_follows(made: TestShop) -> None:
    """Catches the note and its change left in the drawer's figures."""
    sold = sell(made, [Payment("CASH", 2000)], "Manteau", "Livre")
    corrections = made.shop.corrections
    assert [
        (one.method, one.cents) for one in corrections.correctable(TILL, sold.doc_no).parts
    ] == [("CASH", 600)]
    assert made.shop.till.figures(TILL).drawer_cents == 15600
    changed = corrections.correct(made.cashier, TILL, sold.doc_no, [Payment("CARD", 600)]).value
    assert changed == 600
    assert made.shop.till.figures(TILL).drawer_cents == 15000
    text = made.store.read().value("SELECT body FROM fiscal_record WHERE type = ?",
                                   "PAYMENT_CORRECTION")  # fmt: skip
    record = json.loads(str(text))
    assert [(one["n"], one["method"], one["amt"]) for one in record["pay"]] == [
        (3, "CASH", -600), (4, "CARD", 600),
    ]  # fmt: skip
    assert (record["ref_doc"], record["reason"]) == (sold.doc_no, "METHOD")
    refunds = made.shop.refunds
    assert refunds.refundable(refunds.ticket(sold.doc_no)) == {"CARD": 600, "CREDIT": 600}
    check_ledger(made.store)
    assert Doctor(made.office).examine().sound


def test_the_z_counts_what_was_really_paid_and_verify_agrees(made: TestShop) -> None:
    """Catches a Z short of cash by a correction it does not know."""
    sold = sell(made, [Payment("CARD", 600)], "Manteau", "Livre")
    made.shop.corrections.correct(
        made.cashier, TILL, sold.doc_no, [Payment("CASH", 400), Payment("CARD", 200)]
    )
    made.shop.till.close_session(
        made.cashier, TILL, Count({10000: 1, 5000: 1, 200: 2}, {"CARD": 200}, 15400), day_too=True
    )
    text = made.store.read().value("SELECT body FROM closing WHERE kind = 'SESSION'")
    z = json.loads(str(text))
    told = {one["method"]: (one["expected"], one["diff"]) for one in z["methods"]}
    assert told == {"CARD": (200, 0), "CASH": (15400, 0)}
    assert z["n_corrections"] == 1
    assert Doctor(made.office).examine().sound
    refused("counted", made.shop.corrections.correctable, TILL, sold.doc_no)


def test_twice_corrected_is_as_it_was(made: TestShop) -> None:
    """Catches a second correction that forgets the first, and one that changes nothing."""
    sold = sell(made, [Payment("CARD", 600)], "Manteau", "Livre")
    correct = made.shop.corrections.correct
    correct(made.cashier, TILL, sold.doc_no, [Payment("CASH", 600)])
    refused("same", correct, made.cashier, TILL, sold.doc_no, [Payment("CASH", 600)])
    correct(made.cashier, TILL, sold.doc_no, [Payment("CARD", 600)])
    assert made.shop.till.figures(TILL).drawer_cents == 15000
    refused("same", correct, made.cashier, TILL, sold.doc_no, [Payment("CARD", 600)])


@pytest.mark.parametrize(
    ("payments", "code"),
    [
        ([Payment("CARD", 500)], "short"),
        ([Payment("CASH", 700)], "amount"),
        ([Payment("CARD", 700)], "amount"),
        ([Payment("CHEQUE", 600)], "number"),
        ([Payment("VOUCHER", 600, "B1", "00")], "method"),
        ([Payment("SOCIAL", 600, "B1", "CCAS")], "method"),
        ([Payment("GOLD", 600)], "method"),
        ([], "short"),
    ],
)
def test_only_the_same_amount_by_simple_ways(
    made: TestShop, payments: list[Payment], code: str
) -> None:
    """Catches change given afterwards, a cheque without number, a voucher nobody spent."""
    sold = sell(made, [Payment("CASH", 600)], "Manteau", "Livre")
    before = contents(made)
    refused(code, made.shop.corrections.correct, made.cashier, TILL, sold.doc_no, payments)
    assert contents(made) == before


def test_the_vouchers_part_stays_and_the_rest_is_put_right(made: TestShop) -> None:
    """Catches a voucher freed by a correction."""
    voucher = gift_card(made, 200)
    sold = sell(made, [voucher, Payment("CASH", 400)], "Manteau", "Livre")
    found = made.shop.corrections.correctable(TILL, sold.doc_no)
    assert found.cents == 400
    assert [one.method for one in found.kept] == ["VOUCHER"]
    made.shop.corrections.correct(made.cashier, TILL, sold.doc_no, [Payment("CARD", 400)])
    only = sell(made, [gift_card(made, 500)], "Manteau")
    refused("fixed", made.shop.corrections.correctable, TILL, only.doc_no)


def test_not_what_came_back_nor_another_till_nor_yesterday(made: TestShop) -> None:
    """Catches cash given back on a ticket that then says it was paid by card."""
    sold = sell(made, [Payment("CASH", 600)], "Manteau", "Livre")
    made.shop.till.open_session(made.cashier, "001-2", 5000)
    correctable = made.shop.corrections.correctable
    refused("counted", correctable, "001-2", sold.doc_no)
    back = sell(made, [Payment("CASH", 500)], "Manteau")
    done = made.shop.refunds.refund(
        made.cashier, TILL, back.doc_no, {1: (1, "none")}, "CASH", "FAULTY"
    ).value
    refused("returned", correctable, TILL, back.doc_no)
    refused("none", correctable, TILL, done.doc_no)
    made.clock.forward(days=1)
    refused("counted", correctable, TILL, sold.doc_no)


def test_a_reason_is_kept(made: TestShop) -> None:
    """Catches any text in the place of a reason."""
    basket = basket_of(made, "Livre")
    sold = made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", 100)]).value
    correct, args = made.shop.corrections.correct, (TILL, sold.doc_no, [Payment("CARD", 100)])
    refused("reason", correct, made.cashier, *args, "parce que")
    correct(made.cashier, *args, "REFUSED")
