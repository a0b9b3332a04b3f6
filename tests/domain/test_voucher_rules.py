"""A voucher never pays more than it was worth, whatever is spent, given back, lost or cancelled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain import vouchers as rules
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.vouchers import VoucherState, expiry

DAY = "2026-10-01"


def voucher(cents: int = 2000, kind: str = "GIFT_CARD", until: str = "2027-10-01") -> VoucherState:
    return VoucherState(b"v", "CR-000001", kind, cents, cents, DAY, until, "open")


@given(
    issued=st.integers(1, 50_000),
    kind=st.sampled_from(["GIFT_CARD", "VOUCHER", "CREDIT"]),
    remainder=st.sampled_from(["KEEP", "LOST"]),
    steps=st.lists(
        st.tuples(st.sampled_from(["spend", "back", "cancel"]), st.integers(-10, 60_000)),
        max_size=30,
    ),
)
def test_what_a_voucher_paid_lost_and_holds_is_what_it_was_worth(
    issued: int, kind: str, remainder: str, steps: list[tuple[str, int]]
) -> None:
    here, paid, lost, cancelled = voucher(issued, kind), 0, 0, 0
    for what, cents in steps:
        try:
            if what == "spend":
                done = rules.spend(here, cents, DAY, remainder)
                here, paid, lost = done.after, paid + done.cents, lost + done.lost
            elif what == "back":
                here, paid = rules.give_back(here, cents, paid, DAY), paid - cents
            else:
                gone = rules.usable(here, DAY).left_cents
                here, cancelled = rules.cancelled(here), cancelled + gone
        except Refusal:
            continue
        assert paid + lost + cancelled + here.left_cents == issued
        assert 0 <= paid <= issued
        assert here.left_cents >= 0
        assert (here.state == "open") == (here.left_cents > 0)


def test_the_rest_stays_or_is_lost_but_a_credit_always_keeps_it() -> None:
    assert rules.spend(voucher(), 1500, DAY, "KEEP").after.left_cents == 500
    lost = rules.spend(voucher(), 1500, DAY, "LOST")
    assert (lost.after.left_cents, lost.lost, lost.after.state) == (0, 500, "spent")
    assert rules.spend(voucher(kind="CREDIT"), 1500, DAY, "LOST").after.left_cents == 500


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"state": "cancelled"}, "cancelled"),
        ({"state": "spent", "left_cents": 0}, "spent"),
        ({"expires_on": "2026-09-30"}, "expired"),
    ],
)
def test_what_is_over_pays_nothing(change: dict[str, object], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.usable(replace(voucher(), **change), DAY)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert "CR-000001" in refused.value.sentence


def test_a_voucher_is_still_good_on_its_last_day() -> None:
    assert rules.usable(voucher(until=DAY), DAY)
    assert rules.usable(voucher(until=""), "2099-01-01")


def test_money_given_back_after_the_last_day_can_still_be_used_for_a_month() -> None:
    spent = rules.spend(voucher(until="2026-10-10"), 2000, DAY, "KEEP").after
    back = rules.give_back(spent, 800, 2000, "2026-11-02")
    assert (back.left_cents, back.expires_on, back.state) == (800, "2026-12-02", "open")


@pytest.mark.parametrize(
    ("issued", "months", "last"),
    [
        (date(2026, 10, 1), 12, "2027-10-01"),
        (date(2026, 8, 31), 6, "2027-02-28"),
        (date(2027, 11, 30), 3, "2028-02-29"),
        (date(2026, 12, 15), 1, "2027-01-15"),
        (date(2026, 10, 1), 0, ""),
    ],
)
def test_the_last_day_is_the_same_day_months_later(issued: date, months: int, last: str) -> None:
    assert expiry(issued, months) == last


def test_a_code_cannot_be_read_back_and_two_codes_differ() -> None:
    kept = rules.code_hash("2400000000017")
    assert kept == rules.code_hash("2400000000017") != rules.code_hash("2400000000024")
    assert len(kept) == 32
    assert "24000" not in kept
