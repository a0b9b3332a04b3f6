"""The supervisor's order of work and who may do what: lists, arrows and one question at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from reuse_pos.domain.clock import business_day
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop_steps import AUTHORISATIONS
from reuse_pos.services.work_rights import Rights
from reuse_pos.services.workshop import Work
from reuse_pos.services.workshop_plan import PLAN_PAGE
from reuse_pos.ui.persons import face
from reuse_pos.ui.workshop.choice_page import Choice
from reuse_pos.ui.workshop.plan_page import PlanPage
from reuse_pos.ui.workshop.rights_page import RightsPage

if TYPE_CHECKING:
    from reuse_pos.ui.workshop.screen import WorkshopScreen

# How long an authorisation is offered for, in days; "" has no end.
LASTS = {"": 0, "90": 90, "365": 365, "1095": 1095}


class Planning:
    """``plan()`` and ``rights()`` for the workshop's screen."""

    def __init__(self, screen: WorkshopScreen) -> None:
        self._screen, self._shop, self._who = screen, screen.shop, screen.who
        self.page, self.rights_page = PlanPage(), RightsPage()
        self._number = 0
        for page in (self.page, self.rights_page):
            screen.pages.addWidget(page)
        self.page.back.connect(lambda: screen.supervising.show())
        self.page.moved.connect(self._move)
        self.page.first.connect(self._first)
        self.page.give_asked.connect(self._ask_who)
        self.page.more_asked.connect(lambda: self.plan(self._number + 1))
        self.rights_page.back.connect(lambda: screen.supervising.show())
        self.rights_page.touched.connect(self._ask_until)

    def plan(self, number: int | None = None) -> None:
        """The open work in its order."""
        wanted = self._number if number is None else number
        works, self._number, pages = self._shop.workshop.plan(wanted)
        self.page.show_plan(works, self._number, pages, self._names(), PLAN_PAGE)
        self._screen.show_page(self.page, _("Order of work"))

    def rights(self) -> None:
        """Who may do what."""
        self.rights_page.show_people(self._shop.work_rights.everyone())
        self._screen.show_page(self.rights_page, _("Authorisations"))

    def _names(self) -> dict[str, str]:
        return {one.op: one.name for one in self._shop.people.tiles((Permission.WORK,))}

    def _move(self, work: Work, places: int) -> None:
        order = work.order.id
        self._screen.run_verb(
            lambda: self._shop.workshop.move(self._who, order, places), lambda _done: self.plan()
        )

    def _first(self, work: Work) -> None:
        order = work.order.id
        self._screen.run_verb(
            lambda: self._shop.workshop.put_first(self._who, order), lambda _done: self.plan(0)
        )

    def _ask_who(self, work: Work) -> None:
        choices = [Choice("", _("Whoever is free"), "users", "neutral")]
        choices += [Choice(one, one, "toolbox", "meubles") for one in self._shop.workshop.benches()]
        choices += [
            Choice(f"@{one.op}", one.name, *face(one), drawn="fill")
            for one in self._shop.people.tiles((Permission.WORK,))
        ]

        def give(codes: list[str]) -> None:
            self._screen.run_verb(
                lambda: self._shop.workshop.give(self._who, work.order.id, codes[0]),
                lambda _done: self.plan(),
            )

        self._screen.ask(_("Who does it?"), work.item.label, choices, give, self.plan)

    def _ask_until(self, rights: Rights, what: str) -> None:
        words = _(AUTHORISATIONS[what][0])
        held = what in rights.held
        choices = [
            Choice("90", _("For 3 months"), "calendar-check", "textile"),
            Choice("365", _("For 1 year"), "calendar-check", "textile"),
            Choice("1095", _("For 3 years"), "calendar-check", "textile"),
            Choice("", _("Without end"), "seal-check", "bricolage"),
        ]
        if held:
            choices.append(Choice("no", _("Not any more"), "prohibit", "jouets"))
        today = business_day(self._shop.office.clock.now())

        def answer(codes: list[str]) -> None:
            op, code = rights.person.op, codes[0]
            until = (today + timedelta(days=LASTS.get(code, 0))).isoformat() if code else ""
            given: Any = self._shop.work_rights
            if code == "no":
                gesture = lambda: given.withdraw(self._who, op, what)  # noqa: E731
            else:
                gesture = lambda: given.give(self._who, op, what, until)  # noqa: E731
            self._screen.run_verb(gesture, lambda _done: self.rights())

        self._screen.ask(words, rights.person.name, choices, answer, self.rights)
