"""Taking the money: how the person pays, what is handed over, what to give back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.basket import Basket, receipt_choice
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roundup import rounded_up, roundup_cents, without_roundup
from reuse_pos.domain.wording import _
from reuse_pos.ui.counter.extracards import CommuneCard, RoundUpCard, SeenCard
from reuse_pos.ui.counter.paidcard import PaidCard
from reuse_pos.ui.counter.paying import Paying
from reuse_pos.ui.counter.payoffers import PayOffers
from reuse_pos.ui.counter.payway import AmountSide
from reuse_pos.ui.counter.receiptcard import DueCard, GuaranteeCard, ReceiptCard
from reuse_pos.ui.counter.wayside import WaySide
from reuse_pos.ui.widgets import ErrorBar, Key, Panel, row

# The keys at the foot of the right column and the air above them.
BOTTOM = 88 + 14 + 4
SECOND_TAP_MS = 400
# Keys that go on while they are held; any other answers once.
HELD = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Backspace)
SocialMost = Callable[[Basket, str, Sequence[Payment]], int]


class PaymentPage(Panel):
    """``PaymentPage()``: ``open_for(basket, offers, preset="")``; signals ``back()``,
    ``finished(list[Payment], str receipt)``, ``basket_changed(Basket)`` (a gift, a commune),
    ``code(str)`` (a voucher's number typed) and ``shown()`` after each change.

    ``paying`` is the payment under way, ``receipt`` the choice made, ``bar`` the error bar,
    ``finish`` the yellow key; ``tender(payment, worth)`` takes a voucher that was scanned.
    ``social_most(basket, kind, others)`` tells the most a social voucher may pay, in cents.
    """

    back = Signal()
    finished = Signal(object, str)
    basket_changed = Signal(object)
    code = Signal(str)
    shown = Signal()

    def __init__(self) -> None:
        super().__init__("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.basket, self.paying = Basket(), Paying(0)
        self.social_most: SocialMost = lambda basket, _code, _others: basket.total_cents
        self._compact, self._known = False, 0
        self._opened = QElapsedTimer()
        self.bar = ErrorBar()
        self.paid = PaidCard()
        self.ways, self.amounts = WaySide(), AmountSide()
        self.due, self.guarantee = DueCard(), GuaranteeCard()
        self.tickets = ReceiptCard()
        self.round_up, self.communes, self.seen = RoundUpCard(), CommuneCard(), SeenCard()
        self.basket_key = Key(_("Basket"), "arrow-u-up-left", hint=_("Esc"), place="above")
        self.basket_key.typed(15, 26).sized(88, 112).named("payment_back")
        self.finish = Key(_("Finish the sale"), "", "next").typed(24, 28).sized(88)
        self.finish.named("finish").setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )
        self._build()
        self._connect()
        self._show()

    @property
    def receipt(self) -> str:
        """Which receipt was chosen: PRINT or NONE."""
        return self.tickets.value

    @property
    def begun(self) -> bool:
        """Whether something was handed over besides what was known beforehand."""
        return self.paying.current is not None or len(self.paying.piled) > self._known

    def open_for(self, basket: Basket, offers: PayOffers, preset: str = "") -> None:
        """Start the payment of a basket: what is known beforehand is piled, no way is chosen unless
        the shop presets one."""
        self.basket = basket
        self.paying = Paying(
            basket.total_cents, offers, basket.by_kind,
            lambda code, others: self.social_most(self.basket, code, others),
        )  # fmt: skip
        self.ways.offer(offers)
        self.amounts.offer(offers)
        self.amounts.set_compact(self._compact)
        self.bar.clear()
        self.paid.set_basket(basket)
        choice, category = receipt_choice(basket.lines)
        family = next((line.family for line in basket.lines if line.guarantee), "")
        self.tickets.preset(choice, family if category else "")
        self.guarantee.set_lines(basket.lines)
        for one in basket.tenders:
            try:
                self.paying.tender(one, one.amount_cents)
            except Refusal:
                break
        self._known = len(self.paying.piled)
        if preset and any(one.code == preset for one in offers.methods) and self.paying.due > 0:
            self.paying.choose(preset)
        self._show()
        self._opened.start()

    def set_compact(self, compact: bool) -> None:
        """Narrower columns under 1280 pixels."""
        if compact != self._compact:
            self._compact = compact
            self.ways.set_compact(compact)
            self.amounts.set_compact(compact)
            self._show()

    def touch(self, code: str) -> None:
        """Choose a way to pay."""
        if self.paying.due > 0 or self.paying.chosen:
            self.paying.choose(code)
            self._show()
            self.amounts.aim(self.paying)

    def tender(self, one: Payment, worth: int | None = None) -> None:
        """Pile a voucher that was scanned; says why when it cannot be taken."""
        try:
            self.paying.tender(one, worth)
        except Refusal as refusal:
            self.bar.tell(refusal.sentence, kind="warn")
            return
        self.setFocus()
        self._show()

    def press_finish(self) -> None:
        """F12: finish, if all is there."""
        if self.finish.isEnabled():
            self.finish.click()

    def press_note(self, number: int) -> None:
        """F1, F2, F3: one of the likely notes; cash when no way was chosen."""
        if self._typing:
            self.amounts.press_note(number)
        else:
            self.ways.press_note(number)

    def exact_cash(self) -> None:
        """F11: the rest in cash, to the cent, and the sale is finished."""
        piled = [*self.paying.piled]
        due = self.paying.due
        if due > 0:
            piled.append(Payment("CASH", due))
        self.finished.emit(piled, self.receipt)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters choose a way, figures type the amount, Enter finishes, Escape goes back; see
        ``_page_key`` for the others."""
        letter = event.text().upper()
        ways = self.paying.offers.methods
        found = next((one.code for one in ways if one.hotkey == letter), "")
        if event.isAutoRepeat() and event.key() not in HELD:
            return
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press_finish()
        elif found:
            self.touch(found)
        elif self._page_key(event.key(), letter):
            return
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif self.paying.step in ("pick", "scan") or not self.amounts.keypad.take(event):
            super().keyPressEvent(event)

    def _page_key(self, key: int, letter: str) -> bool:
        """P turns the receipt, D gives the round-up, + piles, Delete takes the last payment away,
        figures choose in a list."""
        picks = self.amounts.picks.tiles if self.paying.step == "pick" else []
        if letter == "P":
            self.tickets.turn()
        elif letter == "D" and self.round_up.isVisible():
            self.round_up.turn()
        elif letter == "+" and letter and self.amounts.pile_key.isEnabled() and self._typing:
            self.amounts.pile_key.click()
        elif key == Qt.Key.Key_Delete and self.paying.payments:
            self._remove(len(self.paying.payments) - 1)
        elif letter and letter in "123456789" and int(letter) <= len(picks):
            picks[int(letter) - 1].click()
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The free room of the right column follows the height."""
        super().resizeEvent(event)
        self._fit_right()

    def _build(self) -> None:
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(14)
        for card in (
            self.due, self.tickets, self.round_up, self.communes, self.guarantee, self.seen
        ):  # fmt: skip
            right.addWidget(card)
        right.addStretch(1)
        right.addLayout(row(self.basket_key, self.finish))
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(14)
        middle.addWidget(self.bar)
        middle.addWidget(self.ways, 1)
        middle.addWidget(self.amounts, 1)
        self._columns = QHBoxLayout(self)
        for widget in (self.paid, self._middle, self._right):
            self._columns.addWidget(widget)
        self._fit()

    def _connect(self) -> None:
        self.ways.chosen.connect(self.touch)
        self.ways.exact.connect(self.exact_cash)
        self.ways.noted.connect(self._noted)
        self.amounts.chosen.connect(self.touch)
        self.amounts.picked.connect(self._picked)
        self.amounts.typed.connect(self._typed)
        self.amounts.erased.connect(self._erased)
        self.amounts.noted.connect(self._noted)
        self.amounts.numbered.connect(self._numbered)
        self.amounts.code.connect(self.code)
        self.amounts.entered.connect(self.press_finish)
        self.amounts.piled.connect(self._pile)
        self.amounts.left_number.connect(self.setFocus)
        self.paid.removed.connect(self._remove)
        self.basket_key.clicked.connect(self.back)
        self.finish.clicked.connect(self._finish)
        self.tickets.chosen.connect(lambda _code: self._show())
        self.round_up.given.connect(self._give)
        self.communes.chosen.connect(self._from)

    def _fit(self) -> None:
        compact, typing = self._compact, self._typing
        edge, gap = (14, 12) if compact else (20, 18)
        self._columns.setContentsMargins(edge, gap, edge, gap)
        self._columns.setSpacing(gap)
        self.paid.setFixedWidth(248 if compact else 380)
        self.paid.set_compact(compact)
        if typing:
            self._middle.setFixedWidth(308 if compact else 428)
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(16_777_215)
        else:
            self._middle.setMinimumWidth(0)
            self._middle.setMaximumWidth(16_777_215)
            self._right.setFixedWidth(290 if compact else 334)
        self.basket_key.sized(88, 84 if compact else 112)
        self.basket_key.set_hint("" if compact else _("Esc"))
        self.finish.typed(18 if compact else 22, 28)
        self.tickets.set_compact(compact)

    def _fit_right(self) -> None:
        """Cards of the right column come while there is room for them, the gift first."""
        offers = self.paying.offers
        wanted: list[tuple[QWidget, bool]] = [
            (self.round_up, offers.round_up and bool(self._gift)),
            (self.communes, bool(offers.communes)),
            (self.guarantee, self.guarantee.any and not self._typing),
            (self.seen, offers.display),
        ]
        edges = self._columns.contentsMargins()
        room = self.height() - edges.top() - edges.bottom() - BOTTOM
        wide = self._right.maximumWidth()
        if self._typing:
            middle = self._middle.maximumWidth() + self.paid.maximumWidth()
            gaps = edges.left() + edges.right() + 2 * self._columns.spacing()
            wide = self.width() - middle - gaps
        always: list[QWidget] = [self.due, self.tickets]
        for there in always:
            if not there.isHidden():
                room -= _high(there, wide) + 14
        for card, on in wanted:
            fits = on and _high(card, wide) <= room
            card.setVisible(fits)
            if fits:
                room -= _high(card, wide) + 14

    @property
    def _gift(self) -> int:
        return roundup_cents(without_roundup(self.basket).total_cents)

    @property
    def _typing(self) -> bool:
        return bool(self.paying.chosen or self.paying.piled)

    def _typed(self, figure: str) -> None:
        if not self.paying.chosen and self.paying.due > 0:
            self.paying.choose("CASH")
        if self.paying.chosen:
            self.paying.entry.push(figure)
            self._show()

    def _erased(self) -> None:
        self.paying.entry.erase()
        self._show()

    def _noted(self, cents: int) -> None:
        self.paying.note(cents)
        self._show()

    def _numbered(self, text: str) -> None:
        if text != self.paying.number:
            self.paying.number = text
            self._show()

    def _picked(self, link: str) -> None:
        self.paying.pick(link)
        self._show()
        self.amounts.aim(self.paying)

    def _finish(self) -> None:
        """The sale is finished, unless the second tap of what opened this page asks for it: a shop
        that presets a way would have the card accepted before the terminal was touched."""
        fresh = self._opened.isValid() and self._opened.elapsed() <= SECOND_TAP_MS
        if not (fresh and self.paying.chosen):
            self.finished.emit(self.paying.payments, self.receipt)

    def _pile(self) -> None:
        self.paying.pile()
        self.setFocus()
        self._show()

    def _remove(self, number: int) -> None:
        self.paying.remove(number)
        self._show()

    def _give(self, cents: int) -> None:
        basket = rounded_up(self.basket) if cents else without_roundup(self.basket)
        self._become(basket.select(self.basket.selected))

    def _from(self, commune: str) -> None:
        self._become(self.basket.from_commune(commune))

    def _become(self, basket: Basket) -> None:
        self.basket = basket
        self.paid.set_basket(basket)
        self.paying.change_total(basket.total_cents, basket.by_kind)
        self.basket_changed.emit(basket)
        self._show()

    def _show(self) -> None:
        self._opened.invalidate()
        self._fit()
        paying, typing = self.paying, self._typing
        self.ways.setVisible(not typing)
        self.amounts.setVisible(typing)
        self.due.setVisible(typing)
        self.guarantee.set_printed(self.receipt != "NONE")
        self.ways.show_paying(paying)
        self.amounts.show_paying(paying)
        self.due.show_paying(paying)
        self.paid.show_paying(paying, typing)
        bare = without_roundup(self.basket)
        self.round_up.offer(self._gift, bare.total_cents, bare != self.basket)
        self.communes.offer(paying.offers.communes, self.basket.commune)
        self.seen.show_paying(self.basket, paying)
        trouble = paying.trouble
        if trouble:
            self.bar.tell(trouble)
        else:
            self.bar.clear()
        self._show_finish()
        self._fit_right()
        self.shown.emit()

    def _show_finish(self) -> None:
        paying, ready = self.paying, self.paying.ready
        self.finish.setEnabled(ready)
        card = bool(paying.chosen) and paying.chosen == "CARD"
        self.finish.setText(_("Card accepted") if ready and card else _("Finish the sale"))
        if not ready:
            self.finish.set_hint("").with_sub(paying.why_not())
        elif paying.change:
            change = _("give back {amount}", amount=format_cents(paying.change))
            self.finish.set_hint("F12").with_sub(change)
        else:
            self.finish.set_hint("F12").with_sub(_("the sale is finished"))


def _high(card: QWidget, wide: int) -> int:
    """How high a card wants to be at this width."""
    layout = card.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(wide)
    return card.sizeHint().height()
