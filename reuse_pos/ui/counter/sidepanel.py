"""What takes the place of the price keys for a moment: a framed panel that Escape closes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.counter.entry import Entry
from reuse_pos.ui.widgets import Amount, Badge, Card, Key, Keypad, Text


class SidePanel(Card):
    """``SidePanel(title, sub, icon, family)``: head with a close key; put things in ``.body``.

    Signal ``closed()``. ``next_key`` is the panel's yellow key, if any: F12 and Enter press it.
    ``pad`` is its keypad: figures typed on the keyboard go there.
    """

    closed = Signal()

    def __init__(self, title: str, sub: str, icon: str, family: str = "a_trier") -> None:
        super().__init__(kind="chosen")
        self.next_key: Key | None = None
        self.pad: Keypad | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.setContentsMargins(24, 20, 24, 20)
        self.body.setSpacing(0)
        self.close_key = Key(_("Close"), "x", hint=_("Esc")).named("panel_close")
        self.close_key.clicked.connect(self.closed)
        self.head_title = Text(title, "title").named("panel_title").eliding()
        self.head_sub = Text(sub, "muted").named("panel_sub").eliding()
        self.head_sub.setVisible(bool(sub))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.head_title)
        words.addWidget(self.head_sub)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Badge(icon, family, 56).shaped(12, 40))
        head.addLayout(words, 1)
        head.addWidget(self.close_key)
        self.body.addLayout(head)

    def allow_next(self, ready: bool, hint: str) -> None:
        """Let the yellow key be pressed or not; its function key shows only when it can."""
        if self.next_key is not None:
            self.next_key.setEnabled(ready)
            self.next_key.set_hint(hint if ready else "")

    def press_next(self) -> bool:
        """Press the yellow key; False if there is none that can be pressed."""
        key = self.next_key
        if key is None or not key.isEnabled() or key.isHidden():
            return False
        key.click()
        return True

    def press_function(self, _number: int) -> bool:
        """F1, F2, F3 while this panel is open; False if it has no use for it."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures go to the keypad, Enter to the yellow key, Escape closes; arrows and Tab go from
        key to key, the space bar presses."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press_next()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif self.pad is None or not self.pad.take(event):
            super().keyPressEvent(event)


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
