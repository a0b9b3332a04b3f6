"""The orders: scan a piece bought here and its quote begins; agreed, done, handed over, or given
up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.agenda import day_words
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import ARRHES
from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.orders import Agreed, OrderAsked, Stage
from reuse_pos.domain.payments import offered
from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services import photos
from reuse_pos.services.deposits import AS_PAID, CASH
from reuse_pos.services.order_views import OrderView, Piece
from reuse_pos.services.shop import Shop
from reuse_pos.ui import promisewords, sounds, tasks, tokens
from reuse_pos.ui.orders import words
from reuse_pos.ui.orders.agreeing import AgreePanel
from reuse_pos.ui.orders.asking import Asking, QuotePage
from reuse_pos.ui.orders.choosing import PieceChoice
from reuse_pos.ui.orders.deeds import OrderDeeds
from reuse_pos.ui.orders.detail import NothingChosen, OrderDetail, Rights
from reuse_pos.ui.orders.listing import OrderList
from reuse_pos.ui.orders.whom import WhomPage
from reuse_pos.ui.question import Answer, Question
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.widgets import ErrorBar

SIDE, SIDE_COMPACT = 440, 412
REVEAL_MS = 20_000
KEEP, BACK, BACK_CASH = "keep", "back", "cash"


@dataclass(frozen=True)
class Seen:
    """What was read beside the screen."""

    waiting: tuple[OrderView, ...]
    ended: tuple[OrderView, ...]
    today: str
    owed_cents: int


class OrdersScreen(Screen):
    """``OrdersScreen(shop, person, till="")``: ``list``, ``detail``, ``asking`` (the quote being
    written), ``question``; ``chosen`` is the order on the right."""

    def __init__(self, shop: Shop, person: Person, till: str = "") -> None:
        super().__init__(_("Orders"))
        self.setObjectName("orders")
        self.shop, self.actor = shop, person.actor
        self.till = till or min(shop.till.tills(), key=lambda one: one.number).till
        self.seen: Seen | None = None
        self._wanted: Id | None = None
        self._piece: Piece | None = None
        self._again: OrderView | None = None
        self._asking: Asking | None = None
        self._search = ""
        self.deeds = OrderDeeds(self)
        self.list = OrderList(self.error, self._locate)
        self.detail = OrderDetail(self._locate, Rights.of(self.actor))
        self.choice, self.question = PieceChoice(), Question()
        self._quote_bars = (ErrorBar(), ErrorBar())
        self.asking, self.whom = QuotePage(self._quote_bars[0]), WhomPage(self._quote_bars[1])
        self.agreeing: AgreePanel | None = None
        self.side, self.pages = QStackedWidget(), QStackedWidget()
        self._nothing = NothingChosen()
        for page in (self._nothing, self.detail, self.choice, self.question):
            self.side.addWidget(page)
        main = QWidget()
        self._layout = QHBoxLayout(main)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(16)
        self._layout.addWidget(self.list, 1)
        self._layout.addWidget(self.side)
        self._main = main
        for whole in (main, self.asking, self.whom):
            self.pages.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.addWidget(self.pages, 1)
        self._hide_number = QTimer(self)
        self._hide_number.setSingleShot(True)
        self._hide_number.setInterval(REVEAL_MS)
        self._hide_number.timeout.connect(self._show_chosen)
        self._connect()

    @property
    def chosen(self) -> OrderView | None:
        """The order on the right."""
        views = (*self.seen.waiting, *self.seen.ended) if self.seen else ()
        return next((view for view in views if view.id == self._wanted), None)

    def entered(self) -> None:
        """Read the orders again."""
        self._read()
        if self.pages.currentWidget() is self._main:
            self.list.field.setFocus()

    def left(self) -> None:
        """No number stays on the screen."""
        self._hide_number.stop()
        if self.side.currentWidget() is self.detail:
            self._show_chosen()

    def refresh(self, changes: frozenset[Any]) -> None:
        """Orders, the work on them, things or settings changed."""
        if changes & {Change.ORDERS, Change.WORKSHOP, Change.COUNTER, Change.SETTINGS}:
            self._read()

    def on_scan(self, raw: str) -> None:
        """The label or the ticket of a piece bought here: its order, or a new quote."""
        if self.pages.currentWidget() is not self._main:
            sounds.play(sounds.UNKNOWN)
            self.show_refusal(
                _("A quote is being written. Nothing was changed. Give it or go back first.")
            )
            return
        self.error.clear()
        self.list.field.clear()
        try:
            found = self.shop.orders.scanned(raw)
        except Refusal as refusal:
            sounds.play(sounds.UNKNOWN)
            self.show_refusal(refusal.sentence)
            return
        sounds.play(sounds.SCAN)
        if found.order is not None:
            self.list.show_group("all")
            self._choose(found.order)
        elif len(found.pieces) == 1:
            self._begin(found.pieces[0])
        else:
            self.choice.ask(found.pieces)
            self.side.setCurrentWidget(self.choice)

    def on_next(self) -> None:
        """F12: the yellow key of what is shown."""
        page = self.pages.currentWidget()
        if page is self.asking or page is self.whom:
            (self.asking if page is self.asking else self.whom).press_next()
        elif self.agreeing is not None:
            self.agreeing.press_next()
        elif self.side.currentWidget() is self.detail:
            key = self.detail.next_key
            if key.isEnabled() and not key.isHidden():
                key.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves a question."""
        if event.text() == "\x1b" and self.side.currentWidget() in (self.question, self.choice):
            self._show_chosen()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower on small screens."""
        super().resizeEvent(event)
        compact = self.width() < tokens.COMPACT_UNDER - tokens.RAIL
        self.side.setFixedWidth(SIDE_COMPACT if compact else SIDE)
        for part in (self.list, self.detail, self.asking, self.whom):
            part.set_compact(compact)

    def show_refusal(self, sentence: str) -> None:
        """Say it where the person is: above the list, or in the quote being written."""
        bars = dict(zip((self.asking, self.whom), self._quote_bars, strict=True))
        title, _dot, why = sentence.partition(". ")
        bar = next((bars[page] for page in bars if page is self.pages.currentWidget()), self.error)
        bar.tell(f"{title}." if why else title, why)

    def show_order(self, order: Id) -> None:
        """Back to the list, with this order on the right."""
        self.pages.setCurrentWidget(self._main)
        self._wanted = order
        self.list.show_group("all")
        self._show_chosen()
        self._read()
        self.list.field.setFocus()

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.entered.connect(self._entered)
        self.list.typed.connect(self._typed)
        detail = self.detail
        detail.went_on.connect(self._go_on)
        detail.ended.connect(self._ask_end)
        detail.later.connect(lambda days: self._on_chosen(lambda v: self.deeds.later(v, days)))
        detail.done.connect(lambda: self._on_chosen(self.deeds.finish))
        detail.printed.connect(lambda: self._on_chosen(self.deeds.print_quote))
        detail.saved.connect(lambda: self._on_chosen(self.deeds.save_pdf))
        detail.changed.connect(lambda: self._on_chosen(self._write_again))
        detail.reveal.connect(self._reveal)
        self.choice.chosen.connect(self._chose_piece)
        self.choice.closed.connect(self._show_chosen)
        self.question.closed.connect(self._show_chosen)
        self.question.answered.connect(self._answered)
        self.asking.went_on.connect(self._ask_whom)
        self.asking.closed.connect(self._leave_quote)
        self.whom.asked.connect(self._give)
        self.whom.back.connect(self._back_to_work)

    def _on_chosen(self, deed: Any) -> None:
        if self.chosen is not None:
            deed(self.chosen)

    def _locate(self, photo: str | None) -> Path | None:
        return photos.path_of(self.shop.office.folder, photo) if photo else None

    def _read(self) -> None:
        shop = self.shop

        def work() -> Seen:
            today = business_day(shop.office.clock.now()).isoformat()
            orders = shop.orders
            return Seen(orders.waiting(), orders.ended(), today, orders.deposits_cents())

        tasks.run(work, self._got, owner=self)

    def _got(self, seen: Seen) -> None:
        self.seen = seen
        self.list.show_orders(seen.waiting, seen.ended, seen.owed_cents)
        ready = sum(view.stage is Stage.READY for view in seen.waiting)
        told = ngettext("{n} to collect", "{n} to collect", ready) if ready else ""
        day = day_words(date.fromisoformat(seen.today))
        self.set_title(_("Orders"), f"{day} · {told}" if told else day)
        if self.chosen is None:
            self._wanted = next(iter(self.list.shown()), None)
        self.list.choose(self._wanted)
        if self.side.currentWidget() in (self._nothing, self.detail) or self.chosen is None:
            self._show_chosen()

    def _choose(self, order: Id) -> None:
        self._wanted = order
        self.list.choose(order)
        self._show_chosen()

    def _show_chosen(self) -> None:
        self._hide_number.stop()
        self._drop_agreeing()
        view = self.chosen
        if view is None:
            self.side.setCurrentWidget(self._nothing)
            return
        self.detail.show_order(view)
        self.side.setCurrentWidget(self.detail)

    def _drop_agreeing(self) -> None:
        if self.agreeing is not None:
            self.side.removeWidget(self.agreeing)
            self.agreeing.deleteLater()
            self.agreeing = None

    def _entered(self, text: str) -> None:
        if text.strip() and any(mark.isdigit() for mark in text):
            self.on_scan(text)
        elif self.list.shown():
            self._choose(self.list.shown()[0])

    def _typed(self, text: str) -> None:
        self._search = text.strip()
        if len(self._search) < 2:
            self.list.narrow(None)
            return
        wanted, orders = self._search, self.shop.orders

        def found(hits: frozenset[Id]) -> None:
            # What was typed meanwhile has its own answer coming.
            if wanted == self._search:
                self.list.narrow(hits)

        tasks.run(lambda: orders.matching(wanted), found, owner=self)

    def _chose_piece(self, piece: Piece) -> None:
        if piece.order is not None:
            self._show_chosen()
            self._choose(piece.order)
        else:
            self._begin(piece)

    def _begin(self, piece: Piece) -> None:
        """A quote for this piece."""
        self._piece, self._again = piece, None
        about = piece.short or _("without a label")
        if piece.sold_on:
            about += " · " + _("bought on {day}", day=promisewords.short_day(piece.sold_on))
        self._open_quote(Asking(
            piece.label, about, piece.icon, piece.family, self.shop.orders.hour_cents(),
            *self._limits(),
        ))  # fmt: skip

    def _write_again(self, view: OrderView) -> None:
        self._piece, self._again = None, view
        order = view.order
        self._open_quote(Asking(
            order.label, f"{view.item.short} · {order.number}", view.icon, view.family,
            self.shop.orders.hour_cents(), *self._limits(), order,
        ))  # fmt: skip

    def _limits(self) -> tuple[int, int]:
        office = self.shop.office
        return office.number("order.days"), office.number("price.ceiling_cents")

    def _open_quote(self, asking: Asking) -> None:
        self._show_chosen()
        self._asking = asking
        for bar in self._quote_bars:
            bar.clear()
        self.asking.open_for(asking)
        self.pages.setCurrentWidget(self.asking)
        self.asking.setFocus()

    def _leave_quote(self) -> None:
        self.pages.setCurrentWidget(self._main)
        self.list.field.setFocus()

    def _ask_whom(self, asked: OrderAsked) -> None:
        if self._asking is not None:
            self.whom.open_for(self._asking, asked)
            self.pages.setCurrentWidget(self.whom)
            self.whom.name.setFocus()

    def _back_to_work(self) -> None:
        self.pages.setCurrentWidget(self.asking)
        self.asking.setFocus()

    def _give(self, asked: OrderAsked) -> None:
        self._quote_bars[1].clear()
        self.deeds.quote(self._piece, self._again, asked)

    def _go_on(self) -> None:
        """The yellow key: agreed, renewed or handed over, as the order stands."""
        view = self.chosen
        if view is None:
            return
        if view.stage is Stage.READY:
            self.deeds.collect(view)
        elif view.expired:
            self._write_again(view)
        elif view.stage is Stage.QUOTED:
            self._ask_agreement(view)

    def _ask_agreement(self, view: OrderView) -> None:
        office = self.shop.office
        self._drop_agreeing()
        self.agreeing = AgreePanel(
            view.order, office.setting("hold.deposit_kind"), office.number("order.deposit_bp"),
            offered(office.setting("pay.methods")),
        )  # fmt: skip
        self.agreeing.agreed.connect(lambda agreed: self._agree(view, agreed))
        self.agreeing.closed.connect(self._show_chosen)
        self.side.addWidget(self.agreeing)
        self.side.setCurrentWidget(self.agreeing)
        self.agreeing.setFocus()

    def _agree(self, view: OrderView, agreed: Agreed) -> None:
        self.error.clear()
        self.deeds.accept(view, agreed)

    def _ask_end(self) -> None:
        view = self.chosen
        if view is None:
            return
        order, amount = view.order, format_cents(view.order.deposit_cents)
        title, why = _("Cancel {number}?", number=order.number), ""
        back = Answer(BACK, _("Give back as it was paid"), amount, "arrow-u-up-left")
        cash = Answer(BACK_CASH, _("Give back in cash"), amount, "coins")
        keep = Answer(KEEP, words.what_is_kept(order), "", "x-circle", bad=True)
        why = words.why_cancelled(order, view.begun)
        if order.state is Stage.QUOTED:
            title = _("Is the quote refused?")
            why = _("Nothing was paid. The order leaves the list.")
            answers = [Answer(BACK, _("Quote refused"), "", "x-circle", bad=True)]
        elif not order.deposit_cents:
            answers = [Answer(BACK, _("Cancel the order"), "", "x-circle", bad=True)]
        elif order.kind == ARRHES or view.begun:
            answers = [keep, back, cash]
        else:
            answers = [back, cash]
        self.question.ask(title, why, answers)
        self.side.setCurrentWidget(self.question)

    def _answered(self, code: str) -> None:
        view = self.chosen
        self._show_chosen()
        if view is None:
            return
        if view.stage is Stage.QUOTED:
            self.deeds.refuse(view)
        elif code == KEEP:
            self.deeds.keep(view)
        else:
            self.deeds.give_back(view, CASH if code == BACK_CASH else AS_PAID)

    def _reveal(self) -> None:
        view, orders = self.chosen, self.shop.orders
        if view is None:
            return

        def show(kept: Any) -> None:
            if self.chosen is not None and self.chosen.id == view.id:
                known = (kept.name, kept.phone) if kept else (_("The name was erased"), "")
                self.detail.show_person(known[0], promisewords.phone(known[1]))
                self._hide_number.start()

        self.run_verb(lambda: orders.person(self.actor, view.id), show)
