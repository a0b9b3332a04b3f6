"""Papers: what waits for the printer, retries, numbered duplicates, and opening the drawer."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from reuse_pos.db import counter as rows
from reuse_pos.db import journal as journal_rows
from reuse_pos.db import printing as jobs
from reuse_pos.db.store import Reader
from reuse_pos.domain.approval import DRAWER
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import to_ns
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.paper import ReceiptDoc, render_text
from reuse_pos.domain.paper_json import dump, load
from reuse_pos.domain.roles import SYSTEM, Actor, Permission, refuse_unless
from reuse_pos.domain.wording import N_, _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.services.approvals import check_approval
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.office import Office, Station
from reuse_pos.services.tickets import ticket_doc, waiting_ticket
from reuse_pos.services.till_files import folder_ready, no_file
from reuse_pos.services.verb import Act, Done, verb

TROUBLE_WORDS = {
    "absent": N_("The printer does not answer. Is it on and plugged in?"),
    "refused": N_("The printer refuses. Is its cover closed?"),
    "timeout": N_("The printer no longer answers. Switch it off and on."),
    "paper": N_("There is no more paper. Put in a new roll."),
    "died": N_("The printer stopped in the middle. The paper may be cut short."),
    "printing": N_("The printer stopped in the middle. The paper may be cut short."),
    "none": N_("No receipt printer is set up here."),
}
PRINTING = "printing"
# The bytes were on their way: the paper may lie there, whole or cut short.
DOUBTFUL = frozenset({"died", "timeout", PRINTING})


@dataclass(frozen=True)
class Waiting:
    """A paper that did not come out, and why (a sentence)."""

    id: Id
    kind: str
    error: str


class Printing(Station):
    """The papers of the shop."""

    def waiting(self) -> list[Waiting]:
        """Papers that did not come out, newest first."""
        return [_told(one) for one in jobs.waiting(self.store.read())]

    def failed(self) -> list[Waiting]:
        """Papers that were tried and did not come out, newest first."""
        return [_told(one) for one in jobs.waiting(self.store.read(), tried=True)]

    @verb("paper_retried", Permission.SELL)
    def retry(self, act: Act, job: Id) -> None:
        """Try a waiting paper again; one that may have come out in part says DUPLICATA."""
        act.changed(Change.COUNTER)
        act.after(lambda: self.office.later(lambda: run_job(self.office, job)))

    @verb("paper_dropped", Permission.SELL)
    def drop(self, act: Act, job: Id) -> None:
        """Go on without a waiting paper."""
        jobs.drop(act.tx, job)
        act.changed(Change.COUNTER)

    @verb("ticket_reprinted", Permission.SELL)
    def reprint(self, act: Act, doc_no: str) -> int:
        """Print a ticket again as a numbered DUPLICATA, recorded in the journal; returns its
        number."""
        ticket = self._ticket(act.tx, doc_no)
        copy = write_reprint(self.office, act, (ticket.till, ticket.seq), doc_no)
        job = waiting_ticket(act, (ticket.till, ticket.seq), copy)
        act.after(lambda: self.office.later(lambda: run_job(self.office, job)))
        return copy

    @verb("ticket_reprinted", Permission.SELL)
    def record_duplicate(self, act: Act, doc_no: str) -> int:
        """Record that a ticket is printed again, without printing it; returns the copy's number."""
        ticket = self._ticket(act.tx, doc_no)
        return write_reprint(self.office, act, (ticket.till, ticket.seq), doc_no)

    @verb("drawer_opened", Permission.SELL)
    def drawer(self, act: Act, till: str, reason: str, approval: str = "") -> None:
        """Open the drawer without a sale; the reason is kept in the journal. Without the right, a
        manager says yes (`approval`, hex)."""
        if not reason.strip():
            raise Refusal(
                _("Say why the drawer opens. Nothing was done. Touch a reason."), "reason"
            )
        if not act.who.may(Permission.OPEN_DRAWER):
            check_approval(act, approval, DRAWER, till, 0)
        journal = TillJournal(act, self.office, till)
        journal.write(fiscal.jet(journal.stamp, fiscal.Jet.DRAWER_NO_SALE, {"reason": reason[:60]}))
        act.after(lambda: self.office.later(lambda: open_drawer(self.office)))

    def ticket_text(self, doc_no: str, columns: int = 48) -> list[str]:
        """A ticket as plain lines, for the screen."""
        ticket = self._ticket(self.store.read(), doc_no)
        doc = ticket_doc(self.office, self.store.read(), (ticket.till, ticket.seq))
        return render_text(doc, columns)

    def ticket_pdf(self, doc_no: str, path: Path) -> None:
        """A ticket as a PDF file 72 mm wide."""
        reader = self.store.read()
        ticket = self._ticket(reader, doc_no)
        _write_pdf(ticket_doc(self.office, reader, (ticket.till, ticket.seq)), path)

    def receipt_file(self, who: Actor, doc_no: str, folder: Path) -> Done[Path]:
        """Keep a ticket as a PDF in a folder: the receipt itself, once, where it was asked as a
        file, else a numbered DUPLICATA recorded in the journal. Returns the file.

        Refuses a folder that cannot be made, before anything is recorded.
        """
        reader = self.store.read()
        ticket = self._ticket(reader, doc_no)
        key = (ticket.till, ticket.seq)
        refuse_unless(who, Permission.SELL)
        folder_ready(folder)
        body = json.loads(rows.record_body(reader, *key) or "{}")
        if body.get("ticket") == "EMAIL" and not jobs.file_made(reader, key):
            copy = Done(0, frozenset[Change]())
        else:
            copy = self.record_duplicate(who, doc_no)
        name = f"{doc_no}-duplicata-{copy.value}.pdf" if copy.value else f"{doc_no}.pdf"
        doc = ticket_doc(self.office, self.store.read(), key, copy.value)
        try:
            _write_pdf(doc, folder / name)
        except OSError as trouble:
            raise no_file(folder) from trouble
        if not copy.value:
            with self.store.transaction() as tx:
                jobs.note_file(tx, key, to_ns(self.clock.now()))
        return Done(folder / name, copy.changes)

    def _ticket(self, reader: Reader, doc_no: str) -> rows.TicketRef:
        ticket = rows.ticket(reader, doc_no)
        if ticket is None:
            raise Refusal(
                _("There is no such ticket. Nothing was printed. Check its number."), "none"
            )
        return ticket


