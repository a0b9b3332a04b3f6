"""Three days at two tills, two sessions each: every way to pay, returns, a hold, a forgotten
closing, a crash in mid-closing, lessons. In the end drawers, tickets, Zs, months and perpetual
totals are one sum, and everything is rebuilt from the journal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from invariants import check_ledger
from till_story import Story, pieces_of

from reuse_pos.db import till as till_rows
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import HoldAsked
from reuse_pos.domain.payments import Payment
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.till import Count

ONE, TWO = "001-1", "001-2"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    told = Story(tmp_path_factory.mktemp("story") / "shop")
    yield told
    told.made.store.close()


def cash(cents: int) -> list[Payment]:
    return [Payment("CASH", cents)]


def test_first_day(story: Story) -> None:
    shop, made = story.shop, story.made
    cashier, manager = made.cashier, made.manager
    story.open(cashier, ONE, 15_000)
    story.open(manager, TWO, 10_000)
    story.sell(cashier, ONE, story.keys("Livre", "Livre", "Jouet"), cash(500))
    card = story.sell(cashier, ONE, story.keys("Manteau"), [Payment("CARD", 500)])
    shop.corrections.correct(cashier, ONE, card.doc_no, cash(500))
    story.drawer[ONE] += 500
    story.sell(cashier, ONE, story.keys("Lampe"), [Payment("CHEQUE", 400, "0012345"), *cash(200)])
    shop.counter.void(cashier, ONE, story.keys("Pull"), "CHANGED_MIND")
    gift = Basket().add(shop.vouchers.line_of_gift_card(2_000))
    story.sell(cashier, ONE, gift, cash(2_000))
    code = story.last_code()
    basket = story.keys("Manteau", "Livre")
    tender = shop.tenders.scanned(code, basket)
    assert tender.payment is not None
    story.sell(cashier, ONE, basket, [tender.payment])
    shop.till.cash_move(cashier, ONE, "EXPENSE", -800, "timbres")
    story.drawer[ONE] -= 800
    story.close(cashier, ONE)

    story.open(manager, ONE)
    basket = story.keys("Pull", "Chemise")
    social = shop.solidarity.payment("CCAS", 500, "A-778")
    story.sell(manager, ONE, basket, [social, *cash(200)])
    again = Payment("SOCIAL", 300, "A-778", "CCAS")
    with pytest.raises(Refusal):
        shop.counter.sell(manager, ONE, story.keys("Chemise"), [again])
    tab = shop.accounts.payment(story.account, 600)
    story.sell(manager, ONE, story.keys("Lampe"), [tab])
    story.close(manager, ONE, day_too=True)

    held = story.thing(4_500)
    asked = HoldAsked(7, "Maëlle Daniel", "06 00 00 00 02", 1_000, cash(1_000))
    line = shop.counter.line_of_item(held)
    done = shop.holds.hold(manager, TWO, Basket().add(line), asked).value
    story.drawer[TWO] += 1_000
    story.total += 1_000
    story.tickets.append(done.doc_no)
    story.sell(manager, TWO, story.keys("Lampe", "Livre"), [Payment("TRANSFER", 700)])
    story.sell(manager, TWO, story.keys("Manteau"), [Payment("LOCAL", 500)])
    story.close(manager, TWO)
    story.open(cashier, TWO)
    story.sell(cashier, TWO, story.keys("Jeu de société"), cash(1_000))
    # Till 2 stays open over the night: nobody closes it.


def test_second_day(story: Story) -> None:
    shop, made = story.shop, story.made
    story.until("2026-10-02T09:30")
    _first_sale_closes_yesterday(story)
    story.open(made.cashier, ONE)
    sold = story.sell(made.cashier, ONE, story.keys("Pull", "Livre"), cash(2_000))
    story.give_back(made.cashier, ONE, sold.doc_no, {1: (1, "reception")}, "CASH")
    with pytest.raises(Refusal):
        shop.refunds.refund(
            made.cashier, ONE, sold.doc_no, {1: (1, "reception")}, "CASH", "CHANGED_MIND"
        )
    story.close(made.cashier, ONE)
    story.open(made.cashier, ONE)
    _back_to_the_card(story)
    _exchange(story)
    _crash_in_mid_closing(story)
    _a_lesson(story)
    story.close(made.cashier, TWO)
    story.open(made.manager, TWO)
    _hold_collected(story)
    basket = Basket().add(shop.accounts.line_of_settlement(story.account))
    story.sell(made.cashier, TWO, basket, cash(600))
    story.close(made.cashier, TWO, off=-50, reason="GIVING_CHANGE")
    story.drawer[TWO] -= 50


def _first_sale_closes_yesterday(story: Story) -> None:
    before = story.shop.till.status(TWO).session
    story.sell(story.made.cashier, TWO, story.keys("Livre"), cash(100))
    status = story.shop.till.status(TWO)
    assert (status.session, status.stale) == (before + 1, False)
    closed = story.shop.till.closings("DAY", "2026-10-01", "2026-10-01")
    assert {row.till for row in closed} == {ONE, TWO}
    story.agree(TWO)


def _back_to_the_card(story: Story) -> None:
    cashier = story.made.cashier
    sold = story.sell(cashier, ONE, story.keys("Lampe"), [Payment("CARD", 600)])
    story.give_back(cashier, ONE, sold.doc_no, {1: (1, "reception")}, "CARD")


def _exchange(story: Story) -> None:
    shop, cashier = story.shop, story.made.cashier
    sold = story.sell(cashier, ONE, story.keys("Manteau"), cash(500))
    done, tenders = shop.refunds.exchange(
        cashier, ONE, sold.doc_no, {1: (1, "reception")}, "CHANGED_MIND"
    ).value
    story.total -= done.cents
    story.tickets.append(done.doc_no)
    story.sell(cashier, ONE, story.keys("Lampe"), [*tenders, *cash(100)])


def _crash_in_mid_closing(story: Story) -> None:
    """The power goes between the Z and the day's closing: nothing of either is there."""
    made, head = story.made, _head(story, ONE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TillJournal, "close", _no_power)
        with pytest.raises(ConnectionAbortedError):
            story.close(made.cashier, ONE, day_too=True)
    assert _head(story, ONE) == head
    story.close(made.cashier, ONE, day_too=True)


