"""The colour of a label: a word and a shape that tell in which weeks it was made, whatever the
printer's ink, and the day its price goes down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.wording import N_, _

LONGEST_PERIOD_DAYS = 366


@dataclass(frozen=True)
class Colour:
    """A colour as a label tells it in black and white: its word (msgid) and its shape."""

    word: str
    shape: str


COLOURS = {
    "yellow": Colour(N_("Yellow"), "disc"),
    "blue": Colour(N_("Blue"), "square"),
    "red": Colour(N_("Red"), "triangle"),
    "green": Colour(N_("Green"), "diamond"),
    "pink": Colour(N_("Pink"), "cross"),
    "violet": Colour(N_("Violet"), "star"),
}


@dataclass(frozen=True)
class ColourPlan:
    """Labels made from `first_day` to `last_day` (ISO days, both in) carry `colour`; their prices
    go down by `basis_points` from `markdown_on` on."""

    colour: str
    first_day: str
    last_day: str
    markdown_on: str
    basis_points: int


@dataclass(frozen=True)
class ColourPeriod:
    """A plan written down."""

    id: Id
    plan: ColourPlan

    @property
    def stamp(self) -> str:
        """What a thing keeps of it (`Item.colour`): the colour, and the period's first day, for
        the same colour comes back another year."""
        return f"{self.plan.colour}:{self.plan.first_day}"


def colour_of(stamp: str | None) -> Colour | None:
    """The colour on a thing's label; None where it carries none."""
    return COLOURS.get((stamp or "").partition(":")[0])


def checked_colour_plan(plan: ColourPlan, others: Sequence[ColourPlan]) -> ColourPlan:
    """The plan if it can be kept; refuses days in the wrong order, a cut that begins before the
    last label is made, a cut of nothing or everything, and weeks that have a colour already."""
    if plan.colour not in COLOURS:
        raise Refusal(_("Choose a colour. Nothing was changed."), "colour")
    first, last, cut = (_day(one) for one in (plan.first_day, plan.last_day, plan.markdown_on))
    if last < first or last - first > timedelta(days=LONGEST_PERIOD_DAYS):
        raise Refusal(
            _("The last day comes after the first, within a year. Nothing was changed. Correct "
              "the days."), "days",
        )  # fmt: skip
    if cut <= last:
        raise Refusal(
            _("The price goes down after the last label of this colour is made. Nothing was "
              "changed. Choose a later day."), "cut_day",
        )  # fmt: skip
    if not 0 < plan.basis_points < 10_000:
        raise Refusal(
            _("The price goes down by 1 to 99 %. Nothing was changed. Correct it."), "percent"
        )
    for other in others:
        if plan.first_day <= other.last_day and other.first_day <= plan.last_day:
            raise Refusal(
                _("Some of these days have the colour {colour} already. Nothing was changed. "
                  "Choose other days.", colour=_(COLOURS[other.colour].word).lower()),
                "overlap",
            )  # fmt: skip
    return plan


def next_plan(known: Sequence[ColourPlan], today: str) -> ColourPlan:
    """The plan that would follow those there are: the next colour, as long, as late, as deep;
    four weeks of yellow at half price after eight where there is none."""
    if not known:
        return _plan_from(_day(today), "yellow", (27, 56, 5000))
    last = max(known, key=lambda one: one.last_day)
    codes = list(COLOURS)
    after = codes[(codes.index(last.colour) + 1) % len(codes)]
    long = (_day(last.last_day) - _day(last.first_day)).days
    late = (_day(last.markdown_on) - _day(last.first_day)).days
    start = max(_day(last.last_day) + timedelta(days=1), _day(today))
    return _plan_from(start, after, (long, late, last.basis_points))


def _plan_from(start: date, colour: str, shape: tuple[int, int, int]) -> ColourPlan:
    long, late, basis_points = shape
    last, cut = start + timedelta(days=long), start + timedelta(days=late)
    return ColourPlan(colour, start.isoformat(), last.isoformat(), cut.isoformat(), basis_points)


def _day(iso: str) -> date:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        raise Refusal(
            _("“{day}” is not a day. Nothing was changed. Correct it.", day=iso[:20]), "days"
        ) from None
