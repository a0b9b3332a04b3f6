"""Skips and cages on site go their way by one touch a step."""

from __future__ import annotations

from invariants import check_ledger
from outflow_help import on_scale, refusal, stock
from shops import TestShop

from reuse_pos.domain.outflow import Skip
from reuse_pos.domain.ways import Way
from reuse_pos.services.outflow import Load


def test_an_earlier_ticket_does_not_empty_a_skip_that_left_again(books: TestShop) -> None:
    out, who = books.shop.outflows, books.supervisor
    out.put_skip(books.manager, Skip("B1", "Benne papier", "recycling", "PAPIER", "HR-LIVRE", 0,
                                     "in_use", "2026-10-01"))  # fmt: skip
    slips = []
    for _turn in range(2):
        out.advance(who, "B1")
        out.advance(who, "B1")
        slips.append(out.pick_up(who, "B1").value.number)
        out.load(who, slips[-1], Load("HR-LIVRE", on_scale(1_000)))
        out.leave(who, slips[-1])
        if len(slips) == 1:
            out.advance(who, "B1")
    out.record_ticket(who, slips[0], "T1", None)
    assert out.skips()[0].skip.state == "awaited"
    out.record_ticket(who, slips[1], "T2", None)
    assert out.skips()[0].skip.state == "in_use"


def test_a_skip_goes_its_way_by_one_touch_a_step(books: TestShop) -> None:
    out = books.shop.outflows
    skip = Skip("B1", "Benne papier", "recycling", "PAPIER", "HR-LIVRE", 900_000, "full",
                "1999-01-01")  # fmt: skip
    out.put_skip(books.manager, skip)
    view = out.skips()[0]
    assert (view.skip.state, view.skip.since, view.late) == ("in_use", "2026-10-01", False)
    stock(books, "HR-LIVRE", 30_000, "reception")
    books.shop.sorting.send(books.trainee, "HR-LIVRE", 12_000, Way.RECYCLER)
    assert out.advance(books.supervisor, "B1").value == "full"
    books.clock.forward(days=7)
    assert not out.skips()[0].late
    books.clock.forward(days=1)
    assert (out.skips()[0].late, out.skips()[0].days) == (True, 8)
    assert out.step_back(books.supervisor, "B1").value == "in_use"
    out.advance(books.supervisor, "B1")
    assert out.advance(books.supervisor, "B1").value == "asked"
    with refusal("asked"):
        out.advance(books.supervisor, "B1")
    slip = out.pick_up(books.supervisor, "B1").value
    assert (slip.party, slip.skip, slip.grams) == ("PAPIER", "B1", 12_000)
    with refusal("on_slip"):
        out.pick_up(books.supervisor, "B1")
    out.leave(books.supervisor, slip.number)
    assert out.skips()[0].skip.state == "awaited"
    out.record_ticket(books.supervisor, slip.number, "T1", None)
    assert out.skips()[0].skip.state == "in_use"
    check_ledger(books.store)
