"""Work ordered on pieces bought here, at the counter: label or slip, one key, and it is paid."""

from __future__ import annotations

from counter_post import TILL, Post
from goods import now
from ordered_work import accept, accepted, quoted, ready

from reuse_pos.services.tickets import ticket_barcode


def slip(doc_no: str) -> str:
    """The barcode of a slip, from its number."""
    return ticket_barcode(1, TILL, int(doc_no.rpartition("-")[2]))


def test_the_label_one_key_and_exact_cash_pay_a_ready_order(post: Post) -> None:
    """Scan, "it is this person", F11: three gestures."""
    order = ready(post.made)
    screen = post.start()
    screen.on_scan(now(post.made, order.item).code)
    post.settle()
    assert "prête pour L." in post.bar
    post.take_way_out()
    assert [line.kind for line in screen.model.basket.lines] == ["service", "deposit_back"]
    screen.exact_cash()
    post.settle()
    assert post.made.shop.orders.deposits_cents() == 0
    assert post.made.shop.till.figures(TILL).drawer_cents == 15_000 + 2_000 + 5_250


def test_the_slip_of_the_deposit_leads_there_too(post: Post) -> None:
    order = ready(post.made)
    screen = post.start()
    screen.on_scan(slip(order.deposit_doc or ""))
    post.settle()
    assert screen.page is screen.sell
    post.take_way_out()
    assert screen.model.basket.total_cents == 5_250


def test_a_receipt_still_leads_to_what_comes_back(post: Post) -> None:
    """Bug it would catch: every receipt taken for a slip."""
    order = quoted(post.made)
    found = post.made.shop.refunds.find(now(post.made, order.item).code)
    screen = post.start()
    screen.on_scan(slip(found.doc_no))
    post.settle()
    assert screen.page is screen.refund


def test_work_not_done_has_no_key_to_pay(post: Post) -> None:
    order = accepted(post.made)
    screen = post.start()
    screen.on_scan(now(post.made, order.item).code)
    post.settle()
    assert "encore à l’atelier" in post.bar
    assert "15/10" in post.bar
    assert screen.error.key.text() != "C’est cette personne"
    assert post.lines == []


def test_a_quote_alone_is_told_and_not_sold(post: Post) -> None:
    order = quoted(post.made)
    screen = post.start()
    screen.on_scan(now(post.made, order.item).code)
    post.settle()
    assert "un devis est remis" in post.bar
    accept(post.made, order)
    screen.on_scan(now(post.made, order.item).code)
    post.settle()
    assert "encore à l’atelier" in post.bar


def test_what_was_in_the_basket_waits_aside(post: Post) -> None:
    order = ready(post.made)
    screen = post.start()
    post.touch_tile("Manteau")
    screen.on_scan(now(post.made, order.item).code)
    post.settle()
    post.take_way_out()
    assert len(post.made.shop.counter.parked()) == 1
    assert screen.model.basket.total_cents == 5_250
