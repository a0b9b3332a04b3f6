"""When things held for somebody are sold: only to them, whole, at the price agreed, with the
deposit taken off; and what ends with the hold."""

from __future__ import annotations

from collections.abc import Iterable

from reuse_pos.db import holds as rows
from reuse_pos.db import labelling, stock
from reuse_pos.db.store import Reader
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import HoldState, agreed_lines_agree
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import State
from reuse_pos.domain.labelling import RESERVED
from reuse_pos.domain.orders import of_order
from reuse_pos.domain.wording import _
from reuse_pos.services.sale_settling import SaleInHand
from reuse_pos.services.verb import Act

AGREED = "HOLD"


def of_hold(line: Line) -> bool:
    """Whether a basket line is a thing held, or the deposit of its hold taken off."""
    return bool(line.link) and line.kind in ("goods", "deposit_back") and not of_order(line)


def checked_holds(reader: Reader, basket: Basket) -> tuple[rows.Hold, ...]:
    """The holds a basket collects.

    Refuses, with code "hold", where one is not open any more, a thing of it is missing or no longer
    reserved, a price is not the one agreed, or the deposit is not taken off to the cent.
    """
    stray = [
        line.label
        for line in basket.lines
        if not of_hold(line)
        and not of_order(line)
        and (line.discount_reason == AGREED or line.kind in ("deposit_back", "deposit_kept"))
    ]
    if stray:
        raise _refused(
            _("“{thing}” belongs to a hold that is not in the basket. Nothing was recorded. Scan "
              "its label again.", thing=stray[0])
        )  # fmt: skip
    links = dict.fromkeys(line.link for line in basket.lines if of_hold(line))
    return tuple(_checked(reader, link, basket) for link in links)


def settle_hold(sale: SaleInHand) -> None:
    """The holds of a sale are collected: closed by its ticket, their labels no longer wait."""
    for hold in checked_holds(sale.act.tx, sale.basket):
        close_hold(sale.act, hold, HoldState.COLLECTED, sale.doc_no)


def close_hold(act: Act, hold: rows.Hold, state: HoldState, document: str | None) -> None:
    """End a hold; a label not printed yet is no longer wanted."""
    act.set("hold", {"id": hold.id}, state=state.value, closed_doc=document)
    drop_labels(act, (line.item for line in rows.lines_of(act.tx, hold.id)))
    act.changed(Change.COUNTER, Change.STOCK)


def drop_labels(act: Act, items: Iterable[Id]) -> None:
    """Take the "Reserved" labels of things out of the printer's queue."""
    for item in items:
        job = labelling.unprinted_job_of(act.tx, item, RESERVED)
        if job is not None:
            act.set("label_job", {"id": job.id}, state="dropped")
            act.changed(Change.LABELS)


def _checked(reader: Reader, link: str, basket: Basket) -> rows.Hold:
    known = len(link) == 32 and set(link) <= set("0123456789abcdef")
    hold = rows.hold_by_id(reader, bytes.fromhex(link)) if known else None
    if hold is None or hold.state != HoldState.OPEN:
        raise _refused(
            _("This hold has ended. Nothing was recorded. Take its lines out of the basket.")
        )
    held = rows.lines_of(reader, hold.id)
    mine = [line for line in basket.lines if line.link == link and of_hold(line)]
    goods = [(line.item, line.total_cents) for line in mine if line.kind == "goods"]
    back = sum(line.total_cents for line in mine if line.kind == "deposit_back")
    agreed = [(line.item, line.price_cents) for line in held]
    if not agreed_lines_agree(agreed, goods) or back != -hold.deposit_cents:
        raise _refused(
            _("Hold {number} leaves whole, at the price agreed. Nothing was recorded. Take its "
              "lines out, then scan its label again.", number=hold.number)
        )  # fmt: skip
    refuse_missing(reader, held)
    return hold


def refuse_missing(reader: Reader, held: Iterable[rows.HoldLine]) -> None:
    """Refuses, with code "not_there", when a thing held is no longer among the reserved ones."""
    for line in held:
        item = stock.item_by_id(reader, line.item)
        if item is None or item.state is not State.RESERVED:
            raise Refusal(
                _("{thing} is no longer among the reserved things. Nothing was recorded. Call "
                  "the manager.", thing=line.label), "not_there", item=item,
            )  # fmt: skip


def _refused(sentence: str) -> Refusal:
    return Refusal(sentence, "hold")
