"""The month read from a real file: identities over random histories, what is behind each figure,
refusals."""

import sqlite3
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_month import (
    YEAR,
    Filler,
    at,
    close_days,
    every_figure_opens,
    mockup_month,
    year_before,
)
from shops import TestShop, copy_shop

from reuse_pos.domain.category import FAMILIES, MIXED
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import ADJUSTMENTS, DESTINATIONS, ORIGINS, STOCK, Source, transfer
from reuse_pos.domain.month import month_name

CODES = ("EA-AS-FAUTEUIL", "TLC-VRAC", "HR-LIVRE", MIXED)
DAYS = ("2026-08-31", "2026-09-01", "2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01")
MOVES = st.tuples(
    st.sampled_from(DAYS),
    st.sampled_from(["in", "inside", "sorted", "adjust", "out", "return"]),
    st.sampled_from(CODES),
    st.sampled_from(CODES),
    st.integers(0, 50_000),
    st.sampled_from([Source.SCALE, Source.TYPED, Source.LEARNED_MEAN, Source.UNKNOWN]),
    st.integers(0, 11),
)


def post(filler: Filler, shop: TestShop, move: tuple) -> None:  # type: ignore[type-arg]
    day, kind, category, other, grams, source, n = move
    places = [f"stock:{name}" for name in STOCK]
    here, there = places[n % 8], places[(n + 3) % 8]
    ends = {
        "in": (f"in:{list(ORIGINS)[n % 11]}", here),
        "inside": (here, there),
        "adjust": (f"adjust:{ADJUSTMENTS[n % 4]}", here),
        "out": (here, f"out:{list(DESTINATIONS)[n % 12]}"),
        "return": ("out:sale", here),
    }
    if kind == "sorted":
        taken = transfer(here, there, category, grams, 1, source)[0]
        found = transfer(here, there, other, grams, 1, source)[1]
        filler.post(shop.manager, (taken, found), day=day)
    else:
        filler.post(shop.manager, transfer(*ends[kind], category, grams, 1, source), day=day)


@settings(max_examples=40)
@given(st.lists(MOVES, max_size=14))
def test_random_histories_balance_and_open(moves: list) -> None:  # type: ignore[type-arg]
    """Per category and in all: opening + in + recategorised + adjusted = out + closing, in three
    months; the count thing by thing agrees; each figure is the sum of the movements behind it."""
    with TemporaryDirectory() as folder:
        shop = copy_shop(Path(folder) / "shop")
        at(shop, "2026-11-15")
        filler = Filler(shop.office)
        for move in moves:
            post(filler, shop, move)
        closing: dict[str, int] = {}
        for month in ("2026-08", "2026-09", "2026-10", "2026-11"):
            found = shop.shop.reporting.diverted(month)
            sides: Counter[tuple[str, str]] = Counter()
            for row in found.rows:
                sides[row.category, row.direction] += row.grams
            for code in CODES:
                g = {side: sides[code, side] for _code, side in list(sides) if _code == code}
                came = g.get("in", 0) + g.get("recategorised", 0) + g.get("adjusted", 0)
                assert g.get("opening", 0) + came == g.get("out", 0) + g.get("closing", 0)
                assert g.get("opening", 0) == closing.get(code, 0)
                closing[code] = g.get("closing", 0)
            assert sum(sides[code, "recategorised"] for code in CODES) == 0
            assert shop.shop.reporting.balance(month).holds
            every_figure_opens(shop, month)
        shop.shop.close()


@pytest.fixture
def october(small_shop: TestShop) -> TestShop:
    year_before(small_shop)
    mockup_month(small_shop)
    return small_shop


def test_the_month_of_the_mock_up(october: TestShop) -> None:
    t = october.shop.reporting.diverted("2026-10").totals
    assert (t.collected_g, t.reused_g, t.sorter_g, t.recycled_g) == (
        13_200_000, 7_510_000, 1_085_000, 2_664_000,
    )  # fmt: skip
    assert (t.energy_g, t.disposed_g, t.stock_change_g) == (198_000, 657_000, 1_086_000)
    assert (t.diverted_g, t.reuse_rate_bp, t.measured_share_bp) == (10_174_000, 6809, 9822)


def test_totals_equal_a_sum_straight_from_the_postings(october: TestShop) -> None:
    """An own SQL, on the postings alone, knows nothing of roll-ups."""
    store = sqlite3.connect(october.office.folder.database)
    rows = store.execute(
        "SELECT place, sum(grams) FROM mass_posting p JOIN mass_entry e ON e.id = p.entry "
        "WHERE e.day LIKE '2026-10%' GROUP BY place"
    ).fetchall()
    store.close()
    by_place = dict(rows)
    t = october.shop.reporting.diverted("2026-10").totals
    assert t.collected_g == -sum(g for place, g in by_place.items() if place.startswith("in:"))
    assert t.reused_g == by_place["out:sale"] + by_place["out:gift"]
    assert t.stock_change_g == sum(g for p, g in by_place.items() if p.startswith("stock:"))


