"""Writes a fact's rows: the one place where anything of the shop is written, here and when facts
are replayed.

`record` chains a new fact and applies it; `apply` alone replays one. Both run inside a transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from reuse_pos.db import item_words
from reuse_pos.db.schema import APPEND_ONLY, LOCAL_ONLY
from reuse_pos.db.store import Tx
from reuse_pos.domain.fact import (
    FACT_SCHEMA,
    DatedEntry,
    Fact,
    MoveStep,
    Payload,
    RowChange,
    decode,
    encode,
    fact_hash,
)
from reuse_pos.domain.ids import uuid7

# Tables a fact may put rows in directly; the truths and what is projected from them have their own
# way in.
_DERIVED = (
    "mass_day",
    "mass_balance",
    "sale",
    "sale_line",
    "sale_payment",
    "closing",
    "cash_move",
    "cash_session",
    "item_word",
)
_CLOSED = frozenset((set(APPEND_ONLY) - {"setting"}) | set(LOCAL_ONLY) | set(_DERIVED))
Projector = Callable[[Mapping[str, Any]], Iterable[tuple[str, dict[str, Any]]]]

_ENTRY = (
    "INSERT INTO mass_entry (id, store, device, at_ns, day, kind, document, op, reverses, fact) "
    "VALUES (?,?,?,?,?,?,?,?,?,?)"
)
_POSTING = (
    "INSERT INTO mass_posting (entry, place, category, thing, party, commune, grams, pieces, "
    "source) VALUES (?,?,?,?,?,?,?,?,?)"
)
_DAY = (
    "INSERT INTO mass_day (day, place, category, party, commune, source, grams, pieces, count) "
    "VALUES (?,?,?,?,?,?,?,?,1) "
    "ON CONFLICT DO UPDATE SET grams = grams + excluded.grams, pieces = pieces + "
    "excluded.pieces, count = count + 1"
)
_BALANCE = (
    "INSERT INTO mass_balance (place, category, grams, pieces) VALUES (?,?,?,?) "
    "ON CONFLICT DO UPDATE SET grams = grams + excluded.grams, pieces = pieces + excluded.pieces"
)
_THING = "UPDATE item SET grams = grams + ?, pieces = pieces + ? WHERE id = ?"
_MOVE = (
    "INSERT INTO item_move (item, at_ns, day, device, op, move, from_state, to_state, reason, "
    "automatic, entry, fact) "
    "VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
)
_FACT = (
    "INSERT INTO outbox (fact_id, epoch, seq, kind, schema_v, at_ns, day, op, clock_suspect, "
    "payload, prev_hash, hash) "
    "VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
)
_RECORD = (
    "INSERT INTO fiscal_record (till, seq, type, ts, doc_no, mode, body, prev_hash, hash, alg, "
    "key_id, sig) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
)


def record(tx: Tx, kind: str, at_ns: int, day: str, op: str, payload: Payload) -> Fact:
    """Chain a new fact onto this device's outbox and write its rows; returns the fact."""
    state = tx.one("SELECT store, device, epoch, last_seq, last_hash, last_at_ns FROM device_state")
    if state is None:
        raise LookupError("this file has no device")
    suspect = at_ns < state["last_at_ns"] - 120_000_000_000
    text = encode(payload, state["store"], state["device"])
    seq = state["last_seq"] + 1
    digest = fact_hash(state["last_hash"], state["epoch"], seq, kind, at_ns, text)
    fact = Fact(
        uuid7(at_ns),
        state["epoch"],
        seq,
        kind,
        at_ns,
        day,
        op,
        state["store"],
        state["device"],
        suspect,
        payload,
        text,
        state["last_hash"],
        digest,
    )
    tx.execute(
        _FACT,
        fact.id,
        fact.epoch,
        seq,
        kind,
        FACT_SCHEMA,
        at_ns,
        day,
        op,
        int(suspect),
        text,
        fact.prev_hash,
        digest,
    )
    tx.execute(
        "UPDATE device_state SET last_seq = ?, last_hash = ?, last_at_ns = max(last_at_ns, ?)",
        seq,
        digest,
        at_ns,
    )
    apply(tx, fact)
    return fact


