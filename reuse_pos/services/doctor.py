"""The doctor: everything that can be rebuilt is rebuilt and compared, and each difference is
named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from reuse_pos.db import checks, highwater, reference
from reuse_pos.db import journal as journal_rows
from reuse_pos.db.checks import Found
from reuse_pos.db.device import device
from reuse_pos.db.highwater import HighWater
from reuse_pos.db.store import Reader
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.settings import BY_KEY, checked_setting
from reuse_pos.fiscal.verdict import Finding, Verdict
from reuse_pos.fiscal.verify import verify
from reuse_pos.services.office import Office, Station
from reuse_pos.services.training import practice_findings, practice_verdict


@dataclass(frozen=True)
class Health:
    """What the doctor found: nothing, or each place that does not hold; `counts` is what was
    seen."""

    findings: tuple[Found, ...]
    counts: dict[str, int]

    @property
    def sound(self) -> bool:
        """Whether everything holds."""
        return not self.findings


class Doctor(Station):
    """Checks that read only; they may run beside an open till."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._seen: HighWater | None = None

    @cached_property
    def _reader(self) -> Reader:
        return self.store.read_damaged()

    def examine(self, progress: Callable[[str], None] | None = None) -> Health:
        """Run every check; `progress` is told the name of each as it starts."""
        findings: list[Found] = []
        # Read before the file: a sale made in between may only bring the file further.
        self._seen = highwater.read(self.office.folder.high_water)
        with self._reader.steady():
            for name, check in self._checks():
                if progress is not None:
                    progress(name)
                findings.extend(checks.finished(name, check))
            return Health(tuple(findings), checks.counts(self._reader))

    def verify_journal(
        self, till: str | None = None, first: int = 1, keys: frozenset[str] = frozenset()
    ) -> Verdict:
        """The fiscal journal of one till or all (the one where people learn too), from the first
        record to the last, or from record `first` on.

        `keys` are short names of keys known from paper: each must be one that a till read here
        signs with, else the journal may have been made again whole with another key.
        """
        practice = practice_verdict(self.office)
        if practice is not None and till in practice.heads:
            return _with_keys(practice, keys)
        real = self._verdict(till, first)
        if practice is not None and till is None:
            real = _both(real, practice)
        return _with_keys(real, keys)

    def _verdict(self, till: str | None, first: int) -> Verdict:
        reader = self._reader
        self._seen = highwater.read(self.office.folder.high_water)
        with reader.steady():
            known = checks.expectation(reader, self._marks())
            heads = tuple(
                head
                for head in known.heads
                if till in (None, head.till) and (first == 1 or head.seq >= first)
            )
            if first == 1:
                return verify(checks.records(reader, till), replace(known, heads=heads))
            starts = dict.fromkeys({head.till for head in heads}, first)
            known = replace(known, heads=heads, whole=False, public_keys=_public_keys(reader))
            return verify(journal_rows.records_from(reader, starts), known)

    def _checks(self) -> list[tuple[str, Callable[[], Iterator[Found]]]]:
        reader = self._reader
        return [
            ("file", lambda: checks.file_integrity(reader)),
            ("ledger", lambda: checks.ledger_sums(reader)),
            ("items", lambda: checks.items(reader)),
            ("words", lambda: checks.found_by(reader)),
            ("facts", lambda: checks.facts(reader)),
            ("journal", lambda: checks.journal(reader, self._marks())),
            ("sales", lambda: checks.sales(reader)),
            ("settings", self._settings),
            ("mark", self._mark),
            ("replay", self._replay),
            ("training", lambda: practice_findings(self.office)),
        ]

    def _replay(self) -> Iterator[Found]:
        with TemporaryDirectory(prefix="reuse-pos-doctor-") as scratch:
            yield from checks.replayed(self.store, Path(scratch) / "replayed.db")

    def _settings(self) -> Iterator[Found]:
        for key, value in reference.setting_values(self._reader, "9999-12-31").items():
            if key not in BY_KEY:
                yield Found("setting", key, "is no setting of this version")
                continue
            try:
                checked_setting(key, value)
            except Refusal:
                yield Found("setting", key, "its value does not fit its kind")

    def _mark(self) -> Iterator[Found]:
        mark = self._seen
        if mark is None:
            return
        here = device(self._reader)
        if mark.epoch != here.epoch.hex():
            yield Found("mark", "device_state", "this file had another life when it was marked")
        elif here.last_seq < mark.seq:
            detail = f"ends at fact {here.last_seq}, but {mark.seq} were seen: an older copy"
            yield Found("mark", "device_state", detail)

    def _marks(self) -> dict[str, tuple[int, str]]:
        return {} if self._seen is None else self._seen.tills


def _public_keys(reader: Reader) -> frozenset[str]:
    try:
        return journal_rows.public_keys(reader)
    except (KeyError, ValueError):
        return frozenset()  # The records that name them are damaged: signatures are then named.


def _with_keys(verdict: Verdict, keys: frozenset[str]) -> Verdict:
    strangers = sorted(keys - {head.key_id for head in verdict.heads.values()})
    found = tuple(Finding("", 0, "foreign_key", key) for key in strangers)
    return replace(
        verdict, ok=verdict.ok and not found, n_findings=verdict.n_findings + len(found),
        findings=(*verdict.findings, *found),
    )  # fmt: skip


def _both(one: Verdict, other: Verdict) -> Verdict:
    return Verdict(
        one.ok and other.ok,
        one.n_records + other.n_records,
        one.n_findings + other.n_findings,
        (*one.findings, *other.findings),
        {**one.heads, **other.heads},
    )
