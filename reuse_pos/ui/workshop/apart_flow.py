"""Taking one thing apart: what is kept is weighed part by part, then the rest gets its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import Weighing, format_grams
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import REST_WAYS
from reuse_pos.services.workshop_parts import Part
from reuse_pos.ui.widgets.stackedbar import Part as BarPart
from reuse_pos.ui.workshop.choice_page import Choice

if TYPE_CHECKING:
    from reuse_pos.ui.workshop.screen import WorkshopScreen

LOOSE, LABELLED, DONE = "loose", "labelled", "done"


class ApartFlow:
    """``begin(item)``; nothing is written before the last answer."""

    def __init__(self, screen: WorkshopScreen) -> None:
        self._screen, self._shop = screen, screen.shop
        self._source: Item | None = None
        self._parts: list[Part] = []

    def begin(self, source: Item) -> None:
        """Take a thing apart: ask what is kept of it."""
        self._source, self._parts = source, []
        self._screen.work = None
        self._ask_part()

    def _ask_part(self) -> None:
        source = self._source
        if source is None:
            return
        choices = [
            Choice(LOOSE, _("Small parts"), "gear", "textile", _("for the drawers")),
            Choice(LABELLED, _("A large part"), "tag", "meubles", _("with its own label")),
        ]
        if self._parts:
            choices.append(Choice(DONE, _("That is all"), "check-circle", "bricolage"))
        self._screen.ask(
            _("What do you keep?"),
            _("{name}: {weight} are left.", name=source.label, weight=format_grams(self._rest())),
            choices,
            lambda codes: self._answer(codes[0]),
            self._drop,
        )
        if self._parts:
            self._screen.choice.show_parts(self._bar())

    def _answer(self, code: str) -> None:
        if code == DONE:
            self._ask_rest()
            return
        self._screen.ask_weight(
            _("Put the part on the scale"),
            lambda weighing: self._weighed(weighing, code == LABELLED),
            self._ask_part,
            self._parts[-1].weighing.net_g if self._parts else None,
        )

    def _weighed(self, weighing: Weighing, labelled: bool) -> None:
        if self._source is None:
            return
        self._parts.append(Part(self._source.category, weighing, 1, labelled))
        if self._rest() < 0:
            self._parts.pop()
            self._ask_part()
            self._screen.show_refusal(
                _(
                    "The parts weigh more than the object. Nothing was recorded. "
                    "Weigh this part again."
                )
            )
            return
        self._ask_part()

    def _ask_rest(self) -> None:
        rest = self._rest()
        if not rest:
            self._write(None)
            return
        choices = [
            Choice(way, _(words), icon, "bricolage" if way == "parts" else "neutral")
            for way, (_place, words, icon) in REST_WAYS.items()
        ]
        self._screen.ask(
            _("Where does the rest go?"),
            _("{weight} are left.", weight=format_grams(rest)),
            choices,
            lambda codes: self._write(codes[0]),
            self._ask_part,
        )
        self._screen.choice.show_parts(self._bar())

    def _write(self, way: str | None) -> None:
        source, parts = self._source, tuple(self._parts)
        if source is None:
            return

        def taken(done: Any) -> None:
            self._source, self._parts = None, []
            self._screen.show_queue()
            self._screen.say.emit(
                _("{name} is taken apart.", name=source.label),
                lambda: self._screen.making.take_back(source.id),
            )
            if done.value:
                self._print_tags(done.value)

        def refused(refusal: Refusal) -> bool:
            self._ask_part()
            self._screen.show_refusal(refusal.sentence)
            return True

        self._screen.run_verb(
            lambda: self._shop.workshop.take_apart(self._screen.who, source.id, parts, way),
            taken,
            refused=refused,
        )

    def _print_tags(self, made: list[Item]) -> None:
        """Each large part gets its workshop label at once."""

        def ask() -> None:
            for item in made:
                self._shop.labelling.reprint(self._screen.who, item.id)

        self._screen.run_verb(
            ask,
            lambda _done: self._screen.finishing.print_labels(tuple(item.id for item in made)),
        )

    def _drop(self) -> None:
        """Back: the last part is taken back, or the scan is asked again."""
        if self._parts:
            self._parts.pop()
            self._ask_part()
        else:
            self._source = None
            self._screen.making.begin()

    def _rest(self) -> int:
        kept = sum(part.weighing.net_g for part in self._parts)
        return (self._source.grams if self._source is not None else 0) - kept

    def _bar(self) -> list[BarPart]:
        kept = [
            BarPart(part.weighing.net_g, "blue", _("A large part") if part.labelled else _("Parts"))
            for part in self._parts
        ]
        return [*kept, BarPart(self._rest(), "yellow_edge", _("Rest"))]
