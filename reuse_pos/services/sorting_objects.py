"""Giving one object its way: sold, repaired, kept for parts or recycled."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reuse_pos.db import reference, sorting, test_sheets
from reuse_pos.db.stock import item_by_code, item_by_id, item_row, items_in_state
from reuse_pos.domain.changes import Change
from reuse_pos.domain.checks import Aside, Result, refuse_blocked
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, Id, read_scan
from reuse_pos.domain.intake import still_taken
from reuse_pos.domain.item import Item, Move, State, after
from reuse_pos.domain.mass import (
    MEASURED,
    Posting,
    Source,
    Weighing,
    checked,
    transfer,
)
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sorting import (
    UNDONE,
    refuse_unless_sellable,
    refuse_unless_sortable,
)
from reuse_pos.domain.ways import Condition, ItemWay
from reuse_pos.domain.wording import _
from reuse_pos.services.check_rows import forbid
from reuse_pos.services.colours import announced
from reuse_pos.services.office import Station
from reuse_pos.services.sorting_common import (
    RECEPTION,
    gone_on,
    heap_for,
    new_item,
    party_for,
    queue_label,
    refuse_if_changed,
    reverse,
    taken,
    withdraw,
)
from reuse_pos.services.verb import Act, verb
from reuse_pos.services.weights import learn_piece
from reuse_pos.services.workshop_rules import open_order

MOVE_OF = {
    ItemWay.SELL: Move.SHELVE,
    ItemWay.REPAIR: Move.TO_WORKSHOP,
    ItemWay.PARTS: Move.CONSUME,
    ItemWay.RECYCLE: Move.LEAVE,
    ItemWay.DISPOSE: Move.LEAVE,
    ItemWay.ASIDE: Move.QUARANTINE,
}
PLACE_AFTER = {
    ItemWay.SELL: "stock:shop",
    ItemWay.REPAIR: "stock:workshop",
    ItemWay.PARTS: "stock:parts",
    ItemWay.RECYCLE: "out:recycling",
    ItemWay.DISPOSE: "out:disposal",
    ItemWay.ASIDE: "stock:quarantine",
}
TAKER_OF = {ItemWay.RECYCLE: "recycler", ItemWay.DISPOSE: "disposal"}
LABEL_OF = {ItemWay.SELL: "price", ItemWay.REPAIR: "tracking", ItemWay.ASIDE: "tracking"}
KEPT_AWAY = (ItemWay.SELL, ItemWay.REPAIR, ItemWay.PARTS)
"""Where a thing that is never sold may not go."""


@dataclass(frozen=True)
class Said:
    """What else was said of an object: its known defects as labels print them (None: nothing was
    said), the rule that forbids to sell it (a key of `checks.BLOCKED`), why it is put aside."""

    defects: str | None = None
    blocked: str = ""
    aside: str = ""


@dataclass(frozen=True)
class _Answers:
    condition: Condition | None
    way: ItemWay
    weighing: Weighing | None
    price_cents: int | None
    said: Said


@dataclass(frozen=True)
class Decision:
    """What was decided for one object: as it was, as it is, and the label that will come out.

    `label` is "price", "tracking" or "" ; `created` when the object got its label here; `learned`
    grams taken into the category's mean; `sheet` says by which rule it is never sold.
    """

    before: Item
    after: Item
    way: ItemWay
    entries: tuple[Id, ...]
    label: str
    created: bool = False
    learned: int = 0
    sheet: Id | None = None


class ObjectSorting(Station):
    """Each object's way, and new objects found in crates."""

    def objects_waiting(self, limit: int = 200) -> list[Item]:
        """The labelled things that wait for their way, newest first."""
        found = items_in_state(self.store.read(), State.RECEIVED, limit)
        return [item for item in found if item.kind == "item"]

    def find(self, raw: str) -> Item:
        """The object of a scanned label; refuses codes that are unknown, foreign or damaged, and
        an object already sorted."""
        item = item_by_code(self.store.read(), read_scan(raw))
        if item is None:
            raise Refusal(
                _("No object has this code. Nothing was changed. Scan it again, or New object."),
                "unknown",
            )
        refuse_unless_sortable(item)
        return item

    def price_for(self, category: str) -> int | None:
        """The shop's price of one piece in cents: the grid, else its price key; None if neither."""
        return _grid_price(reference.grid_prices(self.store.read()), self._keys(), category)

    @verb("object_sorted", Permission.SORT)
    def decide(  # noqa: PLR0913 - the answers of one screen
        self,
        act: Act,
        item_id: Id,
        condition: Condition | None,
        way: ItemWay,
        weighing: Weighing | None = None,
        price_cents: int | None = None,
        said: Said = Said(),
    ) -> Decision:
        """Give a labelled object its way; `weighing` weighs it again (the gap: `adjust:scale`).

        Refuses "test_first" and "test_failed", "not_for_sale" for what is never sold, "no_price"
        when nothing says what it costs, "no_weight", "reason" for a thing put aside without one,
        and a thing already sorted.
        """
        item = item_by_id(act.tx, item_id)
        if item is None:
            raise LookupError(f"no item {item_id.hex()}")
        refuse_unless_sortable(item)
        answers = _Answers(condition, way, weighing, price_cents, said)
        return self._decide(act, item, answers)

    @verb("object_found", Permission.SORT)
    def decide_new(  # noqa: PLR0913 - the answers of one screen
        self,
        act: Act,
        category: str,
        condition: Condition | None,
        way: ItemWay,
        weighing: Weighing,
        price_cents: int | None = None,
        label: str = "",
        said: Said = Said(),
    ) -> Decision:
        """Label an object found in a crate and give it its way, at once.

        Its kilos come from its own heap at reception, its family's or the mixed crates
        (recategorised inside one entry); refuses "not_enough" when none of them holds it.
        """
        item, entry, learned = self._found(act, category, weighing, label)
        answers = _Answers(condition, way, None, price_cents, said)
        decision = self._decide(act, item, answers)
        return replace(decision, entries=(entry, *decision.entries), created=True, learned=learned)

    @verb("object_labelled", Permission.SORT)
    def label_found(self, act: Act, category: str, weighing: Weighing, label: str = "") -> Item:
        """Label an object found in a crate before its way is known, to check it first: it waits at
        reception under its tracking label. Refuses "not_enough" as `decide_new` does."""
        item, _entry, _learned = self._found(act, category, weighing, label)
        queue_label(act, item.id, "tracking")
        act.changed(Change.SORTING)
        return item

    def _found(
        self, act: Act, category: str, weighing: Weighing, label: str
    ) -> tuple[Item, Id, int]:
        """A new labelled object at reception, its entry, and the grams its category learned."""
        kind = self.office.category(category)
        still_taken(kind)
        load = checked(weighing, self.office.number("scale.capacity_g"))
        heap = heap_for(act.tx, kind, load.net_g)
        item = new_item(act, CodeKind.ITEM, category, label or kind.label, State.RECEIVED, load)
        leaving = taken(act.tx, heap, load.net_g, load.source)
        arriving = Posting(RECEPTION, category, load.net_g, 1, load.source, item.id)
        entry = act.entry("labelled", (*leaving, arriving))
        act.put("item", **item_row(item))
        act.new_item(item.id, entry=entry)
        return item, entry, self._learn(act, category, load)

    @verb("object_renamed", Permission.SORT)
    def change_category(self, act: Act, item_id: Id, category: str) -> Item:
        """Say what a labelled object really is, before it gets its way: its kilos change category
        inside one entry. Refuses a thing already sorted, and a kind no longer taken in."""
        item, kind = item_by_id(act.tx, item_id), self.office.category(category)
        if item is None:
            raise LookupError(f"no item {item_id.hex()}")
        refuse_unless_sortable(item)
        old = self.office.category(item.category)
        label = kind.label if item.label in (old.label, "") else item.label
        if category != item.category:
            still_taken(kind)
            here, source = item.place or RECEPTION, Source(item.source)
            leaving = Posting(here, item.category, -item.grams, -item.pieces, source, item.id)
            arriving = replace(leaving, category=category, grams=item.grams, pieces=item.pieces)
            act.entry("recategorised", (leaving, arriving))
            act.set("item", {"id": item.id}, category=category, label=label)
            act.changed(Change.STOCK)
        return replace(item, category=category, label=label)

    @verb("object_unsorted", Permission.SORT)
    def undo_decision(self, act: Act, decision: Decision) -> None:
        """Take back the last decision: the object waits again, or is gone if it was made here.

        Refuses "gone_on" when it was sold, moved or begun since.
        """
        item = item_by_id(act.tx, decision.after.id)
        last = sorting.last_move(act.tx, decision.after.id)
        untouched = last is not None and last[2] == decision.entries[-1]
        if item is None or not untouched or item.state is not decision.after.state:
            raise gone_on(decision.after.short)
        refuse_if_changed(act, item, decision.entries[-1])
        withdraw(act, item.id)
        for entry in reversed(decision.entries):
            reverse(act, entry)
        before = decision.before
        act.step(item.id, Move.UNDO, item.state, before.state, reason=UNDONE)
        if decision.created:
            act.step(item.id, Move.LEAVE, before.state, State.GONE, reason=UNDONE)
        act.set(
            "item",
            {"id": item.id},
            condition=before.condition,
            known_defects=before.known_defects,
            test_failed=int(before.test_failed),
            source=before.source,
            price_cents=before.price_cents,
            price_state=before.price_state,
            markdown_on=before.markdown_on,
            markdown_bp=before.markdown_bp,
            colour=before.colour,
        )
        if decision.sheet is not None:
            act.set("test_sheet", {"id": decision.sheet}, result=Result.UNDONE.value)
        if decision.learned:
            learn_piece(act, before.category, decision.learned, undo=True)
        act.changed(Change.SORTING, Change.STOCK)

    def _decide(self, act: Act, item: Item, answers: _Answers) -> Decision:
        way, said = answers.way, answers.said
        category = self.office.category(item.category)
        state = after(item, MOVE_OF[way])
        now = replace(item, state=state)
        if answers.condition is not None:
            now = replace(now, condition=answers.condition.value)
        if said.defects is not None:
            now = replace(now, known_defects=said.defects)
        now, learned = self._weighed(act, item, now, answers.weighing)
        if way in KEPT_AWAY:
            refuse_blocked(said.blocked or test_sheets.blocked_by(act.tx, item.id))
        if way is ItemWay.SELL:
            refuse_unless_sellable(category, item)
            now = self._priced(act, now, answers.price_cents)
        reason = _reason(way, said)
        kind = TAKER_OF.get(way)
        taker = party_for(act.tx, kind, category) if kind else None
        entry = act.entry("sorted", _postings(item, now, PLACE_AFTER[way], taker))
        act.set(
            "item",
            {"id": item.id},
            condition=now.condition,
            known_defects=now.known_defects,
            source=now.source,
            price_cents=now.price_cents,
            price_state=now.price_state,
            markdown_on=now.markdown_on,
            markdown_bp=now.markdown_bp,
            colour=now.colour,
        )
        sheet = forbid(act, item, said.blocked) if said.blocked else None
        act.move(item, MOVE_OF[way], reason, entry)
        if way is ItemWay.REPAIR:
            open_order(act, now, category)
        label = LABEL_OF.get(way, "")
        if label:
            queue_label(act, item.id, label)
        act.changed(Change.SORTING)
        return Decision(item, now, way, (entry,), label, learned=learned, sheet=sheet)

    def _weighed(
        self, act: Act, item: Item, now: Item, weighing: Weighing | None
    ) -> tuple[Item, int]:
        """The object with its new weight, and the grams its category learned from it."""
        learned = 0
        if weighing is not None:
            load = checked(weighing, self.office.number("scale.capacity_g"))
            now = replace(now, grams=load.net_g, source=load.source.value)
            if item.source not in MEASURED and item.pieces == 1:
                learned = self._learn(act, item.category, load)
        if now.grams <= 0:
            raise Refusal(
                _("This object has no weight. Nothing was recorded. Put it on the scale."),
                "no_weight",
            )
        return now, learned

    def _priced(self, act: Act, item: Item, price_cents: int | None) -> Item:
        price = price_cents or item.price_cents
        if price is None:
            one = _grid_price(reference.grid_prices(act.tx), self._keys(), item.category)
            price = None if one is None else one * max(item.pieces, 1)
        if not price:
            raise Refusal(
                _(
                    "This kind of object has no price yet. Nothing was changed. "
                    "Ask your supervisor for its price."
                ),
                "no_price",
            )
        cut, colour = announced(self.office, act.tx, act.now)
        return replace(
            item,
            price_cents=price,
            price_state="approved",
            markdown_on=cut.day if cut else None,
            markdown_bp=cut.basis_points if cut else 0,
            colour=colour,
        )

    def _learn(self, act: Act, category: str, load: Weighing) -> int:
        if load.source is not Source.SCALE:
            return 0
        learn_piece(act, category, load.net_g)
        return load.net_g

    def _keys(self) -> dict[str, int]:
        keys = reference.price_keys(self.store.read())
        return {
            key.category: key.price_cents
            for key in reversed(keys)
            if key.unit == "piece" and key.price_cents
        }


def _reason(way: ItemWay, said: Said) -> str:
    """Why a thing goes, as its life tells it; refuses ("reason") to put aside without one."""
    if way is not ItemWay.ASIDE:
        return said.blocked
    if said.aside not in set(Aside):
        raise Refusal(_("Touch why it is set aside. Nothing was changed."), "reason")
    return said.aside


def _grid_price(grid: dict[str, int], keys: dict[str, int], category: str) -> int | None:
    return grid.get(category) or keys.get(category)


def _postings(item: Item, now: Item, place: str, party: str | None) -> tuple[Posting, ...]:
    """The object leaves where it stands with the grams it had, arrives with those it has."""
    source, here = Source(now.source), item.place or RECEPTION
    gap = now.grams - item.grams
    weighed: tuple[Posting, ...] = ()
    if gap:
        weighed = transfer("adjust:scale", here, item.category, gap, 0, source, thing=item.id)
    kept = item.id if now.place is not None else None
    leaving = Posting(here, item.category, -now.grams, -item.pieces, source, item.id)
    arriving = Posting(place, item.category, now.grams, item.pieces, source, kept, party)
    return (*weighed, leaving, arriving)
