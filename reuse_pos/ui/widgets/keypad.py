"""Figures under the fingers: amounts at the payment, secret codes at the sign-in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets.key import Key

ERASE = "erase"
_AMOUNT = (("7", "8", "9"), ("4", "5", "6"), ("1", "2", "3"), ("0", "00", ","))
_SECRET = (("1", "2", "3"), ("4", "5", "6"), ("7", "8", "9"), ("", "0", ERASE))


class Keypad(QWidget):
    """``Keypad(secret=False, parent=None)``, signals ``typed(str)`` and ``erased()``.

    ``typed`` carries "0"…"9", "00" or ","; ``erased`` means the last one goes away. The amount pad
    has a tall "Corriger" key; ``add_side_key(key)`` puts another tall key under it. The secret pad
    has 1 2 3 on top and a free corner: ``set_corner(key)``. ``take(event)`` lets a screen send it a
    QKeyEvent: True if it was a figure. Children are named ``pad_0`` … ``pad_comma``, ``pad_erase``.
    """

    typed = Signal(str)
    erased = Signal()

    def __init__(self, secret: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._secret = secret
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12 if secret else 10)
        for y, line in enumerate(_SECRET if secret else _AMOUNT):
            for x, figure in enumerate(line):
                if figure == ERASE:
                    self._put(self._erase_key(), y, x)
                elif figure:
                    self._put(self._figure(figure), y, x)
        if not secret:
            tall = self._erase_key(_("Correct")).typed(14, 28)
            self._put(tall, 0, 3, 2)
        for x in range(3 if secret else 4):
            self._grid.setColumnStretch(x, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def add_side_key(self, key: Key) -> None:
        """Put a tall key under "Corriger" on the amount pad."""
        self._put(key, 2, 3, 2)

    def set_corner(self, key: Key) -> None:
        """Put a key in the free corner of the secret pad."""
        self._put(key.sized(76), 3, 0)

    def take(self, event: QKeyEvent) -> bool:
        """Treat a keyboard key as a touch; False if it is none of the pad's."""
        text = event.text()
        if text and text in "0123456789":
            self.typed.emit(text)
        elif text in (",", ".") and text and not self._secret:
            self.typed.emit(",")
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.erased.emit()
        else:
            return False
        return True

    def _figure(self, figure: str) -> Key:
        size, weight = (28, 700) if self._secret else (26, 700)
        key = Key(figure).typed(size, 0, weight).sized(76 if self._secret else 72)
        key.named(f"pad_{'comma' if figure == ',' else figure}")
        key.spoken(_("comma") if figure == "," else figure)
        key.clicked.connect(lambda: self.typed.emit(figure))
        return key

    def _erase_key(self, text: str = "") -> Key:
        key = Key(text, "backspace", place="above").typed(14, 32).named("pad_erase").sized(76)
        key.spoken(_("Erase the last figure"))
        key.clicked.connect(self.erased)
        return key

    def _put(self, key: Key, y: int, x: int, rows: int = 1) -> None:
        key.stretching()
        self._grid.addWidget(key, y, x, rows, 1)