def _no_power(*_args: object) -> None:
    raise ConnectionAbortedError


def _head(story: Story, till: str) -> Any:
    return till_rows.till(story.made.store.read(), till)


def _a_lesson(story: Story) -> None:
    """Somebody learns on the training till: the real tills note that, and nothing of what is
    sold, given back or closed there."""
    made, before = story.made, len(_bodies(story))
    lesson = story.shop.training.start(made.cashier)
    till = lesson.till.tills()[0].till
    lesson.till.open_session(made.cashier, till, 10_000)
    key = next(one for one in lesson.counter.price_keys() if one.unit == "piece")
    basket = Basket().add(lesson.counter.line_of_key(key))
    sold = lesson.counter.sell(made.cashier, till, basket, cash(basket.total_cents)).value
    assert sold.doc_no.startswith("F")
    back = {1: (1, "reception")}
    lesson.refunds.refund(made.cashier, till, sold.doc_no, back, "CASH", "CHANGED_MIND")
    lesson.till.close_session(
        made.cashier, till, Count(pieces_of(10_000), {}, 10_000), day_too=True
    )
    story.shop.training.stop(made.cashier)
    seen = _bodies(story)
    assert {one["mode"] for one in seen} == {"REAL"}
    told = [one for one in seen if str(one.get("code", "")).startswith("TRAINING")]
    assert len(seen) == before + len(told)
    assert {one["code"] for one in told} == {"TRAINING_ON", "TRAINING_OFF"}
    assert story.shop.doctor.verify_journal(till).ok


def _hold_collected(story: Story) -> None:
    shop, cashier = story.shop, story.made.cashier
    (waiting,) = shop.holds.waiting()
    basket = shop.holds.pick_up(waiting.id)
    assert basket.total_cents == 3_500
    story.sell(cashier, TWO, basket, cash(3_500))
    assert not shop.holds.waiting()


def test_third_day(story: Story) -> None:
    shop, made = story.shop, story.made
    story.until("2026-10-03T10:00")
    story.open(made.cashier, ONE)
    story.open(made.manager, TWO)
    story.sell(made.cashier, ONE, story.keys("Lampe"), [Payment("CHEQUE", 600, "0012346")])
    shop.counter.void(made.manager, TWO, story.keys("Livre"), "CHANGED_MIND")
    cheques = [one.key for one in shop.bank.cheques_held()]
    assert len(cheques) == 2
    shop.bank.deposit_cheques(made.cashier, ONE, cheques)
    assert shop.bank.cheques_held() == []
    shop.bank.deposit_cash(made.cashier, ONE, {5_000: 1}, "SAC-1")
    story.drawer[ONE] -= 5_000
    for till, who in ((ONE, made.cashier), (TWO, made.manager)):
        story.close(who, till)
        story.open(who, till)
        story.sell(who, till, story.keys("Livre"), cash(100))
        story.close(who, till, day_too=True)


