"""Paying by cheque: kept in the drawer with its number until it is brought to the bank."""

from __future__ import annotations

from reuse_pos.domain.payments.base import Payment, check_number, check_within_due
from reuse_pos.domain.wording import N_


class Cheque:
    """A cheque made out to the shop."""

    code = "CHEQUE"
    title = N_("Cheque")
    icon = "note-pencil"
    hotkey = "Q"
    opens_drawer = True
    gives_change = False
    receipt_word = N_("Cheque")
    number = "required"
    refused_kinds: frozenset[str] = frozenset()
    refundable = False

    def check(self, due_cents: int, payment: Payment) -> None:
        """At most what is due, with the number of the cheque."""
        check_within_due(due_cents, payment)
        check_number(payment)