def test_a_correction_in_an_old_month_moves_its_closing_and_the_next_opening(
    october: TestShop,
) -> None:
    """What was summed for a past month must not be served after something moved."""
    reporting = october.shop.reporting
    before = reporting.diverted("2026-09").totals.closing_g
    move = transfer("stock:shop", "out:recycling", "HR-LIVRE", 1234, 0, Source.SCALE)
    Filler(october.office).post(october.manager, move, day="2026-09-30")
    assert reporting.diverted("2026-09").totals.closing_g == before - 1234
    assert reporting.diverted("2026-10").totals.opening_g == before - 1234
    Filler(october.office).post(october.manager, move, day="2026-10-30")
    assert reporting.diverted("2026-09").totals.closing_g == before - 1234


def test_a_rolled_up_figure_that_was_touched_is_named(october: TestShop) -> None:
    """Grams added to a present balance by hand: the count thing by thing disagrees."""
    with october.store.transaction() as tx:
        tx.execute(
            "UPDATE mass_balance SET grams = grams + 500 WHERE place = 'stock:shop' "
            "AND category = 'JJ-VRAC'"
        )
    balance = october.shop.reporting.balance("2026-10")
    assert {(d.family, d.computed_g - d.counted_g) for d in balance.differences} == {
        ("jouets", 500)
    }


def test_a_thing_whose_weight_was_touched_is_named(small_shop: TestShop) -> None:
    from reuse_pos.domain.ids import uuid7

    thing = uuid7()
    with small_shop.store.transaction() as tx:
        tx.insert("item", _item(thing))
    move = transfer("in:drop_off", "stock:reception", "EA-AS-FAUTEUIL", 12_400, 1, Source.SCALE,
                    thing=thing)  # fmt: skip
    Filler(small_shop.office).post(small_shop.manager, move)
    assert small_shop.shop.reporting.balance("2026-10").holds
    with small_shop.store.transaction() as tx:
        tx.execute("UPDATE item SET grams = 12000 WHERE id = ?", thing)
    small_shop.shop.reporting._balances.clear()
    found = small_shop.shop.reporting.balance("2026-10")
    assert [(d.computed_g, d.counted_g) for d in found.differences] == [(12_400, 12_000)]


def _item(thing: bytes) -> dict[str, object]:
    words = (
        "price_state", "condition", "known_defects", "description", "intake_no", "received_on",
        "spot",
    )  # fmt: skip
    numbers = ("grams", "pieces", "refurbished", "test_failed", "markdown_bp")
    return {
        "id": thing, "code": "2000100000017", "short": "R-000001", "kind": "item",
        "category": "EA-AS-FAUTEUIL", "label": "Fauteuil", "state": "received", "source": "scale",
        **dict.fromkeys(words, ""), **dict.fromkeys(numbers, 0),
    }  # fmt: skip


def test_the_report_around_the_figures(october: TestShop) -> None:
    close_days(october, 23)
    report = october.shop.reporting.month("2026-10")
    assert [(w.code, w.grams) for w in report.origins] == [
        ("drop_off", 7_920_000), ("home_pickup", 3_168_000), ("recycling_centre", 1_584_000),
        ("company", 528_000),
    ]  # fmt: skip
    assert report.till.closed == 23
    assert report.without_slip_g == 0
    assert report.collector_slips == 12
    assert sum(slip.grams for slip in report.slips if slip.destination == "sorter") == 1_085_000
    assert sum(line.grams for line in report.communes) == 13_200_000
    assert sum(e.grams for e in report.estimates) == 450_000 == report.figures.estimated_g
    assert report.counted_on == "2026-09-02"
    tonnes = [1000 * kilos for kilos in YEAR]
    assert [grams for _month, grams in report.year] == [*tonnes, 10_174_000]


def test_a_delivery_or_a_ticket_is_no_slip(october: TestShop) -> None:
    """Goods recycled at the door carry the delivery's number: nobody signed for them."""
    filler = Filler(october.office)
    filler.receive(october.reception, "D-2610-0001", "2026-10-30")
    move = transfer("in:drop_off", "out:recycling", "HR-LIVRE", 4000, 0, Source.SCALE)
    filler.post(october.manager, move, "D-2610-0001", day="2026-10-30")
    report = october.shop.reporting.month("2026-10")
    assert report.without_slip_g == 4000
    assert report.collector_slips == 12


def test_a_sale_on_a_day_not_closed_is_told(october: TestShop) -> None:
    with october.store.transaction() as tx:
        tx.insert("sale", {
            "till": "001-1", "seq": 50, "doc_no": "d", "kind": "SALE", "day": "2026-10-30",
            "at": "2026-10-30T10:00:00+01:00", "op": "07", "session": 1, "ticket_no": 1,
            "total_cents": 100, "turnover_cents": 100, "guarantee": 0, "ticket": None,
            "ref_doc": None, "gtp": 100, "gtpa": 100,
        })  # fmt: skip
    assert october.shop.reporting.month("2026-10").till.open == 1


