"""Tabs within their limit, paid back; the round-up's own ledger; the commune survey."""

from __future__ import annotations

import pytest
from invariants import check_ledger, contents
from paying_help import TILL, basket_of, opened, record, sell, set_to, words
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roles import Permission
from reuse_pos.services.accounts import give_back_on_tab
from reuse_pos.services.forgetting import forget_people
from reuse_pos.services.office import Station
from reuse_pos.services.tickets import ticket_doc
from reuse_pos.services.verb import Act, verb


class Returns(Station):
    """Calls what returns call, in a verb of its own."""

    @verb("given_back", Permission.REFUND)
    def back(self, act: Act, link: str, cents: int) -> str:
        return give_back_on_tab(act, link, cents, "R-1")


def account(made: TestShop, most: int = 1500) -> bytes:
    return made.shop.accounts.open_account(made.manager, "Amap du Bourg", "02 99", most).value


def test_a_tab_is_bought_on_within_its_limit_and_paid_back(small_shop: TestShop) -> None:
    made = opened(small_shop)
    accounts, known = made.shop.accounts, account(made)
    coats = basket_of(made, "Manteau", "Manteau")
    sold = sell(made, coats, accounts.payment(known, 1000))
    assert (accounts.account(known).owed_cents, accounts.owed_total()) == (1000, 1000)
    ticket = words(ticket_doc(made.office, made.store.read(), (TILL, sold.seq)))
    assert "n° KR-0001" in ticket
    assert "Amap" not in ticket
    with pytest.raises(Refusal) as refused:
        accounts.payment(known, 501)
    assert (refused.value.code, refused.value.facts["free"]) == ("limit", 500)
    link = known.hex()
    before = contents(made.store)
    for pays, code in (
        ([Payment("TAB", 1000, "KR-0001", link)], "limit"),
        ([Payment("TAB", 500, "KR-0001", link), Payment("TAB", 500, "KR-0001", link)], "limit"),
        ([Payment("TAB", 1000, "KR-0002", link)], "account"),
        ([Payment("TAB", 1000, "KR-0001", "00" * 16)], "account"),
    ):
        with pytest.raises(Refusal) as too_much:
            sell(made, coats, *pays)
        assert too_much.value.code == code
    assert contents(made.store) == before
    line = accounts.line_of_settlement(known, 400)
    back = Basket().add(line)
    with pytest.raises(Refusal) as by_tab:
        sell(made, back, Payment("TAB", 400, "KR-0001", link))
    assert by_tab.value.code == "not_payable"
    paid = sell(made, back, Payment("CASH", 400))
    assert record(made, paid.doc_no)["turnover"] == 0
    assert accounts.account(known).owed_cents == 600
    with pytest.raises(Refusal) as over:
        accounts.line_of_settlement(known, 601)
    assert over.value.code == "owed"
    assert [one.cents for one in accounts.moves(known)] == [-400, 1000]
    assert Returns(made.office).back(made.manager, link, 500).value == "KR-0001"
    with pytest.raises(Refusal):
        Returns(made.office).back(made.manager, link, 101)
    assert accounts.account(known).owed_cents == 100
    check_ledger(made.store)


def test_paying_back_and_buying_on_the_same_ticket_counts_both(small_shop: TestShop) -> None:
    made = opened(small_shop)
    accounts, known = made.shop.accounts, account(made)
    sell(made, basket_of(made, *["Manteau"] * 3), accounts.payment(known, 1500))
    both = basket_of(made, "Manteau").add(accounts.line_of_settlement(known, 1500))
    sell(made, both, Payment("CASH", 1500), Payment("TAB", 500, "KR-0001", known.hex()))
    assert accounts.account(known).owed_cents == 500
    check_ledger(made.store)


def test_the_same_money_is_not_paid_back_twice_on_one_ticket(small_shop: TestShop) -> None:
    made = opened(small_shop)
    accounts, known = made.shop.accounts, account(made)
    sell(made, basket_of(made, "Manteau"), accounts.payment(known, 500))
    line = accounts.line_of_settlement(known)
    with pytest.raises(Refusal) as refused:
        sell(made, Basket().add(line).add(line), Payment("CASH", 1000))
    assert refused.value.code == "owed"


