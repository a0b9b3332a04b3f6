"""What the shop where one learns takes over from the real one: lists and people, nothing sold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reuse_pos.db.store import Reader, Tx

COPIED = (
    *("category", "price_key", "container", "commune", "party", "person"),
    *("social_type", "tariff", "zone", "sale_days"),
)


def changed_rows(real: Reader, practice: Reader) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row of the real shop's lists that the other file lacks or has otherwise."""
    for table in COPIED:
        known = {tuple(row) for row in _rows(practice, table)}
        for row in _rows(real, table):
            if tuple(row) not in known:
                yield table, dict(row)


def copy_people(real: Reader, practice: Tx) -> None:
    """Let the same people sign in with the same secrets; wrong codes are counted apart."""
    for row in real.all("SELECT * FROM person_private"):
        practice.upsert("person_private", dict(row))


def on_sale(reader: Reader) -> int:
    """How many example things are still to be sold."""
    return int(reader.value("SELECT count(*) FROM item WHERE state = 'on_sale'"))


def practice_things(reader: Reader) -> list[tuple[str, str, int]]:
    """(code, label, price in cents) of the example things still to be sold, oldest first."""
    rows = reader.all(
        "SELECT code, label, price_cents FROM item INDEXED BY item_on_sale WHERE state = 'on_sale' "
        "AND price_cents IS NOT NULL ORDER BY code"
    )
    return [(row["code"], row["label"], row["price_cents"]) for row in rows]


def waiting_labels(practice: Reader) -> list[bytes]:
    """The labels waiting for the example things: their codes come out on one sheet instead."""
    rows = practice.all("SELECT id FROM label_job WHERE state = 'waiting'")
    return [row["id"] for row in rows]


def _rows(reader: Reader, table: str) -> list[Any]:
    return reader.all(f"SELECT * FROM {table}")  # noqa: S608 - a name of COPIED
