"""Opening the till: the float in the drawer, right as usual or counted piece by piece."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.till import COINS, NOTES
from reuse_pos.domain.wording import _
from reuse_pos.services.till import TillStatus
from reuse_pos.ui.tillchoice import TillChoice
from reuse_pos.ui.widgets import (
    Amount,
    Card,
    Disc,
    ErrorBar,
    Key,
    Money,
    Panel,
    Stepper,
    Text,
    row,
)

HIGH = 88


class OpeningPage(Panel):
    """``OpeningPage()``: ``ask(status, tills)`` for the till of this post; signals
    ``opened(int cents, object)`` (the count by denomination, or None) and ``till_chosen(str)``.

    ``bar`` is its error bar, ``next_key`` the yellow key, ``choice`` the shop's tills.
    """

    opened = Signal(int, object)
    till_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.bar = ErrorBar()
        self._float = 0
        self._steppers: dict[int, Stepper] = {}
        self._sums: dict[int, Text] = {}
        self._till = ""
        self._title = Text("", "title")
        self.choice = TillChoice()
        self.choice.chosen.connect(self.till_chosen)
        self.choice.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._usual())
        self._stack.addWidget(self._count())
        self.other = Key("", "coins").typed(18, 26).sized(HIGH, 230).named("opening_other")
        self.next_key = Key("", "check", "next", hint="F12").typed(24, 30).sized(HIGH)
        self.next_key.named("opening_go")
        self.next_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.other.clicked.connect(self._turn)
        self.next_key.clicked.connect(self._go)
        card = Card()
        card.setMaximumWidth(900)
        card.body.setContentsMargins(24, 18, 24, 20)
        card.body.setSpacing(12)
        card.body.addWidget(self._title)
        card.body.addWidget(self._stack, 1)
        card.body.addWidget(self.bar)
        card.body.addLayout(row(self.other, self.next_key, spacing=12))
        layout = row(None, self._beside(), card, None, spacing=16)
        layout.setStretch(1, 38)
        layout.setStretch(2, 100)
        layout.setContentsMargins(20, 16, 20, 14)
        self.setLayout(layout)
        self._show()

    def _beside(self) -> QWidget:
        self._tills = QWidget()
        self._tills.setMinimumWidth(250)
        side = QVBoxLayout(self._tills)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.choice)
        side.addStretch(1)
        self._tills.hide()
        return self._tills

    @property
    def counting(self) -> bool:
        """Whether the float is counted piece by piece."""
        return self._stack.currentIndex() == 1

    def ask(self, status: TillStatus, tills: Sequence[TillStatus]) -> None:
        """Ask for the float of a till, with what its last session left ready; other tills of the
        shop can be chosen beside it."""
        self._till = status.till
        self._float = status.carried_cents
        self._title.setText(_("Open till {n}", n=status.number))
        self._tills.setVisible(len(tills) > 1)
        self.choice.setVisible(len(tills) > 1)
        self.choice.show_tills(tills, status.till)
        self._stack.setCurrentIndex(0)
        if status.told:
            self.bar.tell(status.told, kind="warn")
        else:
            self.bar.clear()
        self._show()

    @property
    def asking(self) -> str:
        """The till asked about."""
        return self._till

    def press_next(self) -> None:
        """F12."""
        if self.next_key.isEnabled():
            self.next_key.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Escape leaves the count."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press_next()
        elif event.key() == Qt.Key.Key_Escape and self.counting:
            self._turn()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def stepper(self, cents: int) -> Stepper:
        """The counter of a note or coin."""
        return self._steppers[cents]

    def _usual(self) -> QWidget:
        page = QWidget()
        self._amount = Amount("", 62, align="left")
        self._amount.setObjectName("opening_float")
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(page)
        column.addStretch(1)
        column.addWidget(Disc("coins", "info", 96), 0, middle)
        column.addSpacing(8)
        column.addWidget(Text(_("Float left in the drawer"), "block"), 0, middle)
        column.addWidget(self._amount, 0, middle)
        column.addWidget(Text(_("Is this what is in the drawer?"), "muted"), 0, middle)
        column.addStretch(1)
        return page

    def _count(self) -> QWidget:
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setHorizontalSpacing(10)
        for side, values in enumerate((NOTES, COINS)):
            for number, cents in enumerate(values):
                stepper = Stepper(0).boxed()
                stepper.setObjectName(f"count_{cents}")
                stepper.changed.connect(lambda _n: self._show())
                words = Text("", "strong").right()
                self._steppers[cents], self._sums[cents] = stepper, words
                for x, widget in enumerate((Money(cents, small=True), stepper, words)):
                    grid.addWidget(widget, number, side * 4 + x)
        grid.setColumnMinimumWidth(3, 28)
        for x in (2, 6):
            grid.setColumnStretch(x, 1)
            grid.setColumnMinimumWidth(x, 86)
        grid.setRowStretch(9, 1)
        return page

    def _counted(self) -> dict[int, int]:
        return {cents: one.value() for cents, one in self._steppers.items() if one.value()}

    def _cents(self) -> int:
        if not self.counting:
            return self._float
        return sum(cents * count for cents, count in self._counted().items())

    def _turn(self) -> None:
        self._stack.setCurrentIndex(0 if self.counting else 1)
        self._show()

    def _show(self) -> None:
        self._amount.set_text(format_cents(self._float))
        for cents, words in self._sums.items():
            words.setText(format_cents(cents * self._steppers[cents].value()))
        amount = format_cents(self._cents())
        self.other.setText(_("As it was left") if self.counting else _("Count the drawer"))
        self.other.with_icon("arrow-u-up-left" if self.counting else "coins")
        self.next_key.setText(
            _("Open with {amount}", amount=amount)
            if self.counting
            else _("Exact: open with {amount}", amount=amount)
        )

    def _go(self) -> None:
        self.opened.emit(self._cents(), self._counted() if self.counting else None)