def _write_pdf(doc: ReceiptDoc, path: Path) -> None:
    from reuse_pos.hardware.receipt_pdf import write_receipt_pdf

    write_receipt_pdf(doc, path)


def _told(one: jobs.PaperJob) -> Waiting:
    return Waiting(one.id, one.kind, _trouble(one.error))


def write_reprint(office: Office, act: Act, key: tuple[str, int], doc_no: str) -> int:
    """Record a duplicate in the journal; returns which one it is (the original counts as 0)."""
    copy = 1 + journal_rows.reprints(act.tx, *key, doc_no)
    journal = TillJournal(act, office, key[0])
    journal.write(fiscal.reprint(journal.stamp, fiscal.Ref(doc_no, key[1]), copy))
    return copy


def run_job(office: Office, job: Id) -> str:
    """Print one waiting paper; returns "" or the kind of trouble, which is kept with the job.

    A ticket that may have come out in part or whole (the printer died or hung, or the power went
    while it printed) is a duplicate from then on.
    """
    one = jobs.job(office.store.read(), job)
    if one is None or one.state != "waiting":
        return ""
    if one.document:
        doc = load(one.document)
    else:
        if one.error in DOUBTFUL:
            one = replace(one, copy=_copy_for(office, one.key))
        doc = ticket_doc(office, office.store.read(), one.key, one.copy)
    _keep_job(office, one, PRINTING)
    trouble = print_doc(office, doc)
    _keep_job(office, one, trouble)
    return trouble


def print_kept(office: Office, act: Act, kind: str, number: str, doc: ReceiptDoc) -> None:
    """Print a paper that no record can give again (a voucher's code): kept whole on this computer
    until it is out, then forgotten."""
    job = jobs.add_kept(act.tx, kind, number, dump(doc), act.at_ns)
    act.after(lambda: office.later(lambda: run_job(office, job)))


def _keep_job(office: Office, one: jobs.PaperJob, trouble: str) -> None:
    # The disk may be full by now: that must not keep the paper from the customer.
    with suppress(Refusal), office.store.transaction() as tx:
        jobs.keep(tx, one, trouble, tried=trouble != PRINTING)


def _copy_for(office: Office, key: tuple[str, int]) -> int:
    doc_no = rows.doc_no_of(office.store.read(), *key)
    return Printing(office).record_duplicate(SYSTEM, doc_no).value


def print_doc(office: Office, doc: ReceiptDoc) -> str:
    """Print a paper now; returns "" or the kind of trouble."""
    from reuse_pos.hardware.ports import DeviceTrouble
    from reuse_pos.services.events import Events

    printer = office.devices.receipt
    if printer is None:
        return "none"
    kind = ""
    try:
        printer.print(doc)
    except DeviceTrouble as trouble:
        kind = trouble.kind.value
    Events(office).printer("receipt", kind)
    return kind


def open_drawer(office: Office) -> str:
    """Open the drawer now; returns "" or the kind of trouble."""
    from reuse_pos.hardware.ports import DeviceTrouble

    if office.devices.drawer is None:
        return "none"
    try:
        office.devices.drawer.open()
    except DeviceTrouble as trouble:
        return trouble.kind.value
    return ""


def _trouble(kind: str) -> str:
    return _(TROUBLE_WORDS.get(kind, TROUBLE_WORDS["absent"]))
