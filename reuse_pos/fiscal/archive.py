"""The archive of a stretch of the journal: a ZIP anyone can read for ten years, without the shop.

It holds the records as sealed, tables for people, the keys' history, reading notes in French, a
small verifier, a manifest with the SHA-256 of each file, and one signature per file and till.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from reuse_pos.fiscal import FISCAL_VERSION
from reuse_pos.fiscal.archive_tables import Table, tables
from reuse_pos.fiscal.chain import ALG
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.head import TillHead
from reuse_pos.fiscal.keys import SigningKey
from reuse_pos.fiscal.records import Record

FORMAT = "reuse-pos-archive-1"
DOMAIN = b"reuse_pos/archive/v1\0"
JOURNAL, KEYS, NOTES = "journal.jsonl", "cles.jsonl", "LISEZMOI.txt"
VERIFIER = ("verify.py", "verify_journal.py", "verify_tables.py")
MANIFEST, SIGNATURES = "manifest.json", "manifest.sig"
_COLUMNS = tuple(column.name for column in fields(Record))
_OLDEST = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Span:
    """The records of one till in an archive, from `first` to `last`; `before` is where the journal
    stood, None at its beginning. `keys` are its TILL_OPEN and KEY_ROTATE, whenever written.
    """

    till: str
    first: int
    last: int
    last_hash: str
    before: TillHead | None
    keys: tuple[Record, ...]


@dataclass(frozen=True)
class Contents:
    """What an archive is made of: period ("2026", "2026-10"), when and by whom, the tills' records.

    `records(span)` reads them in order, as often as asked; `signers` maps tills to their keys.
    """

    period: str
    made_at: str
    op: str
    software: str
    shop: str
    spans: Sequence[Span]
    records: Callable[[Span], Iterable[Record]]
    signers: Mapping[str, SigningKey]


@dataclass(frozen=True)
class Made:
    """An archive that was written: its files (name, sha256, bytes) and its manifest's SHA-256."""

    files: tuple[Mapping[str, Any], ...]
    manifest_sha256: str
    n_records: int


