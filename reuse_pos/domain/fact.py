"""Facts: what each gesture wrote, complete, so that replaying them all into an empty file gives the
same shop.

A fact holds journal records, mass entries, moves of things and changed rows; never a person's name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reuse_pos.domain.ids import Id
from reuse_pos.domain.mass import Entry, Posting, Source

FACT_SCHEMA = 1
Value = str | int | bytes | None
Row = dict[str, Value]


@dataclass(frozen=True)
class MoveStep:
    """One step of a thing from a state (None for new) to another."""

    item: Id
    move: str
    from_state: str | None
    to_state: str
    reason: str = ""
    automatic: bool = False
    entry: Id | None = None


@dataclass(frozen=True)
class DatedEntry:
    """A mass entry with the business day it counts in (a correction keeps the day of what it
    corrects)."""

    entry: Entry
    day: str


@dataclass(frozen=True)
class RowChange:
    """A row put whole (`key` empty) or some of its columns set."""

    table: str
    key: Row
    values: Row


@dataclass
class Payload:
    """What one verb writes; filled by the verb, then frozen into a fact."""

    journal: list[dict[str, Any]] = field(default_factory=list)
    entries: list[DatedEntry] = field(default_factory=list)
    moves: list[MoveStep] = field(default_factory=list)
    rows: list[RowChange] = field(default_factory=list)

    def is_empty(self) -> bool:
        """Whether the verb wrote nothing a fact should carry."""
        return not (self.journal or self.entries or self.moves or self.rows)


@dataclass(frozen=True)
class Fact:
    """One immutable fact in the chain of this file's life (`epoch`)."""

    id: Id
    epoch: Id
    seq: int
    kind: str
    at_ns: int
    day: str
    op: str
    store: int
    device: int
    clock_suspect: bool
    payload: Payload
    text: str
    prev_hash: str
    hash: str


def encode(payload: Payload, store: int, device: int) -> str:
    """The payload as compact JSON; ids become {"id": hex}."""
    body: dict[str, Any] = {"store": store, "device": device}
    if payload.journal:
        body["journal"] = payload.journal
    if payload.entries:
        body["entries"] = [_entry_out(dated) for dated in payload.entries]
    if payload.moves:
        body["moves"] = [
            [m.item, m.move, m.from_state, m.to_state, m.reason, int(m.automatic), m.entry]
            for m in payload.moves
        ]
    if payload.rows:
        body["rows"] = [[change.table, change.key, change.values] for change in payload.rows]
    return _to_json(body)


def decode(text: str) -> tuple[Payload, int, int]:
    """The payload, store and device of a fact's JSON."""
    body = json.loads(text, object_hook=_id_in)
    payload = Payload(
        journal=body.get("journal", []),
        entries=[_entry_in(row) for row in body.get("entries", [])],
        moves=[
            MoveStep(r[0], r[1], r[2], r[3], r[4], bool(r[5]), r[6]) for r in body.get("moves", [])
        ],
        rows=[RowChange(*row) for row in body.get("rows", [])],
    )
    return payload, int(body["store"]), int(body["device"])


def fact_hash(prev_hash: str, epoch: Id, seq: int, kind: str, at_ns: int, text: str) -> str:
    """SHA-256 that ties a fact to all facts before it."""
    import hashlib

    head = f"{prev_hash}|{epoch.hex()}|{seq}|{kind}|{at_ns}|".encode()
    return hashlib.sha256(head + text.encode()).hexdigest()


def _id_out(value: object) -> Mapping[str, str]:
    if isinstance(value, bytes):
        return {"id": value.hex()}
    raise TypeError(f"{type(value)} has no place in a fact")


_to_json = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), check_circular=False, default=_id_out
).encode


def _id_in(value: dict[str, Any]) -> Any:
    return (
        bytes.fromhex(value["id"])
        if len(value) == 1 and isinstance(value.get("id"), str)
        else value
    )


def _entry_out(dated: DatedEntry) -> list[Any]:
    entry = dated.entry
    postings = [
        [p.place, p.category, p.grams, p.pieces, p.source, p.thing, p.party, p.commune]
        for p in entry.postings
    ]
    return [entry.id, entry.kind, dated.day, entry.document, entry.reverses, postings]


def _entry_in(row: list[Any]) -> DatedEntry:
    postings = tuple(
        Posting(p[0], p[1], p[2], p[3], Source(p[4]), p[5], p[6], p[7]) for p in row[5]
    )
    return DatedEntry(Entry(row[0], row[1], postings, row[3], row[4]), row[2])
