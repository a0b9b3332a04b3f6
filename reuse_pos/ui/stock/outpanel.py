"""Évacuer: how a thing leaves without being sold, who takes it, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout

from reuse_pos.domain.mass import DESTINATIONS, format_grams
from reuse_pos.domain.wording import _
from reuse_pos.services.stock import TAKEN_BY, Outflow
from reuse_pos.services.stock_search import Hit
from reuse_pos.ui.stock.scrolled import scrolled
from reuse_pos.ui.widgets import Card, Flow, Key, Text, row

# What is said of a loss; nothing else leaves without a destination.
LOST = "lost"
WAYS = {
    "gift": "hand-heart",
    "partner_reuse": "users",
    "recycling": "recycle",
    "disposal": "trash",
    "energy": "lightning",
    "sorter": "t-shirt",
    "internal_use": "house-simple",
    LOST: "question",
}
Parties = Callable[[str], Sequence[tuple[str, str]]]


class OutPanel(Card):
    """``OutPanel(parties)``: ``ask(hit)``; signals ``asked(Outflow)``, ``closed()``. Children:
    ``ways``, ``takers``, ``reason``, ``do``. ``parties(kind)`` gives codes and names."""

    asked = Signal(object)
    closed = Signal()

    def __init__(self, parties: Parties) -> None:
        super().__init__()
        self.setObjectName("stock_out")
        self._parties = parties
        self._party: str | None = None
        self.what = Text("", "sub").eliding()
        self.back = Key("", "x", "quiet").typed(16, 22).sized(48, 48).spoken(_("Close"))
        self.back.named("out_close").clicked.connect(self.closed)
        self.ways = {
            code: Key(_two_lines(_(DESTINATIONS[code])), icon, place="above").choosable()
            .typed(14, 24).sized(78).named(f"out_{code}")
            for code, icon in WAYS.items()
        }  # fmt: skip
        self.takers: dict[str, Key] = {}
        self._flow, self._tiles = Flow(gap=8), QGridLayout()
        self.who = Text(_("Who takes it?"), "strong")
        self.reason = QLineEdit()
        self.reason.setObjectName("out_reason")
        self.reason.setMaxLength(80)
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Reason (you may leave it empty)"))
        self.do = Key(_("Send out"), "recycle", "next", "F12").typed(20, 26).sized(72)
        self.do.named("out_do").setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._build()

    def ask(self, hit: Hit) -> None:
        """Ask for a thing."""
        grams = format_grams(hit.item.grams) if hit.item.grams else ""
        self.what.setText(" · ".join(p for p in (hit.item.label, hit.item.short, grams) if p))
        for key in self.ways.values():
            key.setChecked(False)
        self.reason.clear()
        self._show_takers(())
        self._ready()

    def choose(self, way: str) -> None:
        """Touch a way out; those who may take it follow."""
        for code, key in self.ways.items():
            key.setChecked(code == way)
        kind = TAKEN_BY.get(way)
        self._show_takers(self._parties(kind) if kind else ())
        lost = way == LOST
        self.reason.setPlaceholderText(
            _("What happened?") if lost else _("Reason (you may leave it empty)")
        )
        self._ready()

    def set_compact(self, compact: bool) -> None:
        """Two ways side by side in a narrow panel, else three."""
        across = 2 if compact else 3
        for number, key in enumerate(self.ways.values()):
            self._tiles.addWidget(key, number // across, number % across)
        for column in range(3):
            self._tiles.setColumnStretch(column, 1 if column < across else 0)

    def _way(self) -> str:
        return next((code for code, key in self.ways.items() if key.isChecked()), "")

    def _show_takers(self, parties: Sequence[tuple[str, str]]) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.takers = {}
        self._party = parties[0][0] if len(parties) == 1 else None
        for code, name in parties:
            key = Key(name).choosable(code == self._party).named(f"taker_{code}")
            key.clicked.connect(lambda _on=False, code=code: self._take(code))
            self.takers[code] = key
            self._flow.addWidget(key)
        self.who.setVisible(bool(parties))

    def _take(self, party: str) -> None:
        self._party = party
        for code, key in self.takers.items():
            key.setChecked(code == party)
        self._ready()

    def _ready(self) -> None:
        way = self._way()
        wants_reason = way == LOST and not self.reason.text().strip()
        self.do.setEnabled(bool(way) and (way not in TAKEN_BY or bool(self._party))
                           and not wants_reason)  # fmt: skip

    def _press(self) -> None:
        self.asked.emit(Outflow(self._way(), self._party, reason=self.reason.text().strip()))

    def _build(self) -> None:
        self.reason.textChanged.connect(lambda _text: self._ready())
        self.do.clicked.connect(self._press)
        top = row(Text(_("Send out"), "h1"), None, self.back)
        self.body.addLayout(top)
        self.body.addWidget(self.what)
        self._tiles.setSpacing(8)
        for code, key in self.ways.items():
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self.choose(code))
        self.set_compact(False)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(self._tiles)
        column.addWidget(self.who)
        column.addLayout(self._flow)
        column.addWidget(self.reason)
        column.addStretch(1)
        self.body.addWidget(scrolled(column), 1)
        self.body.addWidget(self.do)


def _two_lines(said: str) -> str:
    """Words broken near their middle."""
    breaks = [n for n, mark in enumerate(said) if mark == " "]
    if len(said) <= 12 or not breaks:
        return said
    at = min(breaks, key=lambda n: abs(n - len(said) / 2))
    return f"{said[:at]}\n{said[at + 1 :]}"
