"""A ticket found without its receipt: about which day, how much, which till."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _, language
from reuse_pos.services.refunds import TicketRef
from reuse_pos.ui.amountpad import AmountPad
from reuse_pos.ui.widgets import EmptyState, Key, Text, row

PAD_HIGH = 52


class RefundSearch(QWidget):
    """``RefundSearch()``: signals ``asked(str day, object cents)`` (cents None: any amount),
    ``chosen(str doc_no)``, ``closed()``. ``today`` is set by the counter; ``start()``,
    ``show_found(tickets)``."""

    asked = Signal(str, object)
    chosen = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.today = date(2000, 1, 1)
        self._day = self.today
        self._results: list[Key] = []
        self._when = Text("", "block").centred().named("search_day")
        before = Key("", "arrow-left").sized(56, 64).named("search_before")
        before.spoken(_("The day before"))
        self._after = Key("", "arrow-right").sized(56, 64).named("search_after")
        self._after.spoken(_("The day after"))
        before.clicked.connect(lambda: self._step(-1))
        self._after.clicked.connect(lambda: self._step(1))
        self.pad = AmountPad(_("Total of the ticket"), format_cents)
        for key in self.pad.keypad.findChildren(Key):
            key.sized(PAD_HIGH)
        look = Key(_("Look for the ticket"), "magnifying-glass", "pri").typed(18, 24).sized(64)
        self._look = look.named("search_look")
        self._look.clicked.connect(self._ask)
        close = Key(_("Close"), "x").sized(64).named("search_close")
        close.clicked.connect(self.closed)
        days = row(before, self._when, self._after)
        days.setStretch(1, 1)
        ask = QWidget()
        ask.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        left = QVBoxLayout(ask)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addWidget(Text(_("About which day?"), "h1"))
        left.addLayout(days)
        left.addWidget(self.pad, 1)
        left.addLayout(row(close, self._look))
        self._empty = EmptyState(
            "magnifying-glass", _("No ticket yet"),
            _("The day may be three days off. The manager says yes before money goes back."),
        )  # fmt: skip
        self._list = self._found_list()
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(16)
        both.addWidget(ask, 1)
        both.addWidget(self._empty, 1)
        both.addWidget(self._list, 1)
        self._list.hide()

    def start(self) -> None:
        """Today, no amount, nothing found yet."""
        self._day = self.today
        self.pad.clear()
        self.show_found(())
        self._show_day()

    def press_next(self) -> None:
        """F12 looks."""
        self._look.click()

    def show_found(self, tickets: Sequence[TicketRef]) -> None:
        """Show the tickets found, newest first."""
        for key in self._results:
            self._column.removeWidget(key)
            key.hide()
            key.deleteLater()
        self._results = [self._key(ticket) for ticket in tickets]
        for place, key in enumerate(self._results):
            self._column.insertWidget(place, key)
        self._list.setVisible(bool(tickets))
        self._empty.setVisible(not tickets)

    def _found_list(self) -> QScrollArea:
        room = QWidget()
        room.setProperty("kind", "clear")
        self._column = QVBoxLayout(room)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(room)
        return scroll

    def _key(self, ticket: TicketRef) -> Key:
        key = Key(_("Ticket {n}", n=ticket.ticket_no), "receipt", "tile").typed(18, 30, 700)
        day = "/".join(reversed(ticket.day.split("-")))
        till = _("till {n}", n=int(ticket.till.split("-")[1]))
        key.with_sub(f"{day} · {till} · {format_cents(ticket.total_cents)}").sized(64)
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        key.named(f"found_{ticket.ticket_no}")
        key.clicked.connect(lambda: self.chosen.emit(ticket.doc_no))
        return key

    def _step(self, days: int) -> None:
        self._day = min(self._day + timedelta(days=days), self.today)
        self._show_day()

    def _show_day(self) -> None:
        locale = QLocale("fr_FR" if language() == "fr" else "en_GB")
        shown = QDate(self._day.year, self._day.month, self._day.day)
        self._when.setText(locale.toString(shown, "dddd d MMMM"))
        self._after.setEnabled(self._day < self.today)

    def _ask(self) -> None:
        self.asked.emit(self._day.isoformat(), None if self.pad.empty else self.pad.value)
