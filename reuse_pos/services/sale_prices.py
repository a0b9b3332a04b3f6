"""Sale days at the till: what a line costs while an operation runs, and the lowest price of thirty
days that goes with it."""

from __future__ import annotations

from dataclasses import replace

from reuse_pos.db import sale_days as rows
from reuse_pos.domain.basket import SALE_DAYS, Line
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source
from reuse_pos.domain.pricing import PriceKey, reduction_cents
from reuse_pos.domain.sale_days import SUSPENDED, ForSale, Operation, best, price_under
from reuse_pos.services.office import Office
from reuse_pos.services.price_history import lowest_of_30_days, thirty_days_before


def best_for(office: Office, line: Line, item: Item | None = None) -> Line:
    """A basket line at the best price of today's operations; `item` is the thing of a label.

    A scan never charges more than the label says: what a printed reduction takes off is not added,
    the lower price of both holds. Lines of typed and free prices are none of its business.
    """
    operations = running(office)
    if not operations or line.kind != "goods" or line.category is None:
        return line
    thing = _line_for_sale(office, line, item)
    found = best(operations, thing)
    if found is None:
        return line
    operation, price = found
    lowest = _asked_before(office, thing, line.code or line.key or "", item, operation)
    told = replace(line, sale_days=operation.name, lowest_cents=lowest)
    if line.discount_reason != "MARKDOWN" and line.unit == "piece":
        # Lots may still be the better of the two for this number of pieces.
        return replace(told, sale_unit_cents=price).reduced_by_itself()
    off = line.full_cents - replace(line, unit_cents=price).full_cents
    if off <= line.discount_cents:
        return line
    if line.unit == "piece":
        told = replace(told, sale_unit_cents=price)
    return replace(told, discount_cents=off, discount_reason=SALE_DAYS)


def running(office: Office) -> tuple[Operation, ...]:
    """The operations that lower prices now."""
    today = business_day(office.clock.now()).isoformat()
    found = rows.lasting(office.store.read(), today)
    return tuple(one for one in found if one.runs_on(today))


def printed_price(item: Item, day: str) -> int:
    """What the label of a thing asks on a day in cents: its price, or the reduced one once it
    holds."""
    price = item.price_cents or 0
    if item.markdown_on and item.markdown_on <= day:
        price -= reduction_cents(price, item.markdown_bp)
    printed = item.last_printed_cents
    return price if printed is None else min(price, printed)


def item_for_sale(office: Office, item: Item) -> ForSale:
    """A labelled thing as the rules see it, one piece of it."""
    each = item.grams // item.pieces if item.kind == "batch" and item.pieces else item.grams
    return ForSale(
        item.category, office.category(item.category).family, "piece", item.price_cents or 0,
        each if _weighed(office, item) else 0, workshop=item.refurbished,
        held=item.state is State.RESERVED,
    )  # fmt: skip


def key_for_sale(office: Office, key: PriceKey) -> ForSale:
    """A price key as the rules see it."""
    unit = "g" if key.unit == "kg" else "piece"
    family = office.category(key.category).family
    return ForSale(key.category, family, unit, key.price_cents, key=key.code)


def _line_for_sale(office: Office, line: Line, item: Item | None) -> ForSale:
    if item is not None:
        return replace(item_for_sale(office, item), unit_cents=line.unit_cents)
    category = line.category or ""
    return ForSale(
        category, office.category(category).family, line.unit, line.unit_cents, key=line.key or ""
    )


def _asked_before(
    office: Office, thing: ForSale, what: str, item: Item | None, operation: Operation
) -> int:
    """The lowest unit price in cents of the thirty days before an operation: the history, the
    printed reduction, and other operations of those days."""
    reader, first_day = office.store.read(), operation.plan.first_day
    asked = [lowest_of_30_days(reader, what, first_day, thing.unit_cents)]
    if item is not None:
        asked.append(printed_price(item, first_day))
    asked += [
        price
        for one in rows.lasting(reader, thirty_days_before(first_day))
        if one.plan.first_day < first_day and one.state != SUSPENDED and not one.never_ran
        and (price := price_under(one.plan, thing)) is not None
    ]  # fmt: skip
    return min(asked)


def _weighed(office: Office, item: Item) -> bool:
    """Whether the weight of a thing may make its price: taken on the shop's approved scale."""
    if item.source != Source.SCALE:
        return False
    until = office.setting("scale.sticker_until")
    today = business_day(office.clock.now()).isoformat()
    return bool(office.number("scale.trade_approved")) and until >= today
