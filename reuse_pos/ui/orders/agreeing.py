"""The customer agrees: how much is paid beforehand, and how."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from reuse_pos.domain.hold import NONE, deposit_label
from reuse_pos.domain.money import format_cents, short_cents
from reuse_pos.domain.orders import Agreed, CustomerOrder, usual_deposit, what_happens
from reuse_pos.domain.payments import PaymentMethod
from reuse_pos.domain.wording import _
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.depositpad import DepositPad
from reuse_pos.ui.widgets import Card, Key, Text, row


class AgreePanel(Card):
    """``AgreePanel(order, kind, share_bp, methods)``: signals ``agreed(Agreed)`` and ``closed()``.

    ``kind`` is what the shop calls a deposit, ``share_bp`` the share of the quote usually asked,
    ``methods`` the ways the shop takes money. The usual deposit is put beforehand.
    """

    agreed = Signal(object)
    closed = Signal()

    def __init__(
        self, order: CustomerOrder, kind: str, share_bp: int, methods: Sequence[PaymentMethod]
    ) -> None:
        super().__init__(kind="chosen")
        self.setObjectName("agree_panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.setContentsMargins(20, 16, 20, 16)
        self.body.setSpacing(10)
        self._total, self._kind = order.quote_cents, kind
        usual = usual_deposit(order.quote_cents, share_bp)
        amounts = sorted({0, usual, order.quote_cents})
        self.deposit = Choices(
            [(str(cents), short_cents(cents) if cents else _("Without (deposit)"), "")
             for cents in amounts], gap=8,
        ).sized(52)  # fmt: skip
        self.pad = DepositPad(kind, methods)
        self._slip = Text("", "note").wrapped().named("agree_slip")
        self.next_key = Key("", "check", "next").typed(20, 26).sized(76).named("agree_next")
        back = Key(_("Back"), "arrow-left", place="above").typed(14, 24).sized(76, 110)
        back.named("agree_back").clicked.connect(self.closed)
        self.deposit.chosen.connect(lambda cents: self.pad.put(int(cents)))
        self.pad.changed.connect(self._show)
        self.next_key.clicked.connect(self._agree)
        total = format_cents(order.quote_cents)
        self.body.addWidget(Text(_("The customer agrees"), "h1"))
        self.body.addWidget(
            Text(_("{number}: {amount} in all", number=order.number, amount=total), "muted")
        )
        self.body.addWidget(Text(_("{deposit} paid now", deposit=deposit_label(kind)), "block"))
        self.body.addWidget(self.deposit)
        self.body.addWidget(self.pad)
        self.body.addStretch(1)
        self.body.addWidget(self._slip)
        self.next_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addLayout(row(back, self.next_key))
        self.pad.put(usual)

    def press_next(self) -> None:
        """F12: agreed."""
        if self.next_key.isEnabled():
            self.next_key.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures go to the deposit, Enter agrees, Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press_next()
        elif not self.pad.take(event):
            super().keyPressEvent(event)

    def _show(self) -> None:
        cents = self.pad.cents
        self.deposit.choose(str(cents))
        self._slip.setText(what_happens(self._kind if cents else NONE))
        self._slip.setVisible(bool(cents))
        missing = ""
        if cents > self._total:
            missing = _("At most {amount}", amount=format_cents(self._total))
        elif cents and not self.pad.way:
            missing = _("Paid how?")
        words = _("Agreed, take {amount}", amount=format_cents(cents)) if cents else _("Agreed")
        self.next_key.setText(missing or words)
        self.next_key.setEnabled(not missing)
        self.next_key.set_hint("" if missing else "F12")

    def _agree(self) -> None:
        self.agreed.emit(Agreed(self.pad.cents, self.pad.payments))
