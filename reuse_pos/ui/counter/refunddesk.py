"""What the counter does when things come back: find the ticket, ask the manager, give back, go on
with another basket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reuse_pos.domain.approval import RETURN
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.ids import short_form
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.refund import EXCHANGE, REFUND_REASONS, returned_lines
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.approvals import asked_approval
from reuse_pos.services.refunds import Refunded, TicketFound, TicketRef
from reuse_pos.services.verb import Done
from reuse_pos.ui.approvaldialog import ApprovalWords, ask_approval

if TYPE_CHECKING:
    from reuse_pos.ui.counter.screen import CounterScreen

Wanted = Mapping[int, tuple[int, str]]


class RefundDesk(QObject):
    """``RefundDesk(screen)``: does what its refund page asks; ``find(raw)`` for a scan."""

    def __init__(self, screen: CounterScreen) -> None:
        super().__init__(screen)
        self._screen, self._shop = screen, screen.shop
        self._actor, self._page = screen.actor, screen.refund
        page = self._page
        page.search.today = business_day(self._shop.office.clock.now())
        page.search.asked.connect(self.search)
        page.search.chosen.connect(lambda doc_no: self.open(doc_no, searched=True))

    @property
    def _till(self) -> str:
        return self._screen.till

    def find(self, raw: str) -> None:
        """Find the ticket of a receipt or of a thing's label."""
        refunds = self._shop.refunds
        self._screen.run_verb(lambda: refunds.find(raw), lambda found: self._show(found, False))

    def search(self, day: str, cents: int | None) -> None:
        """Look for tickets of about a day."""
        page, refunds = self._page, self._shop.refunds

        def done(tickets: list[TicketRef]) -> None:
            page.search.show_found(tickets)
            if not tickets:
                page.bar.tell(_("No ticket of these days. Try another day or amount."), kind="warn")

        page.bar.clear()
        self._screen.run_verb(lambda: refunds.search(day, cents), done)

    def open(self, doc_no: str, searched: bool = False) -> None:
        """Open a ticket by its number; `searched`: there was neither receipt nor label."""
        refunds = self._shop.refunds
        self._screen.run_verb(
            lambda: refunds.ticket(doc_no), lambda found: self._show(found, searched)
        )

    def give_back(
        self, doc_no: str, wanted: Wanted, way: str, reason: str, approval: str = ""
    ) -> None:
        """Give back what was ticked; the manager is asked where it takes their yes."""
        found, deeds = self._page.found, self._screen.deeds
        if deeds.writing or found is None:
            return
        refunds, searched = self._shop.refunds, self._page.by_search
        back = returned_lines(found.lines, found.returned, wanted)
        cents = sum(one.cents for one in back)
        if not approval and refunds.needs_yes(self._actor, found, cents, searched):
            self._ask(found, wanted, way, reason)
            return
        who, till = self._actor, self._till
        if way == EXCHANGE:
            deeds.write(
                lambda: refunds.exchange(who, till, doc_no, wanted, reason, approval, searched),
                self._exchanged,
            )
        else:
            deeds.write(
                lambda: refunds.refund(
                    who, till, doc_no, wanted, way, reason, approval, searched
                ),
                lambda done: self._refunded(done, doc_no),
            )  # fmt: skip

    def _show(self, found: TicketFound, by_search: bool) -> None:
        months = self._shop.office.number("voucher.months")
        ways = self._shop.refunds.refundable(found)
        self._page.show_ticket(found, ways, months, by_search)

    def _ask(self, found: TicketFound, wanted: Wanted, way: str, reason: str) -> None:
        searched = self._page.by_search
        words = self._words(found, wanted, reason, searched)
        back = returned_lines(found.lines, found.returned, wanted)
        most = found.given_cents + sum(one.cents for one in back)
        asked = asked_approval(RETURN, self._till, reason, most, found.doc_no)
        dialog = ask_approval(
            self._screen, self._shop, self._actor, asked, words,
            lambda yes: self.give_back(found.doc_no, wanted, way, dialog.reason, yes),
        )  # fmt: skip

    def _words(
        self, found: TicketFound, wanted: Wanted, reason: str, searched: bool
    ) -> ApprovalWords:
        back = returned_lines(found.lines, found.returned, wanted)
        line, total = found.lines[back[0].n - 1], sum(one.cents for one in back)
        icon, family = self._page.look_of(line["cat"])
        others = len(back) - 1
        note = ngettext("and {n} other thing", "and {n} other things", others) if others else ""
        figures = [
            (_("Ticket {n}", n=int(found.doc_no.rpartition("-")[2])),
             format_cents(sum(part.cents for part in found.paid))),
        ]  # fmt: skip
        if found.given_cents:
            figures.append((_("Already given back"), format_cents(found.given_cents)))
        amount = format_cents(total)
        return ApprovalWords(
            self._why(found, total, searched), line["label"],
            short_form(line["sku"]) if line["sku"] else "", note, icon, family, "",
            tuple(figures), (_("To give back"), amount),
            tuple((code, _(words)) for code, words in REFUND_REASONS.items()), reason,
            _("Accept {amount}", amount=amount),
        )  # fmt: skip

    def _why(self, found: TicketFound, cents: int, searched: bool) -> str:
        if searched:
            return _("Return of {amount} without receipt or label", amount=format_cents(cents))
        if found.late:
            return _(
                "Bought on {day}, things come back within {days} days",
                day="/".join(reversed(found.day.split("-"))),
                days=self._shop.office.number("till.return_days"),
            )
        return _(
            "Return of {amount}, limit of the till: {limit}",
            amount=format_cents(found.given_cents + cents),
            limit=format_cents(self._shop.office.number("till.return_limit_cents")),
        )

    def _refunded(self, done: Done[Refunded], doc_no: str) -> None:
        back = done.value
        words = _("Return of ticket {n}", n=int(doc_no.rpartition("-")[2]))
        if back.credit:
            words = _("{words} · store credit {number}", words=words, number=back.credit)
        self._finish(back, words)

    def _exchanged(self, done: Done[tuple[Refunded, tuple[Payment, ...]]]) -> None:
        back, tenders = done.value
        model = self._screen.model
        # The basket that waited goes on, with what came back to pay it; F4 may not undo a refund.
        model.restore(replace(model.basket, tenders=(*model.basket.tenders, *tenders)))
        amount = format_cents(back.cents)
        self._finish(back, _("{amount} to use: go on with the basket", amount=amount))

    def _finish(self, back: Refunded, words: str) -> None:
        screen = self._screen
        screen.sell.basket.change.tell(back.cash_cents, back.cents, words, "")
        self._page.start()
        screen.show_page(screen.sell)
        screen.deeds.expect_paper()
        screen.deeds.reload()
