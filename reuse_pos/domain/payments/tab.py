"""Buying on a tab: the amount is written on a known account."""

from __future__ import annotations

from reuse_pos.domain.payments.base import GIVEN, OWED, Payment, check_link, check_within_due
from reuse_pos.domain.wording import N_


class Tab:
    """An account that pays later, up to what it may owe."""

    code = "TAB"
    title = N_("On account")
    icon = "user"
    hotkey = "T"
    opens_drawer = False
    gives_change = False
    receipt_word = N_("On account")
    number = ""
    # A deposit is a debt of the shop: it is not paid by another debt.
    refused_kinds = GIVEN | OWED | {"deposit"}
    refundable = True

    def check(self, due_cents: int, payment: Payment) -> None:
        """At most what is due, on an account that was chosen."""
        check_within_due(due_cents, payment)
        check_link(payment)
