"""The middle of the payment: big tiles of the ways to pay, then notes and keypad."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.money import format_cents, short_cents
from reuse_pos.domain.payments import METHODS, PaymentMethod, method
from reuse_pos.domain.wording import _
from reuse_pos.ui.counter.paying import Paying
from reuse_pos.ui.tokens import COMPACT_UNDER
from reuse_pos.ui.widgets import Amount, Card, Key, Keypad, Text, row

EXPAND = QSizePolicy.Policy.Expanding


def _way_key(one: PaymentMethod, px: int, icon_px: int) -> Key:
    key = Key(_(one.title), one.icon, hint=one.hotkey, place="above").hint_in_corner()
    key.typed(px, icon_px).named(f"way_{one.code}")
    return key


class WaySide(QWidget):
    """``WaySide()``: the ways to pay as big tiles; signals ``chosen(str code)``, ``exact()``."""

    chosen = Signal(str)
    exact = Signal()

    def __init__(self) -> None:
        super().__init__()
        title = Text(_("How does the person pay?"), "title").wrapped()
        grid = QGridLayout()
        grid.setSpacing(12)
        across = 1 if len(METHODS) <= 2 else 2
        for number, one in enumerate(METHODS):
            key = _way_key(one, 20, 56).with_icon(one.icon, "duotone", "blue").sized(120)
            if across == 1:
                key.typed(26, 72)
            key.setSizePolicy(EXPAND, EXPAND)
            key.clicked.connect(lambda _on=False, code=one.code: self.chosen.emit(code))
            grid.addWidget(key, number // across, number % across)
        self._exact = Key(_("Cash, exact"), "money", hint="F11").typed(19, 26).sized(88)
        self._exact.named("exact_cash").setSizePolicy(EXPAND, QSizePolicy.Policy.Fixed)
        self._exact.clicked.connect(self.exact)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2, 0, 0)
        whole.setSpacing(14)
        whole.addWidget(title)
        whole.addLayout(grid, 1)
        whole.addWidget(self._exact)

    def set_due(self, cents: int) -> None:
        """Say what exact cash would be."""
        self._exact.with_sub(_("{amount} and the sale is finished", amount=format_cents(cents)))


class AmountSide(QWidget):
    """``AmountSide()``: ways in small, the amount, likely notes, the keypad.

    Signals ``chosen(str)``, ``typed(str)``, ``erased()``, ``noted(int cents)``, ``piled()``.
    """

    chosen = Signal(str)
    typed = Signal(str)
    erased = Signal()
    noted = Signal(int)
    piled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ways = {one.code: _way_key(one, 16, 32).choosable() for one in METHODS}
        ways = QGridLayout()
        ways.setSpacing(10)
        for number, (code, key) in enumerate(self._ways.items()):
            key.named(f"small_{code}").sized(84).setSizePolicy(EXPAND, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self.chosen.emit(code))
            ways.addWidget(key, number // 3, number % 3)
        self._label = Text("", "muted").named("amount_label").eliding()
        self._amount = Amount("", 36)
        self._amount.setObjectName("amount_typed")
        field = Card(kind="field")
        field.setProperty("lit", True)
        field.setFixedHeight(72)
        field.body.setContentsMargins(16, 0, 16, 0)
        field.body.addLayout(row(self._label, self._amount))
        self._sums: list[int] = [0, 0, 0, 0]
        self._notes = [Key("").sized(60).named(f"note_{n}").choosable() for n in range(4)]
        self._px = 20
        notes = self._row = QHBoxLayout()
        notes.setSpacing(10)
        for number, key in enumerate(self._notes):
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, n=number: self.noted.emit(self._sums[n]))
            notes.addWidget(key, 3 if number else 4)
        self.keypad = Keypad()
        self.pile_key = Key(_("Add a\npayment"), "plus", place="above").typed(14, 28)
        self.pile_key.named("pile")
        self.keypad.add_side_key(self.pile_key)
        self.keypad.typed.connect(self.typed)
        self.keypad.erased.connect(self.erased)
        self.pile_key.clicked.connect(self.piled)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(ways)
        whole.addWidget(field)
        whole.addLayout(notes)
        whole.addWidget(self.keypad, 1)

    def set_compact(self, compact: bool) -> None:
        """Smaller words under 1280 pixels."""
        self._px = 16 if compact else 20
        for number in range(len(self._notes)):
            self._row.setStretch(number, 3 if number else (5 if compact else 3))

    def show_paying(self, paying: Paying) -> None:
        """Show the payment under way."""
        for code, key in self._ways.items():
            key.setChecked(code == paying.chosen)
            key.setEnabled(paying.due > 0)
        self._amount.set_text(format_cents(paying.entry.value))
        self._amount.setVisible(bool(paying.chosen))
        self._amount.set_tone("ink2" if paying.entry.empty else "ink")
        cash = bool(paying.chosen) and method(paying.chosen).gives_change
        self._label.setText(self._words(paying, cash))
        self._sums = (paying.notes + [0] * 4)[:4] if paying.chosen else [0] * 4
        for number, (key, cents) in enumerate(zip(self._notes, self._sums, strict=True)):
            fits = cents > 0 and (cash or number == 0)
            key.setVisible(fits)
            key.setText(format_cents(cents) if number == 0 else short_cents(cents))
            key.with_sub((_("exact") if cash else _("all of it")) if number == 0 else "")
            key.typed(16 if number == 0 else self._px)
            key.setChecked(cents == paying.entry.value and cents > 0)
        self.keypad.setEnabled(bool(paying.chosen))
        part = paying.current is not None and paying.rest > 0 and not paying.trouble
        self.pile_key.setEnabled(part)
        self.pile_key.set_kind("next" if part else "key")

    def _words(self, paying: Paying, cash: bool) -> str:
        if not paying.chosen:
            return _("How is the rest paid?")
        if self.window().width() < COMPACT_UNDER:
            return _("Received") if cash else _("Amount")
        return _("Cash received") if cash else _("Amount of the card")
