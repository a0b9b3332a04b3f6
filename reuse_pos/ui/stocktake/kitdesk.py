"""What the kit page asks for, done: begun, filled, given, or put into the counter's basket."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.kits import Kit
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.services.verb import Done
from reuse_pos.ui import sounds
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.stocktake.kitpage import KitPage


class KitDesk(QObject):
    """``KitDesk(shop, person, screen, page)``: ``show()``, ``scan(raw)``."""

    def __init__(self, shop: Shop, person: Person, screen: Screen, page: KitPage) -> None:
        super().__init__(screen)
        self.shop, self.person, self.screen, self.page = shop, person, screen, page
        page.begun.connect(self._begin)
        page.chosen.connect(self._choose)
        page.asked.connect(self._asked)
        page.pieces.connect(self._pieces)
        page.taken_out.connect(self._take_out)

    def show(self) -> None:
        """Read the kits again."""
        kits = self.shop.kits
        here = kits.open_kits()
        known = self.page.kit
        kit = next((one for one in here if known is not None and one.id == known.id), None)
        if kit is None and here:
            kit = here[0]
        self.page.show_kit(kit, kits.needs(kit) if kit else ())
        self.page.show_kits(here, kits.lists(), self.shop.stock.parties("partner"))

    def scan(self, raw: str) -> None:
        """A scanned thing goes into the kit shown."""
        kit, kits, actor = self.page.kit, self.shop.kits, self.person.actor
        if kit is None:
            sounds.play(sounds.UNKNOWN)
            self.screen.say.emit(_("Choose or begin a kit"), None)
            return

        def done(_result: object) -> None:
            sounds.play(sounds.SCAN)
            self.show()

        def refused(_refusal: Refusal) -> bool:
            sounds.play(sounds.UNKNOWN)
            return False

        self.screen.run_verb(lambda: kits.add_thing(actor, kit.id, raw), done, refused=refused)

    def _then(self, gesture: Callable[[], Any], words: str = "") -> None:
        def done(_result: object) -> None:
            if words:
                self.screen.say.emit(words, None)
            self.show()

        self.screen.run_verb(gesture, done)

    def _begin(self, code: str, party: str) -> None:
        kits, actor = self.shop.kits, self.person.actor

        def done(result: Done[Kit]) -> None:
            self.page.kit = result.value
            self.show()

        self.screen.run_verb(lambda: kits.begin(actor, code, party or None), done)

    def _choose(self, kit: Kit) -> None:
        self.page.kit = kit
        self.show()

    def _pieces(self, category: str, n: int) -> None:
        kit, kits, actor = self.page.kit, self.shop.kits, self.person.actor
        if kit is not None:
            self._then(lambda: kits.add_pieces(actor, kit.id, category, n))

    def _take_out(self, item: Id) -> None:
        kit, kits, actor = self.page.kit, self.shop.kits, self.person.actor
        if kit is not None:
            self._then(lambda: kits.take_out(actor, kit.id, item))

    def _asked(self, what: str) -> None:
        kit, kits, actor = self.page.kit, self.shop.kits, self.person.actor
        if kit is None:
            return
        if what == "give":
            self._then(lambda: kits.give(actor, kit.id), _("{n} given", n=kit.number))
        elif what == "cancel":
            self._then(lambda: kits.cancel(actor, kit.id), _("Kit given up"))
        elif what == "sell":
            self._sell(kit)

    def _sell(self, kit: Kit) -> None:
        """Put the kit's lines into the basket of this post's till, and go there."""
        shop, actor = self.shop, self.person.actor

        def work() -> Done[None]:
            basket = shop.kits.basket(kit.id)
            till = shop.till.of_this_post()
            if shop.counter.draft(till).lines:
                raise Refusal(
                    _("A basket is under way at the counter. Nothing was added. Put it on hold."),
                    "busy",
                )
            return shop.counter.save_draft(actor, till, basket)

        self.screen.run_verb(work, lambda _done: self.screen.go.emit("counter"))
