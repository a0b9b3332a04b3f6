"""The ways to pay, in the order the counter shows them."""

from __future__ import annotations

from collections.abc import Sequence

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments.base import CHANGE, Payment, PaymentMethod
from reuse_pos.domain.payments.card import Card
from reuse_pos.domain.payments.cash import LARGE_NOTE_CENTS, Cash
from reuse_pos.domain.wording import _

__all__ = [
    "CHANGE",
    "LARGE_NOTE_CENTS",
    "METHODS",
    "Payment",
    "PaymentMethod",
    "method",
    "settle",
    "still_due",
]

METHODS: tuple[PaymentMethod, ...] = (Cash(), Card())
_BY_CODE = {one.code: one for one in METHODS}


def method(code: str) -> PaymentMethod:
    """The payment method of a code; refuses one this shop does not take."""
    if code not in _BY_CODE:
        raise Refusal(
            _(
                "This shop does not take “{method}”. Nothing was recorded. Choose another way "
                "to pay.",
                method=code,
            ),
            "method",
        )
    return _BY_CODE[code]


def still_due(total_cents: int, payments: Sequence[Payment]) -> int:
    """Cents still to pay; below zero is the change to give."""
    return total_cents - sum(payment.amount_cents for payment in payments)


def settle(total_cents: int, payments: Sequence[Payment]) -> tuple[Payment, ...]:
    """The payments of a ticket with change as a negative line, adding up to `total_cents`; refuses
    when short."""
    due = total_cents
    for payment in payments:
        method(payment.method).check(due, payment)
        due -= payment.amount_cents
    if due > 0:
        raise Refusal(
            _(
                "{amount} is still missing. The sale is not finished, the basket is kept. Take "
                "the rest.",
                amount=format_cents(due),
            ),
            "short",
            due=due,
        )
    if due == 0:
        return tuple(payments)
    if not any(method(payment.method).gives_change for payment in payments):
        raise Refusal(
            _("Only cash gives change. Nothing was recorded. Correct the amount."), "change"
        )
    return (*payments, Payment(CHANGE, due))
