"""Goods without a label, weighed during a count: by category, load after load."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.mass import Source, Weighing, format_grams, parse_kilos, plain_kilos
from reuse_pos.domain.stocktake import LooseGap
from reuse_pos.domain.wording import _
from reuse_pos.ui.scalewatch import ScaleWatch
from reuse_pos.ui.stocktake import words
from reuse_pos.ui.widgets import Key, Keypad, Panel, ScaleReadout, Text, row
from reuse_pos.ui.widgets import scale as states

LONGEST = 7


@dataclass(frozen=True)
class LooseView:
    """A category that can be weighed: its code, name and picture, grams the list says."""

    code: str
    label: str
    icon: str
    family: str
    grams: int


@dataclass(frozen=True)
class Tare:
    """A container: its name and grams."""

    label: str
    grams: int


class LoosePage(Panel):
    """``LoosePage(look, tares)``: ``show_goods(goods, gaps)``. Signals ``weighed(category,
    Weighing)``, ``none_left(category)``, ``closed()``."""

    weighed = Signal(str, object)
    none_left = Signal(str)
    closed = Signal()

    def __init__(self, look: ScaleWatch, tares: Sequence[Tare]) -> None:
        super().__init__("canvas")
        self._look, self._typed, self.category = look, "", ""
        self._goods: dict[str, LooseView] = {}
        self._gaps: dict[str, LooseGap] = {}
        self.keys: dict[str, Key] = {}
        self.tare = 0
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(20, 14, 20, 14)
        whole.setSpacing(16)
        whole.addLayout(self._left(), 5)
        whole.addLayout(self._right(tares), 6)
        look.shown.connect(self._show_load)

    def show_goods(self, goods: Sequence[LooseView], gaps: Sequence[LooseGap]) -> None:
        """Show what can be weighed, and what was."""
        self._goods = {one.code: one for one in goods}
        self._gaps = {gap.category: gap for gap in gaps}
        while self._list.count():
            item = self._list.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.keys = {}
        for one in goods:
            key = Key(one.label).with_icon(one.icon, "duotone").sized(64).choosable()
            key.with_sub(self._sub(one)).named(f"loose_{one.code}")
            key.spoken(f"{one.label}, {self._sub(one)}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=one.code: self.choose(code))
            self.keys[one.code] = key
            self._list.addWidget(key)
        self._list.addStretch(1)
        self.nothing.setVisible(not goods)
        first = next(iter(self._goods), "")
        self.choose(self.category if self.category in self._goods else first)

    def choose(self, category: str) -> None:
        """Choose what is being weighed."""
        self.category, self._typed = category, ""
        for code, key in self.keys.items():
            key.setChecked(code == category)
        self._show()

    def press_next(self) -> None:
        """Add the load shown."""
        if self.add.isEnabled():
            self.add.click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures of the keyboard type a weight; Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif not self._pad.take(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the scale while this is shown."""
        super().showEvent(event)
        self._look.watch(True)
        self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the scale alone."""
        super().hideEvent(event)
        self._look.watch(False)

    def _sub(self, one: LooseView) -> str:
        gap = self._gaps.get(one.code)
        if gap is None:
            return _("in the list: {weight}", weight=format_grams(one.grams))
        return _(
            "weighed {weight}, gap {gap}", weight=format_grams(gap.grams),
            gap=words.signed(gap.gap_g),
        )  # fmt: skip

    def _weighing(self) -> Weighing | None:
        if self._typed:
            try:
                gross = parse_kilos(self._typed)
            except Refusal:
                return None
            return Weighing(gross, self.tare, Source.TYPED)
        grams = self._look.steady_grams
        return Weighing(grams, self.tare, Source.SCALE) if grams else None

    def _add(self) -> None:
        weighing = self._weighing()
        if weighing is not None and self.category:
            self._typed = ""
            self.weighed.emit(self.category, weighing)

    def _type(self, figure: str) -> None:
        if (figure == "," and "," in self._typed) or len(self._typed) >= LONGEST:
            return
        self._typed += "0," if figure == "," and not self._typed else figure
        self._show()

    def _erase(self) -> None:
        self._typed = self._typed[:-1]
        self._show()

    def _set_tare(self, grams: int) -> None:
        self.tare = grams
        self._show()

    def _show_load(self, _load: ScaleView) -> None:
        self._show()

    def _show(self) -> None:
        one = self._goods.get(self.category)
        self.title.setText(one.label if one is not None else _("Loose goods"))
        for grams, key in self._tares:
            key.setChecked(grams == self.tare)
        load = self._look.load
        tare = _("container {weight} taken off", weight=format_grams(self.tare, 2))
        sentence = tare if self.tare else ""
        if self._typed:
            self.readout.show_weight(self._typed, states.STABLE, sentence)
            self.readout.chip.show_state("info", "note-pencil", _("Typed by hand"))
        else:
            net = load.grams - self.tare if load.grams else 0
            if load.state == "lost":
                sentence = _("Type the weight by hand.")
            elif load.state == "over":
                sentence = _("Too heavy: make two loads.")
            self.readout.show_weight(plain_kilos(net, 2), load.state, sentence)
        weighing = self._weighing()
        self.add.setEnabled(bool(self.category) and weighing is not None and weighing.net_g > 0)
        self.none.setEnabled(one is not None and self.category not in self._gaps)

    def _left(self) -> QVBoxLayout:
        inner = Panel("canvas")
        inner.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.nothing = Text(_("The list knows no loose goods here."), "muted").wrapped()
        back = Key(_("Back to the count"), "arrow-left").sized(60).named("loose_back")
        back.clicked.connect(self.closed)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(Text(_("What is weighed?"), "h1"))
        column.addWidget(self.nothing)
        column.addWidget(area, 1)
        column.addLayout(row(back, None))
        return column

    def _right(self, tares: Sequence[Tare]) -> QVBoxLayout:
        self.title = Text("", "h1").eliding().named("loose_title")
        self.readout = ScaleReadout("", 54)
        self.readout.setObjectName("weight")
        self._tares: list[tuple[int, Key]] = []
        keys = QHBoxLayout()
        keys.setSpacing(8)
        for one in (Tare(_("No crate"), 0), *tares[:3]):
            key = Key(one.label).with_sub(format_grams(one.grams, 2)).typed(15).sized(60)
            key.choosable().named(f"tare_{one.grams}").spoken(one.label)
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, grams=one.grams: self._set_tare(grams))
            keys.addWidget(key, 1)
            self._tares.append((one.grams, key))
        self._pad = Keypad()
        self._pad.typed.connect(self._type)
        self._pad.erased.connect(self._erase)
        self.none = Key(_("Nothing left"), "x").sized(72).named("none_left")
        self.none.clicked.connect(lambda: self.none_left.emit(self.category))
        self.add = Key(_("Add this load"), "plus", "next", "F12").typed(20, 26).sized(72)
        self.add.named("add_load")
        self.add.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add.clicked.connect(self._add)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.readout)
        column.addLayout(keys)
        column.addWidget(self._pad, 1)
        column.addLayout(row(self.none, self.add))
        return column
