"""The till: opening with a float, money in and out, the blind count, the Z, and the closings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reuse_pos.db import highwater
from reuse_pos.db import journal as journal_rows
from reuse_pos.db import till as rows
from reuse_pos.db.counter import parked
from reuse_pos.db.till import ClosingRow, TillRow
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.till import DIFFERENCE_REASONS, checked_difference, counted_cents
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.fiscal.records import Totals
from reuse_pos.services.journal import TillJournal, read_head
from reuse_pos.services.office import Office, Station
from reuse_pos.services.printing import open_drawer, print_doc
from reuse_pos.services.till_papers import opening_doc, period_doc, x_doc, z_doc
from reuse_pos.services.verb import Act, verb

CASH_KINDS = ("FLOAT_IN", "DEPOSIT", "EXPENSE", "CORRECTION")
MAX_CASH_CENTS = 2_000_000


@dataclass(frozen=True)
class TillStatus:
    """A till now: `session` 0 when closed; amounts in cents; `stale` when opened another day."""

    till: str
    number: int
    name: str
    session: int
    op: str
    opened_at: str
    float_cents: int
    ticket_no: int
    parked: int
    stale: bool


@dataclass(frozen=True)
class SessionFigures:
    """The open session: what the drawer and each method should hold, and how it comes about."""

    float_cents: int
    cash_cents: int
    moves: tuple[tuple[str, int, str, str], ...]
    expected: dict[str, int]
    n_tickets: int
    total_cents: int
    turnover_cents: int

    @property
    def drawer_cents(self) -> int:
        """What the drawer should hold."""
        return self.expected["CASH"]


@dataclass(frozen=True)
class Count:
    """A blind count: {denomination in cents: how many}, other methods' totals typed (cents)."""

    denominations: Mapping[int, int]
    others: Mapping[str, int]
    first_cents: int
    recounts: int = 0
    reason: str | None = None


