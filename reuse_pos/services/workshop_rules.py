"""What every gesture of the workshop checks and writes: the order, its thing, and why not now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reuse_pos.db import workshop as rows
from reuse_pos.db.orders import order_of_work
from reuse_pos.db.stock import item_by_id
from reuse_pos.db.store import Reader
from reuse_pos.domain.category import Category
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, uuid7
from reuse_pos.domain.item import INSIDE, Item, State
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import SUPERVISOR, Order, OrderState, Step, steps_for
from reuse_pos.domain.workshop_steps import (
    AUTHORISATIONS,
    own_steps,
    proofs_first,
    read_steps,
    template_key,
)
from reuse_pos.services.verb import Act
from reuse_pos.services.workshop_mass import Product

S = OrderState


def open_order(
    act: Act, item: Item, category: Category, bench: str = "", steps: Sequence[Step] | str = ()
) -> Id:
    """Write the work order of a thing that goes to the workshop (also used when sorting), with
    these steps (or codes of shipped ones), else those its category has today; its id."""
    given = read_steps(steps) if isinstance(steps, str) else tuple(steps)
    wanted = given or steps_today(act.tx, category)
    order = Order(
        uuid7(act.at_ns),
        item.id,
        S.QUEUED,
        tuple(step.code for step in wanted),
        (),
        bench,
        rows.next_rank(act.tx),
        item.grams,
        None,
        (),
        None,
        act.day,
        None,
        own_steps(wanted),
    )
    act.put("work_order", **rows.order_row(order))
    act.changed(Change.WORKSHOP)
    return order.id


def steps_today(reader: Reader, category: Category) -> tuple[Step, ...]:
    """The steps of a category: as the supervisor set them for it, else for its family, else as
    shipped; the proof its category wants is never left out."""
    for key in template_key(category):
        kept = rows.template(reader, key)
        if kept:
            return proofs_first(category, read_steps(kept))
    return steps_for(category)


def refuse_unauthorised(act: Act, step: Step) -> None:
    """Refuses, with code "authorisation" or "supervisor", a step the person may not do alone."""
    if step.check == SUPERVISOR and not act.who.may(Permission.SUPERVISE):
        raise Refusal(
            _("Your supervisor answers here. Nothing was changed. Call your supervisor."),
            "supervisor",
        )
    what = step.authorisation
    if what and not rows.is_authorised(act.tx, act.who.op, what, act.day):
        raise Refusal(
            _(
                "This step wants an authorisation: {what}. Nothing was changed. "
                "Call your supervisor.",
                what=_(AUTHORISATIONS[what][0]).lower(),
            ),
            "authorisation",
            what=what,
        )


def known(order: Order | None) -> Order:
    """The order; refuses when there is none."""
    if order is None:
        raise Refusal(
            _("This work order does not exist. Nothing was changed. Look at the list."), "unknown"
        )
    return order


def open_now(act: Act, order_id: Id) -> Order:
    """An order not finished yet; refuses otherwise."""
    order = known(rows.order_by_id(act.tx, order_id))
    if order.state is S.FINISHED:
        raise Refusal(
            _("This work is already finished. Nothing was changed."), "finished", item=order.item
        )
    return order


def thing(act: Act, item_id: Id) -> Item:
    """A thing by id; refuses an unknown one."""
    item = item_by_id(act.tx, item_id)
    if item is None:
        raise Refusal(
            _("This object is not known. Nothing was changed. Scan its label."), "unknown"
        )
    return item


def started(act: Act, order: Order) -> Item:
    """The thing of an order somebody works on, or a customer's own; refuses when it stands
    elsewhere."""
    item = thing(act, order.item)
    theirs = item.state is State.SOLD and order_of_work(act.tx, order.id) is not None
    if item.state is not State.IN_REPAIR and not theirs:
        raise Refusal(
            _(
                "{code} is not being worked on. Nothing was changed. Touch “Choose” first.",
                code=item.short,
            ),
            "not_started",
        )
    return item


def refuse_unfinished(order: Order, item: Item) -> None:
    """Refuses to end an order with steps left (but the photo) or a failed test."""
    if order.step is not None and order.step.code != "photo":
        raise Refusal(
            _("A step is not done yet. Nothing was changed. Finish the steps first."), "steps_left"
        )
    if item.test_failed:
        raise Refusal(
            _("The test has failed. Nothing was changed. Ask your supervisor."), "test_failed"
        )


def source_for(act: Act, item_id: Id) -> Item:
    """A thing that may become part of another; refuses one reserved or gone."""
    item = thing(act, item_id)
    if item.state is State.RESERVED:
        raise Refusal(
            _(
                "{code} is reserved for somebody. Nothing was recorded. Take another.",
                code=item.short,
            ),
            "reserved",
        )
    if item.state not in INSIDE:
        raise Refusal(
            _("{code} has left the shop. Nothing was recorded. Take another.", code=item.short),
            "not_here",
        )
    return item


def refuse_twice(sources: Sequence[Item], products: Sequence[Product]) -> None:
    """Refuses a making without parts, or with one part named twice."""
    if not sources or not products:
        raise Refusal(_("Scan what you use first. Nothing was recorded."), "no_source")
    if len({item.id for item in sources}) < len(sources):
        raise Refusal(_("The same label was scanned twice. Nothing was recorded."), "twice")


def set_columns(act: Act, order_id: Id, **columns: str | int | None) -> None:
    """Write some columns of an order."""
    act.set("work_order", {"id": order_id}, **columns)
    act.changed(Change.WORKSHOP)


def set_order(act: Act, order: Order, **changes: object) -> Order:
    """Write what changed of an order; returns the order as it is then."""
    after = replace(order, **changes)  # type: ignore[arg-type]
    row = rows.order_row(after)
    act.set("work_order", {"id": order.id}, **{name: row[name] for name in changes})
    act.changed(Change.WORKSHOP)
    return after
