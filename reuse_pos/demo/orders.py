"""Work that customers of the demo shop order on furniture bought there: a quote a week, agreed to a
week later, done and collected after as long again; so every stage can be seen."""

from __future__ import annotations

from datetime import date

from reuse_pos.demo.life import Life
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.orders import Agreed, OrderAsked, Stage, usual_deposit
from reuse_pos.domain.payments import Payment
from reuse_pos.services.order_views import OrderView

ASKED = (
    OrderAsked(
        ("sand", "paint"), 30, 0, 1_800, 14, "Maëlle Daniel", "06 00 00 00 11", "vert sauge"
    ),
    OrderAsked(("repair", "clean"), 15, 650, 0, 14, "Paul Riou", "06 00 00 00 12"),
    OrderAsked(("sew", "clean"), 25, 0, 2_400, 21, "Aïcha Belkacem", "", "tissu à carreaux"),
    OrderAsked(
        ("sand", "clean"), 20, 0, 900, 14, "Yann Le Gall", "06 00 00 00 14", "cire d’abeille"
    ),
)
A_WEEK = 5


class CustomerOrders:
    """What is ordered, worked on and collected from week to week."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self._given = 0

    def quote(self, who: str) -> None:
        """Somebody comes back with furniture bought here and asks what the work would cost."""
        piece = self._piece()
        if piece is None:
            return
        orders = self.life.shop.orders
        asked = ASKED[self._given % len(ASKED)]
        orders.quote(self.life.people[who], orders.scanned(piece.code).pieces[0], asked)
        self._given += 1
        self.life.count("quotes")

    def agree(self, till: str, who: str, day: date) -> None:
        """Last week's quote is agreed to, with the usual deposit by card."""
        shop = self.life.shop
        share = shop.office.number("order.deposit_bp")
        for view in self._at(Stage.QUOTED):
            if self._older(view.order.day, day):
                cents = usual_deposit(view.order.quote_cents, share)
                paid = (Payment("CARD", cents),) if cents else ()
                shop.orders.accept(self.life.people[who], till, view.id, Agreed(cents, paid))

    def work(self, day: date) -> None:
        """The workshop does what was agreed to last week."""
        workshop, who = self.life.shop.workshop, self.life.people["trainee"]
        for view in self._at(Stage.ACCEPTED):
            order = view.order
            if order.work_order is None or not self._older(order.accepted_on or order.day, day):
                continue
            work = workshop.start(who, order.work_order).value
            for step in work.steps:
                workshop.finish_step(who, work.id, step, True if work.step_of(step).check else None)
            workshop.finish(who, work.id, None)
            workshop.say_time(who, work.id, 120)
            self.life.count("orders done")

    def collect(self, till: str, who: str, day: date) -> None:
        """What was ready last week is paid and taken home."""
        shop = self.life.shop
        for view in self._at(Stage.READY):
            if self._older(view.order.ready_on or view.order.day, day):
                basket = shop.orders.pick_up(view.id)
                paid = [Payment("CARD", basket.total_cents)] if basket.total_cents else []
                shop.counter.sell(self.life.people[who], till, basket, paid, "PRINT")
                self.life.count("tickets")

    def _at(self, stage: Stage) -> list[OrderView]:
        return [view for view in self.life.shop.orders.waiting() if view.stage is stage]

    def _older(self, since: str, day: date) -> bool:
        return (day - date.fromisoformat(since)).days >= A_WEEK

    def _piece(self) -> Item | None:
        """The dearest piece of furniture sold lately that nobody ordered work on yet."""
        shop = self.life.shop
        found = [
            item for item in shop.stock.items(State.SOLD)
            if item.category.startswith("EA-") and item.kind == "item" and item.price_cents
            if shop.orders.order_of(item.id) is None
        ]  # fmt: skip
        return max(found, key=lambda item: (item.price_cents or 0, item.code), default=None)
