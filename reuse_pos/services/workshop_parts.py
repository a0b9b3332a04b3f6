"""Parts: taken off a thing that is taken apart, kept by category, fitted to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reuse_pos.db import ledger
from reuse_pos.db import workshop as rows
from reuse_pos.db.orders import order_of_work
from reuse_pos.db.stock import item_row
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, Id, short_form, uuid7
from reuse_pos.domain.item import PLACE_OF, Item, Move, State
from reuse_pos.domain.mass import Posting, Source, Weighing, checked, format_grams, transfer
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import REST_WAYS, OrderState, check_steps
from reuse_pos.services import workshop_mass as mass
from reuse_pos.services.verb import Act, verb
from reuse_pos.services.workshop_reads import WorkshopReads
from reuse_pos.services.workshop_rules import open_now, open_order, set_columns, source_for, thing

PARTS = "stock:parts"


@dataclass(frozen=True)
class Part:
    """What comes off a thing: loose (kept by category) or, when `labelled`, a thing of its own."""

    category: str
    weighing: Weighing
    pieces: int = 1
    labelled: bool = False
    label: str = ""


@dataclass(frozen=True)
class KeptParts:
    """Loose parts of one category in the drawers."""

    category: str
    label: str
    icon: str
    family: str
    grams: int
    pieces: int


class WorkshopParts(WorkshopReads):
    """Taking apart, and the drawers of parts."""

    def parts(self) -> tuple[KeptParts, ...]:
        """Loose parts kept, the heaviest first."""
        known = self.office.categories()
        return tuple(
            KeptParts(code, known[code].label, known[code].icon, known[code].family, grams, pieces)
            for code, grams, pieces in rows.parts_kept(self.store.read())
        )

    @verb("taken_apart", Permission.WORK)
    def take_apart(
        self, act: Act, source: Id, parts: Sequence[Part], rest_to: str | None = None
    ) -> list[Item]:
        """Take a thing apart: loose parts go to the drawers, labelled ones become things of their
        own that name what they come from, the rest goes to `rest_to` (a key of `REST_WAYS`).

        Refuses parts heavier than the thing, and a rest without a way. Returns the labelled parts.
        """
        item = source_for(act, source)
        if not parts:
            raise Refusal(
                _("No part was taken off. Nothing was recorded. Weigh one part first."), "no_part"
            )
        capacity = self.office.number("scale.capacity_g")
        for part in parts:
            checked(part.weighing, capacity)
            if part.pieces < 1 or self.office.category(part.category).is_service:
                raise ValueError("a part is at least one piece of goods")
        products = [
            mass.Product(one.category, one.weighing, one.label, one.pieces) for one in parts
        ]
        rest = mass.checked_rest([item], products, rest_to)
        named = [(uuid7(act.at_ns) if part.labelled else None, part) for part in parts]
        entry = act.entry("taken_apart", _postings(item, named, rest, rest_to))
        act.move(item, Move.CONSUME, entry=entry)
        order = rows.open_order_of(act.tx, item.id)
        if order is not None:
            state = OrderState.FINISHED.value
            set_columns(act, order.id, state=state, finished_on=act.day, help_since=None)
        act.changed(Change.WORKSHOP)
        return [self._part(act, new, part, item, entry) for new, part in named if new is not None]

    @verb("part_fitted", Permission.WORK)
    def fit_part(self, act: Act, order_id: Id, category: str, weighing: Weighing, pieces: int = 1
                 ) -> int:  # fmt: skip
        """Take loose parts out of the drawers for the thing being worked on; returns their grams.

        On our own goods they become part of the thing; on a customer's own thing they leave the
        shop. Refuses more than the drawers hold.
        """
        order = open_now(act, order_id)
        item = thing(act, order.item)
        net = checked(weighing, self.office.number("scale.capacity_g")).net_g
        grams, kept = ledger.balance(act.tx, PARTS, category)
        if net > grams:
            raise Refusal(
                _(
                    "The drawers hold {kept} of such parts, not {weight}. Nothing was recorded. "
                    "Weigh again.",
                    kept=format_grams(grams, 2),
                    weight=format_grams(net, 2),
                ),
                "parts",
            )
        pieces = min(max(pieces, 0), max(kept, 0))
        if item.state is State.SOLD:
            fitted = transfer(PARTS, "out:repair_part", category, net, pieces, weighing.source)
        else:
            if item.place != mass.WORKSHOP:
                raise Refusal(
                    _("This object is not in the workshop. Nothing was recorded. Scan its label."),
                    "not_started",
                )
            fitted = (
                Posting(PARTS, category, -net, -pieces, weighing.source),
                Posting(mass.WORKSHOP, item.category, net, 0, weighing.source, item.id),
            )
        theirs = order_of_work(act.tx, order.id)
        act.entry("part_fitted", fitted, theirs.number if theirs else None)
        act.changed(Change.WORKSHOP, Change.STOCK)
        return net

    def _part(self, act: Act, new: Id, part: Part, source: Item, entry: Id) -> Item:
        category = self.office.category(part.category)
        proofs = check_steps(category)
        state = State.TO_REPAIR if proofs else State.READY
        code = act.next_code(CodeKind.ITEM)
        item = Item(
            new,
            code,
            short_form(code),
            "item",
            category.code,
            part.label or _("Part: {name}", name=category.label),
            state,
            part.weighing.net_g,
            part.pieces,
            part.weighing.source.value,
            received_on=act.day,
            intake_no=source.intake_no,
            parent=source.id,
        )
        act.put("item", **item_row(item))
        act.new_item(new, "taken_apart", entry, state)
        if proofs:
            open_order(act, item, category, steps=proofs)
        return item


def _postings(
    item: Item, named: Sequence[tuple[Id | None, Part]], rest_g: int, way: str | None
) -> tuple[Posting, ...]:
    """The thing out; its parts and the rest in, adding up to zero."""
    postings = [
        Posting(
            PLACE_OF[item.state], item.category, -item.grams, -item.pieces, mass.source_of(item),
            item.id,
        )
    ]  # fmt: skip
    for new, part in named:
        place = PARTS if new is None else PLACE_OF[State.READY]
        postings.append(
            Posting(
                place, part.category, part.weighing.net_g, part.pieces, part.weighing.source, new
            )
        )
    if rest_g and way is not None:
        postings.append(Posting(REST_WAYS[way][0], item.category, rest_g, 0, Source.DERIVED))
    return tuple(postings)
