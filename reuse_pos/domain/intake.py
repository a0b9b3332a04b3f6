"""Reception: what is brought to the door, weighed load by load or counted at mean weights."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reuse_pos.domain.category import FAMILIES, MIXED, UNSORTED_LEAF, Category
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import (
    MEASURED,
    NOT_COLLECTED,
    ORIGINS,
    SCALE_CAPACITY_G,
    Source,
    Weighing,
    checked,
)
from reuse_pos.domain.wording import N_, _

STABLE, MOVING, EMPTY, OVER, LOST = "stable", "moving", "empty", "over", "lost"
NEAR_EMPTY_G = 200
"""Below this many grams the scale counts as empty again: dust, a glove, a leaf."""
LONG_PRESS_MS = 800
LATE_DAYS = 31
"""How many days back a delivery noted on paper may still be typed in."""
LONGEST_SLIP = 12
MOST_COUNTED = 500
WORDS_AT_THE_DOOR = tuple(code for code in ORIGINS if code not in NOT_COLLECTED)

REFUSAL_REASONS = {
    "broken": (N_("Too damaged"), "hammer"),
    "dirty": (N_("Dirty, mouldy"), "drop"),
    "unsafe": (N_("Dangerous"), "warning"),
    "no_room": (N_("No room left"), "package"),
    "not_taken": (N_("Not taken here"), "prohibit"),
    "other": (N_("Other reason"), "dots-three-circle"),
}
CONDITIONS = {
    "good": (N_("Good"), "smiley"),
    "worn": (N_("Worn"), "smiley-meh"),
    "broken": (N_("Broken"), "smiley-sad"),
}


@dataclass(frozen=True)
class ScaleView:
    """What the scale shows now: a state (stable, moving, empty, over, lost) and gross grams."""

    state: str
    grams: int = 0


def live_weighing(
    view: ScaleView,
    tare_g: int = 0,
    container: str | None = None,
    capacity_g: int = SCALE_CAPACITY_G,
) -> Weighing:
    """The weighing of what stands on the scale; refuses it moving, empty, lost or overloaded."""
    if view.state == LOST:
        raise Refusal(
            _("The scale does not answer. Nothing was recorded. Type the weight by hand."),
            "scale_lost",
        )
    if view.state == OVER:
        raise Refusal(
            _("The scale is overloaded. Nothing was recorded. Weigh again in two loads."),
            "over_capacity",
        )
    if view.state == MOVING:
        raise Refusal(
            _("The weight is still moving. Nothing was recorded. Wait until it is stable."),
            "unstable",
        )
    return checked_load(Weighing(view.grams, tare_g, Source.SCALE, container), capacity_g)


def checked_load(weighing: Weighing, capacity_g: int = SCALE_CAPACITY_G) -> Weighing:
    """The load if it can be believed: weighed or typed, above zero, within the scale's capacity."""
    if weighing.source not in MEASURED:
        raise ValueError(f"a load is weighed or typed, not {weighing.source}")
    if weighing.tare_g < 0:
        raise Refusal(
            _("A container cannot weigh less than nothing. Nothing was recorded. Choose it again."),
            "tare",
        )
    return checked(weighing, capacity_g)


