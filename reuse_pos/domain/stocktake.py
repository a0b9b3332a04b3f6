"""Counting a place by scanning: what was expected there and seen, what is missing, and what stands
there though the list says otherwise.

Nothing is lost by counting: only accepting a count changes the stock (decision 25).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from reuse_pos.domain.clock import to_ns
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import PLACE_OF, Item, State
from reuse_pos.domain.mass import Posting, Source, transfer
from reuse_pos.domain.wording import N_, _

# What is reserved is promised to somebody: it is never counted as lost.
COUNTED_PLACES = {
    "shop": N_("Sales floor"),
    "storage": N_("Storage"),
    "workshop": N_("Workshop"),
    "reception": N_("Reception"),
    "quarantine": N_("Quarantine"),
}
# How a thing is said to be elsewhere: "said “storage”".
SAID = {
    State.RECEIVED: N_("reception"),
    State.TO_REPAIR: N_("workshop"),
    State.IN_REPAIR: N_("workshop"),
    State.READY: N_("workshop"),
    State.ON_SALE: N_("sales floor"),
    State.IN_STORAGE: N_("storage"),
    State.QUARANTINED: N_("quarantine"),
    State.RESERVED: N_("reserved"),
    State.SOLD: N_("sold"),
    State.GONE: N_("gone"),
    State.CONSUMED: N_("used for another thing"),
    State.TRANSFERRED: N_("sent to another store"),
}
LOST_REASON = "STOCKTAKE"
RESUMED, LOAD = "~", "="
"""What a note of a count begins with that is no scanned code: taken up again, a load weighed."""


class CountState(StrEnum):
    """How far a count is."""

    COUNTING = "counting"
    PAUSED = "paused"
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"


OPEN = (CountState.COUNTING, CountState.PAUSED, CountState.PROPOSED)


class Pile(StrEnum):
    """Where a scan goes, and how it sounds; `SEEN_ALREADY` and `ELSEWHERE` change nothing."""

    SEEN = "seen"
    UNEXPECTED = "unexpected"
    UNKNOWN = "unknown"
    SEEN_ALREADY = "already"
    ELSEWHERE = "elsewhere"


class Answer(StrEnum):
    """How a code came to be noted: scanned and expected, scanned and not, found by hand, put here,
    or taken back."""

    SEEN = "seen"
    UNEXPECTED = "unexpected"
    UNKNOWN = "unknown"
    FOUND = "found"
    HERE = "here"
    UNDONE = "undone"


@dataclass(frozen=True)
class Count:
    """A count of a place ("shop"), of one spot of it or all (""), of some families or all (())."""

    id: Id
    number: str
    place: str
    spot: str
    families: tuple[str, ...]
    state: CountState
    day: str
    started_at: str
    ended_at: str | None
    op: str

    @property
    def started_ns(self) -> int:
        """When it began, in nanoseconds."""
        return ns_of(self.started_at)

    @property
    def states(self) -> tuple[State, ...]:
        """The states of the things that stand in its place."""
        return tuple(state for state, place in PLACE_OF.items() if place == f"stock:{self.place}")

    def stands_here(self, item: Item) -> bool:
        """Whether the list says that a thing stands where is being counted."""
        return item.state in self.states and self.spot in ("", item.spot)

    def expects(self, item: Item, family: str) -> bool:
        """Whether a thing of a family is part of what is counted."""
        return self.stands_here(item) and (not self.families or family in self.families)


@dataclass(frozen=True)
class Sighting:
    """A code noted during a count, at a local time; `item` is the thing as it is now, `moved_ns`
    when it last moved."""

    code: str
    item: Item | None
    answer: Answer
    at: str
    moved_ns: int = 0

    @property
    def left_since(self) -> bool:
        """Whether the thing moved after it was noted."""
        return self.moved_ns > ns_of(self.at)


@dataclass(frozen=True)
class Piles:
    """The three piles and the codes nobody knows; newest sightings first."""

    seen: tuple[Sighting, ...] = ()
    missing: tuple[Item, ...] = ()
    unexpected: tuple[Sighting, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def expected(self) -> int:
        """How many things were to be found."""
        return len(self.seen) + len(self.missing)

    @property
    def permille(self) -> int:
        """How much of the place is seen, in thousandths; all of an empty one."""
        return 1000 * len(self.seen) // self.expected if self.expected else 1000

    @property
    def missing_g(self) -> int:
        """What is missing, in grams."""
        return sum(item.grams for item in self.missing)

    @property
    def missing_cents(self) -> int:
        """What is missing, in cents asked."""
        return sum(item.price_cents or 0 for item in self.missing)


def sort_into_piles(
    here: Mapping[Id, Item], arrived: Collection[Id], sightings: Sequence[Sighting]
) -> Piles:
    """The piles as they are now: `here` is all that the list says stands here, `arrived` what came
    after the count began (nobody could have seen it), `sightings` newest first.

    What was sold or moved meanwhile leaves the missing by itself; an unexpected thing that was
    moved since is no longer asked about.
    """
    seen, unexpected, unknown = [], [], []
    noted: set[Id] = set()
    for one in sightings:
        if one.answer is Answer.UNDONE:
            continue
        if one.item is None:
            unknown.append(one.code)
            continue
        if one.item.id in here or one.answer is not Answer.UNEXPECTED:
            seen.append(one)
            noted.add(one.item.id)
        elif not one.left_since:
            unexpected.append(one)
    missing = [item for key, item in here.items() if key not in noted and key not in arrived]
    return Piles(tuple(seen), tuple(missing), tuple(unexpected), tuple(unknown))


@dataclass(frozen=True)
class LooseLoad:
    """One load of goods without a label put on the scale during a count: what the list said stood
    there when it was weighed, and what was weighed, in grams and pieces; `n` is its number."""

    category: str
    n: int
    expected_g: int
    expected_pieces: int
    grams: int
    pieces: int
    source: Source

    @property
    def code(self) -> str:
        """The note's own key in the count."""
        return f"{LOAD}{self.category} {self.n}"

    @property
    def words(self) -> str:
        """What the note says."""
        figures = (self.expected_g, self.expected_pieces, self.grams, self.pieces)
        return " ".join((*map(str, figures), self.source.value))


