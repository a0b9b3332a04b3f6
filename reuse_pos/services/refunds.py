"""Bringing things back: the ticket found again, the money given back, the kilos taken in again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from reuse_pos.db import approvals, stock
from reuse_pos.db import counter as tickets
from reuse_pos.db import refunds as rows
from reuse_pos.db.counter import TicketRef
from reuse_pos.db.store import Reader
from reuse_pos.domain.approval import RETURN
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Code, CodeKind, read_scan
from reuse_pos.domain.orders import sold_line
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.refund import (
    EXCHANGE,
    NOWHERE,
    REFUND_REASONS,
    PaidPart,
    Returned,
    is_late,
    pay_back,
    returned_lines,
    ways_back,
)
from reuse_pos.domain.roles import Actor, Permission
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.services.approvals import check_approval
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.office import Office, Station
from reuse_pos.services.order_settling import refuse_line_worked_on
from reuse_pos.services.refund_goods import take_in
from reuse_pos.services.refund_money import MoneyBack, to_vouchers_and_tabs, with_credit
from reuse_pos.services.tickets import print_ticket
from reuse_pos.services.verb import Act, Done, verb

Wanted = Mapping[int, tuple[int, str]]
SEARCH_DAYS = 3
SETTLED = "TAB_SETTLED"


@dataclass(frozen=True)
class TicketFound:
    """A ticket that may come back: its lines as recorded, how it is paid now (`pay`, corrections
    included), and what already came back: how much of each line, and when last.

    `paid` and `given` are for `domain.refund.pay_back`; `at` is the local time it was sold."""

    till: str
    seq: int
    doc_no: str
    day: str
    lines: tuple[Mapping[str, Any], ...]
    pay: tuple[Mapping[str, Any], ...]
    returned: Mapping[int, int]
    at: str = ""
    paid: tuple[PaidPart, ...] = ()
    given: tuple[PaidPart, ...] = ()
    returned_on: Mapping[int, str] = field(default_factory=dict)
    late: bool = False

    @property
    def given_cents(self) -> int:
        """What was given back on it so far."""
        return sum(part.cents for part in self.given)


@dataclass(frozen=True)
class Refunded:
    """A return that was done: its number, how the money went back, the number of the store credit
    made ("" for none)."""

    doc_no: str
    seq: int
    cents: int
    cash_cents: int
    parts: tuple[PaidPart, ...]
    credit: str = ""


@dataclass(frozen=True)
class Return:
    """What comes back on a ticket: {line: (quantity, where it goes)}, why, which way the money goes
    first; the manager's yes (hex id) where one is needed, `searched`: there was neither receipt nor
    label."""

    doc_no: str
    wanted: Wanted
    way: str
    reason: str
    approval: str = ""
    searched: bool = False


class Refunds(Station):
    """Returns; a refund is a new document, the ticket itself never changes."""

    def find(self, raw: str) -> TicketFound:
        """The ticket of a scanned receipt, or of a sold thing's own label.

        Refuses "none", and "other_shop" for a receipt of another shop (its number in the facts).
        """
        code = read_scan(raw)
        reader = self.store.read()
        if code.kind is CodeKind.TICKET:
            till = rows.till_numbered(reader, self._own_till(code))
            ticket = tickets.ticket_by_number(reader, till, int(code.digits[6:12]))
        else:
            ticket = self._sale_of_thing(reader, code)
        if ticket is None:
            raise Refusal(
                _("No ticket goes with this code. Nothing was changed. Ask the manager."), "none"
            )
        return _open(self.office, reader, ticket)

    def ticket(self, doc_no: str) -> TicketFound:
        """The sale with this document number (one chosen among those `search` found)."""
        reader = self.store.read()
        return _open(self.office, reader, _sale(reader, doc_no))

    def search(self, day: str, cents: int | None = None, till: str = "") -> list[TicketRef]:
        """Sales of about an ISO day (three days around it), of an amount and till where known, the
        newest first: for who has neither receipt nor label. Giving money back on one found so needs
        the manager's yes (`Return.searched`)."""
        middle, around = date.fromisoformat(day), timedelta(days=SEARCH_DAYS)
        days = ((middle - around).isoformat(), (middle + around).isoformat())
        return rows.sales_like(self.store.read(), days, cents, till)

    def refundable(self, found: TicketFound) -> dict[str, int]:
        """The cents each way may still give back of a ticket; CREDIT is a new store credit."""
        return ways_back(found.paid, found.given)

    def plan(self, found: TicketFound, cents: int, way: str) -> tuple[PaidPart, ...]:
        """How `cents` would go back if a person chose a way; refuses as `refund` would."""
        return pay_back(cents, found.paid, found.given, way)

    def needs_yes(self, who: Actor, found: TicketFound, cents: int, searched: bool = False) -> bool:
        """Whether a manager must say yes to giving `cents` back on a ticket."""
        over = found.given_cents + cents > self.office.number("till.return_limit_cents")
        return (over or found.late or searched) and not who.may(Permission.APPROVE)

    def refund(  # noqa: PLR0913 - the gesture as the screen makes it
        self, who: Actor, till: str, doc_no: str, wanted: Wanted, method: str, reason: str,
        approval: str = "", searched: bool = False,
    ) -> Done[Refunded]:  # fmt: skip
        """Give money back for lines of a ticket: {line: (quantity, where it goes)}.

        `method` goes first up to what it may give, the rest follows by the ways it was paid.
        Refuses with code "approval" above the cashier's limit, after the delay and without ticket.
        """
        asked = Return(doc_no, wanted, method, reason, approval, searched)
        return self._refund(who, till, asked)

    def exchange(  # noqa: PLR0913 - the gesture as the screen makes it
        self, who: Actor, till: str, doc_no: str, wanted: Wanted, reason: str,
        approval: str = "", searched: bool = False,
    ) -> Done[tuple[Refunded, tuple[Payment, ...]]]:  # fmt: skip
        """Take things back and go on with another basket: what they were worth comes as payments to
        put into its `tenders` (a store credit without paper; the voucher or tab that paid)."""
        asked = Return(doc_no, wanted, EXCHANGE, reason, approval, searched)
        done = self._refund(who, till, asked)
        tenders = tuple(self._tender(part) for part in done.value.parts)
        return Done((done.value, tenders), done.changes)

    @verb("brought_back", Permission.REFUND)
    def _refund(self, act: Act, till: str, asked: Return) -> Refunded:
        if asked.reason not in REFUND_REASONS:
            raise Refusal(_("A return needs a reason. Nothing was changed. Touch one."), "reason")
        found = _open(self.office, act.tx, _sale(act.tx, asked.doc_no))
        back = returned_lines(found.lines, found.returned, asked.wanted)
        total = sum(one.cents for one in back)
        parts = pay_back(total, found.paid, found.given, asked.way)
        self._check_yes(act, till, found, total, asked)
        money = with_credit(act, self.office, parts, found.doc_no, paper=asked.way != EXCHANGE)
        lines = [_fiscal_line(found.lines[one.n - 1], one) for one in back]
        extra = {"approval": asked.approval} if asked.approval else {}
        done = _write(act, self.office, till, found, _Paper(lines, money, asked.reason, extra))
        for one in back:
            line, gone = found.lines[one.n - 1], found.returned.get(one.n, 0) + one.qty
            left = line["qty"] - gone
            refuse_line_worked_on(act.tx, sold_line(found.doc_no, one.n), left)
            take_in(act, self.office, line, one, done.doc_no)
        act.changed(Change.COUNTER, Change.STOCK)
        return done

    def _check_yes(
        self, act: Act, till: str, found: TicketFound, cents: int, asked: Return
    ) -> None:
        if not self.needs_yes(act.who, found, cents, asked.searched):
            return
        value = found.given_cents + cents
        check_approval(act, asked.approval, RETURN, till, value, cents=cents, doc_no=found.doc_no)
        yes = approvals.approval(act.tx, bytes.fromhex(asked.approval))
        if yes is not None and yes.subject not in ("", found.doc_no):
            raise Refusal(
                _("The manager said yes to another ticket. Nothing was changed. Ask again."),
                "subject",
            )

    def _own_till(self, code: Code) -> int:
        store = self.office.number("store.number")
        if int(code.digits[2:5]) != store:
            raise Refusal(
                _(
                    "This ticket comes from another shop (no. {store}). Nothing was changed. It is "
                    "given back there.",
                    store=int(code.digits[2:5]),
                ),
                "other_shop",
                store=int(code.digits[2:5]),
            )
        return int(code.digits[5]) + 1

    def _sale_of_thing(self, reader: Reader, code: Code) -> TicketRef | None:
        item = stock.item_by_code(reader, code)
        return None if item is None else tickets.sale_of_sku(reader, item.code)

    def _tender(self, part: PaidPart) -> Payment:
        reader = self.store.read()
        if part.method == "TAB":
            found = rows.account_numbered(reader, part.ref)
            link = b"" if found is None else found[0]
        else:
            from reuse_pos.db import vouchers

            voucher = vouchers.by_number(reader, part.ref)
            link = b"" if voucher is None else voucher.id
        return Payment(part.method, part.cents, part.ref, link.hex())


