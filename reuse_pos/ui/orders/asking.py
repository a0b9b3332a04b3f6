"""A new quote: what is to be done by touch, hours and amounts on the pad, days promised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.orders import (
    ASKED_STEPS,
    DAYS,
    LABOUR,
    LINES,
    MATERIALS,
    PARTS,
    CustomerOrder,
    OrderAsked,
    checked_asked,
    quote_lines,
)
from reuse_pos.domain.quotes import tenths_words, total
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.domain.workshop import STEPS
from reuse_pos.ui.amountpad import AmountPad
from reuse_pos.ui.choices import Choices
from reuse_pos.ui.thumb import Thumb
from reuse_pos.ui.widgets import Amount, Card, ErrorBar, Key, Panel, Text, column, row

SIDE, SIDE_COMPACT = 440, 404
SHORT = {LABOUR: N_("Labour"), PARTS: N_("Spare parts"), MATERIALS: N_("Supplies")}


@dataclass(frozen=True)
class Asking:
    """What a quote is written for: the piece's words and look, what an hour costs in cents, the
    days usually promised, the highest total, and the order that is written again, if any."""

    label: str
    about: str
    icon: str
    family: str
    hour_cents: int
    days: int
    ceiling: int
    order: CustomerOrder | None = None


class QuotePage(Panel):
    """``QuotePage(error)``: ``open_for(asking)``; signals ``went_on(OrderAsked)``, ``closed()``.

    The pad at the right belongs to the amount chosen at the left. ``next_key`` says what is still
    missing; for whom it is comes on the next page.
    """

    went_on = Signal(object)
    closed = Signal()

    def __init__(self, error: ErrorBar) -> None:
        super().__init__("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._asking = Asking("", "", "", "", 0, DAYS[1], 0)
        self.thumb = Thumb(88, 66)
        self.title = Text("", "h1").eliding().named("quote_piece")
        self.about = Text("", "muted").eliding()
        self.back = Key(_("Back"), "arrow-left", hint=_("Esc")).named("quote_back").sized(56)
        self.steps = {code: _step_key(code) for code in ASKED_STEPS}
        self.amounts = {kind: _amount_key(kind) for kind in LINES}
        self.pads = {
            LABOUR: AmountPad(_("Hours"), lambda tenths: f"{tenths_words(tenths)} {_('h')}", 1),
            PARTS: AmountPad(_("Spare parts"), format_cents),
            MATERIALS: AmountPad(_("Supplies"), format_cents),
        }
        self.days = Choices([(str(n), ngettext("{n} day", "{n} days", n), "") for n in DAYS], gap=8)
        self.days.sized(52)
        self.total = Amount("", 34)
        self.total.setObjectName("quote_sum")
        self.next_key = Key("", "arrow-right", "next", place="right").typed(20, 26).sized(76)
        self.next_key.named("quote_next")
        self.next_key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._side = Card()
        self._pads = QStackedWidget()
        self._connect()
        self._build(error)

    def open_for(self, asking: Asking) -> None:
        """Begin a quote, or write one again: its own figures are put beforehand."""
        self._asking, order = asking, asking.order
        self.thumb.show_thing(asking.icon, asking.family, None, asking.label)
        self.title.setText(asking.label)
        self.about.setText(asking.about)
        lines = {line.kind: line for line in order.lines} if order else {}
        for kind, pad in self.pads.items():
            line = lines.get(kind)
            pad.clear()
            if line is not None:
                pad.put(line.tenths if kind == LABOUR else line.cents)
        for code, key in self.steps.items():
            key.setChecked(order is not None and code in order.steps)
        self.days.choose(
            str(min(DAYS, key=lambda n: abs(n - (order.days if order else asking.days))))
        )
        self._aim(LABOUR)
        self._show()

    @property
    def wanted(self) -> OrderAsked:
        """What is filled in now."""
        values = {kind: pad.value for kind, pad in self.pads.items()}
        return OrderAsked(
            tuple(code for code, key in self.steps.items() if key.isChecked()), values[LABOUR],
            values[PARTS], values[MATERIALS], int(self.days.value or DAYS[1]),
        )  # fmt: skip

    def press_next(self) -> None:
        """F12: go on."""
        if self.next_key.isEnabled():
            self.next_key.click()

    def set_compact(self, compact: bool) -> None:
        """A narrower right side under 1280 pixels."""
        self._side.setFixedWidth(SIDE_COMPACT if compact else SIDE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures go to the amount, Enter goes on, Escape goes back."""
        pad = self._pads.currentWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press_next()
        elif not (isinstance(pad, AmountPad) and pad.keypad.take(event)):
            super().keyPressEvent(event)

    def _connect(self) -> None:
        for key in self.steps.values():
            key.clicked.connect(self._show)
        for kind, key in self.amounts.items():
            key.clicked.connect(lambda _on=False, kind=kind: self._aim(kind))
            self.pads[kind].changed.connect(self._show)
        self.days.chosen.connect(lambda _code: self._show())
        self.back.clicked.connect(self.closed)
        self.next_key.clicked.connect(lambda: self.went_on.emit(self.wanted))

    def _build(self, error: ErrorBar) -> None:
        head = row(self.thumb, spacing=14)
        head.addLayout(column(self.title, self.about, spacing=0), 1)
        head.addWidget(self.back)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addLayout(head)
        left.addWidget(error)
        left.addWidget(Text(_("What is to be done?"), "block"))
        left.addLayout(_grid(self.steps.values(), 3))
        left.addSpacing(4)
        left.addWidget(Text(_("How much is it?"), "block"))
        left.addLayout(_grid(self.amounts.values(), 3))
        left.addSpacing(4)
        left.addWidget(Text(_("Ready after the agreement in"), "block"))
        left.addWidget(self.days)
        left.addStretch(1)
        for pad in self.pads.values():
            self._pads.addWidget(pad)
        self._side.body.setSpacing(10)
        self._side.body.addWidget(self._pads, 1)
        foot = row(Text(_("Quote (sum)"), "block"))
        foot.addWidget(self.total, 1)
        self._side.body.addLayout(foot)
        self._side.body.addWidget(self.next_key)
        whole = row(spacing=16)
        whole.addLayout(left, 1)
        whole.addWidget(self._side)
        self.setLayout(whole)

    def _aim(self, kind: str) -> None:
        """The pad and the keyboard's figures go to this amount."""
        self._pads.setCurrentWidget(self.pads[kind])
        for code, key in self.amounts.items():
            key.setChecked(code == kind)
        self.setFocus()

    def _show(self) -> None:
        asked, asking = self.wanted, self._asking
        lines = quote_lines(asked, asking.hour_cents)
        cents = {line.kind: line.cents for line in lines}
        hours = f"{tenths_words(asked.labour_tenths)} {_('h')}"
        for kind, key in self.amounts.items():
            amount = format_cents(cents.get(kind, 0))
            key.with_sub(f"{hours} · {amount}" if kind == LABOUR else amount)
        self.total.set_text(format_cents(total(lines)))
        missing = self._missing(asked)
        self.next_key.setText(missing or _("For whom?"))
        self.next_key.setEnabled(not missing)
        self.next_key.set_hint("" if missing else "F12")

    def _missing(self, asked: OrderAsked) -> str:
        """What is still to be filled in, in a few words; "" when nothing is."""
        told = {"steps": _("What is to be done?"), "empty": _("Hours or an amount?")}
        try:
            checked_asked(asked, self._asking.hour_cents, self._asking.ceiling)
        except Refusal as refusal:
            return told.get(refusal.code, _("Correct the amount"))
        return ""


def _step_key(code: str) -> Key:
    step = STEPS[code]
    key = Key(_(step.title), step.icon, place="above").choosable().typed(18, 40)
    return key.sized(112).named(f"order_step_{code}")


def _amount_key(kind: str) -> Key:
    key = Key(_(SHORT[kind]), LINES[kind][2]).choosable().typed(16, 24).sized(72)
    return key.named(f"order_amount_{kind}")


def _grid(keys: Iterable[Key], across: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(8)
    for number, key in enumerate(keys):
        key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        grid.addWidget(key, number // across, number % across)
    for x in range(across):
        grid.setColumnStretch(x, 1)
    return grid
