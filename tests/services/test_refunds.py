"""Things brought back: money the way it came, kilos where they go, never more than was bought."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from goods import bring, now
from invariants import check_ledger
from shops import TestShop
from test_counter import TILL, basket_of, contents, opened

from reuse_pos.domain.approval import RETURN
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.refund import PaidPart
from reuse_pos.services.approvals import asked_approval
from reuse_pos.services.counter import Sold
from reuse_pos.services.doctor import Doctor


@pytest.fixture
def made(small_shop: TestShop) -> TestShop:
    """The small shop with its first till open."""
    return opened(small_shop)


def sell(made: TestShop, paid: list[Payment], *labels: str, till: str = TILL) -> Sold:
    return made.shop.counter.sell(made.cashier, till, basket_of(made, *labels), paid).value


def cash(made: TestShop, *labels: str) -> Sold:
    return sell(made, [Payment("CASH", basket_of(made, *labels).total_cents)], *labels)


def gift_card(made: TestShop, cents: int) -> Payment:
    """A voucher of the shop, given away, that pays `cents`."""
    number = made.shop.vouchers.issue(made.manager, cents, "geste").value
    payment = made.shop.vouchers.tender(number, cents).payment
    assert payment is not None
    return payment


def refused(code: str, call: Any, *args: Any) -> Refusal:
    with pytest.raises(Refusal) as answer:
        call(*args)
    assert answer.value.code == code
    return answer.value


def yes(made: TestShop, limit: int, subject: str = "") -> str:
    asked = asked_approval(RETURN, TILL, "FAULTY", limit, subject)
    return made.shop.approvals.give(made.cashier, "02", "Gestion-02", asked).value.hex()


def body(made: TestShop, doc_no: str) -> dict[str, Any]:
    text = made.store.read().value("SELECT body FROM fiscal_record WHERE doc_no = ?", doc_no)
    return dict(json.loads(str(text)))


def test_the_part_paid_by_voucher_goes_back_on_it_and_never_to_cash(made: TestShop) -> None:
    """Catches a voucher turned into money: 3,00 € paid by voucher, 2,00 € in cash."""
    voucher = gift_card(made, 300)
    sold = sell(made, [voucher, Payment("CASH", 200)], "Manteau")
    refunds = made.shop.refunds
    found = refunds.ticket(sold.doc_no)
    assert refunds.refundable(found) == {"VOUCHER": 300, "CASH": 200, "CREDIT": 200}
    done = refunds.refund(
        made.cashier, TILL, sold.doc_no, {1: (1, "reception")}, "CASH", "FAULTY"
    ).value
    assert done.parts == (PaidPart("CASH", 200), PaidPart("VOUCHER", 300, voucher.ref or ""))
    assert done.cash_cents == 200
    state = made.shop.vouchers.numbered(voucher.ref or "")
    assert state is not None
    assert (state.left_cents, state.state) == (300, "open")
    assert refunds.refundable(refunds.ticket(sold.doc_no)) == {}
    check_ledger(made.store)


def test_a_store_credit_is_made_for_what_no_way_gives_back(made: TestShop) -> None:
    """Catches a cheque given back in cash; the credit can be spent at once."""
    sold = sell(made, [Payment("CHEQUE", 500, "0001234")], "Manteau")
    refunds = made.shop.refunds
    assert refunds.refundable(refunds.ticket(sold.doc_no)) == {"CREDIT": 500}
    wanted = {1: (1, "reception")}
    refused("method", refunds.refund, made.cashier, TILL, sold.doc_no, wanted, "CASH", "FAULTY")
    done = refunds.refund(made.cashier, TILL, sold.doc_no, wanted, "CREDIT", "FAULTY").value
    state = made.shop.vouchers.numbered(done.credit)
    assert state is not None
    assert (state.kind, state.left_cents, state.has_code) == ("CREDIT", 500, True)
    assert body(made, done.doc_no)["pay"] == [
        {"n": 1, "method": "CREDIT", "amt": -500, "ref": done.credit}
    ]
    check_ledger(made.store)


def test_an_exchange_pays_the_next_basket(made: TestShop) -> None:
    """Catches an exchange that loses money: what comes back pays what is taken instead."""
    sold = cash(made, "Manteau")
    refunds = made.shop.refunds
    done, tenders = refunds.exchange(
        made.cashier, TILL, sold.doc_no, {1: (1, "reception")}, "CHANGED_MIND"
    ).value
    assert done.cash_cents == 0
    assert [(one.method, one.amount_cents) for one in tenders] == [("CREDIT", 500)]
    basket = basket_of(made, "Livre", "Livre")
    tender = made.shop.vouchers.tender(done.credit, basket.total_cents).payment
    assert tender is not None
    assert (tender.ref, tender.link) == (tenders[0].ref, tenders[0].link)
    made.shop.counter.sell(made.cashier, TILL, replace(basket, tenders=tenders), [tender])
    state = made.shop.vouchers.numbered(done.credit)
    assert state is not None
    assert (state.left_cents, state.has_code) == (300, True)
    assert made.shop.till.figures(TILL).drawer_cents == 15500
    check_ledger(made.store)


def test_an_exchange_of_what_a_voucher_paid_uses_that_voucher_again(made: TestShop) -> None:
    """Catches a second paper made for the same money."""
    voucher = gift_card(made, 500)
    sold = sell(made, [voucher], "Manteau")
    _done, tenders = made.shop.refunds.exchange(
        made.cashier, TILL, sold.doc_no, {1: (1, "none")}, "FAULTY"
    ).value
    assert tenders == (Payment("VOUCHER", 500, voucher.ref, voucher.link),)


def test_what_a_social_voucher_paid_is_never_given_back(made: TestShop) -> None:
    """Catches public money leaving by the drawer or as a store credit."""
    with made.store.transaction() as tx:
        tx.insert("social_type", {
            "code": "CCAS", "label": "Bon CCAS", "issuer": "CCAS", "rule": "", "most_cents": None,
            "families": "", "valid_until": "", "claim_days": 60, "number_rule": "none",
            "rank": 1, "archived": 0,
        })  # fmt: skip
    paid = [Payment("SOCIAL", 300, "B1", "CCAS"), Payment("CASH", 200)]
    sold = sell(made, paid, "Manteau")
    refunds = made.shop.refunds
    assert refunds.refundable(refunds.ticket(sold.doc_no)) == {"CASH": 200, "CREDIT": 200}
    before = contents(made)
    for way in ("CASH", "CREDIT"):
        refusal = refused(
            "social", refunds.refund, made.manager, TILL, sold.doc_no, {1: (1, "none")}, way,
            "FAULTY",
        )  # fmt: skip
        assert refusal.facts["cents"] == 300
    assert contents(made) == before


def test_a_thing_goes_to_the_workshop_with_its_kilos_and_an_order(made: TestShop) -> None:
    """Catches a returned thing that nobody at the workshop ever sees."""
    words = {"price_cents": 800, "price_state": "approved"}
    thing = bring(made, "EA-PP-CHEVET", 2150, State.ON_SALE, **words)
    basket = Basket().add(made.shop.counter.line_of_item(thing, None))
    sold = made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CARD", 800)]).value
    found = made.shop.refunds.find(thing.code)
    assert found.doc_no == sold.doc_no
    made.shop.refunds.refund(
        made.cashier, TILL, sold.doc_no, {1: (1, "workshop")}, "CARD", "FAULTY"
    )
    after = now(made, thing.id)
    assert (after.state, after.grams, after.price_state) == (State.TO_REPAIR, 2150, "")
    assert made.shop.workshop.open_order(thing.id) is not None
    check_ledger(made.store)
    assert Doctor(made.office).examine().sound


def test_above_the_limit_a_manager_must_say_yes_and_parts_count_together(made: TestShop) -> None:
    """Catches 60 € given back in three returns of 20 €."""
    labels = ["Manteau"] * 8
    sold = cash(made, *labels)
    refunds = made.shop.refunds
    wanted = {1: (3, "reception")}
    args = (TILL, sold.doc_no, wanted, "CASH", "FAULTY")
    assert refunds.refund(made.cashier, *args).value.cents == 1500
    assert not refunds.needs_yes(made.cashier, refunds.ticket(sold.doc_no), 1500)
    assert refunds.needs_yes(made.cashier, refunds.ticket(sold.doc_no), 1501)
    more = (TILL, sold.doc_no, {1: (4, "reception")}, "CASH", "FAULTY")
    before = contents(made)
    refusal = refused("approval", refunds.refund, made.cashier, *more)
    assert (refusal.facts["kind"], refusal.facts["cents"]) == (RETURN, 2000)
    assert contents(made) == before
    refused("approval", refunds.refund, made.cashier, *more, yes(made, 3499))
    refused("subject", refunds.refund, made.cashier, *more, yes(made, 3500, "autre"))
    said = yes(made, 3500, sold.doc_no)
    done = refunds.refund(made.cashier, *more, said).value
    assert body(made, done.doc_no)["approval"] == said
    assert refunds.refund(
        made.manager, TILL, sold.doc_no, {1: (1, "reception")}, "CASH", "FAULTY"
    ).value.cents == 500  # fmt: skip
    check_ledger(made.store)


def test_after_the_delay_or_without_ticket_a_manager_must_say_yes(made: TestShop) -> None:
    """Catches a thing of last year taken back by the cashier alone; the fifteenth day is in."""
    sold = cash(made, "Livre")
    refunds, args = made.shop.refunds, (TILL, sold.doc_no, {1: (1, "none")}, "CASH", "FAULTY")
    refused("approval", refunds.refund, made.cashier, *args, "", True)
    made.clock.forward(days=15)
    assert not refunds.needs_yes(made.cashier, refunds.ticket(sold.doc_no), 100)
    made.clock.forward(days=1)
    assert refunds.ticket(sold.doc_no).late
    refused("approval", refunds.refund, made.cashier, *args)
    assert refunds.refund(made.cashier, *args, yes(made, 100)).value.cents == 100


def test_a_lost_receipt_is_found_by_day_amount_and_till(made: TestShop) -> None:
    """Catches a search that shows every ticket of the year, or none of the evening before."""
    first = cash(made, "Livre")
    made.shop.till.open_session(made.cashier, "001-2", 5000)
    second = sell(made, [Payment("CARD", 500)], "Manteau", till="001-2")
    made.clock.forward(days=5)
    refunds = made.shop.refunds
    assert [one.doc_no for one in refunds.search("2026-10-01", 500)] == [second.doc_no]
    assert [one.doc_no for one in refunds.search("2026-10-01", None, TILL)] == [first.doc_no]
    assert len(refunds.search("2026-09-29")) == 2
    assert refunds.search("2026-10-06") == []
    plan = made.store.read().all(
        "EXPLAIN QUERY PLAN SELECT doc_no FROM sale WHERE day BETWEEN '2026-10-01' AND "
        "'2026-10-02' AND kind = 'SALE'"
    )
    assert "sale_day" in plan[0]["detail"]


def test_another_shops_receipt_is_read_not_refunded(made: TestShop) -> None:
    """Catches ticket 1 of the shop next door taken for our own ticket 1."""
    cash(made, "Livre")
    refusal = refused("other_shop", made.shop.refunds.find, "2200700000012")
    assert refusal.facts["store"] == 7


def test_what_came_back_says_when(made: TestShop) -> None:
    """Catches a line offered twice without a word."""
    sold = cash(made, "Livre", "Livre", "Manteau")
    made.clock.forward(days=2)
    made.shop.refunds.refund(made.cashier, TILL, sold.doc_no, {1: (1, "none")}, "CASH", "FAULTY")
    found = made.shop.refunds.ticket(sold.doc_no)
    assert (found.returned, found.returned_on) == ({1: 1}, {1: "2026-10-03"})
    assert found.given_cents == 100


def test_a_return_under_the_margin_scheme_gives_the_margin_back(made: TestShop) -> None:
    """Catches VAT taken back on the whole price where only the margin carried it."""
    made.shop.settings.set(made.manager, "vat.regime", "N20")
    words = {"price_cents": 5000, "price_state": "approved", "purchase_cents": 2000}
    thing = bring(made, "EA-PP-CHEVET", 2150, State.ON_SALE, **words)
    basket = Basket().add(made.shop.counter.line_of_item(thing, None))
    sold = made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CARD", 5000)]).value
    done = made.shop.refunds.refund(
        made.manager, TILL, sold.doc_no, {1: (1, "reception")}, "CARD", "FAULTY"
    ).value
    bought, back = body(made, sold.doc_no)["vat"], body(made, done.doc_no)["vat"]
    assert bought[0]["code"] == "MARGE"
    assert bought[0]["vat"] == 500
    for name in ("base", "vat", "ttc"):
        assert back[0][name] == -bought[0][name]


def test_a_deposit_is_not_given_back_like_goods(made: TestShop) -> None:
    """Catches a deposit paid back at the counter while the thing stays held."""
    line = Line(0, "deposit", "Acompte", None, 1, "piece", 2000)
    basket = basket_of(made, "Livre").add(line)
    sold = made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", 2100)]).value
    args = (made.manager, TILL, sold.doc_no, {2: (1, "none")}, "CASH", "FAULTY")
    refused("line", made.shop.refunds.refund, *args)


def test_a_return_on_a_tab_takes_off_what_it_owes_and_no_more(made: TestShop) -> None:
    """Catches cash handed out for what was never paid, and a tab that owes less than nothing."""
    accounts = made.shop.accounts
    account = accounts.open_account(made.manager, "Asso", "", 10000).value
    tab = accounts.payment(account, 1000)
    sold = sell(made, [tab], "Manteau", "Manteau")
    refunds, wanted = made.shop.refunds, {1: (1, "reception")}
    assert refunds.refundable(refunds.ticket(sold.doc_no)) == {"TAB": 1000}
    done = refunds.refund(made.cashier, TILL, sold.doc_no, wanted, "TAB", "FAULTY").value
    assert done.parts == (PaidPart("TAB", 500, tab.ref or ""),)
    assert accounts.account(account).owed_cents == 500
    line = accounts.line_of_settlement(account, 300)
    made.shop.counter.sell(made.cashier, TILL, Basket().add(line), [Payment("CASH", 300)])
    assert refunds.refundable(refunds.ticket(sold.doc_no)) == {"TAB": 200, "CREDIT": 300}
    done = refunds.refund(made.cashier, TILL, sold.doc_no, wanted, "TAB", "FAULTY").value
    assert [(one.method, one.cents) for one in done.parts] == [("TAB", 200), ("CREDIT", 300)]
    assert accounts.account(account).owed_cents == 0
    check_ledger(made.store)


def test_a_void_keeps_its_lines_and_its_reason(made: TestShop) -> None:
    """Catches a basket emptied without a trace."""
    made.shop.counter.void(made.cashier, TILL, basket_of(made, "Livre", "Manteau"), "CUSTOMER_LEFT")
    text = made.store.read().value("SELECT body FROM fiscal_record WHERE type = 'VOID'")
    record = json.loads(str(text))
    assert [one["label"] for one in record["lines"]] == ["Livre", "Manteau"]
    assert (record["total"], record["reason"], record["op"]) == (600, "CUSTOMER_LEFT", "07")
