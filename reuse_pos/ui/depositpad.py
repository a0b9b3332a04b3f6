"""A deposit in figures and how it is paid, for things held and for work ordered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.hold import deposit_label
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import Payment, PaymentMethod
from reuse_pos.domain.wording import _
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.entry import Entry
from reuse_pos.ui.widgets import Amount, Card, Key, Text, row


class DepositPad(QWidget):
    """``DepositPad(kind, methods)``: ``cents``, ``way`` and ``payments``; signal ``changed()``.

    ``kind`` is what the shop calls a deposit (setting ``hold.deposit_kind``); of ``methods`` those
    that may pay a deposit are offered. ``put(cents)`` shows an amount that the next figure typed
    replaces, ``take(event)`` treats a keyboard key as a touch.
    """

    changed = Signal()

    def __init__(self, kind: str, methods: Sequence[PaymentMethod]) -> None:
        super().__init__()
        ways = [one for one in methods if "deposit" not in one.refused_kinds]
        ways = [one for one in ways if one.number != "required"]
        self.method = Choices(
            [(one.code, _(one.title), one.icon) for one in ways], min(len(ways), 2), gap=8
        ).sized(52, 22, "duotone")
        self.method.choose(ways[0].code if len(ways) == 1 else "")
        self.method.chosen.connect(lambda _code: self.changed.emit())
        self._entry = Entry()
        self._figure = Amount("", 30)
        self._figure.setObjectName("typed_amount")
        field = Card(kind="field")
        field.body.setContentsMargins(14, 0, 14, 0)
        line = row(Text(deposit_label(kind), "muted"))
        line.addWidget(self._figure, 1)
        field.body.addLayout(line)
        field.setFixedHeight(48)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(field)
        layout.addLayout(self._figures())
        layout.addWidget(self.method)
        layout.addStretch(1)
        self.put(0)

    @property
    def cents(self) -> int:
        """The deposit chosen or typed, in cents."""
        return self._entry.value

    @property
    def way(self) -> str:
        """How it is paid; "" until that is known."""
        return self.method.value

    @property
    def payments(self) -> tuple[Payment, ...]:
        """The payment of the deposit, to the cent; none without a deposit."""
        return (Payment(self.way, self.cents),) if self.cents else ()

    def put(self, cents: int) -> None:
        """Show an amount that was chosen."""
        self._entry.put(cents)
        self._tell()

    def take(self, event: QKeyEvent) -> bool:
        """Treat a keyboard key as a touch; False if it is none of the pad's."""
        text = event.text()
        if len(text) == 1 and text in "0123456789,":
            self._typed(text)
        elif event.key() == Qt.Key.Key_Backspace:
            self._erased()
        else:
            return False
        return True

    def _figures(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        for n, sign in enumerate("1234567890"):
            key = Key(sign).typed(20, 24).sized(48).named(f"figure_{sign}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, sign=sign: self._typed(sign))
            grid.addWidget(key, n // 5, n % 5)
        erase = Key(icon="backspace").typed(20, 26).sized(48).named("figure_erase")
        erase.spoken(_("Erase the last figure"))
        erase.clicked.connect(self._erased)
        grid.addWidget(erase, 0, 5)
        comma = Key(",").typed(20, 24).sized(48).named("figure_comma")
        comma.clicked.connect(lambda: self._typed(","))
        grid.addWidget(comma, 1, 5)
        return grid

    def _typed(self, sign: str) -> None:
        self._entry.push(sign)
        self._tell()

    def _erased(self) -> None:
        self._entry.erase()
        self._tell()

    def _tell(self) -> None:
        self._figure.set_text(format_cents(self.cents))
        self.changed.emit()
