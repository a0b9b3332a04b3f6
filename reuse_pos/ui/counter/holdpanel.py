"""F8: the basket is kept for somebody: for whom, how long, with which deposit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
)

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.hold import (
    HOLD_DAYS,
    NONE,
    HoldAsked,
    deposit_label,
    held_until,
    initials,
    what_happens,
)
from reuse_pos.domain.money import format_cents, short_cents
from reuse_pos.domain.payments import PaymentMethod
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.depositpad import DepositPad
from reuse_pos.ui.touchkeys import FIGURES, LETTERS, TouchKeys
from reuse_pos.ui.widgets import Key, Text

DEPOSITS = (0, 1000, 2000, 5000)
NAME, PHONE, DEPOSIT = range(3)
FKEYS = 3


class HoldPanel(SidePanel):
    """``HoldPanel(basket, kind, days, today, methods)``: signal ``asked(HoldAsked)``.

    ``kind`` is what the shop calls a deposit (setting ``hold.deposit_kind``), ``days`` the usual
    ones (``hold.days``), ``today`` the business day, ``methods`` the ways the shop takes money;
    those that may pay a deposit are offered. The keys on the right follow the field one types in.
    """

    asked = Signal(object)

    def __init__(
        self, basket: Basket, kind: str, days: int, today: date, methods: Sequence[PaymentMethod]
    ) -> None:
        super().__init__(_("Hold for somebody"), _told(basket), "calendar-check", "textile")
        self._kind, self._today, self._total = kind, today, basket.total_cents
        self.name = _field(_("Name"), "hold_name")
        self.phone = _field(_("Phone (may stay empty)"), "hold_phone")
        choices = sorted({*HOLD_DAYS, days})
        self.days = Choices(
            [(str(n), ngettext("{n} day", "{n} days", n), "") for n in choices], gap=8
        ).sized(52)
        self.days.choose(str(days))
        self._terms = [str(n) for n in choices]
        for number, code in enumerate(self._terms[:FKEYS], 1):
            self.days.key(code).set_hint(f"F{number}")
        self._until = Text("", "note").named("hold_until")
        amounts = [cents for cents in DEPOSITS if cents <= self._total]
        self.deposit = Choices(
            [(str(cents), short_cents(cents) if cents else _("Without (deposit)"), "")
             for cents in amounts], gap=8,
        ).sized(52)  # fmt: skip
        self.deposit.choose("0")
        self.deposit_pad = DepositPad(kind, methods)
        self._pads = self._make_pads()
        self._slip = Text("", "note").wrapped().named("hold_slip")
        self.next_key = Key("", "calendar-check", "next", hint="F12").typed(22, 28).sized(64)
        self.next_key.named("hold_note")
        self.next_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._build()
        self._connect()
        self._show()

    def setFocus(self, *reason: Any) -> None:
        """The name is typed first; once a deposit is chosen, figures go to it."""
        if self._pads.currentIndex() == DEPOSIT:
            super().setFocus(*reason)
        else:
            self.name.setFocus(*reason)

    @property
    def deposit_cents(self) -> int:
        """The deposit chosen or typed."""
        return self.deposit_pad.cents

    def follow(self, basket: Basket) -> bool:
        """What was scanned meanwhile is held too."""
        self._total = basket.total_cents
        self.head_sub.setText(_told(basket))
        self._show()
        return bool(basket.lines)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys on the right follow the field one types in."""
        if event.type() == QEvent.Type.FocusIn:
            self._pads.setCurrentIndex(PHONE if watched is self.phone else NAME)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures typed while the deposit is asked go to it."""
        on_deposit = self._pads.currentIndex() == DEPOSIT
        if not (on_deposit and self.deposit_pad.take(event)):
            super().keyPressEvent(event)

    def press_function(self, number: int) -> bool:
        """F1, F2, F3: how long, in order."""
        if number <= len(self._terms):
            self.days.key(self._terms[number - 1]).click()
        return True

    def _make_pads(self) -> QStackedWidget:
        pads = QStackedWidget()
        for pad in (
            TouchKeys(self.name, LETTERS),
            TouchKeys(self.phone, FIGURES),
            self.deposit_pad,
        ):
            pads.addWidget(pad)
        return pads

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.addWidget(Text(_("For whom?"), "block"), 0, 0)
        grid.addWidget(self._until, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.name, 1, 0)
        grid.addWidget(self.days, 1, 1)
        grid.addWidget(self.phone, 2, 0)
        grid.addWidget(self.deposit, 2, 1)
        for x in range(2):
            grid.setColumnStretch(x, 1)
        self.body.addSpacing(12)
        self.body.addLayout(grid)
        self.body.addSpacing(10)
        self.body.addWidget(self._pads)
        self.body.addStretch(1)
        self.body.addWidget(self._slip)
        self.body.addSpacing(8)
        if self.next_key is not None:
            self.body.addWidget(self.next_key)

    def _connect(self) -> None:
        for edit in (self.name, self.phone):
            edit.installEventFilter(self)
            edit.textChanged.connect(self._show)
        self.days.chosen.connect(lambda _code: self._show())
        self.deposit_pad.changed.connect(self._show)
        self.deposit.chosen.connect(self._deposit)
        if self.next_key is not None:
            self.next_key.clicked.connect(self._ask)

    def _deposit(self, cents: str) -> None:
        self._pads.setCurrentIndex(DEPOSIT if cents != "0" else NAME)
        self.deposit_pad.put(int(cents))
        self.setFocus()
        self._show()

    def _show(self) -> None:
        cents = self.deposit_cents
        until = held_until(self._today, int(self.days.value))
        day = "/".join(reversed(until.split("-")))
        deposit = deposit_label(self._kind).lower()
        self._until.setText(_("until {day} · {deposit}?", day=day, deposit=deposit))
        self.deposit.choose(str(cents))
        self._slip.setText(what_happens(self._kind if cents else NONE))
        missing = self._missing(cents)
        if self.next_key is not None:
            self.next_key.setText(missing or self._words(cents))
        self.allow_next(not missing, "F12")

    def _missing(self, cents: int) -> str:
        if not initials(self.name.text()):
            return _("For whom?")
        if cents > self._total:
            return _("At most {amount}", amount=format_cents(self._total))
        if cents and not self.deposit_pad.way:
            return _("Paid how?")
        return ""

    def _words(self, cents: int) -> str:
        if not cents:
            return _("Hold (F8)")
        return _("Hold, take {amount}", amount=format_cents(cents))

    def _ask(self) -> None:
        pad = self.deposit_pad
        self.asked.emit(
            HoldAsked(
                int(self.days.value), self.name.text(), self.phone.text(), pad.cents, pad.payments
            )
        )  # fmt: skip


def _told(basket: Basket) -> str:
    things = ", ".join(line.label for line in basket.lines)
    return f"{format_cents(basket.total_cents)} · {things}"


def _field(words: str, name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setPlaceholderText(words)
    edit.setAccessibleName(words)
    edit.setObjectName(name)
    edit.setMinimumHeight(48)
    return edit
