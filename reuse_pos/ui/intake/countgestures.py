"""Counting a van: each touch changes the tally; one key records it all and prints the labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reuse_pos.domain.ids import Id
from reuse_pos.domain.intake import countable, live_weighing
from reuse_pos.domain.mass import Source
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.intake import Counted
from reuse_pos.services.intake_desk import Plan, plan_of
from reuse_pos.services.verb import Done
from reuse_pos.ui import sounds
from reuse_pos.ui.chooser import Finder
from reuse_pos.ui.intake import words
from reuse_pos.ui.intake.things import choices

if TYPE_CHECKING:
    pass

from reuse_pos.ui.intake.recording import Recorder


class Counting(Recorder):
    """``Counting(screen)``: the slots of the counting page."""

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
                ngettext("{n} object recorded", "{n} objects recorded", counted.pieces), None
            )
            self.print_labels([item.id for item in counted.items])

        def verb(intake: Id) -> Done[Any]:
            return self.intake.record_count(self.who, intake, counts, weighed)

        screen.run_verb(self.on_delivery(verb), done, screen.total.record_key)

    def _last_words(self) -> str:
        thing = countable(self.model.tally.last, self.model.furnishings.categories)
        return _(thing.words)

    def _ask(
        self, what: str, title: str, choices: Any, chosen: str = "", finder: Finder | None = None
    ) -> None:
        self.asking_for = what
        self.screen.chooser.offer(title, choices, chosen, finder)
        self.screen.show_page(self.screen.chooser)
