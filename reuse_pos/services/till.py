"""The till: opening with a float, money in and out, the blind count, the Z, and the closings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reuse_pos.db import journal as journal_rows
from reuse_pos.db import till as rows
from reuse_pos.db.counter import parked
from reuse_pos.db.till import TillRow
from reuse_pos.domain.approval import DIFFERENCE
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import METHODS
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.till import (
    DIFFERENCE_REASONS,
    UNAPPROVED,
    CarriedFloat,
    checked_difference,
    counted_cents,
    left_in_drawer,
)
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.fiscal.records import Totals
from reuse_pos.services import till_count, till_post
from reuse_pos.services.approvals import check_approval
from reuse_pos.services.events import open_tills
from reuse_pos.services.journal import TillJournal, read_head
from reuse_pos.services.printing import open_drawer, print_doc
from reuse_pos.services.till_closings import TillClosings, close_waiting_day
from reuse_pos.services.till_float import carried_float, forgotten_words
from reuse_pos.services.till_papers import method_counts, opening_doc
from reuse_pos.services.verb import Act, verb

CASH_KINDS = ("FLOAT_IN", "DEPOSIT", "EXPENSE", "CORRECTION")
MAX_CASH_CENTS = 2_000_000


@dataclass(frozen=True)
class TillStatus:
    """A till now: `session` 0 when closed; amounts in cents; `stale` when opened another day.

    `counting` when a closing was begun and not finished; `carried_cents` is what the last session
    left in the drawer, to open with; `told` the sentence about a session forgotten open, or "".
    """

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
    counting: bool = False
    carried_cents: int = 0
    told: str = ""


@dataclass(frozen=True)
class SessionFigures:
    """The open session: what the drawer and each method should hold, and how it comes about.

    `counts` tells how many payments each method had.
    """

    float_cents: int
    cash_cents: int
    moves: tuple[tuple[str, int, str, str], ...]
    expected: dict[str, int]
    n_tickets: int
    total_cents: int
    turnover_cents: int
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def methods(self) -> tuple[str, ...]:
        """Every method met in the session, cash first, in the counter's order."""
        known = [one.code for one in METHODS]
        met = [code for code in self.expected if code != "CASH"]
        return (
            "CASH",
            *sorted(
                met, key=lambda code: (known.index(code) if code in known else len(known), code)
            ),
        )

    @property
    def drawer_cents(self) -> int:
        """What the drawer should hold."""
        return self.expected["CASH"]


@dataclass(frozen=True)
class Count:
    """A blind count: {denomination in cents: how many}, other methods' totals typed (cents) and
    how many papers of each.

    `left_cents` stays in the drawer for the next session (None: the usual float, as far as it is
    there). A difference above the shop's limit needs `approval` (hex id of a manager's yes), or
    `unapproved`: closed all the same, and told to the manager.
    """

    denominations: Mapping[int, int]
    others: Mapping[str, int]
    first_cents: int
    recounts: int = 0
    reason: str | None = None
    papers: Mapping[str, int] = field(default_factory=dict)
    left_cents: int | None = None
    approval: str = ""
    unapproved: bool = False


