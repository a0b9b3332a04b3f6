"""Paying in cash: the only method that hands money back."""

from __future__ import annotations

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments.base import Payment
from reuse_pos.domain.wording import N_, _

LARGE_NOTE_CENTS = 10_000


class Cash:
    """Notes and coins in the drawer."""

    code = "CASH"
    title = N_("Cash")
    icon = "money"
    hotkey = "E"
    opens_drawer = True
    gives_change = True
    receipt_word = N_("Cash")
    number = ""
    refused_kinds: frozenset[str] = frozenset()
    refundable = True

    def check(self, due_cents: int, payment: Payment) -> None:
        """Any positive amount up to 1,000 € over what is due (a typing slip above that)."""
        if payment.amount_cents <= 0 or payment.amount_cents > due_cents + 100_000:
            raise Refusal(
                _("This cash amount cannot be right. Nothing was recorded. Type it again."),
                "amount",
            )
