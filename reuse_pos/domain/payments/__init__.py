"""The ways to pay, in the order the counter shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments.base import CHANGE, Payment, PaymentMethod
from reuse_pos.domain.payments.card import Card
from reuse_pos.domain.payments.cash import LARGE_NOTE_CENTS, Cash
from reuse_pos.domain.payments.cheque import Cheque
from reuse_pos.domain.payments.credit import Credit
from reuse_pos.domain.payments.local import Local
from reuse_pos.domain.payments.social import Social
from reuse_pos.domain.payments.tab import Tab
from reuse_pos.domain.payments.transfer import Transfer
from reuse_pos.domain.payments.voucher import Voucher
from reuse_pos.domain.wording import _

__all__ = [
    "CHANGE",
    "LARGE_NOTE_CENTS",
    "METHODS",
    "Payment",
    "PaymentMethod",
    "check_payable",
    "method",
    "offered",
    "settle",
    "still_due",
]

METHODS: tuple[PaymentMethod, ...] = (
    Cash(),
    Card(),
    Social(),
    Cheque(),
    Voucher(),
    Credit(),
    Tab(),
    Transfer(),
    Local(),
)
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


def offered(codes: str) -> tuple[PaymentMethod, ...]:
    """The ways to pay a shop offers, from its setting ("CASH,CARD"), in that order; cash is never
    missing."""
    wanted = [code for code in codes.split(",") if code in _BY_CODE]
    return tuple(_BY_CODE[code] for code in (wanted if "CASH" in wanted else ["CASH", *wanted]))


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


def check_payable(payable_cents: Mapping[str, int], payments: Sequence[Payment]) -> None:
    """Refuses where a method pays more than the lines it may pay: `payable_cents` is what the
    basket comes to by kind of line."""
    for code in {payment.method for payment in payments} - {CHANGE}:
        refused = method(code).refused_kinds
        cannot = sum(max(0, cents) for kind, cents in payable_cents.items() if kind in refused)
        others = sum(other.amount_cents for other in payments if other.method != code)
        if cannot and others < cannot:
            raise Refusal(
                _(
                    "“{method}” cannot pay {amount} of this basket. Nothing was recorded. Take "
                    "that part another way.",
                    method=_(method(code).title),
                    amount=format_cents(cannot),
                ),
                "not_payable",
                cents=cannot,
            )
