"""Prices: rounding to the cent, reductions within what a person may give, sober advice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.pricing import (
    DISCOUNT_REASONS,
    GIFT,
    MIN_SALES_FOR_ADVICE,
    advice,
    check_scale_for_price,
    checked_discount,
    per_kilo_cents,
    reduction_cents,
)

cents = st.integers(1, 500_000)
shares = st.integers(0, 10_000)


@given(st.integers(1, 300_000), st.integers(0, 10_000))
def test_a_weighed_price_is_the_nearest_cent(grams: int, price: int) -> None:
    """Catches rounding down: over a year of bags the till would be short of the labels."""
    assert abs(per_kilo_cents(grams, price) * 1000 - grams * price) <= 500


@given(cents, shares)
def test_a_reduction_is_never_above_the_price(price: int, share: int) -> None:
    """Catches a price below zero."""
    assert 0 <= reduction_cents(price, share) <= price


@given(cents, shares, st.sampled_from(sorted(set(DISCOUNT_REASONS) - {GIFT})))
def test_the_largest_reduction_allowed_is_allowed_whatever_the_price(
    price: int, limit: int, reason: str
) -> None:
    """Catches 20 % of 0,99 € refused to a cashier who may give 20 %, for half a cent."""
    most = reduction_cents(price, limit)
    if most:
        assert checked_discount(price, most, reason, limit) == most
    above = -(-price * limit // 10_000) + 1
    if above <= price:
        with pytest.raises(Refusal) as refused:
            checked_discount(price, above, reason, limit)
        assert refused.value.code == "approval"


@pytest.mark.parametrize(
    ("reduction", "reason", "code"),
    [(10, "", "reason"), (10, "FRIEND", "reason"), (0, "DEFECT", "discount"),
     (-1, "DEFECT", "discount"), (101, "DEFECT", "discount")],
)  # fmt: skip
def test_a_reduction_needs_a_reason_and_a_sense(reduction: int, reason: str, code: str) -> None:
    """Catches a negative reduction, which is a higher price in disguise."""
    with pytest.raises(Refusal) as refused:
        checked_discount(100, reduction, reason, 10_000)
    assert refused.value.code == code


@given(st.lists(st.integers(50, 200_000), max_size=60), st.none() | st.integers(50, 200_000))
def test_advice_is_ordered_round_and_within_what_was_sold(
    sold: list[int], grid: int | None
) -> None:
    """Catches a low tile dearer than the high one, and advice drawn from three sales."""
    found = advice(sold, grid)
    if len(sold) < MIN_SALES_FOR_ADVICE:
        assert found is None if grid is None else (found and found.n == 0)
        assert found is None or found.low == found.advised == found.high == grid
        return
    assert found is not None
    assert found.n == len(sold)
    assert found.low <= found.advised <= found.high
    for price in (found.low, found.advised, found.high):
        assert price % 50 == 0
        assert min(sold) - 250 <= price <= max(sold) + 250
    assert advice(list(reversed(sold)), grid) == found


TODAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("approved", "until", "code"),
    [
        (True, "2026-10-01", None),
        (True, "2026-09-30", "scale_sticker"),
        (True, "", "scale_not_approved"),
        (False, "2027-01-01", "scale_not_approved"),
    ],
)
def test_only_a_verified_scale_makes_a_price(approved: bool, until: str, code: str | None) -> None:
    """Catches a sticker that ends a day early or a day late."""
    if code is None:
        check_scale_for_price(approved, until, TODAY)
        return
    with pytest.raises(Refusal) as refused:
        check_scale_for_price(approved, until, TODAY)
    assert refused.value.code == code