class Till(Station):
    """Sessions and closings of the shop's tills."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._papers: dict[tuple[str, int], str] = {}

    def tills(self) -> list[TillRow]:
        """Every till of this computer."""
        return rows.tills(self.store.read())

    def status(self, till: str) -> TillStatus:
        """How a till stands; refuses one that does not exist."""
        reader = self.store.read()
        head = read_head(reader, till)
        row = next(one for one in rows.tills(reader) if one.till == till)
        session = rows.session(reader, till, head.session) if head.session_seq else None
        year = f"{business_day(self.clock.now()):%y}"
        today = business_day(self.clock.now()).isoformat()
        return TillStatus(
            till, row.number, row.name, session.number if session else 0,
            session.op if session else "", session.opened_at if session else "",
            session.float_cents if session else 0, dict(head.docs).get(year, 0) + 1,
            len(parked(reader)), bool(session and session.opened_at[:10] < today),
        )  # fmt: skip

    def figures(self, till: str) -> SessionFigures:
        """What the open session adds up to; refuses when the till is closed."""
        reader = self.store.read()
        head = read_head(reader, till)
        if not head.session_seq:
            raise Refusal(_("The till is not open. Nothing was recorded. Open it first."), "closed")
        bodies = journal_rows.bodies(reader, till, head.session_seq)
        totals = Totals.of(bodies)
        moves = tuple(
            (body["kind"], body["amt"], body["reason"] or "", body["ts"])
            for body in bodies
            if body["type"] == "CASH_MOVE"
        )
        return SessionFigures(
            totals.float_cents, totals.by_method.get("CASH", 0), moves, totals.expected(),
            totals.n_sales + totals.n_refunds, totals.total, totals.turnover,
        )  # fmt: skip

    @verb("session_opened", Permission.TILL)
    def open_session(
        self, act: Act, till: str, float_cents: int, denominations: Mapping[int, int] | None = None
    ) -> int:
        """Open a session with this float; returns its number, which its Z will carry."""
        counted = counted_cents(denominations) if denominations else float_cents
        if not 0 <= float_cents <= MAX_CASH_CENTS or counted != float_cents:
            raise Refusal(
                _("This float cannot be right. Nothing was opened. Count it again."), "float"
            )
        journal = TillJournal(act, self.office, till)
        record = journal.write(fiscal.session_open(journal.stamp, float_cents))
        act.after(self._keep_mark)
        doc = opening_doc(self.office, record, dict(denominations or {}))
        act.after(lambda: self.office.later(lambda: print_doc(self.office, doc)))
        return journal.head.session

    @verb("cash_moved", Permission.TILL)
    def cash_move(self, act: Act, till: str, kind: str, cents: int, reason: str) -> None:
        """Money put into the drawer (above zero) or taken out (below), with a reason."""
        if kind not in CASH_KINDS or not 0 < abs(cents) <= MAX_CASH_CENTS or not reason.strip():
            raise Refusal(
                _("An amount and a reason are needed. Nothing was recorded. Complete them."),
                "cash_move",
            )
        journal = TillJournal(act, self.office, till)
        holds = journal.session_totals().expected()["CASH"]
        if holds + cents < 0:
            raise Refusal(
                _(
                    "The drawer holds {amount} at most. Nothing was recorded. Take out less.",
                    amount=format_cents(holds),
                ),
                "too_much",
            )
        journal.write(fiscal.cash_move(journal.stamp, kind, cents, reason[:80]))
        act.after(lambda: self.office.later(lambda: open_drawer(self.office)))

    @verb("session_closed", Permission.CLOSE_TILL)
    def close_session(self, act: Act, till: str, count: Count, *, day_too: bool = False) -> int:
        """Close the session on a blind count: its Z, then the day's closing when asked.

        A difference needs a reason but never keeps the till open. Returns the Z's journal number.
        """
        journal = TillJournal(act, self.office, till)
        if not journal.head.session_seq:
            raise Refusal(_("The till is not open. Nothing was recorded. Open it first."), "closed")
        counted = counted_cents(count.denominations)
        totals = journal.session_totals()
        difference = checked_difference(totals.expected()["CASH"], counted, count.reason)
        drawer = fiscal.DrawerCount(
            {"CASH": counted, **count.others},
            count.denominations,
            count.first_cents,
            count.recounts,
            count.reason if difference else None,
        )
        record = journal.write(fiscal.session_close(journal.stamp, totals, drawer))
        if day_too:
            self._close_day(journal)
        act.after(self._keep_mark)
        act.after(lambda: self.office.later(lambda: self.print_z(till, record.seq)))
        act.changed(Change.COUNTER)
        return record.seq

    @verb("day_closed", Permission.CLOSE_TILL)
    def close_day(self, act: Act, till: str) -> str:
        """Close a till's day after its last session; returns the business day closed."""
        day = self._close_day(TillJournal(act, self.office, till))
        act.after(self._keep_mark)
        return day

    @verb("month_closed", Permission.SET_UP)
    def close_month(self, act: Act, till: str) -> str:
        """Close a till's month once its days are closed; returns the month."""
        journal = TillJournal(act, self.office, till)
        waiting: str | None = dict(journal.head.open_since).get("CLOSE_MONTH")
        if waiting is None:
            raise Refusal(_("This month has nothing to close. Nothing was changed."), "nothing")
        record = journal.close("CLOSE_MONTH", waiting[:7])
        act.after(self._keep_mark)
        act.after(lambda: self.office.later(lambda: self._print_period(till, record.seq)))
        return waiting[:7]

    def z_of_day(self, till: str, day: str) -> list[ClosingRow]:
        """The Zs of a till on a business day."""
        found = rows.closings(self.store.read(), "SESSION", day, day)
        return [one for one in found if one.till == till]

    def closings(self, kind: str, first_day: str, last_day: str) -> list[ClosingRow]:
        """Closings of a kind (SESSION, DAY, MONTH, YEAR) between two business days."""
        return rows.closings(self.store.read(), kind, first_day, last_day)

    def x_report(self, till: str) -> ReceiptDoc:
        """The X: the session so far, closing nothing."""
        return x_doc(self.office, self.store.read(), till)

    def z_report(self, till: str, seq: int) -> ReceiptDoc:
        """The Z of a closed session, as a paper."""
        return z_doc(self.office, self.store.read(), till, seq)

    def print_x(self, till: str) -> str:
        """Print the X; returns "" or the kind of trouble."""
        return print_doc(self.office, self.x_report(till))

    def period_report(self, till: str, seq: int) -> ReceiptDoc:
        """The closing of a day, month or year, as a paper."""
        return period_doc(self.office, self.store.read(), till, seq)

    def _print_period(self, till: str, seq: int) -> None:
        print_doc(self.office, self.period_report(till, seq))

    def print_z(self, till: str, seq: int) -> str:
        """Print a Z, now or again; returns "" or the kind of trouble, which is remembered."""
        trouble = print_doc(self.office, self.z_report(till, seq))
        self._papers[till, seq] = trouble
        return trouble

    def z_printed(self, till: str, seq: int) -> str | None:
        """How the last print of a Z went: "" or the kind of trouble; None while none has ended."""
        return self._papers.get((till, seq))

    def _close_day(self, journal: TillJournal) -> str:
        waiting: str | None = dict(journal.head.open_since).get("CLOSE_DAY")
        if waiting is None:
            raise Refusal(_("This day has nothing to close. Nothing was changed."), "nothing")
        if journal.head.session_seq:
            raise Refusal(
                _("A session is open on this till. Nothing was recorded. Close it first."),
                "session_open",
            )
        journal.close("CLOSE_DAY", waiting)
        return waiting

    def _keep_mark(self) -> None:
        mark = highwater.present(self.store.read())
        highwater.write(self.office.folder.high_water, mark)


def reason_words() -> dict[str, str]:
    """What may explain a difference, in the shop's language."""
    return {code: _(words) for code, words in DIFFERENCE_REASONS.items()}