@dataclass(frozen=True)
class CrateGuard:
    """Keeps a load from being recorded twice: `recorded_g` is its gross while it stands there."""

    recorded_g: int | None = None

    @property
    def holds(self) -> bool:
        """Whether the load on the scale is already recorded, so that no tile may take it again."""
        return self.recorded_g is not None

    def recorded(self, gross_g: int) -> CrateGuard:
        """After a load of `gross_g` grams was recorded from the scale."""
        return CrateGuard(gross_g)

    def seen(self, view: ScaleView) -> CrateGuard:
        """After the scale showed something: the guard ends when the weight goes back near zero.

        A load lighter than twice the near-zero limit must lose half its weight. An unplugged or
        overloaded scale says nothing about the load, so the guard stays.
        """
        if self.recorded_g is None or view.state in (LOST, OVER):
            return self
        limit = min(NEAR_EMPTY_G, self.recorded_g // 2)
        return CrateGuard() if view.state == EMPTY or view.grams <= limit else self


@dataclass(frozen=True)
class Countable:
    """A thing counted one by one; `tracked` ones get a label of their own.

    `code` is the category's, or names something more precise ("TLC-VRAC:bag", a full bag of
    textiles) that has its own mean weight.
    """

    code: str
    words: str
    category: str
    icon: str
    tracked: bool = True


COUNTABLES: tuple[Countable, ...] = (
    Countable("EA-AS-CHAISE-BOIS", N_("Chair"), "EA-AS-CHAISE-BOIS", "chair"),
    Countable("EA-AS-FAUTEUIL", N_("Armchair"), "EA-AS-FAUTEUIL", "armchair"),
    Countable("EA-AS-CANAPE-TISSU", N_("Sofa"), "EA-AS-CANAPE-TISSU", "couch"),
    Countable("EA-PP-TABLE-BOIS", N_("Table"), "EA-PP-TABLE-BOIS", "table"),
    Countable("EA-RA-BUFFET", N_("Sideboard"), "EA-RA-BUFFET", "buffet"),
    Countable("EA-RA-COMMODE", N_("Chest of drawers"), "EA-RA-COMMODE", "dresser"),
    Countable("EA-RA-ARMOIRE", N_("Wardrobe"), "EA-RA-ARMOIRE", "wardrobe"),
    Countable("EA-RA-ETAGERE", N_("Shelf unit"), "EA-RA-ETAGERE", "shelves"),
    Countable("EA-CO-LIT", N_("Bed"), "EA-CO-LIT", "bed"),
    Countable("EA-CO-MATELAS-MOU", N_("Mattress"), "EA-CO-MATELAS-MOU", "mattress"),
    Countable("EEE-GEMHF-LL", N_("Washing machine"), "EEE-GEMHF-LL", "washing-machine"),
    Countable("EEE-GEMF", N_("Fridge"), "EEE-GEMF", "fridge"),
    Countable("EEE-ECRAN", N_("Television"), "EEE-ECRAN", "television-simple"),
    Countable("EEE-LUM", N_("Lamp"), "EEE-LUM", "lamp"),
    Countable("ASL-VELO", N_("Bicycle"), "ASL-VELO", "bicycle"),
    Countable("HR-BIBELOT:mirror", N_("Mirror"), "HR-BIBELOT", "mirror"),
    Countable("TLC-VRAC:bag", N_("Bag of textiles"), "TLC-VRAC", "bag", tracked=False),
    Countable("HR-LIVRE:box", N_("Box of books"), "HR-LIVRE", "books", tracked=False),
    Countable("HR-VAISSELLE:box", N_("Box of crockery"), "HR-VAISSELLE", "plate", tracked=False),
)
_BY_CODE = {one.code: one for one in COUNTABLES}


def countable(code: str, categories: dict[str, Category]) -> Countable:
    """What a code stands for: one of the tiles, else any category; refuses others and services."""
    known = _BY_CODE.get(code)
    if known is not None and known.category in categories:
        return known
    category = goods(code, categories)
    if category.code == MIXED:
        raise Refusal(
            _("Mixed goods are weighed, not counted. Nothing was recorded. Touch “To sort”."),
            "category",
        )
    return Countable(code, category.label, code, category.icon, category.unit_item)


def words_of(code: str, categories: dict[str, Category]) -> str:
    """What goods are called: the words of a counted thing (a msgid), else the category's label."""
    known = _BY_CODE.get(code)
    return known.words if known is not None else categories[code].label


def goods(what: str, categories: dict[str, Category]) -> Category:
    """The leaf category of a family tile, a leaf, a bag or a box; refuses others and services."""
    known = _BY_CODE.get(what)
    code = known.category if known is not None else UNSORTED_LEAF.get(what, what)
    category = categories.get(code)
    if category is None or category.is_service:
        raise Refusal(
            _(
                "There are no goods called “{name}”. Nothing was recorded. "
                "Touch one of the pictures.",
                name=what[:40],
            ),
            "category",
        )
    return category


def still_taken(category: Category) -> None:
    """Refuses goods of a kind that the shop no longer takes in."""
    if category.archived:
        raise Refusal(
            _(
                "“{label}” is no longer taken in. Nothing was recorded. Touch another picture.",
                label=category.label,
            ),
            "category",
        )


def learning_key(what: str, category: Category) -> str | None:
    """The name under which a weighed piece teaches its weight; None for mixed crates."""
    if category.code == MIXED:
        return None
    return what if what in _BY_CODE else category.code


def counted_mass(
    n: int, mean: tuple[int, Source] | None, weighed: Weighing | None = None
) -> tuple[int, Source]:
    """Grams of `n` things and how they are known: weighed, at the mean, or 0 and unknown.

    A weighed piece is measured for itself; several taken to weigh the same are derived from it.
    """
    if weighed is not None:
        return n * weighed.net_g, weighed.source if n == 1 else Source.DERIVED
    if mean is None:
        return 0, Source.UNKNOWN
    return n * mean[0], mean[1]


def checked_count(counts: dict[str, int]) -> dict[str, int]:
    """What was counted, without zeros; refuses nothing at all, negatives and more than 500."""
    if any(n < 0 or n > MOST_COUNTED for n in counts.values()):
        raise Refusal(
            _(
                "A number goes from 1 to {most}. Nothing was recorded. Correct it.",
                most=MOST_COUNTED,
            ),
            "count",
        )
    kept = {code: n for code, n in counts.items() if n}
    if not kept:
        raise Refusal(
            _("Nothing was counted yet. Nothing was recorded. Touch the first object."), "count"
        )
    return kept


def checked_pieces(pieces: int) -> int:
    """A number of pieces in a load, 0 when not counted; refuses what cannot be."""
    if not 0 <= pieces <= 10_000:
        raise Refusal(
            _("This number of pieces cannot be. Nothing was recorded. Correct it."), "count"
        )
    return pieces


def checked_origin(origin: str) -> str:
    """Where goods come from; refuses a place the ledger does not know."""
    if origin not in ORIGINS:
        raise Refusal(
            _(
                "There is no origin called “{name}”. Nothing was changed. Touch one of the tiles.",
                name=origin[:40],
            ),
            "origin",
        )
    return origin


def checked_late(day: str, slip: str, today: str) -> date:
    """The day a paper slip was written, if it can be: not to come, at most 31 days ago; refuses
    that, and a slip without a number."""
    try:
        when, now = date.fromisoformat(day), date.fromisoformat(today)
    except ValueError:
        raise Refusal(
            _("“{day}” is not a day. Nothing was opened. Choose another.", day=day[:20]), "day"
        ) from None
    if not now - timedelta(days=LATE_DAYS) <= when <= now:
        raise Refusal(
            _("A paper slip is typed in within {days} days. Nothing was opened. Choose its day.",
              days=LATE_DAYS), "day",
        )  # fmt: skip
    if not slip or len(slip) > LONGEST_SLIP:
        raise Refusal(_("The paper slip needs its number. Nothing was opened. Type it."), "slip")
    return when


def intake_number(day: str, counter: int) -> str:
    """The number on an intake slip: "2026-11-14", 318 → "D-2611-0318" (counted per month)."""
    return f"{number_prefix(day)}{counter:04d}"


def number_prefix(day: str) -> str:
    """What the numbers of a day's month begin with: "D-2611-"."""
    return f"D-{day[2:4]}{day[5:7]}-"


def family_totals(grams: dict[str, int], categories: dict[str, Category]) -> dict[str, int]:
    """Grams per family tile from grams per category."""
    totals = dict.fromkeys((*UNSORTED_LEAF, *FAMILIES), 0)
    for code, value in grams.items():
        family = categories[code].family
        totals[family] = totals.get(family, 0) + value
    return totals
