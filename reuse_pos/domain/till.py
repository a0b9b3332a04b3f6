"""The till: counting a drawer blind, what it should hold, and the difference explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
APPROVAL_THRESHOLD_CENTS = 500
MAX_PIECES = 5000


@dataclass(frozen=True)
class CashSession:
    """One person's stretch at a till: `number` per till, amounts in cents."""

    till: str
    number: int
    opened_at: str
    op: str
    float_cents: int
    open: bool = True


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
