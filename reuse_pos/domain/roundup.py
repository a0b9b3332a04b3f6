"""The round-up: a gift of less than one euro that makes the sum to pay a round one."""

from __future__ import annotations

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.wording import N_, _

ROUNDUP = "ROUNDUP"
ROUNDUP_WORDS = N_("Solidarity round-up")
MOST_CENTS = 100


def roundup_cents(total_cents: int) -> int:
    """The cents to the next euro; 0 when the sum is already round or nothing is to pay."""
    return -total_cents % MOST_CENTS if total_cents > 0 else 0


def roundup_line(cents: int) -> Line:
    """The gift as a basket line; it is no sale."""
    return Line(
        0, "gift", _(ROUNDUP_WORDS), None, 1, "piece", cents, most=1, icon="heart", link=ROUNDUP
    )


def rounded_up(basket: Basket) -> Basket:
    """The basket with the round-up it needs now in place of any it had; without one where nothing
    is to round."""
    bare = without_roundup(basket)
    cents = roundup_cents(bare.total_cents)
    return bare.add(roundup_line(cents)) if cents else bare


def without_roundup(basket: Basket) -> Basket:
    """The basket without its round-up."""
    for line in basket.lines:
        if line.link == ROUNDUP:
            basket = basket.remove(line.n)
    return basket
