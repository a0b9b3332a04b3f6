"""What each touch at reception does: one gesture here is one verb of the shop, or a choice kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.intake import WORDS_AT_THE_DOOR, CrateGuard, countable, live_weighing
from reuse_pos.domain.intake import checked_load as believed
from reuse_pos.domain.mass import ORIGINS, Source, Weighing, parse_kilos
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.intake import Closed, Counted
from reuse_pos.services.intake_desk import Container, Plan, plan_of
from reuse_pos.services.verb import Done
from reuse_pos.ui import sounds, tasks
from reuse_pos.ui.intake import words
from reuse_pos.ui.intake.things import choices
from reuse_pos.ui.intake.words import PARTY_KINDS

if TYPE_CHECKING:
    from reuse_pos.ui.intake.screen import IntakeScreen

Verb = Callable[[Id], Done[Any]]


class Gestures:
    """``Gestures(screen)``: the slots of the reception screen.

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

    # ------------------------------------------------------------------ loads
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

        screen.run_verb(self._on_delivery(verb), done, refused=refused)

    def _on_delivery(self, verb: Verb) -> Callable[[], Done[Any]]:
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

    # ------------------------------------------------------------------ the delivery
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

    def finish(self) -> None:
        """The delivery is finished; the next one starts at the door."""
        intake, slip = self.model.chosen, self.model.slip
        if intake is None:
            return

        def done(result: Done[Closed]) -> None:
            self.model.tallies.pop(intake, None)
            self.model.begin()
            self.screen.home()
            self.screen.read()
            self._say_closed(result.value)
            if slip and result.value.grams:
                self.print_slip(result.value.number)

        # The slip is asked for apart, so that a printer in trouble can be told here.
        self.screen.run_verb(
            lambda: self.intake.close(self.who, intake, slip=False),
            done,
            self.screen.card.finish_key,
        )

    def _say_closed(self, closed: Closed) -> None:
        if closed.state == "empty":
            self.screen.say.emit(_("{number} closed, nothing in it", number=closed.number), None)
            return
        text = _(
            "{number} finished: {weight}", number=closed.number, weight=words.kilos(closed.grams)
        )
        self.screen.say.emit(text, None)

    def print_slip(self, number: str) -> None:
        """Print a finished delivery's slip; trouble is told with a key to try again."""

        def work(_report: tasks.Report) -> str:
            try:
                self.intake.print_slip(number)
            except Refusal as refusal:
                return refusal.sentence
            return ""

        def done(sentence: str) -> None:
            if sentence:
                self.screen.tell(sentence, _("Print again"), lambda: self.print_slip(number))

        tasks.run_slow(work, done, owner=self.screen)

    def another(self) -> None:
        """One more delivery, while the others stay open; its first load opens it."""
        self.model.begin()
        self._show_delivery()

    def switch(self, intake: Id) -> None:
        """Work on another open delivery."""
        self.model.work_on(intake)
        self._show_delivery()

    def _show_delivery(self) -> None:
        self.asking_for = ""
        self.screen.show_page(self.screen.families)
        self.screen.read()

    def set_slip(self, wanted: bool) -> None:
        """Print the slip of this delivery, or not."""
        self.model.slip = wanted
        self.screen.card.show_desk()

    # ------------------------------------------------------------------ where from, in what
    def set_origin(self, origin: str, party: str | None = None) -> None:
        """An origin's tile; where partners bring goods, their page opens."""
        model = self.model
        kind = PARTY_KINDS.get(origin)
        parties = model.furnishings.parties_of(kind) if kind else ()
        if parties and party is None and (origin != model.origin or model.party is None):
            names = [(one.code, one.label) for one in parties]
            self._ask(f"party:{origin}", _("Who brings it?"), names, model.party or "")
        self._change_source(
            lambda: self._note_origin(origin, party),
            lambda intake: self.intake.set_origin(self.who, intake, origin, party),
        )

    def set_commune(self, commune: str) -> None:
        """A town's tile."""

        def note() -> None:
            self.model.commune = commune

        self._change_source(note, lambda intake: self.intake.set_commune(self.who, intake, commune))

    def _note_origin(self, origin: str, party: str | None) -> None:
        self.model.origin, self.model.party = origin, party

    def _change_source(self, note: Callable[[], None], verb: Verb) -> None:
        intake = self.model.chosen
        note()
        self.screen.show_all()
        if intake is not None:
            self.screen.run_verb(
                lambda: verb(intake), lambda _done: self.screen.read(), refused=self._look_again
            )

    def _look_again(self, _refusal: object) -> bool:
        self.screen.read()
        return False

    def set_container(self, container: Container | None) -> None:
        """The container stays chosen for the next loads."""
        self.model.container = container
        self.screen.scale.show_weight()

    # ------------------------------------------------------------------ questions
    def ask_commune(self) -> None:
        """Every town, searched by name."""
        communes = self.model.furnishings.communes
        self._ask("commune", _("Which town?"), communes, self.model.commune or "")

    def ask_origin(self) -> None:
        """Every origin."""
        origins = [(code, _(ORIGINS[code])) for code in WORDS_AT_THE_DOOR]
        self._ask("origin", _("Where does it come from?"), origins, self.model.origin)

    def ask_container(self) -> None:
        """Every container of reception."""
        here = self.model.furnishings.containers
        names = [(one.code, f"{one.label}, {words.tare_kilos(one.tare_g)}") for one in here]
        self._ask("container", _("In what?"), names)

    def ask_delivery(self) -> None:
        """Every open delivery."""
        names = [
            (one.number, f"{words.pill_words(one.origin, one.title)[0]}, {words.kilos(one.grams)}")
            for one in self.model.desk.open
        ]
        self._ask("delivery", _("Which delivery?"), names)

    def ask_item(self) -> None:
        """One thing apart, with its label."""
        self.asking_for = "item"
        self.screen.item.open()
        self.screen.show_page(self.screen.item)

    def ask_recycler(self, forced: bool = False) -> None:
        """What goes straight to a recycler, and to whom."""
        if self.model.blocked and not forced:
            return
        if self.screen.attempt(self.model.weighing):
            self.screen.recycling.open()
            self.screen.show_page(self.screen.recycling)

    def _ask(self, what: str, title: str, choices: Any, chosen: str = "") -> None:
        self.asking_for = what
        self.screen.chooser.offer(title, choices, chosen)
        self.screen.show_page(self.screen.chooser)

    def choose(self, code: str) -> None:
        """An answer of the chooser."""
        what, _colon, detail = self.asking_for.partition(":")
        self.asking_for = self.asking_for if what == "count" else ""
        if what == "count":
            self.model.tally.add(code, 1)
        self.screen.home()
        if what == "commune":
            self.set_commune(code)
        elif what == "origin":
            self.set_origin(code)
        elif what == "party":
            self.set_origin(detail, code)
        elif what == "container":
            here = self.model.furnishings.containers
            self.set_container(next(one for one in here if one.code == code))
        elif what == "delivery":
            self.switch(next(one.id for one in self.model.desk.open if one.number == code))

    def ask_weight(self) -> None:
        """A weight by hand, for the next load."""
        self.asking_for = "weight"
        tare = self.model.container
        note = _("It will be marked “typed”.")
        if tare is not None:
            note += " " + _(
                "{crate}: {tare} are taken off.",
                crate=tare.label,
                tare=words.tare_kilos(tare.tare_g),
            )
        self.screen.figure.ask_weight(_("Weight by hand"), note)
        self.screen.show_page(self.screen.figure)

    def keep_figure(self, text: str) -> None:
        """What was typed, as a weight or a number."""
        if not self.screen.attempt(lambda: self._take_figure(text)):
            return
        self.screen.home()

    def _take_figure(self, text: str) -> None:
        capacity = self.model.furnishings.capacity_g
        if self.asking_for == "count:number":
            self.model.tally.set(self.model.tally.last, min(int(text), 500))
            return
        grams = parse_kilos(text, capacity)
        if self.asking_for == "count:weight":
            piece = believed(Weighing(grams, 0, Source.TYPED), capacity)
            self.model.tally.weighed[self.model.tally.last] = piece
            return
        believed(Weighing(grams, self.model.tare_g, Source.TYPED), capacity)
        self.model.typed_g = grams

    # ------------------------------------------------------------------ counting
    def plan(self) -> Plan | None:
        """What recording the count would write; None before the first touch."""
        tally, furnishings = self.model.tally, self.model.furnishings
        counts = {code: n for code, n in tally.counts.items() if n}
        if not counts:
            return None
        return plan_of(counts, tally.weighed, furnishings.categories, self.model.desk.means)

    def touch(self, code: str) -> None:
        """One more of a thing."""
        self.model.tally.add(code, 1)
        self.screen.show_count()

    def step(self, by: int) -> None:
        """More or fewer of the last thing touched."""
        if self.model.tally.last:
            self.model.tally.add(self.model.tally.last, by)
            self.screen.show_count()

    def undo_count(self) -> None:
        """Take back the last touch."""
        self.model.tally.undo()
        self.screen.show_count()

    def ask_thing(self) -> None:
        """Another thing, chosen among all categories."""
        listed = self.model.furnishings.categories
        codes = [
            code
            for family, _words, _note in words.FAMILY_TILES
            for code in choices(listed, family, tracked=False)
            if code in listed
        ]
        self._ask("count:thing", _("Which object?"), [(code, listed[code].label) for code in codes])

    def ask_number(self) -> None:
        """How many of the last thing touched."""
        self.asking_for = "count:number"
        self.screen.figure.ask_number(_("How many?"), self._last_words())
        self.screen.show_page(self.screen.figure)

    def ask_piece_weight(self) -> None:
        """What one of the last thing touched weighs, from the scale or by hand."""
        self.asking_for = "count:weight"
        live = self.model.weighing_if_any()
        scale_g = live.net_g if live is not None and live.source is Source.SCALE else 0
        title = _("Weight of one")
        self.screen.figure.ask_weight(title, self._last_words(), scale_g)
        self.screen.show_page(self.screen.figure)

    def keep_scale(self) -> None:
        """Take what the scale shows as the weight of one."""
        model = self.model
        code = model.container.code if model.container is not None else None

        def take() -> None:
            capacity = model.furnishings.capacity_g
            piece = live_weighing(model.view, model.tare_g, code, capacity)
            model.tally.weighed[model.tally.last] = piece

        if self.screen.attempt(take):
            self.screen.home()

    def trolley(self) -> None:
        """Weigh a full trolley instead: its tare is chosen, the load then goes to “To sort”."""
        heavy = [one for one in self.model.furnishings.containers if one.icon == "shopping-cart"]
        if heavy:
            self.model.container = heavy[0]
        self.screen.show_page(self.screen.families)

    def record_count(self) -> None:
        """Receive everything counted, then print its labels in one run."""
        tally, screen = self.model.tally, self.screen
        counts = {code: n for code, n in tally.counts.items() if n}
        weighed = {code: load for code, load in tally.weighed.items() if code in counts}

        def done(result: Done[Any]) -> None:
            counted: Counted = result.value[1]
            self.model.tallies.pop(self.model.chosen, None)
            self.model.started(result.value[0])
            sounds.play(sounds.WEIGHED)
            screen.show_page(screen.families)
            screen.read()
            screen.say.emit(
                ngettext("{n} object recorded", "{n} objects recorded", counted.pieces), self.undo
            )
            self.print_labels([item.id for item in counted.items])

        def verb(intake: Id) -> Done[Any]:
            return self.intake.record_count(self.who, intake, counts, weighed)

        screen.run_verb(self._on_delivery(verb), done, screen.total.record_key)

    def _last_words(self) -> str:
        thing = countable(self.model.tally.last, self.model.furnishings.categories)
        return _(thing.words)

    # ------------------------------------------------------------------ labels
    def print_labels(self, items: list[Id]) -> None:
        """Print the labels of things just received; those that do not come out keep waiting."""
        if not items:
            return
        screen, who = self.screen, self.who
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
