"""Things to hold and holds made in a small shop, for tests."""

from __future__ import annotations

import json

from goods import bring
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.hold import HoldAsked
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.payments import Payment
from reuse_pos.services.holds import Held

TILL = "001-1"
LUCIE = HoldAsked(7, "Lucie Garnier", "06 12 34 56 42", 2000, (Payment("CASH", 5000),))
FREE = HoldAsked(3, "Samir M.")


def furnish(
    shop: TestShop, cents: int = 12000, label: str = "Buffet en chêne",
    state: State = State.ON_SALE,
) -> Item:  # fmt: skip
    """A sideboard with its price, in a state."""
    return bring(shop, "EA-RA-BUFFET", 46000, state, label=label, price_cents=cents,
                 price_state="approved")  # fmt: skip


def basket_of(shop: TestShop, *items: Item) -> Basket:
    """A basket of scanned things."""
    basket = Basket()
    for item in items:
        basket = basket.add(shop.shop.counter.line_of_item(item))
    return basket


def hold(shop: TestShop, *items: Item, asked: HoldAsked = LUCIE) -> Held:
    """Hold things for Lucie, with 20,00 € of a note of 50,00 €, unless told otherwise."""
    return shop.shop.holds.hold(shop.cashier, TILL, basket_of(shop, *items), asked).value


def take_arrhes(shop: TestShop) -> None:
    """From now on deposits are arrhes."""
    shop.shop.settings.set(shop.manager, "hold.deposit_kind", "ARRHES")


def record_of(shop: TestShop, doc_no: str) -> dict:
    """The journal record of a ticket."""
    body = shop.store.read().value("SELECT body FROM fiscal_record WHERE doc_no = ?", doc_no)
    return json.loads(body)
