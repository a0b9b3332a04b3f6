"""Deposits at the till (arrhes or acompte), for things held and for work ordered: taken, given back
or kept. A deposit is a debt of the shop: its lines are outside the turnover, on tickets of their
own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reuse_pos.db import counter as counter_rows
from reuse_pos.db import refunds as refund_rows
from reuse_pos.domain.approval import RETURN
from reuse_pos.domain.hold import ARRHES, deposit_label
from reuse_pos.domain.payments import CHANGE, Payment, check_payable, method, settle
from reuse_pos.domain.wording import _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.services.approvals import check_approval
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.office import Office
from reuse_pos.services.tickets import print_ticket
from reuse_pos.services.verb import Act

AS_PAID, CASH = "", "CASH"


@dataclass(frozen=True)
class Paid:
    """What the customer hands over for a deposit: cents, how, and whether the slip is printed
    (PRINT or NONE)."""

    cents: int
    payments: Sequence[Payment]
    receipt: str = "PRINT"


@dataclass(frozen=True)
class Owed:
    """A deposit the shop has: cents, ARRHES or ACOMPTE, the ticket it came with; `promise` is what
    its lines say of the hold or order ({"hold": number}), `ended` why it goes back."""

    cents: int
    kind: str
    document: str
    promise: Mapping[str, str]
    ended: str


def take_deposit(
    act: Act, office: Office, till: str, paid: Paid, told: Mapping[str, Any]
) -> tuple[str, int]:
    """Within a verb: sell a deposit on a ticket of its own; `told` goes onto its slip. Returns the
    ticket's number and the change in cents; refuses a payment that is short."""
    cents = paid.cents
    settled = settle(cents, paid.payments)
    check_payable({"deposit": cents}, settled)
    line = fiscal.Line(
        deposit_label(str(told["deposit"])), cents, cents, "HORS", kind="deposit", extra=dict(told)
    )
    pay = [fiscal.Pay(one.method, one.amount_cents, one.ref) for one in settled]
    wanted = paid.receipt == "PRINT"
    journal = TillJournal(act, office, till)
    ticket = fiscal.Ticket([line], pay, "PRINT" if wanted else "NONE")
    record = journal.write(fiscal.sale(journal.stamp, ticket))
    drawer = any(method(one.method).opens_drawer for one in paid.payments)
    print_ticket(office, act, (till, record.seq), wanted=wanted, drawer=drawer)
    change = -sum(one.amount_cents for one in settled if one.method == CHANGE)
    return str(record.doc_no), change


def check_giving_back(act: Act, office: Office, till: str, owed: Owed, approval: str) -> None:
    """Refuses, with code "approval", giving back what wants a manager's yes: arrhes (the shop may
    keep them), and more than a cashier may return."""
    limit = office.number("till.return_limit_cents")
    if owed.kind == ARRHES or owed.cents > limit:
        check_approval(act, approval, RETURN, till, owed.cents, limit=limit, total=owed.cents)


def pay_deposit_back(
    act: Act, office: Office, till: str, owed: Owed, how: str = AS_PAID
) -> tuple[str, dict[str, int]]:
    """Within a verb: give a deposit back, as it was paid or in CASH, on a return of its ticket.
    Returns the return's number and the cents by way."""
    ticket = counter_rows.ticket(act.tx, owed.document)
    if ticket is None:
        raise LookupError("a deposit without its ticket")
    body = json.loads(counter_rows.record_body(act.tx, ticket.till, ticket.seq) or "{}")
    back: dict[str, int] = {}
    # As it is paid now: a wrong key may have been put right since.
    for part in refund_rows.paid(act.tx, ticket.till, ticket.seq):
        known = part.method != CHANGE and method(part.method).refundable
        way = part.method if known and how == AS_PAID else CASH
        back[way] = back.get(way, 0) + part.cents
    line = fiscal.Line(
        body["lines"][0]["label"], -owed.cents, owed.cents, "HORS", qty=-1, kind="deposit",
        extra={"ref_n": 1, **owed.promise},
    )  # fmt: skip
    pays = [fiscal.Pay(way, -amount) for way, amount in back.items() if amount]
    journal = TillJournal(act, office, till)
    record = journal.write(
        fiscal.refund(
            journal.stamp, fiscal.Ticket([line], pays, "PRINT"),
            fiscal.Ref(ticket.doc_no, ticket.seq), owed.ended,
        )
    )  # fmt: skip
    drawer = any(method(way).opens_drawer for way, amount in back.items() if amount)
    print_ticket(office, act, (till, record.seq), wanted=True, drawer=drawer)
    return str(record.doc_no), {way: amount for way, amount in back.items() if amount}


def keep_deposit(
    act: Act, office: Office, till: str, owed: Owed, label: str, instead: fiscal.Line | None = None
) -> str:
    """Within a verb: a ticket of zero turns a deposit (called `label`) from a debt into earnest
    money kept, or into `instead` (work done, which is turnover). Returns its number."""
    cents, promise = owed.cents, dict(owed.promise)
    kept = fiscal.Line(
        _("Earnest money kept"), cents, cents, "HORS", kind="deposit_kept", extra=promise
    )
    lines = [
        fiscal.Line(label, -cents, -cents, "HORS", kind="deposit_back", extra=promise),
        instead or kept,
    ]
    journal = TillJournal(act, office, till)
    return str(journal.write(fiscal.sale(journal.stamp, fiscal.Ticket(lines, []))).doc_no)
