"""What planned sale days would do to the labels and keys of the shop, before they are planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reuse_pos.db import reference
from reuse_pos.db import sale_days as rows
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.item import Item
from reuse_pos.domain.pricing import PriceKey
from reuse_pos.domain.sale_days import PLANNED, Operation, Plan, price_under
from reuse_pos.services.office import Office
from reuse_pos.services.sale_prices import item_for_sale, key_for_sale, printed_price

EXAMPLES = 4


@dataclass(frozen=True)
class Example:
    """One thing or key before and during the operation: unit prices in cents (`after` is None
    where nothing changes)."""

    label: str
    code: str
    icon: str
    family: str
    unit: str
    before: int
    after: int | None


@dataclass(frozen=True)
class Effect:
    """What a plan does: labelled things and keys it lowers, those whose printed reduction is lower
    already, some examples, and the operations it runs beside."""

    labels: int
    keys: int
    already: int
    examples: tuple[Example, ...]
    beside: tuple[Operation, ...]


def effect_of(office: Office, plan: Plan, apart_from: bytes = b"") -> Effect:
    """What a plan would do to the labels and keys of today; `apart_from` is the operation that is
    being changed."""
    reader = office.store.read()
    categories = [code for code, one in office.categories().items() if one.family in plan.families]
    changed: list[tuple[Item, int]] = []
    already = 0
    for item in rows.on_sale(reader, categories):
        price = price_under(plan, item_for_sale(office, item)) if item.price_cents else None
        if price is not None and printed_price(item, plan.first_day) <= price:
            already += 1
        elif price is not None:
            changed.append((item, price))
    keys = [
        (key, price_under(plan, key_for_sale(office, key)))
        for key in reference.price_keys(reader)
        if key.category in categories and key.unit in ("piece", "kg") and key.price_cents
    ]
    examples = [
        *(_key_example(office, *one) for one in keys),
        *(_item_example(office, *one) for one in _different(changed)),
    ]
    lowered = sum(price is not None for _key, price in keys)
    beside = _beside(office, plan, apart_from)
    return Effect(len(changed), lowered, already, _telling(examples), beside)


def _beside(office: Office, plan: Plan, apart_from: bytes) -> tuple[Operation, ...]:
    today = business_day(office.clock.now()).isoformat()
    return tuple(
        one
        for one in rows.lasting(office.store.read(), max(plan.first_day, today))
        if one.state == PLANNED
        and one.plan.first_day <= plan.last_day
        and one.id != apart_from
        and set(one.plan.families) & set(plan.families)
    )


def _different(changed: Sequence[tuple[Item, int]]) -> list[tuple[Item, int]]:
    """The dearest of each sort of thing."""
    by_label = {item.label: (item, price) for item, price in
                sorted(changed, key=lambda one: one[0].price_cents or 0)}  # fmt: skip
    return list(by_label.values())[-EXAMPLES:]


def _key_example(office: Office, key: PriceKey, price: int | None) -> Example:
    family, unit = office.category(key.category).family, "g" if key.unit == "kg" else "piece"
    return Example(key.label, "", key.icon, family, unit, key.price_cents, price)


def _item_example(office: Office, item: Item, price: int) -> Example:
    category = office.category(item.category)
    before = item.price_cents or 0
    return Example(item.label, item.short, category.icon, category.family, "piece", before, price)


def _telling(examples: Sequence[Example]) -> tuple[Example, ...]:
    """Four examples that tell most: the dearest key and label, a key of each other family, and one
    that stays as it is."""
    lowered = sorted(
        (one for one in examples if one.after is not None), key=lambda one: -one.before
    )
    same = [one for one in examples if one.after is None]
    families: dict[str, Example] = {}
    for one in lowered:
        if not one.code:
            families.setdefault(one.family, one)
    heads = list(families.values())
    known = {one.label for one in heads[:1]}
    labels = sorted((one for one in lowered if one.code), key=lambda one: one.label in known)
    order = [*heads[:1], *labels[:1], *heads[1:], *lowered]
    chosen = list(dict.fromkeys(order))[: EXAMPLES - len(same[:1])]
    return tuple([*chosen, *same[: EXAMPLES - len(chosen)]][:EXAMPLES])
