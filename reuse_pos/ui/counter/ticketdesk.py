"""The last ticket: printed again, kept as a file, its payment put right, brought back; and the
sales of a power cut typed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.corrections import Correctable
from reuse_pos.services.counter import LateSale
from reuse_pos.services.refunds import TicketRef
from reuse_pos.services.verb import Done
from reuse_pos.ui.counter.correctpanel import CorrectPanel
from reuse_pos.ui.counter.latebar import LatePanel
from reuse_pos.ui.counter.listpanels import TicketPanel
from reuse_pos.ui.documents import documents

if TYPE_CHECKING:
    from reuse_pos.ui.counter.screen import CounterScreen


@dataclass(frozen=True)
class Found:
    """A ticket to show: as printed, and whether there are others before it and after it."""

    ticket: TicketRef
    lines: list[str]
    before: bool
    after: bool


class TicketDesk(QObject):
    """``TicketDesk(screen)``: ``open()`` is F5. ``late`` is the paper slip typed in, or None."""

    def __init__(self, screen: CounterScreen) -> None:
        super().__init__(screen)
        self._screen, self._shop, self._actor = screen, screen.shop, screen.actor
        self.late: LateSale | None = None
        screen.late_bar.stopped.connect(lambda: self.type_in(None))

    def open(self) -> None:
        """F5: show the last ticket, and what can be done with it."""
        till, counter = self._screen.till, self._shop.counter
        self._screen.run_verb(lambda: self._read(counter.last_ticket(till)), self._show)

    def turn(self, ticket: TicketRef, *, later: bool) -> None:
        """Go to the ticket before or after one."""
        counter = self._shop.counter
        self._screen.run_verb(
            lambda: self._read(counter.ticket_beside(ticket, later=later)), self._show
        )

    def type_in(self, late: LateSale | None) -> None:
        """The next sale is that of a paper slip; None: sales are made now again."""
        self.late = late
        self._screen.late_bar.tell(late)
        self._screen.sell.close_panel()

    def _read(self, ticket: TicketRef | None) -> Found | None:
        if ticket is None:
            return None
        counter, printing = self._shop.counter, self._shop.printing
        before, after = (counter.ticket_beside(ticket, later=on) for on in (False, True))
        lines = printing.ticket_text(ticket.doc_no)
        return Found(ticket, lines, before is not None, after is not None)

    def _show(self, found: Found | None) -> None:
        if found is None:
            panel = TicketPanel(0, "", (), self._actions(None))
            doc_no = ""
        else:
            ticket, doc_no = found.ticket, found.ticket.doc_no
            note = _("On {day}", day=_day(ticket.day)) if found.after else _("Last ticket")
            panel = TicketPanel(
                ticket.ticket_no, note, found.lines, self._actions(ticket),
                (found.before, found.after),
            )  # fmt: skip
            panel.reprint.connect(lambda: self._reprint(doc_no, ticket.ticket_no))
            panel.turned.connect(lambda later: self.turn(ticket, later=later))
        panel.asked.connect(lambda code: self._do(code, doc_no))
        self._screen.sell.open_panel(panel)

    def _actions(self, ticket: TicketRef | None) -> list[tuple[str, str, str]]:
        """What can be done with a ticket, None: where there is none yet."""
        may, actions = self._actor.may, []
        if ticket is not None:
            actions.append(("pdf", _("As a file"), "file-pdf"))
        if ticket is not None and ticket.kind == "SALE":
            actions.append(("correct", _("Correct the payment"), "swap"))
            if may(Permission.REFUND):
                actions.append(("refund", _("Return / exchange"), "arrow-u-up-left"))
        if may(Permission.CLOSE_TILL):
            actions.append(("late", _("Sale made on paper"), "clock"))
        return actions

    def _do(self, code: str, doc_no: str) -> None:
        if code == "pdf":
            self.keep(doc_no)
        elif code == "correct":
            self._ask_correction(doc_no)
        elif code == "refund":
            self._screen.start_refund()
            self._screen.deeds.returning.open(doc_no)
        elif code == "late":
            panel = LatePanel(self._shop.office.clock.now())
            panel.begun.connect(self.type_in)
            self._screen.sell.open_panel(panel)

    def keep(self, doc_no: str) -> None:
        """Keep a ticket as a PDF among the person's documents."""
        printing = self._shop.printing
        self._screen.run_verb(
            lambda: printing.receipt_file(self._actor, doc_no, documents()),
            lambda made: self._screen.say.emit(
                _("Ticket kept: {file}", file=str(made.value)), None
            ),
        )

    def _ask_correction(self, doc_no: str) -> None:
        corrections, till = self._shop.corrections, self._screen.till

        def show(found: Correctable) -> None:
            state = self._screen.state
            if state is not None:
                panel = CorrectPanel(found, state.offers)
                panel.corrected.connect(
                    lambda paid, reason: self._correct(found.doc_no, paid, reason)
                )
                self._screen.sell.open_panel(panel)

        self._screen.run_verb(lambda: corrections.correctable(till, doc_no), show)

    def _correct(self, doc_no: str, paid: list[Payment], reason: str) -> None:
        corrections, till = self._shop.corrections, self._screen.till

        def done(_result: Done[int]) -> None:
            self._screen.sell.close_panel()
            self._screen.say.emit(_("Payment corrected, in the till’s books too"), None)

        self._screen.run_verb(
            lambda: corrections.correct(self._actor, till, doc_no, paid, reason), done
        )

    def _reprint(self, doc_no: str, number: int) -> None:
        def done(result: Done[int]) -> None:
            self._screen.sell.close_panel()
            text = _("Ticket {n} printed again, duplicate {copy}", n=number, copy=result.value)
            self._screen.say.emit(text, None)

        self._screen.run_verb(lambda: self._shop.printing.reprint(self._actor, doc_no), done)


def _day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))
