"""What each touch at reception does: one gesture is one verb of the shop, or a choice kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.intake import WORDS_AT_THE_DOOR
from reuse_pos.domain.intake import checked_load as believed
from reuse_pos.domain.mass import ORIGINS, Source, Weighing, parse_kilos
from reuse_pos.domain.wording import _
from reuse_pos.services.intake import Closed
from reuse_pos.services.intake_desk import Container
from reuse_pos.services.verb import Done
from reuse_pos.ui import tasks
from reuse_pos.ui.intake import words
from reuse_pos.ui.intake.words import PARTY_KINDS

if TYPE_CHECKING:
    pass

from reuse_pos.ui.intake.countgestures import Counting
from reuse_pos.ui.intake.recording import Verb


class Gestures(Counting):
    """``Gestures(screen)``: the slots of the reception screen."""

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
        parties = model.furnishings.parties_of(*PARTY_KINDS.get(origin, ()))
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
        """The shop's towns, near ones first; every town of France by its letters or postal code."""
        desk, sources = self.model.furnishings, self.screen.shop.intake_sources
        near = {code for code, _name in desk.near}
        towns = [*desk.near, *(one for one in desk.communes if one[0] not in near)]

        def finder(text: str) -> list[tuple[str, str]]:
            return [(one.insee, one.words) for one in sources.search_communes(text)]

        self._ask("commune", _("Which town?"), towns, self.model.commune or "", finder)

    def ask_origin(self) -> None:
        """Every origin."""
        origins = [(code, _(ORIGINS[code])) for code in WORDS_AT_THE_DOOR]
        self._ask("origin", _("Where does it come from?"), origins, self.model.origin)

    def ask_container(self) -> None:
        """Every container of reception."""
        here = self.model.furnishings.containers
        names = [(one.code, f"{one.label}, {words.tare_kilos(one.tare_g)}") for one in here]
        self._ask("container", _("In what?"), names)

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
