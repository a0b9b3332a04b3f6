"""Notes and coins drawn, each with its number: touched, or typed on the keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.ui import theme
from reuse_pos.ui.widgets import Amount, Card, Money, Stepper, face, painting, row

ROW, MOST = 64, 999


class CountRow(QWidget):
    """``CountRow(denomination)``: one kind of note or coin; signals ``changed(int cents, int n)``
    and ``done()`` (Enter or Down), ``back()`` (Up).

    Takes figures from the keyboard when it has the focus: the first one starts a new number.
    """

    changed = Signal(int, int)
    done = Signal()
    back = Signal()

    def __init__(self, denomination: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.denomination = denomination
        self._fresh = True
        self.stepper = Stepper(0, 0, MOST).boxed()
        self.stepper.changed.connect(self._stepped)
        self.sum = Amount("", 18, "ink", "right", 600)
        self.sum.setMinimumWidth(76)
        self.setFixedHeight(ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName(f"count_{denomination}")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(10)
        layout.addWidget(Money(denomination, small=True))
        layout.addWidget(self.stepper)
        layout.addWidget(self.sum, 1)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """Show how many; says nothing."""
        self.stepper.set_value(count)
        self.sum.set_text(format_cents(self.denomination * self.stepper.value()))
        self.setAccessibleName(f"{face(self.denomination)} × {self.stepper.value()}")

    def set_compact(self, compact: bool) -> None:
        """Without the sum, for screens under 1280 pixels."""
        self.sum.setVisible(not compact)
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(6 if compact else 10)
            layout.setContentsMargins(*((2, 0, 2, 0) if compact else (8, 0, 8, 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures write the number, + and − count, Enter and the arrows go on."""
        key, text = event.key(), event.text()
        if text and text in "0123456789":
            before = 0 if self._fresh else self.stepper.value()
            self._fresh = False
            self._put(min(before * 10 + int(text), MOST))
        elif key == Qt.Key.Key_Backspace:
            self._put(self.stepper.value() // 10)
        elif text in ("+", "-") and text:
            self.stepper.step(1 if text == "+" else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.done.emit()
        elif key == Qt.Key.Key_Up:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Touching the row is enough to type its number."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row being counted is lit."""
        self._fresh = True
        self.stepper.lit(True)
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Another row is being counted."""
        self.stepper.lit(False)
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The blue ground of the row being counted."""
        if not self.hasFocus():
            return
        look, painter = theme.current(), QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 0.5, 0, -0.5)
        painting.rounded(painter, box, 10, look.colour("blue_bg2"), look.colour("blue"), 2)
        painter.end()

    def _stepped(self, value: int) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._put(value)

    def _put(self, count: int) -> None:
        self.set_count(count)
        self.changed.emit(self.denomination, count)


class CountCard(Card):
    """``CountCard(title, denominations)``: a column of rows; signals ``changed(int, int)``,
    ``left_down()`` and ``left_up()`` when the arrows leave it."""

    changed = Signal(int, int)
    left_down = Signal()
    left_up = Signal()

    def __init__(
        self, title: str, denominations: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__("", "card", parent)
        self.body.setContentsMargins(12, 12, 12, 12)
        self.body.setSpacing(0)
        self.sum = Amount("", 18, "ink", "right", 700)
        self.sum.setObjectName("sum")
        head = row(Amount(title, 18, "ink", "left", 700), None, self.sum)
        head.setContentsMargins(8, 0, 8, 6)
        self.body.addLayout(head)
        self.rows = [CountRow(one) for one in denominations]
        for number, one in enumerate(self.rows):
            one.changed.connect(self.changed)
            one.done.connect(lambda n=number: self._focus(n + 1))
            one.back.connect(lambda n=number: self._focus(n - 1))
            self.body.addWidget(one)
        self.body.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(title)

    def show_pieces(self, pieces: Mapping[int, int]) -> None:
        """Show these numbers."""
        for one in self.rows:
            one.set_count(pieces.get(one.denomination, 0))

    def show_sum(self, cents: int) -> None:
        """Show the sum of the column."""
        self.sum.set_text(format_cents(cents))

    def set_compact(self, compact: bool) -> None:
        """Without the sums of the rows."""
        for one in self.rows:
            one.set_compact(compact)
        side = 8 if compact else 12
        self.body.setContentsMargins(side, 12, side, 12)

    def begin(self, last: bool = False) -> None:
        """Count the first row (or the last)."""
        self.rows[-1 if last else 0].setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """A new look needs a new size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _focus(self, number: int) -> None:
        if number < 0:
            self.left_up.emit()
        elif number >= len(self.rows):
            self.left_down.emit()
        else:
            self.rows[number].setFocus(Qt.FocusReason.OtherFocusReason)