def plain_json(value: object) -> str:
    """JSON with sorted keys and no blanks, letters as they are: the form of every archive file."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def line_of(record: Record) -> bytes:
    """A record as one line of `journal.jsonl`; its body stays the very text that was hashed."""
    line = plain_json({name: getattr(record, name) for name in _COLUMNS})
    return (line + "\n").encode("utf-8", "replace")


def record_of(line: bytes) -> Record:
    """The record of a line; `FiscalError("not_line")` unless it is written exactly as `line_of`."""
    try:
        values = json.loads(line)
        record = Record(**values)
    except (ValueError, TypeError, RecursionError):
        raise FiscalError("not_line") from None
    whole = isinstance(record.seq, int) and not isinstance(record.seq, bool)
    texts = all(
        isinstance(getattr(record, name), str) for name in _COLUMNS if name not in ("seq", "doc_no")
    )
    proper = whole and texts and isinstance(record.doc_no, str | None)
    if not proper or line_of(record) != line:
        raise FiscalError("not_line")
    return record


def signed_message(name: str, sha256_hex: str) -> bytes:
    """What a till signs for one file of an archive."""
    return DOMAIN + name.encode() + b"\0" + sha256_hex.encode()


def write_archive(
    path: Path, contents: Contents, progress: Callable[[int, int], object] | None = None
) -> Made:
    """Write an archive at `path` (a new file), record by record; raises `OSError` from the disk.

    `progress(done, total)` counts records read, each read once per table.
    """
    made = tables()
    total = sum(span.last - span.first + 1 for span in contents.spans)
    rounds = _Rounds(total * (1 + len(made)), progress)
    with path.open("xb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            writer = _Writer(packed, contents.made_at)
            writer.put(JOURNAL, map(line_of, _all(contents, rounds)))
            writer.put(KEYS, (line_of(one) for span in contents.spans for one in span.keys))
            for table in made:
                writer.put(table.name, _rows(table, _all(contents, rounds)))
            for name in VERIFIER:
                writer.put(name, [_asset(name)])
            writer.put(NOTES, [reading_notes(contents)])
            listed = tuple(writer.files)
            manifest = plain_json(_manifest(contents, listed)).encode()
            writer.put(MANIFEST, [manifest])
            writer.put(SIGNATURES, [_signatures(contents, writer.files)])
        out.flush()
        os.fsync(out.fileno())
    return Made(listed, hashlib.sha256(manifest).hexdigest(), total)


def reading_notes(contents: Contents) -> bytes:
    """LISEZMOI.txt: what each file and column is, the recipe of the hash, the public keys."""
    words = _asset(NOTES).decode()
    keys = "\n".join(
        f"  caisse {span.till}, clé {one.read().get('new_key') or one.key_id} : "
        f"{one.read().get('new_public_key') or one.read().get('public_key')}"
        for span in contents.spans
        for one in span.keys
    )
    spans = "\n".join(
        f"  caisse {span.till} : enregistrements {span.first} à {span.last}, dernier hachage "
        f"{span.last_hash}"
        for span in contents.spans
    )
    named = {
        "shop": contents.shop, "period": contents.period, "made_at": contents.made_at,
        "software": contents.software, "fiscal_v": FISCAL_VERSION, "keys": keys, "spans": spans,
    }  # fmt: skip
    for name, value in named.items():
        words = words.replace("{" + name + "}", value)
    return words.replace("\n", "\r\n").encode()


class _Rounds:
    """Counts the records read, and tells now and then."""

    def __init__(self, total: int, progress: Callable[[int, int], object] | None) -> None:
        self._total, self._tell, self._done = total, progress, 0

    def one(self) -> None:
        self._done += 1
        if self._tell is not None and self._done % 200 == 0:
            self._tell(self._done, self._total)


def _all(contents: Contents, rounds: _Rounds) -> Iterator[Record]:
    for span in contents.spans:
        for record in contents.records(span):
            rounds.one()
            yield record


def _rows(table: Table, records: Iterable[Record]) -> Iterator[bytes]:
    yield table.head
    for record in records:
        with suppress(FiscalError):
            yield from table.rows(columns_of(record), record.read())


def columns_of(record: Record) -> dict[str, Any]:
    """The columns beside a record's body that tables show."""
    return {"hash": record.hash, "sig": record.sig}


class _Writer:
    """Puts files into the ZIP piece by piece and remembers what went in."""

    def __init__(self, packed: zipfile.ZipFile, made_at: str) -> None:
        self._packed = packed
        digits = [int(made_at[a:b]) for a, b in ((0, 4), (5, 7), (8, 10), (11, 13), (14, 16))]
        self._when = max((*digits[:5], 0), _OLDEST)
        self.files: list[dict[str, Any]] = []

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        entry = zipfile.ZipInfo(name, self._when)  # type: ignore[arg-type]
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self._packed.open(entry, "w", force_zip64=True) as out:
            for piece in pieces:
                out.write(piece)
                digest.update(piece)
                size += len(piece)
        self.files.append({"name": name, "sha256": digest.hexdigest(), "bytes": size})


def _manifest(contents: Contents, listed: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "software": contents.software,
        "fiscal_v": FISCAL_VERSION,
        "shop": contents.shop,
        "period": contents.period,
        "made_at": contents.made_at,
        "op": contents.op,
        "tills": [
            {
                "till": span.till,
                "first_seq": span.first,
                "last_seq": span.last,
                "last_hash": span.last_hash,
                "before": None if span.before is None else span.before.dump(),
            }
            for span in contents.spans
        ],
        "signers": [
            {"till": till, "key": key.key_id} for till, key in sorted(contents.signers.items())
        ],
        "files": list(listed),
    }


def _signatures(contents: Contents, listed: Sequence[Mapping[str, Any]]) -> bytes:
    signed = [
        {
            "till": till,
            "key": key.key_id,
            "file": file["name"],
            "sig": key.sign(signed_message(file["name"], file["sha256"])).hex(),
        }
        for till, key in sorted(contents.signers.items())
        for file in listed
    ]
    return plain_json({"alg": ALG, "format": FORMAT, "signatures": signed}).encode()


@cache
def _asset(name: str) -> bytes:
    return files("reuse_pos").joinpath("assets", "fiscal", name).read_bytes()
