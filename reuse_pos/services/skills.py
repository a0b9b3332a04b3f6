"""The skills booklet: kept only for who wants one, erased as soon as they do not; nothing of it is
in a fact, an export or a report."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reuse_pos.db import people
from reuse_pos.db import skills as rows
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import Actor, Permission
from reuse_pos.domain.skills import Deed
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Station
from reuse_pos.services.people import People
from reuse_pos.services.verb import Act, verb


@dataclass(frozen=True)
class Booklet:
    """A person's booklet: since which day it is kept ("" when they want none), what they did."""

    since: str = ""
    deeds: tuple[Deed, ...] = ()


class Skills(Station):
    """Each person's own booklet, shown to them and to whom they show it."""

    def mine(self, who: Actor) -> Booklet:
        """The booklet of the person signed in."""
        reader = self.store.read()
        since = rows.consent_of(reader, who.op)
        return Booklet() if since is None else Booklet(since, tuple(rows.deeds(reader, who.op)))

    def shown_by(self, who: Actor, op: str, secret: str) -> Booklet:
        """The booklet of another person, for a supervisor beside whom they type their own code:
        that is their yes, for this once. Refuses "right", "wrong_secret", "wait", "none"."""
        if not who.may(Permission.SUPERVISE):
            raise Refusal(_("Only a supervisor may be shown a booklet."), "right")
        person = People(self.office).sign_in(op, secret)
        booklet = self.mine(person.actor)
        if not booklet.since:
            raise Refusal(
                _("{name} keeps no booklet. There is nothing to show.", name=person.name), "none"
            )
        return booklet

    @verb("booklet_wished", Permission.SEE_STOCK)
    def consent(self, act: Act) -> None:
        """The person wants a booklet: from now on what they do is noted, for them alone."""
        if rows.consent_of(act.tx, act.who.op) is None:
            rows.keep_consent(act.tx, act.who.op, act.day)

    @verb("booklet_ended", Permission.SEE_STOCK)
    def withdraw(self, act: Act) -> None:
        """The person wants no booklet any more: all of it is erased, nothing is noted from now on
        (GDPR art. 7.3 and 17)."""
        rows.forget(act.tx, act.who.op)

    def paper(self, who: Actor, folder: Path) -> Path:
        """The person's booklet as a PDF for them to take away; refuses "none" without anything to
        tell, or when the folder cannot be written."""
        from reuse_pos.reports.skill_booklet import booklet_pdf
        from reuse_pos.services.till_files import save_bytes

        booklet = self.mine(who)
        if not booklet.deeds:
            raise Refusal(_("Your booklet is empty. No file was made."), "none")
        person = people.person(self.store.read(), who.op)
        name = person.name if person is not None else who.op
        content = booklet_pdf(name, self.office.setting("store.name"), booklet.deeds)
        return save_bytes(self.office, f"{_('my-booklet')}-{who.op}", content, folder)
