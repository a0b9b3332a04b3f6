"""Prices: the grid, the keys on the counter, per-kilo and reduced prices, and what to propose for a
finished thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, half_up
from reuse_pos.domain.wording import N_, _

MIN_SALES_FOR_ADVICE = 10
# How like a thing the sales are that advise its price, the most alike first.
ALIKE = {
    "same": N_("same kind, same condition"),
    "work": N_("same kind, same work done"),
    "condition": N_("same kind, same condition, whatever the work"),
    "category": N_("same kind"),
}
KEY_UNITS = ("piece", "kg", "open", "free")
KEY_PAGES = (
    (N_("Frequent"), "star"),
    (N_("Textiles"), "t-shirt"),
    (N_("Crockery"), "cooking-pot"),
    (N_("Books"), "books"),
    (N_("Toys"), "puzzle-piece"),
    (N_("Decoration"), "image-square"),
    (N_("Other keys"), "tray"),
)
KEYS_ON_A_PAGE = 20
LONGEST_KEY_NAME = 24
MOST_IN_A_LOT = 100
HEAVIEST_PIECE_G = 200_000
DISCOUNT_STEPS_BP = (1000, 2000, 3000, 5000)
CASHIER_DISCOUNT_LIMIT_BP = 2000
GIFT = "GIFT"
DISCOUNT_REASONS = {
    "DEFECT": N_("Defect"),
    "END_OF_RANGE": N_("End of shelf"),
    "GESTURE": N_("Kind gesture"),
    "SOLIDARITY": N_("Solidarity price"),
    "GIFT": N_("Given away"),
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
    means the grid. `alike` says how like it they were (a key of `ALIKE`)."""

    low: int
    advised: int
    high: int
    n: int
    alike: str = "category"


@dataclass(frozen=True)
class Sold:
    """A labelled thing sold: its price in cents before any reduction, its condition, and whether
    the workshop had worked on it."""

    cents: int
    condition: str
    refurbished: bool


def per_kilo_cents(grams: int, cents_per_kilo: int) -> int:
    """The price of `grams` at a per-kilo price, rounded half up to the cent."""
    return half_up(grams * cents_per_kilo, 1000)


def lot_total(qty: int, unit_cents: int, lot_qty: int, lot_cents: int) -> int:
    """What `qty` pieces cost where `lot_qty` of them cost `lot_cents` together: as many whole lots
    as there are, the rest one by one, exact to the cent."""
    lots, rest = divmod(qty, lot_qty)
    return lots * lot_cents + rest * unit_cents


def checked_key(key: PriceKey, ceiling_cents: int) -> PriceKey:
    """The key if it can sell: a short name, a price within the ceiling in cents, and a lot of
    pieces that costs no more than they do one by one; refuses otherwise."""
    if not 0 < len(key.label) <= LONGEST_KEY_NAME:
        raise Refusal(
            _("A key needs a name of at most {n} letters. Nothing was changed. Type one.",
              n=LONGEST_KEY_NAME), "label",
        )  # fmt: skip
    if key.unit not in KEY_UNITS:
        raise ValueError(f"no unit {key.unit}")
    if key.unit in ("piece", "kg") and not 0 < key.price_cents <= ceiling_cents:
        raise Refusal(
            _("A price lies between 0,01 € and {ceiling}. Nothing was changed. Type another.",
              ceiling=format_cents(ceiling_cents)), "price",
        )  # fmt: skip
    if key.weight_g is not None and not 0 < key.weight_g <= HEAVIEST_PIECE_G:
        raise Refusal(
            _("A piece weighs between 1 g and 200 kg. Nothing was changed. Correct the weight."),
            "weight",
        )
    _check_lot(key)
    return key


def _check_lot(key: PriceKey) -> None:
    if key.lot_qty is None and key.lot_cents is None:
        return
    whole = key.unit == "piece" and key.lot_qty is not None and key.lot_cents is not None
    if not whole or not 2 <= (key.lot_qty or 0) <= MOST_IN_A_LOT:
        raise Refusal(
            _("A lot has between 2 and {n} pieces and a price. Nothing was changed. Correct it.",
              n=MOST_IN_A_LOT), "lot",
        )  # fmt: skip
    one_by_one = (key.lot_qty or 0) * key.price_cents
    if not 0 < (key.lot_cents or 0) <= one_by_one:
        raise Refusal(
            _("A lot costs no more than its pieces one by one ({price}). Nothing was changed. "
              "Correct it.", price=format_cents(one_by_one)), "lot",
        )  # fmt: skip


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


def is_gift(total_cents: int, reason: str | None) -> bool:
    """Whether a line leaves the shop for nothing, on purpose: its kilos count as given."""
    return total_cents == 0 and reason in (GIFT, "SOLIDARITY")


def checked_discount(cents: int, reduction: int, reason: str, limit_bp: int) -> int:
    """The reduction if it has a known reason and stays within the role's limit; refuses
    otherwise."""
    if reason not in DISCOUNT_REASONS:
        raise Refusal(
            _("A reduction needs a reason. Nothing was changed. Touch a reason."), "reason"
        )
    if reason == GIFT and reduction != cents:
        raise Refusal(
            _("A gift takes the whole price off. Nothing was changed. Choose a reduction, or give "
              "it all."), "gift",
        )  # fmt: skip
    if not 0 < reduction <= cents:
        raise Refusal(
            _(
                "The reduction must be more than nothing and at most {price}. Nothing was "
                "changed. Choose another.",
                price=format_cents(cents),
            ),
            "discount",
        )
    # Rounded up to the cent: the shares of a whole ticket's reduction may each be a part above.
    if reduction > -(-cents * limit_bp // 10_000):
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


def advice_from(
    sales: Sequence[Sold], condition: str, refurbished: bool, grid_cents: int | None
) -> Advice | None:
    """Advice from the sales most like a thing: same condition and work where there are ten, else
    same work, else same condition, else any of its kind, else the grid."""
    tries: dict[str, Callable[[Sold], bool]] = {
        "same": lambda one: one.condition == condition and one.refurbished == refurbished,
        "work": lambda one: one.refurbished == refurbished,
        "condition": lambda one: one.condition == condition,
    }
    for alike, fits in tries.items():
        if alike != "work" and not condition:
            continue
        prices = [one.cents for one in sales if fits(one)]
        if len(prices) >= MIN_SALES_FOR_ADVICE:
            found = advice(prices, grid_cents)
            return replace(found, alike=alike) if found else None
    return advice([one.cents for one in sales], grid_cents)


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
