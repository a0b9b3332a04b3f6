"""Quotes for clearances, read from the file."""

from __future__ import annotations

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain import quotes as rules
from reuse_pos.domain.ids import Id
from reuse_pos.domain.quotes import Quote

_QUOTE = (
    "SELECT id, number, appointment, initials, commune, lines, total_cents, state, day, "
    "valid_until FROM quote "
)


def quote(reader: Reader, quote_id: Id) -> Quote | None:
    """One quote."""
    row = reader.one(_QUOTE + "WHERE id = ?", quote_id)
    return None if row is None else _made(row)


def quote_of(reader: Reader, stop: Id) -> Quote | None:
    """The newest quote of a stop."""
    row = reader.one(_QUOTE + "WHERE appointment = ? ORDER BY number DESC LIMIT 1", stop)
    return None if row is None else _made(row)


def last_number(reader: Reader, prefix: str) -> int:
    """The last counter given with this prefix ("DV26-"); 0 when there is none."""
    value = reader.value(
        "SELECT max(number) FROM quote WHERE number >= ? AND number < ?", prefix, prefix + "~"
    )
    return int(str(value).rpartition("-")[2]) if value else 0


def _made(row: Row) -> Quote:
    return Quote(**{**dict(row), "lines": rules.load(row["lines"])})
