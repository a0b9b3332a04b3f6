"""What leaves under a slip: every gram goes with the lorry, once, and is said on the paper."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from goods import bring, now
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_ledger, contents
from outflow_help import gone, on_scale, refusal
from shops import TestShop

from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.outflow import Taker, tonnes
from reuse_pos.services.outflow import Load, SlipFor


def test_a_slip_posts_in_one_act_when_the_lorry_goes(books: TestShop) -> None:
    out = books.shop.outflows
    slip = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value
    assert slip.number == "BE-2610-0001"
    chair = bring(books, "HR-LIVRE", 3_000, State.IN_STORAGE)
    out.load(books.supervisor, slip.number, Load("HR-LIVRE", on_scale(45_000)))
    out.scan(books.supervisor, slip.number, chair.code)
    assert gone(books, "recycling") == 0, "nothing leaves before the lorry"
    books.clock.forward(days=2)
    left = out.leave(books.supervisor, slip.number).value
    assert (left.state, left.grams, left.closed_on) == ("awaited", 48_000, "2026-10-03")
    assert gone(books, "recycling") == 48_000
    assert now(books, chair.id).state is State.GONE
    documents = books.store.read().all("SELECT DISTINCT document FROM mass_entry WHERE kind = ?",
                                       "sent_out")  # fmt: skip
    assert [row[0] for row in documents] == [slip.number]
    pieces = books.store.read().value(
        "SELECT sum(pieces) FROM mass_day WHERE place = 'out:recycling'"
    )
    assert pieces == 1 + 400 * 45 // 200
    check_ledger(books.store)


def test_numbers_run_on_by_month_and_kind(books: TestShop) -> None:
    out = books.shop.outflows
    first = [out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value for _ in range(2)]
    away = out.open(books.supervisor, SlipFor("transfer_out", store=2)).value
    books.clock.forward(days=40)
    later = out.open(books.supervisor, SlipFor("gift")).value
    assert [one.number for one in (*first, away, later)] == [
        "BE-2610-0001", "BE-2610-0002", "BT-2610-0001", "BE-2611-0001",
    ]  # fmt: skip


def test_undo_before_the_lorry_goes_and_never_after(books: TestShop) -> None:
    out = books.shop.outflows
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(10_000)))
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(20_000)))
    assert out.undo(books.supervisor, number).value.grams == 20_000
    assert out.slip(number).grams == 10_000
    out.undo(books.supervisor, number)
    with refusal("empty"):
        out.undo(books.supervisor, number)
    with refusal("empty"):
        out.leave(books.supervisor, number)
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(30_000)))
    out.leave(books.supervisor, number)
    for late in (out.undo, out.leave, out.cancel):
        with refusal("slip_closed"):
            late(books.supervisor, number)
    assert gone(books, "recycling") == 30_000
    check_ledger(books.store)


def test_a_cancelled_slip_lets_its_things_go_elsewhere(books: TestShop) -> None:
    out = books.shop.outflows
    thing = bring(books, "HR-LIVRE", 3_000, State.ON_SALE)
    first, second = (out.open(books.supervisor, SlipFor("gift")).value.number for _ in range(2))
    out.scan(books.supervisor, first, thing.code)
    with refusal("on_slip"):
        out.scan(books.supervisor, second, thing.code)
    out.cancel(books.supervisor, first)
    assert out.slip(first).is_cancelled
    out.scan(books.supervisor, second, thing.code)
    out.leave(books.supervisor, second)
    assert out.slip(second).state == "closed", "a gift waits for no ticket"
    assert gone(books, "gift") == 3_000
    check_ledger(books.store)


def test_the_same_kilos_do_not_go_onto_two_slips(books: TestShop) -> None:
    out = books.shop.outflows
    first, second = (
        out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number for _ in range(2)
    )
    out.load(books.supervisor, first, Load("HR-LIVRE", on_scale(150_000)))
    with refusal("not_enough"):
        out.load(books.supervisor, second, Load("HR-LIVRE", on_scale(60_000)))
    out.load(books.supervisor, second, Load("HR-LIVRE", on_scale(51_000)))
    out.leave(books.supervisor, first)
    out.leave(books.supervisor, second)
    # One kilo more than stood there is what two scales differ by, never a stock below zero.
    assert gone(books, "recycling") == 201_000
    reader = books.store.read()
    assert reader.value("SELECT sum(grams) FROM mass_day WHERE place = 'adjust:scale'") == -1_000
    assert reader.value("SELECT grams FROM mass_balance WHERE category = 'HR-LIVRE'") == 0
    check_ledger(books.store)


def test_two_loads_of_one_slip_share_what_stands_there(books: TestShop) -> None:
    """Both lines are posted in one act: the second must not count the first's kilos again."""
    out = books.shop.outflows
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(120_000)))
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(80_000)))
    out.leave(books.supervisor, number)
    row = books.store.read().one("SELECT grams, pieces FROM mass_balance WHERE category = ?",
                                 "HR-LIVRE")  # fmt: skip
    assert tuple(row) == (0, 0)


