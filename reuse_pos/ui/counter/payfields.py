"""The fields of a payment: the amount, the number that goes with it, and what is chosen first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reuse_pos.ui.counter.payoffers import Pick
from reuse_pos.ui.widgets import Amount, Card, Text, Tile

HIGH = 72
LONGEST = 30
FIGURES = 9


class _Field(Card):
    """A framed field that can be touched to type into it."""

    touched = Signal()

    def __init__(self) -> None:
        super().__init__(kind="field")
        self.label = Text("", "muted").eliding()
        self.setFixedHeight(HIGH)
        self.body.setContentsMargins(16, 0, 16, 0)
        self.body.setSpacing(0)
        self.line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.line.setSpacing(10)
        self.body.addLayout(self.line)

    def light(self, on: bool) -> None:
        """Show that figures go here."""
        if self.property("lit") != on:
            self.setProperty("lit", on)
            self.style().unpolish(self)
            self.style().polish(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A touch asks to type here."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.touched.emit()


class AmountField(_Field):
    """``AmountField()``: the amount typed; narrow beside a number, its words above the figure."""

    def __init__(self) -> None:
        super().__init__()
        self.label.named("amount_label")
        self.amount = Amount("", 36)
        self.amount.setObjectName("amount_typed")
        self.line.addWidget(self.label, 1)
        self.line.addWidget(self.amount)
        self.light(True)

    def set_narrow(self, narrow: bool) -> None:
        """Words above the figure, or beside it."""
        way = QBoxLayout.Direction
        self.line.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self.line.setSpacing(0 if narrow else 10)
        self.body.setContentsMargins(16, 8 if narrow else 0, 16, 8 if narrow else 0)
        self.label.set_role("note" if narrow else "muted")


class NumberField(_Field):
    """``NumberField()``: a number read off a cheque or a voucher; ``text``, ``put(text)``,
    ``push(figure)``, ``erase()``. Signals ``changed()``, ``entered()`` (Enter), ``left()``
    (Escape)."""

    changed = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.label.set_role("note")
        self.edit = QLineEdit()
        self.edit.setObjectName("payment_number")
        self.edit.setProperty("bare", True)
        self.edit.setMaxLength(LONGEST)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())
        self.line.setDirection(QBoxLayout.Direction.TopToBottom)
        self.line.setSpacing(0)
        self.body.setContentsMargins(16, 6, 10, 4)
        self.line.addWidget(self.label)
        self.line.addWidget(self.edit)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.edit.text()

    def ask(self, words: str) -> None:
        """Say which number is wanted."""
        self.label.setText(words)
        self.edit.setAccessibleName(words)

    def put(self, text: str) -> None:
        """Show a number as if typed."""
        if text != self.edit.text():
            self.edit.setText(text)

    def push(self, figure: str) -> None:
        """One touch of the keypad."""
        if figure != ",":
            self.edit.insert(figure)

    def erase(self) -> None:
        """The last figure goes."""
        self.edit.backspace()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter and Escape leave the field; a touch on it asks to type here."""
        if event.type() == QEvent.Type.FocusIn:
            self.touched.emit()
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True


class PickList(QWidget):
    """``PickList()``: what is chosen before the amount (``offer(picks)``), two a row; signal
    ``chosen(str link)``."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: tuple[Pick, ...] | None = None
        self.tiles: list[Tile] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def offer(self, picks: Sequence[Pick]) -> None:
        """Show these."""
        if self._shown == tuple(picks):
            return
        self._shown = tuple(picks)
        room = QWidget()
        room.setProperty("kind", "clear")
        grid = QGridLayout(room)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(10)
        self.tiles = []
        for number, one in enumerate(picks):
            tile = Tile(one.name, one.note, one.icon, "neutral").typed(17, 14, 30, 700)
            tile.named(f"pick_{number}").sized(96)
            tile.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            tile.clicked.connect(lambda _on=False, link=one.link: self.chosen.emit(link))
            self.tiles.append(tile)
            if number < FIGURES:
                tile.set_hint(str(number + 1))
            grid.addWidget(tile, number // 2, number % 2)
        for x in range(2):
            grid.setColumnStretch(x, 1)
        grid.setRowStretch(len(picks), 1)
        self._scroll.setWidget(room)
