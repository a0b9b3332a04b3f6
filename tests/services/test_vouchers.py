"""Gift cards, vouchers and credits: made after the commit, spent once, never more than their
worth."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invariants import check_ledger, contents
from paying_help import (
    TILL,
    basket_of,
    code_on,
    gift_card,
    opened,
    printer,
    record,
    sell,
    set_to,
    words,
)
from shops import TestShop

from reuse_pos.db import vouchers as rows
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roles import Permission
from reuse_pos.hardware.ports import TroubleKind
from reuse_pos.services.office import Station
from reuse_pos.services.tickets import ticket_doc
from reuse_pos.services.verb import Act, verb
from reuse_pos.services.vouchers import give_back, issue_credit


class Returns(Station):
    """Calls what returns and corrections call, in a verb of its own."""

    @verb("given_back", Permission.REFUND)
    def back(self, act: Act, link: str, cents: int) -> str:
        return give_back(act, link, cents, "R-1")

    @verb("credited", Permission.REFUND)
    def credit(self, act: Act, cents: int, paper: bool = True) -> tuple[str, str]:
        return issue_credit(act, self.office, cents, "R-1", paper=paper)


def left(made: TestShop, number: str) -> tuple[int, str]:
    found = made.shop.vouchers.numbered(number)
    assert found is not None
    return found.left_cents, found.state


def test_a_gift_card_is_sold_printed_spent_in_two_goes_and_owed_meanwhile(
    small_shop: TestShop,
) -> None:
    made = opened(small_shop)
    code = gift_card(made, 2000)
    paper = words(printer(made).docs[0])
    for told in ("CARTE CADEAU", "20,00", "01/10/2027", "CR-000001", "reste dessus"):
        assert told in paper
    assert code not in str(contents(made.store))
    (owed,) = made.shop.vouchers.open_total()
    assert (owed.kind, owed.n, owed.cents) == ("GIFT_CARD", 1, 2000)
    coat = basket_of(made, "Manteau")
    tender = made.shop.tenders.scanned(code, coat)
    assert (tender.number, tender.left_cents) == ("CR-000001", 2000)
    assert "15,00" in tender.sentence
    assert tender.payment is not None
    sold = sell(made, coat, tender.payment)
    assert left(made, "CR-000001") == (1500, "open")
    ticket = words(ticket_doc(made.office, made.store.read(), (TILL, sold.seq)))
    assert "n° CR-000001, reste 15,00 EUR" in ticket
    more = basket_of(made, "Manteau", "Manteau", "Manteau", "Manteau")
    tender = made.shop.tenders.scanned(code, more)
    assert tender.payment == Payment("VOUCHER", 1500, "CR-000001", tender.payment.link)
    sell(made, more, tender.payment, Payment("CASH", 500), till="001-2")
    assert left(made, "CR-000001") == (0, "spent")
    assert made.shop.vouchers.open_total() == []
    with pytest.raises(Refusal) as refused:
        made.shop.tenders.scanned(code, more)
    assert refused.value.code == "spent"
    check_ledger(made.store)


def test_money_of_a_gift_card_is_no_turnover_until_goods_are_bought_with_it(
    small_shop: TestShop,
) -> None:
    made = opened(small_shop)
    code = gift_card(made, 500)
    issued = made.store.read().one("SELECT total_cents, turnover_cents FROM sale")
    assert tuple(issued) == (500, 0)
    coat = basket_of(made, "Manteau")
    sold = sell(made, coat, made.shop.vouchers.find(code, 500).payment)
    assert record(made, sold.doc_no)["turnover"] == 500
    sums = made.store.read().all(
        "SELECT method, sum(amt) FROM sale_payment GROUP BY method ORDER BY method"
    )
    assert [tuple(row) for row in sums] == [("CASH", 500), ("VOUCHER", 500)]


def test_the_rest_is_lost_where_the_shop_says_so(small_shop: TestShop) -> None:
    made = opened(small_shop)
    set_to(made, "voucher.remainder", "LOST")
    code = gift_card(made, 2000)
    assert "perdu" in words(printer(made).docs[0])
    coat = basket_of(made, "Manteau")
    tender = made.shop.tenders.scanned(code, coat)
    assert "perdu" in tender.sentence
    sold = sell(made, coat, tender.payment)
    assert left(made, "CR-000001") == (0, "spent")
    found = made.shop.vouchers.numbered("CR-000001")
    kinds = [(one.kind, one.cents) for one in made.shop.vouchers.moves(found.id)]
    assert kinds == [("issued", 2000), ("spent", 500), ("lost", 1500)]
    ticket = words(ticket_doc(made.office, made.store.read(), (TILL, sold.seq)))
    assert "plus rien dessus" in ticket
    Returns(made.office).back(made.manager, found.id.hex(), 500)
    assert left(made, "CR-000001") == (500, "open")
    check_ledger(made.store)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda pay: [pay, pay], "too_much"),
        (lambda pay: [Payment("CREDIT", 500, pay.ref, pay.link)], "unknown_voucher"),
        (lambda pay: [Payment("VOUCHER", 500, "CR-000099", pay.link)], "unknown_voucher"),
        (lambda pay: [Payment("VOUCHER", 500, pay.ref, "00" * 16)], "unknown_voucher"),
        (lambda pay: [Payment("VOUCHER", 500, pay.ref, "no hex")], "unknown_voucher"),
    ],
)
def test_a_payment_a_voucher_cannot_make_refuses_the_whole_sale(
    small_shop: TestShop, change, code: str
) -> None:
    made = opened(small_shop)
    scanned = gift_card(made, 800)
    pay = made.shop.vouchers.find(scanned, 500).payment
    payments = change(pay)
    basket = basket_of(made, *["Manteau"] * len(payments))
    before = contents(made.store)
    with pytest.raises(Refusal) as refused:
        sell(made, basket, *payments)
    assert refused.value.code == code
    assert contents(made.store) == before


def test_one_voucher_on_two_tills_at_once_pays_once(small_shop: TestShop) -> None:
    made = opened(small_shop)
    pay = made.shop.vouchers.find(gift_card(made, 500), 500).payment
    coat = basket_of(made, "Manteau")

    def buy(till: str) -> str:
        try:
            return sell(made, coat, pay, till=till).doc_no
        except Refusal as refusal:
            return refusal.code

    with ThreadPoolExecutor(2) as both:
        answers = sorted(both.map(buy, (TILL, "001-2")))
    assert sum(one == "spent" for one in answers) == 1
    paid = made.store.read().value("SELECT sum(amt) FROM sale_payment WHERE method = 'VOUCHER'")
    assert paid == 500
    check_ledger(made.store)


def test_a_gift_card_cannot_buy_a_gift_card_nor_be_reduced(small_shop: TestShop) -> None:
    made = opened(small_shop)
    code = gift_card(made, 2000)
    again = Basket().add(made.shop.vouchers.line_of_gift_card(1000))
    assert made.shop.tenders.scanned(code, again).payment is None
    pay = made.shop.vouchers.find(code, 1000).payment
    with pytest.raises(Refusal) as refused:
        sell(made, again, pay)
    assert refused.value.code == "not_payable"
    with pytest.raises(Refusal) as reduced:
        made.shop.counter.sell(
            made.manager, TILL, again.discount(1, 100, "GESTURE"), [Payment("CASH", 900)]
        )
    assert reduced.value.code == "gift_card"


def test_a_voucher_ends_after_its_last_day(small_shop: TestShop) -> None:
    made = opened(small_shop)
    code = gift_card(made, 500)
    made.clock.forward(days=366)
    with pytest.raises(Refusal) as refused:
        made.shop.tenders.scanned(code, basket_of(made, "Manteau"))
    assert refused.value.code == "expired"
    assert "01/10/2027" in refused.value.sentence
    assert made.shop.vouchers.open_total() == []


def test_guessing_codes_is_slowed_down_and_forgotten_by_a_good_one(small_shop: TestShop) -> None:
    made = opened(small_shop)
    good = gift_card(made, 500)
    wrong = ["2400000000000", "2411111111119", "2422222222228"]
    wrong = [one[:12] + _check(one[:12]) for one in wrong]
    for guess in wrong:
        with pytest.raises(Refusal) as refused:
            made.shop.tenders.scanned(guess, Basket())
        assert refused.value.code == "unknown_voucher"
    with pytest.raises(Refusal) as waiting:
        made.shop.tenders.scanned(good, Basket())
    assert (waiting.value.code, waiting.value.facts["seconds"]) == ("wait", 30)
    made.clock.forward(seconds=31)
    assert made.shop.tenders.scanned(good, Basket()).number == "CR-000001"
    with pytest.raises(Refusal) as once:
        made.shop.tenders.scanned(wrong[0], Basket())
    assert once.value.code == "unknown_voucher"
    assert made.shop.tenders.scanned(good, Basket()).number == "CR-000001"


def test_a_ticket_or_a_label_is_no_voucher(small_shop: TestShop) -> None:
    with pytest.raises(Refusal) as refused:
        small_shop.shop.vouchers.find("2200100010420")
    assert refused.value.code == "not_a_voucher"


def test_the_code_stays_on_this_computer_only_until_its_paper_is_out(small_shop: TestShop) -> None:
    made = opened(small_shop)
    printer(made).fail_with(TroubleKind.PAPER)
    basket = Basket().add(made.shop.vouchers.line_of_gift_card(1000))
    sell(made, basket, Payment("CASH", 1000))
    (job,) = [one for one in made.shop.printing.failed() if one.kind == "voucher"]
    assert made.shop.vouchers.papers_waiting() == {"CR-000001": job.id}
    kept = made.store.read().value("SELECT document FROM print_job WHERE id = ?", job.id)
    assert "Barcode" in kept
    assert not _in_facts(made, kept.split('"digits": "')[1][:13])
    printer(made).fail_with(None)
    made.shop.printing.retry(made.cashier, job.id)
    assert made.shop.vouchers.papers_waiting() == {}
    code = code_on(printer(made).docs[-1])
    assert made.shop.vouchers.find(code).number == "CR-000001"
    assert code not in str(contents(made.store))


def test_a_paper_that_never_came_is_replaced_under_a_new_code(small_shop: TestShop) -> None:
    made = opened(small_shop)
    code = gift_card(made, 1000)
    old = made.shop.vouchers.look(code)
    number = made.shop.vouchers.replace(made.manager, old.id, "Papier déchiré").value
    assert number == "CR-000002"
    with pytest.raises(Refusal) as refused:
        made.shop.vouchers.find(code)
    assert refused.value.code == "cancelled"
    again = made.shop.vouchers.find(code_on(printer(made).docs[-1]))
    assert (again.number, again.left_cents, again.expires_on) == (number, 1000, old.expires_on)
    assert made.shop.vouchers.moves(old.id)[-1].document == "Papier déchiré"
    assert sum(one.cents for one in made.shop.vouchers.open_total()) == 1000
    check_ledger(made.store)


def test_a_manager_gives_and_cancels_a_voucher_with_a_reason(small_shop: TestShop) -> None:
    made = opened(small_shop)
    with pytest.raises(Refusal) as refused:
        made.shop.vouchers.issue(made.manager, 1000, "  ")
    assert refused.value.code == "reason"
    number = made.shop.vouchers.issue(made.manager, 1000, "Merci aux bénévoles").value
    assert number == "BR-000001"
    assert made.store.read().value("SELECT count(*) FROM fiscal_record WHERE type = 'SALE'") == 0
    found = made.shop.vouchers.numbered("br-000001")
    made.shop.vouchers.cancel(made.manager, found.id, "Donné par erreur")
    assert left(made, number) == (0, "cancelled")
    with pytest.raises(Refusal) as again:
        made.shop.vouchers.cancel(made.manager, found.id, "Encore")
    assert again.value.code == "cancelled"
    check_ledger(made.store)


def test_a_credit_used_at_once_gets_its_paper_only_if_something_is_left(
    small_shop: TestShop,
) -> None:
    made = opened(small_shop)
    number, code = Returns(made.office).credit(made.cashier, 900, False).value
    assert (number, code, printer(made).docs) == ("AR-000001", "", [])
    coat = basket_of(made, "Manteau")
    tender = made.shop.vouchers.tender(number, coat.total_cents)
    assert tender.payment is not None
    assert tender.payment.method == "CREDIT"
    sell(made, coat, tender.payment)
    paper = printer(made).docs[-1]
    assert "4,00" in words(paper)
    assert made.shop.vouchers.find(code_on(paper)).left_cents == 400
    check_ledger(made.store)


def test_an_exchange_given_up_still_gives_the_paper_of_its_credit(small_shop: TestShop) -> None:
    made = opened(small_shop)
    number, _code = Returns(made.office).credit(made.cashier, 900, False).value
    found = made.shop.vouchers.numbered(number)
    made.shop.vouchers.give_paper(made.cashier, found.id)
    assert made.shop.vouchers.find(code_on(printer(made).docs[-1])).left_cents == 900
    with pytest.raises(Refusal) as refused:
        made.shop.vouchers.give_paper(made.cashier, found.id)
    assert refused.value.code == "has_code"
    check_ledger(made.store)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["spend", "back"]), st.integers(1, 5), st.sampled_from("12")),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_in_the_file_too_a_voucher_never_pays_more_than_its_worth(
    small_shop: TestShop, steps: list[tuple[str, int, str]]
) -> None:
    made = small_shop
    if made.office.devices.receipt is None:
        opened(made)
    number = made.shop.vouchers.issue(made.manager, 1200, "Essai").value
    here = made.shop.vouchers.numbered(number)
    for what, n, till in steps:
        cents = n * 100
        try:
            if what == "spend":
                pay = Payment("VOUCHER", cents, number, here.id.hex())
                sell(made, basket_of(made, *["Livre"] * n), pay, till=f"001-{till}")
            else:
                Returns(made.office).back(made.manager, here.id.hex(), cents)
        except Refusal:
            pass
    reader = made.store.read()
    paid, now = rows.paid(reader, here.id), made.shop.vouchers.numbered(number)
    assert 0 <= paid <= 1200
    assert paid + now.left_cents == 1200


def _check(twelve: str) -> str:
    from reuse_pos.domain.ids import ean13_check

    return ean13_check(twelve)


def _in_facts(made: TestShop, digits: str) -> bool:
    rows_ = made.store.read().all("SELECT payload FROM outbox")
    return any(digits in row["payload"] for row in rows_)
