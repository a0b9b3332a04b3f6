"""Paying with a social voucher, which its issuer pays back to the shop."""

from __future__ import annotations

from reuse_pos.domain.payments.base import (
    GIVEN,
    OWED,
    PROMISED,
    Payment,
    check_link,
    check_within_due,
)
from reuse_pos.domain.wording import N_


class Social:
    """A voucher of a town or an association; no cash back, its issuer stays off the ticket."""

    code = "SOCIAL"
    title = N_("Solidarity voucher")
    icon = "hand-heart"
    hotkey = "B"
    opens_drawer = False
    gives_change = False
    receipt_word = N_("Solidarity voucher")
    number = "optional"
    refused_kinds = GIVEN | PROMISED | OWED
    refundable = False

    def check(self, due_cents: int, payment: Payment) -> None:
        """At most what is due, of a type the shop takes."""
        check_within_due(due_cents, payment)
        check_link(payment)
