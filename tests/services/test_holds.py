"""Things held for people: deposit, collection, given back or kept; never two truths."""

from __future__ import annotations

from dataclasses import replace

import pytest
from goods import now
from held_goods import FREE, LUCIE, TILL, basket_of, furnish, hold, record_of, take_arrhes
from invariants import check_ledger, contents

from reuse_pos.db import holds as rows
from reuse_pos.db import labelling as label_rows
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import HoldState
from reuse_pos.domain.item import Move, State
from reuse_pos.domain.labelling import RESERVED
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roles import SYSTEM, Permission
from reuse_pos.services.holds import CASH
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb


@pytest.fixture
def open_shop(small_shop):
    small_shop.shop.till.open_session(small_shop.cashier, TILL, 15000)
    return small_shop


class Loser(Station):
    @verb("lost", Permission.SELL)
    def lose(self, act: Act, thing) -> None:
        entry = act.entry(
            "lost",
            transfer("stock:reserved", "out:lost", thing.category, thing.grams, 1, Source.SCALE,
                     thing=thing.id),
        )  # fmt: skip
        act.move(thing, Move.LEAVE, "lost", entry)


def balance(shop, place: str) -> int:
    found = shop.store.read().value(
        "SELECT coalesce(sum(grams), 0) FROM mass_balance WHERE place = ?", place
    )
    return int(found)


def test_a_hold_reserves_the_thing_takes_the_deposit_and_asks_for_its_label(open_shop):
    item = furnish(open_shop)
    made = hold(open_shop, item)
    assert (made.number, made.until, made.change_cents) == ("RES-2610-0001", "2026-10-08", 3000)
    held = now(open_shop, item.id)
    assert held.state is State.RESERVED
    assert balance(open_shop, "stock:reserved") == 46000
    body = record_of(open_shop, made.doc_no)
    (line,) = body["lines"]
    assert (line["kind"], line["label"], line["ttc"], line["vat_code"]) == (
        "deposit", "Acompte", 2000, "HORS",
    )  # fmt: skip
    assert (body["total"], body["turnover"]) == (2000, 0)
    job = label_rows.unprinted_job_of(open_shop.store.read(), item.id, RESERVED)
    assert job is not None
    assert open_shop.shop.holds.deposits_cents() == 2000
    check_ledger(open_shop.store)


def test_no_name_and_no_phone_leave_the_private_table(open_shop):
    hold(open_shop, furnish(open_shop))
    told = contents(open_shop.store, local=False)
    assert "Garnier" not in repr(told)
    assert "3456" not in repr(told)
    facts = open_shop.store.read().all("SELECT payload FROM outbox")
    assert all("Garnier" not in row["payload"] for row in facts)
    (view,) = open_shop.shop.holds.waiting()
    assert (view.initials, view.phone) == ("L.\u00a0G.", "06\u00a0••\u00a0••\u00a0••\u00a042")


def test_the_slip_says_acompte_until_when_and_what_happens_then(open_shop):
    made = hold(open_shop, furnish(open_shop))
    paper = "\n".join(open_shop.shop.printing.ticket_text(made.doc_no))
    for words in ("Acompte", "RES-2610-0001", "Buffet en chêne", "08/10/2026", "rendu"):
        assert words in paper
    assert "Garnier" not in paper


def test_the_slip_of_arrhes_says_they_are_kept(open_shop):
    take_arrhes(open_shop)
    made = hold(open_shop, furnish(open_shop))
    paper = "\n".join(open_shop.shop.printing.ticket_text(made.doc_no))
    assert "Arrhes" in paper
    assert "gardées" in paper
    assert "Acompte" not in paper


def test_collected_the_basket_takes_the_deposit_off_and_closes_the_hold(open_shop):
    item = furnish(open_shop)
    made = hold(open_shop, item)
    basket = open_shop.shop.holds.pick_up(made.id)
    assert basket.total_cents == 10000
    assert [line.kind for line in basket.lines] == ["goods", "deposit_back"]
    sold = open_shop.shop.counter.sell(
        open_shop.cashier, TILL, basket, [Payment("CARD", 10000)]
    ).value
    body = record_of(open_shop, sold.doc_no)
    assert (body["total"], body["turnover"]) == (10000, 12000)
    assert now(open_shop, item.id).state is State.SOLD
    closed = rows.hold_by_id(open_shop.store.read(), made.id)
    assert (closed.state, closed.closed_doc) == (HoldState.COLLECTED, sold.doc_no)
    assert open_shop.shop.holds.deposits_cents() == 0
    assert label_rows.unprinted_job_of(open_shop.store.read(), item.id, RESERVED) is None
    check_ledger(open_shop.store)


def test_a_deposit_of_the_whole_price_leaves_with_nothing_to_pay(open_shop):
    item = furnish(open_shop, 2000)
    made = hold(open_shop, item)
    basket = open_shop.shop.holds.pick_up(made.id)
    assert basket.total_cents == 0
    open_shop.shop.counter.sell(open_shop.cashier, TILL, basket, [])
    assert now(open_shop, item.id).state is State.SOLD
    check_ledger(open_shop.store)


