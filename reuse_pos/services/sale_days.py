"""Sale days: planned by the manager, applied by the tills, ended by themselves; what was not seen
at the end is sold in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reuse_pos.db import sale_days as rows
from reuse_pos.db import stock
from reuse_pos.domain.basket import Line
from reuse_pos.domain.category import FAMILIES
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, uuid7
from reuse_pos.domain.item import Item, Move
from reuse_pos.domain.mass import Posting, Source, transfer
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sale_days import (
    CLOSED,
    PERCENT,
    PLANNED,
    SUSPENDED,
    Operation,
    Plan,
    checked_plan,
    covers,
    until_words,
)
from reuse_pos.domain.wording import _
from reuse_pos.fiscal.records import Jet
from reuse_pos.services.events import note
from reuse_pos.services.office import Station
from reuse_pos.services.price_history import thirty_days_before
from reuse_pos.services.sale_effect import Effect, effect_of
from reuse_pos.services.sale_prices import best_for, item_for_sale, running
from reuse_pos.services.verb import Act, verb

BULK = "bulk"


@dataclass(frozen=True)
class Bulk:
    """What a finished operation leaves: labelled things nobody saw, and how many of their grams
    were weighed at the till already without their labels."""

    things: tuple[Item, ...]
    grams: int
    weighed_g: int


class SaleDays(Station):
    """Operations, from the plan to the last label."""

    def listed(self) -> list[Operation]:
        """The operations, the one that ends last first."""
        return rows.newest(self.store.read())

    def today(self) -> tuple[Operation, ...]:
        """The operations that lower prices today."""
        return running(self.office)

    def chip(self) -> str:
        """What the tills say while an operation runs ("Braderie, jusqu’à dimanche"), or ""."""
        running, today = self.today(), self._today()
        if not running:
            return ""
        first = until_words(running[0].plan, today)
        return first if len(running) == 1 else _("{first} and {n} more", first=first,
                                                 n=len(running) - 1)  # fmt: skip

    def best_for(self, line: Line) -> Line:
        """A basket line at the best price of today's operations for the customer; unchanged where
        none lowers it."""
        item = None if line.item is None else stock.item_by_id(self.store.read(), line.item)
        return best_for(self.office, line, item)

    def effect(self, plan: Plan, apart_from: bytes = b"") -> Effect:
        """What a plan would do to the labels and keys of today."""
        return effect_of(self.office, plan, apart_from)

    def poster(self, plan: Plan, folder: Path) -> Path:
        """Write the A4 poster of a plan into a folder (made when missing); returns the file."""
        from reuse_pos.reports.sale_poster import write_sale_poster

        names = [_(title) for code, title in FAMILIES.items() if code in plan.families]
        every = len(names) == len(FAMILIES)
        path = folder / f"affichette-{plan.first_day}.pdf"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_sale_poster(
                path, self.office.setting("store.name"), plan,
                [_("The whole shop")] if every else names,
            )  # fmt: skip
        except OSError as trouble:
            raise Refusal(
                _("The poster cannot be written. Nothing was changed. Check the disk."), "disk"
            ) from trouble
        return path

    @verb("sale_days_planned", Permission.SET_UP)
    def plan(self, act: Act, plan: Plan) -> bytes:
        """Write an operation down; it begins and ends by itself. Returns its id.

        Refuses past days, no family, no name, a price that cannot be. Two operations may overlap:
        the customer pays the lower price.
        """
        return self._write(act, uuid7(act.at_ns), checked_plan(plan, act.day), PLANNED)

    @verb("sale_days_changed", Permission.SET_UP)
    def change(self, act: Act, operation: bytes, plan: Plan) -> bytes:
        """Change an operation that is not over; while it runs its first day stays."""
        known = self._open(act, operation)
        started = known.plan.first_day <= act.day
        first_day = act.day if started else plan.first_day
        checked = checked_plan(replace(plan, first_day=first_day), act.day)
        kept = replace(checked, first_day=known.plan.first_day if started else plan.first_day)
        return self._write(act, operation, kept, known.state)

    @verb("sale_days_suspended", Permission.SET_UP)
    def suspend(self, act: Act, operation: bytes, on: bool = True) -> None:
        """Stop an operation for now (or let it go on): from the next scan prices are the usual."""
        known = self._open(act, operation)
        self._write(act, operation, known.plan, SUSPENDED if on else PLANNED)

    @verb("sale_days_closed", Permission.SET_UP)
    def close(self, act: Act, operation: bytes) -> None:
        """End an operation today, before its last day, or call off one that has not begun."""
        known = self._open(act, operation)
        last = min(known.plan.last_day, act.day)
        if known.plan.first_day > act.day:
            # A period that ends before it begins: it never counts as a price once asked.
            last = thirty_days_before(act.day)
        self._write(act, operation, replace(known.plan, last_day=last), CLOSED)

    def to_finish(self) -> list[Operation]:
        """Operations by the kilo or the piece that are over and whose unseen labels wait for a
        manager's yes."""
        today = self._today()
        return [
            one
            for one in self.listed()
            if one.state != CLOSED and one.plan.rule != PERCENT and one.plan.last_day < today
        ]

    def unseen(self, operation: bytes) -> Bulk:
        """What stands on sale by the file though the operation is over: proposed as sold in
        bulk."""
        known = self._known(operation)
        plan, reader = known.plan, self.store.read()
        things = [
            item
            for item in rows.on_sale(reader, self._categories(plan), plan.last_day)
            if item.kind == "item" and covers(plan, item_for_sale(self.office, item))
        ]
        sold = rows.unlabelled_g(reader, plan.first_day, plan.last_day)
        families = self.office.categories()
        weighed = sum(
            grams for code, grams in sold.items() if families[code].family in plan.families
        )
        grams = sum(item.grams for item in things)
        return Bulk(tuple(things), grams, max(0, min(weighed, grams)))

    @verb("sold_in_bulk", Permission.SET_UP)
    def sell_in_bulk(self, act: Act, operation: bytes, things: Sequence[Id] = ()) -> int:
        """Accept that labelled things left in bulk during an operation that is over: one entry, no
        money (it was paid by the kilo or the piece); the operation is done with. Returns how many.

        Their grams leave as sold, but for those already weighed at the till without a label: kilos
        leave the shop once. Refuses a thing not proposed; none at all ends the operation only.
        """
        known = self._known(operation)
        if known.plan.rule == PERCENT or known.plan.last_day >= act.day or known.state == CLOSED:
            raise Refusal(
                _("Only sale days that are over can be finished. Nothing was changed."), "not_over"
            )
        bulk = self.unseen(operation)
        proposed = {item.id: item for item in bulk.things}
        if not set(things) <= set(proposed):
            raise Refusal(
                _("One of these was sold or moved meanwhile. Nothing was changed. Look at the list "
                  "again."), "gone",
            )  # fmt: skip
        if things:
            self._leave(act, [proposed[one] for one in dict.fromkeys(things)], bulk.weighed_g)
        self._write(act, operation, known.plan, CLOSED)
        return len(set(things))

    def _leave(self, act: Act, items: Sequence[Item], weighed_g: int) -> None:
        postings: list[Posting] = []
        for item in items:
            kept = min(item.grams, weighed_g)
            weighed_g -= kept
            source = Source(item.source) if item.source else Source.UNKNOWN
            postings += _bulk_postings(item, kept, source)
        entry = act.entry("sold_in_bulk", tuple(postings))
        for item in items:
            act.move(item, Move.SELL, reason=BULK, entry=entry)
        act.changed(Change.STOCK)

    def _write(self, act: Act, operation: bytes, plan: Plan, state: str) -> bytes:
        act.put("sale_days", id=operation, state=state, set_by=act.who.op, **rows.plan_row(plan))
        info = {
            "sale_days": operation.hex(), "state": state, "rule": plan.rule, "value": plan.value,
            "from": plan.first_day, "to": plan.last_day,
        }  # fmt: skip
        note(act, self.office, Jet.PRICE_CHANGE, info, everywhere=True)
        act.changed(Change.PRICES, Change.COUNTER, Change.SETTINGS)
        return operation

    def _open(self, act: Act, operation: bytes) -> Operation:
        known = self._known(operation)
        if known.state == CLOSED or known.plan.last_day < act.day:
            raise Refusal(
                _("These sale days are over. Nothing was changed. Prepare new ones."), "over"
            )
        return known

    def _known(self, operation: bytes) -> Operation:
        found = rows.by_id(self.store.read(), operation)
        if found is None:
            raise LookupError("no such sale days")
        return found

    def _categories(self, plan: Plan) -> list[str]:
        found = self.office.categories().items()
        return [code for code, one in found if one.family in plan.families]

    def _today(self) -> str:
        return business_day(self.clock.now()).isoformat()


def _bulk_postings(item: Item, kept: int, source: Source) -> list[Posting]:
    """A thing's grams leave as sold, but for `kept`, which stay on the shelf without a label: the
    till already let them out when it weighed the bag they were in."""
    place = item.place or "stock:shop"
    leaving, arriving = transfer(
        place, "out:sale", item.category, item.grams, item.pieces, source, thing=item.id
    )
    if not kept:
        return [leaving, arriving]
    if kept == item.grams:
        return [leaving, replace(arriving, place=place)]
    return [
        leaving, replace(arriving, grams=item.grams - kept),
        replace(arriving, place=place, grams=kept, pieces=0),
    ]  # fmt: skip
