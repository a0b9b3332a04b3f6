"""Work ordered on a piece bought here: quoted, agreed, done, paid once; or given up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from goods import now
from held_goods import TILL, furnish, record_of, take_arrhes
from invariants import check_ledger, contents
from ordered_work import (
    ASKED,
    accept,
    accepted,
    piece_of,
    quoted,
    ready,
    sold_piece,
    work_through,
)

from reuse_pos.db import labelling as label_rows
from reuse_pos.db import orders as rows
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.labelling import TRACKING
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.orders import Agreed, Stage
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.workshop import OrderState
from reuse_pos.services.forgetting import forget_people
from reuse_pos.services.till import Count
from reuse_pos.services.workshop_parts import Part


@pytest.fixture
def open_shop(small_shop):
    small_shop.shop.till.open_session(small_shop.cashier, TILL, 15000)
    return small_shop


def refused(code: str, gesture) -> Refusal:
    with pytest.raises(Refusal) as caught:
        gesture()
    assert caught.value.code == code
    return caught.value


def grams(shop) -> dict[str, int]:
    found = shop.store.read().all("SELECT place, sum(grams) AS g FROM mass_day GROUP BY place")
    return {row["place"]: row["g"] for row in found if row["g"]}


def test_a_quote_counts_hours_and_supplies_and_holds_some_days(open_shop):
    order = quoted(open_shop)
    assert (order.number, order.quote_cents, order.state) == ("CMD-2610-0001", 7250, Stage.QUOTED)
    assert [(line.kind, line.cents) for line in order.lines] == [
        ("labour", 6000), ("materials", 1250),
    ]  # fmt: skip
    assert (order.day, order.valid_until) == ("2026-10-01", "2026-10-31")
    (view,) = open_shop.shop.orders.waiting()
    assert (view.order, view.phone) == (order, "06\u00a0••\u00a0••\u00a0••\u00a042")


def test_no_name_and_no_phone_leave_the_private_table(open_shop):
    accepted(open_shop)
    told = repr(contents(open_shop.store, local=False))
    assert "Garnier" not in told
    assert "3456" not in told
    facts = open_shop.store.read().all("SELECT payload FROM outbox")
    assert all("Garnier" not in row["payload"] for row in facts)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (replace(ASKED, steps=()), "steps"),
        (replace(ASKED, steps=("fly",)), "steps"),
        (replace(ASKED, labour_tenths=-1), "count"),
        (replace(ASKED, parts_cents=-100), "count"),
        (replace(ASKED, labour_tenths=0, materials_cents=0), "empty"),
        (replace(ASKED, parts_cents=9_000_000), "ceiling"),
        (replace(ASKED, days=0), "days"),
        (replace(ASKED, note="x" * 121), "note"),
        (replace(ASKED, name="  "), "name"),
        (replace(ASKED, phone="call me"), "phone"),
    ],
)
def test_what_cannot_be_quoted_changes_nothing(open_shop, asked, code):
    piece = piece_of(open_shop, sold_piece(open_shop))
    before = contents(open_shop.store)
    refused(code, lambda: open_shop.shop.orders.quote(open_shop.cashier, piece, asked))
    assert contents(open_shop.store) == before


def test_accepted_twice_is_accepted_once(open_shop):
    order = quoted(open_shop)
    accept(open_shop, order)
    before = contents(open_shop.store)
    refused("stage", lambda: accept(open_shop, order))
    assert contents(open_shop.store) == before


def test_closing_the_till_between_keeps_the_debt_for_the_next_session(open_shop):
    order = accepted(open_shop)
    till = open_shop.shop.till
    piece = piece_of(open_shop, sold_piece(open_shop, "Lampe", 900))
    other = open_shop.shop.orders.quote(open_shop.cashier, piece, ASKED).value
    till.close_session(open_shop.cashier, TILL, Count({1000: 17}, {"CARD": 12_900}, 17_000))
    refused("no_session", lambda: accept(open_shop, other))
    till.open_session(open_shop.cashier, "001-2", 15_000)
    work_through(open_shop, order)
    basket = open_shop.shop.orders.pick_up(order.id)
    open_shop.shop.counter.sell(open_shop.cashier, "001-2", basket, [Payment("CASH", 5250)])
    assert open_shop.shop.orders.deposits_cents() == 0
    assert till.figures("001-2").drawer_cents == 15_000 + 5_250


def test_the_roll_says_what_the_file_says(open_shop):
    from reuse_pos.domain.paper import render_text
    from reuse_pos.services.order_paper import roll

    order = quoted(open_shop)
    paper = "\n".join(render_text(roll(open_shop.office, order)))
    for words in ("CMD-2610-0001", "Buffet", "60,00", "12,50", "72,50", "31/10/2026", "vert sauge"):
        assert words in paper
    assert "Garnier" not in paper


def test_agreed_the_deposit_is_a_debt_and_the_work_waits_in_the_workshop(open_shop):
    order = quoted(open_shop)
    before = grams(open_shop)
    made = accept(open_shop, order)
    assert (made.due_on, made.change_cents) == ("2026-10-15", 3000)
    body = record_of(open_shop, made.doc_no)
    (line,) = body["lines"]
    assert (line["kind"], line["ttc"], line["vat_code"]) == ("deposit", 2000, "HORS")
    assert (body["total"], body["turnover"]) == (2000, 0)
    assert open_shop.shop.orders.deposits_cents() == 2000
    queue = open_shop.shop.workshop.queue(open_shop.trainee)
    (work,) = queue.works
    assert (work.customer.number, work.customer.due_on) == (order.number, "2026-10-15")
    assert work.order.steps[:2] == ("sand", "paint")
    assert now(open_shop, order.item).state is State.SOLD
    assert grams(open_shop) == before
    job = label_rows.unprinted_job_of(open_shop.store.read(), order.item, TRACKING)
    assert job is not None
    check_ledger(open_shop.store)


def test_the_slip_says_the_order_the_day_and_what_happens(open_shop):
    made = accept(open_shop, quoted(open_shop))
    paper = "\n".join(open_shop.shop.printing.ticket_text(made.doc_no))
    for words in ("Acompte", "CMD-2610-0001", "Buffet en chêne", "15/10/2026", "rendu"):
        assert words in paper
    assert "Garnier" not in paper


def test_without_a_deposit_no_ticket_is_made(open_shop):
    order = quoted(open_shop)
    made = accept(open_shop, order, Agreed())
    assert (made.doc_no, open_shop.shop.orders.deposits_cents()) == ("", 0)
    assert open_shop.shop.orders.view(order.id).order.rest_cents == 7250


def test_a_deposit_above_the_quote_or_short_is_refused(open_shop):
    order = quoted(open_shop)
    before = contents(open_shop.store)
    refused("deposit", lambda: accept(open_shop, order, Agreed(7251, (Payment("CARD", 7251),))))
    refused("short", lambda: accept(open_shop, order, Agreed(2000, (Payment("CARD", 1000),))))
    assert contents(open_shop.store) == before


def test_a_quote_out_of_date_is_renewed_before_it_is_agreed(open_shop):
    order = quoted(open_shop)
    open_shop.clock.forward(days=31)
    open_shop.shop.till.open_session(open_shop.cashier, "001-2", 15000)
    refused("late", lambda: accept(open_shop, order, Agreed()))
    (view,) = open_shop.shop.orders.waiting()
    assert view.expired
    again = open_shop.shop.orders.requote(
        open_shop.supervisor, order.id, replace(ASKED, labour_tenths=30, name="", phone="")
    ).value
    assert (again.number, again.quote_cents) == (order.number, 10_250)
    assert accept(open_shop, order, Agreed()).due_on == "2026-11-15"


def test_the_work_is_done_without_a_weighing_and_the_kilos_do_not_move(open_shop):
    order = accepted(open_shop)
    before = grams(open_shop)
    work_through(open_shop, order)
    assert open_shop.shop.orders.view(order.id).stage is Stage.READY
    assert grams(open_shop) == before
    item = now(open_shop, order.item)
    assert (item.state, item.refurbished) == (State.SOLD, False)
    assert open_shop.shop.workshop.queue(open_shop.trainee).works == ()
    # Taken back: it is no longer ready.
    open_shop.shop.workshop.undo(open_shop.trainee, order.work_order)
    assert open_shop.shop.orders.view(order.id).stage is Stage.ACCEPTED
    check_ledger(open_shop.store)


def test_parts_for_a_customers_own_thing_leave_the_shop_under_the_order(open_shop):
    order = accepted(open_shop)
    source = furnish(open_shop, 900, "Commode", State.TO_REPAIR)
    weighing = Weighing(2_000, 0, Source.SCALE)
    open_shop.shop.workshop.take_apart(
        open_shop.trainee, source.id, [Part("EA-RA-BUFFET", weighing, 4)], "recycling"
    )
    before = grams(open_shop)
    open_shop.shop.workshop.start(open_shop.trainee, order.work_order)
    open_shop.shop.workshop.fit_part(
        open_shop.trainee, order.work_order, "EA-RA-BUFFET", Weighing(500, 0, Source.SCALE), 1
    )
    after = grams(open_shop)
    assert after["out:repair_part"] == 500
    assert after["stock:parts"] == before["stock:parts"] - 500
    assert open_shop.store.read().value(
        "SELECT document FROM mass_entry WHERE kind = 'part_fitted'"
    ) == order.number  # fmt: skip
    check_ledger(open_shop.store)


def test_collected_it_is_a_service_without_mass_and_the_deposit_comes_off(open_shop):
    order = ready(open_shop)
    basket = open_shop.shop.orders.pick_up(order.id)
    assert [(line.kind, line.total_cents) for line in basket.lines] == [
        ("service", 7250), ("deposit_back", -2000),
    ]  # fmt: skip
    assert (basket.total_cents, basket.reused_g) == (5250, 0)
    before = grams(open_shop)
    sold = open_shop.shop.counter.sell(
        open_shop.cashier, TILL, basket, [Payment("CARD", 5250)]
    ).value
    body = record_of(open_shop, sold.doc_no)
    assert (body["total"], body["turnover"]) == (5250, 7250)
    assert [line["cat"] for line in body["lines"]] == ["SRV-REMISE-EN-ETAT", None]
    closed = rows.order_by_id(open_shop.store.read(), order.id)
    assert (closed.state, closed.closed_doc) == (Stage.COLLECTED, sold.doc_no)
    assert open_shop.shop.orders.deposits_cents() == 0
    assert grams(open_shop) == before
    check_ledger(open_shop.store)


def test_an_order_is_never_paid_twice(open_shop):
    order = ready(open_shop)
    basket = open_shop.shop.orders.pick_up(order.id)
    open_shop.shop.counter.sell(open_shop.cashier, TILL, basket, [Payment("CARD", 5250)])
    before = contents(open_shop.store)
    refused(
        "order",
        lambda: open_shop.shop.counter.sell(
            open_shop.cashier, TILL, basket, [Payment("CARD", 5250)]
        ),
    )
    assert contents(open_shop.store) == before


def test_an_order_in_the_workshop_is_not_paid_yet(open_shop):
    order = ready(open_shop)
    basket = open_shop.shop.orders.pick_up(order.id)
    open_shop.shop.workshop.undo(open_shop.trainee, order.work_order)
    refused("not_ready", lambda: open_shop.shop.orders.pick_up(order.id))
    refused(
        "order",
        lambda: open_shop.shop.counter.sell(
            open_shop.cashier, TILL, basket, [Payment("CARD", 5250)]
        ),
    )


@pytest.mark.parametrize("n", [1, 2])
def test_half_an_order_is_refused(open_shop, n):
    """Bug it would catch: the deposit paid out alone, or the work paid without it."""
    basket = open_shop.shop.orders.pick_up(ready(open_shop).id).remove(n)
    paid = [Payment("CARD", basket.total_cents)] if basket.total_cents > 0 else []
    before = contents(open_shop.store)
    with pytest.raises(Refusal):
        open_shop.shop.counter.sell(open_shop.cashier, TILL, basket, paid)
    assert contents(open_shop.store) == before


def test_a_deposit_line_of_a_hold_cannot_hide_behind_an_order(open_shop):
    order = ready(open_shop)
    basket = open_shop.shop.orders.pick_up(order.id)
    twice = basket.add(replace(basket.lines[1], key=None, n=0))
    refused(
        "order",
        lambda: open_shop.shop.counter.sell(
            open_shop.cashier, TILL, twice, [Payment("CARD", 3250)]
        ),
    )
    lone = Basket().add(replace(basket.lines[1], link="order:zz", n=0)).add(basket.lines[0])
    with pytest.raises(Refusal):
        open_shop.shop.counter.sell(open_shop.cashier, TILL, lone, [Payment("CARD", 5250)])


def test_given_up_before_the_work_the_acompte_goes_back(open_shop):
    order = accepted(open_shop)
    ended = open_shop.shop.orders.give_up(open_shop.cashier, TILL, order.id).value
    assert (ended.stage, ended.back) == (Stage.CANCELLED, {"CASH": 2000})
    assert open_shop.shop.orders.deposits_cents() == 0
    assert open_shop.shop.workshop.queue(open_shop.trainee).works == ()
    work = open_shop.shop.workshop.work(order.work_order).order
    assert (work.state, work.weight_after_g) == (OrderState.FINISHED, None)
    refused("too_late", lambda: open_shop.shop.workshop.undo(open_shop.trainee, work.id))
    refused("stage", lambda: open_shop.shop.orders.give_up(open_shop.cashier, TILL, order.id))
    assert label_rows.unprinted_job_of(open_shop.store.read(), order.item, TRACKING) is None


def test_given_up_after_the_work_began_the_manager_says_yes_or_the_acompte_pays_it(open_shop):
    order = accepted(open_shop)
    open_shop.shop.workshop.start(open_shop.trainee, order.work_order)
    refused("approval", lambda: open_shop.shop.orders.give_up(open_shop.cashier, TILL, order.id))
    ended = open_shop.shop.orders.keep(open_shop.cashier, TILL, order.id).value
    assert (ended.stage, ended.kept_cents) == (Stage.KEPT, 2000)
    closed = rows.order_by_id(open_shop.store.read(), order.id)
    body = record_of(open_shop, closed.closed_doc)
    assert [(line["kind"], line["ttc"]) for line in body["lines"]] == [
        ("deposit_back", -2000), ("service", 2000),
    ]  # fmt: skip
    assert (body["total"], body["turnover"]) == (0, 2000)


def test_a_manager_may_give_everything_back_after_the_work_began(open_shop):
    order = accepted(open_shop)
    open_shop.shop.workshop.start(open_shop.trainee, order.work_order)
    ended = open_shop.shop.orders.give_up(open_shop.manager, TILL, order.id).value
    assert ended.back == {"CASH": 2000}


def test_an_acompte_is_not_kept_before_the_work_begins(open_shop):
    order = accepted(open_shop)
    refused("not_begun", lambda: open_shop.shop.orders.keep(open_shop.cashier, TILL, order.id))


def test_arrhes_are_kept_or_given_back_with_a_managers_yes(open_shop):
    take_arrhes(open_shop)
    first, second = accepted(open_shop), accepted(open_shop)
    refused("approval", lambda: open_shop.shop.orders.give_up(open_shop.cashier, TILL, first.id))
    kept = open_shop.shop.orders.keep(open_shop.cashier, TILL, first.id).value
    assert (kept.stage, kept.kept_cents) == (Stage.KEPT, 2000)
    closed = rows.order_by_id(open_shop.store.read(), first.id)
    body = record_of(open_shop, closed.closed_doc)
    assert [line["kind"] for line in body["lines"]] == ["deposit_back", "deposit_kept"]
    assert body["turnover"] == 0
    back = open_shop.shop.orders.give_up(open_shop.manager, TILL, second.id).value
    assert back.back == {"CASH": 2000}


def test_a_refused_quote_ends_without_money(open_shop):
    order = quoted(open_shop)
    open_shop.shop.orders.refuse(open_shop.supervisor, order.id)
    assert open_shop.shop.orders.waiting() == ()
    (view,) = open_shop.shop.orders.ended()
    assert view.stage is Stage.REFUSED
    refused("stage", lambda: accept(open_shop, order))


def test_promised_for_later_the_tag_is_asked_again(open_shop):
    order = accepted(open_shop)
    due = open_shop.shop.orders.put_off(open_shop.supervisor, order.id, 7).value
    assert due == "2026-10-22"
    open_shop.clock.forward(days=22)
    assert open_shop.shop.orders.waiting()[0].late
    assert open_shop.shop.orders.put_off(open_shop.supervisor, order.id, 7).value == "2026-10-30"


def test_a_small_shop_says_done_without_the_workshops_screens(open_shop):
    order = accepted(open_shop)
    open_shop.shop.orders.done(open_shop.supervisor, order.id)
    assert open_shop.shop.orders.view(order.id).stage is Stage.READY
    assert open_shop.shop.workshop.queue(open_shop.trainee).works == ()


def test_a_customers_own_thing_is_not_thrown_away(open_shop):
    order = accepted(open_shop)
    before = contents(open_shop.store)
    refused(
        "ordered",
        lambda: open_shop.shop.workshop.give_up(open_shop.supervisor, order.work_order, "disposal"),
    )
    assert contents(open_shop.store) == before


def test_the_name_is_kept_while_the_order_lives_and_erased_on_its_day(open_shop):
    order = accepted(open_shop)
    orders = open_shop.shop.orders
    open_shop.clock.forward(days=14 + 29)
    assert forget_people(open_shop.office) == 0
    assert orders.person(open_shop.cashier, order.id).name == "Lucie Garnier"
    assert order.id in orders.matching("garn")
    open_shop.clock.forward(days=1)
    assert forget_people(open_shop.office) == 1
    assert orders.person(open_shop.cashier, order.id) is None
    assert orders.view(order.id).order.initials == "L.\u00a0G."


def test_the_basket_comes_to_the_till_and_another_one_waits(open_shop):
    order = ready(open_shop)
    counter = open_shop.shop.counter
    other = Basket().add(counter.line_of_item(furnish(open_shop, 900, "Cadre")))
    counter.save_draft(open_shop.cashier, TILL, other)
    open_shop.shop.orders.bring_to_counter(open_shop.cashier, TILL, order.id)
    assert counter.draft(TILL).total_cents == 5250
    assert len(counter.parked()) == 1
    open_shop.shop.orders.bring_to_counter(open_shop.cashier, TILL, order.id)
    assert len(counter.parked()) == 1


def test_a_tag_tells_the_order_and_no_name(open_shop):
    order = accepted(open_shop)
    labelling = open_shop.shop.labelling
    item = now(open_shop, order.item)
    doc = labelling._label(open_shop.store.read(), item, TRACKING)
    told = " ".join((doc.name, doc.details, *doc.notes))
    for words in ("Commande", "CMD-2610-0001", "15/10", "L.\u00a0G."):
        assert words in told
    assert "Garnier" not in told


def test_only_who_takes_orders_reads_a_name(open_shop, tmp_path):
    order = quoted(open_shop)
    orders = open_shop.shop.orders
    for who in (open_shop.trainee, open_shop.reception):
        refused("right", lambda who=who: orders.person(who, order.id))
        refused("right", lambda who=who: orders.pdf(who, order.id, tmp_path / "papers"))
    assert not (tmp_path / "papers").exists()
    assert orders.person(open_shop.supervisor, order.id).name == "Lucie Garnier"
    assert orders.pdf(open_shop.cashier, order.id, tmp_path).name == "devis-CMD-2610-0001.pdf"


def test_what_is_promised_comes_before_the_shops_own(open_shop):
    for number in range(3):
        chest = furnish(open_shop, 900, f"Commode {number}", State.RECEIVED)
        open_shop.shop.workshop.send_to_workshop(open_shop.trainee, chest.id)
    order = accepted(open_shop)
    works = open_shop.shop.workshop.queue(open_shop.trainee).works
    assert [work.customer.number if work.customer else "" for work in works] == [
        order.number, "", "",
    ]  # fmt: skip
