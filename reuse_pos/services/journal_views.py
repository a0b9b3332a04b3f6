"""What an inspector sees of the journals: how each stands, its closings, and whether they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reuse_pos.db import archive as rows
from reuse_pos.db import checks, highwater
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.records import Record
from reuse_pos.fiscal.verdict import Finding, Verdict
from reuse_pos.fiscal.verify import verify
from reuse_pos.services.office import Station
from reuse_pos.services.till_papers import period_doc, z_doc

__all__ = ["Closing", "Finding", "JournalState", "JournalViews", "Page", "Verdict"]
PAGE = 50
_TOLD_EVERY = 100
Closing = rows.ClosedRow


@dataclass(frozen=True)
class JournalState:
    """A till's journal now: records, first and last time, last Z (0: none), perpetual totals in
    cents, the hash it ends with, its key's short name and whether this computer holds it."""

    till: str
    number: int
    name: str
    records: int
    first_at: str
    last_at: str
    z_number: int
    z_at: str
    gtp: int
    gtpa: int
    hash: str
    key_id: str
    key_here: bool
    ended: bool


@dataclass(frozen=True)
class Page:
    """A page of closings, and where the next one begins (None: there is none)."""

    closings: tuple[Closing, ...]
    after: tuple[str, str, int] | None


class JournalViews(Station):
    """Reads only; everything asks for the right to verify."""

    def states(self, who: Actor) -> list[JournalState]:
        """Every till's journal, in the order of their numbers."""
        refuse_unless(who, Permission.VERIFY)
        return [self._state(one) for one in rows.journals(self.store.read())]

    def closings(self, who: Actor, kind: str, after: tuple[str, str, int] | None = None) -> Page:
        """A page of closings of a kind (SESSION, DAY, MONTH, YEAR), newest first."""
        refuse_unless(who, Permission.VERIFY)
        found = rows.closings(self.store.read(), kind, after, PAGE + 1)
        page = tuple(found[:PAGE])
        last = page[-1] if len(found) > PAGE else None
        return Page(page, None if last is None else (last.day, last.till, last.seq))

    def paper(self, who: Actor, closing: Closing) -> ReceiptDoc:
        """A closing as its paper says it."""
        refuse_unless(who, Permission.VERIFY)
        make = z_doc if closing.kind == "SESSION" else period_doc
        return make(self.office, self.store.read(), closing.till, closing.seq)

    def verify_all(
        self, who: Actor, progress: Callable[[int, int], object] | None = None
    ) -> Verdict:
        """Check every till's journal from its first record to its last; slow.

        `progress(done, total)` counts records and may raise to stop.
        """
        refuse_unless(who, Permission.VERIFY)
        reader = self.store.read()
        total = checks.counts(reader).get("fiscal_record", 0)
        mark = highwater.read(self.office.folder.high_water)
        with reader.steady():  # Whoever sells meanwhile is no fault of the journal's.
            known = checks.expectation(reader, {} if mark is None else mark.tills)
            return verify(_counted(checks.records(reader), total, progress), known)

    def _state(self, row: rows.JournalRow) -> JournalState:
        head = row.head
        key_id = str(head["key_id"])
        return JournalState(
            row.till, row.number, row.name, row.records, row.first_at, str(head["last_ts"]),
            row.z_number, row.z_at, int(head["gtp"]), int(head["gtpa"]), str(head["hash"]),
            key_id, self._held(key_id), bool(head["ended"]),
        )  # fmt: skip

    def _held(self, key_id: str) -> bool:
        try:
            return self.office.keys.load(key_id) is not None
        except (FiscalError, Refusal):
            return False


def _counted(
    records: Iterator[Record], total: int, progress: Callable[[int, int], object] | None
) -> Iterator[Record]:
    for number, record in enumerate(records, 1):
        if progress is not None and number % _TOLD_EVERY == 0:
            progress(number, total)
        yield record
    if progress is not None:
        progress(total, total)
