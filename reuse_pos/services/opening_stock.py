"""The first stock of a new shop: what stood on its shelves before the program came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reuse_pos.db.stock import item_row
from reuse_pos.domain.category import Category
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind
from reuse_pos.domain.item import PLACE_OF, Item, State
from reuse_pos.domain.mass import Posting, Source, Weighing, transfer
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sorting import refuse_unless_sellable
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Station
from reuse_pos.services.sorting_common import new_item, queue_label
from reuse_pos.services.verb import Act, verb

FIRST_PLACES = {
    "shop": State.ON_SALE,
    "storage": State.IN_STORAGE,
    "reception": State.RECEIVED,
}


@dataclass(frozen=True)
class OpeningItem:
    """A labelled thing that was here before the program: grams, and its price in cents if any."""

    label: str
    grams: int
    price_cents: int | None = None
    condition: str = ""
    kind: str = "item"
    pieces: int = 1
    tested_on: str | None = None
    refurbished: bool = False
    description: str = ""
    known_defects: str = ""


@dataclass(frozen=True)
class OpeningLine:
    """A category of the first stock in a place ("shop", "storage", "reception"): loose grams and
    pieces, and labelled things besides."""

    category: str
    grams: int = 0
    pieces: int = 0
    place: str = "shop"
    items: tuple[OpeningItem, ...] = ()
    source: Source = Source.TYPED


class OpeningStock(Station):
    """Entering the first stock, once, by the person who sets the shop up."""

    @verb("stock_opened", Permission.SET_UP)
    def opening_stock(self, act: Act, lines: Sequence[OpeningLine]) -> list[Item]:
        """Enter what stood here before the program: origin `in:opening_stock`, never collected.

        Returns the labelled things; those on sale with a price get a price label. Refuses unknown
        categories, services, weights at or below zero and untested things on sale; then nothing of
        the list is recorded.
        """
        made: list[Item] = []
        for line in lines:
            category = self.office.categories().get(line.category)
            if category is None or category.is_service or line.place not in FIRST_PLACES:
                raise Refusal(
                    _(
                        "“{category}” cannot be in the first stock. Nothing was recorded. "
                        "Correct the list.",
                        category=line.category,
                    ),
                    "category",
                )
            postings = list(_opening_loose(line))
            for first in line.items:
                item, pair = self._opening_item(act, line, category, first)
                made.append(item)
                postings += pair
            if not postings:
                raise Refusal(_opening_weight(category.label), "weight")
            entry = act.entry("opening_stock", tuple(postings))
            for item in made[len(made) - len(line.items) :]:
                act.new_item(item.id, entry=entry, state=item.state)
        act.changed(Change.STOCK)
        return made

    def _opening_item(
        self, act: Act, line: OpeningLine, category: Category, first: OpeningItem
    ) -> tuple[Item, tuple[Posting, Posting]]:
        state = FIRST_PLACES[line.place]
        if first.grams <= 0 or first.pieces <= 0:
            raise Refusal(_opening_weight(first.label), "weight")
        kind = CodeKind.BATCH if first.kind == "batch" else CodeKind.ITEM
        weighing = Weighing(first.grams, 0, line.source)
        item = replace(
            new_item(act, kind, category.code, first.label or category.label, state, weighing),
            pieces=first.pieces,
            price_cents=first.price_cents,
            price_state="approved" if first.price_cents else "",
            condition=first.condition,
            tested_on=first.tested_on,
            refurbished=first.refurbished,
            description=first.description,
            known_defects=first.known_defects,
        )
        if state is State.ON_SALE:
            refuse_unless_sellable(category, item)
        act.put("item", **item_row(item))
        if state is State.ON_SALE and item.price_cents:
            queue_label(act, item.id, "price")
        pair = transfer(
            "in:opening_stock",
            PLACE_OF[state],
            category.code,
            item.grams,
            item.pieces,
            line.source,
            thing=item.id,
        )
        return item, pair


def _opening_loose(line: OpeningLine) -> tuple[Posting, ...]:
    if line.grams < 0 or line.pieces < 0:
        raise Refusal(_opening_weight(line.category), "weight")
    if not line.grams:
        return ()
    place = f"stock:{line.place}"
    return transfer("in:opening_stock", place, line.category, line.grams, line.pieces, line.source)


def _opening_weight(label: str) -> str:
    return _(
        "“{label}” needs a weight above zero. Nothing was recorded. Correct the list.", label=label
    )
