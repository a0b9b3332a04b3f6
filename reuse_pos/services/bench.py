"""A bench without a screen: badge, object, FINI card. Three beeps, and the work is written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from reuse_pos.domain.commands import Command, read_command
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, Id, read_scan
from reuse_pos.domain.people import LOCK_AFTER_S, Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import Order, OrderState
from reuse_pos.services.office import Office, Station
from reuse_pos.services.people import People
from reuse_pos.services.workshop import Workshop

LINES = 3


@dataclass(frozen=True)
class Heard:
    """What a scan was answered: a sentence, whether it is good news, and the question now open
    ("" for none)."""

    sentence: str
    ok: bool = True
    question: str = ""


@dataclass(frozen=True)
class Standing:
    """Where a bench is: who stands there, the order in hand, the question asked and its step."""

    person: Person | None = None
    order: Id | None = None
    name: str = ""
    asked: str = ""
    step: str = ""


class Bench(Station):
    """Reads the scans of one bench. Nothing of it is kept but what the work orders keep."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.standing = Standing()
        self.heard: list[Heard] = []
        self._last: datetime | None = None
        self._workshop, self._people = Workshop(office), People(office)

    def scan(self, raw: str) -> Heard:
        """Understand one scan; the answer is also the newest of `heard` (three are kept).

        Never raises for a person's mistake: the refusal is the answer.
        """
        self._forget_who_left()
        try:
            heard = self._understand(raw)
        except Refusal as refusal:
            heard = Heard(refusal.sentence, ok=False, question=self.standing.asked)
        self.heard = [*self.heard, heard][-LINES:]
        return heard

    def cards(self, folder: Path) -> Path:
        """Write the cards FINI, PAUSE, AIDE, OUI, NON as a PDF into a folder (made when missing);
        returns the file."""
        from reuse_pos.reports.command_cards import write_command_cards

        path = folder / "cartes-etabli.pdf"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_command_cards(path, self.office.setting("store.name"))
        except OSError as trouble:
            raise Refusal(
                _("The cards cannot be written. Nothing was changed. Check the disk."), "disk"
            ) from trouble
        return path

    def leave(self) -> None:
        """Nobody stands at the bench any more; work under way stays as it is."""
        self.standing, self.heard, self._last = Standing(), [], None

    def _understand(self, raw: str) -> Heard:
        code = read_scan(raw)
        if code.kind is CodeKind.BADGE:
            return self._badge(raw)
        if code.kind is CodeKind.COMMAND:
            return self._command(read_command(code))
        if code.is_thing:
            return self._object(raw)
        raise Refusal(
            _("This code is not for a bench. Nothing was changed. Scan a badge, an object or a "
              "card."), "kind",
        )  # fmt: skip

    def _badge(self, raw: str) -> Heard:
        person = self._people.sign_in_badge(raw)
        if not person.actor.may(Permission.WORK):
            raise Refusal(
                _("{name} does not work here. Nothing was changed.", name=person.name), "right"
            )
        if self.standing.person is None or self.standing.person.op != person.op:
            self.standing = Standing(person)
        return Heard(_("Hello {name}. Scan an object.", name=person.name))

    def _object(self, raw: str) -> Heard:
        person = self._who()
        item = self._workshop.scanned(raw)
        order = self._workshop.open_order(item.id)
        if order is None:
            raise Refusal(
                _("{name} has no work order. Nothing was changed. Show it to your supervisor.",
                  name=item.label), "no_order",
            )  # fmt: skip
        self._workshop.start(person.actor, order.id)
        self.standing = Standing(person, order.id, item.label)
        return Heard(_("{name}: to work!", name=item.label))

    def _command(self, command: Command) -> Heard:
        person, order = self._who(), self._order()
        if command is Command.PAUSE:
            self._workshop.pause(person.actor, order.id)
            self.standing = Standing(person)
            return Heard(_("{name}: on pause.", name=self.standing_name(order)))
        if command is Command.HELP:
            self._workshop.call_help(person.actor, order.id)
            return Heard(_("Help is called."), question=self.standing.asked)
        if command is Command.DONE:
            return self._go_on(person, order)
        return self._answer(person, order, command is Command.YES)

    def _answer(self, person: Person, order: Order, passed: bool) -> Heard:
        step = order.step
        # The question may have been answered at a screen meanwhile: a late "yes" answers no other.
        asked, self.standing = self.standing.step, replace(self.standing, asked="", step="")
        if step is None or step.code != asked:
            raise Refusal(
                _("Nothing was asked. Nothing was changed. Scan FINI when you have finished."),
                "not_asked",
            )
        done = self._workshop.finish_step(person.actor, order.id, step.code, passed).value
        if not passed:
            return Heard(_("It does not work. Help is called."), ok=False)
        return self._go_on(person, done)

    def _go_on(self, person: Person, order: Order) -> Heard:
        """Finish every step up to one that wants an answer or somebody else; then the thing."""
        while order.step is not None:
            step = order.step
            if not self._workshop.may_do(person.actor, step):
                self._workshop.call_help(person.actor, order.id)
                return Heard(_("{step}: not alone. Help is called.", step=_(step.title)), ok=False)
            if step.check:
                safe = step.check == "safety_check"
                question = _("Is it safe?") if safe else _("Does it work?")
                self.standing = replace(self.standing, asked=question, step=step.code)
                return Heard(_("{question} Scan OUI or NON.", question=question), True, question)
            order = self._workshop.finish_step(person.actor, order.id, step.code).value
        self._workshop.finish(person.actor, order.id, None)
        name = self.standing_name(order)
        self.standing = Standing(person)
        return Heard(_("{name}: finished. Well done!", name=name))

    def standing_name(self, order: Order) -> str:
        """What the thing of an order is called."""
        return self.standing.name or self._workshop.work(order.id).item.label

    def _who(self) -> Person:
        if self.standing.person is None:
            raise Refusal(_("Scan your badge first. Nothing was changed."), "badge")
        return self.standing.person

    def _order(self) -> Order:
        if self.standing.order is None:
            raise Refusal(_("Scan an object first. Nothing was changed."), "object")
        order = self._workshop.work(self.standing.order).order
        if order.state is OrderState.FINISHED:
            self.standing = Standing(self.standing.person)
            raise Refusal(_("This work is already finished. Nothing was changed."), "finished")
        return order

    def _forget_who_left(self) -> None:
        now = self.clock.now()
        limit = timedelta(seconds=LOCK_AFTER_S["workshop"])
        if self._last is not None and now - self._last > limit:
            self.leave()
        self._last = now
