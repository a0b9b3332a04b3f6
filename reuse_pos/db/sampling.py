"""What a month's kilos rest on, read from the ledger's daily sums."""

from __future__ import annotations

from reuse_pos.db.store import Reader

_MONTH = (
    "SELECT category, sum(CASE WHEN place < 'j' THEN -grams ELSE grams END) AS grams, "
    "sum(CASE WHEN source IN ('scale', 'typed') "
    "THEN CASE WHEN place < 'j' THEN -grams ELSE grams END ELSE 0 END) AS measured "
    "FROM mass_day WHERE day >= ? AND day < ? "
    "AND (place >= 'in:' AND place < 'in;' OR place >= 'out:' AND place < 'out;') "
    "GROUP BY category"
)


def month_grams(reader: Reader, first: str, after: str) -> dict[str, tuple[int, int]]:
    """Grams that came in and went out of each category from a day until before another, and how
    many of them were weighed or typed; what came back counts against."""
    rows = reader.all(_MONTH, first, after)
    return {row["category"]: (row["grams"], row["measured"]) for row in rows}
