"""Random lives of goods: what comes in and finds its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from life_model import (
    CHECKED,
    LOAD_G,
    LOOSE,
    PARTS,
    RECEPTION,
    TABLE,
    THING_G,
    THINGS,
    WHICH,
    Floor,
    Heap,
    S,
    Thing,
    kilos,
)

from reuse_pos.domain.checks import Aside
from reuse_pos.domain.sorting import TableKind
from reuse_pos.domain.ways import GRADES, WAYS, Condition, Grade, ItemWay, Way
from reuse_pos.services.opening_stock import OpeningItem, OpeningLine
from reuse_pos.services.sorting_objects import Said

HEAP_OF = {TableKind.TEXTILE: "TLC-VRAC", TableKind.MIXED: "A-TRIER"}
LOOSE_WAYS = (Way.SHELF, Way.STORAGE, Way.GIFT, Way.RECYCLER, Way.DISPOSAL)
STATE_AFTER = {
    ItemWay.SELL: S.ON_SALE,
    ItemWay.REPAIR: S.TO_REPAIR,
    ItemWay.PARTS: S.CONSUMED,
    ItemWay.RECYCLE: S.GONE,
    ItemWay.DISPOSE: S.GONE,
    ItemWay.ASIDE: S.QUARANTINED,
}


@dataclass
class Brought:
    """A line of a delivery: what it brought, as it was; `through` when it went on at once."""

    intake: Any
    n: int
    heap: Heap
    as_brought: list[tuple[str, int]]
    through: bool = False


@dataclass
class Decided:
    """A decision about an object, and what it was before."""

    decision: Any
    thing: Thing
    before: tuple[Any, int]
    steps: int
    heap: Heap


class Receiving(Floor):
    """Deliveries: weighed, counted, labelled, refused, taken back."""

    def begin(self) -> None:
        """A delivery is open when the machine starts."""
        super().begin()
        self.lines: list[Brought] = []
        self.papers_typed = 0
        self._open(late=False)

    def _open(self, *, late: bool) -> None:
        who, self.papers_typed = self.made.supervisor, self.papers_typed + 1
        if late:
            opened = self.shop.intake_days.open_late(who, "2026-10-01", f"P-{self.papers_typed}")
        else:
            opened = self.shop.intake.open_intake(who, "drop_off", "35238")
        self.intake = opened.value.id

    def _brought(self, numbers: Sequence[int], heap: Heap, *, through: bool = False) -> None:
        """Lines recorded in one run, and what they brought."""
        was = [(one.category, one.grams) for one in heap.things]
        self.lines += [Brought(self.intake, n, heap, was, through) for n in numbers]
        for key, grams in heap.grams.items():
            self.put(*key, grams)

    def _still_there(self, line: Brought) -> bool | None:
        """Whether a line's things and kilos are as it brought them."""
        if line.through:
            return None
        pairs = zip(line.heap.things, line.as_brought, strict=True)
        here = all(one.state is S.RECEIVED and (one.category, one.grams) == was
                   for one, was in pairs)  # fmt: skip
        return here and all(self.at(*key) >= grams for key, grams in line.heap.grams.items())

    def _take_back(self, line: Brought) -> None:
        self.lines = [one for one in self.lines if one.heap is not line.heap]
        for key, grams in line.heap.grams.items():
            self.put(*key, -grams)
        for thing in line.heap.things:
            thing.goes(S.GONE)

    @rule(late=st.booleans(), origin=st.sampled_from(["drop_off", "house_clearance", "company"]))
    def next_delivery(self, late: bool, origin: str) -> None:
        """The delivery is said to come from elsewhere, then finished; another one begins."""
        intake, who = self.shop.intake, self.made.reception
        self.may(True, lambda: intake.set_origin(who, self.intake, origin))
        self.may(True, lambda: intake.set_commune(who, self.intake, None))
        self.may(True, lambda: self.shop.intake.close(self.made.reception, self.intake, False))
        self._open(late=late)

    @rule(category=st.sampled_from(THINGS), grams=THING_G, weighed=st.booleans())
    def arrive(self, category: str, grams: int, weighed: bool) -> None:
        load = kilos(grams) if weighed else None
        mean = self.shop.intake.means().get(category, (0, None))[0]
        n = self._next()
        _ok, item = self.may(
            True,
            lambda: self.shop.intake.add_item(self.made.reception, self.intake, category, load),
        )
        thing = self.learn(item.id, category, grams if weighed else mean)
        self._brought([n], Heap([thing]))

    @rule(category=st.sampled_from(LOOSE), grams=st.integers(500, 60_000), n=st.integers(0, 9))
    def crate(self, category: str, grams: int, n: int) -> None:
        who, load = self.made.reception, kilos(grams)
        _ok, line = self.may(
            True, lambda: self.shop.intake.weigh(who, self.intake, category, load, n)
        )
        self._brought([line.n], Heap(grams={(RECEPTION, category): grams}))

    @rule(category=st.sampled_from(LOOSE), grams=LOAD_G, weighed=st.booleans(), taken=st.booleans())
    def not_kept(self, category: str, grams: int, weighed: bool, taken: bool) -> None:
        """Recycled at once, or not even taken."""
        load, who, intake = kilos(grams), self.made.reception, self.shop.intake
        if taken:
            said = (who, self.intake, category, load, "PAPIER")
            _ok, line = self.may(True, lambda: intake.recycle(*said))
        else:
            refused = (who, self.intake, "broken", category, load if weighed else None)
            _ok, line = self.may(True, lambda: intake.refuse(*refused))
        self._brought([line.n], Heap(), through=taken)

    @rule(chairs=st.integers(0, 3), books=st.integers(1, 9))
    def counted_van(self, chairs: int, books: int) -> None:
        chair, intake = "EA-AS-CHAISE-BOIS", self.shop.intake
        means = intake.means()
        counts = {code: n for code, n in ((chair, chairs), ("TLC-TSHIRT", books)) if n}
        _ok, counted = self.may(
            True, lambda: intake.record_count(self.made.reception, self.intake, counts)
        )
        heap = Heap([self.learn(one.id, chair, one.grams) for one in counted.items])
        assert sum(one.grams for one in heap.things) == means[chair][0] * chairs
        heap.grams[RECEPTION, "TLC-TSHIRT"] = means.get("TLC-TSHIRT", (0, None))[0] * books
        self._brought(counted.lines, heap)

    @rule()
    def undo_weighing(self) -> None:
        mine = [one for one in self.lines if one.intake == self.intake]
        allowed = self._still_there(mine[-1]) if mine else False
        intake, who = self.shop.intake, self.made.reception
        if self.may(allowed, lambda: intake.undo_last(who, self.intake))[0]:
            self._take_back(mine[-1])

    @precondition(lambda self: self.lines)
    @rule(which=WHICH)
    def correct_weighing(self, which: int) -> None:
        line = self.lines[which % len(self.lines)]
        found = self.shop.intake.loads(line.intake)
        load = next(one for one in found if one.n == line.n)
        days, who = self.shop.intake_days, self.made.supervisor
        if self.may(self._still_there(line), lambda: days.take_back(who, load.id))[0]:
            self._take_back(line)

    @rule(grams=THING_G, pieces=st.integers(2, 30), price=st.integers(100, 5_000))
    def first_stock(self, grams: int, pieces: int, price: int) -> None:
        first = OpeningItem("Lot d’assiettes", grams, price, kind="batch", pieces=pieces)
        line = OpeningLine("HR-VAISSELLE", grams, pieces, "storage", (first,))
        manager = self.made.manager
        _ok, made = self.may(True, lambda: self.shop.stock.opening_stock(manager, [line]))
        self.learn(made[0].id, "HR-VAISSELLE", grams, S.IN_STORAGE, batch=True, price=price)
        self.put("stock:storage", "HR-VAISSELLE", grams)

    def _next(self) -> int:
        loads = self.made.store.read().value(
            "SELECT coalesce(max(n), 0) FROM weighing WHERE intake = ?", self.intake
        )
        return int(loads) + 1


