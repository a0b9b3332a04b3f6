"""Colours of labels: planned, printed, and applied at the till; advice from alike sales."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from goods import bring, now
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.label_colours import ColourPlan, checked_colour_plan, next_plan
from reuse_pos.domain.pricing import Sold, advice_from

BOWL = "HR-VAISSELLE"
OCTOBER = ColourPlan("blue", "2026-10-01", "2026-10-31", "2026-12-01", 5000)


def refused(shop: TestShop, code: str, gesture: object) -> None:
    before = contents(shop.store)
    with pytest.raises(Refusal) as caught:
        gesture()  # type: ignore[operator]
    assert caught.value.code == code
    assert contents(shop.store) == before


def on_sale(shop: TestShop, cents: int = 1000) -> bytes:
    item = bring(shop, BOWL, 800, label="Vase")
    shop.shop.labelling.approve_price(shop.supervisor, item.id, cents)
    return item.id


def test_labels_made_in_its_weeks_carry_the_colour_and_its_day(small_shop: TestShop) -> None:
    small_shop.shop.colours.plan(small_shop.manager, OCTOBER)
    item = now(small_shop, on_sale(small_shop))
    assert (item.colour, item.markdown_on, item.markdown_bp) == (
        "blue:2026-10-01", "2026-12-01", 5000,
    )  # fmt: skip
    label = small_shop.shop.labelling.label(item.id)
    assert (label.colour, label.shape) == ("Bleu", "square")
    assert label.markdown == "−50\u00a0% dès le 01/12"
    check_ledger(small_shop.store)


def test_without_a_colour_the_cut_goes_by_age(small_shop: TestShop) -> None:
    item = now(small_shop, on_sale(small_shop))
    assert (item.colour, item.markdown_on) == (None, "2026-10-31")
    assert small_shop.shop.labelling.label(item.id).shape == ""


def test_the_till_lowers_the_price_when_the_colour_s_day_comes(small_shop: TestShop) -> None:
    small_shop.shop.colours.plan(small_shop.manager, OCTOBER)
    code = now(small_shop, on_sale(small_shop)).code
    assert small_shop.shop.counter.scanned(code).discount_cents == 0
    small_shop.clock.forward(days=61)
    line = small_shop.shop.counter.scanned(code)
    assert (line.discount_cents, line.discount_reason) == (500, "MARKDOWN")


def test_a_colour_cut_deeper_later_holds_for_labels_printed_before(small_shop: TestShop) -> None:
    """And one made smaller does not take back what the label says."""
    colours, manager = small_shop.shop.colours, small_shop.manager
    period = colours.plan(manager, OCTOBER).value
    code = now(small_shop, on_sale(small_shop)).code
    small_shop.clock.forward(days=61)
    colours.change(manager, period, replace(OCTOBER, basis_points=7000))
    assert small_shop.shop.counter.scanned(code).discount_cents == 700
    colours.change(manager, period, replace(OCTOBER, basis_points=1000))
    assert small_shop.shop.counter.scanned(code).discount_cents == 500


def test_the_same_colour_of_another_year_is_another_colour(small_shop: TestShop) -> None:
    colours, manager = small_shop.shop.colours, small_shop.manager
    colours.plan(manager, OCTOBER)
    small_shop.clock.forward(days=365)
    later = ColourPlan("blue", "2027-10-01", "2027-10-31", "2027-12-01", 3000)
    colours.plan(manager, later)
    code = now(small_shop, on_sale(small_shop)).code
    assert small_shop.shop.counter.scanned(code).discount_cents == 0


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (replace(OCTOBER, colour="mauve"), "colour"),
        (replace(OCTOBER, last_day="2026-09-30"), "days"),
        (replace(OCTOBER, last_day="soon"), "days"),
        (replace(OCTOBER, last_day="2028-01-01"), "days"),
        (replace(OCTOBER, markdown_on="2026-10-31"), "cut_day"),
        (replace(OCTOBER, basis_points=0), "percent"),
        (replace(OCTOBER, basis_points=10_000), "percent"),
        (replace(OCTOBER, first_day="2026-09-30"), "past"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    small_shop: TestShop, plan: ColourPlan, code: str
) -> None:
    refused(small_shop, code, lambda: small_shop.shop.colours.plan(small_shop.manager, plan))


def test_weeks_have_one_colour_and_one_that_began_stays(small_shop: TestShop) -> None:
    colours, manager = small_shop.shop.colours, small_shop.manager
    period = colours.plan(manager, OCTOBER).value
    red = ColourPlan("red", "2026-10-31", "2026-11-30", "2027-01-01", 5000)
    refused(small_shop, "overlap", lambda: colours.plan(manager, red))
    colours.change(manager, period, replace(red, last_day="2026-10-30"))
    (kept,) = colours.listed()
    assert (kept.plan.colour, kept.plan.first_day, kept.plan.last_day) == (
        "blue", "2026-10-01", "2026-10-30",
    )  # fmt: skip
    refused(small_shop, "begun", lambda: colours.drop(manager, period))
    coming = colours.plan(manager, red).value
    colours.drop(manager, coming)
    assert [one.plan.colour for one in colours.listed()] == ["blue"]
    refused(small_shop, "none", lambda: colours.drop(manager, coming))


@given(st.integers(1, 12))
def test_proposals_follow_each_other_without_a_gap(count: int) -> None:
    plans: list[ColourPlan] = []
    for _turn in range(count):
        plans.append(checked_colour_plan(next_plan(plans, "2026-10-01"), plans))
    for before, after in pairwise(plans):
        assert before.colour != after.colour
        assert before.last_day < after.first_day


def sales(cents: int, condition: str, refurbished: bool, n: int = 10) -> list[Sold]:
    return [Sold(cents, condition, refurbished)] * n


def test_advice_prefers_the_sales_most_like_the_thing() -> None:
    good = sales(4000, "good", True)
    worked = sales(2000, "worn", True)
    plain = sales(1000, "good", False)
    found = advice_from([*good, *worked, *plain], "good", True, 500)
    assert found is not None
    assert (found.advised, found.n, found.alike) == (4000, 10, "same")
    found = advice_from([*good[:9], *worked, *plain], "good", True, 500)
    assert found is not None
    assert (found.n, found.alike) == (19, "work")
    found = advice_from([*good[:9], *plain], "good", True, 500)
    assert found is not None
    assert (found.n, found.alike) == (19, "condition")
    found = advice_from([*good[:6], *plain[:4]], "", True, 500)
    assert found is not None
    assert (found.n, found.alike) == (10, "category")
    found = advice_from(good[:9], "good", True, 500)
    assert found is not None
    assert (found.advised, found.n) == (500, 0)
    assert advice_from([], "good", True, None) is None
