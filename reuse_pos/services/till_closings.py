"""The closings of the tills: days, months and years closed, their papers, and differences accepted
later."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from reuse_pos.db import highwater
from reuse_pos.db import till as rows
from reuse_pos.db.till import ClosingRow
from reuse_pos.domain.approval import DIFFERENCE
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import uuid7
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.till import FORGOTTEN, UNAPPROVED, closable_from, too_early
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.fiscal.head import CLOSINGS, TRAINING_SUFFIX, period_of
from reuse_pos.services.journal import TillJournal, read_head, year_starts
from reuse_pos.services.office import Office, Station
from reuse_pos.services.printing import print_doc
from reuse_pos.services.till_emergency import sheet_doc, sheet_pdf
from reuse_pos.services.till_files import save_bytes, save_pdf
from reuse_pos.services.till_papers import period_doc, x_doc, z_doc
from reuse_pos.services.verb import Act, verb

# A difference nobody accepted is told for so long.
TOLD_DAYS = 62


@dataclass(frozen=True)
class ClosingView:
    """A closing as a list shows it; amounts in cents. For a Z: `difference_cents` (None when the
    drawer was not counted), `forgotten`, and `unapproved` while nobody accepted the difference."""

    till: str
    till_number: int
    seq: int
    kind: str
    number: int | None
    period: str
    at: str
    op: str
    turnover_cents: int
    total_cents: int
    difference_cents: int | None = None
    forgotten: bool = False
    unapproved: bool = False


@dataclass(frozen=True)
class Waiting:
    """What a till has still to close: business day, month and accounting year; "" for none.

    `from_day` is the day from which the next of these may be closed, "" when it may be now.
    """

    till: str
    number: int
    session: int
    day: str
    month: str
    year: str
    from_day: str = ""


class TillClosings(Station):
    """What the sessions add up to: days, months, years, and every paper of theirs."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._papers: dict[tuple[str, int], str] = {}

    @verb("day_closed", Permission.CLOSE_TILL)
    def close_day(self, act: Act, till: str) -> str:
        """Close a till's day after its last session; returns the business day closed."""
        day = close_waiting_day(TillJournal(act, self.office, till))
        act.after(self._keep_mark)
        return day

    @verb("month_closed", Permission.SET_UP)
    def close_month(self, act: Act, till: str) -> str:
        """Close a till's month once its days are closed, in its last days or later; returns the
        month."""
        return self._close_period(act, till, "CLOSE_MONTH")

    @verb("year_closed", Permission.SET_UP)
    def close_year(self, act: Act, till: str) -> str:
        """Close a till's accounting year once its months are closed, in its last days or later;
        returns the year ("2026", or "2026-07" for one that starts in July)."""
        return self._close_period(act, till, "CLOSE_YEAR")

    @verb("difference_accepted", Permission.APPROVE)
    def accept_difference(self, act: Act, till: str, seq: int, reason: str) -> None:
        """Say yes, later, to the difference of a Z that was closed without a yes."""
        row = rows.closing(act.tx, till, seq)
        view = None if row is None else self._view(row, self._accepted_since(row.day))
        if view is None or not view.unapproved or not reason.strip():
            raise Refusal(_("There is no difference to accept here. Nothing was recorded."), "none")
        subject = _subject(till, seq)
        value = abs(view.difference_cents or 0)
        act.put(
            "approval", id=uuid7(act.at_ns), kind=DIFFERENCE, till=till, asked_by=view.op,
            given_by=act.who.op, reason=reason[:80], limit_value=value, subject=subject,
            at=act.at, day=act.day,
        )  # fmt: skip
        journal = TillJournal(act, self.office, till)
        info = {
            "kind": DIFFERENCE, "asked_by": view.op, "given_by": act.who.op,
            "reason": reason[:80], "limit": value, "subject": subject,
        }  # fmt: skip
        journal.note(fiscal.jet(journal.stamp, fiscal.Jet.APPROVAL, info))
        act.changed(Change.TILL)

    def waiting(self) -> list[Waiting]:
        """What each till has still to close, in the order of the tills."""
        reader = self.store.read()
        found = []
        for one in rows.tills(reader):
            head = read_head(reader, one.till)
            since, starts = dict(head.open_since), year_starts(self.office)
            periods = tuple(
                period_of(kind, since[kind], starts) if kind in since else "" for kind in CLOSINGS
            )
            session = head.session if head.session_seq else 0
            waiting = Waiting(one.till, one.number, session, *periods)
            found.append(replace(waiting, from_day=self._from(periods)))
        return found

    def _from(self, periods: tuple[str, ...]) -> str:
        waits = [both for both in zip(CLOSINGS, periods, strict=True) if both[1]]
        if not waits or waits[0][0] == "CLOSE_DAY":
            return ""
        day = closable_from(*waits[0])
        return day.isoformat() if day > business_day(self.clock.now()) else ""

    def closings(self, kind: str, first_day: str, last_day: str) -> list[ClosingRow]:
        """Closings of a kind (SESSION, DAY, MONTH, YEAR) between two business days."""
        return rows.closings(self.store.read(), kind, first_day, last_day)

    def z_of_day(self, till: str, day: str) -> list[ClosingRow]:
        """The Zs of a till on a business day."""
        found = rows.closings(self.store.read(), "SESSION", day, day)
        return [one for one in found if one.till == till]

    def history(self, kind: str, first_day: str, last_day: str) -> list[ClosingView]:
        """Closings as a list shows them, newest first."""
        accepted = self._accepted_since(first_day)
        found = [self._view(row, accepted) for row in self.closings(kind, first_day, last_day)]
        return list(reversed(found))

    def to_accept(self) -> list[ClosingView]:
        """The Zs of the last two months whose difference nobody accepted yet, newest first."""
        today = business_day(self.clock.now())
        first = (today - timedelta(days=TOLD_DAYS)).isoformat()
        found = self.history("SESSION", first, today.isoformat())
        return [one for one in found if one.unapproved]

    def x_report(self, till: str) -> ReceiptDoc:
        """The X: the session so far, closing nothing."""
        return x_doc(self.office, self.store.read(), till)

    def z_report(self, till: str, seq: int) -> ReceiptDoc:
        """The Z of a closed session, as a paper."""
        return z_doc(self.office, self.store.read(), till, seq)

    def period_report(self, till: str, seq: int) -> ReceiptDoc:
        """The closing of a day, month or year, as a paper."""
        return period_doc(self.office, self.store.read(), till, seq)

    def report(self, view: ClosingView) -> ReceiptDoc:
        """The paper of any closing of a list."""
        make = self.z_report if view.kind == "SESSION" else self.period_report
        return make(view.till, view.seq)

    def print_paper(self, doc: ReceiptDoc) -> str:
        """Print one of the till's papers; returns "" or the kind of trouble."""
        return print_doc(self.office, doc)

    def paper_pdf(self, doc: ReceiptDoc, folder: Path | None = None) -> Path:
        """Keep one of the till's papers as a PDF file (in the shop's papers unless told where);
        returns its path."""
        return save_pdf(self.office, doc, folder)

    def emergency_page(self, till: str, folder: Path | None = None) -> Path:
        """The emergency sheet on A4, as a PDF file; returns its path."""
        reader = self.store.read()
        session = read_head(reader, till).session
        name = f"emergency-a4-{till}-{session}"
        return save_bytes(self.office, name, sheet_pdf(self.office, reader, till, session), folder)

    def print_x(self, till: str) -> str:
        """Print the X; returns "" or the kind of trouble."""
        return print_doc(self.office, self.x_report(till))

    def print_z(self, till: str, seq: int) -> str:
        """Print a Z, now or again; returns "" or the kind of trouble, which is remembered."""
        trouble = print_doc(self.office, self.z_report(till, seq))
        self._papers[till, seq] = trouble
        return trouble

    def z_printed(self, till: str, seq: int) -> str | None:
        """How the last print of a Z went: "" or the kind of trouble; None while none has ended."""
        return self._papers.get((till, seq))

    def _after_z(self, till: str, seq: int, session: int) -> None:
        """The Z on paper, then the emergency sheet for the next power cut."""
        wanted = self.office.number("till.emergency_sheet") and not till.endswith(TRAINING_SUFFIX)
        if self.print_z(till, seq) == "" and wanted:
            print_doc(self.office, sheet_doc(self.office, self.store.read(), till, session))

    def _close_period(self, act: Act, till: str, kind: str) -> str:
        journal = TillJournal(act, self.office, till)
        period = journal.waiting(kind)
        if not period:
            raise Refusal(_("This period has nothing to close. Nothing was changed."), "nothing")
        refusal = too_early(kind, period, business_day(act.now))
        if refusal is not None:
            raise refusal
        record = journal.close(kind, period)
        act.after(self._keep_mark)
        act.after(lambda: self.office.later(lambda: self._print_period(till, record.seq)))
        return period

    def _print_period(self, till: str, seq: int) -> None:
        print_doc(self.office, self.period_report(till, seq))

    def _accepted_since(self, day: str) -> frozenset[str]:
        return rows.accepted_later(self.store.read(), day)

    def _view(self, row: ClosingRow, accepted: frozenset[str]) -> ClosingView:
        body = json.loads(row.body)
        methods = body.get("methods", ())
        cash: dict[str, Any] = next((one for one in methods if one["method"] == "CASH"), {})
        open_gap = body.get("approval") == UNAPPROVED
        return ClosingView(
            row.till, int(row.till.split("-")[1]), row.seq, row.kind, row.number, row.period,
            body["ts"], body["op"], row.turnover, row.total, cash.get("diff"),
            body.get("comment") == FORGOTTEN,
            open_gap and _subject(row.till, row.seq) not in accepted,
        )  # fmt: skip

    def _keep_mark(self) -> None:
        mark = highwater.present(self.store.read())
        highwater.write(self.office.folder.high_water, mark)


def close_waiting_day(journal: TillJournal) -> str:
    """Close the day a till's journal has still to close; returns it; refuses when there is none or
    a session is open."""
    waiting = journal.waiting("CLOSE_DAY")
    if not waiting:
        raise Refusal(_("This day has nothing to close. Nothing was changed."), "nothing")
    if journal.head.session_seq:
        raise Refusal(
            _("A session is open on this till. Nothing was recorded. Close it first."),
            "session_open",
        )
    journal.close("CLOSE_DAY", waiting)
    return waiting


def _subject(till: str, seq: int) -> str:
    return f"Z {till} {seq}"
