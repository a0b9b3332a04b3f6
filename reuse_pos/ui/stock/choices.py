"""A few answers to touch, one of them chosen: the values of a filter, the order of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from reuse_pos.domain.category import FAMILIES, FAMILY_ICON
from reuse_pos.domain.item import STATE_WORDS, State
from reuse_pos.domain.money import short_cents
from reuse_pos.domain.search import AGE, FAMILY, PLACE, PRICE, STATE, Filters
from reuse_pos.domain.wording import _
from reuse_pos.services.stock_search import ORDERS, PLACE_WORDS
from reuse_pos.ui.stock import words
from reuse_pos.ui.stock.scrolled import scrolled
from reuse_pos.ui.widgets import Card, Key, Text, row

PRICES = ((None, 500), (500, 1000), (1000, 2000), (2000, 5000), (5000, 10_000), (10_000, None))
AGES = ((None, 7), (7, 30), (30, None), (60, None), (90, None), (180, None))
STATES = (
    State.ON_SALE, State.IN_STORAGE, State.RESERVED, State.RECEIVED, State.TO_REPAIR,
    State.IN_REPAIR, State.READY, State.QUARANTINED, State.SOLD, State.GONE,
)  # fmt: skip
PLACE_ICONS = {
    "stock:shop": "storefront", "stock:storage": "package", "stock:workshop": "hammer",
    "stock:reception": "hand-arrow-down", "stock:quarantine": "hand-palm",
    "stock:reserved": "calendar-check",
}  # fmt: skip


@dataclass(frozen=True)
class Option:
    """One answer: what it means, its words and pictogram."""

    value: Any
    said: str
    icon: str = ""


class Choices(Card):
    """``Choices()``: ``ask(title, options)``; signals ``chosen(value)``, ``closed()``."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stock_choices")
        self.keys: list[Key] = []
        self.head = Text("", "h1").eliding()
        self.back = Key("", "x", "quiet").typed(16, 22).sized(48, 48).spoken(_("Close"))
        self.back.named("choices_close").clicked.connect(self.closed)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        top = row(self.head, self.back)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        self.body.addWidget(scrolled(self._column), 1)

    def ask(self, title: str, options: Sequence[Option], now: Any = None) -> None:
        """Show other answers; ``now`` is the present one."""
        self.head.setText(title)
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.keys = []
        for number, one in enumerate(options):
            key = Key(one.said, one.icon).choosable(one.value == now).sized(52)
            key.named(f"choice_{number}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, value=one.value: self.chosen.emit(value))
            self.keys.append(key)
            self._column.addWidget(key)
        self._column.addStretch(1)


def filter_options(kind: str, spots: Sequence[str]) -> list[Option]:
    """The answers of one filter; each value is the filter it sets."""
    if kind == FAMILY:
        return [Option(Filters(family=code), _(said), FAMILY_ICON[code])
                for code, said in FAMILIES.items()]  # fmt: skip
    if kind == STATE:
        return [Option(Filters(state=one.value), _(STATE_WORDS[one]), words.STATE_CHIPS[one][1])
                for one in STATES]  # fmt: skip
    if kind == PLACE:
        places = [Option(Filters(place=code), _(said), PLACE_ICONS[code])
                  for code, said in PLACE_WORDS.items()]  # fmt: skip
        return places + [Option(Filters(spot=one), one, "map-pin") for one in spots]
    if kind == PRICE:
        return [_between(low, high, euro=True) for low, high in PRICES]
    if kind == AGE:
        return [_between(low, high, euro=False) for low, high in AGES]
    raise ValueError(f"no filter called {kind}")


def order_options() -> list[Option]:
    """The orders the list can have."""
    return [Option(one, _(words.ORDER_WORDS[one])) for one in ORDERS]


def _between(low: int | None, high: int | None, *, euro: bool) -> Option:
    def said(number: int) -> str:
        return short_cents(number) if euro else _("{n} days", n=number)

    if euro:
        value = Filters(from_cents=low, to_cents=high)
    else:
        value = Filters(over_days=low, under_days=high)
    if low is None:
        return Option(value, _("less than {most}", most=said(high or 0)))
    if high is None:
        return Option(value, _("more than {least}", least=said(low)))
    return Option(value, _("{low} to {high}", low=said(low), high=said(high)))
