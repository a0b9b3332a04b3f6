"""The shop's day: it ends at four in the morning, in summer and in winter."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.clock import SetClock, SystemClock, business_day, month_of, to_ns

PARIS_SUMMER = timezone(timedelta(hours=2))
microseconds = st.integers(0, 4 * 10**15)
moments = microseconds.map(
    lambda n: (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=n)).astimezone(
        PARIS_SUMMER
    )
)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-10-02T03:59:59+02:00", "2026-10-01"),
        ("2026-10-02T04:00:00+02:00", "2026-10-02"),
        ("2026-10-02T00:00:00+02:00", "2026-10-01"),
        ("2026-11-01T03:00:00+01:00", "2026-10-31"),
        ("2026-10-25T02:30:00+02:00", "2026-10-24"),
        ("2026-10-25T02:30:00+01:00", "2026-10-24"),
        ("2027-01-01T01:00:00+01:00", "2026-12-31"),
    ],
)
def test_a_late_evening_counts_for_the_day_it_began(moment: str, day: str) -> None:
    """Catches a day cut at midnight: an evening sale would land in the next day's Z."""
    assert business_day(datetime.fromisoformat(moment)).isoformat() == day


@given(moments)
def test_nanoseconds_are_exact_to_the_microsecond(moment: datetime) -> None:
    """Catches a float on the way: 2^53 nanoseconds is 1970, so microseconds would be lost."""
    since = moment - datetime(1970, 1, 1, tzinfo=UTC)
    whole = (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds
    assert to_ns(moment) == whole * 1000


def test_a_clock_without_its_offset_is_refused() -> None:
    """Catches a naive time: in October one hour happens twice."""
    with pytest.raises(ValueError, match="offset"):
        SetClock(datetime(2026, 10, 1, 9))  # noqa: DTZ001
    assert SystemClock().now().utcoffset() is not None


def test_a_set_clock_goes_where_it_is_put() -> None:
    """Catches a clock that cannot go back: wrong clocks do."""
    start = datetime(2026, 10, 1, 9, tzinfo=PARIS_SUMMER)
    clock = SetClock(start)
    clock.forward(hours=1, minutes=30)
    assert clock.now() == start + timedelta(minutes=90)
    clock.put(start)
    assert clock.now() == start


def test_the_month_of_a_day() -> None:
    """Catches a month without its zero: text months are compared as text."""
    assert month_of(date(2026, 3, 1)) == month_of("2026-03-31") == "2026-03"
