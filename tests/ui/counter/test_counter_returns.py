"""Returns at the counter: four gestures, the ways back, the manager's yes, an exchange."""

from __future__ import annotations

import json
from typing import Any

import pytest
from counter_post import NARROW, TILL, WIDE, Post
from PySide6.QtWidgets import QApplication

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.payments import Payment
from reuse_pos.services.counter import Sold
from reuse_pos.services.tickets import ticket_barcode
from reuse_pos.ui import theme
from reuse_pos.ui.approvaldialog import ApprovalDialog
from reuse_pos.ui.overlay import front_of
from reuse_pos.ui.widgets import Key


def sold(post: Post, paid: list[Payment], *labels: str) -> Sold:
    """A sale made before the screen opens."""
    counter, basket = post.made.shop.counter, Basket()
    for label in labels:
        basket = basket.add(counter.line_of_key(post.key(label)))
    return counter.sell(post.made.cashier, TILL, basket, paid).value


def code_of(sale: Sold) -> str:
    return ticket_barcode(1, TILL, sale.ticket_no)


def last_refund(post: Post) -> dict[str, Any]:
    reader = post.made.store.read()
    sql = "SELECT body FROM fiscal_record WHERE type = 'REFUND' ORDER BY seq DESC"
    return dict(json.loads(str(reader.value(sql))))


def tick(post: Post, n: int, place: str) -> None:
    line = post.screen.refund.line(n)
    line.head.click()
    line.places.key(place).click()
    post.settle()


def dialog(post: Post) -> ApprovalDialog:
    found = front_of(post.screen.window())
    assert isinstance(found, ApprovalDialog)
    return found


def test_scan_tick_place_refund_are_four_gestures(post: Post) -> None:
    """Catches a reason or a way to pay back that must be touched when there is only one."""
    sale = sold(post, [Payment("CASH", 500)], "Manteau")
    opened = post.devices.drawer.opened
    screen = post.start()
    screen.on_scan(code_of(sale))
    post.settle()
    line = screen.refund.line(1)
    line.head.click()
    line.places.key("workshop").click()
    assert screen.refund.side.key.isEnabled()
    screen.on_next()
    post.settle()
    record = last_refund(post)
    assert (record["total"], record["reason"]) == (-500, "FAULTY")
    assert record["pay"] == [{"n": 1, "method": "CASH", "amt": -500, "ref": None}]
    assert screen.page is screen.sell
    assert post.devices.drawer.opened == opened + 1


def test_the_reason_follows_the_place_until_it_is_touched(post: Post) -> None:
    """Catches a reason nobody chose written against the person's touch."""
    sale = sold(post, [Payment("CASH", 600)], "Manteau", "Livre")
    screen = post.start()
    screen.on_scan(code_of(sale))
    post.settle()
    side = screen.refund.side
    tick(post, 1, "reception")
    assert side.reason == "CHANGED_MIND"
    tick(post, 2, "out")
    assert side.reason == "FAULTY"
    side.reasons.key("OTHER").click()
    screen.refund.line(2).head.click()
    assert side.reason == "OTHER"


def test_sent_out_is_recycled_unless_said_otherwise(post: Post) -> None:
    """Catches a broken plate put back on the shelf's kilos."""
    sale = sold(post, [Payment("CASH", 500)], "Manteau")
    screen = post.start()
    screen.on_scan(code_of(sale))
    post.settle()
    tick(post, 1, "out")
    line = screen.refund.line(1)
    assert line.wanted == (1, "recycling")
    line.ways_out.key("disposal").click()
    screen.on_next()
    post.settle()
    sql = "SELECT count(*) FROM mass_posting WHERE place = 'out:disposal' AND grams > 0"
    assert post.made.store.read().value(sql) == 1


def test_several_ways_are_shared_out_and_told(post: Post) -> None:
    """Catches a return that does not say that a part goes back on the voucher."""
    vouchers = post.made.shop.vouchers
    number = vouchers.issue(post.made.manager, 300, "geste").value
    voucher = vouchers.tender(number, 300).payment
    assert voucher is not None
    sale = sold(post, [voucher, Payment("CASH", 200)], "Manteau")
    screen = post.start()
    screen.on_scan(code_of(sale))
    post.settle()
    tick(post, 1, "none")
    screen.refund.ways.key("CASH").click()
    assert "2,00" in screen.refund.side.note.text()
    assert "3,00" in screen.refund.side.note.text()
    screen.on_next()
    post.settle()
    assert [(one["method"], one["amt"]) for one in last_refund(post)["pay"]] == [
        ("CASH", -200), ("VOUCHER", -300),
    ]  # fmt: skip


def test_an_exchange_goes_on_with_the_basket_that_waited(post: Post) -> None:
    """Catches an exchange whose money is lost, or that empties the basket in progress."""
    sale = sold(post, [Payment("CARD", 500)], "Manteau")
    screen = post.start()
    post.touch_tile("Livre")
    screen.on_scan(code_of(sale))
    post.settle()
    tick(post, 1, "reception")
    screen.refund.ways.key("EXCHANGE").click()
    screen.on_next()
    post.settle()
    basket = screen.model.basket
    assert [line.label for line in basket.lines] == ["Livre"]
    assert [(one.method, one.amount_cents) for one in basket.tenders] == [("CREDIT", 500)]
    assert screen.page is screen.sell
    assert not screen.model.can_undo


