"""Who may do the dangerous steps: electrical tests, old paint; given by name, until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from reuse_pos.db import people as people_rows
from reuse_pos.db import workshop as rows
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop_steps import AUTHORISATIONS
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb

LONGEST_YEARS = 5


@dataclass(frozen=True)
class Rights:
    """A person of the workshop and what they may do: what → last day, "" for no end."""

    person: Person
    held: dict[str, str]


class WorkRights(Station):
    """Named authorisations."""

    def everyone(self) -> tuple[Rights, ...]:
        """Who works here, and what each may do today."""
        reader = self.store.read()
        today = business_day(self.clock.now()).isoformat()
        held: dict[str, dict[str, str]] = {}
        for op, what, until in rows.authorisations(reader, today):
            held.setdefault(op, {})[what] = until
        return tuple(
            Rights(person, held.get(person.op, {}))
            for person in people_rows.everyone(reader)
            if person.actor.may(Permission.WORK)
        )

    @verb("authorised", Permission.SUPERVISE)
    def give(self, act: Act, op: str, what: str, until: str = "") -> None:
        """Let somebody do something from today, to a last day (ISO) or without end ("").

        Refuses a person who does not work here, and a day gone by or more than five years away.
        """
        self._checked(act, op, what)
        if until:
            _checked_day(until, business_day(act.now))
        act.put("authorisation", op=op, what=what, given_by=act.who.op, day=act.day, until=until)
        act.changed(Change.WORKSHOP)

    @verb("authorisation_withdrawn", Permission.SUPERVISE)
    def withdraw(self, act: Act, op: str, what: str) -> None:
        """Somebody may not do something any more, from now."""
        self._checked(act, op, what)
        if rows.is_authorised(act.tx, op, what, act.day):
            ended = (business_day(act.now) - timedelta(days=1)).isoformat()
            act.set("authorisation", {"op": op, "what": what}, until=ended)
            act.changed(Change.WORKSHOP)

    def _checked(self, act: Act, op: str, what: str) -> None:
        if what not in AUTHORISATIONS:
            raise ValueError(f"no authorisation called {what}")
        person = people_rows.person(act.tx, op)
        if person is None or not person.active or not person.actor.may(Permission.WORK):
            raise Refusal(
                _("This person does not work in the workshop. Nothing was changed."), "person"
            )


def _checked_day(until: str, today: date) -> None:
    try:
        day = date.fromisoformat(until)
    except ValueError:
        day = today - timedelta(days=1)
    if not today <= day <= date(today.year + LONGEST_YEARS, 12, 31):
        raise Refusal(
            _("“{day}” cannot be the last day. Nothing was changed. Choose a day to come.",
              day=until[:20]), "day",
        )  # fmt: skip