class Till(TillClosings):
    """Sessions and closings of the shop's tills."""

    def tills(self) -> list[TillRow]:
        """The tills in use on this computer (all of them were every one closed for good)."""
        reader = self.store.read()
        known, in_use = rows.tills(reader), open_tills(reader)
        return [one for one in known if one.till in in_use] or known

    def of_this_post(self) -> str:
        """The till this post sells on: the one chosen last, else the first."""
        known = [one.till for one in self.tills()]
        chosen = till_post.remembered(self.office)
        return chosen if chosen in known else known[0]

    def choose(self, till: str) -> None:
        """This post sells on another till from now on; refuses one that is not in use."""
        if till not in [one.till for one in self.tills()]:
            raise Refusal(
                _("There is no till called {till}. Nothing was changed. Choose another.",
                  till=till), "no_till",
            )  # fmt: skip
        till_post.remember(self.office, till)

    def overview(self) -> list[TillStatus]:
        """How every till stands, in the order of their numbers."""
        return [self.status(one.till) for one in self.tills()]

    def status(self, till: str) -> TillStatus:
        """How a till stands; refuses one that does not exist."""
        reader = self.store.read()
        head = read_head(reader, till)
        row = rows.till(reader, till) or TillRow(till, int(till.split("-")[1]), "")
        session = rows.session(reader, till, head.session) if head.session_seq else None
        today = business_day(self.clock.now())
        left = carried_float(self.office, reader, till)
        return TillStatus(
            till, row.number, row.name, session.number if session else 0,
            session.op if session else "", session.opened_at if session else "",
            session.float_cents if session else 0, dict(head.docs).get(f"{today:%y}", 0) + 1,
            len(parked(reader)), bool(session and _day_of(session.opened_at) < today.isoformat()),
            bool(session and till_count.load(self.office, till, session.number)),
            left.cents if left else self.office.number("till.float_cents"),
            forgotten_words(reader, till, session),
        )  # fmt: skip

    def carried(self, till: str) -> CarriedFloat | None:
        """What the last session left in the drawer; None before the first Z."""
        return carried_float(self.office, self.store.read(), till)

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
            method_counts(bodies),
        )  # fmt: skip

    @verb("session_opened", Permission.TILL)
    def open_session(
        self, act: Act, till: str, float_cents: int, denominations: Mapping[int, int] | None = None
    ) -> int:
        """Open a session with this float; returns its number, which its Z will carry.

        When it is not what the session before had left, the journal and the slip say both.
        """
        counted = counted_cents(denominations) if denominations else float_cents
        if not 0 <= float_cents <= MAX_CASH_CENTS or counted != float_cents:
            raise Refusal(
                _("This float cannot be right. Nothing was opened. Count it again."), "float"
            )
        journal = TillJournal(act, self.office, till)
        left = carried_float(self.office, act.tx, till)
        differs = left is not None and left.cents != float_cents
        extra = {"carried": left.cents} if left is not None and differs else {}
        record = journal.write(fiscal.session_open(journal.stamp, float_cents, extra))
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

        A difference needs a reason, and a manager's yes above the shop's limit (refusal "approval"
        with `cents`), but never keeps the till open: `count.unapproved` closes without. The Z of a
        session that began on an earlier day belongs to that day, whose closing comes with it.
        Returns the Z's journal number.
        """
        journal = TillJournal(act, self.office, till)
        if not journal.head.session_seq:
            raise Refusal(_("The till is not open. Nothing was recorded. Open it first."), "closed")
        session, totals = journal.head.session, journal.session_totals()
        drawer = self._counted(act, till, count, totals)
        if count.recounts:
            info = {"session": session, "first": count.first_cents, "recounts": count.recounts,
                    "counted": drawer.counted["CASH"]}  # fmt: skip
            journal.note(fiscal.jet(journal.stamp, fiscal.Jet.RECOUNT, info))
        record = journal.write(fiscal.session_close(journal.stamp, totals, drawer))
        if day_too and journal.waiting("CLOSE_DAY"):
            close_waiting_day(journal)
        act.after(self._keep_mark)
        act.after(lambda: till_count.forget(self.office, till))
        act.after(lambda: self.office.later(lambda: self._after_z(till, record.seq, session)))
        act.changed(Change.COUNTER)
        return record.seq

    def _counted(self, act: Act, till: str, count: Count, totals: Totals) -> fiscal.DrawerCount:
        """What the Z says of the count; refuses a difference that is not explained or accepted."""
        counted, expected = counted_cents(count.denominations), totals.expected()
        difference = checked_difference(expected["CASH"], counted, count.reason)
        gaps = [cents - expected.get(code, 0) for code, cents in count.others.items()]
        worst = max(map(abs, (difference, *gaps)))
        extra: dict[str, object] = {}
        limit = self.office.number("till.difference_cents")
        if worst > limit and not act.who.may(Permission.APPROVE):
            if count.unapproved and not count.approval:
                extra["approval"] = UNAPPROVED
            else:
                check_approval(act, count.approval, DIFFERENCE, till, worst,
                               cents=worst, limit=limit)  # fmt: skip
                extra["approval"] = count.approval
        stays = left_in_drawer(counted, self.office.number("till.float_cents"), count.left_cents)
        extra |= {"left": stays, "to_safe": counted - stays}
        if count.papers:
            extra["papers"] = [{"method": code, "n": n} for code, n in sorted(count.papers.items())]
        return fiscal.DrawerCount(
            {"CASH": counted, **count.others}, count.denominations, count.first_cents,
            count.recounts, count.reason if difference else None, extra,
        )  # fmt: skip


def _day_of(moment: str) -> str:
    """The business day of a local ISO time."""
    return business_day(datetime.fromisoformat(moment)).isoformat()


def reason_words() -> dict[str, str]:
    """What may explain a difference, in the shop's language."""
    return {code: _(words) for code, words in DIFFERENCE_REASONS.items()}
