"""Sorting tables: bags of textiles graded, mixed crates broken down, and every kilo accounted for.

Bags go from reception onto the table (`stock:sorting`), weighed loads leave it; closing explains
what is left as dust and moisture.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reuse_pos.db import reference, sorting
from reuse_pos.db.stock import item_by_code, item_by_id, item_row
from reuse_pos.domain.category import MIXED, Category
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, Id, read_scan, uuid7
from reuse_pos.domain.item import PLACE_OF, Move, State
from reuse_pos.domain.mass import Posting, Source, Weighing, checked, transfer
from reuse_pos.domain.pricing import per_kilo_cents
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sorting import (
    BULK_TEXTILE,
    UNDONE,
    Bag,
    Rest,
    Table,
    TableKind,
    refuse_unless_closable,
    refuse_unless_sellable,
    rest_of,
)
from reuse_pos.domain.ways import CLOSING_REASONS, GRADES, WAYS, Grade, Way
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Station
from reuse_pos.services.sorting_common import (
    check_reception,
    from_reception,
    gone_on,
    load,
    new_item,
    party_for,
    queue_label,
    refuse_if_changed,
    reverse,
    withdraw,
)
from reuse_pos.services.verb import Act, verb
from reuse_pos.services.workshop_rules import open_order

HEAP = {TableKind.TEXTILE: BULK_TEXTILE, TableKind.MIXED: MIXED}
ON_TABLE = "stock:sorting"
_FROM = (State.RECEIVED, State.IN_STORAGE, State.ON_SALE)


@dataclass(frozen=True)
class Closing:
    """A closed table: grams in and out, and the rest with the adjustment that explains it."""

    in_g: int
    out_g: int
    rest_g: int
    adjustment: str


class SortingTables(Station):
    """The textile table and the breaking down of mixed crates; one table open of each kind."""

    def table(self, kind: TableKind) -> Table | None:
        """The open table of a kind, with its bags; None when there is none."""
        return sorting.open_table(self.store.read(), kind)

    def table_by_id(self, table: Id) -> Table | None:
        """Any table, open or closed."""
        return sorting.table_by_id(self.store.read(), table)

    def sorters(self) -> tuple[reference.Party, ...]:
        """The textile sorting operators a bag may be sent to, in the shop's order."""
        return tuple(reference.parties(self.store.read(), "sorter"))

    def containers(self) -> tuple[reference.Container, ...]:
        """What a load may be weighed in here; tare in grams."""
        return reference.containers(self.store.read(), "sorting")

    def rest_of(self, table: Table) -> Rest:
        """Whether the table is empty, has bags left, a normal rest, or gave too much."""
        return rest_of(table, self.office.number("sorting.rest_bp"))

    @verb("sorting_table_opened", Permission.SORT)
    def open_table(self, act: Act, kind: TableKind) -> Id:
        """Open a table; it stays open over night. Refuses a second one of the same kind."""
        if sorting.open_table(act.tx, kind) is not None:
            raise Refusal(
                _("This table is already open. Nothing was changed. Go on with it."), "open"
            )
        table = uuid7(act.at_ns)
        act.put(
            "sorting_table",
            id=table,
            kind=kind.value,
            state="open",
            opened_at=act.at,
            closed_at=None,
            day=act.day,
            rest_g=None,
            reason="",
        )
        act.changed(Change.SORTING)
        return table

    @verb("bag_put_in", Permission.SORT)
    def add_bag(self, act: Act, table: Id, weighing: Weighing, origin: str = "") -> Bag:
        """Put a bag or crate weighed now on the table: its kilos leave reception.

        `origin` is what the list says of it ("Collecte"). Refuses weights nobody can believe and
        more than reception holds, beyond what two scales may differ by.
        """
        open_one = self._open(act, table)
        weighed = self._believed(weighing)
        heap = HEAP[open_one.kind]
        check_reception(act.tx, heap, weighed.net_g, self.office.category(heap).label)
        postings = from_reception(act.tx, ON_TABLE, heap, weighed.net_g, weighed.source)
        entry = act.entry("sorting_in", postings)
        label = origin or _("From reception")
        return self._put(act, open_one, load("in", "", heap, label, weighed), entry)

    @verb("batch_put_in", Permission.SORT)
    def add_batch(self, act: Act, table: Id, raw: str) -> Bag:
        """Put a labelled bag on the table by scanning it; its label ends here, its kilos go on.

        Refuses a code that is not a bag of this table's goods, or one that already left.
        """
        open_one = self._open(act, table)
        batch = item_by_code(act.tx, read_scan(raw))
        if batch is None:
            raise Refusal(
                _("No object has this code. Nothing was changed. Weigh the bag instead."), "unknown"
            )
        category = self.office.category(batch.category)
        heap = HEAP[open_one.kind]
        fits = batch.category == MIXED if heap == MIXED else category.family == "textile"
        if not fits or batch.state not in _FROM or batch.grams <= 0:
            raise Refusal(
                _(
                    "{code} is not a bag for this table. Nothing was changed. Scan a bag.",
                    code=batch.short,
                ),
                "wrong_bag",
            )
        source = Source(batch.source)
        place = PLACE_OF[batch.state]
        leaving = Posting(place, batch.category, -batch.grams, -batch.pieces, source, batch.id)
        arriving = Posting(ON_TABLE, heap, batch.grams, 0, source)
        entry = act.entry("sorting_in", (leaving, arriving))
        act.move(batch, Move.CONSUME, entry=entry)
        weighed = Weighing(batch.grams, 0, source)
        bag = load("in", "", heap, batch.short, weighed, batch.id)
        return self._put(act, open_one, bag, entry)

    @verb("bag_graded", Permission.SORT)
    def put_out(
        self, act: Act, table: Id, grade: Grade, weighing: Weighing, party: str | None = None
    ) -> Bag:
        """Weigh a sorted bag of textiles into its grade; followed grades become a labelled batch.
        `party` names who takes a bag that leaves (the shop's first of the kind when not said).

        The shop grade carries the shop's own per-kilo price; the others wait for a price. Refuses
        "party" for one that does not take such bags.
        """
        open_one = self._ready(act, table, TableKind.TEXTILE)
        weighed = self._believed(weighing)
        rule, bulk = GRADES[grade], self.office.category(BULK_TEXTILE)
        taker = party_for(act.tx, rule.party, bulk, party) if rule.party else None
        bag = load("out", grade.value, BULK_TEXTILE, _(rule.title), weighed)
        leaving = Posting(ON_TABLE, BULK_TEXTILE, -weighed.net_g, 0, weighed.source)
        if rule.state is None:
            arriving = Posting(
                rule.place, BULK_TEXTILE, weighed.net_g, 0, weighed.source, None, taker
            )
            entry = act.entry("sorting_out", (leaving, arriving))
            return self._put(act, open_one, bag, entry)
        price = self._bag_price(act, weighed.net_g) if grade is Grade.SHOP else None
        name = _("Textiles, {grade}", grade=_(rule.title).lower())
        batch = new_item(act, CodeKind.BATCH, BULK_TEXTILE, name, rule.state, weighed)
        arriving = Posting(rule.place, BULK_TEXTILE, weighed.net_g, 1, weighed.source, batch.id)
        entry = act.entry("sorting_out", (leaving, arriving))
        batch = replace(batch, price_cents=price, price_state="approved" if price else "")
        act.put("item", **item_row(batch))
        act.new_item(batch.id, entry=entry, state=rule.state)
        queue_label(act, batch.id, "price" if price else "tracking")
        return self._put(act, open_one, replace(bag, item=batch.id), entry)

    @verb("part_sorted", Permission.SORT)
    def put_part(
        self,
        act: Act,
        table: Id,
        category: str,
        way: Way,
        weighing: Weighing,
        party: str | None = None,
    ) -> Bag:
        """Weigh one part of the mixed crates into its category and way, in one entry.

        What goes to the workshop becomes a labelled object with a work order. Refuses an untested
        appliance on the shelf.
        """
        open_one = self._ready(act, table, TableKind.MIXED)
        weighed, leaf = self._believed(weighing), self.office.category(category)
        rule = WAYS[way]
        if way in (Way.SHELF, Way.GIFT):
            refuse_unless_sellable(leaf)
        taker = party_for(act.tx, rule.party, leaf, party) if rule.party else None
        bag = load("out", way.value, category, leaf.label, weighed)
        leaving = Posting(ON_TABLE, MIXED, -weighed.net_g, 0, weighed.source)
        if way is not Way.WORKSHOP:
            arriving = Posting(rule.place, category, weighed.net_g, 0, weighed.source, None, taker)
            entry = act.entry("sorting_out", (leaving, arriving))
            return self._put(act, open_one, bag, entry)
        thing, entry = self._to_workshop(act, leaf, weighed, leaving)
        return self._put(act, open_one, replace(bag, item=thing), entry)

    @verb("bag_undone", Permission.SORT)
    def undo_bag(self, act: Act, table: Id) -> Bag:
        """Take back the last load of the table, in or out: its kilos return where they were.

        Refuses when its bag has been sold, moved or worked on since.
        """
        open_one = self._open(act, table)
        if not open_one.bags:
            raise Refusal(_("There is nothing to undo on this table."), "nothing")
        bag = open_one.bags[-1]
        if bag.item is not None:
            self._take_back(act, bag)
        if bag.entry is not None:
            reverse(act, bag.entry)
        act.set("sorting_bag", {"id": bag.id}, undone=1)
        act.changed(Change.SORTING)
        return bag

    @verb("sorting_table_closed", Permission.SORT)
    def close_table(self, act: Act, table: Id, reason: str = "") -> Closing:
        """Close the table; the rest goes to `adjust:moisture`.

        Refuses "rest" above setting `sorting.rest_bp` of what came in, unless a supervisor gives
        one of `CLOSING_REASONS`, and "more_out" when more came out than in (a bag is still to be
        weighed in).
        """
        open_one = self._open(act, table)
        limit = self.office.number("sorting.rest_bp")
        supervised = act.who.may(Permission.SUPERVISE)
        adjustment = refuse_unless_closable(open_one, limit, reason, supervised)
        rest, heap = open_one.rest_g, HEAP[open_one.kind]
        if adjustment:
            place = f"adjust:{adjustment}"
            act.entry("sorting_rest", transfer(ON_TABLE, place, heap, rest, 0, Source.DERIVED))
        act.set(
            "sorting_table",
            {"id": table},
            state="closed",
            closed_at=act.at,
            rest_g=rest,
            reason=reason if reason in CLOSING_REASONS else "",
        )
        act.changed(Change.SORTING)
        return Closing(open_one.in_g, open_one.out_g, rest, adjustment)

    def _open(self, act: Act, table: Id) -> Table:
        found = sorting.table_by_id(act.tx, table)
        if found is None or found.state != "open":
            raise Refusal(
                _("This table is closed. Nothing was recorded. Open a new one."), "closed"
            )
        return found

    def _ready(self, act: Act, table: Id, kind: TableKind) -> Table:
        found = self._open(act, table)
        if found.kind is not kind:
            raise ValueError(f"a {found.kind} table does not take {kind} loads")
        if not found.bags_in:
            raise Refusal(
                _("Nothing was put on the table yet. Nothing was recorded. Weigh a bag in first."),
                "empty",
            )
        return found

    def _believed(self, weighing: Weighing) -> Weighing:
        return checked(weighing, self.office.number("scale.capacity_g"))

    def _bag_price(self, act: Act, grams: int) -> int | None:
        keys = reference.price_keys(act.tx)
        per_kilo = next(
            (key.price_cents for key in keys if key.unit == "kg" and key.category == BULK_TEXTILE),
            None,
        )
        return None if per_kilo is None else per_kilo_cents(grams, per_kilo) or None

    def _to_workshop(
        self, act: Act, leaf: Category, weighed: Weighing, leaving: Posting
    ) -> tuple[Id, Id]:
        thing = new_item(act, CodeKind.ITEM, leaf.code, leaf.label, State.TO_REPAIR, weighed)
        arriving = Posting(
            WAYS[Way.WORKSHOP].place, leaf.code, weighed.net_g, 1, weighed.source, thing.id
        )
        entry = act.entry("sorting_out", (leaving, arriving))
        act.put("item", **item_row(thing))
        act.new_item(thing.id, entry=entry, state=State.TO_REPAIR)
        open_order(act, thing, leaf)
        queue_label(act, thing.id, "tracking")
        return thing.id, entry

    def _take_back(self, act: Act, bag: Bag) -> None:
        item = item_by_id(act.tx, bag.item) if bag.item else None
        last = sorting.last_move(act.tx, bag.item) if bag.item else None
        if item is None or last is None or last[2] != bag.entry:
            raise gone_on(item.short if item else "")
        if bag.entry is not None:
            refuse_if_changed(act, item, bag.entry)
        if bag.direction == "in":
            act.step(
                item.id, Move.UNDO, item.state, State(last[0] or State.RECEIVED), reason=UNDONE
            )
            return
        withdraw(act, item.id)
        act.step(item.id, Move.UNDO, item.state, State.GONE, reason=UNDONE)

    def _put(self, act: Act, table: Table, bag: Bag, entry: Id) -> Bag:
        number = table.next_n(bag.direction)
        act.put(
            "sorting_bag",
            id=bag.id,
            table_id=table.id,
            n=number,
            direction=bag.direction,
            grade=bag.grade,
            category=bag.category,
            label=bag.label,
            grams=bag.grams,
            gross_g=bag.gross_g,
            tare_g=bag.tare_g,
            source=bag.source,
            at=act.at,
            item=bag.item,
            entry=entry,
            undone=0,
        )
        act.changed(Change.SORTING, Change.STOCK)
        return replace(bag, n=number, at=act.at, entry=entry)
