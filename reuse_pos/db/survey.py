"""Reads where visitors came from while the shop asked."""

from __future__ import annotations

from reuse_pos.db.store import Reader


def visits(reader: Reader, day: str, commune: str) -> int:
    """Visitors of a commune counted on a day so far."""
    found = reader.value("SELECT n FROM visit WHERE day = ? AND commune = ?", day, commune)
    return int(found or 0)


def by_commune(reader: Reader, first: str, last: str) -> list[tuple[str, int]]:
    """Visitors by commune between two days included, the most frequent first."""
    rows = reader.all(
        "SELECT commune, sum(n) AS n FROM visit WHERE day >= ? AND day <= ? GROUP BY commune "
        "ORDER BY sum(n) DESC, commune",
        first, last,
    )  # fmt: skip
    return [(row["commune"], row["n"]) for row in rows]


def roundups(reader: Reader, label: str, first: str, last: str) -> tuple[int, int]:
    """Round-up gifts between two days included: how many, cents together."""
    row = reader.one(
        "SELECT count(*) AS n, coalesce(sum(l.ttc), 0) AS cents FROM sale AS s "
        "JOIN sale_line AS l ON l.till = s.till AND l.seq = s.seq "
        "WHERE s.day >= ? AND s.day <= ? AND s.kind <> 'VOID' AND l.kind = 'gift' AND l.label = ?",
        first, last, label,
    )  # fmt: skip
    return (0, 0) if row is None else (row["n"], row["cents"])
