"""The last ticket: its payment put right, kept as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from counter_post import MANAGER, TILL, Post
from keyboard import Keyboard
from pypdf import PdfReader
from PySide6.QtCore import Qt
from test_counter_returns import sold

from reuse_pos.domain.payments import Payment
from reuse_pos.ui.counter import ticketdesk
from reuse_pos.ui.counter.correctpanel import CorrectPanel
from reuse_pos.ui.counter.listpanels import TicketPanel
from reuse_pos.ui.widgets import Key


def panel(post: Post) -> CorrectPanel:
    screen = post.start()
    screen.on_function_key(5)
    post.settle()
    post.press("ticket_correct")
    found = screen.sell.panel
    assert isinstance(found, CorrectPanel)
    return found


def paid(post: Post) -> list[tuple[object, ...]]:
    rows = post.made.store.read().all(
        "SELECT method, sum(amt), ref FROM sale_payment GROUP BY method, ref HAVING sum(amt) <> 0"
    )
    return [tuple(row) for row in rows]


def test_touch_what_it_should_have_been_then_f12(post: Post) -> None:
    """Catches the commonest error of a till left for the evening."""
    sold(post, [Payment("CASH", 500)], "Manteau")
    shown = panel(post)
    assert not shown.next_key.isEnabled()
    shown.ways.key("CARD").click()
    post.screen.on_next()
    post.settle()
    assert paid(post) == [("CARD", 500, None)]
    assert post.made.shop.till.figures(TILL).drawer_cents == 15000
    assert post.screen.sell.panel is None


def test_one_of_two_parts_changes_and_a_cheque_asks_its_number(post: Post) -> None:
    """Catches a cheque put in without what the bank asks."""
    sold(post, [Payment("CARD", 200), Payment("CASH", 300)], "Manteau")
    shown = panel(post)
    shown.parts.key("1").click()
    shown.ways.key("CHEQUE").click()
    assert shown.number.isVisible()
    assert not shown.next_key.isEnabled()
    shown.number.setText("0001234")
    assert shown.next_key.isEnabled()
    shown.next_key.click()
    post.settle()
    assert paid(post) == [("CARD", 200, None), ("CHEQUE", 300, "0001234")]


def test_back_to_how_it_was_changes_nothing(post: Post) -> None:
    """Catches an empty correction record."""
    sold(post, [Payment("CASH", 500)], "Manteau")
    shown = panel(post)
    shown.ways.key("CARD").click()
    shown.ways.key("CASH").click()
    assert not shown.next_key.isEnabled()


def test_the_receipt_is_kept_as_a_file_that_says_duplicata(
    post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a second original of a ticket."""
    monkeypatch.setattr(ticketdesk, "documents", lambda: tmp_path / "papiers")
    sale = sold(post, [Payment("CASH", 500)], "Manteau")
    screen = post.start()
    screen.on_function_key(5)
    post.settle()
    post.press("ticket_pdf")
    file = tmp_path / "papiers" / f"{sale.doc_no}-duplicata-1.pdf"
    text = PdfReader(file).pages[0].extract_text()
    assert "DUPLICATA 1" in text
    assert "Manteau" in text
    sql = "SELECT count(*) FROM fiscal_record WHERE type = 'REPRINT'"
    assert post.made.store.read().value(sql) == 1


def test_an_earlier_ticket_is_printed_again_and_its_payment_put_right(post: Post) -> None:
    """Catches a receipt asked two customers later, or a wrong key noticed too late."""
    screen = post.start(MANAGER)
    keys = Keyboard(post)
    for label in ("Livre", "Manteau", "Jouet"):
        post.touch_tile(label)
        screen.on_function_key(11)
        post.settle()
    keys.press(Qt.Key.Key_F5)
    panel = screen.sell.panel
    assert isinstance(panel, TicketPanel)
    assert (panel.head_title.text(), panel.head_sub.text()) == ("Ticket 3", "Dernier ticket")
    assert not panel.after.isEnabled()
    keys.press(Qt.Key.Key_Right)
    assert screen.sell.panel is panel
    keys.press(Qt.Key.Key_Left)
    post.press("ticket_before")
    panel = screen.sell.panel
    assert isinstance(panel, TicketPanel)
    assert panel.head_title.text() == "Ticket 1"
    assert not panel.before.isEnabled()
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_F12)
    assert "Ticket 2" in post.said[-1]
    keys.press(Qt.Key.Key_F5)
    keys.press(Qt.Key.Key_Left)
    keys.type("2")
    keys.type("c")
    keys.press(Qt.Key.Key_Return)
    found = post.made.shop.refunds.ticket("001-1-26-000002")
    assert [one["method"] for one in found.pay] == ["CARD"]


def test_a_return_has_no_payment_to_put_right_and_is_not_taken_back_again(post: Post) -> None:
    screen = post.start(MANAGER)
    keys = Keyboard(post)
    post.touch_tile("Livre")
    screen.on_function_key(11)
    post.settle()
    keys.press(Qt.Key.Key_F5)
    keys.type("3")
    keys.type("1")
    keys.press(Qt.Key.Key_F1)
    keys.press(Qt.Key.Key_F12)
    assert [kind for kind, _cents in post.sales()] == ["SALE", "REFUND"]
    keys.press(Qt.Key.Key_F5)
    assert screen.sell.panel.findChild(Key, "ticket_correct") is None
    assert screen.sell.panel.findChild(Key, "ticket_refund") is None
    assert screen.sell.panel.findChild(Key, "ticket_pdf") is not None
