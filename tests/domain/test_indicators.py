"""The month's arithmetic: identities, rates that have a meaning, what counts as diverted."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.category import FAMILIES, MIXED, starting_categories
from reuse_pos.domain.indicators import (
    COLUMNS,
    Diverted,
    Flow,
    Rules,
    SorterKey,
    Standing,
    balance_of,
    diverted_month,
    measured_share,
    rate,
)
from reuse_pos.domain.mass import ADJUSTMENTS, DESTINATIONS, ORIGINS
from reuse_pos.domain.month import after_month, month_before

CATEGORIES = {one.code: one for one in starting_categories()}
CHAIR, SHIRTS, BOOKS = "EA-AS-CHAISE-BOIS", "TLC-VRAC", "HR-LIVRE"


def flow(place: str, category: str, grams: int, measured: int | None = None, **more: int) -> Flow:
    return Flow(
        place, category, grams, more.get("pieces", 0), grams if measured is None else measured,
        more.get("unknown", 0),
    )  # fmt: skip


def month(flows: list[Flow], stock: dict[str, Standing], rules: Rules | None = None) -> Diverted:
    return diverted_month("2026-10", 1, CATEGORIES, flows, stock, rules or Rules())


def test_columns_are_those_of_the_file_format() -> None:
    assert COLUMNS == (
        "month", "store", "family", "stream", "category", "direction", "party", "grams", "pieces",
        "measured_grams",
    )  # fmt: skip


def test_totals_are_those_of_the_file_format() -> None:
    assert list(month([], {}).totals.__dataclass_fields__) == [
        "collected_g", "received_g", "purchased_g", "opening_stock_entered_g", "reused_g",
        "sorter_g", "recycled_g", "energy_g", "disposed_g", "sent_to_stores_g", "other_out_g",
        "adjusted_g", "opening_g", "closing_g", "stock_change_g", "diverted_g", "reuse_rate_bp",
        "measured_share_bp", "no_weight_pieces",
    ]  # fmt: skip


PLACES = (
    [f"in:{code}" for code in ORIGINS]
    + [f"adjust:{code}" for code in ADJUSTMENTS]
    + [f"out:{code}" for code in DESTINATIONS]
)
AMOUNTS = st.integers(-10_000_000, 10_000_000)
FLOWS = st.dictionaries(
    st.tuples(st.sampled_from(PLACES), st.sampled_from([CHAIR, SHIRTS, BOOKS, MIXED])),
    st.tuples(AMOUNTS, st.integers(-50, 50)),
    max_size=30,
)
STOCK = st.dictionaries(
    st.sampled_from([CHAIR, SHIRTS, BOOKS, MIXED]),
    st.builds(Standing, AMOUNTS, st.just(0), AMOUNTS),
)


@given(FLOWS, STOCK)
def test_every_category_and_the_total_balance(
    flows: dict[tuple[str, str], tuple[int, int]], stock: dict[str, Standing]
) -> None:
    """Whatever happened (returns, removals, negative stock), no gram is lost between the lines."""
    found = month([flow(*key, *grams) for key, grams in flows.items()], stock)
    for code in {row.category for row in found.rows}:
        g = dict.fromkeys(("opening", "in", "recategorised", "adjusted", "out", "closing"), 0)
        for row in found.rows:
            g[row.direction] += row.grams if row.category == code else 0
        assert (
            g["opening"] + g["in"] + g["recategorised"] + g["adjusted"] == g["out"] + g["closing"]
        )
    t = found.totals
    gained = sum(row.grams for row in found.rows if row.direction == "recategorised")
    came = t.collected_g + t.received_g + t.purchased_g + t.opening_stock_entered_g + t.adjusted_g
    left = t.reused_g + t.sorter_g + t.recycled_g + t.energy_g + t.disposed_g
    assert came + gained == left + t.sent_to_stores_g + t.other_out_g + t.stock_change_g
    assert t.diverted_g == t.reused_g + t.recycled_g


@given(FLOWS, STOCK)
def test_families_add_up_to_the_totals(
    flows: dict[tuple[str, str], tuple[int, int]], stock: dict[str, Standing]
) -> None:
    found = month([flow(*key, *grams) for key, grams in flows.items()], stock)
    lines, totals = found.families(), found.totals
    for name in ("reused", "sorter", "recycled", "energy", "disposed", "stock_change"):
        assert sum(getattr(one, f"{name}_g") for one in lines) == getattr(totals, f"{name}_g")
    for one in lines:
        out = one.reused_g + one.sorter_g + one.recycled_g + one.energy_g + one.disposed_g
        assert one.entered_g + one.other_g == out + one.stock_change_g
    assert [one.family for one in lines[:9]] == list(FAMILIES)


def test_mixed_goods_are_shown_where_sorting_put_them() -> None:
    """A crate of 10 kg comes in mixed; 6 kg of books and 3 kg of shirts are found in it."""
    stock = {
        MIXED: Standing(1000, 0, 1000),
        BOOKS: Standing(6000, 0, 6000),
        SHIRTS: Standing(3000, 0, 3000),
    }  # fmt: skip
    found = month([flow("in:drop_off", MIXED, -10_000)], stock)
    entered = {line.family: line.entered_g for line in found.families() if line.entered_g}
    assert entered == {"livres_medias": 6000, "textile": 3000, "a_trier": 1000}
    assert found.totals.collected_g == 10_000
    moved = {row.category: row.grams for row in found.rows if row.direction == "recategorised"}
    assert moved == {MIXED: -9000, BOOKS: 6000, SHIRTS: 3000}


def test_what_was_bought_or_counted_at_the_start_is_not_collected() -> None:
    flows = [
        flow(f"in:{code}", CHAIR, -1000 * (n + 1))
        for n, code in enumerate(("drop_off", "purchase", "opening_stock", "other_store"))
    ]
    t = month(flows, {CHAIR: Standing(10_000, 0, 10_000)}).totals
    assert (t.collected_g, t.purchased_g, t.opening_stock_entered_g, t.received_g) == (
        1000, 2000, 3000, 4000,
    )  # fmt: skip


def test_a_month_with_more_returns_than_sales_has_no_rate() -> None:
    """Decision: a month's reused may be negative; its rates have no meaning."""
    found = month([flow("out:sale", CHAIR, -9000), flow("out:recycling", CHAIR, 20_000)],
                  {CHAIR: Standing(0, 0, -11_000)})  # fmt: skip
    assert found.totals.reused_g == -9000
    assert found.totals.diverted_g == 11_000
    assert found.totals.reuse_rate_bp is None
    assert found.families()[0].rate_bp is None


