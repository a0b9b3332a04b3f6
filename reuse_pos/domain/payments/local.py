"""Paying in a local currency, note for note one euro."""

from __future__ import annotations

from reuse_pos.domain.payments.base import Payment, check_within_due
from reuse_pos.domain.wording import N_


class Local:
    """Notes of a local currency; the shop names it, no change is given."""

    code = "LOCAL"
    title = N_("Local currency")
    icon = "coin"
    hotkey = "M"
    opens_drawer = True
    gives_change = False
    receipt_word = N_("Local currency")
    number = ""
    refused_kinds: frozenset[str] = frozenset()
    refundable = False

    def check(self, due_cents: int, payment: Payment) -> None:
        """At most what is due."""
        check_within_due(due_cents, payment)
