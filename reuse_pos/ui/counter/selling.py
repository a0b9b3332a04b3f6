"""Filling the basket: scans, pictures, typed prices and weights, and the panels that ask for
more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.category import FAMILIES, FAMILY_ICON, UNSORTED_LEAF
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.item import Item
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.orders import CustomerOrder
from reuse_pos.domain.pricing import PriceKey, reduction_cents
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.ticket_discount import reducible, reducible_cents
from reuse_pos.domain.wording import _
from reuse_pos.services.counter_lines import Container
from reuse_pos.ui import sounds
from reuse_pos.ui.adoptdialog import ask_to_adopt
from reuse_pos.ui.counter import search
from reuse_pos.ui.counter.asking import Asking
from reuse_pos.ui.counter.discountpanel import DiscountPanel
from reuse_pos.ui.counter.keyspage import Offer
from reuse_pos.ui.counter.model import CounterModel
from reuse_pos.ui.counter.pricepanel import PricePanel
from reuse_pos.ui.counter.sellpage import SellPage
from reuse_pos.ui.counter.weighpanel import WeighPanel
from reuse_pos.ui.counter.words import day_month, key_note, order_words
from reuse_pos.ui.counter.yes import Yes
from reuse_pos.ui.widgets import ErrorBar

LAST_PAGE = 6
QUICK_KEYS = 3
ASKED = "asked"


class Selling(QObject):
    """``Selling(model, page, error)``: everything that puts a line into the basket.

    ``set_up(keys, bags)``, ``scan(raw)``, ``press_quick(number)``, ``follow(load)``,
    ``steady(grams)``, ``discount_selected()``. Refusals are told on ``error`` with a way out.
    Signals ``collected(bytes hold)`` and ``ordered(bytes order)``: the person a thing is kept for,
    or whose order is ready, is here.
    """

    collected = Signal(object)
    ordered = Signal(object)

    def __init__(self, model: CounterModel, page: SellPage, error: ErrorBar) -> None:
        super().__init__(page)
        self._model, self._page, self._error = model, page, error
        self._keys: tuple[PriceKey, ...] = ()
        self._bags: tuple[Container, ...] = ()
        self._number = 0
        self.yes = Yes(page, model)
        self.with_tabs = False
        self.postponed: Callable[[Callable[[], object]], bool] = lambda _gesture: False
        self.weight: Callable[[], ScaleView] = lambda: ScaleView("lost")
        self.steady_grams: Callable[[], int] = lambda: 0
        self._counter = model.shop.counter
        page.typed.connect(self._typed)
        page.entered.connect(self._entered)
        page.keys.page_chosen.connect(self.show_page)
        basket = page.basket
        basket.selected.connect(model.select)
        basket.quantity.connect(lambda n, qty: self.do(partial(model.set_quantity, n, qty)))
        basket.removed.connect(lambda n: self.do(lambda: model.put(model.basket.remove(n))))
        self.asking = Asking(model, page, self._close_after)
        basket.solidarity.connect(self.asking.solidarity)
        basket.discount.connect(self._discount)
        basket.full_price.connect(self.asking.full_price)
        basket.tender_removed.connect(
            lambda number: self.do(lambda: model.put(model.basket.without_tender(number)))
        )

    @property
    def page_number(self) -> int:
        """The family of keys now shown."""
        return self._number

    def set_up(self, keys: Sequence[PriceKey], bags: Sequence[Container]) -> None:
        """The shop's keys and the customers' bags."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self.show_page(self._number)
        self._bags = tuple(bags)

    def do(self, gesture: Callable[[], object]) -> bool:
        """Do a gesture on the basket; a refusal is said above it and changes nothing."""
        self._error.clear()
        self._page.basket.change.leave()
        try:
            gesture()
        except Refusal as refusal:
            self._tell(refusal)
            return False
        return True

    def scan(self, raw: str) -> bool:
        """A label was scanned: its line at once, or a bar that says why not."""
        done = self.do(lambda: self._model.add(self._counter.scanned(raw)))
        sound = sounds.SCAN if done else sounds.UNKNOWN
        QTimer.singleShot(0, self, lambda: sounds.play(sound))
        return done

    def press_quick(self, number: int) -> None:
        """F1, F2, F3: the first keys of the first page, whatever is shown."""
        first = [key for key in self._keys if key.page == 0]
        if number <= min(QUICK_KEYS, len(first)):
            self._touch(first[number - 1])

    def show_page(self, number: int, part: int = 0) -> None:
        """Show a family's keys; what does not fit comes after a touch on its last tile."""
        self._number = number
        self._page.clear_field()
        if self._page.window().focusWidget() is self._page.keys:
            self._page.field.setFocus()
        self._page.keys.set_page(number)
        keys = self._fitting(number)
        offers = [self._offer(key) for key in keys]
        if number == LAST_PAGE:
            offers += self._paper_offers()
        if number == 0:
            offers = [
                replace(offer, hint=f"F{n + 1}") if n < QUICK_KEYS else offer
                for n, offer in enumerate(offers)
            ]
        self._page.keys.offer(self._part(offers, number, part))
        self._page.basket.set_yellow(self._page.panel is None)

    def turn(self, by: int) -> None:
        """The family of keys before (-1) or after (1)."""
        self.show_page((self._number + by) % (LAST_PAGE + 1))

    def _part(self, offers: list[Offer], number: int, part: int) -> list[Offer]:
        room = self._page.keys.room
        if len(offers) <= room:
            return offers
        parts = -(-len(offers) // (room - 1))
        more = Offer(
            _("More keys"), _("{n} of {of}", n=part + 1, of=parts), "dots-three-circle", "neutral",
            lambda: self.show_page(number, (part + 1) % parts),
        )  # fmt: skip
        return [*offers[part * (room - 1) : (part + 1) * (room - 1)], more]

    def follow(self, load: ScaleView) -> None:
        """The scale shows something else."""
        self._page.show_load(load)
        if isinstance(self._page.panel, WeighPanel):
            self._page.panel.show_load(load)

    def steady(self, grams: int) -> None:
        """A load has stood still for 0.6 s."""
        if isinstance(self._page.panel, WeighPanel):
            self._page.panel.steady(grams)

    def discount_selected(self) -> None:
        """F7: something off the chosen line, or the whole ticket."""
        self._discount(self._model.selected.n if self._model.selected else 0)

    def ask_price(self, item: Item | None = None, label: str = "") -> None:
        """A typed price: for a thing never priced, or for one without a label (then a family)."""
        self._error.clear()
        if item is not None:
            category = self._model.shop.office.category(item.category)
            panel = PricePanel(item.label, item.short, category.icon, category.family)
            panel.priced.connect(
                lambda cents, _family: self._close_after(
                    lambda: self._model.add(self._counter.line_of_item(item, cents))
                )
            )
        else:
            title = label or _("Sell without label")
            why = _("Its price, then its family")
            panel = PricePanel(title, why, "note-pencil", "a_trier", tuple(FAMILIES))
            panel.priced.connect(
                lambda cents, family: self._close_after(lambda: self._add_free(family, cents))
            )
        self._page.open_panel(panel)

    def _fitting(self, number: int) -> list[PriceKey]:
        """The keys of a page; what the small first page cannot hold stands on the last one, its
        own last key kept in place."""
        room = self._page.keys.room
        first = [key for key in self._keys if key.page == 0]
        cut = len(first) > room
        if number == 0 and cut:
            return [*first[: room - 1], first[-1]]
        mine = [key for key in self._keys if key.page == number]
        return mine + first[room - 1 : -1] if number == LAST_PAGE and cut else mine

    def _offer(self, key: PriceKey) -> Offer:
        family = self._model.shop.office.category(key.category).family
        family = family if family in FAMILIES else "neutral"
        if key.code.startswith("open:") or key.category == UNSORTED_LEAF["deco_divers"]:
            family = "a_trier"
        return Offer(
            key.label, key_note(key), key.icon, family, lambda: self._touch(key),
            tested=key.tested,
        )  # fmt: skip

    def _paper_offers(self) -> list[Offer]:
        """What is sold without being a thing: gift cards, tabs paid back."""
        card = Offer(_("Gift card"), _("Its worth to choose"), "ticket", "deco_divers",
                     self.asking.gift_card)  # fmt: skip
        tab = Offer(_("Pay back a tab"), _("On account"), "user", "neutral", self.asking.tab)
        return [card, tab] if self.with_tabs else [card]

    def _touch(self, key: PriceKey) -> None:
        if self.postponed(partial(self._touch, key)):
            return
        self._page.clear_field()
        if key.unit == "kg":
            self.do(lambda: self._weigh(key))
        elif key.unit in ("open", "free"):
            self._error.clear()
            self.asking.price(key, self._offer(key).family)
        else:
            self.do(lambda: self._model.add(self._counter.line_of_key(key)))
            self._back_to_keys()

    def _weigh(self, key: PriceKey) -> None:
        self._counter.check_scale_makes_prices()
        grams = self.steady_grams()
        if grams:
            self._add_weighing(key, Weighing(grams, 0, Source.SCALE), "")
            self._back_to_keys()
            return
        family = self._model.shop.office.category(key.category).family
        number = next((n for n, k in enumerate(self._keys[:QUICK_KEYS], 1) if k == key), 0)
        hint = (
            _("Shortcut: put the bag down, then press F{n}. The line is added by itself when "
              "the weight stands still.", n=number)
            if number
            else _("Shortcut: put the bag down, then touch the key. The line is added by itself "
                   "when the weight stands still.")
        )  # fmt: skip
        panel = WeighPanel(key, family, self._bags, hint)
        load = self.weight()
        panel.at_once = load.state == "moving" or (load.state == "stable" and load.grams > 0)
        panel.show_load(load)
        panel.weighed.connect(lambda weighing, reason: self._weighed(key, weighing, reason))
        panel.by_hand.clicked.connect(panel.type_by_hand)
        self._page.open_panel(panel)

    def _weighed(self, key: PriceKey, weighing: Weighing, reason: str, approval: str = "") -> None:
        """A load weighed or typed; a typed one needs the right, or the manager's yes."""
        may = self._model.actor.may(Permission.TYPE_WEIGHT_FOR_PRICE) or bool(approval)
        if weighing.source is Source.TYPED and reason and not may:
            self.yes.typed_weight(
                key, weighing.gross_g, reason,
                lambda yes: self._weighed(key, weighing, reason, yes),
            )  # fmt: skip
            return
        self._close_after(lambda: self._add_weighing(key, weighing, reason, approval))

    def _add_weighing(
        self, key: PriceKey, weighing: Weighing, reason: str, approval: str = ""
    ) -> None:
        line = self._counter.line_of_weighing(self._model.actor, key, weighing, reason, approval)
        self._model.add(line)

    def _close_after(self, gesture: Callable[[], object]) -> None:
        if self.do(gesture):
            self._page.close_panel()
            self._back_to_keys()

    def _back_to_keys(self) -> None:
        if self._page.panel is not None:
            self._page.close_panel()
        if self._page.field.text():
            self.show_page(self._number)

    def _add_free(self, family: str, cents: int) -> None:
        self._model.add(self._counter.line_at_price(UNSORTED_LEAF[family], cents))

    def _discount(self, n: int) -> None:
        self._error.clear()
        basket = self._model.basket
        line = basket.line(n) if n else None
        if line is not None and not reducible(line):
            line = None
        if not reducible_cents(basket):
            self._error.tell(_("Put something in the basket first."), kind="warn")
            return
        panel = DiscountPanel(basket, line, self._counter.discount_limit_bp(self._model.actor))
        panel.given.connect(self._give)
        self._page.open_panel(panel)

    def _give(self, n: int, cents: int, reason: str, approval: str = "") -> None:
        """Take something off; above what the person may give alone, ask the manager."""
        model = self._model

        def gesture() -> None:
            if n:
                model.reduce(n, cents, reason, approval)
            else:
                model.reduce_ticket(cents, reason, approval)

        before = model.basket
        self._error.clear()
        try:
            gesture()
        except Refusal as refusal:
            if refusal.code != "approval" or approval:
                self._tell(refusal)
                return
            self._ask_reduction(before, n, cents, reason)
        else:
            self._page.close_panel()
            self._back_to_keys()

    def _ask_reduction(self, before: Basket, n: int, cents: int, reason: str) -> None:
        actor, limit = self._model.actor, self._counter.discount_limit_bp(self._model.actor)
        # Any yes serves to see what it would make; the sale checks the one that is given.
        if n:
            after = self._counter.reduced(actor, before, n, cents, reason, ASKED)
            most = reduction_cents(before.line(n).full_cents, limit)
        else:
            after = self._counter.reduced_ticket(actor, before, cents, reason, ASKED)
            most = reduction_cents(reducible_cents(before), limit)
        self.yes.reduction(
            before, after, n, reason, lambda yes: self._give(n, cents, reason, yes),
            lambda: self._give(n, most, reason),
        )  # fmt: skip

    def _typed(self, text: str) -> None:
        """The person stopped typing: offer what it may mean; nothing is refused yet."""
        if not text.strip():
            self._error.clear()
            self.show_page(self._number)
            return
        try:
            self._search(text)
        except Refusal:
            return

    def _entered(self, text: str) -> None:
        if not text.strip():
            return
        if search.is_code(text):
            self._page.clear_field()
            self.scan(text)
            self.show_page(self._number)
            return
        pieces, line = search.pieces(text), self._model.selected
        if pieces is not None and line is not None:
            self._page.clear_field()
            self.do(lambda: self._model.set_quantity(line.n, pieces))
            return
        found = self.do(lambda: self._search(text))
        hits = search.found(self._keys, text)
        if len(hits) == 1 and self._page.panel is None and not text[:1].isdigit():
            self._touch(hits[0])
            self.show_page(self._number)
        elif found and self._page.keys.tiles:
            self._page.keys.number()

    def _search(self, text: str) -> None:
        if search.is_code(text):
            return
        cents = search.price(text, self._model.shop.office.number("price.ceiling_cents"))
        if self._page.panel is not None:
            self._page.close_panel()
        if cents is not None:
            self._offer_families(cents)
            return
        hits = search.found(self._keys, text)
        none = _("Nothing is called “{text}”. Type a price, or touch a family.", text=text[:20])
        title = _("“{text}”", text=text.strip()[:20])
        offers = [self._offer(key) for key in hits]
        offers += [one for one in self._paper_offers() if search.matches(one.name, text)]
        self._page.keys.offer(offers, title, none)
        self._page.basket.set_yellow(not offers)

    def _offer_families(self, cents: int) -> None:
        price = format_cents(cents)
        offers = [
            Offer(_(name), price, FAMILY_ICON[family], family,
                  partial(self._touch_family, family, cents))
            for family, name in FAMILIES.items()
        ]  # fmt: skip
        self._page.keys.offer(offers, _("Typed price {amount}: which family?", amount=price))
        self._page.basket.set_yellow(False)

    def _touch_family(self, family: str, cents: int) -> None:
        if self.postponed(partial(self._touch_family, family, cents)):
            return
        if self.do(lambda: self._add_free(family, cents)):
            self.show_page(self._number)

    def _tell(self, refusal: Refusal) -> None:
        """Say it above the basket, with the key that gets out."""
        key, way = "", None
        item = refusal.facts.get("item")
        if refusal.code == "unknown_code":
            key, way = _("Sell anyway"), partial(self.ask_price, None, "")
        elif refusal.code in ("already_sold", "gone") and isinstance(item, Item):
            key, way = _("Sell without label"), partial(self._sell_again, item)
        elif refusal.code == "no_price" and isinstance(item, Item):
            key, way = _("Type its price"), partial(self.ask_price, item)
        elif refusal.code == "reserved" and refusal.facts.get("hold") is not None:
            self._tell_reserved(refusal.facts["hold"], item)
            return
        elif isinstance(order := refusal.facts.get("order"), CustomerOrder):
            self.tell_order(order)
            return
        title, _dot, why = refusal.sentence.partition(". ")
        self._error.tell(f"{title}." if why else title, why, key, way)
        # Typed by its short code a label does not say who printed it.
        if refusal.code == "unknown_code" and (code := str(refusal.facts.get("digits", ""))):
            self._error.offer(_("Take this label in"), partial(self._adopt, code))

    def _adopt(self, code: str) -> None:
        """Put the thing of an unknown label in the list, then in the basket."""
        model = self._model
        try:
            ask_to_adopt(
                self._page, model.shop, model.actor, code, lambda item: self.scan(item.code),
                model.till,
            )  # fmt: skip
        except Refusal as refusal:
            self._tell(refusal)

    def _tell_reserved(self, hold: Any, item: object) -> None:
        self._error.tell(
            _("{code} is kept for {who}", code=getattr(item, "short", ""), who=hold.initials),
            _("Until {day}. Nothing was added.", day=day_month(hold.until)),
            _("It is this person"), lambda: self.collected.emit(hold.id), "warn",
        )  # fmt: skip

    def tell_order(self, order: CustomerOrder) -> None:
        """The piece of an order, or its slip, was scanned: how far it is, and the way to pay it."""
        words, key = order_words(order)
        way = (lambda: self.ordered.emit(order.id)) if key else None
        self._error.tell(*words, key, way, "warn")

    def _sell_again(self, item: Item) -> None:
        def add() -> None:
            line: Line = self._counter.line_without_label(item)
            self._model.add(line)

        if item.price_cents is None:
            self.ask_price(None, item.label)
        else:
            self.do(add)
