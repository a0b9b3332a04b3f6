"""Stock: type or scan, see the thing, act; its whole life is one touch away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.search import Filters
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services import photos
from reuse_pos.services.life import Life
from reuse_pos.services.shop import Shop
from reuse_pos.services.stock import Outflow
from reuse_pos.services.stock_search import CLOSEST, Found, Hit
from reuse_pos.services.verb import Done
from reuse_pos.ui import sounds, tasks, tokens
from reuse_pos.ui.adoptdialog import ask_to_adopt
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.stock.choices import Choices, filter_options, order_options
from reuse_pos.ui.stock.lifepage import LifePage
from reuse_pos.ui.stock.listing import TITLES, Listing
from reuse_pos.ui.stock.movepanel import Move, MovePanel
from reuse_pos.ui.stock.oldbar import OldBar
from reuse_pos.ui.stock.outpanel import OutPanel
from reuse_pos.ui.stock.picture import Pictures
from reuse_pos.ui.stock.thingcard import NothingChosen, ThingCard

SIDE, SIDE_COMPACT = 376, 330
# Long enough for the next letter, too short to be felt.
PAUSE_MS = 90


class StockScreen(Screen):
    """``StockScreen(shop, person, till="")``: pages ``find_page`` and ``life``; on its right
    the ``card``, ``choices``, ``mover`` or ``outer``. ``chosen`` is the thing on the right."""

    def __init__(
        self, shop: Shop, person: Person, till: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Stock"), _("find an object"), parent)
        self.setObjectName("stock")
        self._shop, self.actor = shop, person.actor
        self._till = till or min(shop.till.tills(), key=lambda one: one.number).till
        self.filters, self.order = Filters(), CLOSEST
        self.found: Found | None = None
        self.chosen: Hit | None = None
        self._inside = 0
        self._asking = 0
        self._asked: tuple[str, Filters, str] | None = None
        self._moving: tuple[Hit, ...] = ()
        pictures = Pictures(self._locate, self)
        self.list = Listing(self.error, pictures)
        self.old = OldBar(self.actor)
        self.card, self.choices = ThingCard(pictures, self.actor), Choices()
        self.mover, self.outer, self.nothing = MovePanel(), OutPanel(self._parties), NothingChosen()
        self.life = LifePage(pictures, self.actor)
        self.side, self.pages = QStackedWidget(), QStackedWidget()
        beside: tuple[QWidget, ...] = (
            self.nothing, self.card, self.choices, self.mover, self.outer,
        )  # fmt: skip
        for page in beside:
            self.side.addWidget(page)
        self.find_page = self._find_page()
        self.pages.addWidget(self.find_page)
        self.pages.addWidget(self.life)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.seek)
        self._connect()

    def entered(self) -> None:
        """Look again, and wait for words."""
        self._count()
        self.seek()
        self.list.field.setFocus()

    def refresh(self, changes: frozenset[Any]) -> None:
        """Things, prices or work changed, here or elsewhere."""
        if changes & {Change.STOCK, Change.PRICES, Change.WORKSHOP, Change.SETTINGS}:
            self._count()
            self.seek()
            if self.pages.currentWidget() is self.life and self.life.hit is not None:
                self._open(self.life.hit.item.short)

    def on_scan(self, raw: str) -> None:
        """A label opens its card at once."""
        self.error.clear()
        self.list.field.clear()
        self._open(raw, scanned=True)

    def on_next(self) -> None:
        """F12: the yellow key."""
        if self.pages.currentWidget() is self.life:
            return
        shown = self.side.currentWidget()
        keys = {self.card: self.card.next, self.mover: self.mover.do, self.outer: self.outer.do}
        key = keys.get(shown)  # type: ignore[call-overload]
        if key is not None and key.isVisible() and key.isEnabled():
            key.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what was opened last."""
        if event.text() == "\x1b" and self.pages.currentWidget() is self.life:
            self.show_list()
        elif event.text() == "\x1b" and self.side.currentWidget() not in (self.card, self.nothing):
            self._show_card()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower on small screens."""
        super().resizeEvent(event)
        compact = self.width() < tokens.COMPACT_UNDER - tokens.RAIL
        self.side.setFixedWidth(SIDE_COMPACT if compact else SIDE)
        self.card.set_compact(compact)
        self.list.set_compact(compact)
        self.outer.set_compact(compact)
        self.life.set_compact(compact)

    def seek(self) -> None:
        """Look for what the field and the filters say, beside the screen."""
        self._pause.stop()
        self._asking += 1
        turn, text, filters, order = self._asking, self.list.field.text(), self.filters, self.order
        search, asked = self._shop.stock_search, (text, filters, order)
        again, self._asked = asked == self._asked, asked

        def show(found: Found) -> None:
            # What was typed meanwhile has its own answer coming.
            if turn == self._asking:
                self._show_found(found, again)

        tasks.run(lambda: search.search(text, filters, 0, order), show, owner=self)

    def set_filters(self, filters: Filters) -> None:
        """Look with other filters."""
        self.filters = filters
        self.seek()

    def clear_filters(self) -> None:
        """Take every filter off: those touched, and those the text says."""
        self.filters = Filters()
        text = self.list.field.text()
        if self.found is not None and self.found.chips:
            for chip in self.found.chips:
                text = self._shop.stock_search.without(text, chip.kind)
        elif not (self.found and self.found.rows):
            text = ""
        self.list.field.edit.setText(text)
        self.seek()
        self.list.field.setFocus()

    def remove_filter(self, kind: str) -> None:
        """Take one filter off, wherever it was said."""
        self.filters = self.filters.without(kind)
        text = self._shop.stock_search.without(self.list.field.text(), kind)
        self.list.field.edit.setText(text)
        self.seek()

    def show_list(self) -> None:
        """Back from a card to the list."""
        self.pages.setCurrentWidget(self.find_page)
        self.set_title(_("Stock"), _("find an object"))
        self.list.field.setFocus()

    def to_basket(self) -> None:
        """Put the thing in the basket of the till and go there."""
        hit, counter, till, actor = self.chosen, self._shop.counter, self._till, self.actor
        if hit is None:
            return

        def work() -> Done[None]:
            line = counter.scanned(hit.item.code)
            basket = counter.draft(till)
            if any(one.item == hit.item.id for one in basket.lines):
                return Done(None, frozenset())
            return counter.save_draft(actor, till, basket.add(line))

        self.run_verb(work, lambda _done: self.go.emit("counter"), self.card.next)

    def _find_page(self) -> QWidget:
        page = QWidget()
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.list, 1)
        left.addWidget(self.old)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(16)
        layout.addLayout(left, 1)
        layout.addWidget(self.side)
        return page

    def _connect(self) -> None:
        listing, card, life = self.list, self.card, self.life
        listing.typed.connect(self._typed)
        listing.entered.connect(self._entered)
        listing.chosen.connect(self._choose)
        listing.filter_asked.connect(self._ask_filter)
        listing.filter_removed.connect(self.remove_filter)
        listing.cleared.connect(self.clear_filters)
        listing.order_asked.connect(self._ask_order)
        listing.page_wanted.connect(self._more)
        self.choices.chosen.connect(self._answered)
        self.choices.closed.connect(self._show_card)
        card.to_basket.connect(self.to_basket)
        card.to_hold.connect(lambda: self.go.emit("holds"))
        card.to_life.connect(lambda: self._open(self.chosen.item.short) if self.chosen else None)
        for page in (card, life):
            page.to_label.connect(self._label)
            page.to_move.connect(self._ask_move)
            page.to_send_out.connect(self._ask_out)
        self.mover.asked.connect(self._move)
        self.mover.closed.connect(self._show_card)
        self.outer.asked.connect(self._send_out)
        self.outer.closed.connect(self._show_card)
        life.closed.connect(self.show_list)
        life.opened.connect(self._open)
        life.who.connect(self._tell_who)
        self.old.lowering.connect(self._lower)
        self.old.moving.connect(self._ask_move_all)

    def _locate(self, photo: str | None) -> Path | None:
        return photos.path_of(self._shop.office.folder, photo) if photo else None

    def _parties(self, kind: str) -> list[tuple[str, str]]:
        return [(one.code, one.label) for one in self._shop.stock.parties(kind)]

    def _count(self) -> None:
        def show(inside: int) -> None:
            self._inside = inside
            if self.found is not None:
                self.list.say_among(inside)

        tasks.run(self._shop.stock_search.inside, show, owner=self)

    def _show_found(self, found: Found, again: bool) -> None:
        self.found = found
        self.list.show_found(found, self._inside, self.order, again=again)
        self.old.show_found(found)
        if not found.rows:
            self.chosen = None
            self.side.setCurrentWidget(self.nothing)

    def _more(self, page: int) -> None:
        turn, text, filters, order = self._asking, self.list.field.text(), self.filters, self.order
        search = self._shop.stock_search

        def add(found: Found) -> None:
            if turn == self._asking:
                self.list.model.add_hits(found.rows)

        tasks.run(lambda: search.search(text, filters, page, order), add, owner=self)

    def _choose(self, hit: Hit) -> None:
        self.chosen = hit
        self.card.show_hit(hit)
        self.side.setCurrentWidget(self.card)
        search = self._shop.stock_search

        def show(town: str) -> None:
            if self.chosen is hit:
                self.card.say_town(town)

        tasks.run(lambda: search.town_of(hit.item), show, owner=self)

    def _show_card(self) -> None:
        self.side.setCurrentWidget(self.nothing if self.chosen is None else self.card)
        self.list.field.setFocus()

    def _typed(self, text: str) -> None:
        if text:
            self.error.clear()
        self._pause.start()

    def _entered(self) -> None:
        """Enter: the yellow key, once the search has answered what was typed; the card of what
        has none."""
        if self._pause.isActive():
            self.seek()
            tasks.run(lambda: None, lambda _none: self._press_enter(), owner=self)
        else:
            self._press_enter()

    def _press_enter(self) -> None:
        plain = self.side.currentWidget() is self.card and not self.card.next.isVisible()
        if plain and self.chosen is not None:
            self._open(self.chosen.item.short)
        else:
            self.on_next()

    def _ask_filter(self, kind: str) -> None:
        spots = self._shop.stock_search.spots()
        self.choices.ask(_(TITLES[kind]), filter_options(kind, spots))
        self.side.setCurrentWidget(self.choices)

    def _ask_order(self) -> None:
        self.choices.ask(_("Order"), order_options(), self.order)
        self.side.setCurrentWidget(self.choices)

    def _answered(self, value: object) -> None:
        if isinstance(value, Filters):
            self.filters = value.over(self.filters)
        else:
            self.order = str(value)
        self._show_card()
        self.seek()

    def _open(self, raw: str, scanned: bool = False) -> None:
        """Show the card of a code."""
        stock, search, lives, actor = (
            self._shop.stock, self._shop.stock_search, self._shop.lives, self.actor,
        )  # fmt: skip

        def read() -> tuple[Hit, Life]:
            item = stock.find(raw).item
            return search.hit(item), lives.of(actor, item.id)

        def show(found: tuple[Hit, Life]) -> None:
            if scanned:
                sounds.play(sounds.SCAN)
            self.chosen = found[0]
            self.life.show_life(*found)
            self.pages.setCurrentWidget(self.life)
            self.set_title(_("Object card"), found[0].item.short)
            self.life.setFocus()

        def refused(refusal: Refusal) -> bool:
            sounds.play(sounds.UNKNOWN)
            self.show_list()
            self._tell_unknown(refusal)
            return True

        self.run_verb(read, show, refused=refused)

    def _tell_unknown(self, refusal: Refusal) -> None:
        title, _dot, why = refusal.sentence.partition(". ")
        unknown, code = refusal.code == "unknown", str(refusal.facts.get("digits", ""))
        may_sell = unknown and self.actor.may(Permission.SELL)
        self.error.tell(
            f"{title}." if why else title, why, _("Sell without a label") if may_sell else "",
            (lambda: self.go.emit("counter")) if may_sell else None,
        )  # fmt: skip
        if unknown and code and self._shop.adopting.may(self.actor):
            self.error.offer(_("Take this label in"), lambda: self._adopt(code))

    def _adopt(self, code: str) -> None:
        def taken_in(item: Item) -> None:
            self._open(item.code)
            waits = _("{code} is in the list; its test comes first", code=item.short)
            told = _("{code} is in the list and on sale", code=item.short)
            self.say.emit(told if item.state is State.ON_SALE else waits, None)

        try:
            ask_to_adopt(self, self._shop, self.actor, code, taken_in)
        except Refusal as refusal:
            self.show_refusal(refusal.sentence)

    def _label(self) -> None:
        hit, labelling, actor = self._acted_on(), self._shop.labelling, self.actor
        if hit is not None:
            self.run_verb(
                lambda: labelling.reprint(actor, hit.item.id),
                lambda _done: self.say.emit(_("The label of {code} waits for the printer",
                                              code=hit.item.short), None),
            )  # fmt: skip

    def _acted_on(self) -> Hit | None:
        return self.life.hit if self.pages.currentWidget() is self.life else self.chosen

    def _ask_move(self) -> None:
        hit = self._acted_on()
        if hit is not None:
            self._ask_where((hit,))

    def _ask_move_all(self) -> None:
        hits = tuple(self.list.shown_hits())
        if hits:
            self._ask_where(hits)

    def _ask_where(self, hits: tuple[Hit, ...]) -> None:
        self._moving = hits
        self.chosen = hits[0]
        self.show_list()
        self.mover.ask(hits, self._shop.stock_search.spots())
        self.side.setCurrentWidget(self.mover)

    def _move(self, asked: Move) -> None:
        placing, actor = self._shop.placing, self.actor

        def work() -> Done[Any]:
            if asked.pieces is not None:
                return placing.split(actor, asked.items[0], asked.pieces, asked.where, asked.spot)
            return placing.place(actor, asked.items, asked.where, asked.spot)

        def done(result: Done[Any]) -> None:
            self._show_card()
            if asked.pieces is not None:
                told = _("New batch {code}: its label waits", code=result.value.short)
            else:
                told = ngettext("{n} object moved", "{n} objects moved", result.value)
            self.say.emit(told, None)

        self.run_verb(work, done, self.mover.do)

    def _ask_out(self) -> None:
        hit = self._acted_on()
        if hit is not None:
            self.chosen = hit
            self.show_list()
            self.outer.ask(hit)
            self.side.setCurrentWidget(self.outer)

    def _send_out(self, outflow: Outflow) -> None:
        hit, stock, actor = self.chosen, self._shop.stock, self.actor
        if hit is None:
            return

        def done(_result: object) -> None:
            self.chosen = None
            self._show_card()
            self.say.emit(_("{code} has left the stock", code=hit.item.short), None)

        self.run_verb(lambda: stock.send_out(actor, hit.item.id, outflow), done, self.outer.do)

    def _lower(self, basis_points: int) -> None:
        placing, actor = self._shop.placing, self.actor
        items = [hit.item.id for hit in self.list.shown_hits()]

        def done(result: Done[int]) -> None:
            self.say.emit(
                ngettext("{n} price lowered, its label waits", "{n} prices lowered, labels wait",
                         result.value), None,
            )  # fmt: skip

        self.run_verb(lambda: placing.lower(actor, items, basis_points), done)

    def _tell_who(self, op: str) -> None:
        lives, actor = self._shop.lives, self.actor

        def show(person: Person | None) -> None:
            name = person.name if person is not None else _("nobody known any more")
            self.say.emit(_("op. {code}: {name}", code=op, name=name), None)

        self.run_verb(lambda: lives.person(actor, op), show)
