"""The rules of sorting tables: what is left, when it may be closed, what may not go a way."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.category import MIXED, UNSORTED_LEAF, starting_categories
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import PLACES
from reuse_pos.domain.sorting import (
    Bag,
    Rest,
    Table,
    TableKind,
    refuse_unless_closable,
    rest_of,
    rest_permille,
    sell_lock,
    sources_of,
    way_lock,
    within_tolerance,
)
from reuse_pos.domain.ways import GRADES, ITEM_WAYS, WAYS, Grade, ItemWay, Way

BY_CODE = {category.code: category for category in starting_categories()}
LAMP, CHAIR = BY_CODE["EEE-LUM"], BY_CODE["EA-AS-FAUTEUIL"]
ITEM = Item(b"1", "", "R-000001", "item", "EEE-LUM", "Lampe", State.RECEIVED, 2_150, 1, "scale")
LIMIT = 200


def bag(direction: str, grams: int, grade: str = "shop", n: int = 1) -> Bag:
    return Bag(b"b", n, direction, grade, "TLC-VRAC", "", grams, grams, 0, "scale", "", None, None)


def table(*bags: Bag) -> Table:
    return Table(b"t", TableKind.TEXTILE, "open", "", "2026-10-01", bags)


def test_a_table_adds_up_its_bags() -> None:
    one = table(
        bag("in", 18_400),
        bag("in", 16_200, n=2),
        bag("out", 6_400),
        bag("out", 2_000, "rag", 2),
        bag("out", 1_000, n=3),
    )
    assert (one.in_g, one.out_g, one.rest_g) == (34_600, 9_400, 25_200)
    assert one.graded("shop") == (7_400, 2)
    assert one.sorted_as("TLC-VRAC") == (9_400, 3)
    assert (one.next_n("in"), one.next_n("out")) == (3, 4)


@pytest.mark.parametrize(
    ("out_g", "rest"),
    [
        (0, Rest.TO_SORT),
        (97_999, Rest.TO_SORT),
        (98_000, Rest.NORMAL),
        (100_000, Rest.NORMAL),
        (100_001, Rest.TOO_MUCH),
    ],
)
def test_the_limit_is_reached_exactly_at_two_per_cent(out_g: int, rest: Rest) -> None:
    outs = (bag("out", out_g),) if out_g else ()
    assert rest_of(table(bag("in", 100_000), *outs), LIMIT) is rest


def test_an_empty_table_is_not_finished() -> None:
    assert rest_of(table(), LIMIT) is Rest.EMPTY
    assert rest_permille(table()) == 0


def test_the_mock_up_rest_is_seven_thousandths() -> None:
    assert rest_permille(table(bag("in", 82_600), bag("out", 82_000))) == 7


@given(in_g=st.integers(1, 200_000), out_g=st.integers(0, 200_000))
def test_who_may_close_follows_the_same_limit_as_the_yellow_key(in_g: int, out_g: int) -> None:
    one = table(bag("in", in_g), bag("out", out_g))
    try:
        adjustment = refuse_unless_closable(one, LIMIT, "", False)
        alone = True
    except Refusal:
        adjustment, alone = "", False
    assert alone is (rest_of(one, LIMIT) is Rest.NORMAL)
    assert adjustment == ("moisture" if alone and in_g > out_g else "")


@pytest.mark.parametrize(
    ("out_g", "reason", "supervised", "answer"),
    [
        (90_000, "wet_bags", True, "moisture"),
        (101_000, "other", True, "scale"),
    ],
)
def test_a_supervisor_with_a_reason_may_explain(
    out_g: int, reason: str, supervised: bool, answer: str
) -> None:
    one = table(bag("in", 100_000), bag("out", out_g))
    assert refuse_unless_closable(one, LIMIT, reason, supervised) == answer


@pytest.mark.parametrize(("out_g", "code"), [(90_000, "rest"), (102_001, "more_out")])
@pytest.mark.parametrize(("reason", "supervised"), [("", True), ("other", False)])
def test_a_reason_or_a_supervisor_alone_is_not_enough(
    out_g: int, code: str, reason: str, supervised: bool
) -> None:
    one = table(bag("in", 100_000), bag("out", out_g))
    with pytest.raises(Refusal) as no:
        refuse_unless_closable(one, LIMIT, reason, supervised)
    assert no.value.code == code


def test_far_too_much_out_is_refused_to_everybody() -> None:
    one = table(bag("in", 100_000), bag("out", 103_000))
    with pytest.raises(Refusal, match="3,0"):
        refuse_unless_closable(one, LIMIT, "other", True)


@pytest.mark.parametrize(
    ("grams", "held", "fits"),
    [
        (10_000, 10_000, True),
        (11_000, 10_000, True),
        (11_200, 10_000, False),
        (42_000, 40_000, True),
        (42_001, 40_000, False),
        (10, 0, False),
        (10, -5, False),
    ],
)
def test_two_scales_may_differ_by_ten_per_cent_and_two_kilos(
    grams: int, held: int, fits: bool
) -> None:
    assert within_tolerance(grams, held) is fits


def test_untested_things_reach_no_customer() -> None:
    tested = replace(ITEM, tested_on="2026-10-01")
    assert sell_lock(LAMP) == sell_lock(LAMP, ITEM) == "test_first"
    assert sell_lock(LAMP, tested) == ""
    assert sell_lock(LAMP, replace(tested, test_failed=True)) == "test_failed"
    assert sell_lock(CHAIR, replace(ITEM, test_failed=True)) == "test_failed"
    locked = {way for way in Way if way_lock(LAMP, way)}
    assert locked == {Way.SHELF, Way.GIFT}
    assert not any(way_lock(CHAIR, way) for way in Way)


def test_new_objects_come_from_the_nearest_heap_first() -> None:
    assert sources_of(LAMP) == ("EEE-LUM", "EEE-VRAC", MIXED)
    assert sources_of(BY_CODE["HR-LIVRE"]) == ("HR-LIVRE", MIXED)


def test_every_grade_and_way_has_a_place_of_the_ledger() -> None:
    assert set(GRADES) == set(Grade)
    assert set(WAYS) == set(Way)
    assert set(ITEM_WAYS) == set(ItemWay)
    for rule in (*GRADES.values(), *WAYS.values()):
        assert rule.place in PLACES
    assert all(code in BY_CODE for code in UNSORTED_LEAF.values())
