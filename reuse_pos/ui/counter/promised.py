"""Papers of the shop scanned at the counter: vouchers and credits that pay, cards that lower
prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, read_scan
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.orders import CustomerOrder
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.tender import Tender
from reuse_pos.domain.wording import _
from reuse_pos.ui import sounds

if TYPE_CHECKING:
    from reuse_pos.ui.counter.screen import CounterScreen

# A voucher scanned before the basket is full keeps its whole worth until the payment: it is asked
# what it would pay of a basket that costs more than any voucher holds.
_ENDLESS = Basket().add(Line(0, "goods", "", None, 1, "piece", 10**9))


class Promised(QObject):
    """``Promised(screen)``: ``takes(raw)`` says whether a scan is a paper of the shop,
    ``scanned(raw)`` lets it pay, or lower the prices; ``ticket(raw)`` is the slip of an order, or a
    receipt somebody comes back with."""

    def __init__(self, screen: CounterScreen) -> None:
        super().__init__(screen)
        self._screen, self._shop = screen, screen.shop

    def takes(self, raw: str) -> bool:
        """Whether this scan is a voucher or a card, on a page that can take it."""
        if self._screen.page not in (self._screen.sell, self._screen.payment):
            return False
        try:
            return read_scan(raw).kind is CodeKind.VOUCHER
        except Refusal:
            return False

    def scanned(self, raw: str) -> None:
        """Find the paper, then take it."""
        tenders = self._shop.tenders
        self._screen.run_verb(
            lambda: tenders.scanned(raw, _ENDLESS), self._take, refused=self._refused
        )

    def ticket(self, raw: str) -> None:
        """The slip of an order leads to it, any other receipt to what comes back."""
        orders = self._shop.orders
        self._screen.run_verb(lambda: orders.of_slip(raw), lambda order: self._slip(raw, order))

    def _slip(self, raw: str, order: CustomerOrder | None) -> None:
        screen = self._screen
        if order is None and screen.actor.may(Permission.REFUND):
            screen.start_refund()
            screen.deeds.returning.find(raw)
            return
        screen.show_page(screen.sell)
        if order is None:
            screen.selling.scan(raw)
        else:
            sounds.play(sounds.SCAN)
            screen.selling.tell_order(order)

    def _take(self, found: Tender) -> None:
        sounds.play(sounds.SCAN)
        if found.is_card:
            self._lower(found)
        elif found.payment is not None:
            self._pay(found)

    def _pay(self, found: Tender) -> None:
        screen, payment = self._screen, found.payment
        if payment is None:
            return
        if screen.page is screen.payment:
            screen.payment.tender(payment, found.left_cents)
            return
        basket = screen.model.basket
        if screen.selling.do(lambda: screen.model.put(basket.with_tender(payment))):
            screen.say.emit(
                _("{title} {number}: {amount} to spend", title=found.title, number=found.number,
                  amount=format_cents(found.left_cents)),
                screen.on_undo,
            )  # fmt: skip

    def _lower(self, card: Tender) -> None:
        """The tariff of a card, for what is in the basket and what comes after."""
        screen, solidarity = self._screen, self._shop.solidarity
        if screen.page is screen.payment and screen.payment.begun:
            screen.payment.bar.tell(
                _("A payment has begun. Prices stay as they are. Remove it, then scan the card."),
                kind="warn",
            )
            return
        on_payment = screen.page is screen.payment
        basket = screen.model.basket
        if screen.selling.do(lambda: screen.model.put(solidarity.with_card(basket, card))):
            screen.say.emit(card.sentence, screen.on_undo)
            if on_payment:
                screen.pay()

    def _refused(self, refusal: Refusal) -> bool:
        sounds.play(sounds.UNKNOWN)
        self._screen.show_refusal(refusal.sentence)
        return True
