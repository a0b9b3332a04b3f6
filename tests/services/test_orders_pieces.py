"""Which pieces work may be ordered on: named by a label, a ticket or a slip, still their own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from goods import now
from held_goods import TILL, furnish
from invariants import check_ledger, contents
from ordered_work import (
    ASKED,
    accept,
    accepted,
    piece_of,
    quoted,
    ready,
    sold_piece,
)

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.item import State
from reuse_pos.domain.payments import Payment


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


def two_chairs(shop) -> str:
    """Two chairs without a label, sold on one line; the code of the ticket."""
    from reuse_pos.services.tickets import ticket_barcode

    counter = shop.shop.counter
    basket = Basket().add(counter.line_at_price("EA-RA-BUFFET", 1500, "Chaise"))
    basket = basket.set_qty(1, 2)
    sold = counter.sell(shop.cashier, TILL, basket, [Payment("CARD", 3000)]).value
    return ticket_barcode(1, TILL, sold.ticket_no)


def test_a_line_of_two_pieces_is_ordered_on_twice_and_no_more(open_shop):
    """Bug it would catch: a piece without a label given a new number, and a second order, each
    time its ticket is scanned."""
    orders, code = open_shop.shop.orders, two_chairs(open_shop)
    (piece,) = orders.scanned(code).pieces
    first = orders.quote(open_shop.cashier, piece, ASKED).value
    second = orders.quote(open_shop.cashier, piece, ASKED).value
    assert first.item != second.item
    refused("ordered", lambda: orders.quote(open_shop.cashier, piece, ASKED))
    assert orders.scanned(code).order in (first.id, second.id)
    orders.refuse(open_shop.cashier, first.id)
    again = orders.quote(open_shop.cashier, piece, ASKED).value
    assert again.item == first.item


def test_pieces_left_here_do_not_come_back_for_money(open_shop):
    orders, code = open_shop.shop.orders, two_chairs(open_shop)
    (piece,) = orders.scanned(code).pieces
    accept(open_shop, orders.quote(open_shop.cashier, piece, ASKED).value)
    refunds = open_shop.shop.refunds
    found = refunds.find(code)

    def back(n: int):
        return refunds.refund(
            open_shop.manager, TILL, found.doc_no, {1: (n, "reception")}, "CARD", "CHANGED_MIND"
        )

    refused("ordered", lambda: back(2))
    back(1)
    refused("ordered", lambda: back(1))


def test_a_piece_brought_back_before_the_agreement_ends_the_story(open_shop):
    order = quoted(open_shop)
    found = open_shop.shop.refunds.find(now(open_shop, order.item).code)
    open_shop.shop.refunds.refund(
        open_shop.manager, TILL, found.doc_no, {1: (1, "reception")}, "CARD", "CHANGED_MIND"
    )
    before = contents(open_shop.store)
    refused("not_sold", lambda: accept(open_shop, order))
    assert contents(open_shop.store) == before


def test_the_slip_of_the_deposit_leads_to_the_order(open_shop):
    from reuse_pos.services.tickets import ticket_barcode

    order = quoted(open_shop)
    made = accept(open_shop, order)
    code = ticket_barcode(1, TILL, int(made.doc_no.rpartition("-")[2]))
    assert open_shop.shop.orders.scanned(code).order == order.id
    assert open_shop.shop.orders.of_slip(code).id == order.id
    assert open_shop.shop.orders.of_slip(now(open_shop, order.item).code) is None


def test_a_thing_still_on_sale_is_sold_first(open_shop):
    item = furnish(open_shop)
    refusal = refused("not_sold", lambda: open_shop.shop.orders.scanned(item.code))
    assert item.short in refusal.sentence


def test_a_code_of_nowhere_is_refused(open_shop):
    refused(
        "unknown_code",
        lambda: open_shop.shop.orders.scanned(make_code(CodeKind.ITEM, 1, 0, 999_999)),
    )


def test_a_second_order_on_the_same_piece_is_refused(open_shop):
    item = sold_piece(open_shop)
    piece = piece_of(open_shop, item)
    order = quoted(open_shop, item)
    assert open_shop.shop.orders.scanned(item.code).order == order.id
    refused("ordered", lambda: open_shop.shop.orders.quote(open_shop.cashier, piece, ASKED))


def test_a_ticket_names_its_labelled_pieces_and_those_without_a_label(open_shop):
    shop = open_shop.shop
    lamp = furnish(open_shop, 900, "Lampe")
    basket = Basket().add(shop.counter.line_of_item(lamp))
    basket = basket.add(shop.counter.line_at_price("EA-RA-BUFFET", 5000, "Vieux buffet"))
    sold = shop.counter.sell(open_shop.cashier, TILL, basket, [Payment("CARD", 5900)]).value
    from reuse_pos.services.tickets import ticket_barcode

    code = ticket_barcode(1, TILL, sold.ticket_no)
    found = shop.orders.scanned(code)
    assert [(one.label, bool(one.item)) for one in found.pieces] == [
        ("Lampe", True), ("Vieux buffet", False),
    ]  # fmt: skip
    before = grams(open_shop)
    order = shop.orders.quote(open_shop.cashier, found.pieces[1], ASKED).value
    thing = now(open_shop, order.item)
    assert (thing.state, thing.grams, thing.label) == (State.SOLD, 0, "Vieux buffet")
    assert grams(open_shop) == before
    refused(
        "not_sold",
        lambda: shop.orders.quote(open_shop.cashier, replace(found.pieces[1], n=1), ASKED),
    )
    check_ledger(open_shop.store)


def test_the_piece_does_not_come_back_for_money_while_it_is_worked_on(open_shop):
    order = accepted(open_shop)
    found = open_shop.shop.refunds.find(now(open_shop, order.item).code)
    refused(
        "ordered",
        lambda: open_shop.shop.refunds.refund(
            open_shop.manager, TILL, found.doc_no, {1: (1, "reception")}, "CARD", "CHANGED_MIND"
        ),
    )


def test_the_label_at_the_counter_leads_to_the_order(open_shop):
    order = ready(open_shop)
    code = now(open_shop, order.item).code
    refusal = refused("ordered", lambda: open_shop.shop.counter.scanned(code))
    assert refusal.facts["order"].id == order.id


def test_a_reduction_on_the_ticket_leaves_ordered_work_alone(open_shop):
    """Bug it would catch: 10 % off a basket that then cannot be paid, the quote's price no longer
    being there."""
    counter = open_shop.shop.counter
    basket = open_shop.shop.orders.pick_up(ready(open_shop).id)
    basket = basket.add(counter.line_of_item(furnish(open_shop, 1000, "Cadre")))
    less = counter.reduced_ticket(open_shop.cashier, basket, 100, "GESTURE")
    assert [line.total_cents for line in less.lines] == [7250, -2000, 900]
    counter.sell(open_shop.cashier, TILL, less, [Payment("CARD", less.total_cents)])
    alone = open_shop.shop.orders.pick_up(ready(open_shop).id)
    refused("discount", lambda: counter.reduced_ticket(open_shop.cashier, alone, 100, "GESTURE"))


def test_a_things_life_tells_the_work_its_customer_had_done(open_shop):
    """Bug it would catch: the sale counted in another month because work came after it."""
    order = ready(open_shop)
    life = open_shop.shop.lives.of(open_shop.supervisor, order.item)
    assert [event.title for event in life.events][-2:] == [
        "Confié par le client", "Travail du client fini",
    ]  # fmt: skip
    assert life.events[-2].about == "CMD-2610-0001 · Poncer, Peindre"


def test_a_piece_numbered_for_an_order_came_from_no_donor(open_shop):
    (piece,) = open_shop.shop.orders.scanned(two_chairs(open_shop)).pieces
    order = open_shop.shop.orders.quote(open_shop.cashier, piece, ASKED).value
    (event,) = open_shop.shop.lives.of(open_shop.supervisor, order.item).events
    assert event.title == "Numéroté pour une commande"
