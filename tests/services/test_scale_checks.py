"""The scale's log: drift told, reminders in time, tares corrected, and nothing ever blocked."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.scale_check import DRIFTS, DUE, SOUND, UNSET, Check, standing


@pytest.fixture
def weighed(small_shop: TestShop) -> TestShop:
    """A shop with a reference weight of 10 kg, to be put on the scale every 30 days."""
    small_shop.shop.settings.set_many(small_shop.manager, {"scale.reference_g": "10000"})
    return small_shop


def test_nothing_is_due_before_a_reference_weight_is_set(small_shop: TestShop) -> None:
    small_shop.clock.forward(days=200)
    assert small_shop.shop.scale_checks.standing().state == UNSET
    with pytest.raises(Refusal) as refused:
        small_shop.shop.scale_checks.check(small_shop.reception, 0, 10_000)
    assert refused.value.code == "reference"


def test_the_reminder_counts_from_the_last_check(weighed: TestShop) -> None:
    checks = weighed.shop.scale_checks
    assert checks.standing().due_on == date(2026, 10, 31)
    weighed.clock.forward(days=29)
    assert checks.standing().state == SOUND
    weighed.clock.forward(days=1)
    due = checks.standing()
    assert due.state == DUE
    assert due.sentence
    assert checks.check(weighed.reception, 0, 10_020).value.state == SOUND
    assert checks.standing().due_on == date(2026, 11, 30)
    (kept,) = checks.history()
    assert (kept.drift_g, kept.zero_g, kept.op) == (20, 0, "05")
    check_ledger(weighed.store)


@pytest.mark.parametrize(("zero", "shown"), [(0, 10_101), (0, 9_899), (150, 10_000)])
def test_a_scale_that_is_off_is_told_and_weighs_on(
    weighed: TestShop, zero: int, shown: int
) -> None:
    checks = weighed.shop.scale_checks
    told = checks.check(weighed.reception, zero, shown).value
    assert told.state == DRIFTS
    assert checks.standing().sentence == told.sentence != ""
    here = weighed.shop.intake.open_intake(weighed.reception).value.id
    weighed.shop.intake.weigh(weighed.reception, here, "textile", Weighing(5_000, 0, Source.SCALE))
    assert checks.check(weighed.reception, 0, 10_000).value.state == SOUND


@pytest.mark.parametrize(
    ("zero", "shown", "code"),
    [(2_000, 10_000, "zero"), (0, 0, "no_weight"), (0, 400_000, "no_weight"),
     (0, 4_000, "other"), (0, 16_000, "other")],
)  # fmt: skip
def test_a_check_that_cannot_be_is_not_noted(
    weighed: TestShop, zero: int, shown: int, code: str
) -> None:
    before = contents(weighed.store)
    with pytest.raises(Refusal) as refused:
        weighed.shop.scale_checks.check(weighed.reception, zero, shown)
    assert refused.value.code == code
    assert contents(weighed.store) == before


def test_a_tare_is_corrected_for_the_loads_to_come(weighed: TestShop) -> None:
    checks = weighed.shop.scale_checks
    checks.set_tare(weighed.manager, "R-VERT", 1_850)
    assert next(c for _post, c in checks.containers() if c.code == "R-VERT").tare_g == 1_850
    for code, grams in (("NONE", 1_000), ("R-VERT", 0), ("R-VERT", 999_000)):
        with pytest.raises(Refusal):
            checks.set_tare(weighed.manager, code, grams)
    with pytest.raises(Refusal) as refused:
        checks.set_tare(weighed.reception, "R-VERT", 1_900)
    assert refused.value.code == "right"
    check_ledger(weighed.store)


@given(
    st.integers(-3_000, 3_000), st.integers(-900, 900), st.integers(0, 500), st.integers(0, 90),
    st.integers(0, 120),
)  # fmt: skip
def test_a_scale_is_never_sound_and_off_at_once(
    drift: int, zero: int, tolerance: int, every: int, later: int
) -> None:
    last = Check("2026-10-01", "", 10_000, 10_000 + drift, zero, "05")
    today = date.fromordinal(date(2026, 10, 1).toordinal() + later)
    now = standing(last, date(2026, 9, 1), today, every, tolerance, 10_000)
    off = abs(drift) > tolerance or abs(zero) > tolerance
    assert (now.state == DRIFTS) == off
    assert bool(now.sentence) == (now.state in (DRIFTS, DUE))
    assert (now.state == DUE) == (not off and bool(every) and later >= every)
