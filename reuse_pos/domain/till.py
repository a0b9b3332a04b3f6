"""The till: counting a drawer blind, what it should hold, and the difference explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import EURO_DENOMINATIONS
from reuse_pos.domain.wording import N_, _

NOTES = tuple(value for value in EURO_DENOMINATIONS if 500 <= value <= 20000)
COINS = tuple(value for value in EURO_DENOMINATIONS if value < 500)
DIFFERENCE_REASONS = {
    "GIVING_CHANGE": N_("Mistake giving change"),
    "UNKNOWN": N_("I do not know"),
    "COUNTING": N_("Miscounted float"),
    "CASH_OUT": N_("Cash taken out, not noted"),
}
FORGOTTEN = "FORGOTTEN"
UNAPPROVED = "UNAPPROVED"
# Why a Z may stand without what it usually has: nobody counted, or nobody said yes.
Z_NOTES = {
    FORGOTTEN: N_("Session forgotten open: the drawer was not counted"),
    UNAPPROVED: N_("Gap not yet accepted by the manager"),
}
# What is counted besides the drawer at a closing: papers and notes that are there to be counted,
# and the sum the card terminal prints. The rest leaves nothing in a drawer.
COUNTED_METHODS = ("CARD", "CHEQUE", "SOCIAL", "VOUCHER", "LOCAL")
MAX_PIECES = 5000
# A month or year may be closed when at most so many of its days are left: the shop may not open
# on them.
CLOSABLE_DAYS = 10


@dataclass(frozen=True)
class CarriedFloat:
    """What the last session left in the drawer for the next, in cents: its Z's number and local
    ISO time; `counted` is false when that session was forgotten open."""

    cents: int
    z: int
    at: str
    counted: bool


@dataclass(frozen=True)
class Drawer:
    """What a drawer should hold: float + cash taken + cash put in − cash taken out, in cents."""

    float_cents: int
    cash_cents: int
    moves: tuple[tuple[str, int, str], ...] = ()

    @property
    def expected_cents(self) -> int:
        """The sum the count is compared with."""
        return (
            self.float_cents
            + self.cash_cents
            + sum(amount for _kind, amount, _reason in self.moves)
        )


def left_in_drawer(counted: int, usual_float: int, wanted: int | None = None) -> int:
    """What stays in the drawer at a closing, in cents: what the person says, else the usual float
    as far as it is there; refuses more than was counted."""
    stays = min(max(counted, 0), usual_float) if wanted is None else wanted
    if not 0 <= stays <= max(counted, 0):
        raise Refusal(
            _("More cannot stay in the drawer than was counted. Nothing was closed. Correct it."),
            "left",
        )
    return stays


def closable_from(kind: str, period: str) -> date:
    """The first day on which a month or year may be closed: in its last days."""
    return last_day_of(kind, period) - timedelta(days=CLOSABLE_DAYS)


def too_early(kind: str, period: str, today: date) -> Refusal | None:
    """The refusal of a month or year that still has days to come; None when it may be closed."""
    if today >= closable_from(kind, period):
        return None
    return Refusal(
        _(
            "{period} is not over. Nothing was closed. It closes by itself at the first sale "
            "after it.",
            period=period,
        ),
        "too_early",
    )


def last_day_of(kind: str, period: str) -> date:
    """The last day of a month (CLOSE_MONTH "2026-10") or of an accounting year (CLOSE_YEAR "2026",
    or "2026-07" when it starts in July)."""
    year, _dash, month = period.partition("-")
    if kind == "CLOSE_YEAR":
        following = date(int(year) + 1, int(month or 1), 1)
    else:
        following = date(int(year) + (month == "12"), int(month) % 12 + 1, 1)
    return following - timedelta(days=1)


def counted_cents(denominations: Mapping[int, int]) -> int:
    """The sum of a count {denomination: how many}; refuses unknown coins, negative or absurd
    numbers."""
    for value, count in denominations.items():
        if value not in EURO_DENOMINATIONS or not 0 <= count <= MAX_PIECES:
            raise Refusal(
                _("This count cannot be right. Nothing was recorded. Count these coins again."),
                "count",
            )
    return sum(value * count for value, count in denominations.items())


def checked_difference(expected_cents: int, counted: int, reason: str | None) -> int:
    """counted − expected; a difference needs a reason, and is never a cause to keep the till
    open."""
    difference = counted - expected_cents
    if difference and reason not in DIFFERENCE_REASONS:
        raise Refusal(
            _(
                "There is a difference. Nothing was closed. Touch what explains it, or “I do "
                "not know”."
            ),
            "reason",
        )
    return difference
