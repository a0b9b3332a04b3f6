"""Things coming back: their kilos and, for followed things, their next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reuse_pos.db import stock
from reuse_pos.domain.ids import Code, Id
from reuse_pos.domain.item import Item, Move, State
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.pricing import is_gift
from reuse_pos.domain.refund import NOWHERE, RESTOCK, WORKSHOP, Returned
from reuse_pos.services.office import Office
from reuse_pos.services.order_settling import refuse_worked_on
from reuse_pos.services.verb import Act
from reuse_pos.services.workshop_rules import open_order

_PLACE = {
    RESTOCK: "stock:reception",
    WORKSHOP: "stock:workshop",
    "recycling": "out:recycling",
    "disposal": "out:disposal",
}


def take_in(
    act: Act, office: Office, line: Mapping[str, Any], one: Returned, document: str
) -> None:
    """Within a verb: bring a returned line's kilos back from where they went (sold or given). A
    followed thing goes to sorting again, or to the workshop with a work order; money only moves
    nothing."""
    if one.where == NOWHERE:
        return
    followed = _followed(act, line)
    if followed is not None:
        refuse_worked_on(act.tx, followed.id)
    item = followed if one.where in (RESTOCK, WORKSHOP) else None
    pieces = 1 if line["unit"] == "g" else one.qty
    origin = "out:gift" if is_gift(line["ttc"], line["disc_reason"]) else "out:sale"
    postings = transfer(
        origin, _PLACE[one.where], line["cat"], one.weight_g, pieces, Source.DERIVED,
        thing=item.id if item else None,
    )  # fmt: skip
    entry = act.entry("return", postings, document)
    if item is not None:
        _next_step(act, office, replace(item, grams=one.weight_g, pieces=pieces), one.where, entry)


def _followed(act: Act, line: Mapping[str, Any]) -> Item | None:
    item = stock.item_by_code(act.tx, Code(None, line["sku"], "")) if line["sku"] else None
    alone = item is not None and item.kind == "item" and item.state is State.SOLD
    return item if alone else None


def _next_step(act: Act, office: Office, item: Item, where: str, entry: Id) -> None:
    # Its old label and price no longer hold: it is looked at again first.
    act.set("item", {"id": item.id}, price_state="", last_printed_cents=None)
    if where == RESTOCK:
        act.step(item.id, Move.BRING_BACK, State.SOLD, State.RECEIVED, entry=entry)
        return
    act.step(item.id, Move.BRING_BACK, State.SOLD, State.RECEIVED)
    act.step(item.id, Move.TO_WORKSHOP, State.RECEIVED, State.TO_REPAIR, entry=entry)
    open_order(act, item, office.category(item.category))
