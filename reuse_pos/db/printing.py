"""Papers to print, on this computer only: what waits, and what became of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from reuse_pos.db.store import Reader, Tx
from reuse_pos.domain.ids import Id, uuid7

RecordKey = tuple[str, int]
_JOB = "SELECT id, kind, ref, state, error, document FROM print_job "


@dataclass(frozen=True)
class PaperJob:
    """A paper to print: its record, which duplicate it is (0: the original), the last trouble.

    Papers that no record can give again are kept whole in `document` (JSON) until they are out.
    """

    id: Id
    kind: str
    key: RecordKey
    copy: int
    state: str
    error: str
    document: str = ""


def waiting(reader: Reader, *, tried: bool = False) -> list[PaperJob]:
    """Papers that did not come out, newest first; `tried` leaves out those not yet tried."""
    rows = reader.all(
        _JOB + "WHERE state = 'waiting' AND tries >= ? ORDER BY at_ns DESC", int(tried),
    )  # fmt: skip
    return [_job(dict(row)) for row in rows]


def job(reader: Reader, job_id: Id) -> PaperJob | None:
    """One paper."""
    row = reader.one(_JOB + "WHERE id = ?", job_id)
    return None if row is None else _job(dict(row))


def add(tx: Tx, key: RecordKey, copy: int, at_ns: int) -> Id:
    """Note that a ticket is to be printed; returns the job."""
    job_id = uuid7(at_ns)
    tx.insert("print_job", {
        "id": job_id, "kind": "receipt", "ref": json.dumps([*key, copy]), "document": "",
        "state": "waiting", "tries": 0, "error": "", "at_ns": at_ns,
    })  # fmt: skip
    return job_id


def add_kept(tx: Tx, kind: str, number: str, document: str, at_ns: int) -> Id:
    """Note that a paper kept whole (`document`, JSON) is to be printed; returns the job."""
    job_id = uuid7(at_ns)
    tx.insert("print_job", {
        "id": job_id, "kind": kind, "ref": json.dumps([number, 0, 0]), "document": document,
        "state": "waiting", "tries": 0, "error": "", "at_ns": at_ns,
    })  # fmt: skip
    return job_id


def file_made(reader: Reader, key: RecordKey) -> bool:
    """Whether the receipt itself was already given as a file."""
    ref = json.dumps([*key, 0])
    sql = "SELECT count(*) FROM print_job WHERE kind = 'file' AND ref = ?"
    return bool(reader.value(sql, ref))


def note_file(tx: Tx, key: RecordKey, at_ns: int) -> None:
    """Note that the receipt itself was given as a file: any other is a duplicate."""
    tx.insert("print_job", {
        "id": uuid7(at_ns), "kind": "file", "ref": json.dumps([*key, 0]), "document": "",
        "state": "printed", "tries": 1, "error": "", "at_ns": at_ns,
    })  # fmt: skip


def waiting_numbers(reader: Reader, kind: str) -> dict[str, Id]:
    """The kept papers of a kind that are not out yet: {number: job}."""
    rows = reader.all("SELECT id, kind, ref FROM print_job WHERE state = 'waiting'")
    return {json.loads(row["ref"])[0]: row["id"] for row in rows if row["kind"] == kind}


def drop_kept(tx: Tx, kind: str, number: str) -> None:
    """Forget a kept paper that is not wanted any more."""
    tx.execute(
        "UPDATE print_job SET state = 'dropped', document = '' "
        "WHERE state = 'waiting' AND kind = ? AND ref = ?",
        kind, json.dumps([number, 0, 0]),
    )  # fmt: skip


def drop(tx: Tx, job_id: Id) -> None:
    """Go on without a paper."""
    tx.execute("UPDATE print_job SET state = 'dropped', document = '' WHERE id = ?", job_id)


def keep(tx: Tx, one: PaperJob, trouble: str, *, tried: bool) -> None:
    """Note how printing went; without trouble the paper is out, and what it said is forgotten."""
    tx.execute(
        "UPDATE print_job SET ref = ?, state = ?, error = ?, tries = tries + ?, document = ? "
        "WHERE id = ?",
        json.dumps([*one.key, one.copy]), "waiting" if trouble else "printed", trouble,
        int(tried), one.document if trouble else "", one.id,
    )  # fmt: skip


def _job(row: dict[str, Any]) -> PaperJob:
    till, seq, copy = json.loads(row["ref"])
    key = (till, seq)
    return PaperJob(row["id"], row["kind"], key, copy, row["state"], row["error"], row["document"])
