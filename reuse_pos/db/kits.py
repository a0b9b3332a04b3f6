"""Kits and their lists, read from the file."""

from __future__ import annotations

import json

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.ids import Id
from reuse_pos.domain.kits import Kit, KitList, Want, read_lines

_KIT = (
    "SELECT id, number, label, party, initials, mode, state, lines, price_cents, document, day "
    "FROM kit"
)


def lists(reader: Reader, *, archived: bool = False) -> list[KitList]:
    """The lists kits are gathered from, in the shop's order."""
    rows = reader.all(
        "SELECT code, label, lines, rank, archived FROM kit_list WHERE archived <= ? "
        "ORDER BY archived, rank, code",
        int(archived),
    )
    return [
        KitList(
            row["code"], row["label"],
            tuple(Want(what, n) for what, n in json.loads(row["lines"])),
            row["rank"], bool(row["archived"]),
        )
        for row in rows
    ]  # fmt: skip


def open_kits(reader: Reader) -> list[Kit]:
    """Kits being gathered, newest first."""
    return [_kit(row) for row in reader.all(f"{_KIT} WHERE state = 'open' ORDER BY id DESC")]


def kit_by_id(reader: Reader, kit: Id) -> Kit | None:
    """One kit."""
    row = reader.one(f"{_KIT} WHERE id = ?", kit)
    return None if row is None else _kit(row)


def kit_by_number(reader: Reader, number: str) -> Kit | None:
    """The kit of a number."""
    row = reader.one(f"{_KIT} WHERE number = ?", number)
    return None if row is None else _kit(row)


def last_number(reader: Reader, start: str) -> int:
    """The highest kit number that begins so; 0 when there is none."""
    newest = reader.value("SELECT max(number) FROM kit WHERE number LIKE ? || '%'", start)
    return int(newest.removeprefix(start)) if newest else 0


def _kit(row: Row) -> Kit:
    values = dict(row)
    wants, got = read_lines(values.pop("lines"))
    return Kit(**values, wants=wants, got=got)
