"""Work customers ask for on pieces bought here: quoted, agreed with a deposit, done in the
workshop, paid as a service when collected; or given up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from reuse_pos.db import holds as held
from reuse_pos.db import orders as rows
from reuse_pos.db import workshop as work_rows
from reuse_pos.db.stock import item_by_id, item_row
from reuse_pos.domain import hold as deposits_rules
from reuse_pos.domain import orders as rules
from reuse_pos.domain.approval import RETURN
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import ARRHES, NONE
from reuse_pos.domain.ids import CodeKind, Id, short_form, uuid7
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.labelling import TRACKING
from reuse_pos.domain.mass import Source
from reuse_pos.domain.orders import (
    ORDER_SERVICE,
    Agreed,
    CustomerOrder,
    OrderAsked,
    Stage,
    refuse_unless,
)
from reuse_pos.domain.quotes import QuoteLine, total
from reuse_pos.domain.roles import SYSTEM, Actor, Permission
from reuse_pos.domain.vat import CODES, code_of_line
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import STEPS, OrderState
from reuse_pos.domain.workshop_steps import proofs_first
from reuse_pos.fiscal import records as fiscal
from reuse_pos.services.approvals import check_approval
from reuse_pos.services.deposits import (
    AS_PAID,
    Owed,
    Paid,
    check_giving_back,
    keep_deposit,
    pay_deposit_back,
    take_deposit,
)
from reuse_pos.services.label_paper import ask_label
from reuse_pos.services.life_words import ORDERED
from reuse_pos.services.order_settling import close_order, refuse_ordered, work_done
from reuse_pos.services.order_views import OrderViews, Piece, known_order
from reuse_pos.services.printing import print_doc
from reuse_pos.services.sale_settling import bring_to_till
from reuse_pos.services.verb import Act, verb
from reuse_pos.services.workshop_rules import open_order, set_columns


@dataclass(frozen=True)
class Accepted:
    """An order just agreed to: the day it is promised for; the deposit's ticket ("" without one)
    and the change to hand back in cents."""

    due_on: str
    doc_no: str = ""
    change_cents: int = 0


@dataclass(frozen=True)
class Ended:
    """How an order ended: the cents given back and how (method → cents), or kept by the shop."""

    stage: Stage
    back: dict[str, int]
    kept_cents: int = 0


class Orders(OrderViews):
    """Customer orders; amounts are cents, hours tenths."""

    def hour_cents(self) -> int:
        """What an hour of the workshop costs, as the shop set it."""
        return self.office.number("order.hour_cents")

    @verb("order_quoted", Permission.TAKE_ORDERS)
    def quote(self, act: Act, piece: Piece, asked: OrderAsked) -> CustomerOrder:
        """Give a quote for work on a piece sold here; it holds for as many days as the shop's
        quotes do. A piece without a label gets a number of its own, without mass: it left long ago.

        Refuses a piece not sold here or already ordered on, no name, and what cannot be quoted.
        """
        name, phone = deposits_rules.checked_person(asked.name, asked.phone)
        lines = self._lines(asked)
        item = self._unlabelled(act, piece) if piece.item is None else self._sold(act, piece.item)
        counter = rows.last_counter(act.tx, rules.order_prefix(act.day)) + 1
        order = CustomerOrder(
            uuid7(act.at_ns), rules.order_number(act.day, counter), Stage.QUOTED, item.id, None,
            item.label, deposits_rules.initials(name), asked.steps, lines, total(lines), NONE, 0,
            None, None, act.day, self._valid_until(act), asked.days, None, "", None, None,
            " ".join(asked.note.split()), piece.sold_line,
        )  # fmt: skip
        act.put("customer_order", **rows.order_row(order))
        self._keep_person(act, order, held.Kept(name, phone))
        act.changed(Change.ORDERS)
        return order

    @verb("order_quoted_again", Permission.TAKE_ORDERS)
    def requote(self, act: Act, order_id: Id, asked: OrderAsked) -> CustomerOrder:
        """Write a quote again, at today's prices and for another span of days; the number stays.
        Without a name in `asked` the person stays too."""
        before = self._at(act, order_id, Stage.QUOTED)
        lines = self._lines(asked)
        who = rows.person_of(act.tx, order_id)
        if asked.name or who is None:
            who = held.Kept(*deposits_rules.checked_person(asked.name, asked.phone))
        order = replace(
            before, initials=deposits_rules.initials(who.name), steps=asked.steps, lines=lines,
            quote_cents=total(lines), day=act.day, valid_until=self._valid_until(act),
            days=asked.days, note=" ".join(asked.note.split()),
        )  # fmt: skip
        act.put("customer_order", **rows.order_row(order))
        self._keep_person(act, order, who)
        act.changed(Change.ORDERS)
        return order

    @verb("order_refused", Permission.TAKE_ORDERS)
    def refuse(self, act: Act, order_id: Id) -> None:
        """The customer does not want the work, or never answered."""
        order = self._at(act, order_id, Stage.QUOTED)
        close_order(act, self.office, order, Stage.REFUSED, None)

    @verb("order_accepted", Permission.SELL)
    def accept(self, act: Act, till: str, order_id: Id, agreed: Agreed) -> Accepted:
        """The customer agrees and leaves the piece: the deposit is sold with its own ticket, the
        work goes to the top of the workshop's list, the piece gets a tag. Its kilos left when it
        was sold: it comes back as the customer's own thing, and nothing is posted.

        Refuses a quote out of date, a deposit above it, and a payment that is short.
        """
        order = self._at(act, order_id, Stage.QUOTED)
        rules.refuse_if_over(order, act.day)
        cents = deposits_rules.checked_deposit(agreed.deposit_cents, order.quote_cents)
        item = self.refuse_unless_sold(_item(act, order))
        category = self.office.category(item.category)
        kind = self.office.setting("hold.deposit_kind") if cents else NONE
        due = rules.renewed(act.day, order.days)
        made = Accepted(due)
        if cents:
            told = {
                "order": order.number, "deposit": kind, "until": due,
                "things": [f"{item.short} {order.label}"],
            }  # fmt: skip
            paid = Paid(cents, agreed.payments, agreed.receipt)
            made = Accepted(due, *take_deposit(act, self.office, till, paid, told))
        steps = proofs_first(category, tuple(STEPS[code] for code in order.steps))
        work = open_order(act, item, category, steps=steps)
        # A promise has its day, the shop's own goods have not; the supervisor may say otherwise.
        set_columns(act, work, rank=work_rows.lowest_rank(act.tx) - 1)
        act.set(
            "customer_order", {"id": order.id}, state=Stage.ACCEPTED.value, work_order=work,
            kind=kind, deposit_cents=cents, deposit_doc=made.doc_no or None, accepted_on=act.day,
            due_on=due,
        )  # fmt: skip
        self._keep_on(act, replace(order, state=Stage.ACCEPTED, due_on=due))
        self._ask_tag(act, item.id)
        act.changed(Change.ORDERS, Change.COUNTER)
        return made

    @verb("order_put_off", Permission.TAKE_ORDERS)
    def put_off(self, act: Act, order_id: Id, days: int) -> str:
        """Promise the work for later: `days` after the day promised, or after today where that has
        gone by; returns the new day. The tag is printed again, since it tells the day."""
        order = self._at(act, order_id, Stage.ACCEPTED)
        due = deposits_rules.extended(order.due_on, act.day, days)
        act.set("customer_order", {"id": order_id}, due_on=due)
        self._keep_on(act, replace(order, due_on=due))
        self._ask_tag(act, order.item)
        act.changed(Change.ORDERS, Change.WORKSHOP)
        return due

    @verb("order_done", Permission.WORK)
    def done(self, act: Act, order_id: Id) -> None:
        """The work is done without the workshop's screens; refuses a safety test not passed."""
        order = self._at(act, order_id, Stage.ACCEPTED)
        item = _item(act, order)
        category = self.office.category(item.category)
        if item.test_failed or (category.check and not item.tested_on):
            raise Refusal(
                _("{code} has not passed its test. Nothing was changed. Test it in the workshop "
                  "first.", code=item.short), "test_first", item=item.id,
            )  # fmt: skip
        self._close_work(act, order, after_g=item.grams)
        work_done(act, order)

    @verb("order_brought_to_counter", Permission.SELL)
    def bring_to_counter(self, act: Act, till: str, order_id: Id) -> Basket:
        """Put the basket of a ready order on a till, to be paid; one in progress there is put
        aside."""
        basket = self.pick_up(order_id)
        bring_to_till(act, till, basket)
        return basket

    @verb("order_given_up", Permission.SELL)
    def give_up(
        self, act: Act, till: str, order_id: Id, how: str = AS_PAID, approval: str = ""
    ) -> Ended:
        """End an order agreed to: the deposit goes back, as it was paid or in CASH.

        The manager says yes (`approval`, hex) as for holds, and where the work has begun: the shop
        then gives up what it is owed for it."""
        order = self._at(act, order_id, Stage.ACCEPTED, Stage.READY)
        document: str | None = None
        back: dict[str, int] = {}
        if order.deposit_cents:
            owed = _owed(order)
            check_giving_back(act, self.office, till, owed, approval)
            if self.begun(act.tx, order):
                check_approval(act, approval, RETURN, till, owed.cents, limit=0, total=owed.cents)
            document, back = pay_deposit_back(act, self.office, till, owed, how)
        self._close_work(act, order)
        close_order(act, self.office, order, Stage.CANCELLED, document)
        return Ended(Stage.CANCELLED, back)

    @verb("order_deposit_kept", Permission.SELL)
    def keep(self, act: Act, till: str, order_id: Id) -> Ended:
        """End an order agreed to and keep its deposit: arrhes stay with the shop, an acompte pays
        the work done, as a service (Code civil 1794). Refuses an acompte before the work begins."""
        order = self._at(act, order_id, Stage.ACCEPTED, Stage.READY)
        if not order.deposit_cents:
            raise Refusal(_("Nothing was paid. Nothing was changed. Cancel the order."), "nothing")
        instead = None
        if order.kind != ARRHES:
            if not self.begun(act.tx, order):
                raise Refusal(
                    _("The work has not begun: the down payment is given back. Nothing was "
                      "recorded. Cancel and give it back."), "not_begun",
                )  # fmt: skip
            instead = self._work_line(order)
        document = keep_deposit(
            act, self.office, till, _owed(order), self.back_label(order), instead
        )
        self._close_work(act, order)
        close_order(act, self.office, order, Stage.KEPT, document)
        return Ended(Stage.KEPT, {}, order.deposit_cents)

    def pdf(self, who: Actor, order_id: Id, folder: Path) -> Path:
        """Write a quote as an A4 PDF, with the name while it is kept and the VAT sentence of its
        day; refuses who takes no orders, and a folder that cannot be written."""
        from reuse_pos.services.order_paper import write_paper

        kept = self.person(who, order_id)
        return write_paper(self.office, known_order(self.store.read(), order_id), kept, folder)

    def print_quote(self, order_id: Id) -> str:
        """Print a quote at the till; returns "" or the kind of trouble."""
        from reuse_pos.services.order_paper import roll

        return print_doc(self.office, roll(self.office, known_order(self.store.read(), order_id)))

    def _lines(self, asked: OrderAsked) -> tuple[QuoteLine, ...]:
        ceiling = self.office.number("price.ceiling_cents")
        return rules.checked_asked(asked, self.hour_cents(), ceiling)

    def _valid_until(self, act: Act) -> str:
        return rules.renewed(act.day, self.office.number("quote.days"))

    def _sold(self, act: Act, item_id: Id) -> Item:
        item = item_by_id(act.tx, item_id)
        if item is None:
            raise LookupError("a piece without its row")
        refuse_ordered(act.tx, item.id)
        return self.refuse_unless_sold(item)

    def _unlabelled(self, act: Act, piece: Piece) -> Item:
        """The number of a piece sold without a label, named by a line of a ticket of this shop: a
        new one, or the one an earlier order gave it. Refuses when work is ordered on all of them.
        """
        line, left = self.ticket_line(piece)
        theirs = rows.orders_of_line(act.tx, piece.sold_line)
        taken = {one.item: one for one in theirs if one.is_open}
        free = [one.item for one in theirs if one.item not in taken]
        if free:
            return self._sold(act, free[0])
        if len(taken) >= left:
            refuse_ordered(act.tx, next(iter(taken)))
        code = act.next_code(CodeKind.ITEM)
        item = Item(
            uuid7(act.at_ns), code, short_form(code), "item", line["cat"], line["label"],
            State.SOLD, 0, 0, Source.NONE.value, received_on=act.day,
        )  # fmt: skip
        act.put("item", **item_row(item))
        act.new_item(item.id, ORDERED, None, State.SOLD)
        return item

    def _at(self, act: Act, order_id: Id, *stages: Stage) -> CustomerOrder:
        order = known_order(act.tx, order_id)
        refuse_unless(order, *stages)
        return order

    def _work_line(self, order: CustomerOrder) -> fiscal.Line:
        """The work done of an order given up, paid by its deposit."""
        regime = CODES[self.office.setting("vat.regime")]
        code = code_of_line(regime, self.office.category(ORDER_SERVICE).vat_code, None)
        cents = order.deposit_cents
        return fiscal.Line(
            self.work_label(order), cents, cents, code.code, code.bp, kind="service",
            cat=ORDER_SERVICE, extra={"comment": order.number},
        )  # fmt: skip

    def _close_work(self, act: Act, order: CustomerOrder, after_g: int | None = None) -> None:
        """End the work order; without grams it counts as given up, not as done."""
        work = work_rows.order_by_id(act.tx, order.work_order) if order.work_order else None
        if work is not None and work.state is not OrderState.FINISHED:
            set_columns(
                act, work.id, state=OrderState.FINISHED.value, finished_on=act.day,
                help_since=None, weight_after_g=after_g,
            )  # fmt: skip

    def _keep_on(self, act: Act, order: CustomerOrder) -> None:
        """The name is kept as long as the order is open, and some days more."""
        who = rows.person_of(act.tx, order.id)
        if who is not None:
            self._keep_person(act, order, who)

    def _keep_person(self, act: Act, order: CustomerOrder, who: held.Kept) -> None:
        days = max(1, self.office.number("hold.person_days"))
        rows.keep_person(act.tx, order.id, who, rules.forgotten_on(order, act.day, days))

    def _ask_tag(self, act: Act, item: Id) -> None:
        ask_label(act, item, TRACKING)

        def out() -> None:
            from reuse_pos.services.labelling import Labelling

            # Who sells may not print labels at will; this one belongs to the order.
            Labelling(self.office).print_waiting(SYSTEM, items=[item])

        if self.office.devices.label is not None:
            act.after(lambda: self.office.later(out))


def _owed(order: CustomerOrder) -> Owed:
    promise = {"order": order.number}
    return Owed(
        order.deposit_cents, order.kind, order.deposit_doc or "", promise, rules.ORDER_ENDED
    )


def _item(act: Act, order: CustomerOrder) -> Item:
    item = item_by_id(act.tx, order.item)
    if item is None:
        raise LookupError("an order without its piece")
    return item