def test_pages_of_weighings_never_repeat_nor_skip(october: TestShop) -> None:
    reporting, seen, after = october.shop.reporting, [], None
    while True:
        page = reporting.weighings(october.manager, "2026-10", "entered", "", after)
        assert len(page.weighings) <= 50
        seen += page.weighings
        after = page.after
        if after is None:
            break
    assert len({w.entry for w in seen}) == len(seen) > 100
    assert sum(w.grams for w in seen) == 13_200_000


def test_months_run_from_the_first_weighing_to_now(october: TestShop) -> None:
    months = october.shop.reporting.months()
    assert (months[0], months[-1], len(months)) == ("2025-11", "2026-11", 13)
    assert october.shop.reporting.latest_month() == "2026-10"


def test_a_new_shop_has_its_present_month(small_shop: TestShop) -> None:
    assert small_shop.shop.reporting.months() == ("2026-10",)
    assert small_shop.shop.reporting.diverted("2026-10").is_empty


@pytest.mark.parametrize("month", ["2026-13", "2026", "octobre", "2026-1", "0000-00", "2026-10-01"])
def test_what_is_no_month_is_refused(small_shop: TestShop, month: str) -> None:
    with pytest.raises(Refusal) as refused:
        small_shop.shop.reporting.diverted(month)
    assert refused.value.code == "month"


def test_who_may_not_see_reports_gets_neither_file_nor_weighings(
    october: TestShop, tmp_path: Path
) -> None:
    with pytest.raises(Refusal):
        october.shop.reporting.export(october.cashier, "2026-10", "csv", tmp_path / "a.csv")
    with pytest.raises(Refusal):
        october.shop.reporting.weighings(october.trainee, "2026-10", "reused")
    assert [one.name for one in tmp_path.iterdir()] == ["shop"]


@pytest.mark.parametrize(
    ("month", "fmt", "code", "expected"),
    [
        ("2026-10", "doc", "diverted", "format"),
        ("2026-10", "csv", "visitors", "report"),
        ("2026-11", "pdf", "diverted", "empty"),
    ],
)
def test_what_cannot_be_written_is_refused(
    october: TestShop, tmp_path: Path, month: str, fmt: str, code: str, expected: str
) -> None:
    with pytest.raises(Refusal) as refused:
        october.shop.reporting.export(october.manager, month, fmt, tmp_path / "x", code)
    assert refused.value.code == expected
    assert [one.name for one in tmp_path.iterdir()] == ["shop"]


def test_families_named_in_the_report_are_the_shops() -> None:
    from reuse_pos.domain.month import FAMILY_HEADS

    assert set(FAMILY_HEADS) == {*FAMILIES, "a_trier"}


def test_a_period_is_its_months_added_up(october: TestShop) -> None:
    """Catches an opening counted each month, a month left out, and lines that do not make the
    totals."""
    reporting, period = october.shop.reporting, "2026-08/2026-10"
    report = reporting.month(period)
    months = [reporting.month(one) for one in ("2026-08", "2026-09", "2026-10")]
    whole, parts = report.figures.totals, [one.figures.totals for one in months]
    for name in whole.__dataclass_fields__:
        if name.endswith("_g") and name not in ("opening_g", "closing_g"):
            assert getattr(whole, name) == sum(getattr(one, name) for one in parts), name
    assert (whole.opening_g, whole.closing_g) == (parts[0].opening_g, parts[-1].closing_g)
    assert report.figures.lines == tuple(row for one in months for row in one.figures.rows)
    assert {row.month for row in report.figures.lines} <= {"2026-08", "2026-09", "2026-10"}
    assert report.intakes == sum(one.intakes for one in months)
    assert report.year == months[-1].year
    assert report.figures.balance is not None
    assert report.figures.balance.holds
    assert report.figures.as_json()["month"] == period


def test_a_period_is_written_in_every_format(october: TestShop, tmp_path: Path) -> None:
    for code in ("diverted", "waste_register", "workshop"):
        for form in ("pdf", "xlsx", "csv", "json"):
            file = tmp_path / f"{code}.{form}"
            october.shop.reporting.export(october.manager, "2025-11/2026-10", form, file, code)
            assert file.stat().st_size > 0
    assert month_name("2026-08/2026-10") == "août – octobre 2026"
    assert month_name("2025-11/2026-01") == "novembre 2025 – janvier 2026"


@pytest.mark.parametrize(
    "period", ["2026-10/2026-09", "2026-10/", "2010-01/2026-01", "2026-09/2026-13", "/2026-10"]
)
def test_what_is_no_period_is_refused(small_shop: TestShop, period: str) -> None:
    with pytest.raises(Refusal):
        small_shop.shop.reporting.month(period)
