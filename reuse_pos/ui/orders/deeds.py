"""What the orders' screen writes: quotes, agreements, promises put off, ends; each beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from reuse_pos.domain.approval import RETURN
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import ACOMPTE, ARRHES
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.orders import ORDER_ENDED, Agreed, CustomerOrder, OrderAsked
from reuse_pos.domain.wording import _
from reuse_pos.services.approvals import asked_approval
from reuse_pos.services.deposits import AS_PAID, CASH
from reuse_pos.services.order_views import OrderView, Piece
from reuse_pos.services.orders import Accepted, Ended
from reuse_pos.services.printing import TROUBLE_WORDS
from reuse_pos.services.verb import Done
from reuse_pos.ui import tasks
from reuse_pos.ui.approvaldialog import ApprovalWords, ask_approval
from reuse_pos.ui.documents import documents
from reuse_pos.ui.promisewords import deposit_of, short_day

if TYPE_CHECKING:
    from reuse_pos.ui.orders.screen import OrdersScreen


class OrderDeeds(QObject):
    """``OrderDeeds(screen)``: the writes of the orders' screen and what it says after each."""

    def __init__(self, screen: OrdersScreen) -> None:
        super().__init__(screen)
        self._screen, self._orders = screen, screen.shop.orders
        self._actor, self._till = screen.actor, screen.till

    def quote(self, piece: Piece | None, before: OrderView | None, asked: OrderAsked) -> None:
        """Give the quote that was filled in, or write one again."""
        orders, actor = self._orders, self._actor

        def work() -> Done[CustomerOrder]:
            if before is not None:
                return orders.requote(actor, before.id, asked)
            assert piece is not None
            return orders.quote(actor, piece, asked)

        def done(result: Done[CustomerOrder]) -> None:
            order = result.value
            self._screen.show_order(order.id)
            amount = format_cents(order.quote_cents)
            self._screen.say.emit(
                _("{number}: {amount}. Print the quote, or go on at once.", number=order.number,
                  amount=amount), None,
            )  # fmt: skip

        self._screen.run_verb(work, done, self._screen.whom.next_key)

    def accept(self, view: OrderView, agreed: Agreed) -> None:
        """The customer agrees and leaves the piece."""
        orders = self._orders

        def done(result: Done[Accepted]) -> None:
            self._screen.show_order(view.id)
            self._screen.say.emit(
                _("Promised for {day}. Put the tag on the piece; it goes to the workshop.",
                  day=short_day(result.value.due_on)), None,
            )  # fmt: skip

        panel = self._screen.agreeing
        self._screen.run_verb(
            lambda: orders.accept(self._actor, self._till, view.id, agreed), done,
            panel.next_key if panel is not None else None,
        )  # fmt: skip

    def collect(self, view: OrderView) -> None:
        """The basket of a ready order goes to the till, where it is paid."""
        orders = self._orders
        self._screen.run_verb(
            lambda: orders.bring_to_counter(self._actor, self._till, view.id),
            lambda _done: self._screen.go.emit("counter"), self._screen.detail.next_key,
        )  # fmt: skip

    def later(self, view: OrderView, days: int) -> None:
        """The work is promised for later."""
        orders = self._orders

        def done(result: Done[str]) -> None:
            day = short_day(result.value)
            self._screen.say.emit(_("Promised for {day}. Put the new tag on.", day=day), None)

        self._screen.run_verb(
            lambda: orders.put_off(self._actor, view.id, days), done,
            self._screen.detail.later_keys[days],
        )  # fmt: skip

    def finish(self, view: OrderView) -> None:
        """The work is done, in a shop that does not use the workshop's screens."""
        orders = self._orders
        self._screen.run_verb(
            lambda: orders.done(self._actor, view.id),
            lambda _done: self._screen.say.emit(
                _("{number} is ready. Call the person.", number=view.order.number), None
            ),
            self._screen.detail.done_key,
        )

    def refuse(self, view: OrderView) -> None:
        """The customer does not want the work."""
        orders = self._orders
        self._screen.run_verb(
            lambda: orders.refuse(self._actor, view.id),
            lambda _done: self._screen.say.emit(
                _("Quote {number} refused.", number=view.order.number), None
            ),
        )

    def give_back(self, view: OrderView, how: str = AS_PAID, approval: str = "") -> None:
        """End an order agreed to; the manager says yes where it must."""
        orders = self._orders

        def refused(refusal: Refusal) -> bool:
            if refusal.code == "approval":
                self._ask_manager(view, how)
            return refusal.code == "approval"

        self._screen.run_verb(
            lambda: orders.give_up(self._actor, self._till, view.id, how, approval),
            self._ended, refused=refused,
        )  # fmt: skip

    def keep(self, view: OrderView) -> None:
        """End an order agreed to and keep its deposit."""
        orders = self._orders
        self._screen.run_verb(lambda: orders.keep(self._actor, self._till, view.id), self._ended)

    def print_quote(self, view: OrderView) -> None:
        """The quote on the till's printer."""
        orders = self._orders

        def work(_report: Any) -> str:
            return orders.print_quote(view.id)

        def done(trouble: str) -> None:
            if trouble:
                why = _(TROUBLE_WORDS.get(trouble, TROUBLE_WORDS["absent"]))
                self._screen.show_refusal(_("The quote was not printed. {why}", why=why))

        tasks.run_slow(work, done, owner=self._screen)

    def save_pdf(self, view: OrderView) -> None:
        """The quote as a PDF file."""
        orders = self._orders
        self._screen.run_verb(
            lambda: orders.pdf(self._actor, view.id, documents()),
            lambda path: self._screen.say.emit(_("Quote written: {file}", file=path.name), None),
        )

    def _ended(self, done: Done[Ended]) -> None:
        ended = done.value
        cash = ended.back.get(CASH, 0)
        told = _("Order cancelled.")
        if ended.kept_cents:
            told = _("{amount} kept by the shop.", amount=format_cents(ended.kept_cents))
        elif cash:
            told = _("Give back {amount} in cash.", amount=format_cents(cash))
        elif ended.back:
            told = _("Give back {amount} the way it was paid.",
                     amount=format_cents(sum(ended.back.values())))  # fmt: skip
        self._screen.say.emit(_("{told} Give the piece back to its owner.", told=told), None)

    def _ask_manager(self, view: OrderView, how: str) -> None:
        order, shop = view.order, self._screen.shop
        asked = asked_approval(RETURN, self._till, ORDER_ENDED, order.deposit_cents, order.number)
        amount = format_cents(order.deposit_cents)
        limit = format_cents(shop.office.number("till.return_limit_cents"))
        why = _("Deposit given back, limit of the till: {limit}", limit=limit)
        if order.kind == ARRHES:
            why = _("The earnest money would stay with the shop")
        elif order.kind == ACOMPTE and view.begun:
            why = _("The work has begun: the down payment would pay it")
        told = ApprovalWords(
            why, thing=order.label, code=view.item.short, note=order.number, icon=view.icon,
            family=view.family,
            figures=((deposit_of(order.kind, order.accepted_on or order.day), amount),),
            result=(_("The person gets back"), amount),
        )  # fmt: skip
        ask_approval(
            self._screen, shop, self._actor, asked, told,
            lambda yes: self.give_back(view, how, yes),
        )  # fmt: skip
