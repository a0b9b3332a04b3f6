"""Déplacer: where things go, at which spot, and how many pieces of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout

from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import State
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.placing import SHOP, STORAGE, places_for
from reuse_pos.services.stock_search import Hit
from reuse_pos.ui.stock.scrolled import scrolled
from reuse_pos.ui.widgets import Card, Flow, Key, Stepper, Text, row

MOST_SPOTS = 8


@dataclass(frozen=True)
class Move:
    """What was asked: which things, where to, and `pieces` of a batch (None: all of it)."""

    items: tuple[Id, ...]
    where: str
    spot: str
    pieces: int | None = None


class MovePanel(Card):
    """``MovePanel()``: ``ask(hits, spots)``; signals ``asked(Move)``, ``closed()``. Children:
    ``places``, ``spot``, ``pieces``, ``do``."""

    asked = Signal(object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stock_move")
        self._items: tuple[Id, ...] = ()
        self._most = 1
        self.head, self.what = Text("", "h1").eliding(), Text("", "sub").eliding()
        self.back = Key("", "x", "quiet").typed(16, 22).sized(48, 48).spoken(_("Close"))
        self.back.named("move_close").clicked.connect(self.closed)
        self.places = {
            SHOP: Key(_("Shop (place)"), "storefront").choosable().sized(64).named("move_shop"),
            STORAGE: Key(_("Storeroom"), "package").choosable().sized(64).named("move_storage"),
        }
        self.spot = QLineEdit()
        self.spot.setObjectName("move_spot")
        self.spot.setPlaceholderText(_("Spot: Living room, aisle C…"))
        self.spot.setAccessibleName(_("Spot"))
        self.spot.setMaxLength(40)
        self.spots: list[Key] = []
        self._flow = Flow(gap=8)
        self.part = Text(_("How many pieces leave?"), "strong")
        self.pieces = Stepper(1, 1, 1)
        self.do = Key(_("Move"), "swap", "next", "F12").typed(20, 26).sized(72).named("move_do")
        self.do.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.do.clicked.connect(self._press)
        self._build()

    def ask(self, hits: Sequence[Hit], spots: Sequence[str]) -> None:
        """Ask for one thing, or for all those of the list."""
        self._items = tuple(hit.item.id for hit in hits)
        one = hits[0] if len(hits) == 1 else None
        self.head.setText(_("Move"))
        self.what.setText(
            f"{one.item.label} · {one.item.short}" if one is not None
            else ngettext("{n} object", "{n} objects", len(hits))
        )  # fmt: skip
        here = one.item.state if one is not None else None
        fits = places_for(one.item) if one is not None else tuple(self.places)
        for code, key in self.places.items():
            key.setEnabled(code in fits)
        self._choose(STORAGE if here is State.ON_SALE or SHOP not in fits else SHOP)
        self.spot.setText("")
        self._show_spots(spots)
        batch = one is not None and one.item.kind == "batch" and one.item.pieces > 1
        self._most = one.item.pieces if one is not None and batch else 1
        self.pieces.set_range(1, self._most)
        self.pieces.set_value(self._most)
        self.part.setVisible(batch)
        self.pieces.setVisible(batch)

    def _choose(self, where: str) -> None:
        for code, key in self.places.items():
            key.setChecked(code == where)

    def _show_spots(self, spots: Sequence[str]) -> None:
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.spots = []
        for number, spot in enumerate(spots[:MOST_SPOTS]):
            key = Key(spot, "map-pin").named(f"move_spot_{number}")
            key.with_icon("map-pin", "fill")
            key.clicked.connect(lambda _on=False, spot=spot: self.spot.setText(spot))
            self.spots.append(key)
            self._flow.addWidget(key)

    def _press(self) -> None:
        where = next(code for code, key in self.places.items() if key.isChecked())
        pieces = self.pieces.value() if self.pieces.value() < self._most else None
        self.asked.emit(Move(self._items, where, self.spot.text(), pieces))

    def _build(self) -> None:
        top = row(self.head, self.back)
        top.setStretch(0, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.what)
        column = QVBoxLayout()
        column.setSpacing(10)
        keys = row(*self.places.values(), spacing=8)
        for code, key in self.places.items():
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self._choose(code))
        column.addLayout(keys)
        column.addWidget(self.spot)
        column.addLayout(self._flow)
        column.addWidget(self.part)
        column.addWidget(self.pieces)
        column.addStretch(1)
        self.body.addWidget(scrolled(column), 1)
        self.body.addWidget(self.do)
