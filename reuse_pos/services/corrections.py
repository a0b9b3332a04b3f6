"""A payment entered under the wrong way, put right in one gesture before the Z: the ticket stands,
a record beside it compensates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reuse_pos.db import counter as tickets
from reuse_pos.db import refunds as rows
from reuse_pos.db.counter import TicketRef
from reuse_pos.db.store import Reader
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import CHANGE, Payment, method, settle
from reuse_pos.domain.refund import PaidPart
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_, _
from reuse_pos.fiscal import records as fiscal
from reuse_pos.services.journal import TillJournal, read_head
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

CORRECTABLE = ("CASH", "CARD", "CHEQUE", "TRANSFER", "LOCAL")
CORRECTION_REASONS = {
    "METHOD": N_("Wrong key touched"),
    "REFUSED": N_("The card was refused after all"),
    "CHANGED_MIND": N_("The person pays otherwise"),
}


@dataclass(frozen=True)
class Correctable:
    """What of a ticket may be put right: `parts` as paid now, adding up to `cents`; `kept` was paid
    by a voucher, a credit or on a tab, and stays."""

    doc_no: str
    ticket_no: int
    parts: tuple[PaidPart, ...]
    kept: tuple[PaidPart, ...]

    @property
    def cents(self) -> int:
        """What is to be paid again, one way or several."""
        return sum(part.cents for part in self.parts)


class Corrections(Station):
    """Payments put right."""

    def correctable(self, till: str, doc_no: str) -> Correctable:
        """What may be put right on a ticket of this till; refuses as `correct` would."""
        return self._correctable(self.store.read(), till, doc_no)

    @verb("payment_corrected", Permission.SELL)
    def correct(
        self,
        act: Act,
        till: str,
        doc_no: str,
        payments: Sequence[Payment],
        reason: str = "METHOD",
    ) -> int:
        """Say how a ticket was really paid; returns the cents that changed their way.

        `payments` take the place of `correctable(...).parts` and add up to the same, without
        change. Only tickets of the open session, of which nothing came back; only ways that settle
        nothing else (CORRECTABLE). One record with old amounts below zero and new ones above.
        """
        if reason not in CORRECTION_REASONS:
            raise Refusal(_("Say why. Nothing was changed. Touch a reason."), "reason")
        found = self._correctable(act.tx, till, doc_no)
        ticket = self._ticket(act.tx, doc_no)
        paid = _checked(found.cents, payments)
        pays = _difference(found.parts, paid)
        if not pays:
            raise Refusal(
                _("It is already paid this way. Nothing was changed. Touch another way."), "same"
            )
        journal = TillJournal(act, self.office, till)
        ref = fiscal.Ref(ticket.doc_no, ticket.seq)
        body = fiscal.payment_correction(
            journal.stamp, ref, pays, rows.payments(act.tx, till, ticket.seq), reason
        )
        journal.write(body)
        act.changed(Change.COUNTER)
        return sum(pay.amt for pay in pays if pay.amt > 0)

    def _ticket(self, reader: Reader, doc_no: str) -> TicketRef:
        ticket = tickets.ticket(reader, doc_no)
        if ticket is None or ticket.kind != "SALE":
            raise Refusal(
                _("There is no such ticket. Nothing was changed. Check its number."), "none"
            )
        return ticket

    def _correctable(self, reader: Reader, till: str, doc_no: str) -> Correctable:
        ticket = self._ticket(reader, doc_no)
        opened = read_head(reader, till).session_seq
        # A session forgotten open gets its Z before anything of today is written.
        today = business_day(self.clock.now()).isoformat()
        if ticket.till != till or not opened or ticket.seq < opened or ticket.day != today:
            raise Refusal(
                _(
                    "This ticket is already counted in a Z. Its payment stays as it is. Nothing "
                    "was changed. Take the sale back instead."
                ),
                "counted",
            )
        if rows.given(reader, doc_no):
            raise Refusal(
                _("Something of this ticket was given back already. Its payment stays as it is. "
                  "Nothing was changed."), "returned",
            )  # fmt: skip
        if rows.cheque_banked(reader, till, ticket.seq):
            raise Refusal(
                _("The cheque of this ticket is already at the bank. Nothing was changed."),
                "banked",
            )
        parts = _as_paid(rows.paid(reader, till, ticket.seq))
        mine = tuple(part for part in parts if part.method in CORRECTABLE)
        kept = tuple(part for part in parts if part.method not in CORRECTABLE)
        if not mine:
            raise Refusal(
                _("Nothing on this ticket was paid in a way that can be put right. Nothing was "
                  "changed. Take the sale back instead."), "fixed",
            )  # fmt: skip
        return Correctable(doc_no, ticket.ticket_no, mine, kept)


def _as_paid(parts: Sequence[PaidPart]) -> list[PaidPart]:
    """Change taken off the cash it was given on."""
    change = sum(part.cents for part in parts if part.method == CHANGE)
    found = []
    for part in parts:
        off = change if part.method == "CASH" else 0
        if part.method != CHANGE and part.cents + off:
            found.append(replace(part, cents=part.cents + off))
    return found


def _checked(cents: int, payments: Sequence[Payment]) -> Sequence[Payment]:
    for one in payments:
        if one.method not in CORRECTABLE:
            raise Refusal(
                _(
                    "“{method}” cannot be put in afterwards. Nothing was changed. Take the sale "
                    "back, then sell again.",
                    method=_(method(one.method).title),
                ),
                "method",
            )
    paid = settle(cents, payments)
    if sum(one.amount_cents for one in payments) != cents:
        raise Refusal(
            _("It must come to {amount} exactly. Nothing was changed. Correct the amounts.",
              amount=format_cents(cents)), "amount",
        )  # fmt: skip
    return paid


def _difference(parts: Sequence[PaidPart], paid: Sequence[Payment]) -> list[fiscal.Pay]:
    """Old ways below zero, then new ones: what is the same in both is not written."""
    sums: dict[tuple[str, str], int] = {}
    for part in parts:
        key = (part.method, part.ref)
        sums[key] = sums.get(key, 0) - part.cents
    for one in paid:
        key = (one.method, (one.ref or "").strip())
        sums[key] = sums.get(key, 0) + one.amount_cents
    return _below_zero_first(sums)


def _below_zero_first(sums: Mapping[tuple[str, str], int]) -> list[fiscal.Pay]:
    changed = sorted(((amt, key) for key, amt in sums.items() if amt), key=lambda one: one[0] > 0)
    return [fiscal.Pay(name, amt, ref or None) for amt, (name, ref) in changed]
