"""The supervisor's answers: coming to help, a yes to a price, another price with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reuse_pos.domain.labelling import PRICE_REASONS
from reuse_pos.domain.money import short_cents
from reuse_pos.domain.pricing import rounded_price
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import SUPERVISOR
from reuse_pos.services.labelling import Proposal
from reuse_pos.services.workshop import Work
from reuse_pos.ui.workshop.approve_page import ApprovePage
from reuse_pos.ui.workshop.choice_page import Choice

if TYPE_CHECKING:
    from reuse_pos.ui.workshop.screen import WorkshopScreen

REASON_ICONS = {"DEAR": "coins", "CHEAP": "coin", "FLAW": "magnifying-glass", "WANTED": "heart"}


class Supervising:
    """``show()`` the list; the rest follows from its keys."""

    def __init__(self, screen: WorkshopScreen) -> None:
        self._screen, self._shop, self._who = screen, screen.shop, screen.who
        self.page = ApprovePage(screen.locate)
        screen.pages.addWidget(self.page)
        self.page.back.connect(lambda: screen.show_queue())
        self.page.accepted.connect(self._accept)
        self.page.other_price.connect(self._ask_price)
        self.page.coming.connect(self._come)
        self.page.given_up.connect(self._ask_way)
        self.page.plan_asked.connect(lambda: screen.planning.plan(0))
        self.page.rights_asked.connect(lambda: screen.planning.rights())
        self.page.bench_asked.connect(lambda: screen.bench.begin())
        self.page.steps_asked.connect(lambda: screen.steps.begin())
        self.page.print_asked.connect(lambda: screen.finishing.print_labels())

    def show(self) -> None:
        """Who waits for help, and which prices wait."""
        self._screen.work = None
        labelling = self._shop.labelling
        calls = self._shop.workshop.help_calls()
        self.page.show_tasks(calls, labelling.proposals(), labelling.waiting())
        self._screen.show_page(self.page, _("To approve"))

    def _accept(self, proposal: Proposal) -> None:
        item = proposal.item
        self._give(proposal, item.price_cents or 0, "")

    def _give(self, proposal: Proposal, cents: int, reason: str) -> None:
        item = proposal.item.id

        def given(_done: Any) -> None:
            self.show()
            self._screen.finishing.print_labels((item,))

        self._screen.run_verb(
            lambda: self._shop.labelling.approve_price(self._who, item, cents, reason), given
        )

    def _ask_price(self, proposal: Proposal) -> None:
        proposed = proposal.item.price_cents or 0
        choices = [
            Choice(str(cents), short_cents(cents), "tag", "textile")
            for cents in other_prices(proposal, proposed)
        ]
        self._screen.ask(
            _("Which price?"),
            _(
                "{name}: {price} is proposed.",
                name=proposal.item.label,
                price=short_cents(proposed),
            ),
            choices,
            lambda codes: self._ask_reason(proposal, int(codes[0])),
            self.show,
        )

    def _ask_reason(self, proposal: Proposal, cents: int) -> None:
        choices = [
            Choice(code, _(words), REASON_ICONS[code]) for code, words in PRICE_REASONS.items()
        ]
        self._screen.ask(
            _("Why {price}?", price=short_cents(cents)),
            "",
            choices,
            lambda codes: self._ask_answer(proposal, cents, codes[0]),
            lambda: self._ask_price(proposal),
        )

    def _ask_answer(self, proposal: Proposal, cents: int, reason: str) -> None:
        item = proposal.item.id
        price = short_cents(cents)

        def answer(codes: list[str]) -> None:
            if codes[0] == "sale":
                self._give(proposal, cents, reason)
                return
            self._screen.run_verb(
                lambda: self._shop.labelling.reject_price(self._who, item, reason, cents),
                lambda _done: self.show(),
            )

        self._screen.ask(
            _("And now?"),
            "",
            [
                Choice("sale", _("Put on sale at {price}", price=price), "storefront", "bricolage"),
                Choice("workshop", _("Send back to the workshop"), "swap", "textile"),
            ],
            answer,
            lambda: self._ask_reason(proposal, cents),
        )

    def _come(self, work: Work) -> None:
        step = work.order.step

        def came(done: Any) -> None:
            if step is not None and step.check == SUPERVISOR:
                self._screen.look_at(self._screen.reload(done.value))
            else:
                self.show()

        self._screen.run_verb(
            lambda: self._shop.workshop.answer_help(self._who, work.order.id), came
        )

    def _ask_way(self, work: Work) -> None:
        def leave(codes: list[str]) -> None:
            self._screen.run_verb(
                lambda: self._shop.workshop.give_up(self._who, work.order.id, codes[0]),
                lambda _done: self.show(),
            )

        self._screen.ask(
            _("Where does it go?"),
            work.item.label,
            [
                Choice("recycling", _("Recycle"), "recycle", "bricolage"),
                Choice("energy", _("Burn for energy"), "lightning", "meubles"),
                Choice("disposal", _("Throw away"), "trash", "neutral"),
            ],
            leave,
            self.show,
        )


def other_prices(proposal: Proposal, proposed: int) -> list[int]:
    """Six prices around the proposed one, those of past sales among them, lowest first."""
    known = proposal.advice
    offers = {known.low, known.advised, known.high} if known is not None else set()
    for percent in (90, 110, 80, 120, 70, 150, 50, 200):
        if len(offers - {proposed}) < 6:
            offers.add(rounded_price(proposed * percent // 100))
    return sorted(offers - {proposed})
