"""What must hold after any gesture: kilos where things are, sums equal to postings, full facts."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from reuse_pos.db.apply import read_fact, replay
from reuse_pos.db.engine import create_or_update
from reuse_pos.db.schema import LOCAL_ONLY
from reuse_pos.db.store import Reader, Store
from reuse_pos.domain.item import PLACE_OF, State


def check_ledger(store: Store) -> None:
    """Fail unless things, sums and facts all agree with the postings and moves in the file."""
    reader = store.read()
    _things_are_where_their_kilos_are(reader)
    _sums_equal_postings(reader)
    with TemporaryDirectory() as folder:
        _facts_give_the_same_file(reader, Path(folder) / "again.db")


def contents(store: Store, *, local: bool = True) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, to compare before and after a refused gesture."""
    return _contents(store.read(), () if local else LOCAL_ONLY)


def _things_are_where_their_kilos_are(reader: Reader) -> None:
    held: dict[bytes, dict[str, tuple[int, int]]] = {}
    for row in reader.each(
        "SELECT thing, place, sum(grams) AS grams, sum(pieces) AS pieces FROM mass_posting "
        "WHERE thing IS NOT NULL GROUP BY thing, place"
    ):
        if row["grams"] or row["pieces"]:
            held.setdefault(row["thing"], {})[row["place"]] = (row["grams"], row["pieces"])
    for row in reader.each("SELECT id, short, state, grams, pieces FROM item"):
        place = PLACE_OF.get(State(row["state"]))
        empty = not (row["grams"] or row["pieces"])
        wanted = {} if place is None or empty else {place: (row["grams"], row["pieces"])}
        assert held.get(row["id"], {}) == wanted, f"{row['short']} is {row['state']}"


def _sums_equal_postings(reader: Reader) -> None:
    days = reader.all(
        "SELECT e.day, p.place, p.category, coalesce(p.party, ''), coalesce(p.commune, ''), "
        "p.source, sum(p.grams), sum(p.pieces), count(*) FROM mass_posting AS p "
        "JOIN mass_entry AS e ON e.id = p.entry GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6"
    )
    kept = reader.all("SELECT * FROM mass_day ORDER BY 1, 2, 3, 4, 5, 6")
    assert [tuple(row) for row in kept] == [tuple(row) for row in days]
    balances = reader.all(
        "SELECT place, category, sum(grams), sum(pieces) FROM mass_posting "
        "WHERE place LIKE 'stock:%' GROUP BY 1, 2 ORDER BY 1, 2"
    )
    kept = reader.all("SELECT * FROM mass_balance ORDER BY 1, 2")
    assert [tuple(row) for row in kept] == [tuple(row) for row in balances]
    unbalanced = reader.all(
        "SELECT entry FROM mass_posting GROUP BY entry HAVING sum(grams) <> 0 OR count(*) < 2"
    )
    assert not unbalanced


def _facts_give_the_same_file(reader: Reader, path: Path) -> None:
    create_or_update(path)
    again = Store(path)
    try:
        with again.transaction() as tx:
            replay(tx, (read_fact(row) for row in reader.each("SELECT * FROM outbox ORDER BY seq")))
        assert _contents(again.read(), LOCAL_ONLY) == _contents(reader, LOCAL_ONLY)
    finally:
        again.close()


def _contents(reader: Reader, skipped: tuple[str, ...]) -> dict[str, list[tuple[object, ...]]]:
    tables = reader.all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'alembic%' ORDER BY name"
    )
    found: dict[str, list[tuple[object, ...]]] = {}
    for table in (row["name"] for row in tables):
        if table not in skipped:
            rows: list[sqlite3.Row] = reader.all(f"SELECT * FROM {table}")
            found[table] = sorted((tuple(row) for row in rows), key=repr)
    return found
