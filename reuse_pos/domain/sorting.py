"""Sorting tables: bags in, bags out by grade, and a rest of kilos that must be explained.

Also what may not go a certain way: an appliance without its test, a thing already sorted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reuse_pos.domain.category import MIXED, UNSORTED_LEAF, Category
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import STATE_WORDS, Item, State
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import half_up
from reuse_pos.domain.ways import CLOSING_REASONS, Way
from reuse_pos.domain.wording import N_, _

BULK_TEXTILE = UNSORTED_LEAF["textile"]
SCALE_TOLERANCE_BP = 1000
SCALE_TOLERANCE_G = 2000
"""Two scales never agree: what is weighed here may exceed reception's figure by 10 % and 2 kg."""


class TableKind(StrEnum):
    """What a sorting table is for."""

    TEXTILE = "textile"
    MIXED = "mixed"


UNDONE = N_("Undone")


@dataclass(frozen=True)
class Bag:
    """One load on a table: `direction` in | out, `grade` a Grade or Way, `label` its words."""

    id: Id
    n: int
    direction: str
    grade: str
    category: str
    label: str
    grams: int
    gross_g: int
    tare_g: int
    source: str
    at: str
    item: Id | None
    entry: Id | None


@dataclass(frozen=True)
class Table:
    """A sorting table with its bags in the order they were weighed, those taken back left out."""

    id: Id
    kind: TableKind
    state: str
    opened_at: str
    day: str
    bags: tuple[Bag, ...] = ()

    @property
    def bags_in(self) -> tuple[Bag, ...]:
        """What was put on the table."""
        return tuple(bag for bag in self.bags if bag.direction == "in")

    @property
    def bags_out(self) -> tuple[Bag, ...]:
        """What left it."""
        return tuple(bag for bag in self.bags if bag.direction == "out")

    @property
    def in_g(self) -> int:
        """Grams put on the table."""
        return sum(bag.grams for bag in self.bags_in)

    @property
    def out_g(self) -> int:
        """Grams that left it."""
        return sum(bag.grams for bag in self.bags_out)

    @property
    def rest_g(self) -> int:
        """Grams not sorted yet; below zero when more left than came."""
        return self.in_g - self.out_g

    def graded(self, grade: str) -> tuple[int, int]:
        """Grams and bags gone to a grade or way so far."""
        grams = [bag.grams for bag in self.bags_out if bag.grade == grade]
        return sum(grams), len(grams)

    def sorted_as(self, category: str) -> tuple[int, int]:
        """Grams and loads sorted into a category so far."""
        grams = [bag.grams for bag in self.bags_out if bag.category == category]
        return sum(grams), len(grams)

    def next_n(self, direction: str) -> int:
        """The number of the next bag of that direction."""
        return 1 + max((bag.n for bag in self.bags if bag.direction == direction), default=0)


class Rest(StrEnum):
    """What the rest of a table says."""

    EMPTY = "empty"
    TO_SORT = "to_sort"
    NORMAL = "normal"
    TOO_MUCH = "too_much"


def rest_of(table: Table, limit_bp: int) -> Rest:
    """Whether the table is empty, has bags left, a normal rest (dust), or gave too much."""
    if not table.bags_in:
        return Rest.EMPTY
    if table.rest_g < 0:
        return Rest.TOO_MUCH
    within = table.rest_g * 10_000 <= table.in_g * limit_bp
    return Rest.NORMAL if within and table.bags_out else Rest.TO_SORT


def rest_permille(table: Table) -> int:
    """The rest in thousandths of what came in, rounded half up; 0 for an empty table."""
    return half_up(table.rest_g * 1000, table.in_g) if table.in_g and table.rest_g > 0 else 0


def refuse_unless_closable(table: Table, limit_bp: int, reason: str, supervised: bool) -> str:
    """The adjustment that explains the rest ("moisture", "scale", "" for none), or a refusal.

    Above `limit_bp` of what came in, a supervisor and one of `CLOSING_REASONS` are wanted. More out
    than in means a bag was not weighed in; only within the same limit may a supervisor put it down
    to the scales.
    """
    rest, limit = table.rest_g, table.in_g * limit_bp
    if rest == 0:
        return ""
    if 0 < rest * 10_000 <= limit:
        return "moisture"
    explained = supervised and reason in CLOSING_REASONS
    if rest < 0:
        if explained and -rest * 10_000 <= limit:
            return "scale"
        raise Refusal(
            _(
                "{weight} too much came out. The table stays open. "
                "Add the bag that was not weighed in.",
                weight=format_grams(-rest),
            ),
            "more_out",
            grams=-rest,
        )
    if not explained:
        raise Refusal(
            _(
                "{weight} are missing: a bag forgotten? The table stays open. "
                "Weigh it, or ask your supervisor to close.",
                weight=format_grams(rest),
            ),
            "rest",
            grams=rest,
        )
    return "moisture"


def within_tolerance(grams: int, held_g: int) -> bool:
    """Whether `grams` weighed here may come out of `held_g` held at reception."""
    excess = grams - held_g
    return excess <= 0 or (
        held_g > 0 and excess <= min(SCALE_TOLERANCE_G, grams * SCALE_TOLERANCE_BP // 10_000)
    )


def sell_lock(category: Category, item: Item | None = None) -> str:
    """Why a thing of this category may not be sold yet: "", "test_first" or "test_failed"."""
    if item is not None and item.test_failed:
        return "test_failed"
    if category.check and (item is None or item.tested_on is None):
        return "test_first"
    return ""


def way_lock(category: Category, way: Way) -> str:
    """Why goods without a label may not go this way: untested appliances reach no customer."""
    return sell_lock(category) if way in (Way.SHELF, Way.GIFT) else ""


def refuse_unless_sellable(category: Category, item: Item | None = None) -> None:
    """Refuses ("test_first", "test_failed") what lacks the safety test its category wants."""
    lock = sell_lock(category, item)
    if lock == "test_failed":
        raise Refusal(
            _(
                "This object failed its test. Nothing was changed. "
                "Send it to repair, parts or recycling."
            ),
            lock,
        )
    if lock:
        raise Refusal(
            _(
                "This object needs a test before it is sold. Nothing was changed. "
                "Send it to the workshop."
            ),
            lock,
        )


def refuse_unless_sortable(item: Item) -> None:
    """Refuses, with code "not_now", a thing that is not waiting to be sorted."""
    if item.state not in (State.RECEIVED, State.IN_STORAGE):
        raise Refusal(
            _(
                "{code} is already sorted: “{state}”. Nothing was changed. Look at its card.",
                code=item.short,
                state=_(STATE_WORDS[item.state]),
            ),
            "not_now",
            state=item.state,
        )


def sources_of(category: Category) -> tuple[str, ...]:
    """The heaps at reception an object may come from: its own, its family's, the mixed crates."""
    leaf = UNSORTED_LEAF.get(category.family, MIXED)
    return tuple(dict.fromkeys((category.code, leaf, MIXED)))
