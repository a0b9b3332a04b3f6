"""Things put somewhere else: another place or spot, part of a batch, and prices that come down so
that old stock leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reuse_pos.db.stock import item_by_id, item_row
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, Id, short_form, uuid7
from reuse_pos.domain.item import INSIDE, PLACE_OF, Item, Move, State, after
from reuse_pos.domain.labelling import APPROVED, PRICE
from reuse_pos.domain.mass import Posting, Source, Weighing, checked, format_grams, transfer
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sorting import refuse_unless_sellable
from reuse_pos.domain.wording import _
from reuse_pos.services.label_paper import ask_label, known_item
from reuse_pos.services.life_words import PLACED
from reuse_pos.services.office import Station
from reuse_pos.services.sorting_common import queue_label
from reuse_pos.services.verb import Act, verb

SHOP, STORAGE = "shop", "storage"
_MOVE = {SHOP: Move.SHELVE, STORAGE: Move.STORE}
_STANDS = {SHOP: State.ON_SALE, STORAGE: State.IN_STORAGE}
LONGEST_SPOT = 40
MOST_AT_ONCE = 50
STEEPEST_BP = 9000


def places_for(item: Item) -> tuple[str, ...]:
    """Where a thing may be placed now: the question beside `place`, which obeys the same table."""
    return tuple(
        where for where, move in _MOVE.items() if item.state is _STANDS[where] or item.can(move)
    )


class Placing(Station):
    """Where labelled things stand."""

    @verb("things_placed", Permission.MOVE_STOCK)
    def place(self, act: Act, items: Sequence[Id], where: str, spot: str = "") -> int:
        """Put things in the "shop" or in "storage", at a spot ("" keeps the one they have when
        they stay in their place); returns how many changed place or spot.

        Refuses the whole gesture for one thing that may not: reserved, gone, not tested. Raises
        `ValueError` for another place."""
        if where not in _MOVE:
            raise ValueError(f"nothing is placed in {where}")
        spot = _checked_spot(spot)
        _refuse_too_many(items)
        return sum(self._place_one(act, item, where, spot) for item in dict.fromkeys(items))

    @verb("batch_split", Permission.MOVE_STOCK)
    def split(
        self, act: Act, batch_id: Id, pieces: int, where: str, spot: str = "",
        weighing: Weighing | None = None,
    ) -> Item:  # fmt: skip
        """Part of a batch goes elsewhere under a code of its own: `pieces` of it, weighed or at
        the batch's mean weight; returns the new batch, whose label waits for the printer.

        Refuses what is no batch, all of it or nothing, and more kilos than it holds. Raises
        `ValueError` for another place."""
        if where not in _MOVE:
            raise ValueError(f"nothing is placed in {where}")
        spot = _checked_spot(spot)
        batch = known_item(item_by_id(act.tx, batch_id))
        _refuse_unless_free(batch)
        _refuse_unless_part(batch, pieces)
        if where == SHOP:
            refuse_unless_sellable(self.office.category(batch.category), batch)
        grams, source = self._part_weight(batch, pieces, weighing)
        child = self._child(act, batch, pieces, grams, source, _STANDS[where], spot)
        origin, destination = PLACE_OF[batch.state], PLACE_OF[child.state]
        entry = act.entry(
            "split",
            (
                Posting(origin, batch.category, -grams, -pieces, source, batch.id),
                Posting(destination, batch.category, grams, pieces, source, child.id),
            ),
        )
        act.new_item(child.id, reason=batch.short, entry=entry, state=child.state)
        if child.price_state == APPROVED and child.price_cents is not None:
            ask_label(act, child.id, PRICE, 1)
        else:
            queue_label(act, child.id, "tracking")
        return child

    @verb("prices_lowered", Permission.PRICE)
    def lower(self, act: Act, items: Sequence[Id], basis_points: int) -> int:
        """Bring down, from today on, the prices of things on sale for too long; their labels wait
        for the printer. Returns how many; those without an approved price, or already that low,
        stay as they are.

        Refuses nothing off or more than 90 %."""
        if not 0 < basis_points <= STEEPEST_BP:
            raise Refusal(
                _("Between 1 and 90 % off. Nothing was changed. Choose another reduction."),
                "reduction",
            )
        _refuse_too_many(items)
        done = 0
        for item_id in dict.fromkeys(items):
            item = known_item(item_by_id(act.tx, item_id))
            held = item.markdown_on is not None and item.markdown_on <= act.day
            if item.state is not State.ON_SALE or item.price_state != APPROVED:
                continue
            if held and item.markdown_bp >= basis_points:
                continue
            act.set("item", {"id": item.id}, markdown_on=act.day, markdown_bp=basis_points)
            ask_label(act, item.id, PRICE, 1)
            done += 1
        act.changed(Change.PRICES, Change.STOCK)
        return done

    def _place_one(self, act: Act, item_id: Id, where: str, spot: str) -> int:
        item = known_item(item_by_id(act.tx, item_id))
        _refuse_unless_free(item)
        if item.state is _STANDS[where]:
            if not spot or spot == item.spot:
                return 0
            act.set("item", {"id": item.id}, spot=spot)
            act.step(item.id, PLACED, item.state, item.state, reason=spot)
            return 1
        if where == SHOP:
            refuse_unless_sellable(self.office.category(item.category), item)
        # A spot belongs to its place: what changes place without one has none.
        move = _MOVE[where]
        after(item, move)
        entry = act.entry(
            "moved",
            transfer(
                PLACE_OF[item.state], f"stock:{where}", item.category, item.grams, item.pieces,
                _source(item), thing=item.id,
            ),
        )  # fmt: skip
        if spot != item.spot:
            act.set("item", {"id": item.id}, spot=spot)
        act.move(item, move, reason=spot, entry=entry)
        return 1

    def _part_weight(
        self, batch: Item, pieces: int, weighing: Weighing | None
    ) -> tuple[int, Source]:
        if weighing is None:
            return batch.grams * pieces // batch.pieces, Source.DERIVED
        load = checked(weighing, self.office.number("scale.capacity_g"))
        # The pieces that stay must weigh something too.
        if load.net_g >= batch.grams:
            raise Refusal(
                _(
                    "The part weighs {part}, the whole batch only {whole}. Nothing was changed. "
                    "Weigh again.",
                    part=format_grams(load.net_g, 2), whole=format_grams(batch.grams, 2),
                ),
                "not_enough",
            )  # fmt: skip
        return load.net_g, load.source

    def _child(  # noqa: PLR0913 - what the part is, and where it stands
        self, act: Act, batch: Item, pieces: int, grams: int, source: Source, state: State,
        spot: str,
    ) -> Item:  # fmt: skip
        code = act.next_code(CodeKind.BATCH)
        child = replace(
            batch, id=uuid7(act.at_ns), code=code, short=short_form(code), state=state,
            grams=grams, pieces=pieces, source=source.value, spot=spot, last_printed_cents=None,
            parent=batch.id,
        )  # fmt: skip
        act.put("item", **item_row(child))
        return child


def _source(item: Item) -> Source:
    return Source(item.source) if item.source else Source.UNKNOWN


def _checked_spot(spot: str) -> str:
    bare = " ".join(spot.split())
    if len(bare) > LONGEST_SPOT:
        raise Refusal(
            _("This name of a spot is too long. Nothing was changed. Use at most {n} letters.",
              n=LONGEST_SPOT), "spot",
        )  # fmt: skip
    return bare


def _refuse_too_many(items: Sequence[Id]) -> None:
    if not items or len(items) > MOST_AT_ONCE:
        raise Refusal(
            _("Between 1 and {n} objects at once. Nothing was changed.", n=MOST_AT_ONCE), "many"
        )


def _refuse_unless_free(item: Item) -> None:
    if item.state is State.RESERVED:
        raise Refusal(
            _(
                "{code} is reserved for someone. Nothing was changed. End the reservation first.",
                code=item.short,
            ),
            "reserved",
        )
    if item.state not in INSIDE:
        raise Refusal(
            _("{code} has left the shop. Nothing was changed. Look at its card.", code=item.short),
            "not_here",
        )


def _refuse_unless_part(batch: Item, pieces: int) -> None:
    if batch.kind != "batch" or batch.pieces < 2:
        raise Refusal(
            _("{code} is not a batch of several pieces. Nothing was changed. Move it whole.",
              code=batch.short), "not_a_batch",
        )  # fmt: skip
    if not 0 < pieces < batch.pieces:
        raise Refusal(
            _("Between 1 and {n} pieces leave this batch. Nothing was changed.",
              n=batch.pieces - 1), "pieces",
        )  # fmt: skip
