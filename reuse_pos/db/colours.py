"""The colours of labels over time, read from the file."""

from __future__ import annotations

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.label_colours import ColourPeriod, ColourPlan

# A period taken back before it began keeps its row, with nothing off.
_ALL = "SELECT * FROM colour_period WHERE basis_points > 0"


def periods(reader: Reader, limit: int = 100) -> list[ColourPeriod]:
    """The periods, the one that ends last first."""
    rows = reader.all(f"{_ALL} ORDER BY last_day DESC LIMIT ?", limit)
    return [_period(row) for row in rows]


def period_on(reader: Reader, day: str) -> ColourPeriod | None:
    """The colour of labels made on an ISO day."""
    row = reader.one(f"{_ALL} AND first_day <= ? AND last_day >= ?", day, day)
    return None if row is None else _period(row)


def period_of(reader: Reader, stamp: str) -> ColourPeriod | None:
    """The period a thing's label was made in, from what the thing keeps of it."""
    colour, _colon, first_day = stamp.partition(":")
    row = reader.one(f"{_ALL} AND colour = ? AND first_day = ?", colour, first_day)
    return None if row is None else _period(row)


def _period(row: Row) -> ColourPeriod:
    plan = ColourPlan(
        row["colour"], row["first_day"], row["last_day"], row["markdown_on"], row["basis_points"]
    )
    return ColourPeriod(row["id"], plan)
