"""The opening of the payment: the ways to pay as big tiles, and cash at once below them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.money import format_cents, short_cents
from reuse_pos.domain.payments import PaymentMethod
from reuse_pos.domain.wording import _
from reuse_pos.ui.counter.paying import Paying
from reuse_pos.ui.counter.payoffers import PayOffers
from reuse_pos.ui.widgets import Key, Text

EXPAND, FIXED = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed
ROUND_NOTES = 3


def way_key(one: PaymentMethod, title: str, px: int, icon_px: int) -> Key:
    """The key of a way to pay, its letter in the corner."""
    key = Key(title, one.icon, hint=one.hotkey, place="above").hint_in_corner()
    return key.typed(px, icon_px)


class WaySide(QWidget):
    """``WaySide()``: the ways to pay as big tiles (``offer(offers)``), exact cash and the likely
    notes below (``show_paying(paying)``).

    ``more`` is a key for the ways left out of a first, short list.

    Signals ``chosen(str code)``, ``exact()``, ``noted(int cents)``; ``press_note(number)`` is F1,
    F2, F3.
    """

    chosen = Signal(str)
    exact = Signal()
    noted = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._offers: PayOffers | None = None
        self._compact = False
        self._sums: list[int] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._exact = Key(_("Cash, exact"), "money", hint="F11").typed(19, 26).sized(72)
        self._exact.named("exact_cash").setSizePolicy(EXPAND, FIXED)
        self._exact.clicked.connect(self.exact)
        self._notes = [self._note_key(number) for number in range(ROUND_NOTES)]
        self._given = Text(_("Or a note:"), "muted")
        notes = QHBoxLayout()
        notes.setSpacing(10)
        notes.addWidget(self._given)
        for key in self._notes:
            notes.addWidget(key, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(Text(_("How does the person pay?"), "title").wrapped())
        whole.addLayout(self._grid, 1)
        self.more = Key(_("Another way to pay"), "dots-three").plain().named("more_ways")
        self.more.setSizePolicy(EXPAND, FIXED)
        self.more.hide()
        whole.addWidget(self._exact)
        whole.addLayout(notes)
        whole.addWidget(self.more)

    def offer(self, offers: PayOffers) -> None:
        """The ways this shop takes, in its order."""
        if offers == self._offers:
            return
        self._offers = offers
        while self._grid.count():
            widget = self._grid.takeAt(0).widget()  # type: ignore[union-attr]
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        many = len(offers.methods)
        across = 1 if many <= 2 else 2 if many <= 6 else 3
        for number, one in enumerate(offers.methods):
            px, icon_px = {1: (26, 72), 2: (20, 56), 3: (17, 46)}[across]
            key = way_key(one, offers.title(one), px, icon_px).named(f"way_{one.code}")
            key.with_icon(one.icon, "duotone", "blue").sized(96)
            key.setSizePolicy(QSizePolicy.Policy.Ignored, EXPAND)
            key.clicked.connect(lambda _on=False, code=one.code: self.chosen.emit(code))
            self._grid.addWidget(key, number // across, number % across)
        for x in range(3):
            self._grid.setColumnStretch(x, 1 if x < across else 0)

    def set_compact(self, compact: bool) -> None:
        """No word before the notes, and no function keys, under 1280 pixels."""
        self._compact = compact
        self._given.setVisible(not compact)

    def show_paying(self, paying: Paying) -> None:
        """Say what exact cash would be, and which notes may be handed over."""
        amount = format_cents(paying.due)
        self._exact.with_sub(_("{amount} and the sale is finished", amount=amount))
        self._sums = paying.notes[1:]
        for number, key in enumerate(self._notes):
            shown = number < len(self._sums)
            key.setVisible(shown)
            if shown:
                key.setText(short_cents(self._sums[number]))
                key.set_hint("" if self._compact else f"F{number + 1}")

    def press_note(self, number: int) -> None:
        """F1, F2, F3: the note of that rank."""
        if number <= len(self._sums):
            self.noted.emit(self._sums[number - 1])

    def _note_key(self, number: int) -> Key:
        key = Key("").typed(18).sized(60).named(f"open_note_{number}")
        key.setSizePolicy(QSizePolicy.Policy.Ignored, FIXED)
        key.clicked.connect(lambda: self.press_note(number + 1))
        return key
