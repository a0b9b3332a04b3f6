"""What takes the place of the price keys for a moment: a framed panel that Escape closes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Badge, Card, Key, Keypad, Text

NARROW = 620


class SidePanel(Card):
    """``SidePanel(title, sub, icon, family)``: ``head`` with a close key; put things in
    ``.body``.

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
        self.head = head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Badge(icon, family, 56).shaped(12, 40))
        head.addLayout(words, 1)
        head.addWidget(self.close_key)
        self.body.addLayout(head)

    def follow(self, _basket: Basket) -> bool:
        """The basket changed meanwhile; False when there is nothing left to ask."""
        return True

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel the title comes before the word of the key that closes it."""
        super().resizeEvent(event)
        words = _("Close")
        self.close_key.setText("" if self.width() < NARROW else words)
        self.close_key.spoken(words)

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
