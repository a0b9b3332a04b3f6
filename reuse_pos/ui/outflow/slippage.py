"""A slip being filled: what stands on the scale goes on it by one touch, a scan adds a thing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain import outflow as rules
from reuse_pos.domain.category import Category
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.outflow import Slip, Taker
from reuse_pos.domain.wording import _
from reuse_pos.ui.outflow.loads import LoadPicker
from reuse_pos.ui.outflow.parts import clear, scrolling, wide
from reuse_pos.ui.outflow.strip import LoadStrip
from reuse_pos.ui.widgets import Amount, Card, Key, Panel, Text

NARROW = 800


class SlipPage(Panel):
    """``SlipPage(categories)``: signals ``gather()``, ``undo()``, ``cancel()``, ``leave()``,
    ``details()``, ``line_off(int)``; parts ``strip`` and ``picker``."""

    gather = Signal()
    undo = Signal()
    cancel = Signal()
    leave = Signal()
    details = Signal()

    def __init__(self, categories: dict[str, Category], parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.strip, self.picker = LoadStrip(), LoadPicker(categories)
        self.slip: Slip | None = None
        self.taker: Taker | None = None
        self.waiting = Key("", "basket", "pri").sized(56).named("slip_gather")
        self.waiting.clicked.connect(self.gather)
        self.side = self._side()
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.strip)
        left.addWidget(self.waiting)
        left.addWidget(self.picker, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(left, 1)
        layout.addWidget(self.side)

    def show_slip(self, slip: Slip, name: str, taker: Taker | None, waiting_g: int) -> None:
        """Show a slip as it stands."""
        self.slip, self.taker = slip, taker
        self.heading.setText(name)
        self.number.setText(f"{slip.number} · {_(slip.way.title)}")
        codes = [part for part in (slip.waste_code, slip.treatment, slip.carrier) if part]
        self.codes.setText(" · ".join(codes) or _("Carrier and codes to complete"))
        self.codes.setVisible(slip.way.ticket)
        self.edit.setVisible(slip.way.ticket)
        self.waiting.setVisible(waiting_g > 0)
        words = _("Already sorted for them: {weight}", weight=format_grams(waiting_g))
        self.waiting.setText(words)
        clear(self._lines)
        for line in reversed(rules.by_category(slip.loads)):
            self._lines.addWidget(_line(line.label, format_grams(line.grams)))
        if not slip.loads:
            empty = Text(_("Put a load on the scale and touch what it is, or scan a label."), "sub")
            self._lines.addWidget(empty.wrapped())
        self._lines.addStretch(1)
        self.total.set_text(format_grams(slip.weighed_g))
        has = bool(slip.loads)
        self.back.setEnabled(has)
        self.go.setEnabled(has)

    def accepts(self, category: Category) -> bool:
        """Whether the slip's organisation takes goods of a category."""
        return self.taker is None or self.taker.takes(category)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower at 1024 pixels."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        self.side.setFixedWidth(300 if narrow else 330)
        self.strip.set_compact(narrow)
        self.picker.columns = 2 if narrow else 3

    def _side(self) -> Card:
        card = Card()
        self.heading = Text("", "block").wrapped()
        self.number = Text("", "sub").eliding()
        self.codes = Text("", "body").wrapped()
        self.edit = Key(_("Carrier and codes"), "note-pencil").sized(48).named("slip_details")
        self.edit.clicked.connect(self.details)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)
        holder = QWidget()
        holder.setProperty("kind", "clear")
        holder.setLayout(self._lines)
        self.total = Amount("", 34, "blue")
        self.back = Key(_("Undo"), "arrow-counter-clockwise").sized(52)
        self.back.named("slip_undo").clicked.connect(self.undo)
        self.away = Key(_("Give up"), "x").sized(52).named("slip_cancel")
        self.away.clicked.connect(self.cancel)
        self.go = Key(_("The lorry leaves"), "truck", "next", "F12").typed(20, 26).sized(72)
        self.go.named("slip_leave").clicked.connect(self.leave)
        self.back_home = Key(_("All the slips"), "arrow-left", hint="F2").sized(48)
        self.back_home.named("slip_home").hide()
        for widget in (
            wide(self.back_home),
            self.heading,
            self.number,
            self.codes,
            wide(self.edit),
        ):
            card.body.addWidget(widget)
        card.body.addWidget(scrolling(holder), 1)
        sums = QHBoxLayout()
        sums.addWidget(Text(_("Total"), "strong"))
        sums.addWidget(self.total, 1)
        card.body.addLayout(sums)
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(wide(self.back), 1)
        keys.addWidget(wide(self.away), 1)
        card.body.addLayout(keys)
        card.body.addWidget(wide(self.go))
        return card


def _line(words: str, figure: str) -> QWidget:
    holder = QWidget()
    holder.setProperty("kind", "clear")
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 4, 0, 4)
    line.addWidget(Text(words, "body").eliding(), 1)
    line.addWidget(Text(figure, "strong").right())
    return holder
