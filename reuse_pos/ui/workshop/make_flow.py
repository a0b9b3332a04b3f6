"""The questions of making one thing of several, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import Weighing, format_grams
from reuse_pos.domain.wording import _
from reuse_pos.services.workshop import Product
from reuse_pos.ui import sounds
from reuse_pos.ui.workshop.making import MORE, Making

if TYPE_CHECKING:
    from reuse_pos.ui.workshop.screen import WorkshopScreen


class MakeFlow:
    """``begin()``, then scans, family, category, weight, rest; the price follows."""

    def __init__(self, screen: WorkshopScreen) -> None:
        self._screen, self._shop = screen, screen.shop
        self._making: Making | None = None
        self._asked = ""

    def scanning(self) -> bool:
        """Whether a scan now adds a part."""
        here = self._screen.pages.currentWidget()
        return self._asked == "sources" and here is self._screen.scan

    def weighing(self) -> bool:
        """Whether the weight asked for is that of the new thing."""
        return self._asked == "weight" and self._making is not None

    def stop(self) -> None:
        """Forget what was scanned: something else is done now."""
        self._making, self._asked = None, ""

    def begin(self) -> None:
        """Ask for the things to use."""
        self._screen.work = None
        self._making = Making(list(self._shop.office.categories().values()))
        self._ask_sources()

    def scan(self, raw: str) -> None:
        """Add the thing of a label."""
        making = self._making
        if making is None:
            return
        try:
            item = self._shop.workshop.scanned(raw)
            if item.place is None:
                raise Refusal(_("{code} has left the shop. Take another.", code=item.short))
        except Refusal as refusal:
            sounds.play(sounds.UNKNOWN)
            self._screen.show_refusal(refusal.sentence)
            return
        if making.add(item):
            sounds.play(sounds.SCAN)
            self._ask_sources()
        else:
            sounds.play(sounds.SEEN)
            self._screen.show_refusal(_("{code} is already in the pile.", code=item.short))

    def drop(self, item: Item) -> None:
        """Take a thing out of the pile."""
        if self._making is not None:
            self._making.drop(item)
            self._ask_sources()

    def scanned_all(self) -> None:
        """Everything used is scanned: what does it become?"""
        self.ask_family()

    def ask_family(self) -> None:
        """Ask for the family of the new thing."""
        making = self._making
        if making is None:
            return
        self._asked = "family"
        self._screen.ask(
            _("What do you make?"),
            _("Touch a picture."),
            making.families(),
            lambda codes: self._ask_leaf(codes[0]),
            self._ask_sources,
        )

    def weighed(self, weighing: Weighing) -> None:
        """The new thing is on the scale: where does the rest go?"""
        making = self._making
        if making is None or making.category is None:
            return
        making.weighing = weighing
        rest = making.rest_g()
        if rest <= 0:
            self._transform(None)
            return
        self._asked = "rest"
        self._screen.ask(
            _("Where does the rest go?"),
            _(
                "You used {used}. The new object weighs {made}. {rest} are left.",
                used=format_grams(sum(item.grams for item in making.sources)),
                made=format_grams(sum(one.net_g for _category, one in making.products())),
                rest=format_grams(rest),
            ),
            making.ways(),
            lambda codes: self._transform(codes[0]) if codes else self._one_more(),
            self._ask_weight,
            extra=_("Make another object too"),
        )
        self._screen.choice.show_parts(making.parts())

    def _one_more(self) -> None:
        if self._making is not None:
            self._making.one_more()
            self.ask_family()

    def take_apart(self) -> None:
        """The one thing scanned is taken apart instead."""
        making = self._making
        if making is not None and len(making.sources) == 1:
            source = making.sources[0]
            self.stop()
            self._screen.apart.begin(source)

    def _ask_sources(self) -> None:
        making = self._making
        if making is None:
            return
        self._asked = "sources"
        categories = self._shop.office.categories()
        self._screen.scan.ask_several(
            [
                (item, categories[item.category].icon, categories[item.category].family)
                for item in making.sources
            ]
        )
        self._screen.show_page(self._screen.scan, _("Make from several objects"))

    def _ask_leaf(self, family: str) -> None:
        making = self._making
        if making is None:
            return
        leaves = making.more() if family == MORE else making.open_family(family)
        self._screen.ask(
            _("What exactly?"), "", leaves, lambda codes: self._leaf(codes[0]), self.ask_family
        )

    def _leaf(self, code: str) -> None:
        if code == MORE:
            self._ask_leaf(MORE)
        elif self._making is not None:
            self._making.category = self._shop.office.category(code)
            self._ask_weight()

    def _ask_weight(self) -> None:
        self._asked = "weight"
        self._screen.show_page(self._screen.weigh, _("Make from several objects"))
        self._screen.weigh.ask(_("Put the new object on the scale"), None)

    def _transform(self, way: str | None) -> None:
        making, screen = self._making, self._screen
        if making is None or not making.products():
            return
        sources = tuple(item.id for item in making.sources)
        products = [Product(category.code, one) for category, one in making.products()]

        def made(done: Any) -> None:
            self._making, self._asked = None, ""
            first = done.value[0]
            self._open(first)
            screen.say.emit(
                _("{name} is made.", name=first.label), lambda: self.take_back(sources[0])
            )

        def too_heavy(refusal: Refusal) -> bool:
            making.done.clear()
            self._ask_sources()
            screen.show_refusal(refusal.sentence)
            return True

        screen.run_verb(
            lambda: self._shop.workshop.transform(screen.who, sources, products, way),
            made,
            refused=too_heavy,
        )

    def take_back(self, source: Id) -> None:
        """What was just made or taken apart was not: what it was made of is there again."""
        screen = self._screen
        screen.run_verb(
            lambda: self._shop.workshop.unmake(screen.who, source),
            lambda _done: screen.show_queue(),
        )

    def _open(self, item: Item) -> None:
        """A thing that wants its test goes to it; the others get their price."""
        order = self._shop.workshop.open_order(item.id)
        if order is not None:
            self._screen.choose(self._shop.workshop.work(order.id))
        else:
            self._screen.finishing.price_item(item.id)