def _bodies(story: Story) -> list[dict[str, Any]]:
    rows = story.made.store.read().all("SELECT body FROM fiscal_record ORDER BY till, seq")
    return [json.loads(row["body"]) for row in rows]


def test_tickets_sessions_months_and_perpetual_totals_are_one_sum(story: Story) -> None:
    made = story.made
    story.until("2026-11-02T10:00")
    for till in (ONE, TWO):
        story.shop.till.close_month(made.manager, till)
    bodies = _bodies(story)
    tickets = [one for one in bodies if one["type"] in ("SALE", "REFUND")]
    assert sum(one["total"] for one in tickets) == story.total
    assert [one["doc_no"] for one in tickets if one["till"] == ONE] == [
        doc for doc in story.tickets if doc.startswith(ONE)
    ]
    for kind in ("SESSION_CLOSE", "CLOSE_DAY", "CLOSE_MONTH"):
        closings = [one for one in bodies if one["type"] == kind]
        assert sum(one["total"] for one in closings) == story.total
        assert sum(one["turnover"] for one in closings) == sum(one["turnover"] for one in tickets)
    for name, worth in (("gtp", int), ("gtpa", abs)):
        ends = sum(_of(bodies, till)[-1][name] for till in (ONE, TWO))
        assert ends == sum(worth(one["turnover"]) for one in tickets)


def test_each_z_is_the_records_it_names(story: Story) -> None:
    """Two sessions a day at two tills; the drawer of each is what went in less what came out."""
    bodies = _bodies(story)
    zs = [one for one in bodies if one["type"] == "SESSION_CLOSE"]
    assert sorted((z["till"], z["day"]) for z in zs) == [
        (till, f"2026-10-0{day}") for till in (ONE, TWO) for day in (1, 1, 2, 2, 3, 3)
    ]
    for z in zs:
        mine = [one for one in _till(bodies, z) if z["first_seq"] <= one["seq"] <= z["last_seq"]]
        tickets = [one for one in mine if one["type"] in ("SALE", "REFUND")]
        assert z["total"] == sum(one["total"] for one in tickets)
        paid = sum(
            pay["amt"] for one in mine for pay in one.get("pay", ())
            if pay["method"] in ("CASH", "CHANGE")
        )  # fmt: skip
        moved = sum(one["amt"] for one in mine if one["type"] == "CASH_MOVE")
        (cash_row,) = [one for one in z["methods"] if one["method"] == "CASH"]
        assert cash_row["expected"] == mine[0]["float"] + paid + moved
    for day in (one for one in bodies if one["type"] == "CLOSE_DAY"):
        its = [z for z in zs if (z["till"], z["day"]) == (day["till"], day["period"])]
        assert day["total"] == sum(z["total"] for z in its)


def _till(bodies: list[dict[str, Any]], z: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in bodies if one["till"] == z["till"]]


def _of(bodies: list[dict[str, Any]], till: str) -> list[dict[str, Any]]:
    return [one for one in bodies if one["till"] == till and "gtp" in one]


def test_every_way_to_pay_was_lived(story: Story) -> None:
    """Catches a story that quietly stopped telling something."""
    used = {pay["method"] for one in _bodies(story) for pay in one.get("pay", ())}
    assert used >= {
        "CASH", "CARD", "CHEQUE", "VOUCHER", "CREDIT", "SOCIAL", "TAB", "TRANSFER", "LOCAL",
        "CHANGE",
    }  # fmt: skip
    kinds = {one["type"] for one in _bodies(story)}
    assert kinds >= {"REFUND", "VOID", "PAYMENT_CORRECTION", "CASH_MOVE", "CLOSE_MONTH"}
    back = [one for one in _bodies(story) if one["type"] == "REFUND"]
    assert {pay["method"] for one in back for pay in one["pay"]} == {"CASH", "CARD", "CREDIT"}
    moves = [one["kind"] for one in _bodies(story) if one["type"] == "CASH_MOVE"]
    assert {"EXPENSE", "DEPOSIT"} <= set(moves)
    uncounted = [
        one for one in _bodies(story) if one["type"] == "SESSION_CLOSE"
        and one["methods"][0]["counted"] is None
    ]  # fmt: skip
    assert len(uncounted) == 1, "one closing was forgotten"


def test_drawers_journal_and_tables_hold(story: Story) -> None:
    """The journal verifies, the sales tables are what the journal gives again, no kilo is lost."""
    assert story.shop.doctor.verify_journal().ok
    health = story.shop.doctor.examine()
    assert health.sound, health.findings
    check_ledger(story.made.store)
