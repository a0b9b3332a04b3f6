"""Stock: a thing by its code, its card, what is moved inside and what leaves without a sale."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reuse_pos.db import reference, sorting
from reuse_pos.db.stock import (
    LifeStep,
    item_by_code,
    item_by_id,
    items_in_state,
    life_of,
    sold_on,
)
from reuse_pos.domain.category import Category
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, read_scan
from reuse_pos.domain.item import INSIDE, PLACE_OF, STATE_WORDS, Item, Move, State
from reuse_pos.domain.mass import (
    DESTINATIONS,
    Source,
    Weighing,
    checked,
    format_grams,
    transfer,
)
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sorting import refuse_unless_sellable
from reuse_pos.domain.wording import _
from reuse_pos.services.opening_stock import OpeningItem, OpeningLine, OpeningStock
from reuse_pos.services.sorting_common import withdraw
from reuse_pos.services.verb import Act, verb

__all__ = ["ItemCard", "Loose", "OpeningItem", "OpeningLine", "Outflow", "Stock"]

# Who takes the goods away must be known for these, by kind of organisation.
TAKEN_BY = {
    "recycling": "recycler",
    "energy": "energy",
    "disposal": "disposal",
    "sorter": "sorter",
    "partner_reuse": "partner",
}
WITHOUT_SALE = tuple(name for name in DESTINATIONS if name != "sale")
HELD = {"shop": Move.SHELVE, "storage": Move.STORE}


@dataclass(frozen=True)
class ItemCard:
    """All that is known of one thing: `sold` is the day, ticket and cents of its last sale."""

    item: Item
    category: Category
    life: tuple[LifeStep, ...]
    sold: tuple[str, int, int] | None


@dataclass(frozen=True)
class Loose:
    """What stands in a place without a label, of one category; may be below zero in the shop."""

    category: str
    grams: int
    pieces: int


@dataclass(frozen=True)
class Outflow:
    """Where goods go: a destination of the ledger, who takes them, the slip number, the reason."""

    destination: str
    party: str | None = None
    slip: str = ""
    reason: str = ""


class Stock(OpeningStock):
    """The things of the shop, wherever they are."""

    def find(self, raw: str) -> ItemCard:
        """The card of the thing whose code was scanned or typed.

        Refuses "unreadable", "foreign", "damaged" (see `read_scan`), "not_a_thing", "unknown".
        """
        code = read_scan(raw)
        if not code.is_thing:
            raise Refusal(
                _("This code is not on an object. Nothing was changed. Scan an object’s label."),
                "not_a_thing",
            )
        item = item_by_code(self.store.read(), code)
        if item is None:
            raise Refusal(
                _(
                    "No object here has the code {code}. Nothing was changed. "
                    "Check the code, or go on without a label.",
                    code=code.short,
                ),
                "unknown",
                digits=code.digits,
            )
        return self._card(item)

    def card(self, item: Id) -> ItemCard:
        """The card of a known thing; `LookupError` for an id that does not exist."""
        return self._card(_known(item_by_id(self.store.read(), item)))

    def items(self, state: State, limit: int = 200) -> list[Item]:
        """The newest things in a state."""
        return items_in_state(self.store.read(), state, limit)

    def loose(self, place: str) -> list[Loose]:
        """What stands in a place ("shop") without a label, by category, where there is any."""
        found = sorting.loose_in(self.store.read(), f"stock:{place}")
        return [Loose(one.category, one.grams, one.pieces) for one in found if one.grams]

    def parties(self, kind: str = "") -> tuple[reference.Party, ...]:
        """Organisations of a kind (recycler, sorter, partner, energy, disposal), or all."""
        return reference.parties(self.store.read(), kind)

    @verb("item_sent_out", Permission.SEND_OUT)
    def send_out(self, act: Act, item: Id, outflow: Outflow) -> Id:
        """A labelled thing leaves without a sale (given, used here, recycled, lost …).

        Refuses a thing already gone or reserved, a destination without its organisation, a loss
        without a reason. Returns the mass entry.
        """
        thing = _known(item_by_id(act.tx, item))
        _refuse_unless_inside(thing)
        party = self._taker(act, outflow)
        place, source = PLACE_OF[thing.state], Source(thing.source)
        entry = act.entry(
            "sent_out",
            transfer(
                place,
                f"out:{outflow.destination}",
                thing.category,
                thing.grams,
                thing.pieces,
                source,
                thing=thing.id,
                destination_party=party,
            ),
            outflow.slip or None,
        )
        move = Move.TRANSFER if outflow.destination == "other_store" else Move.LEAVE
        act.move(thing, move, reason=outflow.reason, entry=entry)
        withdraw(act, thing.id)
        return entry

    @verb("goods_sent_out", Permission.SEND_OUT)
    def send_out_loose(
        self, act: Act, category: str, weighing: Weighing, outflow: Outflow, place: str = "shop"
    ) -> Id:
        """Goods without a label leave a place ("shop", "storage", "parts" …) without a sale.

        Refuses more than stands there. Returns the mass entry.
        """
        load = checked(weighing, self.office.number("scale.capacity_g"))
        party = self._taker(act, outflow)
        pieces = self._loose_pieces(act, category, place, load.net_g)
        act.changed(Change.STOCK)
        return act.entry(
            "sent_out",
            transfer(
                f"stock:{place}",
                f"out:{outflow.destination}",
                category,
                load.net_g,
                pieces,
                load.source,
                destination_party=party,
            ),
            outflow.slip or None,
        )

    @verb("item_moved", Permission.MOVE_STOCK)
    def move_to(self, act: Act, item: Id, where: str, spot: str = "") -> State:
        """Put a labelled thing in the shop or in storage; `spot` is the shelf in words.

        Refuses what its state does not allow, and an untested thing on the shelf.
        """
        thing = _known(item_by_id(act.tx, item))
        move = HELD[where]
        if move is Move.SHELVE:
            refuse_unless_sellable(self.office.category(thing.category), thing)
        if not thing.can(move):
            return act.move(thing, move)
        entry = act.entry(
            "moved",
            transfer(
                PLACE_OF[thing.state],
                f"stock:{where}",
                thing.category,
                thing.grams,
                thing.pieces,
                Source(thing.source),
                thing=thing.id,
            ),
        )
        if spot:
            act.set("item", {"id": thing.id}, spot=spot)
        return act.move(thing, move, entry=entry)

    @verb("goods_moved", Permission.MOVE_STOCK)
    def move_loose(
        self, act: Act, category: str, weighing: Weighing, places: tuple[str, str]
    ) -> Id:
        """Goods without a label go from one place inside to another, e.g. ("storage", "shop")."""
        load = checked(weighing, self.office.number("scale.capacity_g"))
        origin, destination = places
        if destination == "shop":
            refuse_unless_sellable(self.office.category(category))
        pieces = self._loose_pieces(act, category, origin, load.net_g)
        act.changed(Change.STOCK)
        return act.entry(
            "moved",
            transfer(
                f"stock:{origin}",
                f"stock:{destination}",
                category,
                load.net_g,
                pieces,
                load.source,
            ),
        )

    @verb("batch_emptied", Permission.SORT)
    def empty_batch(self, act: Act, item: Id) -> Id:
        """A labelled bag is emptied onto its shelf: its label ends, its kilos stay there."""
        batch = _known(item_by_id(act.tx, item))
        if batch.kind != "batch":
            raise Refusal(
                _("{code} is not a bag. Nothing was changed. Scan a bag.", code=batch.short),
                "wrong_bag",
            )
        _refuse_unless_inside(batch)
        place, source = PLACE_OF[batch.state], Source(batch.source)
        leaving, arriving = transfer(
            place, place, batch.category, batch.grams, batch.pieces, source, thing=batch.id
        )
        entry = act.entry("emptied", (leaving, replace(arriving, thing=None, pieces=0)))
        act.move(batch, Move.CONSUME, entry=entry)
        withdraw(act, batch.id)
        return entry

    @verb("item_weighed", Permission.SORT)
    def record_weight(self, act: Act, item: Id, weighing: Weighing) -> int:
        """Weigh a labelled thing again; returns the gap in grams, which goes to `adjust:scale`."""
        thing = _known(item_by_id(act.tx, item))
        _refuse_unless_inside(thing, reserved_too=True)
        load = checked(weighing, self.office.number("scale.capacity_g"))
        gap = load.net_g - thing.grams
        if gap:
            place = PLACE_OF[thing.state]
            act.entry(
                "reweighed",
                transfer(
                    "adjust:scale", place, thing.category, gap, 0, load.source, thing=thing.id
                ),
            )
        act.set("item", {"id": thing.id}, source=load.source.value)
        act.changed(Change.STOCK)
        return gap

    def _taker(self, act: Act, outflow: Outflow) -> str | None:
        if outflow.destination not in WITHOUT_SALE:
            raise ValueError(f"{outflow.destination} is not a way out without a sale")
        if outflow.destination == "lost" and not outflow.reason.strip():
            raise Refusal(
                _("A lost object needs a reason. Nothing was changed. Say what happened."), "reason"
            )
        kind = TAKEN_BY.get(outflow.destination)
        known = {party.code for party in reference.parties(act.tx)}
        missing = outflow.party is None and kind is not None
        if missing or (outflow.party is not None and outflow.party not in known):
            raise Refusal(
                _("Who takes the goods away? Nothing was changed. Choose the organisation."),
                "party",
            )
        return outflow.party

    def _loose_pieces(self, act: Act, category: str, place: str, grams: int) -> int:
        held = sorting.loose_of(act.tx, f"stock:{place}", category)
        if grams > held.grams:
            raise Refusal(
                _(
                    "Only {held} of “{label}” stand there, not {weight}. Nothing was changed. "
                    "Weigh again.",
                    held=format_grams(max(held.grams, 0)),
                    label=self.office.category(category).label,
                    weight=format_grams(grams),
                ),
                "not_enough",
                grams=max(held.grams, 0),
            )
        return max(held.pieces, 0) * grams // held.grams

    def _card(self, item: Item) -> ItemCard:
        reader = self.store.read()
        return ItemCard(
            item,
            self.office.category(item.category),
            tuple(life_of(reader, item.id)),
            sold_on(reader, item.code),
        )


def _known(item: Item | None) -> Item:
    if item is None:
        raise LookupError("no such item")
    return item


def _refuse_unless_inside(item: Item, *, reserved_too: bool = False) -> None:
    if item.state is State.RESERVED and not reserved_too:
        raise Refusal(
            _(
                "{code} is reserved for someone. Nothing was changed. End the reservation first.",
                code=item.short,
            ),
            "reserved",
        )
    if item.state not in INSIDE:
        raise Refusal(
            _(
                "{code} is no longer here: “{state}”. Nothing was changed. Look at its card.",
                code=item.short,
                state=_(STATE_WORDS[item.state]),
            ),
            "not_now",
            state=item.state,
        )
