"""Stock-take: a place counted by scanning, in three piles; paused, taken up again, proposed.

Counting writes notes only. Two gestures move something at once, because a person says where it is:
“it is here”, and its undoing. What is missing is lost when a manager accepts (stocktake_accept).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reuse_pos.db import sorting
from reuse_pos.db import stocktake as rows
from reuse_pos.db.stock import item_by_code, item_by_id
from reuse_pos.domain import stocktake as rules
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, read_scan, uuid7
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import Source, Weighing, checked
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.stocktake import (
    LOAD,
    RESUMED,
    Answer,
    Count,
    CountState,
    LooseGap,
    LooseLoad,
    Pile,
    Piles,
)
from reuse_pos.domain.wording import _
from reuse_pos.services.photos import path_of
from reuse_pos.services.stocktake_accept import Accepting
from reuse_pos.services.stocktake_here import bring_here, take_back
from reuse_pos.services.verb import Act, verb

NOTABLE = (CountState.COUNTING, CountState.PROPOSED)


@dataclass(frozen=True)
class Sighted:
    """What a scan was: its pile, the code people say, the thing where there is one."""

    pile: Pile
    short: str
    item: Item | None = None


@dataclass(frozen=True)
class CountView:
    """A count as its screen shows it: its piles now, goods weighed, how often it was resumed."""

    count: Count
    piles: Piles
    gaps: tuple[LooseGap, ...]
    resumed: int
    can_undo: bool

    @property
    def gap_g(self) -> int:
        """Grams the goods without a label differ by in all, whichever way."""
        return sum(abs(gap.gap_g) for gap in self.gaps)


@dataclass(frozen=True)
class Countable:
    """A place that can be counted: labelled things by spot and by family, the day of the last
    whole count ("" for never)."""

    place: str
    spots: tuple[tuple[str, int], ...]
    families: tuple[tuple[str, int], ...]
    things: int
    last_count: str


class Stocktake(Accepting):
    """Counts of a place. Counting needs the right to move stock, accepting that to approve."""

    def places(self) -> tuple[Countable, ...]:
        """The places that can be counted, with how much is expected there."""
        reader = self.store.read()
        sizes, categories = rows.spot_sizes(reader), self.office.categories()
        found = []
        for place in rules.COUNTED_PLACES:
            spots: dict[str, int] = {}
            families: dict[str, int] = {}
            for one in sizes:
                if one.place == place:
                    family = categories[one.category].family
                    families[family] = families.get(family, 0) + one.n
                    spots[one.spot] = spots.get(one.spot, 0) + one.n
            things = sum(spots.values())
            spots.pop("", None)
            named = tuple(sorted(spots.items()))
            last = self.last_count(place)
            found.append(Countable(place, named, tuple(families.items()), things, last))
        return tuple(found)

    def open_counts(self) -> list[Count]:
        """Counts that are not over, newest first."""
        return rows.open_counts(self.store.read())

    def last_count(self, place: str) -> str:
        """The day a whole place ("shop") was last counted and accepted; "" for never."""
        last = rows.last_accepted(self.store.read(), place)
        return (last.ended_at or "")[:10] if last is not None else ""

    def view(self, count_id: Id) -> CountView:
        """A count with its piles as they are now; refuses one that does not exist."""
        reader = self.store.read()
        with reader.steady():
            count = _known(rows.count_by_id(reader, count_id))
            piles = self._piles(reader, count)
            gaps = rules.loose_gaps(rows.loads(reader, count_id))
            resumed = rows.notes(reader, count_id, RESUMED)
            return CountView(count, piles, gaps, resumed, self._can_undo(reader, count))

    def loose_here(self, count_id: Id) -> list[tuple[str, int, int]]:
        """Goods without a label that the list says stand in the place of a count: category, grams,
        pieces; of the families counted."""
        reader = self.store.read()
        count = _known(rows.count_by_id(reader, count_id))
        categories = self.office.categories()
        found = sorting.loose_in(reader, f"stock:{count.place}")
        return [
            (one.category, one.grams, one.pieces)
            for one in found
            if one.grams > 0
            and (not count.families or categories[one.category].family in count.families)
        ]

    def photo(self, item: Item) -> Path | None:
        """Where the photo of a thing lies, if it has one."""
        name = item.photo_after or item.photo
        return None if name is None else path_of(self.office.folder, name)

    @verb("stocktake_started", Permission.MOVE_STOCK)
    def start(self, act: Act, place: str, spot: str = "", families: tuple[str, ...] = ()) -> Count:
        """Begin a count; refuses a place already being counted the same way (naming its number)."""
        if place not in rules.COUNTED_PLACES:
            raise ValueError(f"{place} is not counted")
        for other in rows.open_counts(act.tx):
            if (other.place, other.spot, other.families) == (place, spot, families):
                raise Refusal(
                    _(
                        "{number} counts this place already. Nothing was begun. Take it up again.",
                        number=other.number,
                    ),
                    "counted_already",
                    count=other.id,
                )
        number = rules.count_number(act.day, rows.last_number(act.tx, rules.number_start(act.day)))
        count = Count(
            uuid7(act.at_ns), number, place, spot, families, CountState.COUNTING, act.day, act.at,
            None, act.who.op,
        )  # fmt: skip
        act.put(
            "stocktake", id=count.id, number=number, place=place, spot=spot,
            families=",".join(families), state=count.state.value, day=act.day, started_at=act.at,
            ended_at=None, op=act.who.op,
        )  # fmt: skip
        act.changed(Change.STOCK)
        return count

    @verb("stocktake_seen", Permission.MOVE_STOCK)
    def see(self, act: Act, count_id: Id, raw: str) -> Sighted:
        """Note a scanned code; the same one twice, or a thing of a family not counted, changes
        nothing. Refuses what is no code of a thing (see `read_scan`)."""
        count = self._notable(act, count_id)
        code = read_scan(raw)
        if not code.is_thing:
            raise Refusal(
                _("This code is not on an object. Nothing was noted. Scan an object’s label."),
                "not_a_thing",
            )
        item = item_by_code(act.tx, code)
        noted = item.code if item is not None else code.digits or code.short
        known = rows.sighting(act.tx, count_id, noted)
        if known is not None and known.answer is not Answer.UNDONE:
            return Sighted(Pile.SEEN_ALREADY, code.short, item)
        if item is None:
            pile, answer = Pile.UNKNOWN, Answer.UNKNOWN
        elif count.expects(item, self.office.category(item.category).family):
            pile, answer = Pile.SEEN, Answer.SEEN
        elif count.stands_here(item):
            return Sighted(Pile.ELSEWHERE, item.short, item)
        else:
            pile, answer = Pile.UNEXPECTED, Answer.UNEXPECTED
        self._note(act, count_id, noted, answer.value, item.id if item else None)
        return Sighted(pile, code.short, item)

    @verb("stocktake_found", Permission.MOVE_STOCK)
    def found(self, act: Act, count_id: Id, item_id: Id) -> None:
        """A missing thing was found without scanning it (label gone, out of reach)."""
        count = self._notable(act, count_id)
        item = _thing(item_by_id(act.tx, item_id))
        if not count.stands_here(item):
            rules.refuse_unless_movable(item, count.place)
        self._note(act, count_id, item.code, Answer.FOUND.value, item.id)

    @verb("stocktake_here", Permission.MOVE_STOCK)
    def here(self, act: Act, count_id: Id, item_id: Id) -> None:
        """An unexpected thing stands here: it is moved to this place and spot, with its kilos.

        Refuses "not_from_here" what may not come so, and an unchecked thing on the shelf.
        """
        count = self._notable(act, count_id)
        item = _thing(item_by_id(act.tx, item_id))
        bring_here(act, self.office, count, item)
        # The old spot is kept in the note, so that the gesture can be taken back.
        self._note(act, count_id, item.code, f"{Answer.HERE.value}:{item.spot}", item.id)

    @verb("stocktake_weighed", Permission.MOVE_STOCK)
    def weigh(
        self, act: Act, count_id: Id, category: str, weighing: Weighing, pieces: int = 0
    ) -> LooseGap:
        """Add a load of goods without a label to the count; `pieces` 0 when nobody counted them.

        Refuses a load the scale cannot be believed on. Returns the gap of the category so far.
        """
        count = self._notable(act, count_id)
        load = checked(weighing, self.office.number("scale.capacity_g"))
        return self._load(act, count, category, load, pieces)

    @verb("stocktake_weighed", Permission.MOVE_STOCK)
    def none_left(self, act: Act, count_id: Id, category: str) -> LooseGap:
        """Nothing without a label of a category stands here any more."""
        count = self._notable(act, count_id)
        return self._load(act, count, category, Weighing(0, 0, Source.TYPED), 0)

    @verb("stocktake_undone", Permission.MOVE_STOCK)
    def undo(self, act: Act, count_id: Id) -> str:
        """Take back the newest note; returns the code people say, or the category of a load.

        Refuses "nothing" when there is none, and a move the thing has gone on from.
        """
        count = self._notable(act, count_id)
        last = rows.last_gesture(act.tx, count_id)
        if last is None:
            raise Refusal(_("There is nothing to undo in this count."), "nothing")
        code, answer, item_id = last
        if code.startswith(LOAD):
            self._unload(act, count, code)
            return code.removeprefix(LOAD).rpartition(" ")[0]
        after = Answer.UNDONE
        item = item_by_id(act.tx, item_id) if item_id is not None else None
        if item is not None and answer.startswith(Answer.HERE.value):
            take_back(act, item, answer.partition(":")[2])
            after = Answer.UNEXPECTED
        act.set("stocktake_seen", {"stocktake": count_id, "code": code}, answer=after.value)
        act.changed(Change.STOCK)
        return item.short if item is not None else code

    @verb("stocktake_paused", Permission.MOVE_STOCK)
    def pause(self, act: Act, count_id: Id) -> None:
        """Stop for now; nothing noted is lost."""
        self._to(act, self._open(act, count_id, CountState.COUNTING), CountState.PAUSED)

    @verb("stocktake_resumed", Permission.MOVE_STOCK)
    def resume(self, act: Act, count_id: Id) -> None:
        """Go on with a paused count, or with a proposed one before it is accepted."""
        count = self._open(act, count_id, CountState.PAUSED, CountState.PROPOSED)
        n = rows.notes(act.tx, count_id, RESUMED) + 1
        self._note(act, count_id, f"{RESUMED}{n}", RESUMED, None)
        self._to(act, count, CountState.COUNTING)

    @verb("stocktake_proposed", Permission.MOVE_STOCK)
    def propose(self, act: Act, count_id: Id) -> None:
        """“I have finished”: the count waits for a manager's yes."""
        self._to(act, self._open(act, count_id, CountState.COUNTING), CountState.PROPOSED)

    @verb("stocktake_cancelled", Permission.MOVE_STOCK)
    def cancel(self, act: Act, count_id: Id) -> None:
        """Throw a count away; what was moved by “it is here” stays moved."""
        count = self._open(act, count_id, *rules.OPEN)
        act.set("stocktake", {"id": count.id}, state=CountState.CANCELLED.value, ended_at=act.at)
        act.changed(Change.STOCK)

    def _load(self, act: Act, count: Count, category: str, load: Weighing, pieces: int) -> LooseGap:
        self.office.category(category)
        held = sorting.loose_of(act.tx, f"stock:{count.place}", category)
        n = rows.notes(act.tx, count.id, LOAD) + 1
        grams = load.net_g if load.gross_g else 0
        one = LooseLoad(category, n, held.grams, held.pieces, grams, pieces, load.source)
        self._note(act, count.id, one.code, one.words, None)
        return self._sum_up(act, count, category, [*rows.loads(act.tx, count.id), one])

    def _unload(self, act: Act, count: Count, code: str) -> None:
        kept = [load for load in rows.loads(act.tx, count.id) if load.code != code]
        category = code.removeprefix(LOAD).rpartition(" ")[0]
        act.set("stocktake_seen", {"stocktake": count.id, "code": code}, answer=Answer.UNDONE.value)
        self._sum_up(act, count, category, kept)

    def _sum_up(self, act: Act, count: Count, category: str, loads: list[LooseLoad]) -> LooseGap:
        """Keep what was weighed of a category in all; nothing weighed is said by no source."""
        gaps = {gap.category: gap for gap in rules.loose_gaps(loads)}
        gap = gaps.get(category, LooseGap(category, 0, 0, 0, 0, Source.NONE))
        act.put(
            "stocktake_loose", stocktake=count.id, category=category, grams=gap.grams,
            pieces=gap.pieces, source=gap.source.value,
        )  # fmt: skip
        act.changed(Change.STOCK)
        return gap

    def _note(self, act: Act, count: Id, code: str, answer: str, item: Id | None) -> None:
        act.put(
            "stocktake_seen", stocktake=count, code=code, item=item, answer=answer, at=act.at,
            op=act.who.op,
        )  # fmt: skip
        act.changed(Change.STOCK)

    def _notable(self, act: Act, count_id: Id) -> Count:
        return self._open(act, count_id, *NOTABLE)

    def _to(self, act: Act, count: Count, state: CountState) -> None:
        act.set("stocktake", {"id": count.id}, state=state.value)
        act.changed(Change.STOCK)


def _known(count: Count | None) -> Count:
    if count is None:
        raise Refusal(_("This count does not exist. Nothing was changed."), "unknown")
    return count


def _thing(item: Item | None) -> Item:
    if item is None:
        raise LookupError("no such item")
    return item
