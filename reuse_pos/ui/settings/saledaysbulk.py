"""The end of sale days by the kilo or the piece: labels nobody saw, accepted as sold in bulk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.sale_days import Operation, span_words
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.sale_days import Bulk
from reuse_pos.ui.settings.tickkey import TickKey
from reuse_pos.ui.widgets import Card, Key, Panel, Text, column, row


class BulkPage(Panel):
    """``BulkPage(back)``: ``begin(operation, bulk)``; signal ``accepted(object ids)``. Every label
    is ticked at first; the ones still on the shelf are touched off."""

    accepted = Signal(object)

    def __init__(self, back: Key, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.keys: dict[bytes, TickKey] = {}
        self._title = Text("", "h1")
        self._why = Text("", "body").wrapped()
        self._sum = Text("", "strong").wrapped()
        self._grid = QGridLayout()
        self._grid.setSpacing(9)
        self.accept_key = Key("", "check", "next", "F12").typed(19, 24).sized(72, 380)
        self.accept_key.named("bulk_accept")
        self.accept_key.clicked.connect(lambda: self.accepted.emit(self.chosen()))
        inner = Panel("canvas")
        holder = column(spacing=0)
        holder.addLayout(self._grid)
        holder.addStretch(1)
        inner.setLayout(holder)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        card = Card()
        card.body.addWidget(self._title)
        card.body.addWidget(self._why)
        layout = column(spacing=12)
        layout.addLayout(row(back, None))
        layout.addWidget(card)
        layout.addWidget(area, 1)
        foot = row(spacing=14)
        foot.addWidget(self._sum, 1)
        foot.addWidget(self.accept_key)
        layout.addLayout(foot)
        self.setLayout(layout)

    def begin(self, operation: Operation, bulk: Bulk) -> None:
        """Show what was not seen."""
        self._bulk = bulk
        self._title.setText(f"{operation.name}, {span_words(operation.plan)}")
        for old in self.keys.values():
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.keys = {}
        for number, item in enumerate(bulk.things):
            words = f"{item.label}\n{item.short} · {format_cents(item.price_cents or 0)}"
            key = TickKey(words, chosen=True).typed(14).sized(62).named(f"bulk_{item.short}")
            key.clicked.connect(self._show)
            self.keys[item.id] = key
            self._grid.addWidget(key, number // 4, number % 4)
        for number in range(4):
            self._grid.setColumnStretch(number, 1)
        self._why.setText(
            _("These labels were not seen at the till. They probably left in bags, without a scan. "
              "Touch off what is still on the shelf.")
            if bulk.things
            else _("Every label was seen at the till. There is nothing left to say.")
        )  # fmt: skip
        self._show()

    def chosen(self) -> list[bytes]:
        """The things that left."""
        return [item for item, key in self.keys.items() if key.isChecked()]

    def _show(self) -> None:
        chosen = set(self.chosen())
        grams = sum(item.grams for item in self._bulk.things if item.id in chosen)
        kept = min(self._bulk.weighed_g, grams)
        self.accept_key.setText(
            ngettext("{n} sold in bulk", "{n} sold in bulk", len(chosen))
            if chosen
            else _("All is still here")
        )
        self._sum.setText(
            _("{grams}, of which {kept} were weighed at the till already. No money: it was paid "
              "without the labels.", grams=format_grams(grams), kept=format_grams(kept))
            if chosen
            else ""
        )  # fmt: skip
