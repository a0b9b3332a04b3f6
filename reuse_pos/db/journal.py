"""The till journals as stored: heads, bodies and records, read in order."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from reuse_pos.db.store import Reader
from reuse_pos.fiscal.records import Record

_NAMES = ", ".join(Record.__slots__)
_FROM = f"SELECT {_NAMES} FROM fiscal_record WHERE till = ? AND seq >= ? ORDER BY seq"  # noqa: S608
_PAGE = (
    f"SELECT {_NAMES} FROM fiscal_record WHERE till = ? AND seq > ? AND seq <= ? "  # noqa: S608
    "ORDER BY seq LIMIT ?"
)


class Damaged(Exception):
    """The file is damaged where the journal lies."""


def head(reader: Reader, till: str) -> dict[str, Any] | None:
    """Where a till's journal stands, as `TillHead.dump` gave it; None for no such till."""
    text = reader.value("SELECT head FROM till WHERE till = ?", till)
    return None if text is None else dict(json.loads(text))


def heads(reader: Reader) -> dict[str, dict[str, Any]]:
    """The heads of all tills, by till, in the order of their numbers."""
    rows = reader.all("SELECT till, head FROM till ORDER BY number")
    return {row["till"]: json.loads(row["head"]) for row in rows}


def bodies(
    reader: Reader, till: str, first: int, last: int | None = None, only: str = ""
) -> list[dict[str, Any]]:
    """The bodies of a till's records from `first` to `last` (its end when None), of every type or
    of one."""
    rows = reader.each(
        "SELECT body FROM fiscal_record WHERE till = ? AND seq BETWEEN ? AND ? "
        "AND ? IN ('', type) ORDER BY seq",
        till, first, 2**53 if last is None else last, only,
    )  # fmt: skip
    return [json.loads(row["body"]) for row in rows]


def record_hash(reader: Reader, till: str, seq: int) -> str:
    """The hash of a record; its first eight digits are on the paper."""
    return str(reader.value("SELECT hash FROM fiscal_record WHERE till = ? AND seq = ?", till, seq))


def reprints(reader: Reader, till: str, seq: int, doc_no: str) -> int:
    """How many duplicates of a ticket (record `seq`) were printed."""
    sql = (
        "SELECT count(*) FROM fiscal_record WHERE till = ? AND type = 'REPRINT' AND seq > ? "
        "AND json_extract(body, '$.ref_doc') = ?"
    )
    return int(reader.value(sql, till, seq, doc_no))


def public_keys(reader: Reader) -> frozenset[str]:
    """The keys the tills were opened with or changed to."""
    sql = "SELECT body FROM fiscal_record WHERE type = 'TILL_OPEN' OR type = 'KEY_ROTATE'"
    found = [json.loads(row["body"]) for row in reader.all(sql)]
    return frozenset(body.get("new_public_key") or body["public_key"] for body in found)


def records_from(reader: Reader, starts: Mapping[str, int]) -> Iterator[Record]:
    """Every till's records from a record on: {till: first record}."""
    for till, first in sorted(starts.items()):
        for row in reader.each(_FROM, till, first):
            yield Record(*row)


def pages(reader: Reader, ends: Mapping[str, int], size: int) -> Iterator[list[Record]]:
    """Every till's records up to a record, {till: last record}, some at a time: between two pages
    nothing is held that others would wait for."""
    for till, end in sorted(ends.items()):
        seq = 0
        while found := _page(reader, till, seq, end, size):
            yield found
            seq = found[-1].seq


def _page(reader: Reader, till: str, after: int, end: int, size: int) -> list[Record]:
    try:
        return [Record(*row) for row in reader.all(_PAGE, till, after, end, size)]
    except sqlite3.OperationalError:
        raise  # A busy file or a failing disk says nothing of the journal.
    except sqlite3.DatabaseError as trouble:
        raise Damaged from trouble
