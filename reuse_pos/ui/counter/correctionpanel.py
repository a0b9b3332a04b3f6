"""A payment put right before the Z: what was paid, touch what it should have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import Payment, method
from reuse_pos.domain.refund import PaidPart
from reuse_pos.domain.wording import _
from reuse_pos.services.corrections import CORRECTABLE, CORRECTION_REASONS, Correctable
from reuse_pos.ui.counter.choices import Choices
from reuse_pos.ui.counter.payoffers import PayOffers, number_rule
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.widgets import Key, Text, row


class CorrectionPanel(SidePanel):
    """``CorrectionPanel(found, offers)``: signal ``corrected(object payments, str reason)`` with
    the payments that take the place of ``found.parts``.

    One part is chosen at once; of several, the one touched changes its way. A cheque asks its
    number.
    """

    corrected = Signal(object, str)

    def __init__(self, found: Correctable, offers: PayOffers) -> None:
        super().__init__(
            _("Correct the payment of ticket {n}", n=found.ticket_no),
            _("Before the Z only: the journal keeps both"), "arrows-clockwise", "jouets",
        )  # fmt: skip
        self._offers = offers
        self._now = [Payment(part.method, part.cents, part.ref or None) for part in found.parts]
        self._wanted = list(self._now)
        self._at = 0
        able = [one for one in offers.methods if one.code in CORRECTABLE]
        self.parts = Choices([(str(n), self._told(one), self._icon(one.method))
                              for n, one in enumerate(self._now)], 1, gap=8)  # fmt: skip
        self.parts.sized(60, 28, "duotone", 19)
        self.ways = Choices([(one.code, offers.title(one), one.icon) for one in able], 2, gap=8)
        self.ways.sized(72, 30, "duotone", 18)
        self.reasons = Choices(
            [(code, _(words), "") for code, words in CORRECTION_REASONS.items()], gap=8
        )
        self.reasons.sized(52)
        self.reasons.choose("METHOD")
        self.number = QLineEdit()
        self.number.setObjectName("correction_number")
        self.number.setMinimumHeight(52)
        self.number.setMaxLength(30)
        self.number.setPlaceholderText(_("Number on the cheque"))
        self.number.setAccessibleName(_("Number on the cheque"))
        self._kept = Text(self._kept_words(found.kept), "note").wrapped()
        self._kept.setVisible(bool(found.kept))
        self.next_key = Key("", "check", "next", hint="F12").typed(22, 28).sized(76)
        self.next_key.named("correction_go")
        self.next_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.next_key.clicked.connect(lambda: self.corrected.emit(self.payments, self.reason))
        self._lay_out(QWidget())
        self.parts.chosen.connect(lambda code: self._choose(int(code)))
        self.ways.chosen.connect(self._change)
        self.number.textChanged.connect(self._numbered)
        self._choose(0)

    @property
    def payments(self) -> tuple[Payment, ...]:
        """What the ticket should say it was paid with."""
        return tuple(self._wanted)

    @property
    def reason(self) -> str:
        """Why it is put right."""
        return self.reasons.value

    def _lay_out(self, room: QWidget) -> None:
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Text(_("Paid now"), "block"))
        column.addWidget(self.parts)
        column.addWidget(self._kept)
        column.addSpacing(6)
        column.addWidget(Text(_("It should have been"), "block"))
        column.addWidget(self.ways)
        column.addWidget(self.number)
        column.addSpacing(6)
        column.addWidget(Text(_("Why?"), "block"))
        column.addWidget(self.reasons)
        column.addStretch(1)
        self.body.addSpacing(16)
        self.body.addWidget(room, 1)
        self.body.addSpacing(14)
        self.body.addLayout(row(self.next_key))

    def _choose(self, at: int) -> None:
        self._at = at
        self.parts.choose(str(at))
        self.ways.choose(self._wanted[at].method)
        self._show()

    def _change(self, code: str) -> None:
        old = self._now[self._at]
        ref = old.ref if code == old.method else None
        self._wanted[self._at] = replace(self._wanted[self._at], method=code, ref=ref)
        self.number.setText(ref or "")
        self._show()
        if self._rule(code) == "required" and not ref:
            self.number.setFocus()

    def _numbered(self, text: str) -> None:
        one = self._wanted[self._at]
        if self._rule(one.method) != "none":
            self._wanted[self._at] = replace(one, ref=text.strip() or None)
        self._show()

    def _rule(self, code: str) -> str:
        found = next((one for one in self._offers.methods if one.code == code), None)
        return "none" if found is None else number_rule(found, None)

    def _show(self) -> None:
        self.number.setVisible(self._rule(self._wanted[self._at].method) == "required")
        missing = any(self._rule(one.method) == "required" and not one.ref
                      for one in self._wanted)  # fmt: skip
        same = self._wanted == self._now
        self.allow_next(not same and not missing, "F12")
        if self.next_key is None:
            return
        if same:
            self.next_key.setText(_("Touch what it should have been"))
        elif missing:
            self.next_key.setText(_("Type the number on the cheque"))
        else:
            changed = next(one for one, old in zip(self._wanted, self._now, strict=True)
                           if one != old)  # fmt: skip
            self.next_key.setText(_("Correct: {words}", words=self._told(changed).lower()))

    def _told(self, one: Payment) -> str:
        return f"{self._title(one.method)} {format_cents(one.amount_cents)}"

    def _title(self, code: str) -> str:
        return self._offers.title(method(code))

    def _icon(self, code: str) -> str:
        return method(code).icon

    def _kept_words(self, kept: Sequence[PaidPart]) -> str:
        parts = ", ".join(
            f"{self._title(one.method).lower()} {format_cents(one.cents)}" for one in kept
        )
        return _("Stays as it is: {parts}", parts=parts)