class Sorting(Floor):
    """Crates, objects, quarantine and the two tables."""

    def begin(self) -> None:
        """Nothing was sorted yet."""
        super().begin()
        self.sent: list[tuple[Any, Heap]] = []
        self.decided: list[Decided] = []
        self.tables: dict[TableKind, Any] = {}
        self.bags: dict[TableKind, list[tuple[Thing | None, Any, int, Heap]]] = {}

    @rule(category=st.sampled_from(LOOSE), grams=LOAD_G, way=st.sampled_from(LOOSE_WAYS),
          back=st.booleans())  # fmt: skip
    def send_crate(self, category: str, grams: int, way: Way, back: bool) -> None:
        allowed, sorting = self.enough(RECEPTION, category, grams), self.shop.sorting
        done, entry = self.may(
            allowed, lambda: sorting.send(self.made.trainee, category, grams, way)
        )
        if done:
            heap = Heap(grams={(RECEPTION, category): -self.take(RECEPTION, category, grams)})
            if WAYS[way].place.startswith("stock:"):
                heap.grams[WAYS[way].place, category] = grams
                self.put(WAYS[way].place, category, grams)
            self.sent.append((entry, heap))
        if self.sent and back:
            self._undo_crate(grams)

    def _undo_crate(self, which: int) -> None:
        entry, heap = self.sent[which % len(self.sent)]
        if self.may(None, lambda: self.shop.sorting.undo_send(self.made.trainee, entry))[0]:
            self.sent.remove((entry, heap))
            for key, grams in heap.grams.items():
                self.put(*key, -grams)

    @precondition(lambda self: self.things)
    @rule(which=WHICH, reason=st.sampled_from(list(Aside)))
    def put_aside(self, which: int, reason: Aside) -> None:
        thing = self.one(which)
        assert thing is not None
        fits = {S.RECEIVED, S.TO_REPAIR, S.READY, S.ON_SALE, S.IN_STORAGE}
        before = thing.state
        if self.may(
            before in fits,
            lambda: self.shop.sorting.put_aside(self.made.supervisor, thing.id, reason),
        )[0]:
            thing.goes(S.QUARANTINED)
            thing.aside = (before, 0)

    @precondition(lambda self: self.things)
    @rule(which=WHICH, how=st.sampled_from(["undo", "reception", "workshop", "disposal"]))
    def out_of_quarantine(self, which: int, how: str) -> None:
        thing = self.one(which, lambda one: one.state is S.QUARANTINED)
        if thing is None:
            self.put_aside(which, Aside.TO_CHECK)
            return
        sorting, who = self.shop.sorting, self.made.supervisor
        gestures = {
            "undo": (None, lambda: sorting.undo_aside(who, thing.id), thing.aside[0]),
            "reception": (True, lambda: sorting.release(who, thing.id), S.RECEIVED),
            "workshop": (
                None if thing.sellable is None else not thing.barred,
                lambda: sorting.release(who, thing.id, True),
                S.TO_REPAIR,
            ),
            "disposal": (True, lambda: sorting.send_from_aside(who, thing.id, "disposal"), S.GONE),
        }
        allowed, gesture, after = gestures[how]
        if self.may(allowed, gesture)[0]:
            # What it was weighed at when it was put aside is taken back with it.
            thing.goes(after, thing.grams - thing.aside[1] if how == "undo" else None)

    @precondition(lambda self: self.things)
    @rule(
        which=WHICH, way=st.sampled_from(list(ItemWay)), grams=THING_G, weighed=st.booleans(),
        cents=st.integers(100, 9_000),
    )  # fmt: skip
    def decide(self, which: int, way: ItemWay, grams: int, weighed: bool, cents: int) -> None:
        thing = self.anyhow(which, lambda one: one.state in {S.RECEIVED, S.IN_STORAGE})
        assert thing is not None
        said = Said(aside=Aside.TO_CHECK.value if way is ItemWay.ASIDE else "")
        load = kilos(grams) if weighed else None
        before, who, sorting = (thing.state, thing.grams), self.made.trainee, self.shop.sorting
        allowed = False if thing.state not in {S.RECEIVED, S.IN_STORAGE} else None
        done, decision = self.may(
            allowed,
            lambda: sorting.decide(who, thing.id, Condition.GOOD, way, load, cents, said),
        )
        if done:
            self._decided(thing, way, grams if weighed else thing.grams, decision, before)

    @rule(
        category=st.sampled_from(THINGS), way=st.sampled_from([ItemWay.SELL, ItemWay.REPAIR,
                                                               ItemWay.PARTS, ItemWay.RECYCLE]),
        grams=st.integers(200, 9_000),
    )  # fmt: skip
    def found_in_a_crate(self, category: str, way: ItemWay, grams: int) -> None:
        heap, sorting = self.heap_for(category, grams), self.shop.sorting
        allowed = False if heap is None else None if category == CHECKED else True
        done, decision = self.may(
            allowed,
            lambda: sorting.decide_new(
                self.made.trainee, category, Condition.WORN, way, kilos(grams), 900
            ),
        )
        if done:
            assert heap is not None
            thing = self.learn(decision.after.id, category, grams)
            took = Heap(grams={(RECEPTION, heap): -self.take(RECEPTION, heap, grams)})
            self._decided(thing, way, grams, decision, (S.GONE, grams), took)

    @rule(category=st.sampled_from(THINGS), grams=st.integers(200, 9_000))
    def labelled_from_a_crate(self, category: str, grams: int) -> None:
        heap = self.heap_for(category, grams)
        done, item = self.may(
            heap is not None,
            lambda: self.shop.sorting.label_found(self.made.trainee, category, kilos(grams)),
        )
        if done:
            assert heap is not None
            self.take(RECEPTION, heap, grams)
            self.learn(item.id, category, grams)

    @precondition(lambda self: self.things)
    @rule(which=WHICH, category=st.sampled_from(THINGS))
    def call_it_by_its_name(self, which: int, category: str) -> None:
        thing = self.anyhow(which, lambda one: one.state in {S.RECEIVED, S.IN_STORAGE})
        assert thing is not None
        allowed = thing.state in {S.RECEIVED, S.IN_STORAGE}
        sorting, who = self.shop.sorting, self.made.trainee
        if self.may(allowed, lambda: sorting.change_category(who, thing.id, category))[0]:
            thing.category, thing.sure = category, False

    @precondition(lambda self: self.decided)
    @rule(back=st.integers(1, 3))
    def undo_decision(self, back: int) -> None:
        one = self.decided[-min(back, len(self.decided))]
        sorting, who = self.shop.sorting, self.made.trainee
        if self.may(None, lambda: sorting.undo_decision(who, one.decision))[0]:
            self.decided.remove(one)
            one.thing.goes(one.before[0], one.before[1])
            one.thing.sure = False
            for key, grams in one.heap.grams.items():
                self.put(*key, -grams)

    def _decided(
        self, thing: Thing, way: ItemWay, grams: int, decision: Any, before: tuple[Any, int],
        heap: Heap | None = None,
    ) -> None:  # fmt: skip
        heap = heap or Heap()
        thing.goes(STATE_AFTER[way], grams)
        if way is ItemWay.PARTS:
            heap.grams[PARTS, thing.category] = grams
            self.put(PARTS, thing.category, grams)
        if way is ItemWay.SELL:
            thing.price = decision.after.price_cents
        if way is ItemWay.ASIDE:
            thing.aside = (before[0], grams - before[1])
        self.decided.append(Decided(decision, thing, before, thing.steps, heap))

    @rule(kind=st.sampled_from(list(TableKind)), grams=LOAD_G)
    def bag_in(self, kind: TableKind, grams: int) -> None:
        sorting, who = self.shop.sorting, self.made.trainee
        if kind not in self.tables:
            self.tables[kind] = sorting.open_table(who, kind).value
            self.bags[kind] = []
        heap = HEAP_OF[kind]
        if self.may(
            self.enough(RECEPTION, heap, grams),
            lambda: sorting.add_bag(who, self.tables[kind], kilos(grams)),
        )[0]:
            moved = Heap(grams={(RECEPTION, heap): -self.take(RECEPTION, heap, grams)})
            moved.grams[TABLE, heap] = grams
            self.put(TABLE, heap, grams)
            self.bags[kind].append((None, None, 0, moved))

    @precondition(lambda self: TableKind.TEXTILE in self.tables and self.things)
    @rule(which=WHICH)
    def batch_in(self, which: int) -> None:
        fits = {S.RECEIVED, S.IN_STORAGE, S.ON_SALE}
        thing = self.anyhow(
            which,
            lambda one: one.category.startswith("TLC") and one.state in fits and one.grams > 0,
        )
        assert thing is not None
        allowed = thing.category.startswith("TLC") and thing.state in fits and thing.grams > 0
        kind, sorting, before = TableKind.TEXTILE, self.shop.sorting, thing.state
        table = self.tables[kind]
        if self.may(
            allowed, lambda: sorting.add_batch(self.made.trainee, table, thing.code)
        )[0]:  # fmt: skip
            self.put(TABLE, "TLC-VRAC", thing.grams)
            heap = Heap(grams={(TABLE, "TLC-VRAC"): thing.grams})
            thing.goes(S.CONSUMED)
            self.bags[kind].append((thing, before, thing.grams, heap))

    def _ready(self, kind: TableKind) -> bool:
        table = self.shop.sorting.table_by_id(self.tables[kind])
        assert table is not None
        return bool(table.bags_in)

    @precondition(lambda self: TableKind.TEXTILE in self.tables)
    @rule(grade=st.sampled_from(list(Grade)), grams=st.integers(100, 8_000))
    def grade_out(self, grade: Grade, grams: int) -> None:
        kind, sorting = TableKind.TEXTILE, self.shop.sorting
        if not self._ready(kind):
            self.bag_in(kind, 2 * grams)
        table, rule_of = self.tables[kind], GRADES[grade]
        done, bag = self.may(
            self._ready(kind),
            lambda: sorting.put_out(self.made.trainee, table, grade, kilos(grams)),
        )
        if not done:
            return
        self.put(TABLE, "TLC-VRAC", -grams)
        heap, thing = Heap(grams={(TABLE, "TLC-VRAC"): -grams}), None
        if rule_of.state is not None:
            price = None if grade is not Grade.SHOP else -1
            thing = self.learn(bag.item, "TLC-VRAC", grams, rule_of.state, batch=True)
            thing.price, thing.sure = price, False
        self.bags[kind].append((thing, S.GONE, grams, heap))

    @precondition(lambda self: TableKind.MIXED in self.tables)
    @rule(
        category=st.sampled_from(("HR-LIVRE", "HR-BIBELOT", "EA-AS-CHAISE-BOIS")),
        way=st.sampled_from([Way.SHELF, Way.STORAGE, Way.WORKSHOP, Way.RECYCLER]),
        grams=st.integers(100, 8_000),
    )  # fmt: skip
    def part_out(self, category: str, way: Way, grams: int) -> None:
        kind, sorting = TableKind.MIXED, self.shop.sorting
        if not self._ready(kind):
            self.bag_in(kind, 2 * grams)
        table, who = self.tables[kind], self.made.trainee
        done, bag = self.may(
            self._ready(kind), lambda: sorting.put_part(who, table, category, way, kilos(grams))
        )
        if not done:
            return
        heap, thing = Heap(grams={(TABLE, "A-TRIER"): -grams}), None
        if way is Way.WORKSHOP:
            thing = self.learn(bag.item, category, grams, S.TO_REPAIR)
        elif WAYS[way].place.startswith("stock:"):
            heap.grams[WAYS[way].place, category] = grams
        for key, moved in heap.grams.items():
            self.put(*key, moved)
        self.bags[kind].append((thing, S.GONE, grams, heap))

    @precondition(lambda self: self.tables)
    @rule(which=WHICH)
    def undo_bag(self, which: int) -> None:
        kind = list(self.tables)[which % len(self.tables)]
        bags, sorting = self.bags[kind], self.shop.sorting
        allowed = None if bags else False
        if self.may(allowed, lambda: sorting.undo_bag(self.made.trainee, self.tables[kind]))[0]:
            thing, before, grams, heap = bags.pop()
            for key, moved in heap.grams.items():
                self.put(*key, -moved)
            if thing is not None:
                thing.goes(before, grams)

    @precondition(lambda self: self.tables)
    @rule(which=WHICH, said=st.booleans())
    def close_table(self, which: int, said: bool) -> None:
        kind = list(self.tables)[which % len(self.tables)]
        reason, who = "other" if said else "", self.made.supervisor
        sorting, heap = self.shop.sorting, HEAP_OF[kind]
        done, closing = self.may(None, lambda: sorting.close_table(who, self.tables[kind], reason))
        if done:
            assert closing.rest_g == self.at(TABLE, heap)
            self.put(TABLE, heap, -closing.rest_g)
            del self.tables[kind], self.bags[kind]