def read_fact(row: Mapping[str, Any]) -> Fact:
    """The fact of an outbox row."""
    payload, store, device = decode(row["payload"])
    return Fact(
        row["fact_id"],
        row["epoch"],
        row["seq"],
        row["kind"],
        row["at_ns"],
        row["day"],
        row["op"],
        store,
        device,
        bool(row["clock_suspect"]),
        payload,
        row["payload"],
        row["prev_hash"],
        row["hash"],
    )


def apply(tx: Tx, fact: Fact) -> None:
    """Write the rows of one fact: changed rows, then mass, then moves, then journal and its
    projections."""
    for change in fact.payload.rows:
        _apply_row(tx, change)
    for dated in fact.payload.entries:
        _apply_entry(tx, fact, dated)
    for step in fact.payload.moves:
        _apply_move(tx, fact, step)
    for sealed in fact.payload.journal:
        _apply_record(tx, sealed)


def _apply_row(tx: Tx, change: RowChange) -> None:
    if change.table in _CLOSED:
        raise ValueError(f"a fact may not write into {change.table}")
    if change.key:
        tx.update(change.table, change.key, change.values)
    elif change.table == "setting":
        tx.insert("setting", change.values)
    else:
        tx.upsert(change.table, change.values)
    if change.table == "item" and item_words.concerns(change.values):
        item_words.follow(tx, change.key.get("id") or change.values.get("id"))


def _apply_entry(tx: Tx, fact: Fact, dated: DatedEntry) -> None:
    entry, day = dated.entry, dated.day
    tx.many(
        _POSTING,
        [
            (
                entry.id,
                p.place,
                p.category,
                p.thing,
                p.party,
                p.commune,
                p.grams,
                p.pieces,
                p.source,
            )
            for p in entry.postings
        ],
    )
    tx.execute(
        _ENTRY,
        entry.id,
        fact.store,
        fact.device,
        fact.at_ns,
        day,
        entry.kind,
        entry.document,
        fact.op,
        entry.reverses,
        fact.id,
    )
    tx.many(
        _DAY,
        [
            (day, p.place, p.category, p.party or "", p.commune or "", p.source, p.grams, p.pieces)
            for p in entry.postings
        ],
    )
    inside = [p for p in entry.postings if p.place.startswith("stock:")]
    tx.many(_BALANCE, [(p.place, p.category, p.grams, p.pieces) for p in inside])
    tx.many(_THING, [(p.grams, p.pieces, p.thing) for p in inside if p.thing is not None])


def _apply_move(tx: Tx, fact: Fact, step: MoveStep) -> None:
    tx.execute(
        _MOVE,
        step.item,
        fact.at_ns,
        fact.day,
        fact.device,
        fact.op,
        step.move,
        step.from_state,
        step.to_state,
        step.reason,
        int(step.automatic),
        step.entry,
        fact.id,
    )
    tx.update("item", {"id": step.item}, {"state": step.to_state})


def _apply_record(tx: Tx, sealed: Mapping[str, Any]) -> None:
    from reuse_pos.fiscal.projection import project
    from reuse_pos.fiscal.records import Record

    sealed_record = Record(**sealed)
    tx.execute(
        _RECORD,
        *(
            sealed[name]
            for name in (
                "till",
                "seq",
                "type",
                "ts",
                "doc_no",
                "mode",
                "body",
                "prev_hash",
                "hash",
                "alg",
                "key_id",
                "sig",
            )
        ),
    )
    for table, row in project(sealed_record):
        tx.insert(table, row)


def replay(tx: Tx, facts: Iterable[Fact]) -> int:
    """Write the rows of many facts into an empty file; returns how many."""
    count = 0
    for fact in facts:
        apply(tx, fact)
        count += 1
    return count
