"""What a scanned paper can do for a basket: pay a part of it, or give it a solidarity price."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.domain.payments import Payment

SOLIDARITY_CARD = "SOLIDARITY_CARD"


@dataclass(frozen=True)
class Tender:
    """A paper of the shop recognised by its code: `kind` GIFT_CARD | VOUCHER | CREDIT, or
    SOLIDARITY_CARD.

    `left_cents` is what a voucher still holds, `payment` what it pays of the basket it was scanned
    for (None for a card, and when nothing is due); `sentence` what to tell the person. A card gives
    `tariff`, `organism` and its own number.
    """

    kind: str
    number: str
    title: str
    left_cents: int = 0
    expires_on: str = ""
    payment: Payment | None = None
    sentence: str = ""
    tariff: str = ""
    organism: str = ""

    @property
    def is_card(self) -> bool:
        """Whether it changes prices instead of paying."""
        return self.kind == SOLIDARITY_CARD
