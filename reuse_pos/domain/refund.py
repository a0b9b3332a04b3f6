"""Bringing things back: what may still be returned of a ticket, and what the person gets for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import half_up
from reuse_pos.domain.wording import N_, _

REFUND_REASONS = {
    "CHANGED_MIND": N_("Changed their mind"),
    "FAULTY": N_("Does not work"),
    "TILL_ERROR": N_("Mistake at the till"),
}
RESTOCK = "reception"
RETURN_PLACES = (RESTOCK, "recycling", "disposal", "none")


@dataclass(frozen=True)
class Returned:
    """A line of a ticket brought back: `qty` pieces or grams, `cents` handed back, `weight_g`
    coming back, `where` it goes (reception, recycling, disposal, or none: money only)."""

    n: int
    qty: int
    cents: int
    weight_g: int
    where: str


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
        cents = _part(line["ttc"], before + qty, line["qty"]) - _part(
            line["ttc"], before, line["qty"]
        )
        grams = _part(line["weight_g"], before + qty, line["qty"]) - _part(
            line["weight_g"], before, line["qty"]
        )
        found.append(Returned(n, qty, cents, grams, where))
    if not found:
        raise Refusal(
            _("Nothing was chosen. Nothing was changed. Touch what comes back."), "nothing"
        )
    return tuple(found)


def _part(whole: int, share: int, of: int) -> int:
    return half_up(whole * share, of)
