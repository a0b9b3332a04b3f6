"""Customer orders as their screens see them: who waits for what, until when, what is left to pay;
the piece a label or a ticket names, and the basket of an order that is collected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from reuse_pos.db import orders as rows
from reuse_pos.db import stock
from reuse_pos.db import workshop as work_rows
from reuse_pos.db.holds import Kept
from reuse_pos.db.store import Reader
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import deposit_label, hidden_phone
from reuse_pos.domain.ids import CodeKind, Id, read_scan
from reuse_pos.domain.item import INSIDE, Item, State
from reuse_pos.domain.orders import ORDER_SERVICE, CustomerOrder, Stage, sold_line
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.domain.search import fold
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import OrderState
from reuse_pos.services.office import Station
from reuse_pos.services.refunds import Refunds, TicketFound

ENDED_DAYS = 30


@dataclass(frozen=True)
class Piece:
    """A piece sold here that work may be ordered on: its label, category, the day and ticket of its
    sale; `item` None for one that had no label, line `n` of the ticket; `order` the open order on
    it, `number` what that is called."""

    label: str
    category: str
    sold_on: str
    doc_no: str
    n: int
    item: Id | None = None
    short: str = ""
    icon: str = ""
    family: str = ""
    order: Id | None = None
    number: str = ""

    @property
    def sold_line(self) -> str:
        """The ticket and line that sold a piece without a label; "" for one with its own."""
        return "" if self.item else sold_line(self.doc_no, self.n)


@dataclass(frozen=True)
class Scanned:
    """What a label or a ticket leads to: an open order, else the pieces that may be worked on."""

    order: Id | None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class OrderView:
    """An order with its piece; of the person only initials, and a phone number of which a few
    figures show. `begun`: somebody worked on it already."""

    order: CustomerOrder
    item: Item
    icon: str
    family: str
    phone: str
    expired: bool
    late: bool
    begun: bool

    @property
    def id(self) -> Id:
        """The order's id."""
        return self.order.id

    @property
    def stage(self) -> Stage:
        """How far it is."""
        return self.order.state


