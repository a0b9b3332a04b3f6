"""The receiver's weighing ticket: told, kept, followed only when asked."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from invariants import check_ledger
from outflow_help import gone, on_scale, refusal, stock
from PIL import Image
from shops import TestShop
from till_help import count_of

from reuse_pos.domain.outflow import correction_shares
from reuse_pos.domain.ways import Way
from reuse_pos.services.outflow import Load, SlipFor


def test_the_ticket_is_told_and_followed_only_when_asked(books: TestShop, tmp_path: Path) -> None:
    out = books.shop.outflows
    stock(books, "HR-DIVERS", 50_000)
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(60_000)))
    out.load(books.supervisor, number, Load("HR-DIVERS", on_scale(20_000)))
    with refusal("slip_open"):
        out.record_ticket(books.supervisor, number, "T-1", 1)
    out.leave(books.supervisor, number)
    books.clock.forward(days=4)
    picture = tmp_path / "ticket.png"
    Image.new("RGB", (40, 30), "white").save(picture)
    gap = out.record_ticket(books.supervisor, number, "PESEE 778", 78_000, picture).value
    slip = out.slip(number)
    assert (gap, slip.state, slip.difference_g, gone(books, "recycling")) == (
        -2_000, "closed", -2_000, 80_000,
    )  # fmt: skip
    assert (books.office.folder.photos / str(slip.file)[:2] / f"{slip.file}.jpg").exists()
    assert out.follow_ticket(books.supervisor, number).value == -2_000
    assert gone(books, "recycling") == 78_000
    day = books.store.read().value("SELECT day FROM mass_entry WHERE kind = 'ticket_followed'")
    assert day == "2026-10-01", "corrected on the day it left"
    with refusal("nothing"):
        out.follow_ticket(books.supervisor, number)
    assert out.slip(number).weighed_g == 80_000, "what the shop weighed is kept"
    check_ledger(books.store)


def test_a_second_ticket_is_followed_by_what_it_says_more(books: TestShop) -> None:
    """The receiver corrects its ticket after the kilos were corrected already."""
    out = books.shop.outflows
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(20_000)))
    out.leave(books.supervisor, number)
    for ticket, gap in ((19_000, -1_000), (25_000, 6_000)):
        out.record_ticket(books.supervisor, number, "T", ticket)
        assert not out.slip(number).is_corrected
        assert out.follow_ticket(books.supervisor, number).value == gap
        assert gone(books, "recycling") == out.slip(number).grams == ticket
        assert out.slip(number).is_corrected
        with refusal("nothing"):
            out.follow_ticket(books.supervisor, number)
    assert out.slip(number).weighed_g == 20_000
    check_ledger(books.store)


def test_a_closed_month_is_corrected_today(books: TestShop) -> None:
    """What was reported for October stays; the difference is November's (decision 9)."""
    out, till = books.shop.outflows, books.shop.till
    stock(books, "HR-LIVRE", 30_000, "reception")
    crate = books.shop.sorting.send(books.trainee, "HR-LIVRE", 5_000, Way.RECYCLER).value
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(20_000)))
    out.leave(books.supervisor, number)
    once = out.let_go_load(books.supervisor, Load("HR-LIVRE", on_scale(2_000)), "gift").value
    till.open_session(books.cashier, "001-1", 0)
    till.close_session(books.cashier, "001-1", count_of(0), day_too=True)
    books.clock.forward(days=40)
    assert till.close_month(books.manager, "001-1").value == "2026-10"
    before = books.shop.reporting.diverted("2026-10")
    out.record_ticket(books.supervisor, number, "T", 19_000)
    out.follow_ticket(books.supervisor, number)
    out.take_load_back(books.supervisor, once)
    books.shop.sorting.undo_send(books.supervisor, crate)
    assert books.shop.reporting.diverted("2026-10") == before
    november = books.shop.reporting.diverted("2026-11").totals
    assert (november.recycled_g, november.reused_g) == (-6_000, -2_000)
    check_ledger(books.store)


@given(st.lists(st.integers(1, 90_000), min_size=1, max_size=5), st.integers(1, 300_000))
def test_a_correction_ends_at_the_receiver_s_weight(grams: list[int], ticket: int) -> None:
    from reuse_pos.domain.outflow import SlipLine

    lines = [SlipLine(n, f"C{n % 3}", None, "", g, 0, "scale", None, "shop")
             for n, g in enumerate(grams)]  # fmt: skip
    shares = correction_shares(lines, ticket)
    assert sum(grams) + sum(share for _code, share in shares) == ticket
    for code, share in shares:
        assert sum(g for n, g in enumerate(grams) if f"C{n % 3}" == code) + share >= 0
