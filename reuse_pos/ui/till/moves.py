"""Money put into the drawer or taken out of it, with its reason: safe, expense, change brought."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import N_, _
from reuse_pos.ui.widgets import Amount, Card, Key, Keypad, Panel, Text

MOST_CENTS = 2_000_000


@dataclass(frozen=True)
class MoveKind:
    """One way money moves: its code, whether it goes in (+1) or out (−1), words and reasons."""

    code: str
    sign: int
    words: str
    icon: str
    reasons: tuple[str, ...]


KINDS = (
    MoveKind("DEPOSIT", -1, N_("Put in the safe"), "lock", (N_("Too much money in the drawer"),
             N_("End of the day"))),
    MoveKind("EXPENSE", -1, N_("Expense"), "receipt", (N_("Small supplies"), N_("Postage"),
             N_("Petrol"))),
    MoveKind("FLOAT_IN", 1, N_("Change brought"), "coins", (N_("Not enough coins"),
             N_("Float completed"))),
)  # fmt: skip


class MovePanel(Panel):
    """``MovePanel()``: signals ``asked(str kind, int cents, str reason)`` (cents below zero go
    out) and ``closed()``. ``say(sentence)`` shows a refusal."""

    asked = Signal(str, int, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.setObjectName("move_panel")
        self._kind, self._figures, self._reason = KINDS[0], "", ""
        self.kinds: dict[str, Key] = {}
        self._reasons: list[Key] = []
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(14)
        layout.addLayout(self._left(), 1)
        layout.addWidget(self._right(), 1)
        self.choose(KINDS[0])

    def _left(self) -> QVBoxLayout:
        """Which way the money moves, and why."""
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(Text(_("Money put in or taken out"), "h1"))
        for kind in KINDS:
            key = Key(_(kind.words), kind.icon).typed(18, 26).sized(64).choosable()
            key.named(f"move_{kind.code}")
            key.clicked.connect(lambda _on=False, one=kind: self.choose(one))
            self.kinds[kind.code] = key
            left.addWidget(key)
        left.addSpacing(6)
        left.addWidget(Text(_("Why?"), "block"))
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        left.addLayout(self._grid)
        self.other = QLineEdit()
        self.other.setObjectName("move_reason")
        self.other.setPlaceholderText(_("Another reason"))
        self.other.setAccessibleName(_("Another reason"))
        self.other.setMaxLength(80)
        self.other.textChanged.connect(lambda _text: self._because(""))
        left.addWidget(self.other)
        left.addStretch(1)
        self.close_key = Key(_("Back"), "arrow-left", "key", _("Esc")).sized(64)
        self.close_key.named("move_close").clicked.connect(self.closed)
        left.addWidget(self.close_key)
        return left

    def _right(self) -> Card:
        """How much, and the key that writes it."""
        card = Card()
        card.body.addWidget(Text(_("Amount"), "block"))
        self.amount = Amount("", 44, "ink", "right", 800)
        self.amount.setObjectName("move_amount")
        self.pad = Keypad()
        self.pad.typed.connect(self._type)
        self.pad.erased.connect(self._erase)
        self._wrong = Text("", "body", "plum").wrapped()
        self.note = Key(_("Write it down"), "check", "next", "F12").typed(20, 26).sized(76)
        self.note.named("move_note").clicked.connect(self.ask)
        for widget in (self.amount, self.pad, self._wrong, self.note):
            card.body.addWidget(widget)
        return card

    def begin(self) -> None:
        """Empty, ready for a new movement."""
        self._figures = ""
        self.other.clear()
        self._wrong.clear()
        self.choose(KINDS[0])
        self.setFocus()

    def choose(self, kind: MoveKind) -> None:
        """Money moves this way."""
        self._kind, self._reason = kind, ""
        for code, key in self.kinds.items():
            key.setChecked(code == kind.code)
        for old in self._reasons:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._reasons = []
        for number, words in enumerate(kind.reasons):
            reason = _(words)
            key = Key(reason).choosable().sized(48).named(f"because_{number}")
            key.clicked.connect(lambda _on=False, one=reason: self._because(one))
            self._reasons.append(key)
            self._grid.addWidget(key, number // 2, number % 2)
        self._show()

    def ask(self) -> None:
        """Have the movement written in the journal."""
        if self.note.isEnabled():
            self.asked.emit(self._kind.code, self._kind.sign * self._cents(), self._why())

    def say(self, sentence: str) -> None:
        """Show why it was refused."""
        self._wrong.setText(sentence)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures typed on the keyboard go to the amount."""
        if not self.pad.take(event):
            super().keyPressEvent(event)

    def _because(self, reason: str) -> None:
        self._reason = reason
        if reason:
            self.other.blockSignals(True)
            self.other.clear()
            self.other.blockSignals(False)
        self._show()

    def _why(self) -> str:
        return self._reason or self.other.text().strip()

    def _type(self, figure: str) -> None:
        euros, comma, rest = (self._figures + figure).partition(",")
        if len(rest) <= 2 and "," not in rest and len(euros) <= 5:
            self._figures = f"{euros or '0'}{comma}{rest}"
        self._show()

    def _erase(self) -> None:
        self._figures = self._figures[:-1]
        self._show()

    def _cents(self) -> int:
        euros, _comma, rest = self._figures.partition(",")
        return int(euros or 0) * 100 + int(rest.ljust(2, "0") or 0)

    def _show(self) -> None:
        cents = self._cents()
        self.amount.set_text(format_cents(self._kind.sign * cents))
        for key in self._reasons:
            key.setChecked(key.text() == self._reason)
        self.note.setEnabled(0 < cents <= MOST_CENTS and bool(self._why()))
        self._wrong.clear()
