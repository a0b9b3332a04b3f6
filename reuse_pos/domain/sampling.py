"""A day of weighing: what one piece of each kind weighs here, how sure that is, and what that is
worth to the month’s figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import isqrt

from reuse_pos.domain.category import Category
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import LEARNED_FROM, Source, format_grams
from reuse_pos.domain.wording import _

ODD_TIMES = 5
MOST_G = 300_000
LONGEST_SOURCE = 200
_DATED = re.compile(r" *\(\d{4}-\d{2}-\d{2}\)$")


@dataclass(frozen=True)
class Mean:
    """What is known of one piece of a category, in grams: `n` weighed here, their mean and spread
    (standard deviation), the reference and where it comes from, what is used now and why."""

    category: Category
    n: int
    mean_g: int | None
    spread_g: int | None
    reference_g: int | None
    reference_source: str
    used_g: int | None
    used_source: Source

    @property
    def still(self) -> int:
        """How many pieces are still to be weighed before the shop's own mean is used alone."""
        return max(0, LEARNED_FROM - self.n)


@dataclass(frozen=True)
class Trust:
    """What a month's kilos rest on, in basis points of all that came in and went out: `measured` on
    a scale or typed; `own` also counts estimates, as far as this shop's own pieces made them."""

    measured_bp: int
    own_bp: int


def spread_of(n: int, sum_g: int, sum_sq: int) -> int | None:
    """The standard deviation of n weighed pieces in grams; None under two pieces."""
    if n < 2:
        return None
    return isqrt(max(0, (n * sum_sq - sum_g * sum_g) // (n * n)))


def trust_of(lines: Iterable[tuple[int, int, int]]) -> Trust:
    """The trust of (grams, measured grams, pieces weighed) per category.

    An estimate counts as own in the proportion its mean is made of own pieces (n of 20, as in
    `mass.mean_weight`), so that each piece weighed raises it a little.
    """
    total = measured = own = 0
    for grams, weighed, n in lines:
        total += grams
        measured += weighed
        own += (grams - weighed) * min(n, LEARNED_FROM) // LEARNED_FROM
    if total <= 0:
        return Trust(10_000, 10_000)
    return Trust(_share(measured, total), _share(measured + own, total))


def refuse_odd(grams: int, known: Mean) -> None:
    """Refuses, with code "odd", a piece five times heavier or lighter than what is known of its
    kind: two at once, or the wrong kind."""
    usual = known.mean_g if known.n >= 5 else known.used_g
    if usual and not usual <= grams * ODD_TIMES <= usual * ODD_TIMES * ODD_TIMES:
        raise Refusal(
            _(
                "One “{label}” weighs about {usual}, this load {weight}. Nothing was recorded. "
                "Put one piece alone on the scale, or keep it if it is right.",
                label=known.category.label,
                usual=format_grams(usual, 2),
                weight=format_grams(grams, 2),
            ),
            "odd",
        )


def checked_reference(grams: int | None, source: str) -> str:
    """Where a reference weight comes from, tidied and without an earlier day; refuses a weight out
    of bounds, and one without a source (it could not be defended)."""
    words = _DATED.sub("", " ".join(source.split()))[:LONGEST_SOURCE]
    if grams is not None and not 0 < grams <= MOST_G:
        raise Refusal(_("This weight cannot be right. Nothing was saved. Correct it."), "weight")
    if grams is not None and not words:
        raise Refusal(
            _("Where does this weight come from? Nothing was saved. Write its source."), "source"
        )
    return words


def _share(part: int, total: int) -> int:
    return min(max(part * 10_000 // total, 0), 10_000)
