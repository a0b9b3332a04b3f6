"""The team: who works here, with which right and how easy their screens are; codes and badges given
anew, people who leave."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reuse_pos.db import people as rows
from reuse_pos.db import skills
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, make_random_code
from reuse_pos.domain.people import Person, checked_secret
from reuse_pos.domain.roles import RIGHTS, Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Station
from reuse_pos.services.people import hash_badge, hash_secret, save_private
from reuse_pos.services.verb import Act, verb

LONGEST_NAME = 24
MOST_PEOPLE = 99


class Team(Station):
    """Who works here, as the manager arranges it."""

    def everyone(self) -> list[Person]:
        """All people, those who left last."""
        return rows.team(self.store.read())

    def person(self, op: str) -> Person | None:
        """One person as they stand now."""
        return rows.person(self.store.read(), op)

    @verb("person_added", Permission.MANAGE_PEOPLE)
    def add(self, act: Act, person: Person, secret: str) -> Person:
        """Add a person under the next free operator code (`person.op` is not looked at); returns
        them. Refuses "name", "pin" or "password"; numbers of those who left are never used again.
        """
        op = _free_op(rows.team(act.tx))
        new = replace(person, op=op, name=_named(person.name), active=True)
        self._write(act, new, rank=int(op))
        save_private(act.tx, new, secret)
        return new

    @verb("person_changed", Permission.MANAGE_PEOPLE)
    def change(self, act: Act, person: Person, secret: str = "") -> Person:
        """Change a person's name, role, picture or look; `secret` is a new code ("" keeps it).

        A code of four digits does not open what a password opens: going from one kind to the other
        asks for a new one (refusal "pin" or "password"). The last manager stays one ("last").
        """
        old = _known(act, person.op)
        new = replace(person, name=_named(person.name), active=old.active)
        if not secret and old.uses_password != new.uses_password:
            checked_secret("", new.role)
        if Permission.MANAGE_PEOPLE not in RIGHTS[new.role]:
            self._refuse_if_last(act, old)
        self._write(act, new, rank=None)
        save_private(act.tx, new, secret or None)
        if secret:
            rows.keep_failures(act.tx, new.op, 0, 0)
        return new

    @verb("plain_mode_set", Permission.SEE_STOCK)
    def choose_plain(self, act: Act, on: bool) -> Person:
        """A person chooses easy or full screens for themself: nobody has to ask for it."""
        old = _known(act, act.who.op)
        act.set("person", {"op": old.op}, plain_mode=int(on))
        act.changed(Change.PEOPLE)
        return replace(old, plain_mode=on)

    @verb("secret_given", Permission.MANAGE_PEOPLE)
    def reset_secret(self, act: Act, op: str, secret: str) -> None:
        """Give a person a new code or password, and open their access again after mistakes."""
        person = _known(act, op)
        save_private(act.tx, person, checked_secret(secret, person.role))
        rows.keep_failures(act.tx, op, 0, 0)

    @verb("badge_given", Permission.MANAGE_PEOPLE)
    def new_badge(self, act: Act, op: str) -> str:
        """Give a person a new badge: its 13 digits, to print at once since only their hash is
        kept. The badge before opens nothing any more."""
        person = _known(act, op)
        if not person.active:
            raise Refusal(
                _("This person has left. No badge was made. Bring them back first."), "left"
            )
        digits = make_random_code(CodeKind.BADGE)
        kept = rows.secrets_of(act.tx, op)
        secret = kept[0] if kept is not None else hash_secret(digits)
        rows.keep_private(act.tx, op, person.name, secret, hash_badge(digits))
        return digits

    def badge_card(self, op: str, digits: str, folder: Path) -> Path:
        """A badge to cut out, as a PDF: first name and bars, no family name and no role;
        refuses when the folder cannot be written."""
        from reuse_pos.reports.badge_card import badge_pdf
        from reuse_pos.services.till_files import save_bytes

        person = rows.person(self.store.read(), op)
        name = person.name if person is not None else op
        content = badge_pdf(name, digits, self.office.setting("store.name"))
        return save_bytes(self.office, f"badge-{op}", content, folder)

    @verb("person_archived", Permission.MANAGE_PEOPLE)
    def archive(self, act: Act, op: str) -> None:
        """A person leaves: no code and no badge opens anything, their booklet is erased; what they
        did stays under their operator code. Refuses oneself and the last manager."""
        person = _known(act, op)
        if op == act.who.op:
            raise Refusal(
                _("You cannot archive yourself. Nothing was changed. Ask another manager."), "self"
            )
        self._refuse_if_last(act, person)
        act.set("person", {"op": op}, active=0)
        act.changed(Change.PEOPLE)
        kept = rows.secrets_of(act.tx, op)
        if kept is not None:
            rows.keep_private(act.tx, op, person.name, kept[0], None)
        skills.forget(act.tx, op)

    @verb("person_back", Permission.MANAGE_PEOPLE)
    def bring_back(self, act: Act, op: str, secret: str) -> None:
        """A person comes back, with a new code."""
        person = _known(act, op)
        act.set("person", {"op": op}, active=1)
        act.changed(Change.PEOPLE)
        save_private(act.tx, person, checked_secret(secret, person.role))
        rows.keep_failures(act.tx, op, 0, 0)

    def _write(self, act: Act, person: Person, rank: int | None) -> None:
        columns: dict[str, str | int] = {
            "role": person.role.value, "icon": person.icon, "colour": person.colour,
            "plain_mode": int(person.plain_mode),
            "prints_own_labels": int(person.prints_own_labels), "active": int(person.active),
        }  # fmt: skip
        if rank is None:
            act.set("person", {"op": person.op}, **columns)
        else:
            act.put("person", op=person.op, rank=rank, **columns)
        act.changed(Change.PEOPLE)

    def _refuse_if_last(self, act: Act, person: Person) -> None:
        managers = [
            one.op for one in rows.everyone(act.tx)
            if Permission.MANAGE_PEOPLE in RIGHTS[one.role]
        ]  # fmt: skip
        if managers == [person.op]:
            raise Refusal(
                _("The shop needs a manager. Nothing was changed. Name another one first."), "last"
            )


def _known(act: Act, op: str) -> Person:
    person = rows.person(act.tx, op)
    if person is None:
        raise Refusal(_("This person is not known here. Nothing was changed."), "person")
    return person


def _named(name: str) -> str:
    words = " ".join(name.split())
    if not words or len(words) > LONGEST_NAME:
        raise Refusal(
            _("A first name has 1 to {most} letters. Nothing was changed. Type it again.",
              most=LONGEST_NAME), "name",
        )  # fmt: skip
    return words


def _free_op(known: list[Person]) -> str:
    used = {one.op for one in known}
    free = next((f"{n:02d}" for n in range(1, MOST_PEOPLE + 1) if f"{n:02d}" not in used), None)
    if free is None:
        raise Refusal(
            _("All {most} operator codes are used. Nobody was added.", most=MOST_PEOPLE), "full"
        )
    return free
