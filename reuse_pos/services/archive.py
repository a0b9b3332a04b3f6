"""The archive for the tax office: a year of every till's journal as one file, read back at once,
its trace sealed in the journals it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from itertools import count
from pathlib import Path

from reuse_pos import SOFTWARE
from reuse_pos.db import archive as rows
from reuse_pos.db import highwater
from reuse_pos.db import journal as journal_rows
from reuse_pos.db.store import Reader, Store
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.domain.wording import _
from reuse_pos.fiscal.archive import Contents, Made, Span, write_archive
from reuse_pos.fiscal.archive_check import ArchiveFinding, ArchiveVerdict, check_archive
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.head import TRAINING_SUFFIX, TillHead, advance, period_of
from reuse_pos.fiscal.keys import SigningKey
from reuse_pos.fiscal.records import archive as archive_body
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, Done, verb

__all__ = [
    "Archive", "ArchiveFinding", "ArchiveVerdict", "ArchiveWritten", "Period", "check_file",
]  # fmt: skip
Progress = Callable[[int, int], object]
Readers = dict[str, Reader]


@dataclass(frozen=True)
class Period:
    """What an archive covers: a closing's kind and period ("2026", "2026-07", "2026-10"), and the
    business days it spans."""

    kind: str
    name: str
    first_day: str
    last_day: str

    @classmethod
    def year(cls, year: int, starts: int = 1) -> Period:
        """An accounting year, called after the calendar year in which it begins."""
        first = date(year, starts, 1)
        last = date(year + 1, starts, 1) - timedelta(days=1)
        name = period_of("CLOSE_YEAR", first.isoformat(), starts)
        return cls("CLOSE_YEAR", name, first.isoformat(), last.isoformat())

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """A calendar month."""
        first = date(year, month, 1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return cls("CLOSE_MONTH", f"{first:%Y-%m}", first.isoformat(), last.isoformat())

    def before(self) -> Period:
        """The period that ends the day before this one begins."""
        last = date.fromisoformat(self.first_day) - timedelta(days=1)
        if self.kind == "CLOSE_MONTH":
            return Period.month(last.year, last.month)
        first = date.fromisoformat(self.first_day)
        return Period.year(first.year - 1, first.month)


@dataclass(frozen=True)
class ArchiveWritten:
    """An archive on disk: where, its tills with their first and last records, how many records,
    what reading it back found, and the tills whose period is not closed yet."""

    path: Path
    period: str
    tills: tuple[tuple[str, int, int], ...]
    n_records: int
    verdict: ArchiveVerdict
    open_tills: tuple[str, ...]


class Archive(Station):
    """Writes archives; the only thing it leaves in the shop is the trace the law asks for."""

    def years(self) -> list[int]:
        """The accounting years (by their first calendar year) in which anything was recorded,
        newest first."""
        with self._journals() as journals:
            months = {month for till in journals for month in rows.months(journals[till])}
        starts = self._year_starts()
        years = {int(period_of("CLOSE_YEAR", f"{month}-01", starts)[:4]) for month in months}
        return sorted(years, reverse=True)

    def period(self, year: str = "", month: str = "") -> Period:
        """The period of `year` ("2026") or `month` ("2026-10"); refuses what is neither."""
        try:
            if year and not month and len(year) == 4:
                return Period.year(int(year), self._year_starts())
            if month and not year and len(month) == 7 and month[4] == "-":
                return Period.month(int(month[:4]), int(month[5:]))
        except ValueError:
            pass
        raise Refusal(
            _(
                "“{period}” is no year and no month. Nothing was written. Write 2026, or 2026-10.",
                period=(year or month)[:20],
            ),
            "period",
        )

    def make(
        self,
        who: Actor,
        period: Period,
        path: Path,
        *,
        replace: bool = False,
        progress: Progress | None = None,
    ) -> Done[ArchiveWritten]:
        """Write the archive of a period, read it back, and seal its trace in each till's journal.

        Slow. Refuses without the right to verify, a period without records, a file that is there
        already unless `replace`, and what the disk refuses; then nothing is left behind.
        """
        refuse_unless(who, Permission.VERIFY)
        _refuse_existing(path, replace)
        part = path.with_name(f".{path.name}.part")
        try:
            with self._journals() as journals:
                contents = self._contents(who, period, journals)
                part.unlink(missing_ok=True)
                made = write_archive(part, contents, progress)
                unclosed = tuple(
                    span.till
                    for span in contents.spans
                    if not rows.is_closed(journals[span.till], span.till, period.kind, period.name)
                )
            verdict = check_archive(part)
            done = self.record(who, period.name, tuple(contents.spans), made, part, path)
        except (OSError, FiscalError) as trouble:
            raise _not_written(path, trouble) from trouble
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        tills = tuple((span.till, span.first, span.last) for span in contents.spans)
        written = ArchiveWritten(path, period.name, tills, made.n_records, verdict, unclosed)
        return Done(written, done.changes)

    def make_in(
        self, who: Actor, period: Period, folder: Path, progress: Progress | None = None
    ) -> Done[ArchiveWritten]:
        """`make` as `archive-caisse-2026.zip` in a folder, made if need be; a name that is taken
        gets a number."""
        refuse_unless(who, Permission.VERIFY)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise _not_written(folder, trouble) from trouble
        return self.make(who, period, _free_name(folder, period), progress=progress)

    @verb("archived", Permission.VERIFY)
    def record(
        self, act: Act, period: str, spans: tuple[Span, ...], made: Made, part: Path, path: Path
    ) -> None:
        """Seal the trace of an archive in each till it comes from, then give the file its name.

        Tills closed for good, whose key is elsewhere, or where one learns take no record: the
        others' traces name the archive with all it holds.
        """
        for span in spans:
            head = journal_rows.head(act.tx, span.till)
            if head is None or head["ended"] or self._key(str(head["key_id"])) is None:
                continue
            journal = TillJournal(act, self.office, span.till)
            stretch = (span.first, span.last)
            journal.note(
                archive_body(journal.stamp, period, stretch, made.files, made.manifest_sha256)
            )
        act.changed(Change.TILL)
        act.after(self._keep_mark)
        part.replace(path)

    def _keep_mark(self) -> None:
        highwater.write(self.office.folder.high_water, highwater.present(self.store.read()))

    def _contents(self, who: Actor, period: Period, journals: Readers) -> Contents:
        spans = tuple(
            span for till in journals if (span := self._span(journals[till], till, period))
        )
        if not spans:
            raise Refusal(
                _(
                    "Nothing was recorded in {period}. Nothing was written. Choose another year.",
                    period=period.name,
                ),
                "empty",
            )
        signers = self._signers(journals, spans)
        if not signers:
            raise Refusal(
                _(
                    "No till’s key is on this computer, so nobody can sign the archive. Nothing "
                    "was written. Restore the shop’s key folder."
                ),
                "no_key",
            )
        now = self.clock.now().isoformat(timespec="seconds")
        return Contents(
            period.name, now, who.op, SOFTWARE, self.office.setting("store.name"), spans,
            lambda span: rows.stretch(journals[span.till], span.till, span.first, span.last),
            signers,
        )  # fmt: skip

    def _span(self, reader: Reader, till: str, period: Period) -> Span | None:
        before = period.before()
        first = rows.end_of(reader, till, before.kind, before.name, before.last_day) + 1
        last = rows.end_of(reader, till, period.kind, period.name, period.last_day)
        if last < first:
            return None
        last_hash = journal_rows.record_hash(reader, till, last)
        keys = rows.keys(reader, till)
        return Span(till, first, last, last_hash, _head_before(reader, till, first), keys)

    def _signers(self, journals: Readers, spans: tuple[Span, ...]) -> Mapping[str, SigningKey]:
        heads = {span.till: journal_rows.head(journals[span.till], span.till) for span in spans}
        found = {till: self._key(str(head["key_id"])) for till, head in heads.items() if head}
        return {till: key for till, key in found.items() if key is not None}

    def _key(self, key_id: str) -> SigningKey | None:
        try:
            return self.office.keys.load(key_id)
        except FiscalError:
            return None

    def _year_starts(self) -> int:
        return min(max(self.office.number("till.year_starts"), 1), 12)

    @contextmanager
    def _journals(self) -> Iterator[Readers]:
        """Where each till's journal is read: the shop's file, and that of the practice till."""
        with ExitStack() as stack:
            found = {till: self.store.read() for till in rows.tills(self.store.read())}
            practice = self.office.folder.training
            if practice.exists() and practice != self.office.folder.database:
                store = Store(practice, read_only=True)
                stack.callback(store.close)
                for till in rows.tills(store.read()):
                    if till.endswith(TRAINING_SUFFIX):
                        found.setdefault(till, store.read())
            yield found


def check_file(
    path: Path, keys: frozenset[str] = frozenset(), progress: Progress | None = None
) -> ArchiveVerdict:
    """Check an archive file without any shop; `keys` are key ids known from elsewhere.

    Refuses a file that is no archive.
    """
    try:
        return check_archive(path, keys, progress)
    except FiscalError as error:
        raise Refusal(
            _(
                "{file} cannot be read as an archive. Nothing was changed. Choose the ZIP the "
                "till wrote.",
                file=str(path),
            ),
            "not_archive",
        ) from error


def _free_name(folder: Path, period: Period) -> Path:
    stem = f"archive-caisse-{period.name}"
    names = (f"{stem} ({n}).zip" if n > 1 else f"{stem}.zip" for n in count(1))
    return next(path for name in names if not (path := folder / name).exists())


def _head_before(reader: Reader, till: str, first: int) -> TillHead | None:
    """Where a till's journal stood before a record; None at its beginning.

    A journal too damaged to be followed is told from its last record before the stretch alone.
    """
    if first == 1:
        return None
    try:
        return reduce(
            lambda head, one: advance(head, one.read(), one.hash),
            rows.stretch(reader, till, 1, first - 1),
            TillHead.start(till),
        )
    except (FiscalError, KeyError, TypeError, ValueError, AttributeError):
        there = {one.seq: one for one in rows.stretch(reader, till, first - 1, first)}
        start, last, begun = TillHead.start(till), there.get(first - 1), there.get(first)
        return TillHead(
            till, start.mode, first - 1, start.hash if last is None else last.hash,
            key_id="" if begun is None else begun.key_id,
        )  # fmt: skip


def _refuse_existing(path: Path, replace: bool) -> None:
    if path.exists() and (path.is_dir() or not replace):
        raise Refusal(
            _(
                "{file} is there already. Nothing was written. Choose another name, or ask to "
                "replace it.",
                file=str(path),
            ),
            "exists",
        )


def _not_written(path: Path, trouble: Exception) -> Refusal:
    reason = getattr(trouble, "strerror", None) or type(trouble).__name__
    return Refusal(
        _(
            "The file could not be written in {folder} ({reason}). The shop is unchanged. "
            "Choose another folder, or close the file if it is open.",
            folder=str(path.parent),
            reason=reason,
        ),
        "file",
    )
