"""The rules of reception: which weights are believed, one load one record, what a count weighs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.category import MIXED, UNSORTED_LEAF, starting_categories
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import (
    COUNTABLES,
    EMPTY,
    LOST,
    MOVING,
    NEAR_EMPTY_G,
    OVER,
    STABLE,
    CrateGuard,
    ScaleView,
    checked_count,
    checked_load,
    countable,
    counted_mass,
    family_totals,
    goods,
    intake_number,
    learning_key,
    live_weighing,
)
from reuse_pos.domain.mass import Source, Weighing

CATEGORIES = {one.code: one for one in starting_categories()}


@pytest.mark.parametrize(
    ("view", "tare", "code"),
    [
        (ScaleView(MOVING, 14_250), 0, "unstable"),
        (ScaleView(LOST), 0, "scale_lost"),
        (ScaleView(OVER), 0, "over_capacity"),
        (ScaleView(EMPTY), 0, "no_weight"),
        (ScaleView(STABLE, -20), 0, "no_weight"),
        (ScaleView(STABLE, 1_800), 1_800, "tare"),
        (ScaleView(STABLE, 1_000), 1_800, "tare"),
        (ScaleView(STABLE, 14_250), -5, "tare"),
        (ScaleView(STABLE, 300_001), 0, "over_capacity"),
    ],
)
def test_a_weight_that_cannot_be_believed_is_refused(view: ScaleView, tare: int, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        live_weighing(view, tare)
    assert refused.value.code == code
    assert refused.value.sentence.count(".") >= 2  # what happened, and what to do


def test_a_stable_load_gives_gross_tare_and_net() -> None:
    load = live_weighing(ScaleView(STABLE, 16_050), 1_800, "R-VERT")
    assert (load.gross_g, load.tare_g, load.net_g) == (16_050, 1_800, 14_250)
    assert (load.source, load.container) == (Source.SCALE, "R-VERT")


def test_an_estimate_can_never_pass_for_a_load() -> None:
    with pytest.raises(ValueError, match="weighed or typed"):
        checked_load(Weighing(5_000, 0, Source.LEARNED_MEAN))


views = st.one_of(
    st.builds(ScaleView, st.sampled_from((STABLE, MOVING)), st.integers(-50, 60_000)),
    st.builds(ScaleView, st.sampled_from((EMPTY, LOST, OVER))),
)


@given(st.integers(1, 60_000), st.lists(views, max_size=8))
def test_the_guard_holds_until_the_load_is_gone(gross: int, seen: list[ScaleView]) -> None:
    guard = CrateGuard().recorded(gross)
    for view in seen:
        before = guard
        guard = guard.seen(view)
        if view.state == EMPTY:
            assert not guard.holds
        elif view.state in (LOST, OVER):
            assert guard == before
        elif before.holds and view.grams >= gross:
            assert guard.holds  # the load itself never ends its own guard
    if guard.holds:
        assert guard.recorded_g == gross


def test_a_light_load_must_really_leave() -> None:
    guard = CrateGuard().recorded(NEAR_EMPTY_G - 50)
    assert guard.seen(ScaleView(STABLE, NEAR_EMPTY_G - 50)).holds
    assert not guard.seen(ScaleView(STABLE, 20)).holds


def test_every_tile_of_the_count_is_in_the_starting_list_and_named_once() -> None:
    assert len({one.code for one in COUNTABLES}) == len(COUNTABLES) == 19
    for one in COUNTABLES:
        assert countable(one.code, CATEGORIES) == one
        assert one.code.partition(":")[0] == one.category


def test_a_category_without_tile_is_counted_under_its_own_name() -> None:
    bench = countable("EA-AS-BANC", CATEGORIES)
    assert (bench.words, bench.category, bench.tracked) == ("Banc", "EA-AS-BANC", True)
    assert not countable("TLC-DRAP", CATEGORIES).tracked


@pytest.mark.parametrize("code", ["SRV-SNACK", "NO-SUCH", "", MIXED])
def test_services_mixed_and_unknown_goods_are_not_counted(code: str) -> None:
    with pytest.raises(Refusal):
        countable(code, CATEGORIES)


@pytest.mark.parametrize("family", UNSORTED_LEAF)
def test_a_family_tile_leads_to_goods_of_that_family(family: str) -> None:
    assert goods(family, CATEGORIES).family == family


def test_what_a_weighed_piece_teaches() -> None:
    assert learning_key("A-TRIER", CATEGORIES["A-TRIER"]) is None
    assert learning_key("TLC-VRAC:bag", CATEGORIES["TLC-VRAC"]) == "TLC-VRAC:bag"
    assert learning_key("textile", CATEGORIES["TLC-VRAC"]) == "TLC-VRAC"


def test_a_count_weighs_its_mean_times_its_number() -> None:
    assert counted_mass(3, (21_500, Source.LEARNED_MEAN)) == (64_500, Source.LEARNED_MEAN)
    assert counted_mass(3, None) == (0, Source.UNKNOWN)


def test_one_weighed_piece_is_measured_several_like_it_are_derived() -> None:
    piece = Weighing(8_400, 400, Source.SCALE)
    assert counted_mass(1, (1, Source.REFERENCE_MEAN), piece) == (8_000, Source.SCALE)
    assert counted_mass(3, None, piece) == (24_000, Source.DERIVED)


@pytest.mark.parametrize("counts", [{}, {"ASL-VELO": 0}, {"ASL-VELO": -1}, {"ASL-VELO": 501}])
def test_a_count_of_nothing_or_too_much_is_refused(counts: dict[str, int]) -> None:
    with pytest.raises(Refusal):
        checked_count(counts)


def test_numbers_run_per_month() -> None:
    assert intake_number("2026-11-14", 318) == "D-2611-0318"
    assert intake_number("2026-11-14", 12_345) == "D-2611-12345"


def test_family_totals_cover_every_tile_and_every_gram() -> None:
    totals = family_totals({"EA-VRAC": 42_000, "EA-AS-BANC": 500, "A-TRIER": 16_500}, CATEGORIES)
    assert totals["meubles"] == 42_500
    assert totals["a_trier"] == 16_500
    assert totals["sport"] == 0
    assert sum(totals.values()) == 59_000
