"""Paying by card: the amount is shown for the terminal, the cashier touches “accepted”."""

from __future__ import annotations

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments.base import Payment
from reuse_pos.domain.wording import N_, _


class Card:
    """A bank card on the shop's terminal; never more than what is due, no change."""

    code = "CARD"
    title = N_("Card")
    icon = "credit-card"
    hotkey = "C"
    opens_drawer = False
    gives_change = False
    receipt_word = N_("Card")
    number = ""
    refused_kinds: frozenset[str] = frozenset()
    refundable = True

    def check(self, due_cents: int, payment: Payment) -> None:
        """A positive amount, at most what is due: a card gives no change."""
        if not 0 < payment.amount_cents <= due_cents:
            raise Refusal(
                _("A card pays at most what is due. Nothing was recorded. Type a smaller amount."),
                "amount",
            )