def test_the_rate_leaves_the_sorting_operator_out() -> None:
    """7,510 kg of 11,029 kg are 68.09 %; the 1,085 kg to the operator are in neither."""
    flows = [
        flow("out:sale", CHAIR, 7_510_000), flow("out:sorter", SHIRTS, 1_085_000),
        flow("out:recycling", CHAIR, 2_664_000), flow("out:energy", CHAIR, 198_000),
        flow("out:disposal", CHAIR, 657_000),
    ]  # fmt: skip
    t = month(flows, {}).totals
    assert t.left_g == 11_029_000
    assert t.reuse_rate_bp == 6809
    assert t.diverted_g == 10_174_000


def test_energy_and_a_sourced_key_count_only_when_the_shop_says_so() -> None:
    flows = [flow("out:sorter", SHIRTS, 10_000), flow("out:energy", CHAIR, 1000)]
    dated = SorterKey(5000, 3000, "Refashion, 2026-01-12")
    assert month(flows, {}).totals.diverted_g == 0
    assert month(flows, {}, Rules(energy_is_diverted=True)).totals.diverted_g == 1000
    assert month(flows, {}, Rules(sorter=dated)).totals.diverted_g == 8000
    assert month(flows, {}, Rules(sorter=replace(dated, source=" "))).totals.diverted_g == 0
    too_much = replace(dated, recycling_bp=6000)
    assert month(flows, {}, Rules(sorter=too_much)).totals.diverted_g == 0


def test_the_measured_share_is_never_rounded_up() -> None:
    """450 kg of 25,314 kg not measured: 98.22 %, and 99.999 % never reads 100 %."""
    assert measured_share(25_314_000 - 450_000, 25_314_000) == 9822
    assert measured_share(999_999, 1_000_000) == 9999
    assert measured_share(0, 0) is None


def test_pieces_without_weight_are_counted() -> None:
    found = month([flow("in:drop_off", CHAIR, 0, pieces=-3, unknown=-3)], {})
    assert found.totals.no_weight_pieces == 3
    assert [row.pieces for row in found.rows if row.direction == "in"] == [3]


def test_a_rate_needs_something_that_left() -> None:
    assert rate(0, 0) is None
    assert rate(1, 3) == 3333
    assert rate(2, 3) == 6667


def test_counting_names_the_category_that_does_not_agree() -> None:
    found = month([flow("in:drop_off", CHAIR, -5000)], {CHAIR: Standing(5000, 0, 5000)})
    assert balance_of(found, {CHAIR: 5000}, {CHAIR: 0}).holds
    less = balance_of(found, {CHAIR: 4000}, {})
    assert not less.holds
    assert [(d.category, d.family, d.computed_g, d.counted_g) for d in less.differences] == [
        (CHAIR, "meubles", 5000, 4000)
    ]
    assert not balance_of(found, {CHAIR: 5000, BOOKS: 1}, {}).holds
    assert not balance_of(found, {CHAIR: 5000}, {CHAIR: 200}).holds


def test_grams_that_change_category_from_nowhere_do_not_balance() -> None:
    found = month([], {CHAIR: Standing(500, 0, 500)})
    assert balance_of(found, {CHAIR: 500}, {}).recategorised_g == 500
    assert not balance_of(found, {CHAIR: 500}, {}).holds


def test_json_is_refused_before_the_count() -> None:
    with pytest.raises(ValueError, match="not counted"):
        month([], {}).as_json()


@pytest.mark.parametrize(("month_", "before", "end"), [
    ("2026-01", "2025-12", "2026-02-01"), ("2026-12", "2026-11", "2027-01-01"),
])  # fmt: skip
def test_months_follow_each_other_over_the_year(month_: str, before: str, end: str) -> None:
    assert month_before(month_) == before
    assert after_month(month_) == end