def test_a_deposit_above_the_price_is_refused_and_nothing_changes(open_shop):
    item = furnish(open_shop, 1500)
    before = contents(open_shop.store)
    with pytest.raises(Refusal, match="15,00"):
        hold(open_shop, item)
    assert contents(open_shop.store) == before


def test_a_reduction_agreed_stays_agreed_after_the_price_went_up(open_shop):
    item = furnish(open_shop)
    basket = basket_of(open_shop, item).discount(1, 1200, "DEFECT")
    made = open_shop.shop.holds.hold(open_shop.cashier, TILL, basket, FREE).value
    with open_shop.store.transaction() as tx:
        tx.update("item", {"id": item.id}, {"price_cents": 19900})
    (line,) = open_shop.shop.holds.pick_up(made.id).lines
    assert (line.unit_cents, line.total_cents, line.discount_reason) == (12000, 10800, "HOLD")
    sold = open_shop.shop.counter.sell(
        open_shop.cashier, TILL, Basket((line,), None, 2), [Payment("CASH", 10800)]
    )
    assert sold.value.total_cents == 10800


def test_a_reduction_beyond_the_cashier_is_refused_when_held(open_shop):
    basket = basket_of(open_shop, furnish(open_shop)).discount(1, 9000, "DEFECT")
    with pytest.raises(Refusal) as refused:
        open_shop.shop.holds.hold(open_shop.cashier, TILL, basket, FREE)
    assert refused.value.code == "approval"


def test_scanned_at_the_till_a_thing_held_says_for_which_hold(open_shop):
    item = furnish(open_shop)
    made = hold(open_shop, item)
    with pytest.raises(Refusal) as refused:
        open_shop.shop.counter.scanned(item.code)
    assert refused.value.code == "reserved"
    assert refused.value.facts["hold"].id == made.id
    assert open_shop.shop.holds.scanned(item.code) == made.id
    assert open_shop.shop.holds.scanned(item.short) == made.id


@pytest.mark.parametrize("spoil", ["price", "deposit", "thing", "link", "kind"])
def test_a_basket_that_is_not_the_hold_is_refused_whole(open_shop, spoil):
    made = hold(open_shop, furnish(open_shop), furnish(open_shop, 3000, "Table"))
    basket = open_shop.shop.holds.pick_up(made.id)
    first, second, back = basket.lines
    lines = {
        "price": (replace(first, unit_cents=1000), second, back),
        "deposit": (first, second, replace(back, unit_cents=-9000)),
        "thing": (first, back),
        "link": (first, second, replace(back, link="")),
        "kind": (replace(first, link=""), replace(second, link=""), replace(back, link="zz")),
    }[spoil]
    spoiled = replace(basket, lines=lines)
    before = contents(open_shop.store)
    with pytest.raises(Refusal):
        open_shop.shop.counter.sell(
            open_shop.cashier, TILL, spoiled, [Payment("CASH", max(0, spoiled.total_cents))]
        )
    assert contents(open_shop.store) == before


def test_a_price_said_agreed_without_a_hold_is_refused(open_shop):
    basket = basket_of(open_shop, furnish(open_shop)).discount(1, 11900, "HOLD")
    with pytest.raises(Refusal) as refused:
        open_shop.shop.counter.sell(open_shop.cashier, TILL, basket, [Payment("CASH", 100)])
    assert refused.value.code == "hold"


def test_a_basket_put_aside_before_cannot_sell_what_is_held_since(open_shop):
    item = furnish(open_shop)
    basket = basket_of(open_shop, item)
    hold(open_shop, item)
    with pytest.raises(Refusal) as refused:
        open_shop.shop.counter.sell(open_shop.cashier, TILL, basket, [Payment("CASH", 12000)])
    assert refused.value.code == "reserved"
    with pytest.raises(Refusal):
        open_shop.shop.holds.hold(open_shop.cashier, TILL, basket, FREE)
    check_ledger(open_shop.store)


def test_collected_twice_only_once(open_shop):
    made = hold(open_shop, furnish(open_shop))
    basket = open_shop.shop.holds.pick_up(made.id)
    pay = [Payment("CASH", 10000)]
    open_shop.shop.counter.sell(open_shop.cashier, TILL, basket, pay)
    with pytest.raises(Refusal) as refused:
        open_shop.shop.counter.sell(open_shop.cashier, TILL, basket, pay)
    assert refused.value.code == "hold"
    with pytest.raises(Refusal) as ended:
        open_shop.shop.holds.pick_up(made.id)
    assert ended.value.code == "ended"