@dataclass(frozen=True)
class _Paper:
    """What a refund's record says."""

    lines: Sequence[fiscal.Line]
    money: MoneyBack
    reason: str
    extra: Mapping[str, Any]


def _write(act: Act, office: Office, till: str, found: TicketFound, paper: _Paper) -> Refunded:
    journal, money = TillJournal(act, office, till), paper.money
    ticket = fiscal.Ticket(paper.lines, money.pays, "PRINT", extra=paper.extra)
    ref = fiscal.Ref(found.doc_no, found.seq)
    record = journal.write(fiscal.refund(journal.stamp, ticket, ref, paper.reason))
    doc_no = str(record.doc_no)
    to_vouchers_and_tabs(act, money, doc_no)
    print_ticket(office, act, (till, record.seq), wanted=True, drawer=money.drawer)
    return Refunded(doc_no, record.seq, money.cents, money.cash_cents, money.parts, money.credit)


def _sale(reader: Reader, doc_no: str) -> TicketRef:
    ticket = tickets.ticket(reader, doc_no)
    if ticket is None or ticket.kind != "SALE":
        raise Refusal(_("There is no such ticket. Nothing was changed. Check its number."), "none")
    return ticket


def _open(office: Office, reader: Reader, ticket: TicketRef) -> TicketFound:
    body = json.loads(tickets.record_body(reader, ticket.till, ticket.seq) or "{}")
    given = tuple(rows.given(reader, ticket.doc_no))
    was = rows.paid(reader, ticket.till, ticket.seq)
    paid = _as_owed(reader, was, given)
    today = business_day(office.clock.now()).isoformat()
    return TicketFound(
        ticket.till, ticket.seq, ticket.doc_no, ticket.day, tuple(body["lines"]),
        tuple({"method": one.method, "amt": one.cents, "ref": one.ref} for one in was),
        tickets.returned(reader, ticket.doc_no), body["ts"], paid, given,
        rows.returned_on(reader, ticket.doc_no),
        is_late(ticket.day, today, office.number("till.return_days")),
    )  # fmt: skip


