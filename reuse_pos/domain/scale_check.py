"""Checking a scale between two verifications by an approved body: a check weight, the zero, and
what the empty containers weigh.

Goods sold by weight need an approved scale and its yearly sticker (arrêté du 26 mai 2004,
instruments in service); this log only shows drift early.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.wording import _

SOUND, DRIFTS, DUE, UNSET = "sound", "drifts", "due", "unset"
MOST_ZERO_G = 1_000


@dataclass(frozen=True)
class Check:
    """A check weight put on the scale: what it weighs, what the scale said, and what it said
    when empty, in grams."""

    day: str
    at: str
    reference_g: int
    shown_g: int
    zero_g: int
    op: str
    note: str = ""

    @property
    def drift_g(self) -> int:
        """How far the scale is off on the check weight; below zero it shows too little."""
        return self.shown_g - self.reference_g

    def is_off(self, tolerance_g: int) -> bool:
        """Whether the drift or the zero is beyond what the shop allows."""
        return abs(self.drift_g) > tolerance_g or abs(self.zero_g) > tolerance_g


@dataclass(frozen=True)
class Standing:
    """How a scale stands (`state` sound | drifts | due | unset): the last check, the day the next
    is due, and a sentence to say at the scale ("" when all is well)."""

    state: str
    last: Check | None
    due_on: date | None
    sentence: str


def checked_check(reference_g: int, shown_g: int, zero_g: int, capacity_g: int) -> None:
    """Refuses a check that cannot be: no check weight, one the scale cannot carry, an empty
    scale that shows more than a kilo."""
    if not 0 < reference_g <= capacity_g:
        raise Refusal(
            _("Say in the settings what the check weight weighs. Nothing was noted."),
            "reference",
        )
    if abs(zero_g) > MOST_ZERO_G:
        raise Refusal(
            _("The scale was not empty: it showed {weight}. Nothing was noted. Empty it first.",
              weight=format_grams(zero_g, 2)), "zero",
        )  # fmt: skip
    if not 0 < shown_g <= capacity_g:
        raise Refusal(
            _("The scale shows no weight. Nothing was noted. Put the check weight on it."),
            "no_weight",
        )
    if abs(shown_g - reference_g) > reference_g // 2:
        raise Refusal(
            _("{shown} is not the check weight ({reference}). Nothing was noted. "
              "Put that one alone on the scale.",
              shown=format_grams(shown_g, 2), reference=format_grams(reference_g, 2)), "other",
        )  # fmt: skip


def standing(
    last: Check | None, first_day: date, today: date, every_days: int, tolerance_g: int,
    reference_g: int,
) -> Standing:  # fmt: skip
    """How the scale stands today. Without a reminder or a check weight nothing is due; before
    any check the days count from the shop's first."""
    if last is not None and last.is_off(tolerance_g):
        worst = last.drift_g if abs(last.drift_g) > tolerance_g else last.zero_g
        words = _(
            "The scale is off by {drift}. Weights go on; have it adjusted before selling by the "
            "kilo.", drift=format_grams(worst, 2),
        )  # fmt: skip
        return Standing(DRIFTS, last, None, words)
    if not every_days or not reference_g:
        return Standing(UNSET if last is None else SOUND, last, None, "")
    since = date.fromisoformat(last.day) if last is not None else first_day
    due_on = since + timedelta(days=every_days)
    if today < due_on:
        return Standing(SOUND, last, due_on, "")
    return Standing(DUE, last, due_on, _("The scale is to be checked with the check weight."))


def tare_difference(declared_g: int, shown_g: int) -> int:
    """How much more (or less) an empty container weighs than its key says, in grams."""
    return shown_g - declared_g
