"""The kilos of the workshop: what work takes off or adds to a thing, and what becomes of several
things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reuse_pos.db import ledger
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import PLACE_OF, Item, State
from reuse_pos.domain.mass import Posting, Source, Weighing, format_grams
from reuse_pos.domain.money import share_out
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import REST_WAYS, Order
from reuse_pos.services.verb import Act

WORKSHOP = PLACE_OF[State.IN_REPAIR]


@dataclass(frozen=True)
class Product:
    """A thing to be made of others: its category, its weighing, how it is called (the category's
    name when empty) and how many pieces it is."""

    category: str
    weighing: Weighing
    label: str = ""
    pieces: int = 1


def source_of(item: Item) -> Source:
    """How the weight of a thing is known; moving it inside does not change that."""
    return Source(item.source) if item.source else Source.UNKNOWN


def weight_change(
    act: Act, item: Item, order: Order, weighing: Weighing, removed_to: str
) -> Id | None:
    """Write what the thing lost or gained while worked on; None when its weight is the same.

    Lost grams leave to `out:<removed_to>`; gained ones come from our parts (decision: parts fitted
    to our own goods are no new donation), else from bought materials, else from an unexplained
    difference.
    """
    change = weighing.net_g - item.grams
    if change == 0:
        return None
    if change < 0:
        start, end, grams = WORKSHOP, f"out:{removed_to}", -change
    else:
        start, end, grams = _gained_from(act, item, order, change), WORKSHOP, change
    # Kilos of spare parts are kept by category; only the thing's own side names the thing.
    postings = (
        Posting(start, item.category, -grams, 0, weighing.source, _thing(item, start)),
        Posting(end, item.category, grams, 0, weighing.source, _thing(item, end)),
    )
    return act.entry("refurbished", postings)


def _thing(item: Item, place: str) -> Id | None:
    return item.id if place == WORKSHOP else None


def _gained_from(act: Act, item: Item, order: Order, grams: int) -> str:
    if item.grams == 0:
        return "adjust:unknown_origin"
    if ledger.balance(act.tx, "stock:parts", item.category)[0] >= grams:
        return "stock:parts"
    return "in:purchase" if order.materials else "adjust:scale"


def checked_rest(sources: Sequence[Item], products: Sequence[Product], way: str | None) -> int:
    """The grams left over, if what is made does not weigh more than what it is made of.

    Refuses with code "mass" the creation of mass, with "rest" a rest without a known way.
    """
    used = sum(item.grams for item in sources)
    made = sum(product.weighing.net_g for product in products)
    if made > used:
        raise Refusal(
            _(
                "The new object weighs {made}, but its parts weigh {used} together. "
                "Nothing was recorded. Scan the missing part, or weigh again.",
                made=format_grams(made, 2),
                used=format_grams(used, 2),
            ),
            "mass",
            missing_g=made - used,
        )
    if made < used and way not in REST_WAYS:
        raise Refusal(
            _("Something is left over. Nothing was recorded. Say where the rest goes."),
            "rest",
            rest_g=used - made,
        )
    return used - made


def transformation(
    sources: Sequence[Item], products: Sequence[tuple[Id, Product]], rest_g: int, way: str | None
) -> tuple[Posting, ...]:
    """The postings of several things becoming others: sources out, products and rest in, adding up
    to zero. The rest keeps the categories it comes from, pro rata of the weights."""
    taken = [
        Posting(
            PLACE_OF[item.state],
            item.category,
            -item.grams,
            -item.pieces,
            source_of(item),
            item.id,
        )
        for item in sources
    ]
    made = [
        Posting(
            WORKSHOP,
            product.category,
            product.weighing.net_g,
            product.pieces,
            product.weighing.source,
            thing,
        )
        for thing, product in products
    ]
    left = []
    if rest_g and way is not None:
        place = REST_WAYS[way][0]
        shares = share_out(rest_g, [item.grams for item in sources])
        left = [
            Posting(place, item.category, grams, 0, Source.DERIVED)
            for item, grams in zip(sources, shares, strict=True)
            if grams
        ]
    return (*taken, *made, *left)
