"""The shop's time: one clock handed to everything, and the business day that ends at four in the
morning."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Protocol

DAY_TURNS_AFTER = timedelta(hours=4)


class Clock(Protocol):
    """Gives the present local time with its offset; tests and the demo shop bring their own."""

    def now(self) -> datetime: ...


class SystemClock:
    """The computer's clock in its local time zone."""

    def now(self) -> datetime:
        """Present local time, with its UTC offset."""
        return datetime.now().astimezone()


class SetClock:
    """A clock that stands where it is put; for the demo shop and tests."""

    def __init__(self, start: datetime) -> None:
        if start.tzinfo is None:
            raise ValueError("a clock needs an offset")
        self._now = start

    def now(self) -> datetime:
        """The time the clock was last put to."""
        return self._now

    def put(self, moment: datetime) -> None:
        """Set the clock (backwards too: tests of a wrong clock need it)."""
        self._now = moment

    def forward(self, **step: float) -> None:
        """Move on by a `timedelta`'s keyword arguments, e.g. `minutes=3`."""
        self._now += timedelta(**step)


def business_day(moment: datetime) -> date:
    """The shop day a moment belongs to: its local date four hours earlier."""
    return (moment - DAY_TURNS_AFTER).date()


def to_ns(moment: datetime) -> int:
    """Nanoseconds since 1970 (UTC), whole microseconds."""
    whole = int(moment.replace(microsecond=0).timestamp())
    return (whole * 1_000_000 + moment.microsecond) * 1_000


def month_of(day: date | str) -> str:
    """The month of a business day, as "2026-10"."""
    return str(day)[:7]
