"""A payment entered under the wrong key, put right in one gesture while its Z is not made."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import Payment, method
from reuse_pos.domain.wording import _
from reuse_pos.services.corrections import CORRECTABLE, CORRECTION_REASONS, Correctable
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.counter.payoffers import PayOffers
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.widgets import Key, Text, column


class CorrectPanel(SidePanel):
    """``CorrectPanel(found, offers)``: signal ``corrected(list[Payment], str reason)``.

    Which part was wrong (one: chosen already), how it was really paid, why.
    """

    corrected = Signal(object, str)

    def __init__(self, found: Correctable, offers: PayOffers) -> None:
        super().__init__(
            _("Correct"), _("Payment of ticket {n}", n=found.ticket_no), "swap", "neutral"
        )
        self._found = found
        names = {one.code: offers.title(one) for one in offers.methods}
        told = [
            f"{names.get(one.method, _(method(one.method).title))} {format_cents(one.cents)}"
            for one in found.parts
        ]
        icons = [method(one.method).icon for one in found.parts]
        numbers = [str(n) for n in range(len(told))]
        parts = list(zip(numbers, told, icons, strict=True))
        self.parts = Choices(parts, 1, gap=8).sized(52, 26, "duotone")
        if len(found.parts) == 1:
            self.parts.choose("0")
        ways = [one for one in offers.methods if one.code in CORRECTABLE]
        self.ways = Choices(
            [(one.code, names[one.code], one.icon) for one in ways], 2, gap=8
        ).sized(60, 26, "duotone", 15)
        self.number = self._field()
        self.reasons = Choices(
            [(code, _(words), "") for code, words in CORRECTION_REASONS.items()], 1, gap=8
        ).sized(52, px=15)
        self.reasons.choose("METHOD")
        for number, code in enumerate(CORRECTION_REASONS, 1):
            self.reasons.key(code).set_hint(f"F{number}")
        for figure in numbers if len(numbers) > 1 else ():
            self.parts.key(figure).set_hint(str(int(figure) + 1))
        self._letters = {one.hotkey: one.code for one in ways}
        for letter, code in self._letters.items():
            self.ways.key(code).set_hint(letter)
        put = Key(_("Correct the payment"), "check", "next", hint="F12").typed(22, 28).sized(76)
        put.named("correct_go").setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
        )
        put.clicked.connect(lambda: self.corrected.emit(self.payments, self.reasons.value))
        self.next_key = put
        self._build(put)
        for choice in (self.parts, self.ways, self.reasons):
            choice.chosen.connect(lambda _code: self._show())
        self.number.textChanged.connect(lambda _text: self._show())
        self._show()

    def press_function(self, number: int) -> bool:
        """F1, F2: the reasons, in order."""
        codes = list(CORRECTION_REASONS)
        if number <= len(codes):
            self.reasons.key(codes[number - 1]).click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure chooses what was entered, a letter how it was really paid."""
        text = event.text().upper()
        if text in self._letters:
            self.ways.key(self._letters[text]).click()
            if self._numbered:
                self.number.setFocus()
        elif text.isdigit() and 0 < int(text) <= len(self._found.parts):
            self.parts.key(str(int(text) - 1)).click()
        else:
            super().keyPressEvent(event)

    @property
    def payments(self) -> list[Payment]:
        """How the ticket was really paid: one part changed, the others as they were."""
        paid = []
        for n, one in enumerate(self._found.parts):
            if str(n) == self.parts.value:
                number = self.number.text().strip() if self._numbered else ""
                paid.append(Payment(self.ways.value, one.cents, number or None))
            else:
                paid.append(Payment(one.method, one.cents, one.ref or None))
        return paid

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter in the number presses the yellow key."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self.press_next()
            if event.key() == Qt.Key.Key_Escape:
                self.setFocus()
                return True
        return False

    @property
    def _numbered(self) -> bool:
        return bool(self.ways.value) and method(self.ways.value).number == "required"

    def _field(self) -> QLineEdit:
        field = QLineEdit()
        field.setObjectName("correct_number")
        field.setMaxLength(30)
        field.setPlaceholderText(_("Number of the cheque"))
        field.setAccessibleName(_("Number of the cheque"))
        field.installEventFilter(self)
        return field

    def _build(self, put: Key) -> None:
        left = column(
            Text(_("What was entered?"), "block").wrapped(), self.parts, 8,
            Text(_("Why?"), "block"), self.reasons, None, spacing=8,
        )  # fmt: skip
        really = Text(_("How was it really paid?"), "block").wrapped()
        right = column(really, self.ways, self.number, None, spacing=8)
        both = QHBoxLayout()
        both.setSpacing(18)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        self.body.addSpacing(14)
        self.body.addLayout(both, 1)
        self.body.addSpacing(10)
        self.body.addWidget(put)

    def _show(self) -> None:
        self.number.setVisible(self._numbered)
        part = self.parts.value
        same = bool(part) and self._found.parts[int(part)].method == self.ways.value
        lacks = self._numbered and not self.number.text().strip()
        ready = bool(part and self.ways.value) and not same and not lacks
        self.allow_next(ready, "F12")
        if self.next_key is None:
            return
        if not part:
            self.next_key.with_sub(_("touch what was entered"))
        elif not self.ways.value or same:
            self.next_key.with_sub(_("touch how it was really paid"))
        else:
            self.next_key.with_sub(_("type its number") if lacks else "")
