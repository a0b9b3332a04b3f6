"""What a thing says of itself in the stock: where it stands, how old, what is known of it."""

from __future__ import annotations

from reuse_pos.domain.category import FAMILIES
from reuse_pos.domain.item import PLACE_OF, STATE_WORDS, State
from reuse_pos.domain.mass import MEASURED, format_grams
from reuse_pos.domain.money import NBSP, format_cents, short_cents
from reuse_pos.domain.month import MONTHS, SHORT_MONTHS
from reuse_pos.domain.ways import Condition
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.stock_search import (
    CHEAPEST,
    CLOSEST,
    NEWEST,
    OLDEST,
    PLACE_WORDS,
    Hit,
)

S = State
# The kind of chip and the pictogram of each state.
STATE_CHIPS = {
    S.RECEIVED: ("neutral", "hand-arrow-down"),
    S.TO_REPAIR: ("warn", "hammer"),
    S.IN_REPAIR: ("warn", "hammer"),
    S.READY: ("info", "tag"),
    S.ON_SALE: ("ok", "storefront"),
    S.IN_STORAGE: ("neutral", "package"),
    S.QUARANTINED: ("bad", "hand-palm"),
    S.RESERVED: ("info", "calendar-check"),
    S.SOLD: ("ok", "check"),
    S.GONE: ("neutral", "arrow-right"),
    S.CONSUMED: ("neutral", "hammer"),
    S.TRANSFERRED: ("neutral", "truck"),
}
CONDITIONS: dict[str, str] = {
    Condition.GOOD: N_("in good condition"),
    Condition.WORN: N_("worn (thing)"),
    Condition.BROKEN: N_("broken (thing)"),
}
ORDER_WORDS = {
    CLOSEST: N_("Closest first"),
    NEWEST: N_("Newest first"),
    OLDEST: N_("Oldest first"),
    CHEAPEST: N_("Cheapest first"),
}


def state(hit: Hit) -> tuple[str, str, str]:
    """The chip of a thing's state: kind, pictogram, word."""
    kind, icon = STATE_CHIPS[hit.item.state]
    return kind, icon, _(STATE_WORDS[hit.item.state])


def place(hit: Hit) -> str:
    """Where it stands, as short as can be."""
    where, spot = PLACE_OF.get(hit.item.state), hit.item.spot.strip()
    if where is None:
        return ""
    said = _(PLACE_WORDS[where])
    if where == "stock:shop":
        return spot or said
    return f"{said}, {spot}" if spot else said


def whole_place(hit: Hit) -> str:
    """Where it stands, in full."""
    where, spot = PLACE_OF.get(hit.item.state), hit.item.spot.strip()
    said = _(PLACE_WORDS[where]) if where else _(STATE_WORDS[hit.item.state])
    return f"{said}, {spot}" if where and spot else said


def about(hit: Hit) -> str:
    """What a buyer or helper should know first: a defect, a test, else the condition."""
    item = hit.item
    if item.test_failed:
        return _("failed its test")
    if item.known_defects:
        return _("defect: {defects}", defects=item.known_defects)
    if item.tested_on:
        return _("tested on {day}", day=f"{item.tested_on[8:10]}/{item.tested_on[5:7]}")
    if item.kind == "batch" and item.pieces > 1:
        return _("batch of {n}", n=item.pieces)
    return condition(hit)


def condition(hit: Hit) -> str:
    """Its condition in words."""
    said = _(CONDITIONS[hit.item.condition]) if hit.item.condition in CONDITIONS else ""
    first = _("refurbished") if hit.item.refurbished else _("second-hand")
    return f"{first}, {said}" if said else first


def age(hit: Hit) -> str:
    """How long it has been here."""
    return "" if hit.age_days is None else _("{n} d", n=hit.age_days)


def price(hit: Hit) -> str:
    """What its label asks today."""
    return "" if hit.price_cents is None else short_cents(hit.price_cents)


def old_price(hit: Hit) -> str:
    """What it asked before, if less is asked now."""
    return "" if hit.old_cents is None else short_cents(hit.old_cents)


def weight(hit: Hit) -> str:
    """Its kilos, and how they are known."""
    item = hit.item
    if not item.grams:
        return _("not known")
    known = _("weighed") if item.source in MEASURED else _("estimated")
    return f"{format_grams(item.grams)}, {known}"


def kind_of(hit: Hit) -> str:
    """Its family, and what it is."""
    family = FAMILIES.get(hit.category.family)
    label = hit.category.label
    return f"{_(family)}, {label[:1].lower()}{label[1:]}" if family else label


def short_day(day: str) -> str:
    """`2026-11-24` → "24 nov."."""
    month = int(day[5:7]) - 1
    short, whole = _(SHORT_MONTHS[month]), _(MONTHS[month])
    return f"{int(day[8:10])}{NBSP}{short}" + ("" if short == whole else ".")


def euros(cents: int | None) -> str:
    """An amount, or a dash where there is none."""
    return "—" if cents is None else format_cents(cents)


def spoken(hit: Hit) -> str:
    """All of a row, as a screen reader says it."""
    parts = (hit.item.label, hit.item.short, state(hit)[2], place(hit), about(hit), age(hit),
             format_grams(hit.item.grams) if hit.item.grams else "", price(hit))  # fmt: skip
    return ", ".join(part for part in parts if part)
