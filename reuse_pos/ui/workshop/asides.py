"""Questions beside the steps: what was used, a photo, a thing that stands elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import Weighing, format_grams
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import MATERIALS
from reuse_pos.services import photos
from reuse_pos.ui.workshop.choice_page import Choice
from reuse_pos.ui.workshop.making import short_label

if TYPE_CHECKING:
    from reuse_pos.ui.workshop.screen import WorkshopScreen

PART, MOST_DRAWERS = "part", 12


class Asides:
    """``materials()``, ``photo()``, ``photograph(after, then)`` and ``bring(item)``."""

    def __init__(self, screen: WorkshopScreen) -> None:
        self._screen, self._shop = screen, screen.shop

    def materials(self) -> None:
        """What was used, by four tiles."""
        back = self._screen.pages.currentWidget()
        if self._screen.work is None:
            return
        order = self._screen.work.order

        def told(codes: list[str]) -> None:
            if codes == [PART]:
                self._ask_part(lambda: self._back_to(back))
                return
            self._screen.run_verb(
                lambda: self._shop.workshop.materials(self._screen.who, order.id, codes), kept
            )

        def kept(done: Any) -> None:
            self._screen.reload(done.value)
            self._back_to(back)

        choices = [Choice(code, _(words), icon) for code, (words, icon) in MATERIALS.items()]
        self._screen.ask(
            _("What did you use?"),
            _("Touch each thing you used."),
            choices,
            told,
            lambda: self._back_to(back),
            many=True,
            already=order.materials,
            extra=Choice(PART, _("A kept part"), "package") if self._shop.workshop.parts() else "",
        )

    def _ask_part(self, back: Callable[[], object]) -> None:
        """Which drawer the part comes from, then its weight."""
        kept = self._shop.workshop.parts()[:MOST_DRAWERS]
        choices = [
            Choice(one.category, short_label(one.label), one.icon, one.family,
                   format_grams(one.grams)) for one in kept
        ]  # fmt: skip
        self._screen.ask(
            _("Which drawer?"),
            _("Touch what the part comes from."),
            choices,
            lambda codes: self._screen.ask_weight(
                _("Put the part on the scale"),
                lambda weighing: self._fit(codes[0], weighing, back),
                lambda: self._ask_part(back),
            ),
            back,
        )

    def _fit(self, category: str, weighing: Weighing, back: Callable[[], object]) -> None:
        work = self._screen.work
        if work is None:
            return
        order = work.order

        def fitted(_done: Any) -> None:
            self._screen.reload(order)
            back()
            self._screen.say.emit(_("The part is taken from the drawer."), None)

        def refused(refusal: Refusal) -> bool:
            back()
            self._screen.show_refusal(refusal.sentence)
            return True

        self._screen.run_verb(
            lambda: self._shop.workshop.fit_part(self._screen.who, order.id, category, weighing),
            fitted,
            refused=refused,
        )

    def _back_to(self, page: QWidget | None) -> None:
        if page is self._screen.step:
            self._screen.show_step()
        else:
            self._screen.finishing.price()

    def bring(self, item: Item) -> None:
        """A thing that stands elsewhere: work on it?"""
        category = self._shop.office.category(item.category)

        def answer(_codes: list[str]) -> None:
            self._screen.run_verb(
                lambda: self._shop.workshop.send_to_workshop(self._screen.who, item.id),
                lambda done: self._screen.choose(self._shop.workshop.work(done.value)),
            )

        self._screen.ask(
            item.label,
            _("This object is not in the workshop yet."),
            [Choice("bring", _("Work on it"), category.icon, category.family)],
            answer,
            self._screen.show_queue,
        )

    def bench(self) -> None:
        """At which bench one stands: only its work is shown then."""
        workshop = self._shop.workshop
        choices = [Choice("", _("Every bench"), "hammer", "neutral")]
        choices += [Choice(one, one, "toolbox", "meubles") for one in workshop.benches()]

        def chosen(codes: list[str]) -> None:
            workshop.bench_here = codes[0]
            self._screen.show_queue()

        self._screen.ask(_("Where do you work?"), "", choices, chosen, self._screen.show_queue)

    def photo(self) -> None:
        """The photo after the work, which may be left out."""
        take = [Choice("take", _("Take the photo"), "camera")]
        self._screen.ask(
            _("A photo?"),
            _("Put the object in front of the wall."),
            take,
            lambda codes: (
                self.photograph(True, self._screen.photo_done)
                if codes
                else self._screen.photo_done()
            ),
            self._screen.show_step,
            extra=_("Without photo"),
        )

    def photograph(self, after: bool, then: Callable[[], object]) -> None:
        """Take a photo with the camera, keep it with the thing, then go on."""
        source = self._screen.camera(self._screen) if self._screen.camera is not None else None
        work = self._screen.work
        if source is None or work is None:
            return
        folder = self._shop.office.folder

        def keep() -> Any:
            name = photos.keep(folder, source)
            return self._shop.workshop.keep_photo(self._screen.who, work.item.id, name, after)

        def kept(_done: Any) -> None:
            self._screen.reload(work.order)
            then()

        self._screen.run_verb(keep, kept)
