"""Reading an archive back: every file, every signature, every record, every cell, each fault named.

The archive carries a verifier of its own that does the same without this program; they must agree.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from reuse_pos.fiscal.archive import (
    FORMAT,
    JOURNAL,
    KEYS,
    MANIFEST,
    SIGNATURES,
    columns_of,
    plain_json,
    record_of,
    signed_message,
)
from reuse_pos.fiscal.archive_keys import ArchivedTill, take_key
from reuse_pos.fiscal.archive_tables import Table, tables
from reuse_pos.fiscal.chain import ALG, check_message
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.head import TillHead
from reuse_pos.fiscal.records import Body, Record
from reuse_pos.fiscal.verdict import MAX_FINDINGS, Expectation, KnownHead
from reuse_pos.fiscal.verify import verify

MAX_LINE = 16 * 2**20
MAX_SMALL = 64 * 2**20
_BROKEN = (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError)
Progress = Callable[[int, int], object]


@dataclass(frozen=True)
class ArchiveFinding:
    """One thing that does not hold: in which file, at which till and record (0: none), a code."""

    file: str
    till: str
    seq: int
    code: str
    detail: str = ""


@dataclass(frozen=True)
class ArchiveVerdict:
    """The outcome for an archive; `keys` are the tills' last public keys by key id, to compare with
    paper; `lasts` each till's last record and hash.
    """

    findings: tuple[ArchiveFinding, ...]
    n_findings: int
    n_records: int
    period: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    lasts: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.n_findings


def check_archive(
    path: Path, known_keys: frozenset[str] = frozenset(), progress: Progress | None = None
) -> ArchiveVerdict:
    """Check an archive; `known_keys` are key ids known from elsewhere (paper, head office).

    Raises `FiscalError("not_archive")` for a file that is no readable ZIP.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            return _Check(packed, known_keys, progress).run()
    except (zipfile.BadZipFile, OSError) as trouble:
        raise FiscalError("not_archive", why=type(trouble).__name__) from trouble


