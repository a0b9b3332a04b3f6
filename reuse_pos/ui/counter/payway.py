"""The middle of the payment once it has begun: ways in small, amount, number, notes, keypad."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from reuse_pos.domain.money import format_cents, short_cents
from reuse_pos.domain.payments import method
from reuse_pos.domain.wording import _
from reuse_pos.ui.counter.payfields import AmountField, NumberField, PickList
from reuse_pos.ui.counter.paying import Paying
from reuse_pos.ui.counter.payoffers import PayOffers
from reuse_pos.ui.counter.wayside import FIXED, WaySide, way_key
from reuse_pos.ui.widgets import EmptyState, Key, Keypad, Text

__all__ = ["AmountSide", "WaySide"]
FEW = 6


class AmountSide(QWidget):
    """``AmountSide()``: ways in small (``offer(offers)``), then what the chosen one asks.

    Signals ``chosen(str)``, ``picked(str link)``, ``typed(str)``, ``erased()``,
    ``noted(int cents)``, ``numbered(str)``, ``code(str)`` (a voucher's number typed), ``entered()``
    (Enter in the number), ``left_number()``, ``piled()``. ``to_number``: figures go to the number.
    """

    chosen = Signal(str)
    picked = Signal(str)
    typed = Signal(str)
    erased = Signal()
    noted = Signal(int)
    numbered = Signal(str)
    code = Signal(str)
    entered = Signal()
    piled = Signal()
    left_number = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.to_number = self._compact = False
        self._offers: PayOffers | None = None
        self._ways: dict[str, Key] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(10)
        self.field, self.number = AmountField(), NumberField()
        fields = QHBoxLayout()
        fields.setSpacing(10)
        fields.addWidget(self.field, 1)
        fields.addWidget(self.number, 1)
        self._say = Text("", "block").wrapped().named("payment_ask")
        self._sums: list[int] = [0, 0, 0, 0]
        self._notes = [Key("").sized(60).named(f"note_{n}").choosable() for n in range(4)]
        self._px = 20
        self._notes_row = QWidget()
        notes = self._row = QHBoxLayout(self._notes_row)
        notes.setContentsMargins(0, 0, 0, 0)
        notes.setSpacing(10)
        for number, key in enumerate(self._notes):
            key.setSizePolicy(QSizePolicy.Policy.Ignored, FIXED)
            key.clicked.connect(lambda _on=False, n=number: self.press_note(n))
            notes.addWidget(key, 3 if number else 4)
        self.keypad = Keypad()
        self.pile_key = Key(_("Add a\npayment"), "plus", place="above").typed(14, 28)
        self.pile_key.named("pile")
        self.keypad.add_side_key(self.pile_key)
        self.picks = PickList()
        self._none = EmptyState("hand-heart", "", "")
        self._stack = QStackedWidget()
        for page in (self.keypad, self.picks, self._none):
            self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addLayout(self._grid)
        whole.addWidget(self._say)
        whole.addLayout(fields)
        whole.addWidget(self._notes_row)
        whole.addWidget(self._stack, 1)
        self._connect()

    def offer(self, offers: PayOffers) -> None:
        """The ways this shop takes."""
        if offers == self._offers:
            return
        self._offers = offers
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()  # type: ignore[union-attr]
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._ways = {}
        few = len(offers.methods) <= FEW
        for number, one in enumerate(offers.methods):
            key = way_key(one, offers.title(one), 16, 32 if few else 24).choosable()
            key.named(f"small_{one.code}").sized(84 if few else 64)
            key.setSizePolicy(QSizePolicy.Policy.Ignored, FIXED)
            key.clicked.connect(lambda _on=False, code=one.code: self.chosen.emit(code))
            self._ways[one.code] = key
            self._grid.addWidget(key, number // 3, number % 3)

    def set_compact(self, compact: bool) -> None:
        """Smaller words under 1280 pixels."""
        self._compact = compact
        self._px = 16 if compact else 20
        for number in range(len(self._notes)):
            self._row.setStretch(number, 3 if number else (5 if compact else 3))
        for key in self._ways.values():
            key.typed(14 if compact else 16)

    def aim(self, paying: Paying) -> None:
        """A way was chosen: figures go to the number where one is needed, else to the amount."""
        self._number_now(paying.step == "scan" or paying.lacks_number)

    def press_note(self, number: int) -> None:
        """Hand over the sum of a note key."""
        if number < len(self._sums) and self._sums[number] > 0:
            self.noted.emit(self._sums[number])

    def show_paying(self, paying: Paying) -> None:
        """Show the payment under way."""
        for code, key in self._ways.items():
            key.setChecked(code == paying.chosen)
            key.setEnabled(paying.due > 0)
        step = paying.step
        cash = bool(paying.chosen) and method(paying.chosen).gives_change
        self._show_fields(paying, cash)
        self._show_notes(paying, cash)
        picks = paying.offers.picks(paying.chosen)
        if step == "pick" and picks:
            self.picks.offer(picks)
        self._stack.setCurrentIndex(0 if step != "pick" else 1 if picks else 2)
        if step == "pick" and not picks:
            self._none.say(*_nothing_to_pick(paying.chosen))
        self._show_pile(paying)

    def _show_fields(self, paying: Paying, cash: bool) -> None:
        step, numbered = paying.step, paying.numbered != "none"
        self._say.setText(_ask(paying))
        self._say.setVisible(step in ("pick", "scan", "way"))
        self.field.setVisible(step == "amount")
        self.field.amount.set_text(format_cents(paying.entry.value))
        self.field.amount.set_tone("ink2" if paying.entry.empty else "ink")
        self.field.set_narrow(numbered)
        name = paying.picked.name if paying.picked and not numbered else ""
        words = _("Received") if self._compact else _("Cash received")
        self.field.label.setText(name or (words if cash else _("Amount")))
        self.number.setVisible(step == "scan" or numbered)
        self.number.ask(_number_words(paying))
        self.number.put(paying.number)
        self.field.light(not self.to_number)
        self.number.light(self.to_number)

    def _show_notes(self, paying: Paying, cash: bool) -> None:
        at_notes = paying.step in ("amount", "way") and paying.due > 0
        self._notes_row.setVisible(at_notes)
        self._sums = (paying.notes + [0] * 4)[:4] if at_notes else [0] * 4
        if at_notes and paying.chosen and not cash:
            self._sums[0] = paying.most(paying.chosen)
        free = cash or not paying.chosen
        for number, (key, cents) in enumerate(zip(self._notes, self._sums, strict=True)):
            key.setVisible(cents > 0 and (free or number == 0))
            key.setText(format_cents(cents) if number == 0 else short_cents(cents))
            key.with_sub((_("exact") if free else _("all of it")) if number == 0 else "")
            key.typed(16 if number == 0 else self._px)
            key.setChecked(cents == paying.entry.value and cents > 0)

    def _show_pile(self, paying: Paying) -> None:
        if paying.step == "scan":
            self.pile_key.setText(_("Check it"))
            self.pile_key.setEnabled(bool(self.number.text.strip()))
            self.pile_key.set_kind("next" if self.pile_key.isEnabled() else "key")
            return
        self.pile_key.setText(_("Add a\npayment"))
        part = paying.current is not None and paying.rest > 0 and not paying.trouble
        part = part and not paying.lacks_number
        self.pile_key.setEnabled(part)
        self.pile_key.set_kind("next" if part else "key")

    def _connect(self) -> None:
        self.keypad.typed.connect(self._figure)
        self.keypad.erased.connect(self._erase)
        self.picks.chosen.connect(self.picked)
        self.pile_key.clicked.connect(self._pile)
        self.field.touched.connect(lambda: self._number_now(False))
        self.number.touched.connect(lambda: self._number_now(True))
        self.number.changed.connect(lambda: self.numbered.emit(self.number.text))
        self.number.entered.connect(self._enter)
        self.number.left.connect(lambda: self._number_now(False))

    def _number_now(self, on: bool) -> None:
        there = self.window().focusWidget() is self.number.edit
        if self.to_number == on and there == on:
            return
        self.to_number = on
        if on:
            self.number.edit.setFocus()
        elif there:
            self.left_number.emit()
        self.field.light(not on)
        self.number.light(on)

    def _figure(self, figure: str) -> None:
        if self.to_number and self.number.isVisibleTo(self):
            self.number.push(figure)
        else:
            self.typed.emit(figure)

    def _erase(self) -> None:
        if self.to_number and self.number.isVisibleTo(self):
            self.number.erase()
        else:
            self.erased.emit()

    def _pile(self) -> None:
        if self._stack.currentIndex() == 0 and not self.field.isVisibleTo(self):
            self.code.emit(self.number.text.strip())
        else:
            self.piled.emit()

    def _enter(self) -> None:
        if self.pile_key.isEnabled():
            self.pile_key.click()
        else:
            self.entered.emit()


def _ask(paying: Paying) -> str:
    if paying.step == "scan":
        return _("Scan the voucher, or type its number")
    if paying.step == "pick":
        return _("Whose account?") if paying.chosen == "TAB" else _("Which voucher?")
    return _("How is the rest paid?")


def _number_words(paying: Paying) -> str:
    if paying.step == "scan":
        return _("Number of the voucher")
    if paying.chosen == "CHEQUE":
        return _("Number of the cheque")
    if paying.numbered == "optional":
        return _("Its number, if any")
    return _("Its number")


def _nothing_to_pick(code: str) -> tuple[str, str]:
    if code == "TAB":
        return _("No account is open"), _("The manager opens accounts in the settings.")
    return _("No kind of voucher is set up"), _("The manager adds them in the settings.")