def test_above_the_limit_the_manager_says_yes_and_the_cashier_stays(post: Post) -> None:
    """Catches a refusal that leaves the person with nothing to touch."""
    sale = sold(post, [Payment("CASH", 3500)], *["Manteau"] * 7)
    screen = post.start()
    screen.on_scan(code_of(sale))
    post.settle()
    tick(post, 1, "reception")
    for _more in range(6):
        screen.refund.line(1).stepper.plus.click()
    screen.on_next()
    post.settle()
    asked = dialog(post)
    assert post.sales() == [("SALE", 3500)]
    asked.who.choose("02")
    asked.who.field.edit.setText("Gestion-02")
    asked.on_next()
    post.settle()
    assert post.sales() == [("SALE", 3500), ("REFUND", -3500)]
    record = last_refund(post)
    assert record["op"] == "07"
    assert len(record["approval"]) == 32


def test_a_refused_yes_gives_nothing_back(post: Post) -> None:
    """Catches money that leaves although the manager said no."""
    sale = sold(post, [Payment("CASH", 500)], "Manteau")
    post.made.clock.forward(days=16)
    screen = post.start()
    screen.refund.start()
    screen.show_page(screen.refund)
    screen.on_scan(code_of(sale))
    post.settle()
    tick(post, 1, "reception")
    screen.on_next()
    post.settle()
    dialog(post).cancel()
    post.settle()
    assert post.sales() == [("SALE", 500)]
    assert screen.page is screen.refund
    assert screen.refund.line(1).ticked


def test_without_receipt_a_ticket_is_searched_and_needs_a_yes(post: Post) -> None:
    """Catches money given on any ticket of the day to whoever asks."""
    sale = sold(post, [Payment("CASH", 500)], "Manteau")
    sold(post, [Payment("CASH", 100)], "Livre")
    screen = post.start()
    screen.on_function_key(9)
    post.press("empty_key")
    post.press("pad_5")
    post.press("search_look")
    assert [key.objectName() for key in screen.refund.search.findChildren(Key)
            if key.objectName().startswith("found_")] == [f"found_{sale.ticket_no}"]  # fmt: skip
    post.press(f"found_{sale.ticket_no}")
    tick(post, 1, "reception")
    screen.on_next()
    post.settle()
    assert dialog(post).isVisible()
    assert post.sales() == [("SALE", 500), ("SALE", 100)]


def test_another_shops_receipt_says_so_on_the_page(post: Post) -> None:
    """Catches a scan without an answer."""
    screen = post.start()
    screen.on_scan("2200700000012")
    post.settle()
    assert "7" in screen.refund.bar.title.text()
    assert screen.refund.found is None


def test_what_a_social_voucher_paid_stops_before_the_yellow_key(post: Post) -> None:
    """Catches a refusal only after the person was promised the money."""
    with post.made.store.transaction() as tx:
        tx.insert("social_type", {
            "code": "CCAS", "label": "Bon CCAS", "issuer": "CCAS", "rule": "", "most_cents": None,
            "families": "", "valid_until": "", "claim_days": 60, "number_rule": "optional",
            "rank": 1, "archived": 0,
        })  # fmt: skip
    sale = sold(post, [Payment("SOCIAL", 400, "B1", "CCAS"), Payment("CASH", 100)], "Manteau")
    screen = post.start()
    screen.on_scan(code_of(sale))
    post.settle()
    tick(post, 1, "reception")
    assert not screen.refund.side.key.isEnabled()
    assert "4,00" in screen.refund.side.note.text()


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(("mode", "scale"), [("light", 100), ("dark", 130)])
def test_every_key_of_a_return_stands_inside(
    post: Post, size: tuple[int, int], mode: str, scale: int
) -> None:
    """Catches the yellow key under the edge, or a key too small for a finger."""
    sale = sold(post, [Payment("CARD", 200), Payment("CASH", 400)], "Manteau", "Livre")
    theme.set(mode, scale)
    screen = post.start(size=size)
    screen.on_scan(code_of(sale))
    post.settle()
    tick(post, 1, "out")
    QApplication.processEvents()
    side = screen.refund.side
    for key in side.findChildren(Key):
        if key.isVisible():
            corner = key.mapTo(screen, key.rect().bottomRight())
            assert screen.rect().contains(corner), key.objectName()
            assert key.height() >= 44


def test_an_exchange_is_paid_by_what_came_back_and_the_rest_gets_its_paper(post: Post) -> None:
    """Catches a credit taken whole for a smaller basket, or a rest nobody can spend."""
    sale = sold(post, [Payment("CARD", 500)], "Manteau")
    screen = post.start()
    screen.on_scan(code_of(sale))
    post.settle()
    tick(post, 1, "reception")
    screen.refund.ways.key("EXCHANGE").click()
    screen.on_next()
    post.settle()
    post.touch_tile("Livre")
    screen.pay()
    post.settle()
    screen.on_next()
    post.settle()
    assert post.sales() == [("SALE", 500), ("REFUND", -500), ("SALE", 100)]
    credit = last_refund(post)["pay"][0]["ref"]
    state = post.made.shop.vouchers.numbered(credit)
    assert state is not None
    assert (state.left_cents, state.has_code) == (400, True)
