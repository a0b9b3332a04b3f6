"""Paying with a gift card or voucher of the shop: what is left on it goes down."""

from __future__ import annotations

from reuse_pos.domain.payments.base import PROMISED, Payment, check_link, check_within_due
from reuse_pos.domain.wording import N_


class Voucher:
    """A gift card or voucher the shop issued; its rest stays on it or is lost, by setting."""

    code = "VOUCHER"
    title = N_("Voucher")
    icon = "ticket"
    hotkey = "V"
    opens_drawer = False
    gives_change = False
    receipt_word = N_("Voucher")
    number = "optional"
    refused_kinds = PROMISED
    refundable = True

    def check(self, due_cents: int, payment: Payment) -> None:
        """At most what is due, from a voucher that was scanned."""
        check_within_due(due_cents, payment)
        check_link(payment)
