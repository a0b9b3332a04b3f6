"""An amount or a weight typed under the fingers: a read-out above a keypad."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.entry import Entry
from reuse_pos.ui.widgets import Amount, Card, Key, Keypad, Text


class AmountPad(QWidget):
    """``AmountPad(label, show, decimals=2)``: a read-out above a keypad; signal ``changed()``.

    ``show(value)`` writes cents or grams; ``value``, ``empty``, ``put(value)``, ``clear()``.
    """

    changed = Signal()

    def __init__(
        self, label: str, show: Callable[[int], str], decimals: int = 2, px: int = 36
    ) -> None:
        super().__init__()
        self._show = show
        self.entry = Entry(decimals, 4 if decimals == 3 else 5)
        self.figure = Amount("", px)
        self.figure.setObjectName("typed_amount")
        self.keypad = Keypad()
        clear = Key(_("Clear\nall"), "x", place="above").typed(14, 28).named("pad_clear")
        clear.clicked.connect(self.clear)
        self.keypad.add_side_key(clear)
        self.keypad.typed.connect(self._typed)
        self.keypad.erased.connect(self._erased)
        field = Card(kind="field")
        field.body.setContentsMargins(16, 0, 16, 0)
        line = QHBoxLayout()
        line.addWidget(Text(label, "muted"))
        line.addStretch(1)
        line.addWidget(self.figure)
        field.body.addLayout(line)
        field.setProperty("lit", True)
        field.setFixedHeight(72)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(field)
        layout.addWidget(self.keypad, 1)
        self._tell()

    @property
    def value(self) -> int:
        """Cents or grams typed."""
        return self.entry.value

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return self.entry.empty

    def put(self, value: int) -> None:
        """Show a value as if typed; the next figure replaces it."""
        self.entry.put(value)
        self._tell()

    def clear(self) -> None:
        """Forget what was typed."""
        self.entry.clear()
        self._tell()

    def _typed(self, figure: str) -> None:
        self.entry.push(figure)
        self._tell()

    def _erased(self) -> None:
        self.entry.erase()
        self._tell()

    def _tell(self) -> None:
        self.figure.set_text(self._show(self.entry.value))
        self.figure.set_tone("ink2" if self.entry.empty else "ink")
        self.changed.emit()