def test_a_thing_sold_meanwhile_stops_the_lorry_by_its_code(books: TestShop) -> None:
    out = books.shop.outflows
    thing = bring(books, "HR-LIVRE", 3_000, State.ON_SALE)
    number = out.open(books.supervisor, SlipFor("partner", "ASSO")).value.number
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(5_000)))
    out.scan(books.supervisor, number, thing.code)
    out.let_go(books.supervisor, thing.code, "gift")
    before = contents(books.store)
    with refusal("not_now"):
        out.leave(books.supervisor, number)
    assert contents(books.store) == before
    out.undo(books.supervisor, number)
    out.leave(books.supervisor, number)
    assert gone(books, "partner_reuse") == 5_000
    check_ledger(books.store)


@pytest.mark.parametrize(
    ("weighing", "pieces", "code"),
    [
        (Weighing(1_000, 5_000, Source.SCALE), 0, "tare"),
        (Weighing(0, 0, Source.SCALE), 0, "no_weight"),
        (Weighing(-500, -9_000, Source.TYPED), 0, "no_weight"),
        (Weighing(9_000_000, 0, Source.SCALE), 0, "over_capacity"),
        (Weighing(1_000, 0, Source.SCALE), -5, "count"),
    ],
)
def test_a_load_that_cannot_be_leaves_nowhere(
    books: TestShop, weighing: Weighing, pieces: int, code: str
) -> None:
    out = books.shop.outflows
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    load = Load("HR-LIVRE", weighing, pieces=pieces)
    before = contents(books.store)
    with refusal(code):
        out.load(books.supervisor, number, load)
    with refusal(code):
        out.let_go_load(books.supervisor, load, "gift")
    assert contents(books.store) == before


def test_a_slip_on_paper_says_everything(books: TestShop, tmp_path: Path) -> None:
    from pypdf import PdfReader

    out = books.shop.outflows
    taker = Taker("METAL", "recycler", "Métaux de l’Ouest", "3 quai Sud, 35000 Rennes",
                  "Transports Le Goff", "20 01 40*", "R4")  # fmt: skip
    out.put_taker(books.manager, taker)
    number = out.open(books.supervisor, SlipFor("recycler", "METAL")).value.number
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(30_250)))
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(10_000)))
    out.leave(books.supervisor, number)
    path = out.write_slip(books.supervisor, number, tmp_path / "slip.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(path).pages)
    plain = text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "____" in plain, "the receiver's weight is still to be written by hand"
    for word in (number, "Métaux de l’Ouest", "3 quai Sud", "Transports Le Goff", "20 01 40*", "R4",
                 "40,250", "12 rue des Artisans", "BSDD"):  # fmt: skip
        assert word in plain, word
    out.record_ticket(books.supervisor, number, "PESEE-778", 40_100)
    again = PdfReader(out.write_slip(books.supervisor, number, tmp_path / "again.pdf"))
    told = again.pages[0].extract_text()
    assert "PESEE-778" in told
    assert "40,100" in told
    assert "____" not in told
    with refusal("file"):
        out.write_slip(books.supervisor, number, tmp_path / "nowhere" / "slip.pdf")


@given(st.integers(-10_000_000, 10_000_000))
def test_tonnes_are_exact(grams: int) -> None:
    from decimal import Decimal

    assert Decimal(tonnes(grams).replace(",", ".")) * 1_000_000 == grams


def test_the_day_is_the_one_the_lorry_goes(books: TestShop) -> None:
    out = books.shop.outflows
    number = out.open(books.supervisor, SlipFor("recycler", "PAPIER")).value.number
    out.load(books.supervisor, number, Load("HR-LIVRE", on_scale(5_000)))
    books.clock.forward(minutes=int(timedelta(days=31).total_seconds() // 60))
    out.leave(books.supervisor, number)
    assert books.shop.reporting.diverted("2026-10").totals.recycled_g == 0
    assert books.shop.reporting.diverted("2026-11").totals.recycled_g == 5_000
