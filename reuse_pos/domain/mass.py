"""The kilos of the shop: where they are, how each figure is known, and entries that always balance.

A mass entry moves grams between places; its postings add up to zero, so no gram appears or
disappears.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import NBSP
from reuse_pos.domain.wording import N_, _

_KILOS = re.compile(r"(\d{1,5})(?:[.,](\d{1,3}))?")
SCALE_CAPACITY_G = 300_000
FLOOR_SCALE_CAPACITY_G = 1_500_000


class Source(StrEnum):
    """How a weight is known; the ledger and the fiscal journal use the same words."""

    SCALE = "scale"
    TYPED = "typed"
    LEARNED_MEAN = "learned_mean"
    REFERENCE_MEAN = "reference_mean"
    DERIVED = "derived"
    IMPORTED = "imported"
    UNKNOWN = "unknown"
    NONE = "none"


MEASURED = frozenset({Source.SCALE, Source.TYPED})

ORIGINS = {
    "drop_off": N_("Brought here"),
    "home_pickup": N_("Home pick-up"),
    "house_clearance": N_("House clearance"),
    "recycling_centre": N_("Recycling centre"),
    "retailer_takeback": N_("Shop take-back"),
    "company": N_("Company"),
    "kerbside": N_("Door to door"),
    "seasonal": N_("Seasonal point"),
    "other_store": N_("Other store"),
    "opening_stock": N_("Opening stock"),
    "purchase": N_("Purchase"),
}
NOT_COLLECTED = frozenset({"other_store", "opening_stock", "purchase"})
DESTINATIONS = {
    "sale": N_("Sold"),
    "gift": N_("Given"),
    "partner_reuse": N_("Reuse partner"),
    "internal_use": N_("Used by the shop"),
    "repair_part": N_("Spare part for a customer"),
    "sorter": N_("Textile sorting operator"),
    "recycling": N_("Recycled"),
    "energy": N_("Energy"),
    "disposal": N_("Disposed of"),
    "return_to_donor": N_("Returned to the donor"),
    "other_store": N_("Sent to another store"),
    "lost": N_("Lost"),
}
REUSED = ("sale", "gift", "partner_reuse", "internal_use", "repair_part")
STOCK = ("reception", "sorting", "workshop", "storage", "shop", "reserved", "parts", "quarantine")
ADJUSTMENTS = ("stocktake", "moisture", "scale", "unknown_origin")
PLACES = frozenset(
    [f"in:{name}" for name in ORIGINS]
    + [f"out:{name}" for name in DESTINATIONS]
    + [f"stock:{name}" for name in STOCK]
    + [f"adjust:{name}" for name in ADJUSTMENTS]
)


@dataclass(frozen=True)
class Posting:
    """`grams` arriving at (or, below zero, leaving) a place; `thing` is an item or batch, `commune`
    an INSEE code."""

    place: str
    category: str
    grams: int
    pieces: int
    source: Source
    thing: Id | None = None
    party: str | None = None
    commune: str | None = None


@dataclass(frozen=True)
class Entry:
    """One movement of mass: two or more postings that add up to zero grams."""

    id: Id
    kind: str
    postings: tuple[Posting, ...]
    document: str | None = None
    reverses: Id | None = None


@dataclass(frozen=True)
class Weighing:
    """One load on a scale: gross and tare in grams, the container's code and how the figure is
    known."""

    gross_g: int
    tare_g: int
    source: Source
    container: str | None = None

    @property
    def net_g(self) -> int:
        """What the load weighs without its container, in grams."""
        return self.gross_g - self.tare_g


def checked(weighing: Weighing, capacity_g: int = SCALE_CAPACITY_G) -> Weighing:
    """The weighing if it can be believed; refuses zero, negative net and more than the scale can
    carry."""
    if weighing.gross_g > capacity_g:
        raise Refusal(
            _(
                "{weight} is more than the scale can carry ({limit}). Nothing was recorded. "
                "Weigh again in two loads.",
                weight=format_grams(weighing.gross_g),
                limit=format_grams(capacity_g, 0),
            ),
            "over_capacity",
        )
    if weighing.gross_g <= 0:
        raise Refusal(
            _("The scale shows no weight. Nothing was recorded. Put the load on the scale."),
            "no_weight",
        )
    if weighing.net_g <= 0:
        raise Refusal(
            _(
                "The container weighs more than the load. Nothing was recorded. Choose the "
                "right container."
            ),
            "tare",
        )
    return weighing


def transfer(  # noqa: PLR0913 - the six facts of one movement
    origin: str,
    destination: str,
    category: str,
    grams: int,
    pieces: int,
    source: Source,
    *,
    thing: Id | None = None,
    origin_party: str | None = None,
    destination_party: str | None = None,
    commune: str | None = None,
) -> tuple[Posting, Posting]:
    """The two postings of `grams` and `pieces` going from one place to another.

    The thing is named on stock places only, the commune where goods come in, the party on its own
    side.
    """
    for place in (origin, destination):
        if place not in PLACES:
            raise ValueError(f"no place called {place}")
    return (
        Posting(
            origin,
            category,
            -grams,
            -pieces,
            source,
            _inside(origin, thing),
            origin_party,
            commune if origin.startswith("in:") else None,
        ),
        Posting(
            destination,
            category,
            grams,
            pieces,
            source,
            _inside(destination, thing),
            destination_party,
        ),
    )


def _inside(place: str, thing: Id | None) -> Id | None:
    return thing if place.startswith("stock:") else None


def balanced(entry: Entry) -> Entry:
    """The entry, if its postings add up to zero grams and name known places; `ValueError` is a bug,
    not a refusal."""
    if len(entry.postings) < 2 or sum(posting.grams for posting in entry.postings) != 0:
        raise ValueError(f"entry {entry.kind} does not balance")
    unknown = [posting.place for posting in entry.postings if posting.place not in PLACES]
    if unknown:
        raise ValueError(f"no place called {unknown[0]}")
    return entry


def reversal(entry: Entry, new_id: Id, kind: str = "reversal") -> Entry:
    """The entry that undoes another: same postings, opposite signs."""
    postings = tuple(
        replace(posting, grams=-posting.grams, pieces=-posting.pieces) for posting in entry.postings
    )
    return Entry(new_id, kind, postings, entry.document, reverses=entry.id)


def plain_kilos(grams: int, decimals: int = 1) -> str:
    """`12400` → "12,4": kilos rounded half up to `decimals` (0 to 3) places."""
    unit = 10 ** (3 - decimals)
    rounded = (abs(grams) + unit // 2) // unit
    whole, rest = divmod(rounded, 10**decimals)
    sign = "−" if grams < 0 and rounded else ""
    text = f"{sign}{whole:,}".replace(",", NBSP)
    return f"{text},{rest:0{decimals}d}" if decimals else text


def format_grams(grams: int, decimals: int = 1) -> str:
    """`12400` → "12,4 kg"."""
    return f"{plain_kilos(grams, decimals)}{NBSP}kg"


def parse_kilos(text: str, capacity_g: int = SCALE_CAPACITY_G) -> int:
    """Grams from kilos typed by a person ("12,4"); refuses letters, four decimals, zero and over
    `capacity_g`."""
    bare = text.replace(NBSP, "").replace(" ", "").lower().removesuffix("kg")
    found = _KILOS.fullmatch(bare)
    if found is None:
        raise Refusal(
            _(
                "“{text}” is not a weight. Nothing was recorded. Type kilos, like 12,4.",
                text=text[:20],
            ),
            "weight",
        )
    grams = int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))
    return checked(Weighing(grams, 0, Source.TYPED), capacity_g).gross_g


def measured_share_bp(lines: Iterable[tuple[int, Source]]) -> int:
    """Basis points of grams that were weighed or typed, among all grams in and out; 10000 when
    there are none."""
    total = measured = 0
    for grams, source in lines:
        total += abs(grams)
        measured += abs(grams) if source in MEASURED else 0
    return 10_000 if total == 0 else measured * 10_000 // total


LEARNED_FROM = 20
"""Weighed pieces from which a category's own mean is offered; before, it is drawn towards the
reference."""


def mean_weight(n: int, sum_g: int, reference_g: int | None) -> tuple[int, Source] | None:
    """What one piece weighs, in grams, and where that comes from; None when nothing is known.

    From n ≥ 20 this shop's own mean; below, weighings and reference mixed as if the reference were
    20 − n pieces.
    """
    if n >= LEARNED_FROM:
        return sum_g // n, Source.LEARNED_MEAN
    if reference_g is None:
        return (sum_g // n, Source.LEARNED_MEAN) if n >= 5 else None
    if n == 0:
        return reference_g, Source.REFERENCE_MEAN
    return (sum_g + (LEARNED_FROM - n) * reference_g) // LEARNED_FROM, Source.REFERENCE_MEAN