def read_load(code: str, words: str) -> LooseLoad | None:
    """A load from its note; None for one taken back."""
    if words == Answer.UNDONE:
        return None
    category, _space, number = code.removeprefix(LOAD).rpartition(" ")
    *figures, source = words.split(" ")
    expected_g, expected_pieces, grams, pieces = map(int, figures)
    return LooseLoad(
        category, int(number), expected_g, expected_pieces, grams, pieces, Source(source)
    )


@dataclass(frozen=True)
class LooseGap:
    """What the count says of goods without a label of one category: counted against what the list
    said at the first load (sales after it change both alike); grams and pieces."""

    category: str
    expected_g: int
    expected_pieces: int
    grams: int
    pieces: int
    source: Source

    @property
    def gap_g(self) -> int:
        """Grams found too many, or (below zero) too few."""
        return self.grams - self.expected_g

    @property
    def gap_pieces(self) -> int:
        """Pieces too many or too few: as counted, else in the proportion of the grams."""
        if self.pieces:
            return self.pieces - self.expected_pieces
        if self.expected_g <= 0:
            return 0
        return self.expected_pieces * self.gap_g // self.expected_g


def loose_gaps(loads: Sequence[LooseLoad]) -> tuple[LooseGap, ...]:
    """The gap of each category weighed, in the order of their first loads."""
    found: dict[str, LooseGap] = {}
    for load in loads:
        known = found.get(load.category)
        if known is None:
            found[load.category] = LooseGap(
                load.category, load.expected_g, load.expected_pieces, load.grams, load.pieces,
                load.source,
            )  # fmt: skip
        else:
            # Of two loads the less certain one says how the sum is known.
            source = known.source if known.source is not Source.SCALE else load.source
            found[load.category] = replace(
                known, grams=known.grams + load.grams, pieces=known.pieces + load.pieces,
                source=source,
            )  # fmt: skip
    return tuple(found.values())


def gap_postings(place: str, gap: LooseGap) -> tuple[Posting, ...]:
    """The postings that bring the list to what was counted: from or to `adjust:stocktake`."""
    start, end = "adjust:stocktake", f"stock:{place}"
    return transfer(start, end, gap.category, gap.gap_g, gap.gap_pieces, gap.source)


def ns_of(at: str) -> int:
    """Nanoseconds of a local time as rows keep it."""
    return to_ns(datetime.fromisoformat(at))


def count_number(day: str, last: int) -> str:
    """The number after `last` in the month of a day: "I-2611-0003"."""
    return f"{number_start(day)}{last + 1:04d}"


def number_start(day: str) -> str:
    """How the numbers of a month begin."""
    return f"I-{day[2:4]}{day[5:7]}-"


def refuse_unless(count: Count, *states: CountState) -> None:
    """Refuses, with code "count_over", a gesture on a count that is further on."""
    if count.state not in states:
        raise Refusal(
            _("This count is over or paused. Nothing was changed. Look at the list of counts."),
            "count_over",
            state=count.state,
        )


def refuse_unless_movable(item: Item, place: str) -> None:
    """Refuses, with code "not_from_here", to say “it is here” of a thing that may not come here so:
    what is sold, reserved, being repaired or in quarantine goes its own way."""
    if not can_come(item, place):
        raise Refusal(
            _(
                "{code} is said “{place}”: it cannot be put here by a count. Nothing was changed. "
                "Set it aside and look at its card.",
                code=item.short,
                place=_(SAID[item.state]),
            ),
            "not_from_here",
            state=item.state,
        )


_COME = {
    "shop": (State.ON_SALE, State.RECEIVED, State.TO_REPAIR, State.READY, State.IN_STORAGE),
    "storage": (State.IN_STORAGE, State.RECEIVED, State.TO_REPAIR, State.READY, State.ON_SALE),
    "workshop": (State.TO_REPAIR, State.IN_REPAIR, State.READY),
    "reception": (State.RECEIVED,),
    "quarantine": (State.QUARANTINED,),
}


def can_come(item: Item, place: str) -> bool:
    """Whether “it is here” may bring a thing to a place; what is there already changes its spot."""
    return item.state in _COME[place]
