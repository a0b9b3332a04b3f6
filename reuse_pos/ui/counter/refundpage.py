"""Bringing things back: the ticket found, what comes back and where it goes, why, how it is paid
back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import METHODS
from reuse_pos.domain.refund import REFUND_REASONS, Returned, returned_lines
from reuse_pos.domain.wording import _
from reuse_pos.services.refunds import TicketFound
from reuse_pos.ui.counter.choices import Choices
from reuse_pos.ui.counter.parts import foot_row
from reuse_pos.ui.counter.refundline import RefundLine
from reuse_pos.ui.widgets import (
    Amount,
    Badge,
    Card,
    EmptyState,
    ErrorBar,
    Key,
    Panel,
    SearchField,
    Text,
    row,
)


class RefundPage(Panel):
    """``RefundPage(icon_of)``: ``start()`` asks for a ticket, ``show_ticket(found, limits)`` shows
    it. ``icon_of(category)`` gives a line's pictogram and family.

    Signals: ``searched(str raw)``, ``refund(doc_no, wanted, method, reason)``, ``back()``.
    """

    searched = Signal(str)
    refund = Signal(str, object, str, str)
    back = Signal()

    def __init__(self, icon_of: Any) -> None:
        super().__init__("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._icon_of = icon_of
        self.found: TicketFound | None = None
        self._limits: Mapping[str, int] = {}
        self._lines: dict[int, RefundLine] = {}
        self.bar = ErrorBar()
        self.field = SearchField(_("Scan the receipt or the object"))
        self.field.submitted.connect(self._submit)
        self._columns = QHBoxLayout(self)
        self._columns.setContentsMargins(20, 14, 20, 14)
        self._columns.setSpacing(16)
        self._columns.addWidget(self._left(), 1)
        self._columns.addWidget(self._right())
        self.start()

    def start(self) -> None:
        """Wait for a ticket."""
        self.found = None
        self._clear()
        self.field.clear()
        self.bar.clear()
        self._head.hide()
        self._title.hide()
        self._scroll.hide()
        self._empty.show()
        self.side.setEnabled(False)
        self._show()

    def show_ticket(self, found: TicketFound, limits: Mapping[str, int]) -> None:
        """Show a ticket's lines to tick, and how much each way of paying may give back."""
        self.found, self._limits = found, limits
        self._clear()
        self.bar.clear()
        self.field.clear()
        number = int(found.doc_no.rpartition("-")[2])
        day = "/".join(reversed(found.day.split("-")))
        total = format_cents(sum(pay["amt"] for pay in found.pay))
        self._ticket.setText(_("Ticket {n} found", n=number))
        self._when.setText(f"{day} · {_('till')} {int(found.till.partition('-')[2])} · {total}")
        for line in found.lines:
            icon, family = self._icon_of(line["cat"])
            widget = RefundLine(line, found.returned.get(line["n"], 0), icon, family)
            widget.changed.connect(self._show)
            self._lines[line["n"]] = widget
            self._column.insertWidget(self._column.count() - 1, widget)
        for code, key in ((one.code, self.ways.key(one.code)) for one in METHODS):
            left = limits.get(code, 0)
            key.setEnabled(left > 0)
            key.with_sub(
                _("up to {amount} (paid so)", amount=format_cents(left))
                if left > 0
                else _("not paid so")
            )
        able = [one.code for one in METHODS if limits.get(one.code, 0) > 0]
        self.ways.choose(able[0] if len(able) == 1 else "")
        self.reasons.choose("")
        self._head.show()
        self._title.show()
        self._scroll.show()
        self._empty.hide()
        self.side.setEnabled(True)
        self._show()

    def press_next(self) -> None:
        """F12."""
        if self.go.isEnabled():
            self.go.click()

    def set_compact(self, compact: bool) -> None:
        """Narrower under 1280 pixels."""
        self.side.setFixedWidth(330 if compact else 420)
        self._columns.setContentsMargins(*((14, 12, 14, 12) if compact else (20, 14, 20, 14)))

    def line(self, n: int) -> RefundLine:
        """The tile of a line of the ticket."""
        return self._lines[n]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the basket."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def _left(self) -> QWidget:
        self._ticket = Text("", "block").named("refund_ticket")
        self._when = Text("", "sub")
        self._head = Card()
        self._head.body.setContentsMargins(18, 6, 8, 6)
        other = Key(_("Other ticket"), "barcode").named("refund_other")
        other.clicked.connect(self.start)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._ticket)
        words.addWidget(self._when)
        line = row(Badge("receipt", "neutral", 38), spacing=14)
        line.addLayout(words, 1)
        line.addWidget(other)
        self._head.body.addLayout(line)
        back = Key(_("Basket"), "arrow-u-up-left", hint=_("Esc")).sized(56).named("refund_back")
        back.clicked.connect(self.back)
        self._title = Text(_("Touch what comes back"), "h1")
        self._empty = EmptyState(
            "receipt",
            _("Scan the receipt or the object"),
            _("Without a receipt, the label of the object opens its ticket."),
        )
        room = QWidget()
        room.setProperty("kind", "clear")
        self._column = QVBoxLayout(room)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(room)
        left = QWidget()
        whole = QVBoxLayout(left)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(row(self.field, back))
        whole.addWidget(self.bar)
        whole.addWidget(self._head)
        whole.addWidget(self._title)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._empty, 1)
        return left

    def _right(self) -> QWidget:
        self.side = Card()
        self.side.body.setContentsMargins(20, 16, 20, 16)
        self.reasons = Choices(
            [(code, _(words), "") for code, words in REFUND_REASONS.items()], 1, gap=8
        )
        self.ways = Choices([(one.code, _(one.title), one.icon) for one in METHODS], 1, gap=8)
        self.ways.sized(72, 30, "duotone", 18)
        for choices in (self.reasons, self.ways):
            choices.chosen.connect(lambda _code: self._show())
        self._kilos = Text("", "strong").right().named("refund_kilos")
        self._cents = Amount("", 40)
        self._cents.setObjectName("refund_cents")
        sums = Card(kind="note")
        sums.body.setContentsMargins(16, 10, 16, 10)
        sums.body.setSpacing(4)
        sums.body.addLayout(row(Text(_("Weight coming back"), "muted"), None, self._kilos))
        total = foot_row(Text(_("To give back"), "block"), self._cents)
        sums.body.addLayout(total)
        self.go = Key("", "", "next", "F12").typed(24).sized(80).named("refund_go")
        self.go.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.go.clicked.connect(self._go)
        body = self.side.body
        body.addWidget(Text(_("Why?"), "h1"))
        body.addWidget(self.reasons)
        body.addSpacing(8)
        body.addWidget(Text(_("How to pay back?"), "h1"))
        body.addWidget(self.ways)
        body.addStretch(1)
        body.addWidget(sums)
        body.addWidget(self.go)
        self.side.setFixedWidth(420)
        return self.side

    def _submit(self, text: str) -> None:
        if text.strip():
            self.searched.emit(text.strip())
        else:
            self.press_next()

    def _clear(self) -> None:
        for widget in self._lines.values():
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._lines = {}

    def _wanted(self) -> dict[int, tuple[int, str]]:
        """What is ticked; a line without its place yet is reckoned as money only."""
        ticked = {n: one.wanted for n, one in self._lines.items() if one.ticked}
        return {n: (qty, where or "none") for n, (qty, where) in ticked.items()}

    def _returned(self) -> tuple[Returned, ...]:
        if self.found is None or not self._wanted():
            return ()
        try:
            return returned_lines(self.found.lines, self.found.returned, self._wanted())
        except Refusal:
            return ()

    def _show(self) -> None:
        back = self._returned()
        cents = sum(one.cents for one in back)
        grams = sum(one.weight_g for one in back if one.where != "none")
        self._kilos.setText(format_grams(grams, 2))
        self._cents.set_text(format_cents(cents))
        for n, widget in self._lines.items():
            amount = next((one.cents for one in back if one.n == n), None)
            widget.show_cents(amount)
        unplaced = any(one.ticked and not one.wanted[1] for one in self._lines.values())
        self.go.setEnabled(bool(back and self.reasons.value and self.ways.value) and not unplaced)
        self.go.set_hint("F12" if self.go.isEnabled() else "")
        self.go.setText(_("Refund {amount}", amount=format_cents(cents)))
        self.go.with_sub(self._next_words(bool(back), unplaced))

    def _next_words(self, back: bool, unplaced: bool) -> str:
        if unplaced:
            return _("say where it goes")
        if not back:
            return _("touch what comes back")
        if not self.reasons.value:
            return _("say why")
        if not self.ways.value:
            return _("say how")
        return _("prints the return ticket")

    def _go(self) -> None:
        if self.found is not None:
            self.refund.emit(
                self.found.doc_no, self._wanted(), self.ways.value, self.reasons.value
            )
