"""The tills’ journals as an archive and an inspector read them: stretches, keys, closings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reuse_pos.db.store import Reader
from reuse_pos.fiscal.records import Record

_NAMES = ", ".join(Record.__slots__)
_DAY = (
    "coalesce(CASE WHEN json_valid(body) THEN json_extract(body, '$.day') END, substr(ts, 1, 10))"
)
_AFTER = f"SELECT min(seq) FROM fiscal_record WHERE till = ? AND {_DAY} > ?"  # noqa: S608
_STRETCH = (
    f"SELECT {_NAMES} FROM fiscal_record WHERE till = ? AND seq BETWEEN ? AND ? "  # noqa: S608
    "ORDER BY seq"
)
_KEYS = (
    f"SELECT {_NAMES} FROM fiscal_record WHERE till = ? "  # noqa: S608
    "AND (type = 'TILL_OPEN' OR type = 'KEY_ROTATE') ORDER BY seq"
)
# From one till to the next by the index: the records in between are passed over.
_TILLS = (
    "WITH RECURSIVE found(till) AS (SELECT min(till) FROM fiscal_record UNION ALL "
    "SELECT (SELECT min(r.till) FROM fiscal_record AS r WHERE r.till > found.till) FROM found "
    "WHERE found.till IS NOT NULL) SELECT till FROM found WHERE till IS NOT NULL ORDER BY till"
)
_MONTH = (
    "SELECT seq, substr(ts, 1, 7) AS month FROM fiscal_record WHERE till = ? AND seq >= ? "
    "ORDER BY seq LIMIT 1"
)
_CLOSED = (
    "SELECT max(seq) FROM fiscal_record WHERE till = ? AND type = ? AND json_valid(body) "
    "AND json_extract(body, '$.period') = ?"
)
_CLOSINGS = (
    "SELECT till, seq, kind, number, period, day, at, op, total, turnover, gtp FROM closing "
    "WHERE kind = ? AND (day, till, seq) < (?, ?, ?) ORDER BY day DESC, till DESC, seq DESC LIMIT ?"
)


@dataclass(frozen=True)
class ClosedRow:
    """A closing as a list shows it; amounts in cents."""

    till: str
    seq: int
    kind: str
    number: int | None
    period: str
    day: str
    at: str
    op: str
    total: int
    turnover: int
    gtp: int


@dataclass(frozen=True)
class JournalRow:
    """A till's journal in figures: its head as kept, its first time, its last Z (0: none yet)."""

    till: str
    number: int
    name: str
    head: dict[str, Any]
    records: int
    first_at: str
    z_number: int
    z_at: str


def tills(reader: Reader) -> list[str]:
    """Every till that has a journal in this file."""
    return [row["till"] for row in reader.all(_TILLS)]


def end_of(reader: Reader, till: str, kind: str, period: str, last_day: str) -> int:
    """The last record of a till that belongs to a period: its closing, or, while it has none, the
    last one before a later business day. 0 when the journal begins later."""
    closed = reader.value(_CLOSED, till, kind, period)
    if closed is not None:
        return int(closed)
    after = reader.value(_AFTER, till, last_day)
    if after is not None:
        return int(after) - 1
    return int(reader.value("SELECT max(seq) FROM fiscal_record WHERE till = ?", till) or 0)


def is_closed(reader: Reader, till: str, kind: str, period: str) -> bool:
    """Whether a till wrote the closing of a period."""
    return reader.value(_CLOSED, till, kind, period) is not None


def stretch(reader: Reader, till: str, first: int, last: int) -> Iterator[Record]:
    """The records of a till between two numbers, in order."""
    for row in reader.each(_STRETCH, till, first, last):
        yield Record(*row)


def keys(reader: Reader, till: str) -> tuple[Record, ...]:
    """What a till signed with, from its opening on."""
    return tuple(Record(*row) for row in reader.all(_KEYS, till))


def months(reader: Reader) -> list[str]:
    """The calendar months ("2026-10") in which anything was recorded, oldest first."""
    return sorted({month for till in tills(reader) for month in _months_of(reader, till)})


def _months_of(reader: Reader, till: str) -> Iterator[str]:
    """Each month is looked for from the one before it by halves, so that the records of years need
    not be read to know them."""
    last = int(reader.value("SELECT max(seq) FROM fiscal_record WHERE till = ?", till))
    at = _next(reader, till, 0)
    while at is not None:
        seq, month = at
        yield month
        same, later = seq, last + 1
        while later - same > 1:
            middle = (same + later) // 2
            found = _next(reader, till, middle)
            if found is not None and found[1] == month:
                same = found[0]
            else:
                later = middle
        at = _next(reader, till, later)


def _next(reader: Reader, till: str, seq: int) -> tuple[int, str] | None:
    """The number and month of the first record from a number on."""
    row = reader.one(_MONTH, till, seq)
    return None if row is None else (row["seq"], row["month"])


def journals(reader: Reader) -> list[JournalRow]:
    """Every till's journal, in the order of their numbers."""
    found = []
    for row in reader.all("SELECT till, number, name, head FROM till ORDER BY number, till"):
        count = reader.one(
            "SELECT count(*) AS n, (SELECT ts FROM fiscal_record WHERE till = ?1 ORDER BY seq "
            "LIMIT 1) AS first FROM fiscal_record WHERE till = ?1",
            row["till"],
        )
        last = reader.one(
            "SELECT number, at FROM closing WHERE till = ? AND kind = 'SESSION' "
            "ORDER BY seq DESC LIMIT 1",
            row["till"],
        )
        n, first = (0, "") if count is None else (count["n"], count["first"] or "")
        z = (0, "") if last is None else (last["number"] or 0, last["at"])
        head = json.loads(row["head"])
        found.append(JournalRow(row["till"], row["number"], row["name"], head, n, first, *z))
    return found


def closings(
    reader: Reader, kind: str, before: tuple[str, str, int] | None, limit: int
) -> list[ClosedRow]:
    """Closings of a kind (SESSION, DAY, MONTH, YEAR), newest first, after those already read."""
    rows = reader.all(_CLOSINGS, kind, *(before or ("9999", "", 0)), limit)
    return [ClosedRow(**dict(row)) for row in rows]