def test_a_closed_account_forgets_the_name_and_buys_no_more(small_shop: TestShop) -> None:
    made = opened(small_shop)
    accounts, known = made.shop.accounts, account(made)
    sell(made, basket_of(made, "Manteau"), accounts.payment(known, 500))
    with pytest.raises(Refusal) as refused:
        accounts.close(made.manager, known)
    assert refused.value.code == "owes"
    sell(made, Basket().add(accounts.line_of_settlement(known)), Payment("CARD", 500))
    accounts.close(made.manager, known)
    with pytest.raises(Refusal):
        accounts.payment(known, 100)
    assert accounts.open_accounts() == []
    made.clock.forward(days=31)
    forget_people(made.office)
    account(made)
    (closed,) = [one for one in accounts.all_accounts() if one.state == "closed"]
    assert (closed.name, closed.phone, closed.number) == ("", "", "KR-0001")
    facts = made.store.read().all("SELECT payload FROM outbox")
    assert not any("Amap" in row["payload"] for row in facts)


def test_the_round_up_is_a_gift_apart_from_the_turnover(small_shop: TestShop) -> None:
    made = opened(small_shop)
    survey = made.shop.survey
    basket = basket_of(made, "Livre", "Assiette, verre")
    assert (basket.total_cents, survey.offers_roundup(basket)) == (150, 0)
    set_to(made, "roundup.offered", "1")
    assert survey.offers_roundup(basket) == 50
    assert survey.offers_roundup(basket_of(made, "Livre")) == 0
    rounded = survey.with_roundup(basket)
    sold = sell(made, rounded, Payment("CASH", 200))
    body = record(made, sold.doc_no)
    assert (body["total"], body["turnover"]) == (200, 150)
    assert body["lines"][-1]["label"] == "Arrondi solidaire"
    assert survey.roundups("2026-10-01", "2026-10-01") == (1, 50)
    assert survey.roundups("2026-10-02", "2026-10-31") == (0, 0)
    with pytest.raises(Refusal) as social:
        sell(made, survey.with_roundup(basket), Payment("SOCIAL", 200, "1", "X"))
    assert social.value.code == "not_payable"


def test_communes_are_counted_only_while_the_survey_runs(small_shop: TestShop) -> None:
    made = opened(small_shop)
    survey = made.shop.survey
    basket = basket_of(made, "Livre").from_commune("35024")
    assert not survey.asked_today()
    sell(made, basket, Payment("CASH", 100))
    assert survey.figures("2026-01-01", "2026-12-31") == ()
    set_to(made, "survey.first_day", "2026-10-01")
    set_to(made, "survey.last_day", "2026-10-02")
    assert survey.asked_today()
    for commune in ("35024", "35024", "35238", "99999", ""):
        one = basket_of(made, "Livre").from_commune(commune)
        sell(made, one, Payment("CASH", 100), till="001-2")
    assert [(one.insee, one.n) for one in survey.figures("2026-10-01", "2026-10-01")] == [
        ("35024", 2), ("35238", 1),
    ]  # fmt: skip
    assert survey.frequent()[0].insee == "35024"
    assert len(survey.frequent()) == 4
    made.clock.forward(days=2)
    assert not survey.asked_today()
    check_ledger(made.store)


def test_every_way_to_pay_adds_up_by_method_in_the_journal(small_shop: TestShop) -> None:
    made = opened(small_shop)
    set_to(made, "pay.local_name", "Galléco")
    known = account(made, 5000)
    made.shop.vouchers.issue(made.manager, 500, "Fête")
    coat = basket_of(made, "Manteau")
    ways = [
        Payment("CASH", 500), Payment("CARD", 500), Payment("CHEQUE", 500, "0004512"),
        made.shop.vouchers.tender("BR-000001", 500).payment,
        made.shop.accounts.payment(known, 500), Payment("TRANSFER", 500, "VIR 12"),
        Payment("LOCAL", 500),
    ]  # fmt: skip
    seqs = {one.method: sell(made, coat, one).seq for one in ways}
    sums = made.store.read().all("SELECT method, sum(amt) AS amt FROM sale_payment GROUP BY 1")
    assert {row["method"]: row["amt"] for row in sums} == {one.method: 500 for one in ways}
    reader = made.store.read()
    told = {way: words(ticket_doc(made.office, reader, (TILL, seq))) for way, seq in seqs.items()}
    assert "n° 0004512" in told["CHEQUE"]
    assert "Galléco" in told["LOCAL"]
    assert "n° VIR 12" in told["TRANSFER"]
    set_to(made, "pay.local_name", "Autre")
    again = words(ticket_doc(made.office, made.store.read(), (TILL, seqs["LOCAL"])))
    assert again == told["LOCAL"]
    check_ledger(made.store)
