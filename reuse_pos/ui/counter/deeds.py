"""What the counter writes: sales, baskets put aside, returns, the drawer; each beside the
screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import HoldAsked
from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.reasons import DRAWER_REASONS, VOID_REASONS
from reuse_pos.domain.wording import _
from reuse_pos.services.counter import Sold
from reuse_pos.services.holds import Held
from reuse_pos.services.printing import Waiting
from reuse_pos.services.verb import Done
from reuse_pos.ui import sounds, tasks
from reuse_pos.ui.counter import words
from reuse_pos.ui.counter.holdpanel import HoldPanel
from reuse_pos.ui.counter.listpanels import ParkedPanel, ReasonPanel
from reuse_pos.ui.counter.model import read_state
from reuse_pos.ui.counter.promised import Promised
from reuse_pos.ui.counter.refunddesk import RefundDesk
from reuse_pos.ui.counter.ticketdesk import TicketDesk

if TYPE_CHECKING:
    from reuse_pos.ui.counter.screen import CounterScreen


class Deeds(QObject):
    """``Deeds(screen)``: the counter's writes and what the screen says after each.

    ``writing`` is true while something is written that empties the basket: what is scanned or
    touched meanwhile belongs to the next one, and waits.
    """

    def __init__(self, screen: CounterScreen) -> None:
        super().__init__(screen)
        self._screen, self._shop = screen, screen.shop
        self._model, self._actor = screen.model, screen.actor
        self.writing = False
        self.promised = Promised(screen)
        self.returning = RefundDesk(screen)
        self.tickets = TicketDesk(screen)
        self._reading = self._again = False
        self._expecting = False
        self._told: set[Id] = set()

    @property
    def _till(self) -> str:
        return self._screen.till

    def reload(self) -> None:
        """Read the till again, after the writes asked before."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        tasks.run(lambda: read_state(self._shop, self._till), self._read, owner=self)

    def open_till(self, cents: int, count: Mapping[int, int] | None) -> None:
        """Open the session with this float."""
        self._screen.run_verb(
            lambda: self._shop.till.open_session(self._actor, self._till, cents, count),
            lambda _done: self.reload(), self._screen.opening.next_key,
        )  # fmt: skip

    def sell(self, payments: Sequence[Payment], receipt: str) -> None:
        """Finish the sale; the basket stands if it is refused."""
        basket, counter = self._model.basket, self._shop.counter
        if self.writing or not basket.lines:
            return
        given, late = tuple(payments), self.tickets.late
        self.write(
            lambda: counter.sell(self._actor, self._till, basket, given, receipt, late),
            lambda done: self._sold(done, basket, given, receipt),
        )

    def write(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        refused: Callable[[Refusal], bool] | None = None,
    ) -> None:
        """Do a write that empties the basket, one at a time; then what was scanned meanwhile. A
        refusal, or a bug, leaves the basket as it was and the till ready."""
        if self.writing:
            return
        self.writing = True

        def over() -> None:
            self.writing = False
            QTimer.singleShot(0, self, self._screen.hear_early)

        self._screen.run_verb(work, done, refused=refused, over=over)

    def park(self) -> None:
        """F6: put the basket aside; where it is empty, show those that wait."""
        basket, counter = self._model.basket, self._shop.counter
        if not basket.lines and not self.writing:
            self.ask_parked()
            return

        def work() -> Done[tuple[str, Id]]:
            done = counter.park(self._actor, self._till, basket)
            return Done((done.value, counter.parked()[-1].id), done.changes)

        def done(result: Done[tuple[str, Id]]) -> None:
            label, parked = result.value
            self._model.show(Basket(), lambda: self.resume(parked))
            self._screen.say.emit(_("Put aside: {label}", label=label), lambda: self.resume(parked))
            self.reload()

        self.write(work, done)

    def ask_parked(self) -> None:
        """Show the baskets put aside."""
        state = self._screen.state
        if state is not None and not state.parked:
            self._screen.error.tell(_("No basket waits. There is nothing to take up."), kind="warn")
        elif state is not None:
            panel = ParkedPanel(state.parked)
            panel.chosen.connect(self.resume)
            self._screen.sell.open_panel(panel)

    def resume(self, parked: Id) -> None:
        """Take a basket up again; the one in progress is put aside in its place."""
        basket, counter = self._model.basket, self._shop.counter

        def work() -> Done[Basket]:
            if basket.lines:
                counter.park(self._actor, self._till, basket)
            return counter.resume(self._actor, self._till, parked)

        def done(result: Done[Basket]) -> None:
            self._model.show(result.value)
            self._screen.sell.close_panel()
            self.reload()

        self.write(work, done)

    def ask_void(self) -> None:
        """Ask why the whole basket is emptied."""
        if not self._model.basket.lines:
            return
        panel = ReasonPanel(
            _("Empty the basket"), _("Why? One touch empties it, and can be undone."), "trash",
            VOID_REASONS,
        )  # fmt: skip
        panel.chosen.connect(self._void)
        self._screen.sell.open_panel(panel)

    def ask_drawer(self) -> None:
        """F10: ask why the drawer opens."""
        panel = ReasonPanel(
            _("Open the drawer"), _("Why? The reason is kept in the journal."), "coins",
            DRAWER_REASONS,
        )  # fmt: skip
        panel.chosen.connect(self._drawer)
        self._screen.sell.open_panel(panel)

    def collect(self, hold: Id) -> None:
        """The person a thing is kept for is here: its basket, the one in progress put aside."""
        holds = self._shop.holds
        self.write(lambda: holds.bring_to_counter(self._actor, self._till, hold), self._brought)

    def collect_order(self, order: Id) -> None:
        """The person whose order is ready is here: its basket, the one in progress put aside."""
        orders = self._shop.orders
        self.write(lambda: orders.bring_to_counter(self._actor, self._till, order), self._brought)

    def _brought(self, result: Done[Basket]) -> None:
        self._model.show(result.value)
        self._screen.error.clear()
        self._screen.sell.close_panel()
        self.reload()

    def ask_hold(self) -> None:
        """F8: for whom the basket is kept, how long, with which deposit."""
        basket, state = self._model.basket, self._screen.state
        if not basket.lines or state is None:
            self._screen.error.tell(_("Put something in the basket first."), kind="warn")
            return
        office = self._shop.office
        panel = HoldPanel(
            basket, office.setting("hold.deposit_kind"), office.number("hold.days"),
            business_day(office.clock.now()), state.offers.methods,
        )  # fmt: skip
        panel.asked.connect(self._hold)
        self._screen.sell.open_panel(panel)

    def _hold(self, asked: HoldAsked) -> None:
        basket, holds = self._model.basket, self._shop.holds

        def done(result: Done[Held]) -> None:
            held = result.value
            self._model.show(Basket())
            self._screen.sell.close_panel()
            day = f"{held.until[8:10]}/{held.until[5:7]}"
            self._screen.say.emit(_("{number}: held until {day}", number=held.number, day=day),
                                  None)  # fmt: skip
            if held.change_cents:
                paid = asked.deposit_cents
                self._screen.sell.basket.change.tell(held.change_cents, paid, held.number, "")
            if held.doc_no and asked.receipt == "PRINT":
                self._after_paper()
            self.reload()

        self.write(lambda: holds.hold(self._actor, self._till, basket, asked), done)

    def expect_paper(self) -> None:
        """A paper is on its way: say so if it does not come out."""
        self._after_paper()

    def _read(self, state: Any) -> None:
        self._reading = False
        self._screen.state_read(state)
        if self._again:
            self.reload()

    def _sold(
        self, done: Done[Sold], basket: Basket, payments: Sequence[Payment], receipt: str
    ) -> None:
        self.tickets.type_in(None)
        sold = done.value
        self._shop.display.show_change(sold.change_cents)
        self._model.show(Basket())
        paid = format_cents(sum(one.amount_cents for one in payments))
        ticket = _("Ticket {n} · {amount} received", n=sold.ticket_no, amount=paid)
        kilos = words.reused(basket) if sold.reused_g else ""
        self._screen.sell.close_panel()
        self._screen.sell.basket.change.tell(sold.change_cents, sold.total_cents, ticket, kilos)
        self._screen.show_page(self._screen.sell)
        sounds.play(sounds.SOLD)
        if receipt == "PRINT":
            self._after_paper()
        elif receipt == "EMAIL":
            self.tickets.keep(sold.doc_no)
        self.reload()

    def _void(self, reason: str) -> None:
        basket, counter = self._model.basket, self._shop.counter

        def done(_result: object) -> None:
            self._model.show(Basket(), lambda: self._model.restore(basket))
            self._screen.sell.close_panel()
            self._screen.say.emit(_("Basket emptied"), self._screen.on_undo)

        self.write(lambda: counter.void(self._actor, self._till, basket, reason), done)

    def _drawer(self, reason: str, approval: str = "") -> None:
        def done(_result: object) -> None:
            self._screen.sell.close_panel()
            self._screen.say.emit(_("Drawer opened"), None)

        def refused(refusal: Refusal) -> bool:
            if refusal.code != "approval" or approval:
                return False
            self._screen.selling.yes.drawer(reason, lambda yes: self._drawer(reason, yes))
            return True

        printing = self._shop.printing
        self._screen.run_verb(
            lambda: printing.drawer(self._actor, self._till, reason, approval), done,
            refused=refused,
        )  # fmt: skip

    def look_at_papers(self) -> None:
        """If a ticket is expected, say so when it did not come out; the printer may take its
        time, so this is asked again when the shop says that something changed."""
        if not self._expecting:
            return
        printing = self._shop.printing
        tasks.run_slow(
            lambda _report: (printing.waiting(), printing.failed()), self._papers, owner=self
        )

    def _after_paper(self) -> None:
        self._expecting = True
        self.look_at_papers()

    def _papers(self, both: tuple[list[Waiting], list[Waiting]]) -> None:
        waiting, failed = ([one for one in some if one.kind == "receipt"] for some in both)
        tried = {one.id for one in failed}
        # Still to be tried: the printer has not had its turn yet.
        self._expecting = any(one.id not in tried for one in waiting)
        fresh = [one for one in failed if one.id not in self._told]
        if fresh:
            self._told.update(tried)
            self._tell_paper(fresh[0])

    def _tell_paper(self, paper: Waiting) -> None:
        bar = self._screen.snackbar.bar
        why, _stop, _advice = paper.error.partition(".")
        text = _("Ticket not printed. {why}", why=f"{why}.")
        bar.say(text, lambda: self._retry(paper.id), "warn", "", _("Retry"))
        self._screen.snackbar.place()

    def _retry(self, job: Id) -> None:
        printing = self._shop.printing
        self._told.discard(job)
        self._screen.run_verb(
            lambda: printing.retry(self._actor, job), lambda _done: self._after_paper()
        )
