"""Prices: the grid, the keys on the counter, per-kilo and reduced prices, and what to propose for a
finished thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, half_up
from reuse_pos.domain.wording import N_, _

MIN_SALES_FOR_ADVICE = 10
DISCOUNT_STEPS_BP = (1000, 2000, 3000, 5000)
CASHIER_DISCOUNT_LIMIT_BP = 2000
DISCOUNT_REASONS = {
    "DEFECT": N_("Defect"),
    "END_OF_RANGE": N_("End of shelf"),
    "GESTURE": N_("Kind gesture"),
    "SOLIDARITY": N_("Solidarity price"),
    "MARKDOWN": N_("Price lowered by age"),
    "LOT": N_("Lot price"),
    "SALE_DAYS": N_("Sale days"),
    "HOLD": N_("Price agreed"),
}


@dataclass(frozen=True)
class PriceKey:
    """One key of the counter: `unit` "piece", "kg", "open" (price typed) or "free" (the person
    gives what they want); `weight_g` per piece, asked at set-up.

    A lot key sells `lot_qty` pieces for `lot_cents` together ("5 for 7 €").
    """

    code: str
    label: str
    category: str
    icon: str
    unit: str
    price_cents: int
    weight_g: int | None
    page: int
    position: int
    tested: bool = False
    lot_qty: int | None = None
    lot_cents: int | None = None


@dataclass(frozen=True)
class Advice:
    """What to ask for a thing: low, advised and high price in cents from `n` past sales; n = 0
    means the grid."""

    low: int
    advised: int
    high: int
    n: int


def per_kilo_cents(grams: int, cents_per_kilo: int) -> int:
    """The price of `grams` at a per-kilo price, rounded half up to the cent."""
    return half_up(grams * cents_per_kilo, 1000)


def check_scale_for_price(approved: bool, sticker_until: str, today: date) -> None:
    """Refuses unless a scale may make a price: approved for trade, and its verification sticker
    (`sticker_until`, ISO date) not over (décret 2001-387 du 3 mai 2001)."""
    if not approved or not sticker_until:
        raise Refusal(
            _(
                "This scale is not approved for selling by weight. Nothing was added. Sell by the "
                "piece, or ask the manager."
            ),
            "scale_not_approved",
        )
    if sticker_until < today.isoformat():
        raise Refusal(
            _(
                "The scale’s verification sticker ended on {day}. Nothing was added. Sell by the "
                "piece, and have the scale verified.",
                day="/".join(reversed(sticker_until.split("-"))),
            ),
            "scale_sticker",
        )


def reduction_cents(cents: int, basis_points: int) -> int:
    """How much `basis_points` take off, rounded half up to the cent."""
    return half_up(cents * basis_points, 10_000)


def checked_discount(cents: int, reduction: int, reason: str, limit_bp: int) -> int:
    """The reduction if it has a known reason and stays within the role's limit; refuses
    otherwise."""
    if reason not in DISCOUNT_REASONS:
        raise Refusal(
            _("A reduction needs a reason. Nothing was changed. Touch a reason."), "reason"
        )
    if not 0 < reduction <= cents:
        raise Refusal(
            _(
                "The reduction must be more than nothing and at most {price}. Nothing was "
                "changed. Choose another.",
                price=format_cents(cents),
            ),
            "discount",
        )
    if reduction > reduction_cents(cents, limit_bp):
        raise Refusal(
            _(
                "This reduction is above what you may give alone ({percent} %). Nothing was "
                "changed. "
                "Ask the manager, or give less.",
                percent=limit_bp // 100,
            ),
            "approval",
            limit_bp=limit_bp,
        )
    return reduction


def advice(sold_cents: Sequence[int], grid_cents: int | None) -> Advice | None:
    """25th, 50th and 75th percentile of past sales from n ≥ 10, else the grid price alone; None
    when neither is known."""
    prices = sorted(sold_cents)
    if len(prices) >= MIN_SALES_FOR_ADVICE:
        low, mid, high = (rounded_price(_percentile(prices, share)) for share in (25, 50, 75))
        return Advice(low, mid, high, len(prices))
    if grid_cents is None:
        return None
    return Advice(grid_cents, grid_cents, grid_cents, 0)


def _percentile(ordered: Sequence[int], share: int) -> int:
    span = (len(ordered) - 1) * share
    index, rest = divmod(span, 100)
    low = ordered[index]
    high = ordered[min(index + 1, len(ordered) - 1)]
    return low + half_up((high - low) * rest, 100)


def rounded_price(cents: int) -> int:
    """A price people write on a label: to 50 cents below 5 €, to 1 € below 30 €, then to 5 €."""
    step = 500 if cents >= 3000 else 100 if cents >= 500 else 50
    return max(step, half_up(cents, step) * step)
