"""Paying with store credit given for a return."""

from __future__ import annotations

from reuse_pos.domain.payments.base import PROMISED, Payment, check_link, check_within_due
from reuse_pos.domain.wording import N_


class Credit:
    """What the shop owes for things brought back."""

    code = "CREDIT"
    title = N_("Store credit")
    icon = "receipt"
    hotkey = "A"
    opens_drawer = False
    gives_change = False
    receipt_word = N_("Store credit")
    number = "optional"
    refused_kinds = PROMISED
    refundable = True

    def check(self, due_cents: int, payment: Payment) -> None:
        """At most what is due, from a credit that was scanned."""
        check_within_due(due_cents, payment)
        check_link(payment)
