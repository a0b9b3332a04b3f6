"""One entry for what the counter scans to pay with, or to lower prices: vouchers, credits and
solidarity cards are told apart by their code."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db import solidarity as card_rows
from reuse_pos.db import vouchers as voucher_rows
from reuse_pos.db.store import Reader
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.solidarity import Card
from reuse_pos.domain.tender import Tender
from reuse_pos.domain.vouchers import VoucherState
from reuse_pos.services.guesses import by_code
from reuse_pos.services.office import Station
from reuse_pos.services.solidarity_prices import card_tender
from reuse_pos.services.vouchers import tender_of


@dataclass(frozen=True)
class _Found:
    voucher: VoucherState | None
    card: Card | None


class Tenders(Station):
    """Papers of the shop as the counter meets them."""

    def scanned(self, raw: str, basket: Basket) -> Tender:
        """What a scanned code (kind 4) does for a basket; one indexed read each.

        A voucher pays at most what it may pay and what its other tenders leave due. Refuses
        "not_a_voucher", "unknown_voucher", "wait", "cancelled", "spent", "expired", "tariff".
        """
        found = by_code(self.office, raw, _known)
        if found.voucher is not None:
            return tender_of(self.office, found.voucher, payable_by_voucher(basket))
        if found.card is not None:
            return card_tender(self.office, found.card)
        raise LookupError("a code of nothing")


def _known(reader: Reader, kept: str) -> _Found | None:
    voucher = voucher_rows.by_code_hash(reader, kept)
    card = card_rows.card_by_code_hash(reader, kept) if voucher is None else None
    return None if voucher is None and card is None else _Found(voucher, card)


def payable_by_voucher(basket: Basket) -> int:
    """What a voucher may pay of a basket: not the deposits and gift cards in it, nor what is
    already paid."""
    from reuse_pos.domain.payments import method

    refused = method("VOUCHER").refused_kinds
    kept = sum(max(0, cents) for kind, cents in basket.by_kind.items() if kind in refused)
    paid = sum(one.amount_cents for one in basket.tenders)
    return max(0, min(basket.total_cents - paid, basket.total_cents - kept))
