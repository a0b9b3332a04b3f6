"""The counter's screen: opening the till, filling the basket, taking the money, next customer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, read_scan
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.counter.deeds import Deeds
from reuse_pos.ui.counter.helpkeys import help_keys
from reuse_pos.ui.counter.keyspage import Action
from reuse_pos.ui.counter.latebar import LateBar
from reuse_pos.ui.counter.model import CounterModel, CounterState
from reuse_pos.ui.counter.notice import Notice
from reuse_pos.ui.counter.openingpage import OpeningPage
from reuse_pos.ui.counter.paymentpage import PaymentPage
from reuse_pos.ui.counter.payoffers import PayOffers
from reuse_pos.ui.counter.refundpage import RefundPage
from reuse_pos.ui.counter.selling import Selling
from reuse_pos.ui.counter.sellkeys import SellKeys
from reuse_pos.ui.counter.sellpage import SellPage
from reuse_pos.ui.hub import hub
from reuse_pos.ui.scalewatch import ScaleWatch
from reuse_pos.ui.screen import KeyRows, Screen
from reuse_pos.ui.widgets import Panel, SnackbarHost

COMPACT_UNDER = 1184
STILL = 7
"""Equal readings in a row: six intervals of 100 ms are the 0.6 s a load must stand still."""
"""The width left to the screen beside the rail of a window of 1280 pixels."""


class CounterScreen(Screen):
    """``CounterScreen(shop, person, till="")``: selling on a till (the shop's first by default).

    Pages: ``opening``, ``sell``, ``payment``, ``refund``. ``model`` holds the basket, ``watch``
    the scale.
    """

    def __init__(self, shop: Shop, person: Person, till: str = "") -> None:
        super().__init__(_("Till"))
        self.shop, self.person, self.actor = shop, person, person.actor
        self.till = till or shop.till.of_this_post()
        self.error.deleteLater()
        self.error = Notice(self)
        self.model = CounterModel(shop, self.actor, self.till, self)
        self.state: CounterState | None = None
        self._early: list[Callable[[], object]] = []
        self._displayed = Basket()
        self._found: Basket | None = None
        self._compact = False
        self.watch = ScaleWatch(shop.counter.scale_reading, self, STILL)
        self.sell, self.payment = SellPage(self.error), PaymentPage()
        self.opening, self.refund = OpeningPage(), RefundPage(self._icon_of)
        self.selling = Selling(self.model, self.sell, self.error)
        self.pages = QStackedWidget()
        for page in (Panel("canvas"), self.opening, self.sell, self.payment, self.refund):
            self.pages.addWidget(page)
        # The look follows the room given; the look for more room must not ask for it.
        self.pages.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.late_bar = LateBar()
        layout.addWidget(self.late_bar)
        layout.addWidget(self.pages, 1)
        self.snackbar = SnackbarHost(self.sell.side)
        self.deeds = Deeds(self)
        self._keyboard = SellKeys(self)
        self._connect()
        self._offer_actions()

    @property
    def page(self) -> QWidget | None:
        """The page now shown."""
        return self.pages.currentWidget()

    def entered(self) -> None:
        """Read the till again; the basket is as it was left, or as another screen filled it."""
        self._found = self.model.basket
        self.deeds.reload()
        self.watch.watch(self.shop.counter.has_scale())
        self.sell.well.setVisible(self.shop.counter.has_scale())
        self._focus()

    def left(self) -> None:
        """Stop looking at the scale."""
        self.watch.watch(False)

    def refresh(self, changes: frozenset[Any]) -> None:
        """Parked baskets, the session, keys or settings changed."""
        self.deeds.look_at_papers()
        if changes & {Change.COUNTER, Change.TILL, Change.PRICES, Change.SETTINGS}:
            self.deeds.reload()

    def on_scan(self, raw: str) -> None:
        """A label, from anywhere: into the basket, or a bar that says why not."""
        if self.state is None:
            self._early.append(partial(self.on_scan, raw))
        elif self.postponed(partial(self.on_scan, raw)):
            return
        elif self.page is self.opening:
            self.opening.bar.tell(_("The till is not open yet. Nothing was added. Open it first."))
        elif self.page is self.refund:
            self.deeds.returning.find(raw)
        elif self.deeds.promised.takes(raw):
            self.deeds.promised.scanned(raw)
        elif self.page is self.payment and self.payment.begun:
            self.payment.bar.tell(
                _("A payment has begun. Nothing was added. Remove it, or finish the sale."),
                kind="warn",
            )
        elif _is_ticket(raw):
            self.deeds.promised.ticket(raw)
        else:
            self.show_page(self.sell)
            self.selling.scan(raw)

    def on_next(self) -> None:
        """F12: the yellow key of what is shown."""
        if self.page is self.sell:
            if self.sell.panel is None or not self.sell.panel.press_next():
                self.pay()
        elif self.page is self.payment:
            self.payment.press_finish()
        elif self.page is self.opening:
            self.opening.press_next()
        elif self.page is self.refund:
            self.refund.press_next()

    def on_undo(self) -> None:
        """F4: take the last gesture on the basket back."""
        if self.page is self.payment:
            self.back_to_basket()
        elif self.page is self.sell:
            self.sell.basket.change.leave()
            self.error.clear()
            if not self.model.undo():
                self.say.emit(_("There is nothing to undo."), None)

    def on_function_key(self, number: int) -> None:
        """F1-F3 quick keys (notes, places of what comes back), F5 last ticket, F6 park, F7
        discount, F8 hold, F9 return, F10 drawer, F11 exact cash."""
        if number == 11 and self.page in (self.sell, self.payment):
            self.exact_cash()
        elif self.page is self.payment and number <= 3:
            self.payment.press_note(number)
        elif self.page is self.refund and number <= 3:
            self.refund.press_function(number)
        elif self.page is self.sell and number <= 3:
            if self.sell.panel is None or not self.sell.panel.press_function(number):
                self.selling.press_quick(number)
        elif self.page is self.sell:
            names = {5: "ticket", 6: "park", 7: "discount", 8: "hold", 9: "refund", 10: "drawer"}
            self._do(names.get(number, ""))

    def help_keys(self) -> KeyRows:
        """The keys of selling, of the payment and of returns."""
        return help_keys(self.actor)

    def pay(self) -> None:
        """Go to the payment of the basket."""
        if self.model.basket.lines and not self.deeds.writing:
            self.error.clear()
            self.sell.close_panel()
            self.payment.open_for(
                self.model.basket, self._offers(), self.shop.office.setting("till.preset_method")
            )
            self.show_page(self.payment)
            self._tell_display()

    def exact_cash(self) -> None:
        """F11: paid in cash to the cent, and finished; what was scanned to pay comes first."""
        if self.page is self.sell and self.model.basket.lines:
            basket = self.model.basket
            self.payment.open_for(basket, self._offers())
        self.payment.exact_cash()

    def _offers(self) -> PayOffers:
        return self.state.offers if self.state is not None else PayOffers()

    def show_refusal(self, sentence: str) -> None:
        """Say a refusal on the page where the gesture was made."""
        bars = {self.payment: self.payment.bar, self.refund: self.refund.bar}
        bars[self.opening] = self.opening.bar
        bars.get(self.page, self.error).tell(sentence)  # type: ignore[call-overload]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Compact under 1280 pixels of window."""
        super().resizeEvent(event)
        compact = self.width() < COMPACT_UNDER
        if compact != self._compact:
            self._compact = compact
            for page in (self.sell, self.payment, self.refund):
                page.set_compact(compact)
            if self.state is not None:
                self.selling.show_page(self.selling.page_number)
            self.sell.basket.show_basket(self.model.basket)
        self.snackbar.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the selling page; see ``SellKeys``."""
        if self.page is not self.sell or not self._keyboard.take(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While the scan field is empty, keys of the basket are not typed into it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return not self.sell.field.text() and self._keyboard.take(event)
        return False

    def _connect(self) -> None:
        self.model.changed.connect(self._basket_changed)
        self.watch.shown.connect(self.selling.follow)
        self.watch.steady.connect(self.selling.steady)
        self.selling.postponed = self.postponed
        self.model.writing = lambda: self.deeds.writing
        self.selling.weight = lambda: self.watch.load
        self.selling.steady_grams = lambda: self.watch.steady_grams
        self.sell.field.edit.installEventFilter(self)
        self.sell.keys.action.connect(self._do)
        self.sell.basket.change.gone.connect(self.shop.display.show_welcome)
        self.selling.collected.connect(self.deeds.collect)
        self.selling.ordered.connect(self.deeds.collect_order)
        self.payment.shown.connect(self._tell_display)
        basket = self.sell.basket
        basket.pay.connect(self.pay)
        basket.undo.connect(self.on_undo)
        basket.parked.connect(lambda: self._do("parked"))
        basket.emptied.connect(lambda: self._do("void"))
        self.payment.back.connect(self.back_to_basket)
        self.payment.finished.connect(self.deeds.sell)
        self.payment.basket_changed.connect(self.model.put)
        self.payment.code.connect(self.deeds.promised.scanned)
        self.payment.social_most = self.shop.solidarity.most
        self.opening.opened.connect(self.deeds.open_till)
        self.opening.till_chosen.connect(self.use_till)
        self.refund.back.connect(self.back_to_basket)
        self.refund.searched.connect(self.deeds.returning.find)
        self.refund.refund.connect(self.deeds.returning.give_back)

    def _offer_actions(self) -> None:
        actions = [
            Action("park", _("Put aside"), "pause", "F6"),
            Action("discount", _("Discount"), "percent", "F7"),
            Action("hold", _("Hold"), "calendar-check", "F8"),
        ]
        if self.actor.may(Permission.REFUND):
            actions.append(Action("refund", _("Return / exchange"), "arrow-u-up-left", "F9"))
        actions.append(Action("drawer", _("Drawer"), "coins", "F10"))
        self.sell.keys.set_actions(actions)

    def _do(self, code: str) -> None:
        deeds = self.deeds
        gestures: dict[str, Callable[[], object]] = {
            "park": deeds.park, "discount": self.selling.discount_selected,
            "hold": deeds.ask_hold, "refund": self.start_refund, "drawer": deeds.ask_drawer,
            "ticket": deeds.tickets.open, "parked": deeds.ask_parked, "void": deeds.ask_void,
        }  # fmt: skip
        if code in gestures:
            gestures[code]()

    def start_refund(self) -> None:
        """F9: bring things back; the basket waits."""
        if not self.actor.may(Permission.REFUND):
            self.error.tell(_("Ask the manager: they may take things back."), kind="warn")
            return
        self.sell.close_panel()
        self.refund.start()
        self.show_page(self.refund)

    def show_page(self, page: QWidget) -> None:
        """Show a page, say where one is, and give it the focus."""
        self.pages.setCurrentWidget(page)
        self._say_where()
        self._focus()

    def state_read(self, state: CounterState) -> None:
        """What was read beside the screen: session, keys, parked baskets, the basket as left."""
        first, self.state = self.state is None, state
        self.selling.with_tabs = any(one.code == "TAB" for one in state.offers.methods)
        self.selling.set_up(state.keys, state.bags)
        self.sell.tell_operation(state.operation)
        self.sell.basket.set_parked(len(state.parked))
        if first and state.draft.lines:
            self.model.resume_draft(state.draft)
            self.say.emit(_("Here is the basket as you left it"), None)
        elif self.model.basket is self._found and state.draft.lines != self._found.lines:
            # Untouched since one came back: what another screen put on the till (a hold) is shown.
            self.model.resume_draft(state.draft)
            self._found = self.model.basket
        if not state.status.session:
            if self.page is not self.opening or self.opening.asking != self.till:
                self.opening.ask(state.status, state.tills)
                self.show_page(self.opening)
        elif self.page in (self.opening, self.pages.widget(0)):
            self.show_page(self.sell)
            self._tell_if_stale(state)
        self._say_where()
        self.hear_early()

    def use_till(self, till: str) -> None:
        """This post sells on another till from now on; its basket as it was left comes with it."""
        self.shop.till.choose(till)
        self.till = self.model.till = till
        self.model.show(Basket())
        self.state = None
        self.deeds.reload()
        hub.till_chosen.emit(till)

    def postponed(self, gesture: Callable[[], object]) -> bool:
        """Keep a gesture for the next basket while this one is being written; whether it was."""
        if self.deeds.writing:
            self._early.append(gesture)
        return self.deeds.writing

    def hear_early(self) -> None:
        """Scans and touches made while something was being written come now."""
        early, self._early = self._early, []
        for gesture in early:
            gesture()

    def back_to_basket(self) -> None:
        """Leave the payment or the return; nothing is lost."""
        self.show_page(self.sell)

    def _tell_if_stale(self, state: CounterState) -> None:
        if not state.status.stale:
            return
        since = datetime.fromisoformat(state.status.opened_at)
        self.error.tell(
            _("The till has been open since {day}, {hour}", day=f"{since:%d/%m}",
              hour=f"{since:%H:%M}"),
            _("Its drawer was not counted. Close it, then open it for today."),
            _("Count the till"), lambda: self.go.emit("till"), "warn",
        )  # fmt: skip

    def _say_where(self) -> None:
        if self.state is None:
            return
        till = _("Till {n}", n=self.state.status.number)
        ticket = _("Ticket {n}", n=self.state.status.ticket_no)
        titles = {
            self.sell: (till, ticket),
            self.payment: (_("Payment"), ticket),
            self.refund: (_("Return / exchange"), till),
            self.opening: (till, _("closed")),
        }
        title, context = titles.get(self.page, (till, ""))  # type: ignore[call-overload]
        if (title, context) != (self.title, self.context):
            self.set_title(title, context)

    def _focus(self) -> None:
        if self.page is self.sell:
            (self.sell.panel or self.sell.field).setFocus()
        elif self.page is self.refund and self.refund.found is None:
            self.refund.field.setFocus()
        else:
            # The page itself, not the stack around it: keys go from a widget up to its parents.
            (self.page or self.pages).setFocus()

    def _tell_display(self) -> None:
        """What the person reads while they pay."""
        if self.page is self.payment:
            self.shop.display.show_total(self.payment.basket)

    def _basket_changed(self) -> None:
        basket, before = self.model.basket, self._displayed
        self._displayed = basket
        if basket.lines and basket.lines != before.lines:
            last = next((one for one in basket.lines if one.n == basket.selected), None)
            if last is not None and last not in before.lines:
                self.shop.display.show_line(last)
            else:
                self.shop.display.show_total(basket)
        self.sell.basket.show_basket(self.model.basket)
        self.sell.basket.set_undo(self.model.can_undo)
        if self.sell.panel is not None and not self.sell.panel.follow(basket):
            self.sell.close_panel()

    def _icon_of(self, category: str | None) -> tuple[str, str]:
        known = self.shop.office.categories().get(category or "")
        return (known.icon, known.family) if known else ("tag", "neutral")


def _is_ticket(raw: str) -> bool:
    try:
        return read_scan(raw).kind is CodeKind.TICKET
    except Refusal:
        return False
