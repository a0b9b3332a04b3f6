"""Pieces sold in a small shop and work ordered on them, for tests."""

from __future__ import annotations

from goods import now
from held_goods import TILL, basket_of, furnish
from shops import TestShop

from reuse_pos.domain.item import Item
from reuse_pos.domain.orders import Agreed, CustomerOrder, OrderAsked
from reuse_pos.domain.payments import Payment
from reuse_pos.services.order_views import Piece
from reuse_pos.services.orders import Accepted

# 2 h at 30,00 € the hour, 12,50 € of paint: 72,50 €.
ASKED = OrderAsked(
    ("sand", "paint"), 20, 0, 1250, 14, "Lucie Garnier", "06 12 34 56 42", "vert sauge"
)
DEPOSIT = Agreed(2000, (Payment("CASH", 5000),))


def sold_piece(shop: TestShop, label: str = "Buffet en chêne", cents: int = 12_000) -> Item:
    """A sideboard sold this morning, paid by card."""
    item = furnish(shop, cents, label)
    basket = basket_of(shop, item)
    shop.shop.counter.sell(shop.cashier, TILL, basket, [Payment("CARD", basket.total_cents)])
    return now(shop, item.id)


def piece_of(shop: TestShop, item: Item) -> Piece:
    """The piece its label names."""
    (piece,) = shop.shop.orders.scanned(item.code).pieces
    return piece


def quoted(shop: TestShop, item: Item | None = None, asked: OrderAsked = ASKED) -> CustomerOrder:
    """A quote given for a piece sold here."""
    piece = piece_of(shop, item or sold_piece(shop))
    return shop.shop.orders.quote(shop.cashier, piece, asked).value


def accept(shop: TestShop, order: CustomerOrder, agreed: Agreed = DEPOSIT) -> Accepted:
    """The customer agrees at the till, with 20,00 € of a note of 50,00 €."""
    return shop.shop.orders.accept(shop.cashier, TILL, order.id, agreed).value


def accepted(shop: TestShop, agreed: Agreed = DEPOSIT, asked: OrderAsked = ASKED) -> CustomerOrder:
    """An order agreed to, as the file has it."""
    order = quoted(shop, asked=asked)
    accept(shop, order, agreed)
    return shop.shop.orders.view(order.id).order


def work_through(shop: TestShop, order: CustomerOrder) -> None:
    """Hugo does every step in the workshop."""
    workshop = shop.shop.workshop
    work = workshop.start(shop.trainee, order.work_order).value
    for step in work.steps:
        proof = True if work.step_of(step).check else None
        workshop.finish_step(shop.trainee, work.id, step, proof)
    workshop.finish(shop.trainee, work.id, None)


def ready(shop: TestShop, agreed: Agreed = DEPOSIT, asked: OrderAsked = ASKED) -> CustomerOrder:
    """An order whose work is done."""
    order = accepted(shop, agreed, asked)
    work_through(shop, order)
    return shop.shop.orders.view(order.id).order