def test_a_thing_lost_meanwhile_stops_the_collection_and_can_be_given_up(open_shop):
    item = furnish(open_shop)
    made = hold(open_shop, item)
    Loser(open_shop.office).lose(SYSTEM, now(open_shop, item.id))
    with pytest.raises(Refusal) as refused:
        open_shop.shop.holds.pick_up(made.id)
    assert refused.value.code == "not_there"
    (view,) = open_shop.shop.holds.waiting()
    assert not view.all_there
    open_shop.shop.holds.give_back(open_shop.manager, TILL, made.id)
    assert now(open_shop, item.id).state is State.GONE
    check_ledger(open_shop.store)


def test_an_acompte_goes_back_as_it_was_paid_on_a_return_of_its_ticket(open_shop):
    item = furnish(open_shop)
    made = hold(open_shop, item, asked=replace(LUCIE, payments=(Payment("CARD", 2000),)))
    ended = open_shop.shop.holds.give_back(open_shop.cashier, TILL, made.id).value
    assert (ended.state, ended.back) == (HoldState.CANCELLED, {"CARD": 2000})
    closed = rows.hold_by_id(open_shop.store.read(), made.id)
    body = record_of(open_shop, closed.closed_doc)
    assert (body["type"], body["ref_doc"], body["total"]) == ("REFUND", made.doc_no, -2000)
    assert now(open_shop, item.id).state is State.ON_SALE
    assert (balance(open_shop, "stock:reserved"), balance(open_shop, "stock:shop")) == (0, 46000)
    check_ledger(open_shop.store)


def test_change_given_on_the_deposit_is_not_given_back_twice(open_shop):
    made = hold(open_shop, furnish(open_shop))
    ended = open_shop.shop.holds.give_back(open_shop.cashier, TILL, made.id).value
    assert ended.back == {"CASH": 2000}


def test_an_acompte_paid_by_card_may_go_back_in_cash(open_shop):
    made = hold(
        open_shop, furnish(open_shop), asked=replace(LUCIE, payments=(Payment("CARD", 2000),))
    )
    ended = open_shop.shop.holds.give_back(open_shop.cashier, TILL, made.id, CASH).value
    assert ended.back == {"CASH": 2000}


def test_a_large_deposit_goes_back_with_the_managers_yes(open_shop):
    asked = replace(LUCIE, deposit_cents=4000, payments=(Payment("CASH", 4000),))
    made = hold(open_shop, furnish(open_shop), asked=asked)
    with pytest.raises(Refusal) as refused:
        open_shop.shop.holds.give_back(open_shop.cashier, TILL, made.id)
    assert refused.value.code == "approval"
    open_shop.shop.holds.give_back(open_shop.manager, TILL, made.id)
    check_ledger(open_shop.store)


def test_arrhes_are_kept_on_a_ticket_of_zero(open_shop):
    take_arrhes(open_shop)
    item = furnish(open_shop)
    made = hold(open_shop, item)
    ended = open_shop.shop.holds.keep_deposit(open_shop.cashier, TILL, made.id).value
    assert (ended.state, ended.kept_cents) == (HoldState.KEPT, 2000)
    body = record_of(open_shop, rows.hold_by_id(open_shop.store.read(), made.id).closed_doc)
    assert [(line["kind"], line["ttc"], line["vat_code"]) for line in body["lines"]] == [
        ("deposit_back", -2000, "HORS"), ("deposit_kept", 2000, "HORS"),
    ]  # fmt: skip
    assert (body["total"], body["turnover"]) == (0, 0)
    assert body["lines"][1]["label"] == "Arrhes conservées"
    assert now(open_shop, item.id).state is State.ON_SALE
    check_ledger(open_shop.store)


def test_an_acompte_is_never_kept(open_shop):
    made = hold(open_shop, furnish(open_shop))
    with pytest.raises(Refusal) as refused:
        open_shop.shop.holds.keep_deposit(open_shop.manager, TILL, made.id)
    assert refused.value.code == "not_arrhes"


def test_arrhes_go_back_only_by_the_managers_yes(open_shop):
    take_arrhes(open_shop)
    made = hold(open_shop, furnish(open_shop))
    with pytest.raises(Refusal) as refused:
        open_shop.shop.holds.give_back(open_shop.cashier, TILL, made.id)
    assert refused.value.code == "approval"
    assert open_shop.shop.holds.give_back(open_shop.manager, TILL, made.id).value.back


def test_a_hold_without_deposit_needs_no_open_till_and_writes_no_ticket(small_shop):
    item = furnish(small_shop)
    made = hold(small_shop, item, asked=FREE)
    small_shop.shop.holds.give_back(small_shop.cashier, TILL, made.id)
    kinds = small_shop.store.read().all("SELECT type FROM fiscal_record WHERE type <> 'TILL_OPEN'")
    assert kinds == []
    assert now(small_shop, item.id).state is State.ON_SALE
    check_ledger(small_shop.store)


def test_a_deposit_on_a_closed_till_changes_nothing(small_shop):
    item = furnish(small_shop)
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as refused:
        hold(small_shop, item)
    assert refused.value.code == "no_session"
    assert contents(small_shop.store) == before
