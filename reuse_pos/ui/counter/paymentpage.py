"""Taking the money: how the person pays, what is handed over, what to give back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.basket import Basket, receipt_choice
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import METHODS, Payment, method
from reuse_pos.domain.wording import _
from reuse_pos.ui.counter.paidcard import PaidCard
from reuse_pos.ui.counter.paying import Paying
from reuse_pos.ui.counter.payway import AmountSide, WaySide
from reuse_pos.ui.counter.receiptcard import DueCard, GuaranteeCard, ReceiptCard
from reuse_pos.ui.widgets import ErrorBar, Key, Panel, row


class PaymentPage(Panel):
    """``PaymentPage()``: ``open_for(basket, preset="")``; signals ``back()`` and
    ``finished(list[Payment], str receipt)``.

    ``paying`` is the payment under way, ``receipt`` the choice made, ``bar`` the error bar,
    ``finish`` the yellow key.
    """

    back = Signal()
    finished = Signal(object, str)

    def __init__(self) -> None:
        super().__init__("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.paying = Paying(0)
        self._compact = False
        self.bar = ErrorBar()
        self.paid = PaidCard()
        self.ways, self.amounts = WaySide(), AmountSide()
        self.due, self.guarantee = DueCard(), GuaranteeCard()
        self.tickets = ReceiptCard()
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

    def open_for(self, basket: Basket, preset: str = "") -> None:
        """Start the payment of a basket, with no way chosen unless the shop presets one."""
        self.paying = Paying(basket.total_cents)
        self.bar.clear()
        self.paid.set_basket(basket)
        choice, category = receipt_choice(basket.lines)
        family = next((line.family for line in basket.lines if line.guarantee), "")
        self.tickets.preset(choice, family if category else "")
        self.guarantee.set_lines(basket.lines)
        if preset and any(one.code == preset for one in METHODS):
            self.paying.choose(preset)
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Narrower columns under 1280 pixels."""
        if compact != self._compact:
            self._compact = compact
            self._show()

    def touch(self, code: str) -> None:
        """Choose a way to pay."""
        self.paying.choose(code)
        self._show()

    def press_finish(self) -> None:
        """F12: finish, if all is there."""
        if self.finish.isEnabled():
            self.finish.click()

    def exact_cash(self) -> None:
        """F11: the rest in cash, to the cent, and the sale is finished."""
        piled = [*self.paying.piled]
        due = self.paying.due
        if due > 0:
            piled.append(Payment("CASH", due))
        self.finished.emit(piled, self.receipt)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters choose a way, figures type the amount, Enter finishes, Escape goes back."""
        letter = event.text().upper()
        found = next((one.code for one in METHODS if one.hotkey == letter), "")
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press_finish()
        elif found:
            self.touch(found)
        elif not self.paying.chosen or not self.amounts.keypad.take(event):
            super().keyPressEvent(event)

    def _build(self) -> None:
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(14)
        for card in (self.due, self.tickets, self.guarantee):
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
        self.amounts.chosen.connect(self.touch)
        self.amounts.typed.connect(self._typed)
        self.amounts.erased.connect(self._erased)
        self.amounts.noted.connect(self._noted)
        self.amounts.piled.connect(self._pile)
        self.paid.removed.connect(self._remove)
        self.basket_key.clicked.connect(self.back)
        self.finish.clicked.connect(
            lambda: self.finished.emit(self.paying.payments, self.receipt)
        )
        self.tickets.chosen.connect(lambda _code: self._show())

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
        self.amounts.set_compact(compact)
        self.tickets.set_compact(compact)

    @property
    def _typing(self) -> bool:
        return bool(self.paying.chosen or self.paying.piled)

    def _typed(self, figure: str) -> None:
        if not self.paying.chosen:
            return
        self.paying.entry.push(figure)
        self._show()

    def _erased(self) -> None:
        self.paying.entry.erase()
        self._show()

    def _noted(self, cents: int) -> None:
        self.paying.note(cents)
        self._show()

    def _pile(self) -> None:
        self.paying.pile()
        self._show()

    def _remove(self, number: int) -> None:
        self.paying.remove(number)
        self._show()

    def _show(self) -> None:
        self._fit()
        paying, typing = self.paying, self._typing
        self.ways.setVisible(not typing)
        self.amounts.setVisible(typing)
        self.due.setVisible(typing)
        self.guarantee.setVisible(self.guarantee.any and not typing)
        self.guarantee.set_printed(self.receipt == "PRINT")
        self.ways.set_due(paying.due)
        self.amounts.show_paying(paying)
        self.due.show_paying(paying)
        self.paid.show_paying(paying, typing)
        trouble = paying.trouble
        if trouble:
            self.bar.tell(trouble)
        else:
            self.bar.clear()
        self._show_finish()

    def _show_finish(self) -> None:
        paying, ready = self.paying, self.paying.ready
        self.finish.setEnabled(ready)
        card = bool(paying.chosen) and not method(paying.chosen).gives_change
        self.finish.setText(_("Card accepted") if ready and card else _("Finish the sale"))
        if not ready:
            self.finish.set_hint("").with_sub(paying.why_not())
        elif paying.change:
            change = _("give back {amount}", amount=format_cents(paying.change))
            self.finish.set_hint("F12").with_sub(change)
        else:
            self.finish.set_hint("F12").with_sub(_("the sale is finished"))
