"""The end of a piece of work: its weight, its time, its price and its label, one question after
another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import Weighing
from reuse_pos.domain.money import short_cents
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import OrderState
from reuse_pos.services.labelling import PrintRun
from reuse_pos.ui import sounds, tasks
from reuse_pos.ui.workshop.choice_page import Choice
from reuse_pos.ui.workshop.price_page import PricePage
from reuse_pos.ui.workshop.time_page import TimePage

if TYPE_CHECKING:
    from reuse_pos.ui.workshop.screen import WorkshopScreen


# Refusals after which there is no weight to take any more.
GONE_ON = ("finished", "not_started", "unknown")


class Finishing:
    """``weigh()``, ``price()``, ``price_item(id)``, ``print_labels(items)`` for the workshop's
    screen."""

    def __init__(self, screen: WorkshopScreen) -> None:
        self._screen, self._shop, self._who = screen, screen.shop, screen.who
        me = screen.person
        others = [
            one
            for one in self._shop.people.tiles((Permission.WORK,))
            if one.op != me.op and not one.actor.may(Permission.SUPERVISE)
        ]
        self.time = TimePage(screen.locate, me, others, screen.asker)
        self.price_page = PricePage(screen.locate)
        screen.pages.addWidget(self.time)
        screen.pages.addWidget(self.price_page)
        screen.weigh.weighed.connect(self._weighed)
        screen.weigh.back.connect(self._unweigh)
        self.time.told.connect(self._told)
        self.time.back.connect(self.weigh_again)
        self.price_page.given.connect(self._given)
        self.price_page.back.connect(self._leave_price)
        self.price_page.change_asked.connect(self._ask_change)

    def weigh(self) -> None:
        """Ask for the weight after the work; a stable scale answers by itself. A customer's own
        thing is not weighed: its kilos left when it was sold."""
        screen, work = self._screen, self._screen.work
        if work is None or work.customer is None:
            self._ask_weight(None)
            return
        order = work.order.id
        screen.run_verb(
            lambda: self._shop.workshop.finish(self._who, order, None),
            lambda _done: self._ask_time(), refused=screen.moved_on,
        )  # fmt: skip

    def _ask_weight(self, seen: int | None) -> None:
        work = self._screen.work
        if work is not None:
            self._screen.making.stop()
            self._screen.taking_weight = None
            before = work.item.grams or None
            self._screen.show_page(self._screen.weigh)
            self._screen.weigh.ask(_("Put the object on the scale"), before, seen)

    def weigh_again(self) -> None:
        """Take the end of the work back, then ask for the weight again."""
        screen = self._screen
        if screen.work is None:
            return
        order = screen.work.order
        if order.state is not OrderState.FINISHED:
            self.weigh()
            return

        seen = screen.work.item.grams

        def undone(done: Any) -> None:
            if screen.reload(done.value).customer is not None:
                screen.show_queue()
                return
            # The same load still stands on the scale: it is not taken twice without a touch.
            self._ask_weight(seen)

        screen.run_verb(lambda: self._shop.workshop.undo(self._who, order.id), undone)

    def price_item(self, item: Id) -> None:
        """Ask the price of a thing already finished."""
        self._screen.making.stop()
        self._screen.work = self._shop.workshop.last_work(item)
        self.price()

    def price(self) -> None:
        """Ask the price of the thing on screen."""
        work = self._screen.work
        if work is None:
            return
        if work.customer is not None:
            self._ready(work.customer.number)
            return
        labelling, item = self._shop.labelling, work.item.id
        page = self.price_page
        page.summarise(work, self._minutes())
        self._screen.show_page(page)
        page.ask(
            work,
            labelling.advice(item),
            lambda cents: labelling.preview(item, cents),
            self._who.may(Permission.PRICE),
            self._screen.asker,
        )

    def _ready(self, number: str) -> None:
        """A customer's order is done: it has its price already."""
        self._screen.show_queue()
        self._screen.say.emit(
            _("{number} is ready. Put it with the things to collect.", number=number), None
        )

    def print_labels(self, items: tuple[Id, ...] = ()) -> None:
        """Print what waits beside the screen; a printer that fails says so, nothing is lost."""
        labelling, who = self._shop.labelling, self._who

        def printed(done: Any) -> None:
            if done is not None:
                self._tell(done.value)

        tasks.run_slow(
            lambda report: labelling.print_waiting(who, report, items), printed, owner=self._screen
        )

    def _tell(self, run: PrintRun) -> None:
        if run.sentence:
            self._screen.error.tell(run.sentence, "", _("Try again"), self.print_labels, "warn")
        elif run.printed:
            self._screen.say.emit(_("The label is printed."), None)

    def _weighed(self, weighing: Weighing, removed_to: str) -> None:
        screen = self._screen
        if screen.taking_weight is not None:
            then, screen.taking_weight = screen.taking_weight[0], None
            then(weighing)
            return
        if screen.making.weighing():
            screen.making.weighed(weighing)
            return
        if screen.work is None:
            return
        order = screen.work.order

        def finished(_done: Any) -> None:
            sounds.play(sounds.WEIGHED)
            self._ask_time()

        def refused(refusal: Refusal) -> bool:
            if refusal.code in GONE_ON:
                return screen.moved_on(refusal)
            screen.weigh.again(weighing.net_g)
            screen.show_refusal(refusal.sentence)
            return True

        screen.run_verb(
            lambda: self._shop.workshop.finish(
                self._who, order.id, weighing, removed_to=removed_to
            ),
            finished,
            refused=refused,
        )

    def _unweigh(self) -> None:
        screen = self._screen
        if screen.taking_weight is not None:
            back, screen.taking_weight = screen.taking_weight[1], None
            back()
        elif screen.making.weighing():
            screen.making.ask_family()
        elif screen.work is not None and screen.work.order.step is not None:
            screen.show_step()
        else:
            screen.on_undo()

    def _ask_time(self) -> None:
        screen = self._screen
        if screen.work is None:
            return
        work = screen.reload(screen.work.order)
        self.time.ask(work)
        screen.show_page(self.time)

    def _told(self, minutes: int | None, ops: tuple[str, ...]) -> None:
        screen = self._screen
        if screen.work is None:
            return
        order = screen.work.order.id
        screen.run_verb(
            lambda: self._shop.workshop.say_time(self._who, order, minutes, ops),
            lambda _done: self.price(),
        )

    def _minutes(self) -> int | None:
        work = self._screen.work
        if work is None or not work.order.steps:
            return None
        try:
            told = self._shop.workshop.work_time(self._who, work.order.id)
        except Refusal:
            # Others' times are nobody's business here.
            return None
        return max((minutes for minutes in told.values() if minutes), default=None)

    def _given(self, cents: int, copies: int) -> None:
        screen, labelling, who = self._screen, self._shop.labelling, self._who
        if screen.work is None:
            return
        item = screen.work.item
        if not who.may(Permission.PRICE):
            screen.run_verb(
                lambda: labelling.propose_price(who, item.id, cents, copies),
                lambda _done: self._proposed(item, cents),
                self.price_page.give,
            )
            return
        supervises = who.may(Permission.SUPERVISE)
        price = labelling.approve_price if supervises else None

        def give() -> Any:
            if price is not None:
                return price(who, item.id, cents, "", copies)
            return labelling.label_with_own_right(who, item.id, cents, copies)

        screen.run_verb(give, lambda _done: self._on_sale(item), self.price_page.give)

    def _proposed(self, item: Item, cents: int) -> None:
        screen = self._screen
        screen.show_queue()
        screen.say.emit(
            _("{price} proposed for {name}.", price=short_cents(cents), name=item.label),
            lambda: screen.run_verb(
                lambda: self._shop.labelling.withdraw_price(self._who, item.id),
                lambda _done: self.price_item(item.id),
            ),
        )

    def _on_sale(self, item: Item) -> None:
        self._screen.show_queue()
        self.print_labels((item.id,))

    def _leave_price(self) -> None:
        screen = self._screen
        if screen.work is not None and screen.work.order.steps:
            self._ask_time()
        else:
            screen.show_queue()

    def _ask_change(self) -> None:
        work = self._screen.work
        if work is None:
            return
        choices = [
            Choice("weight", _("The weight"), "scales"),
            Choice("time", _("The time"), "clock"),
            Choice("materials", _("The materials"), "toolbox"),
        ]
        if not work.order.steps:
            choices = []
        ways = {
            "weight": self.weigh_again,
            "time": self._ask_time,
            "materials": self._screen.asides.materials,
        }
        self._screen.ask(
            _("What do you change?"),
            _("The rest stays as it is."),
            choices,
            lambda codes: ways[codes[0]](),
            self.price,
        )
