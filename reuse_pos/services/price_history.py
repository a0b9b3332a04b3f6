"""What things and price keys cost over time: written wherever a price is set, read where a
reduction is announced."""

from __future__ import annotations

from datetime import date

from reuse_pos.db import sale_days as rows
from reuse_pos.db.store import Reader
from reuse_pos.domain import sale_days as rules
from reuse_pos.services.verb import Act


def note_price(act: Act, what: str, cents: int, before: tuple[str, int] | None = None) -> None:
    """Keep the price in cents a thing (its code) or a key has from today on.

    Of several prices on one day the lowest is kept: it was asked. `before` (day, cents) is what it
    cost until now, kept too where nothing is known yet.
    """
    known = rows.points(act.tx, what)
    if not known and before is not None and before[0] < act.day:
        act.put("price_point", what=what, day=before[0], cents=before[1])
    today = [point for day, point in known if day == act.day]
    act.put("price_point", what=what, day=act.day, cents=min([cents, *today]))


def lowest_of_30_days(reader: Reader, what: str, first_day: str, present: int) -> int:
    """The lowest price in cents of the thirty days before a reduction begins on a day; what has no
    history has only its present price."""
    return rules.lowest_of_30_days(rows.points(reader, what), first_day, present)


def thirty_days_before(day: str) -> str:
    """The day the law looks back to."""
    return (date.fromisoformat(day) - rules.LOOK_BACK).isoformat()
