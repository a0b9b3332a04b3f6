"""What the workshop's screens read: the queue, an order with its thing, calls for help, times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from reuse_pos.db import workshop as rows
from reuse_pos.db.device import device
from reuse_pos.db.orders import order_of_work
from reuse_pos.db.stock import item_by_code, item_by_id
from reuse_pos.domain.category import Category
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import DEVICE_LETTERS, Id, read_scan
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.orders import CustomerOrder
from reuse_pos.domain.roles import Actor, Permission
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import SUPERVISOR, Order, OrderState, Step
from reuse_pos.services.office import Station
from reuse_pos.services.workshop_rules import known

PAGE = 3
CALLING_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Work:
    """A work order with its thing; `mine`: the person asking works on it; `guess_min` how long it
    takes; `customer` the order of the customer it is done for, None for the shop's own goods."""

    order: Order
    item: Item
    category: Category
    mine: bool = False
    guess_min: int = 0
    customer: CustomerOrder | None = None


@dataclass(frozen=True)
class Queue:
    """One page of the queue; pages count from 0."""

    works: tuple[Work, ...]
    page: int
    pages: int


class WorkshopReads(Station):
    """What there is to see in the workshop.

    `bench_here` is the bench this computer stands at, until somebody says another ("" for any).
    """

    bench_here = ""

    def queue(self, who: Actor, page: int = 0, bench: str = "") -> Queue:
        """Three orders a page: the person's own in progress first, then the supervisor's order.

        What was given to somebody else, or (with `bench`) to another bench, is left out; a
        supervisor sees all.
        """
        reader = self.store.read()
        seat = rows.Seat(who.op, bench, who.may(Permission.SUPERVISE) and not bench)
        pages = max(1, -(-rows.queue_length(reader, seat) // PAGE))
        page = page % pages
        found = rows.queue(reader, seat, PAGE, page * PAGE)
        return Queue(tuple(self._work(order, mine) for order, mine in found), page, pages)

    def may_do(self, who: Actor, step: Step) -> bool:
        """Whether a person may do a step alone: it wants no authorisation, or they have it."""
        if step.check == SUPERVISOR:
            return who.may(Permission.SUPERVISE)
        today = business_day(self.clock.now()).isoformat()
        return not step.authorisation or rows.is_authorised(
            self.store.read(), who.op, step.authorisation, today
        )

    def benches(self) -> tuple[str, ...]:
        """The benches of the workshop, as the manager named them."""
        named = (one.strip() for one in self.office.setting("workshop.benches").split(","))
        return tuple(dict.fromkeys(one for one in named if one and not one.startswith("@")))

    def work(self, order_id: Id) -> Work:
        """One order with its thing; refuses one that does not exist."""
        return self._work(known(rows.order_by_id(self.store.read(), order_id)))

    def last_work(self, item_id: Id) -> Work:
        """A thing with its newest order; one made of others, without any step, where it has
        none."""
        reader = self.store.read()
        order = rows.last_order_of(reader, item_id)
        if order is not None:
            return self._work(order, True)
        item = item_by_id(reader, item_id)
        grams = item.grams if item is not None else 0
        made = Order(
            item_id, item_id, OrderState.FINISHED, (), (), "", 0, grams, grams, (), None, "", None
        )
        return self._work(made, True)

    def device_letter(self) -> str:
        """The letter that begins the short codes of this computer."""
        return DEVICE_LETTERS[device(self.store.read()).device]

    def scanned(self, raw: str) -> Item:
        """The thing a label names; refuses what is not a thing of this shop."""
        item = item_by_code(self.store.read(), read_scan(raw))
        if item is None:
            raise Refusal(
                _("No object has this label. Nothing was changed. Scan it again, or ask for help."),
                "unknown",
            )
        return item

    def open_order(self, item: Id) -> Order | None:
        """The order now open on a thing, or None."""
        return rows.open_order_of(self.store.read(), item)

    def calling(self) -> bool:
        """Whether somebody has just called for help and nobody has come yet; an older call stays
        on the supervisor's page and is silent."""
        since = self.clock.now() - CALLING_FOR
        calls = rows.help_calls(self.store.read())
        return any(datetime.fromisoformat(one.help_since or "") >= since for one in calls)

    def help_calls(self) -> list[Work]:
        """Orders on which somebody waits for help, the longest wait first."""
        return [self._work(order) for order in rows.help_calls(self.store.read())]

    def work_time(self, who: Actor, order_id: Id) -> dict[str, int | None]:
        """Who worked on an order and how long (minutes): for those who did and for supervisors
        only."""
        told = rows.workers(self.store.read(), order_id)
        if who.op not in told and not who.may(Permission.SUPERVISE):
            raise Refusal(
                _("Only the people who worked on it and their supervisor see this."), "private"
            )
        return told

    def _work(self, order: Order, mine: bool = False) -> Work:
        reader = self.store.read()
        item = item_by_id(reader, order.item)
        if item is None:
            raise LookupError("a work order without its thing")
        told = sorted(rows.told_minutes(reader, item.category))
        # The shop's own times are better than a first guess once there are a few, on untouched
        # orders.
        guess = told[len(told) // 2] if len(told) >= 5 and not order.done else order.guess_min
        theirs = order_of_work(reader, order.id) if item.state is State.SOLD else None
        return Work(order, item, self.office.category(item.category), mine, guess, theirs)
