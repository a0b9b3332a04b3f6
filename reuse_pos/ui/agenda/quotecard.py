"""The quote of a clearance: hours, volume, floors and waste counted by touch, its paper, the
answer."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy

from reuse_pos.domain.agenda import Stop
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.quotes import KINDS, MOST_TENTHS, STATES, QuoteLine, tenths_words, total
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.quotes import Quote
from reuse_pos.ui.widgets import Amount, Card, Key, Pictogram, Text, column, row

SHORT = {"hours": N_("Hours"), "volume": N_("Volume"), "floors": N_("Floors"), "waste": N_("Waste")}
STEPS = {"hours": 5, "volume": 10, "floors": 10, "waste": 5}


class QuoteCard(Card):
    """``QuoteCard()``; ``show_quote(stop, quote or None, prices)``.

    Signals: ``made(dict kind → tenths)``, ``answered(bool)``, ``left()``.
    """

    made = Signal(dict)
    answered = Signal(bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stop: Stop | None = None
        self.quote: Quote | None = None
        self._wanted: dict[str, int] = {}
        self._prices: Mapping[str, int] = {}
        self._figures: dict[str, Text] = {}
        self._steps: list[Key] = []
        self._title = Text("", "h1").eliding().named("quote_title")
        self._state = Text("", "muted").wrapped().named("quote_state")
        self.body.addLayout(column(self._title, self._state, spacing=2))
        grid = QGridLayout()
        grid.setSpacing(6)
        for line, kind in enumerate(KINDS):
            self._line(grid, line, kind)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self._total = Amount("", 30)
        self._total.setObjectName("quote_total")
        sum_line = row(Text(_("Total"), "block"))
        sum_line.addWidget(self._total, 1)
        self.body.addLayout(sum_line)
        self.write = Key(_("Write the quote"), "file-pdf", "next", "F12").typed(20, 26).sized(68)
        self.write.named("quote_write").clicked.connect(lambda: self.made.emit(dict(self._wanted)))
        self.yes = Key(_("Accepted"), "check").sized(60).named("quote_yes")
        self.no = Key(_("Refused"), "prohibit").sized(60).named("quote_no")
        back = Key(_("Back to the stop"), "arrow-left").sized(60).named("quote_back")
        self.yes.clicked.connect(lambda: self.answered.emit(True))
        self.no.clicked.connect(lambda: self.answered.emit(False))
        back.clicked.connect(self.left)
        for key in (self.write, self.yes, self.no, back):
            key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addLayout(row(self.yes, self.no))
        self.body.addWidget(self.write)
        self.body.addWidget(back)

    def show_quote(self, stop: Stop, quote: Quote | None, prices: Mapping[str, int]) -> None:
        """Show the quote of a stop, or an empty one at the shop's prices."""
        self.stop, self.quote, self._prices = stop, quote, prices
        lines = quote.lines if quote is not None else ()
        self._wanted = {line.kind: line.tenths for line in lines}
        if quote is None and stop.floor > 0 and not stop.lift:
            self._wanted["floors"] = stop.floor * 10
        self._title.setText(_("Quote {number}", number=quote.number) if quote else _("New quote"))
        until = "/".join(reversed(quote.valid_until.split("-"))) if quote else ""
        self._state.setText(
            _("{state}, valid until {until}", state=_(STATES[quote.state]), until=until)
            if quote else _("for {number}", number=stop.number)
        )  # fmt: skip
        self._show()

    def _line(self, grid: QGridLayout, line: int, kind: str) -> None:
        words, _unit, icon = KINDS[kind]
        less = Key(icon="minus").typed(16, 22).sized(52, 48).named(f"{kind}_less")
        more = Key(icon="plus").typed(16, 22).sized(52, 48).named(f"{kind}_more")
        less.spoken(_("{what}: less", what=_(words)))
        more.spoken(_("{what}: more", what=_(words)))
        less.clicked.connect(lambda: self._step(kind, -STEPS[kind]))
        more.clicked.connect(lambda: self._step(kind, STEPS[kind]))
        self._figures[kind] = Text("", "strong").centred().named(f"{kind}_figure")
        self._figures[kind].setMinimumWidth(68)
        self._steps += [less, more]
        name = row(Pictogram(icon, "blue", 22, "bold"), Text(_(SHORT[kind])).eliding(), spacing=6)
        name.setStretch(1, 1)
        grid.addLayout(name, line, 0, 1, 2)
        for place, widget in enumerate((less, self._figures[kind], more)):
            grid.addWidget(widget, line, place + 2)

    def _step(self, kind: str, by: int) -> None:
        self._wanted[kind] = min(max(0, self._wanted.get(kind, 0) + by), MOST_TENTHS)
        self._show()

    def _show(self) -> None:
        answered = self.quote is not None and not self.quote.is_open
        for kind, figure in self._figures.items():
            tenths = self._wanted.get(kind, 0)
            counted = f"{tenths_words(tenths)} {_(KINDS[kind][1])}"
            figure.setText(format_grams(tenths * 10_000, 0) if kind == "waste" else counted)
        # An answered quote shows what it was; a refused one may be followed by another.
        closed = self.quote is not None and self.quote.state == "accepted"
        for key in self._steps:
            key.setEnabled(not closed)
        lines = [QuoteLine(kind, n, self._prices[kind]) for kind, n in self._wanted.items()]
        cents = self.quote.total_cents if closed and self.quote else total(lines)
        self._total.set_text(format_cents(cents))
        self.write.setEnabled(bool(cents) and not closed)
        same = self.quote is not None and cents == self.quote.total_cents
        for key in (self.yes, self.no):
            key.setEnabled(self.quote is not None and not answered and same)
