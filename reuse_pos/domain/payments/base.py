"""Paying: what every means of payment can say about itself, and how a ticket is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _

CHANGE = "CHANGE"
# Money that is no sale: promised, handed on or given.
GIVEN = frozenset({"gift"})
PROMISED = frozenset({"deposit", "voucher_issue"})
OWED = frozenset({"tab_settled"})


@dataclass(frozen=True)
class Payment:
    """An amount handed over by one method, in cents; `ref` is a cheque or voucher number, never a
    card number; `link` what it draws on (a voucher's or an account's id, a social voucher's type).
    """

    method: str
    amount_cents: int
    ref: str | None = None
    link: str = ""


class PaymentMethod(Protocol):
    """One way to pay; a new one is one file here and one line in `METHODS`.

    `number` tells whether a number goes with it: "" | "optional" | "required". `refused_kinds` are
    the kinds of basket line it may not pay. `refundable`: money may go back this way.
    """

    code: str
    title: str
    icon: str
    hotkey: str
    opens_drawer: bool
    gives_change: bool
    receipt_word: str
    number: str
    refused_kinds: frozenset[str]
    refundable: bool

    def check(self, due_cents: int, payment: Payment) -> None:
        """Refuses a payment this method cannot take for what is still due."""
        ...


def check_within_due(due_cents: int, payment: Payment) -> None:
    """A positive amount, at most what is due: only cash gives change."""
    if not 0 < payment.amount_cents <= due_cents:
        raise Refusal(
            _("This way pays at most what is due. Nothing was recorded. Type a smaller amount."),
            "amount",
        )


def check_number(payment: Payment, longest: int = 30) -> None:
    """Refuses a payment whose number is missing or is no number people could have read off it."""
    number = (payment.ref or "").strip()
    if not 0 < len(number) <= longest or not number.isprintable():
        raise Refusal(
            _("A number is missing. Nothing was recorded. Type the number on it."), "number"
        )


def check_link(payment: Payment) -> None:
    """Refuses a payment that does not say what it draws on."""
    if not payment.link:
        raise Refusal(
            _("What pays is not known yet. Nothing was recorded. Scan it, or choose it."), "link"
        )
