"""Paying: what every means of payment can say about itself, and how a ticket is settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

CHANGE = "CHANGE"


@dataclass(frozen=True)
class Payment:
    """An amount handed over by one method, in cents; `ref` is a cheque or voucher number, never a
    card number."""

    method: str
    amount_cents: int
    ref: str | None = None


class PaymentMethod(Protocol):
    """One way to pay; a new one is one file here and one line in `METHODS`."""

    code: str
    title: str
    icon: str
    hotkey: str
    opens_drawer: bool
    gives_change: bool
    receipt_word: str

    def check(self, due_cents: int, payment: Payment) -> None:
        """Refuses a payment this method cannot take for what is still due."""
        ...
