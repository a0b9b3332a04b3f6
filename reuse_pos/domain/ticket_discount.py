"""A reduction on a whole ticket: shared out over its lines to the cent, none of them above what the
person may give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.orders import of_order
from reuse_pos.domain.wording import _

_REDUCIBLE = frozenset({"goods", "service"})
_PRINTED = frozenset({"MARKDOWN", "SALE_DAYS", "LOT", "HOLD"})


def spread(total: int, parts: Sequence[int], most: Sequence[int] | None = None) -> list[int]:
    """Share `total` out in proportion to `parts` so that the shares add up to it, none above its
    `most` (largest remainder first, then in order).

    Raises `ValueError` when the shares cannot hold the total.
    """
    tops = list(parts if most is None else most)
    whole = sum(parts)
    if total < 0 or total > sum(tops):
        raise ValueError("more to share out than the parts can hold")
    if whole == 0:
        return [0] * len(parts)
    shares = [min(top, total * part // whole) for part, top in zip(parts, tops, strict=True)]
    order = sorted(range(len(parts)), key=lambda i: -(total * parts[i] % whole))
    left = total - sum(shares)
    while left:
        for i in order:
            if left and shares[i] < tops[i]:
                shares[i] += 1
                left -= 1
    return shares


def reducible(line: Line) -> bool:
    """Whether a line may be reduced: goods and services, but not ordered work, whose price was
    agreed with its quote."""
    return line.kind in _REDUCIBLE and not of_order(line)


def reducible_cents(basket: Basket) -> int:
    """What a reduction on the whole ticket is counted on, in cents: goods and services."""
    return sum(line.full_cents for line in basket.lines if reducible(line))


def reduced_ticket(basket: Basket, cents: int, reason: str, limit_bp: int) -> Basket:
    """The basket with `cents` off its goods and services together, in place of their other
    reductions; a line whose own printed or announced reduction is deeper keeps it.

    No line goes above `limit_bp` (rounded up to the cent). Refuses where nothing can come off.
    """
    lines = [line for line in basket.lines if reducible(line) and line.full_cents > 0]
    while True:
        whole = sum(line.full_cents for line in lines)
        if not 0 < cents <= whole:
            raise Refusal(
                _(
                    "The reduction must be more than nothing and at most {price}. Nothing was "
                    "changed. Choose another.",
                    price=format_cents(whole),
                ),
                "discount",
            )
        tops = [-(-line.full_cents * limit_bp // 10_000) for line in lines]
        if cents > sum(tops):
            raise _above(limit_bp)
        shares = spread(cents, [line.full_cents for line in lines], tops)
        kept = [line for line, share in zip(lines, shares, strict=True) if not _deeper(line, share)]
        if len(kept) == len(lines):
            break
        # What the others already give stays theirs: only the rest of the sum is shared again.
        left_out = {line.n for line in lines} - {line.n for line in kept}
        cents -= sum(s for line, s in zip(lines, shares, strict=True) if line.n in left_out)
        lines = kept
        if not lines or cents <= 0:
            raise Refusal(
                _("The labels already take more off. Nothing was changed. Choose a larger one."),
                "printed",
            )
    off = {line.n: share for line, share in zip(lines, shares, strict=True)}
    changed = tuple(
        replace(line, discount_cents=off[line.n], discount_reason=reason if off[line.n] else None)
        if line.n in off
        else line
        for line in basket.lines
    )
    return replace(basket, lines=changed)


def share_bp(line: Line) -> int:
    """How deep the reduction of a line is, in basis points rounded up: what a yes must cover."""
    return -(-line.discount_cents * 10_000 // line.full_cents) if line.full_cents else 0


def _deeper(line: Line, share: int) -> bool:
    return line.discount_reason in _PRINTED and line.discount_cents >= share


def _above(limit_bp: int) -> Refusal:
    return Refusal(
        _(
            "This reduction is above what you may give alone ({percent} %). Nothing was "
            "changed. "
            "Ask the manager, or give less.",
            percent=limit_bp // 100,
        ),
        "approval",
        limit_bp=limit_bp,
    )
