"""Sorting, read from the file: open tables, their bags, what waits without a label."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.stock import INSIDE_ONLY
from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import PLACE_OF
from reuse_pos.domain.sorting import Bag, Table, TableKind

_TABLE = "SELECT id, kind, state, opened_at, day FROM sorting_table"
# A load taken back stays in the file, marked undone; rows come in the order they were weighed.
_BAGS = (
    "SELECT id, n, direction, grade, category, label, grams, gross_g, tare_g, source, at, item, "
    "entry FROM sorting_bag WHERE table_id = ? AND undone = 0 ORDER BY rowid"
)
_LOOSE = (
    "SELECT b.category AS category, b.grams - coalesce(sum(i.grams), 0) AS grams, "
    "b.pieces - coalesce(sum(i.pieces), 0) AS pieces FROM mass_balance AS b "
    "LEFT JOIN item AS i ON i.category = b.category AND {here} "
    "WHERE b.place = ? AND (? = '' OR b.category = ?) GROUP BY b.category, b.grams, b.pieces"
)


@dataclass(frozen=True)
class Loose:
    """What stands in a place without a label, of one category."""

    category: str
    grams: int
    pieces: int


def open_table(reader: Reader, kind: TableKind) -> Table | None:
    """The open table of a kind, with its bags."""
    row = reader.one(f"{_TABLE} WHERE state = 'open' AND kind = ?", kind.value)
    return None if row is None else _table(reader, row)


def table_by_id(reader: Reader, table_id: Id) -> Table | None:
    """A table, open or closed, with its bags."""
    row = reader.one(f"{_TABLE} WHERE id = ?", table_id)
    return None if row is None else _table(reader, row)


def loose_in(reader: Reader, place: str, category: str = "") -> list[Loose]:
    """Grams and pieces without a label in a place: the balance less the labelled things there."""
    states = ", ".join(f"'{state.value}'" for state, where in PLACE_OF.items() if where == place)
    here = f"{INSIDE_ONLY.format(item='i.')} AND i.state IN ({states})"
    rows = reader.all(_LOOSE.format(here=here), place, category, category)
    return [Loose(row["category"], row["grams"], row["pieces"]) for row in rows]


def loose_of(reader: Reader, place: str, category: str) -> Loose:
    """Grams and pieces of one category without a label in a place."""
    found = loose_in(reader, place, category)
    return found[0] if found else Loose(category, 0, 0)


def queued_order(reader: Reader, item: Id) -> Id | None:
    """The work order of a thing that nobody has begun."""
    order: Id | None = reader.value(
        "SELECT id FROM work_order WHERE item = ? AND state = 'queued'", item
    )
    return order


def waiting_labels(reader: Reader, item: Id) -> list[Id]:
    """The labels of a thing that are still to be printed."""
    rows = reader.all("SELECT id FROM label_job WHERE item = ? AND state = 'waiting'", item)
    return [row["id"] for row in rows]


def last_move(reader: Reader, item: Id) -> tuple[str | None, str, Id | None] | None:
    """The state a thing came from, the one it went to and the entry of its last move."""
    row = reader.one(
        "SELECT from_state, to_state, entry FROM item_move WHERE item = ? ORDER BY id DESC LIMIT 1",
        item,
    )
    return None if row is None else (row["from_state"], row["to_state"], row["entry"])


def _table(reader: Reader, row: Row) -> Table:
    bags = tuple(Bag(**dict(bag)) for bag in reader.all(_BAGS, row["id"]))
    return Table(
        row["id"], TableKind(row["kind"]), row["state"], row["opened_at"], row["day"], bags
    )