def _as_owed(
    reader: Reader, paid: Sequence[PaidPart], given: Sequence[PaidPart]
) -> tuple[PaidPart, ...]:
    """What was bought on a tab and settled since is money like any other: only what an account
    still owes goes back on it."""
    parts: list[PaidPart] = []
    for part in paid:
        account = rows.account_numbered(reader, part.ref) if part.method == "TAB" else None
        if account is None:
            parts.append(part)
            continue
        back = sum(one.cents for one in given if (one.method, one.ref) == ("TAB", part.ref))
        on_tab = back + min(part.cents - back, account[1])
        parts += [replace(part, cents=on_tab), PaidPart(SETTLED, part.cents - on_tab)]
    return tuple(parts)


def _fiscal_line(line: Mapping[str, Any], one: Returned) -> fiscal.Line:
    return fiscal.Line(
        line["label"], -one.cents, line["unit_ttc"], line["vat_code"], line["vat_bp"],
        qty=-one.qty, unit=line["unit"], kind=line["kind"], sku=line["sku"], cat=line["cat"],
        weight_g=0 if one.where == NOWHERE else -one.weight_g, weight_src="derived",
        purchase_ttc=-one.purchase_cents, extra={"ref_n": one.n},
    )  # fmt: skip


__all__ = [
    "Refunded", "Refunds", "Return", "TicketFound", "TicketRef", "Wanted",
]  # fmt: skip
