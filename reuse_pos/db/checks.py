"""What the doctor looks at in the file: each check names every place where something does not
hold."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reuse_pos.db import item_words
from reuse_pos.db.apply import read_fact, replay
from reuse_pos.db.schema import LOCAL_ONLY
from reuse_pos.db.store import Reader, Store
from reuse_pos.domain.fact import Fact, fact_hash
from reuse_pos.domain.item import PLACE_OF, State
from reuse_pos.fiscal.chain import GENESIS
from reuse_pos.fiscal.projection import TABLES, project
from reuse_pos.fiscal.records import Record
from reuse_pos.fiscal.verdict import Expectation, KnownHead
from reuse_pos.fiscal.verify import verify

MOST_PER_CHECK = 50
_REPLAYED_APART = frozenset({"alembic_version", "mass_posting", "item_move", "setting"})


@dataclass(frozen=True)
class Found:
    """One thing that does not hold: which check, where, and what was found."""

    check: str
    place: str
    detail: str


def finished(name: str, check: Callable[[], Iterator[Found]]) -> list[Found]:
    """What a check found; that it could not be finished on a damaged file is one finding more."""
    found: list[Found] = []
    try:
        found.extend(check())
    except Exception as trouble:  # noqa: BLE001 - whatever damage does, it is named, not thrown
        detail = f"cannot be finished: {type(trouble).__name__}: {trouble}"
        found.append(Found(name, "file", detail[:300]))
    return found


def counts(reader: Reader) -> dict[str, int]:
    """How many rows each truth has; tables that cannot be read are left out."""
    found = {}
    for name in ("outbox", "mass_entry", "mass_posting", "item", "item_move", "fiscal_record"):
        with suppress(sqlite3.Error):
            found[name] = int(reader.value(f"SELECT count(*) FROM {name}"))  # noqa: S608
    return found


def file_integrity(reader: Reader) -> Iterator[Found]:
    """SQLite's own checks of pages, indexes and foreign keys."""
    for row in reader.all("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Found("integrity", "file", str(row[0]))
    for row in reader.all("PRAGMA foreign_key_check"):
        yield Found("foreign_key", f"{row[0]} row {row[1]}", f"points to nothing in {row[2]}")


def ledger_sums(reader: Reader) -> Iterator[Found]:
    """Every entry balances; roll-up and balances equal the postings, both ways."""
    unbalanced = reader.all(
        "SELECT entry, sum(grams) AS g, count(*) AS n FROM mass_posting GROUP BY entry "
        "HAVING g <> 0 OR n < 2"
    )
    for row in unbalanced:
        yield Found("entry_sum", f"mass entry {row['entry'].hex()}", f"{row['g']} g in {row['n']}")
    yield from _differences(
        reader, "roll_up", "mass_day",
        "SELECT entry.day, place, category, coalesce(party, ''), coalesce(commune, ''), source, "
        "sum(grams), sum(pieces), count(*) FROM mass_posting JOIN mass_entry AS entry "
        "ON entry.id = mass_posting.entry GROUP BY 1, 2, 3, 4, 5, 6",
        "SELECT day, place, category, party, commune, source, grams, pieces, count FROM mass_day",
    )  # fmt: skip
    yield from _differences(
        reader, "balance", "mass_balance",
        "SELECT place, category, sum(grams), sum(pieces) FROM mass_posting "
        "WHERE place LIKE 'stock:%' GROUP BY 1, 2",
        "SELECT place, category, grams, pieces FROM mass_balance",
    )  # fmt: skip


def items(reader: Reader) -> Iterator[Found]:
    """Each thing's state is its last move, its mass its postings, in the place of its state."""
    moved = reader.all(
        "SELECT item.short, item.state, (SELECT to_state FROM item_move WHERE item_move.item = "
        "item.id ORDER BY item_move.id DESC LIMIT 1) AS last FROM item WHERE item.state IS NOT last"
    )
    for row in moved:
        yield Found("item_state", row["short"], f"is {row['state']}, last moved to {row['last']}")
    weighed = reader.all(
        "SELECT item.short, item.grams, item.pieces, coalesce(sum(p.grams), 0) AS g, "
        "coalesce(sum(p.pieces), 0) AS n FROM item LEFT JOIN mass_posting AS p ON p.thing = "
        "item.id "
        "GROUP BY item.id HAVING item.grams <> g OR item.pieces <> n"
    )
    for row in weighed:
        detail = f"{row['grams']} g, {row['pieces']} pc; postings {row['g']} g, {row['n']} pc"
        yield Found("item_mass", row["short"], detail)
    standing = reader.all(
        "SELECT item.short, item.state, p.place, sum(p.grams) AS g FROM item JOIN mass_posting "
        "AS p "
        "ON p.thing = item.id GROUP BY item.id, p.place HAVING g <> 0"
    )
    for row in standing:
        if PLACE_OF.get(State(row["state"])) != row["place"]:
            detail = f"{row['g']} g in {row['place']}, though {row['state']}"
            yield Found("item_place", row["short"], detail)


def found_by(reader: Reader) -> Iterator[Found]:
    """Each thing is found by the words of its own row, and by no others."""
    for place, missing, extra in item_words.differences(reader):
        detail = f"missing: {', '.join(missing)}; too many: {', '.join(extra)}"
        yield Found("item_words", place, detail[:300])


def facts(reader: Reader) -> Iterator[Found]:
    """The chain of facts is whole, unaltered, and ends where the device says."""
    before, seq = GENESIS, 0
    for row in reader.each("SELECT * FROM outbox ORDER BY seq"):
        place = f"fact {row['seq']} ({row['kind']})"
        seq += 1
        if row["seq"] != seq or row["prev_hash"] != before:
            yield Found("fact_chain", place, "a fact before it is missing or out of order")
            seq = row["seq"]
        text = row["payload"]
        digest = fact_hash(
            row["prev_hash"], row["epoch"], row["seq"], row["kind"], row["at_ns"], text
        )
        if digest != row["hash"]:
            yield Found("fact_altered", place, "its content does not match its hash")
        before = row["hash"]
    state = reader.one("SELECT last_seq, last_hash FROM device_state")
    if state is None or (state["last_seq"], state["last_hash"]) != (seq, before):
        yield Found("fact_head", "device_state", f"does not end at fact {seq}")


def records(reader: Reader, till: str | None = None) -> Iterator[Record]:
    """Every journal record, each till's in order."""
    names = tuple(Record.__slots__)
    sql = f"SELECT {', '.join(names)} FROM fiscal_record "  # noqa: S608 - fields of Record
    for row in reader.each(sql + "WHERE ? IS NULL OR till = ? ORDER BY till, seq", till, till):
        yield Record(*row)


def expectation(reader: Reader, marks: dict[str, tuple[int, str]]) -> Expectation:
    """Where each journal must end: by the till's own state, by the facts, by the mark on disk."""
    heads = []
    for row in reader.all("SELECT till, head FROM till"):
        head = json.loads(row["head"])
        heads.append(KnownHead(row["till"], head["seq"], head["hash"], "device_state", exact=True))
    heads += [KnownHead(till, seq, digest, "hwm") for till, (seq, digest) in marks.items()]
    for till, (seq, digest) in _heads_in_facts(reader).items():
        heads.append(KnownHead(till, seq, digest, "outbox", exact=True))
    return Expectation(tuple(heads))


def journal(reader: Reader, marks: dict[str, tuple[int, str]]) -> Iterator[Found]:
    """The fiscal journal, from the first record to the last."""
    for one in verify(records(reader), expectation(reader, marks)).findings:
        yield Found(f"journal_{one.code}", f"till {one.till} record {one.seq}", one.detail)


def sales(reader: Reader) -> Iterator[Found]:
    """Tickets, payments, sessions and closings are what the journal gives."""
    wanted: dict[str, set[tuple[object, ...]]] = {table: set() for table in TABLES}
    columns: dict[str, tuple[str, ...]] = {}
    for record in records(reader):
        for table, row in project(record):
            columns[table] = tuple(sorted(row))
            wanted[table].add(tuple(row[name] for name in columns[table]))
    for table in TABLES:
        names = ", ".join(columns[table]) if table in columns else "*"
        stored = {tuple(row) for row in reader.all(f"SELECT {names} FROM {table}")}  # noqa: S608
        yield from _set_differences("sales", table, wanted[table], stored)


def replayed(store: Store, scratch: Path) -> Iterator[Found]:
    """Replaying every fact into an empty file gives the same tables."""
    from reuse_pos.db.engine import create_or_update

    reader = store.read_damaged()
    create_or_update(scratch)
    copy = Store(scratch)
    try:
        with copy.transaction() as tx:
            try:
                replay(tx, _facts(reader))
            except (sqlite3.Error, LookupError, ValueError) as trouble:
                yield Found("replay", "facts", f"cannot be replayed: {trouble}")
                return
        for table in _tables(reader):
            sql = f"SELECT * FROM {table}"  # noqa: S608 - names from sqlite_master
            if table in _REPLAYED_APART:
                sql = f"SELECT {_columns(reader, table)} FROM {table}"  # noqa: S608
            there = {tuple(row) for row in copy.read().each(sql)}
            here = {tuple(row) for row in reader.each(sql)}
            yield from _set_differences("replay", table, there, here)
    finally:
        copy.close()


def _facts(reader: Reader) -> Iterator[Fact]:
    for row in reader.each("SELECT * FROM outbox ORDER BY seq"):
        yield read_fact(dict(row))


def _tables(reader: Reader) -> list[str]:
    names = [r[0] for r in reader.all("SELECT name FROM sqlite_master WHERE type = 'table'")]
    apart = {*LOCAL_ONLY, "alembic_version"}
    return [name for name in names if name not in apart and not name.startswith("sqlite_")]


def _columns(reader: Reader, table: str) -> str:
    found = reader.all(f"PRAGMA table_info({table})")
    return ", ".join(row["name"] for row in found if row["name"] != "id")


def _heads_in_facts(reader: Reader) -> dict[str, tuple[int, str]]:
    """The last journal record each till's facts carry; read backwards, since most tills sold
    lately and the facts of years need not be read to know it."""
    missing = {row["till"] for row in reader.all("SELECT till FROM till")}
    heads: dict[str, tuple[int, str]] = {}
    rows = reader.each("SELECT payload FROM outbox ORDER BY rowid DESC")
    for row in rows:
        for record in reversed(_journal_in(row["payload"])):
            heads.setdefault(record["till"], (record["seq"], record["hash"]))
        if missing <= heads.keys():
            break
    return heads


def _journal_in(payload: str) -> list[dict[str, Any]]:
    if '"journal":' not in payload:
        return []
    return list(json.loads(payload).get("journal", ()))


def _differences(
    reader: Reader, check: str, table: str, wanted_sql: str, stored_sql: str
) -> Iterator[Found]:
    wanted = {tuple(row) for row in reader.each(wanted_sql)}
    stored = {tuple(row) for row in reader.each(stored_sql)}
    yield from _set_differences(check, table, wanted, stored)


def _set_differences(
    check: str, table: str, wanted: set[tuple[object, ...]], stored: set[tuple[object, ...]]
) -> Iterator[Found]:
    for row in list(wanted - stored)[:MOST_PER_CHECK]:
        yield Found(check, table, f"missing: {_plain(row)}")
    for row in list(stored - wanted)[:MOST_PER_CHECK]:
        yield Found(check, table, f"not accounted for: {_plain(row)}")


def _plain(row: tuple[object, ...]) -> str:
    words = [value.hex() if isinstance(value, bytes) else str(value) for value in row]
    return " | ".join(word[:40] for word in words)[:300]
