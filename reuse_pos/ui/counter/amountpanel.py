"""An amount asked for a key: a price to type, what the person wants to give, what a gift card is
worth; with a comment where there is something to say."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from reuse_pos.domain.money import format_cents, short_cents
from reuse_pos.domain.wording import _
from reuse_pos.ui.amountpad import AmountPad
from reuse_pos.ui.counter.sidepanel import SidePanel
from reuse_pos.ui.widgets import Key

LONGEST = 60


class AmountPanel(SidePanel):
    """``AmountPanel(title, sub, icon, family, sums=(), comment=False)``: signal
    ``given(int cents, str comment)``. ``sums`` (cents) are tiles beside the keypad: one touch puts
    the sum, the yellow key adds it."""

    given = Signal(int, str)

    def __init__(
        self, title: str, sub: str, icon: str, family: str, sums: Sequence[int] = (),
        comment: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(title, sub, icon, family)
        self.typed = AmountPad(_("Amount"), format_cents)
        self.pad = self.typed.keypad
        self.comment = QLineEdit()
        self.comment.setObjectName("amount_comment")
        self.comment.setMaxLength(LONGEST)
        self.comment.setPlaceholderText(_("Comment, if there is one"))
        self.comment.setAccessibleName(_("Comment, if there is one"))
        self.comment.installEventFilter(self)
        self._tiles = {cents: self._tile(cents) for cents in sums}
        add = Key("", "plus", "next", hint="F12").typed(26, 30).sized(76).named("amount_add")
        add.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        add.clicked.connect(lambda: self.given.emit(self.typed.value, self.comment.text().strip()))
        self.next_key = add
        self._build(add, comment)
        self.typed.changed.connect(self._show)
        self._show()

    def tile(self, cents: int) -> Key:
        """The tile of a sum."""
        return self._tiles[cents]

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter in the comment presses the yellow key."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self.press_next()
            if event.key() == Qt.Key.Key_Escape:
                self.setFocus()
                return True
        return False

    def _tile(self, cents: int) -> Key:
        key = Key(short_cents(cents)).typed(22).choosable().named(f"sum_{cents}")
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        key.setMinimumHeight(60)
        key.clicked.connect(lambda: self.typed.put(cents))
        return key

    def _build(self, add: Key, comment: bool) -> None:
        whole = QHBoxLayout()
        whole.setSpacing(18)
        whole.addWidget(self.typed, 1)
        if self._tiles:
            side = QWidget()
            grid = QGridLayout(side)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setSpacing(10)
            for number, key in enumerate(self._tiles.values()):
                grid.addWidget(key, number // 2, number % 2)
            whole.addWidget(side, 1)
        self.body.addSpacing(12)
        self.body.addLayout(whole, 1)
        if comment:
            self.body.addSpacing(10)
            self.body.addWidget(self.comment)
        else:
            self.comment.hide()
        self.body.addSpacing(10)
        self.body.addWidget(add)

    def _show(self) -> None:
        if self.next_key is None:
            return
        for cents, key in self._tiles.items():
            key.setChecked(cents == self.typed.value and not self.typed.empty)
        self.next_key.setText(_("Add {amount}", amount=format_cents(self.typed.value)))
        self.allow_next(not self.typed.empty, "F12")