class OrderViews(Station):
    """What is ordered now; nothing here writes."""

    def waiting(self) -> tuple[OrderView, ...]:
        """The open orders: ready first, then the next due, then quotes, those out of date last."""
        reader = self.store.read()
        people = rows.people_waited_for(reader)
        views = [self._view(reader, one, people.get(one.id)) for one in rows.open_orders(reader)]
        return tuple(sorted(views, key=lambda view: view.expired))

    def ended(self) -> tuple[OrderView, ...]:
        """The orders ended in the last thirty days, newest first."""
        reader = self.store.read()
        since = date.fromisoformat(self.today()) - timedelta(days=ENDED_DAYS)
        found = rows.ended_orders(reader, since.isoformat())
        return tuple(self._view(reader, one, rows.person_of(reader, one.id)) for one in found)

    def view(self, order: Id) -> OrderView:
        """One order; refuses one that does not exist."""
        reader = self.store.read()
        return self._view(reader, known_order(reader, order), rows.person_of(reader, order))

    def deposits_cents(self) -> int:
        """What the shop owes for deposits of open orders, in cents; never turnover."""
        return rows.deposits_held(self.store.read())

    def person(self, who: Actor, order: Id) -> Kept | None:
        """Who an order is for, to call them; None once the name was erased. Refuses, with code
        "right", who takes no orders."""
        refuse_unless(who, Permission.TAKE_ORDERS)
        return rows.person_of(self.store.read(), order)

    def order_of(self, item: Id) -> CustomerOrder | None:
        """The open order on a piece."""
        return rows.order_of_item(self.store.read(), item)

    def matching(self, text: str) -> frozenset[Id]:
        """The open orders a typed text means: part of the person's name, a code, a number or what
        the piece is called."""
        wanted = fold(text).replace(" ", "")
        people = rows.people_waited_for(self.store.read())
        found = set()
        for view in self.waiting():
            kept = people.get(view.id)
            words = [view.order.number, view.order.label, view.item.short, view.order.initials]
            words.append(kept.name if kept else "")
            if any(wanted in fold(word).replace(" ", "") for word in words):
                found.add(view.id)
        return frozenset(found)

    def scanned(self, raw: str) -> Scanned:
        """The open order of a scanned label, else the piece it names; of a ticket, the pieces it
        sold. Refuses a thing that was not sold here, with code "not_sold" or "unknown_code"."""
        code = read_scan(raw)
        if code.kind is CodeKind.TICKET:
            return self._of_ticket(raw)
        item = stock.item_by_code(self.store.read(), code) if code.is_thing else None
        if item is None:
            raise Refusal(
                _("No piece of this shop has this code: work is ordered on pieces bought here. "
                  "Nothing was changed. Scan its label or its ticket."), "unknown_code",
            )  # fmt: skip
        order = rows.order_of_item(self.store.read(), item.id)
        if order is not None:
            return Scanned(order.id)
        return Scanned(None, (self._piece(self.refuse_unless_sold(item)),))

    def pick_up(self, order_id: Id) -> Basket:
        """The basket of an order that is collected: the work at the price of the quote, the deposit
        taken off by a line of its own. Refuses one that is not ready."""
        order = known_order(self.store.read(), order_id)
        if order.state is not Stage.READY:
            raise Refusal(
                _("Order {number} is not ready. Nothing was changed. Look at the workshop’s list.",
                  number=order.number), "not_ready",
            )  # fmt: skip
        category = self.office.category(ORDER_SERVICE)
        work = Line(
            0, "service", self.work_label(order), ORDER_SERVICE, 1, "piece", order.quote_cents,
            most=1, link=order.link, comment=order.number, icon="hammer", family=category.family,
        )  # fmt: skip
        basket = Basket().add(work)
        if order.deposit_cents:
            basket = basket.add(
                Line(
                    0, "deposit_back", self.back_label(order), None, 1, "piece",
                    -order.deposit_cents, most=1, link=order.link, icon="coins", family="neutral",
                )
            )  # fmt: skip
        return basket.select(None)

    def work_label(self, order: CustomerOrder) -> str:
        """What the work is called on the ticket."""
        return _("Refurbishing: {thing}", thing=order.label)

    def back_label(self, order: CustomerOrder) -> str:
        """What the deposit taken off is called: "Acompte du 14/11"."""
        day = order.accepted_on or order.day
        return _("{deposit} of {day}", deposit=deposit_label(order.kind),
                 day=f"{day[8:]}/{day[5:7]}")  # fmt: skip

    def begun(self, reader: Reader, order: CustomerOrder) -> bool:
        """Whether somebody has worked on an order."""
        work = work_rows.order_by_id(reader, order.work_order) if order.work_order else None
        return work is not None and (work.state is not OrderState.QUEUED or bool(work.done))

    def refuse_unless_sold(self, item: Item) -> Item:
        """The thing, if it was sold here; refuses with code "not_sold"."""
        if item.state is State.SOLD:
            return item
        if item.state in INSIDE:
            raise Refusal(
                _("{code} is still in the shop: sell it first. Nothing was changed. Its price may "
                  "be held meanwhile.", code=item.short), "not_sold", item=item,
            )  # fmt: skip
        raise Refusal(
            _("{code} was not sold here. Nothing was changed. Work is ordered on pieces bought "
              "here.", code=item.short), "not_sold", item=item,
        )  # fmt: skip

    def today(self) -> str:
        """The business day."""
        return business_day(self.clock.now()).isoformat()

    def of_slip(self, raw: str) -> CustomerOrder | None:
        """The open order whose deposit slip was scanned; None for any other code."""
        try:
            code = read_scan(raw)
            found = Refunds(self.office).find(raw) if code.kind is CodeKind.TICKET else None
        except Refusal:
            return None
        reader = self.store.read()
        return None if found is None else rows.order_of_deposit(reader, found.doc_no)

    def _of_ticket(self, raw: str) -> Scanned:
        found = Refunds(self.office).find(raw)
        slip = rows.order_of_deposit(self.store.read(), found.doc_no)
        if slip is not None:
            return Scanned(slip.id)
        pieces = [
            piece
            for line in found.lines
            if _left(line, found) > 0
            if (piece := self._line_piece(line, found)) is not None
        ]
        if not pieces:
            raise Refusal(
                _("No piece of this ticket can be worked on. Nothing was changed. Scan another "
                  "ticket, or the piece’s label."), "not_sold",
            )  # fmt: skip
        alone = pieces[0].order if len(pieces) == 1 else None
        return Scanned(alone, tuple(pieces))

    def ticket_line(self, piece: Piece) -> tuple[Mapping[str, Any], int]:
        """The line of a ticket that sold a piece without a label, and how many pieces it sold that
        did not come back; refuses, with code "not_sold", one that did not."""
        found = Refunds(self.office).ticket(piece.doc_no)
        line = next((one for one in found.lines if one["n"] == piece.n), None)
        if line is None or line["sku"] or _left(line, found) <= 0:
            raise Refusal(
                _("This piece was not sold here. Nothing was changed. Scan its label or its "
                  "ticket."), "not_sold",
            )  # fmt: skip
        return line, _left(line, found)

    def _line_piece(self, line: Mapping[str, Any], found: TicketFound) -> Piece | None:
        """A piece of a ticket with the order on it, if any; None for a thing no longer theirs."""
        reader, item = self.store.read(), None
        if line["sku"]:
            item = stock.item_by_code(reader, read_scan(line["sku"]))
            if item is None or item.state is not State.SOLD:
                return None
            order = rows.order_of_item(reader, item.id)
        else:
            theirs = rows.orders_of_line(reader, sold_line(found.doc_no, line["n"]))
            taken = [one for one in theirs if one.is_open]
            order = taken[0] if len(taken) >= _left(line, found) else None
        category = self.office.category(line["cat"])
        return Piece(
            line["label"], line["cat"], found.day, found.doc_no, line["n"],
            item.id if item else None, item.short if item else "", category.icon, category.family,
            order.id if order else None, order.number if order else "",
        )  # fmt: skip

    def _piece(self, item: Item) -> Piece:
        category = self.office.category(item.category)
        sold = stock.sold_on(self.store.read(), item.code)
        return Piece(
            item.label, item.category, sold[0] if sold else "", "", 0, item.id, item.short,
            category.icon, category.family,
        )  # fmt: skip

    def _view(self, reader: Reader, order: CustomerOrder, kept: Kept | None) -> OrderView:
        item = stock.item_by_id(reader, order.item)
        if item is None:
            raise LookupError("an order without its piece")
        category, today = self.office.category(item.category), self.today()
        return OrderView(
            order, item, category.icon, category.family,
            hidden_phone(kept.phone) if kept else "", order.expired(today), order.late(today),
            self.begun(reader, order),
        )  # fmt: skip


def known_order(reader: Reader, order: Id) -> CustomerOrder:
    """An order by its id; refuses one that does not exist."""
    found = rows.order_by_id(reader, order)
    if found is None:
        raise Refusal(
            _("This order is not known. Nothing was changed. Look at the list again."), "gone"
        )
    return found


def _left(line: Mapping[str, Any], found: TicketFound) -> int:
    """How many pieces a line of a ticket sold that did not come back; 0 for anything else."""
    goods = (line["kind"], line["unit"]) == ("goods", "piece")
    return int(line["qty"]) - found.returned.get(line["n"], 0) if goods else 0
