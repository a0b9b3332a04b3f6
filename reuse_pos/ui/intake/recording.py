"""Recording at reception: loads, refusals, labelled things, and their labels on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reuse_pos.domain.ids import Id
from reuse_pos.domain.intake import CrateGuard
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.verb import Done
from reuse_pos.ui import sounds, tasks

if TYPE_CHECKING:
    from reuse_pos.ui.intake.screen import IntakeScreen

Verb = Callable[[Id], Done[Any]]


class Recorder:
    """``Recorder(screen)``: each touch that records is one verb on the delivery worked on.

    ``asking_for`` says whose answer the chooser or the figure page brings ("commune", "weight",
    "count:number" …); "" when nothing is asked.
    """

    def __init__(self, screen: IntakeScreen) -> None:
        self.screen = screen
        self.model = screen.model
        self.intake = screen.shop.intake
        self.who = screen.person.actor
        self.asking_for = ""
        self._run: tasks.Job | None = None

    def weigh(self, what: str, forced: bool = False) -> None:
        """A family tile: record the load on the scale, or the weight typed for it."""
        if self.model.blocked and not forced:
            return
        load: list[Weighing] = []
        if self.screen.attempt(lambda: load.append(self.model.weighing())):
            self._record(load[0], lambda intake: self.intake.weigh(self.who, intake, what, load[0]))

    def recycle(self, family: str, party: str) -> None:
        """A recycler's key: the load comes in and leaves at once."""
        load: list[Weighing] = []
        if self.screen.attempt(lambda: load.append(self.model.weighing())):
            who, one = self.who, load[0]
            self._record(one, lambda intake: self.intake.recycle(who, intake, family, one, party))

    def refuse(self, reason: str) -> None:
        """A reason's tile: the load on the scale, if any, is noted as refused."""
        load = None if self.model.blocked else self.model.weighing_if_any()
        who = self.who
        self._record(
            load, lambda intake: self.intake.refuse(who, intake, reason, weighing=load), quiet=True
        )

    def add_item(self, code: str, condition: str) -> None:
        """One thing with its label, weighed if it stands on the scale."""
        load = None if self.model.blocked else self.model.weighing_if_any()
        who = self.who

        def done(result: Done[Any]) -> None:
            self.print_labels([result.value.id])

        self._record(
            load,
            lambda intake: self.intake.add_item(who, intake, code, load, "", condition),
            then=done,
        )

    def _record(
        self,
        load: Weighing | None,
        verb: Verb,
        then: Callable[[Done[Any]], object] | None = None,
        quiet: bool = False,
    ) -> None:
        """Record on the delivery worked on, opened first if this is its first load."""
        model, screen = self.model, self.screen
        guard, typed = model.guard, model.typed_g
        if load is not None and load.source is Source.SCALE:
            # Held at once, so that a second touch before the answer records nothing.
            model.guard = model.guard.recorded(load.gross_g)
        screen.families.hold(model.blocked)

        def done(result: Done[Any]) -> None:
            model.started(result.value[0])
            model.typed_g = None
            if not quiet:
                sounds.play(sounds.WEIGHED)
            screen.home()
            screen.read()
            if then is not None:
                then(Done(result.value[1], result.changes))

        def refused(_refusal: object) -> bool:
            model.guard, model.typed_g = guard, typed
            screen.families.hold(model.blocked)
            return False

        screen.run_verb(self.on_delivery(verb), done, refused=refused)

    def on_delivery(self, verb: Verb) -> Callable[[], Done[Any]]:
        """The work of a verb on the delivery worked on; answers (its id, the verb's value)."""
        model, who = self.model, self.who
        chosen, origin, commune, party = model.chosen, model.origin, model.commune, model.party

        def work() -> Done[Any]:
            intake = chosen
            changes: frozenset[Any] = frozenset()
            if intake is None:
                opened = self.intake.open_intake(who, origin, commune, party)
                intake, changes = opened.value.id, opened.changes
            done = verb(intake)
            return Done((intake, done.value), done.changes | changes)

        return work

    def undo(self) -> None:
        """Take back the last weighing, or the count recorded last."""
        intake = self.model.chosen
        if intake is None:
            return

        def done(_result: object) -> None:
            # The load may be recorded again, under the right family.
            self.model.guard = CrateGuard()
            self.screen.families.hold(False)
            self.screen.read()

        self.screen.run_verb(
            lambda: self.intake.undo_last(self.who, intake), done, self.screen.card.undo_key
        )

    def print_labels(self, items: list[Id]) -> None:
        """Print the labels of things just received; those that do not come out keep waiting."""
        if not items:
            return
        screen, who = self.screen, self.who
        if not who.may(Permission.LABEL):
            n = len(items)
            screen.say.emit(ngettext("{n} label waits.", "{n} labels wait.", n), None)
            return
        labelling, strip = screen.shop.labelling, screen.families.printing

        def done(result: Any) -> None:
            self._run = None
            strip.hide()
            if result is None:
                screen.say.emit(_("Stopped: the other labels wait in the list."), None)
            elif result.value.sentence:
                again = _("Print again")
                screen.tell(result.value.sentence, again, lambda: self.print_labels(items))

        self._run = tasks.run_slow(
            lambda report: labelling.print_waiting(who, report, items),
            done,
            on_progress=strip.show_label,
            owner=screen,
        )

    def stop_printing(self) -> None:
        """Stop between two labels; what is printed stays printed, the rest waits."""
        if self._run is not None:
            self._run.stop()
