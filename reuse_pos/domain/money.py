"""Money in the shop: whole cents, written as people write them, and the change drawn as notes and
coins."""

from __future__ import annotations

import re

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _

NBSP = "\u00a0"
EURO_DENOMINATIONS = (
    20000,
    10000,
    5000,
    2000,
    1000,
    500,
    200,
    100,
    50,
    20,
    10,
    5,
    2,
    1,
)
PRICE_CEILING_CENTS = 1_000_000
_AMOUNT = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?")


def plain_cents(cents: int) -> str:
    """`452000` → "4 520,00" (no-break space between thousands), minus sign in front when below
    zero."""
    sign = "−" if cents < 0 else ""
    euros, rest = divmod(abs(cents), 100)
    return f"{sign}{euros:,}".replace(",", NBSP) + f",{rest:02d}"


def format_cents(cents: int) -> str:
    """`4520` → "45,20 €"."""
    return f"{plain_cents(cents)}{NBSP}€"


def short_cents(cents: int) -> str:
    """`6500` → "65 €", `650` → "6,50 €": the price as large labels and note tiles show it."""
    return (
        f"{cents // 100:,}".replace(",", NBSP) + f"{NBSP}€"
        if cents % 100 == 0
        else format_cents(cents)
    )


def parse_cents(text: str, ceiling: int = PRICE_CEILING_CENTS) -> int:
    """Cents typed by a person ("4,5", "12", "3.20 €"); refuses letters, three decimals, over
    `ceiling` cents."""
    bare = text.replace(NBSP, "").replace("\u202f", "").replace(" ", "").removesuffix("€")
    found = _AMOUNT.fullmatch(bare)
    if found is None:
        raise Refusal(
            _(
                "“{text}” is not an amount. Nothing was changed. Type euros, like 4,50.",
                text=text[:20],
            ),
            "amount",
        )
    cents = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    if cents > ceiling:
        raise Refusal(
            _(
                "{amount} is above the shop’s ceiling of {ceiling}. Nothing was changed. Check "
                "the amount.",
                amount=format_cents(cents),
                ceiling=format_cents(ceiling),
            ),
            "ceiling",
        )
    return cents


def half_up(numerator: int, denominator: int) -> int:
    """Rounded quotient, halves away from zero; `denominator` > 0."""
    if numerator < 0:
        return -half_up(-numerator, denominator)
    return (2 * numerator + denominator) // (2 * denominator)


def share_out(total: int, weights: list[int]) -> list[int]:
    """Split `total` in proportion to `weights` so that the parts add up to it (largest remainder,
    first on ties).

    Raises `ValueError` when the weights add up to zero and there is something to split.
    """
    whole = sum(weights)
    if whole == 0:
        if total:
            raise ValueError("nothing to share over")
        return [0] * len(weights)
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: -(total * weights[i] % whole))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


def change_drawn(cents: int) -> list[tuple[int, int]]:
    """The notes and coins to hand back, largest first: [(denomination in cents, how many)]."""
    drawn = []
    for value in EURO_DENOMINATIONS[2:]:
        count, cents = divmod(cents, value)
        if count:
            drawn.append((value, count))
    return drawn


def note_tiles(due: int) -> list[int]:
    """Amounts a person is likely to hand over for `due` cents: exact first, then the next round
    sums and notes."""
    tiles = [due]
    for step in (1000, 2000, 5000, 10000, 20000):
        amount = -(-due // step) * step
        if amount not in tiles:
            tiles.append(amount)
    return tiles[:4]
