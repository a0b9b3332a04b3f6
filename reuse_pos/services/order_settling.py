"""When work ordered by a customer is paid: once, at the price of the quote, with the deposit taken
off; and what the workshop's gestures change on the order."""

from __future__ import annotations

from reuse_pos.db import labelling
from reuse_pos.db import orders as rows
from reuse_pos.db.store import Reader
from reuse_pos.domain import orders as rules
from reuse_pos.domain.basket import Line
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.labelling import TRACKING
from reuse_pos.domain.orders import ORDER_LINK, CustomerOrder, Stage, of_order
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office
from reuse_pos.services.sale_settling import SaleInHand
from reuse_pos.services.verb import Act


def settle_orders(sale: SaleInHand) -> None:
    """The orders of a sale are collected: closed by its ticket."""
    links = dict.fromkeys(line.link for line in sale.basket.lines if of_order(line))
    for link in links:
        mine = [line for line in sale.basket.lines if line.link == link]
        order = _checked(sale.act.tx, link, mine)
        close_order(sale.act, sale.office, order, Stage.COLLECTED, sale.doc_no)


def close_order(
    act: Act, office: Office, order: CustomerOrder, stage: Stage, document: str | None
) -> None:
    """Within a verb: end an order; its tag is no longer printed, its name is kept some days."""
    act.set(
        "customer_order", {"id": order.id}, state=stage.value, closed_doc=document,
        closed_on=act.day,
    )  # fmt: skip
    job = labelling.unprinted_job_of(act.tx, order.item, TRACKING)
    if job is not None:
        act.set("label_job", {"id": job.id}, state="dropped")
        act.changed(Change.LABELS)
    who = rows.person_of(act.tx, order.id)
    if who is not None:
        days = max(1, office.number("hold.person_days"))
        rows.keep_person(act.tx, order.id, who, rules.renewed(act.day, days))
    act.changed(Change.ORDERS, Change.COUNTER, Change.WORKSHOP)


def work_done(act: Act, order: CustomerOrder) -> None:
    """Within a verb of the workshop: the work of an order is done, its customer may come."""
    act.set("customer_order", {"id": order.id}, state=Stage.READY.value, ready_on=act.day)
    act.changed(Change.ORDERS)


def work_reopened(act: Act, order: CustomerOrder) -> None:
    """Within a verb of the workshop: the end of the work is taken back; refuses when the order has
    gone on since."""
    if order.state is not Stage.READY:
        raise Refusal(
            _("Order {number} has gone on since. Nothing was changed. Ask your supervisor.",
              number=order.number), "too_late",
        )  # fmt: skip
    act.set("customer_order", {"id": order.id}, state=Stage.ACCEPTED.value, ready_on=None)
    act.changed(Change.ORDERS)


def refuse_ordered(reader: Reader, item: Id) -> None:
    """Refuses, with code "ordered", what cannot happen to a piece that an open order is about."""
    order = rows.order_of_item(reader, item)
    if order is not None:
        raise _ordered(order)


def refuse_worked_on(reader: Reader, item: Id) -> None:
    """Refuses, with code "ordered", what cannot happen to a piece its customer left here to be
    worked on; a quote alone promises nothing."""
    order = rows.order_of_item(reader, item)
    if order is not None and order.state is not Stage.QUOTED:
        raise _ordered(order)


def refuse_line_worked_on(reader: Reader, sold_line: str, left: int) -> None:
    """Refuses, with code "ordered", that fewer pieces without a label stay with the customer
    (`left`, of a line of a ticket) than are being worked on here."""
    theirs = [one for one in rows.orders_of_line(reader, sold_line) if one.is_open]
    agreed = [one for one in theirs if one.state is not Stage.QUOTED]
    if len(agreed) > left:
        raise _ordered(agreed[0])


def _ordered(order: CustomerOrder) -> Refusal:
    return Refusal(
        _("Work is ordered on this piece ({number}). Nothing was changed. End the order first.",
          number=order.number), "ordered", order=order,
    )  # fmt: skip


def _checked(reader: Reader, link: str, mine: list[Line]) -> CustomerOrder:
    digits = link.removeprefix(ORDER_LINK)
    known = len(digits) == 32 and set(digits) <= set("0123456789abcdef")
    order = rows.order_by_id(reader, bytes.fromhex(digits)) if known else None
    if order is None or order.state is not Stage.READY:
        raise Refusal(
            _("This order is not ready to be paid, or has ended. Nothing was recorded. Take its "
              "lines out of the basket."), "order",
        )  # fmt: skip
    if not rules.lines_agree(order, mine):
        raise Refusal(
            _("Order {number} is paid whole, at the price of the quote. Nothing was recorded. Take "
              "its lines out, then scan its label again.", number=order.number), "order",
        )  # fmt: skip
    return order
