"""Bringing things back: what may still be returned of a ticket, and what the person gets for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents, half_up
from reuse_pos.domain.payments.base import CHANGE
from reuse_pos.domain.wording import N_, _

REFUND_REASONS = {
    "FAULTY": N_("Does not work"),
    "CHANGED_MIND": N_("Changed their mind"),
    "HIDDEN_DEFECT": N_("Hidden defect"),
    "OTHER": N_("Other reason"),
}
RESTOCK, WORKSHOP, NOWHERE = "reception", "workshop", "none"
RETURN_PLACES = (RESTOCK, WORKSHOP, "recycling", "disposal", NOWHERE)
# A store credit made for the return: it takes what was paid by cash, card, cheque… alike.
CREDIT = "CREDIT"
EXCHANGE = "EXCHANGE"
_TO_ITSELF = ("VOUCHER", "TAB")
_BY_HAND = ("CASH", "CARD")
# The issuer of a social voucher paid for it: the shop never gives money for it.
_NEVER = "SOCIAL"


@dataclass(frozen=True)
class Returned:
    """A line of a ticket brought back: `qty` pieces or grams, `cents` handed back, `weight_g`
    coming back, `where` it goes (reception, workshop, recycling, disposal, or none: money only).
    `purchase_cents` is the part of what the shop had paid for it."""

    n: int
    qty: int
    cents: int
    weight_g: int
    where: str
    purchase_cents: int = 0


@dataclass(frozen=True)
class PaidPart:
    """Cents of a ticket paid (or given back) one way; `ref` is the number of a voucher, cheque or
    account."""

    method: str
    cents: int
    ref: str = ""


def returned_lines(
    lines: Sequence[Mapping[str, Any]],
    already: Mapping[int, int],
    wanted: Mapping[int, tuple[int, str]],
) -> tuple[Returned, ...]:
    """What `wanted` {line: (quantity, place)} of a ticket's lines gives back.

    Amount and weight are pro rata of the line; the last pieces take what is left of it. Refuses
    more than was bought minus what already came back, and anything that is not goods.
    """
    found = []
    for n, (qty, where) in wanted.items():
        line = next((one for one in lines if one["n"] == n), None)
        before = already.get(n, 0)
        if line is None or line["kind"] != "goods" or where not in RETURN_PLACES:
            raise Refusal(
                _("This line cannot be brought back. Nothing was changed. Choose another."), "line"
            )
        if not 0 < qty <= line["qty"] - before:
            raise Refusal(
                _(
                    "At most {n} of it can still come back. Nothing was changed. Correct it.",
                    n=line["qty"] - before,
                ),
                "too_many",
            )
        found.append(_returned(line, before, qty, where))
    if not found:
        raise Refusal(
            _("Nothing was chosen. Nothing was changed. Touch what comes back."), "nothing"
        )
    return tuple(found)


def ways_back(paid: Iterable[PaidPart], given: Iterable[PaidPart]) -> dict[str, int]:
    """The most each way may still give back of a ticket, in cents; ways that give nothing are left
    out.

    `paid` is how it was paid (change as CHANGE, below zero), `given` what earlier returns gave
    (above zero). Cash gives at most what was paid in cash, a voucher's or account's part goes back
    to itself, a social voucher's part never comes back; CREDIT is a store credit made for it.
    """
    came, back = _merged(paid), _merged(given)
    credit = _free(came) - _free(back)
    ways: dict[str, int] = {}
    for (method, ref), cents in came.items():
        left = cents - back.get((method, ref), 0)
        if method in _BY_HAND:
            ways[method] = min(left, credit)
        elif method in _TO_ITSELF:
            ways[method] = ways.get(method, 0) + max(0, left)
    ways[CREDIT] = credit
    return {method: cents for method, cents in ways.items() if cents > 0}


def pay_back(
    cents: int, paid: Iterable[PaidPart], given: Iterable[PaidPart], chosen: str
) -> tuple[PaidPart, ...]:
    """How `cents` go back when a person chooses one way: that way first, up to what it may give,
    then the others; what was paid by no way that gives back becomes a store credit (CREDIT).

    Refuses with code "method" a way that gives nothing, and with "social" what a social voucher
    paid.
    """
    if cents == 0:
        return ()
    paid, given = tuple(paid), tuple(given)
    ways = ways_back(paid, given)
    first = CREDIT if chosen == EXCHANGE else chosen
    instead = chosen == EXCHANGE and any(way in ways for way in _TO_ITSELF)
    if first not in ways and not instead:
        raise Refusal(
            _("Nothing was paid this way. Nothing was changed. Choose another way."), "method"
        )
    rest = () if first == CREDIT else _BY_HAND
    parts: list[PaidPart] = []
    left, pool = cents, ways.get(CREDIT, 0)
    for way in dict.fromkeys((first, *rest, *_TO_ITSELF, CREDIT)):
        most = min(left, ways.get(way, 0) if way in _TO_ITSELF else min(ways.get(way, 0), pool))
        if most <= 0:
            continue
        parts += _parts(way, most, _merged(paid), _merged(given))
        left -= most
        pool -= 0 if way in _TO_ITSELF else most
    if left:
        raise Refusal(
            _(
                "{amount} of this was paid with a solidarity voucher, which is never given back. "
                "Nothing was changed. Take back less, or ask the manager.",
                amount=format_cents(left),
            ),
            "social",
            cents=left,
        )
    return tuple(parts)


def is_late(sold_on: str, today: str, days: int) -> bool:
    """Whether a return comes after the shop's delay (ISO business days)."""
    return (date.fromisoformat(today) - date.fromisoformat(sold_on)).days > days


def _returned(line: Mapping[str, Any], before: int, qty: int, where: str) -> Returned:
    def part(name: str) -> int:
        whole, of = int(line.get(name, 0)), line["qty"]
        return half_up(whole * (before + qty), of) - half_up(whole * before, of)

    return Returned(line["n"], qty, part("ttc"), part("weight_g"), where, part("purchase_ttc"))


def _merged(parts: Iterable[PaidPart]) -> dict[tuple[str, str], int]:
    """Cents by way and number; change is cash, numbers matter only where money goes back to it."""
    sums: dict[tuple[str, str], int] = {}
    for part in parts:
        method = "CASH" if part.method == CHANGE else part.method
        key = (method, part.ref if method in _TO_ITSELF else "")
        sums[key] = sums.get(key, 0) + part.cents
    return sums


def _free(sums: Mapping[tuple[str, str], int]) -> int:
    kept = (*_TO_ITSELF, _NEVER)
    return sum(cents for (method, _ref), cents in sums.items() if method not in kept)


def _parts(
    way: str, cents: int, paid: Mapping[tuple[str, str], int],
    given: Mapping[tuple[str, str], int],
) -> list[PaidPart]:  # fmt: skip
    if way not in _TO_ITSELF:
        return [PaidPart(way, cents)]
    parts = []
    for (method, ref), amount in paid.items():
        most = min(cents, amount - given.get((method, ref), 0)) if method == way else 0
        if most > 0:
            parts.append(PaidPart(way, most, ref))
            cents -= most
    return parts