class _Check:
    def __init__(
        self, packed: zipfile.ZipFile, known_keys: frozenset[str], progress: Progress | None
    ) -> None:
        self._packed, self._known, self._progress = packed, known_keys, progress
        self._names = Counter(one.filename for one in packed.infolist())
        self._findings: list[ArchiveFinding] = []
        self._count = 0
        self._manifest: dict[str, Any] = {}
        self._tills: dict[str, ArchivedTill] = {}
        self._hashes: dict[str, str] = {}

    def say(
        self, file: str, code: str, detail: object = "", *, till: str = "", seq: int = 0
    ) -> None:
        self._count += 1
        if len(self._findings) < MAX_FINDINGS:
            self._findings.append(ArchiveFinding(file, till, seq, code, str(detail)))

    def run(self) -> ArchiveVerdict:
        self._hash_all()
        self._read_manifest()
        self._read_keys()
        self._compare_files()
        n_records = self._read_journal()
        keys = {one.key_id: one.keys[one.key_id] for one in self._tills.values() if one.key_id}
        if self._known and not self._known <= keys.keys():
            strangers = ", ".join(sorted(self._known - keys.keys()))
            self.say(KEYS, "foreign_key", strangers)
        lasts = {till: (one.last, one.last_hash) for till, one in self._tills.items()}
        period = str(self._manifest.get("period", ""))
        return ArchiveVerdict(tuple(self._findings), self._count, n_records, period, keys, lasts)

    # ------------------------------------------------------------------ files

    def _hash_all(self) -> None:
        for name, times in self._names.items():
            if times > 1:
                self.say(name, "file_twice")
            digest = hashlib.sha256()
            try:
                with self._packed.open(name) as file:
                    while piece := file.read(2**18):
                        digest.update(piece)
            except _BROKEN as trouble:
                self.say(name, "file_unreadable", type(trouble).__name__)
                continue
            self._hashes[name] = digest.hexdigest()

    def _small(self, name: str) -> dict[str, Any] | None:
        """A JSON file of the archive, which must be in its one form; None after saying why not."""
        if name not in self._hashes:
            if name not in self._names:
                self.say(name, "file_missing")
            return None
        with self._packed.open(name) as file:
            raw = file.read(MAX_SMALL)
        try:
            found = json.loads(raw)
            proper = isinstance(found, dict) and plain_json(found).encode() == raw
        except (ValueError, RecursionError):
            proper = False
        if not proper:
            self.say(name, "file_form")
            return None
        return dict(found)

    def _read_manifest(self) -> None:
        found = self._small(MANIFEST)
        if found is None:
            return
        try:
            for one in found["tills"]:
                before = None if one["before"] is None else TillHead.load(one["before"])
                self._tills[str(one["till"])] = ArchivedTill(
                    int(one["first_seq"]), int(one["last_seq"]), str(one["last_hash"]), before
                )
            listed = {str(one["name"]): str(one["sha256"]) for one in found["files"]}
            signers = {str(one["till"]): str(one["key"]) for one in found["signers"]}
            if found["format"] != FORMAT:
                raise ValueError("format")
        except (KeyError, TypeError, ValueError, AttributeError) as trouble:
            self._tills.clear()
            self.say(MANIFEST, "file_form", repr(trouble))
            return
        self._manifest = found | {"files": listed, "signers": signers}

    def _compare_files(self) -> None:
        listed = self._manifest.get("files", {})
        for name in sorted(listed.keys() - self._names.keys()):
            self.say(name, "file_missing")
        for name in sorted(self._names.keys() - listed.keys() - {MANIFEST, SIGNATURES}):
            if self._manifest:
                self.say(name, "file_unknown")
        for name, digest in self._hashes.items():
            if name in listed and listed[name] != digest:
                self.say(name, "file_changed", digest)
        self._check_signatures(listed)

    def _check_signatures(self, listed: Mapping[str, str]) -> None:
        given = self._signatures()
        if given is None:
            return
        signers = self._manifest.get("signers", {}) or {till: key for till, key, _file in given}
        public = {
            (till, key): self._tills[till].keys.get(key, "") if till in self._tills else ""
            for till, key in signers.items()
        }
        wanted = {
            (till, key, name) for till, key in signers.items() for name in (*listed, MANIFEST)
        }
        for till, key in signers.items():
            if till in self._tills and key != self._tills[till].key_id:
                self.say(MANIFEST, "wrong_key", key, till=till)
        if not signers or set(given) != wanted:
            self.say(SIGNATURES, "signatures_listed")
        bad = {
            name
            for (till, key, name), sig in given.items()
            if name in self._hashes
            and (till, key) in public
            and not check_message(public[till, key], signed_message(name, self._hashes[name]), sig)
        }
        self._blame(bad, listed)

    def _blame(self, bad: set[str], listed: Mapping[str, str]) -> None:
        """Whose fault a bad signature is: the file's, unless a signed manifest vouches for it."""
        changed = {name for name in listed if self._hashes.get(name) != listed[name]}
        for name in sorted(bad):
            if name == MANIFEST:
                self.say(name, "file_signature")
                if not changed and bad == {MANIFEST}:
                    self.say(SIGNATURES, "file_signature", MANIFEST)
            elif name in changed or MANIFEST in bad:
                self.say(name, "file_signature")
            else:
                self.say(SIGNATURES, "file_signature", name)

    def _signatures(self) -> dict[tuple[str, str, str], str] | None:
        found = self._small(SIGNATURES)
        if found is None:
            return None
        try:
            if (found["alg"], found["format"]) != (ALG, FORMAT):
                raise ValueError("alg")
            return {
                (str(one["till"]), str(one["key"]), str(one["file"])): str(one["sig"])
                for one in found["signatures"]
            }
        except (KeyError, TypeError, ValueError) as trouble:
            self.say(SIGNATURES, "file_form", repr(trouble))
            return None

    # ------------------------------------------------------------------ keys

    def _read_keys(self) -> None:
        for record in self._lines(KEYS):
            till = self._tills.get(record.till)
            if till is None:
                self.say(KEYS, "till_unknown", till=record.till, seq=record.seq)
                continue
            reason = take_key(till, record)
            if reason:
                self.say(KEYS, reason, till=record.till, seq=record.seq)
        for name, till in self._tills.items():
            if not till.keys and KEYS in self._hashes:
                self.say(KEYS, "no_public_key", till=name)

    def _lines(self, name: str) -> Iterator[Record]:
        """The records of a file; a line that is none is named and left out."""
        if name not in self._hashes:
            return
        with self._packed.open(name) as file:
            number = 0
            while line := file.readline(MAX_LINE):
                number += 1
                try:
                    yield record_of(line)
                except FiscalError:
                    self.say(name, "line_form", f"line {number}")

    # ------------------------------------------------------------------ journal and tables

    def _read_journal(self) -> int:
        starts = {till: one.before for till, one in self._tills.items() if one.before}
        heads = tuple(
            KnownHead(till, one.last, one.last_hash, "manifest", exact=True)
            for till, one in self._tills.items()
        )
        keys = {till: frozenset(one.keys.values()) for till, one in self._tills.items()}
        expect = Expectation(heads, whole=bool(self._manifest), starts=starts, till_keys=keys)
        there = [table for table in tables() if {table.name, JOURNAL} <= self._hashes.keys()]
        with ExitStack() as stack:
            made = [
                _TableCheck(table, stack.enter_context(self._packed.open(table.name)), self)
                for table in there
            ]
            verdict = verify(self._tee(made), expect)
            for one in made:
                one.finish()
        for found in verdict.findings:
            self.say(JOURNAL, found.code, found.detail, till=found.till, seq=found.seq)
        self._count += verdict.n_findings - len(verdict.findings)
        for name in (*(table.name for table in tables()), JOURNAL, KEYS):
            if name not in self._names and name not in self._manifest.get("files", {}):
                self.say(name, "file_missing")
        return verdict.n_records

    def _tee(self, made: list[_TableCheck]) -> Iterator[Record]:
        total = sum(one.last - one.first + 1 for one in self._tills.values())
        for number, record in enumerate(self._lines(JOURNAL), 1):
            if self._progress is not None and number % 200 == 0:
                self._progress(number, total)
            if self._tills and record.till not in self._tills:
                self.say(JOURNAL, "till_unknown", till=record.till, seq=record.seq)
            body = _readable(record)
            if body is not None:
                for one in made:
                    one.take(record, body)
            yield record


class _TableCheck:
    """One CSV read beside the journal: its bytes must be those the records give."""

    def __init__(self, table: Table, file: IO[bytes], check: _Check) -> None:
        self._table, self._file, self._check = table, file, check
        self._row, self._lost = 1, False
        self._expect(table.head, "", 0)

    def take(self, record: Record, body: Body) -> None:
        """Compare the lines of one record."""
        if not self._lost:
            for line in self._table.rows(columns_of(record), body):
                self._row += 1
                self._expect(line, record.till, record.seq)

    def finish(self) -> None:
        """Nothing may follow the last record."""
        if not self._lost and self._file.read(1):
            self._check.say(self._table.name, "table_longer", f"after line {self._row}")

    def _expect(self, line: bytes, till: str, seq: int) -> None:
        if not self._lost and self._file.read(len(line)) != line:
            # What follows cannot be lined up any more: one place is named, the first.
            self._lost = True
            self._check.say(
                self._table.name, "table_differs", f"line {self._row}", till=till, seq=seq
            )


def _readable(record: Record) -> Body | None:
    try:
        return record.read()
    except FiscalError:
        return None
