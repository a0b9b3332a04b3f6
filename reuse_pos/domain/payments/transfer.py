"""Paying by bank transfer, most often by a company or an association."""

from __future__ import annotations

from reuse_pos.domain.payments.base import Payment, check_within_due
from reuse_pos.domain.wording import N_


class Transfer:
    """Money announced on the shop’s bank account."""

    code = "TRANSFER"
    title = N_("Bank transfer")
    icon = "bank"
    hotkey = "R"
    opens_drawer = False
    gives_change = False
    receipt_word = N_("Bank transfer")
    number = "optional"
    refused_kinds: frozenset[str] = frozenset()
    refundable = False

    def check(self, due_cents: int, payment: Payment) -> None:
        """At most what is due."""
        check_within_due(due_cents, payment)
