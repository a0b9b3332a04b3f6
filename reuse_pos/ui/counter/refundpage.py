"""Bringing things back: the ticket found, what comes back and where it goes, why, how it is paid
back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.payments import CHANGE
from reuse_pos.domain.payments import method as payment_method
from reuse_pos.domain.refund import EXCHANGE, Returned, pay_back, returned_lines
from reuse_pos.domain.wording import _, language
from reuse_pos.services.refunds import TicketFound
from reuse_pos.ui.counter.keyspage import FIGURES
from reuse_pos.ui.counter.refundline import PLACES, RefundLine
from reuse_pos.ui.counter.refundsearch import RefundSearch
from reuse_pos.ui.counter.refundside import RefundSide, parts_words
from reuse_pos.ui.widgets import (
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
    """``RefundPage(icon_of)``: ``start()`` asks for a ticket, ``show_ticket(found, ways, …)`` shows
    it. ``icon_of(category)`` gives a line's pictogram and family. ``search`` finds a ticket without
    receipt.

    Signals: ``searched(str raw)``, ``refund(doc_no, wanted, way, reason)`` (way "EXCHANGE" goes on
    with a basket), ``back()``.
    """

    searched = Signal(str)
    refund = Signal(str, object, str, str)
    back = Signal()

    def __init__(self, icon_of: Callable[[str | None], tuple[str, str]]) -> None:
        super().__init__("canvas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.look_of = icon_of
        self.found: TicketFound | None = None
        self.by_search = False
        self._compact = False
        self._lines: dict[int, RefundLine] = {}
        self._last: RefundLine | None = None
        self.bar, self.side, self.search = ErrorBar(), RefundSide(), RefundSearch()
        self.field = SearchField(_("Scan the receipt or the object"))
        self.field.submitted.connect(self._submit)
        self.side.changed.connect(self._show)
        self.side.go.connect(self._go)
        self.search.closed.connect(self.start)
        self._columns = QHBoxLayout(self)
        self._columns.setSpacing(16)
        self._columns.addWidget(self._left(), 1)
        self._columns.addWidget(self.side)
        self.set_compact(False)
        self.start()

    @property
    def reasons(self) -> Any:
        """The reason keys."""
        return self.side.reasons

    @property
    def ways(self) -> Any:
        """The keys of how the money goes back."""
        return self.side.ways

    def start(self) -> None:
        """Wait for a ticket."""
        self.found, self.by_search = None, False
        self._clear()
        self.field.clear()
        self.bar.clear()
        self.search.hide()
        self._show_parts()
        self.side.offer({}, 0)
        self.side.tell("")
        self._show()

    def ask_search(self) -> None:
        """Look for a ticket without receipt."""
        self.start()
        self._empty.hide()
        self._ask.hide()
        self.search.start()
        self.search.show()

    def show_ticket(
        self, found: TicketFound, limits: Mapping[str, int], months: int = 0,
        by_search: bool = False,
    ) -> None:  # fmt: skip
        """Show a ticket's lines to tick, and how much each way may give back; a store credit lasts
        `months`."""
        self.found, self.by_search = found, by_search
        self._clear()
        self.bar.clear()
        self.field.clear()
        self.search.hide()
        self._ticket.setText(_("Ticket {n} found", n=int(found.doc_no.rpartition("-")[2])))
        self._when.setText(_told(found))
        for line in found.lines:
            icon, family = self.look_of(line["cat"])
            widget = RefundLine(line, found, icon, family)
            widget.set_compact(self._compact)
            widget.changed.connect(self._show)
            widget.head.toggled.connect(partial(self._ticked, widget))
            self._lines[line["n"]] = widget
            self._column.insertWidget(self._column.count() - 1, widget)
        self.side.offer(limits, months)
        self._show_parts()
        self.setFocus()
        self._show()

    def press_next(self) -> None:
        """F12."""
        if self.found is None and not self.search.isHidden():
            self.search.press_next()
        elif self.side.key.isEnabled():
            self.side.key.click()

    def press_function(self, number: int) -> None:
        """F1, F2, F3: where the line ticked last goes."""
        if self._last is not None and self._last.ticked:
            self._last.places.key(PLACES[number - 1][0]).click()

    def set_compact(self, compact: bool) -> None:
        """Narrower under 1280 pixels."""
        self._compact = compact
        self.side.set_compact(compact)
        self._columns.setContentsMargins(*((14, 12, 14, 12) if compact else (20, 14, 20, 14)))
        self._hint.setVisible(not compact)
        for line in self._lines.values():
            line.set_compact(compact)

    def line(self, n: int) -> RefundLine:
        """The tile of a line of the ticket."""
        return self._lines[n]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the basket, a figure ticks a line, plus and minus count the one
        ticked last, Enter does what is yellow."""
        text = event.text()
        line = self._lines.get(int(text)) if text and text in FIGURES else None
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        elif line is not None and line.head.isEnabled():
            line.head.click()
        elif text in ("+", "-") and text and self._last is not None:
            self._last.count(1 if text == "+" else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.press_next()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def _left(self) -> QWidget:
        back = Key(_("Basket"), "arrow-u-up-left", hint=_("Esc")).sized(56).named("refund_back")
        back.clicked.connect(self.back)
        self._ask = QWidget()
        self._ask.setLayout(row(self.field, back))
        self._title = Text(_("Touch what comes back"), "h1")
        self._hint = Text(_("without receipt: scan the object, its ticket opens"), "muted")
        self._titles = QWidget()
        self._titles.setLayout(row(self._title, None, self._hint))
        self._empty = EmptyState(
            "receipt",
            _("Scan the receipt or the object"),
            _("Without a receipt, the label of the object opens its ticket."),
            _("Neither receipt nor label"),
        )
        self._empty.asked.connect(self.ask_search)
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
        for widget in (self._ask, self._head_card(), self.bar, self._titles):
            whole.addWidget(widget)
        for widget in (self._scroll, self._empty, self.search):
            whole.addWidget(widget, 1)
        return left

    def _head_card(self) -> QWidget:
        self._ticket = Text("", "block").named("refund_ticket")
        self._when = Text("", "sub").named("refund_when").wrapped()
        self._head = Card()
        self._head.body.setContentsMargins(18, 6, 8, 6)
        other = Key(_("Other ticket"), "barcode").named("refund_other")
        other.clicked.connect(self.start)
        back = Key("", "arrow-u-up-left").named("refund_back").spoken(_("Basket"))
        back.clicked.connect(self.back)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._ticket)
        words.addWidget(self._when)
        line = row(Badge("receipt", "vaisselle", 38), spacing=14)
        line.addLayout(words, 1)
        line.addWidget(other)
        line.addWidget(back)
        self._head.body.addLayout(line)
        return self._head

    def _show_parts(self) -> None:
        there = self.found is not None
        for widget in (self._head, self._titles, self._scroll):
            widget.setVisible(there)
        for widget in (self._ask, self._empty):
            widget.setVisible(not there)
        self.side.setEnabled(there)

    def _ticked(self, line: RefundLine, on: bool) -> None:
        self._last = line if on else None
        for one in self._lines.values():
            one.number_places(one is self._last)

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
        self._lines, self._last = {}, None

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
        back, ticked = self._returned(), [one for one in self._lines.values() if one.ticked]
        cents = sum(one.cents for one in back)
        likely = [one.likely for one in ticked]
        self.side.suggest("FAULTY" if "FAULTY" in likely else max(likely, default=""))
        for n, widget in self._lines.items():
            widget.show_cents(next((one.cents for one in back if one.n == n), None))
        self.side.show_sums(back, cents)
        unplaced = any(not one.place for one in ticked)
        missing = self._missing(bool(back), unplaced) or self._money(cents)
        amount = format_cents(cents)
        if self.side.way == EXCHANGE:
            words, sub = _("Exchange {amount}", amount=amount), _("goes on with a basket")
        else:
            words, sub = _("Refund {amount}", amount=amount), _("prints the return ticket")
        self.side.show_next(not missing, words, missing or sub)

    def _missing(self, back: bool, unplaced: bool) -> str:
        if unplaced:
            return _("say where it goes")
        if not back:
            return _("touch what comes back")
        if not self.side.reason:
            return _("say why")
        return "" if self.side.way else _("say how")

    def _money(self, cents: int) -> str:
        """Tell how the money goes back; returns what is missing when it cannot."""
        found = self.found
        self.side.tell(_("A solidarity voucher is never given back in cash.") if found and any(
            part.method == "SOCIAL" for part in found.paid) else "")  # fmt: skip
        if found is None or not cents:
            return ""
        try:
            parts = pay_back(cents, found.paid, found.given, self.side.way)
        except Refusal as refusal:
            self.side.tell(refusal.sentence)
            return _("take back less")
        if len(parts) > 1:
            self.side.tell(parts_words(parts))
        return ""

    def _go(self) -> None:
        if self.found is not None:
            self.refund.emit(self.found.doc_no, self._wanted(), self.side.way, self.side.reason)


def paid_words(pay: Sequence[Mapping[str, Any]]) -> str:
    """ "bon 20,00 €, espèces 39,20 €": how a ticket was paid, change taken off."""
    change = sum(part["amt"] for part in pay if part["method"] == CHANGE)
    told = []
    for part in pay:
        cents = part["amt"] + (change if part["method"] == "CASH" else 0)
        if part["method"] != CHANGE and cents:
            told.append(f"{_(payment_method(part['method']).title).lower()} {format_cents(cents)}")
    return ", ".join(told)


def _told(found: TicketFound) -> str:
    locale = QLocale("fr_FR" if language() == "fr" else "en_GB")
    year, month, day = (int(part) for part in found.day.split("-"))
    when = _("{day} at {hour}", day=locale.toString(QDate(year, month, day), "d MMM"),
             hour=found.at[11:16])  # fmt: skip
    total = format_cents(sum(part.cents for part in found.paid))
    till = _("till {n}", n=int(found.till.split("-")[1]))
    late = f" · {_('after the delay')}" if found.late else ""
    paid = _("{total}: {ways}", total=total, ways=paid_words(found.pay))
    return f"{when} · {till} · {paid}{late}"
