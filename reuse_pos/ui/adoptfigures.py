"""The figures of a label taken in: the price it says, what the thing weighs, how many there are."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.mass import Source, Weighing, format_grams, plain_kilos
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.amountpad import AmountPad
from reuse_pos.ui.scalewatch import ScaleWatch
from reuse_pos.ui.widgets import Key, ScaleWell

PRICE, WEIGHT, PIECES = "price", "weight", "pieces"


class AdoptFigures(QWidget):
    """``AdoptFigures(shop, batch)``: signal ``changed()``; ``cents``, ``weighing`` (None until it
    is known), ``pieces``; ``show_usual(grams, source)`` offers what such a piece usually weighs.

    What stands still on the scale is taken by itself; a typed weight goes before it.
    """

    changed = Signal()

    def __init__(self, shop: Shop, batch: bool) -> None:
        super().__init__()
        self._usual: tuple[int, Source] = (0, Source.UNKNOWN)
        self._usual_taken = False
        self.pads = {
            PRICE: AmountPad(_("Price"), format_cents),
            WEIGHT: AmountPad(_("Weight"), lambda grams: format_grams(grams, 3), 3),
        }
        words = {PRICE: _("Price"), WEIGHT: _("Weight")}
        if batch:
            self.pads[PIECES] = AmountPad(_("Pieces"), str, 0)
            words[PIECES] = _("Pieces")
        self.keys = {code: Key(text).sized(64) for code, text in words.items()}
        self.look = ScaleWatch(shop.counter.scale_reading, self)
        self.look.shown.connect(self._scale_says)
        self._has_scale = shop.counter.has_scale()
        self.well = ScaleWell()
        self.usual_key = Key("").with_sub(_("usual weight")).typed(16).sized(56)
        self.usual_key.named("adopt_usual")
        self.usual_key.clicked.connect(self._take_usual)
        self._lay_out()
        self.show_figure(PRICE)

    @property
    def cents(self) -> int:
        """The price the label says, in cents."""
        return self.pads[PRICE].value

    @property
    def pieces(self) -> int:
        """How many pieces; 1 for an object."""
        return self.pads[PIECES].value if PIECES in self.pads else 1

    @property
    def weighing(self) -> Weighing | None:
        """What the thing weighs, and how that is known."""
        typed = self.pads[WEIGHT]
        if not typed.empty:
            return Weighing(typed.value, 0, Source.TYPED) if typed.value else None
        if self._usual_taken:
            grams, source = self._usual
            return Weighing(grams * max(self.pieces, 1), 0, source)
        grams = self.look.steady_grams
        return Weighing(grams, 0, Source.SCALE) if grams else None

    @property
    def complete(self) -> bool:
        """Whether every figure is known."""
        return self.cents > 0 and self.pieces > 0 and self.weighing is not None

    def watch(self, on: bool) -> None:
        """Look at the scale, or no more."""
        self.look.watch(on and self._has_scale)

    def show_usual(self, grams: int, source: Source) -> None:
        """What one piece of the kind touched usually weighs; 0 where nobody knows."""
        self._usual, self._usual_taken = (grams, source), False
        self.usual_key.setText(_("About {weight}", weight=format_grams(grams)))
        self._tell()

    def show_figure(self, code: str) -> None:
        """Ask for this figure."""
        self.stack.setCurrentWidget(self.pads[code])
        for one, key in self.keys.items():
            key.setChecked(one == code)
        self._tell()

    def forward(self) -> bool:
        """Enter: the next figure that is missing; False when none is."""
        missing = {PRICE: self.cents <= 0, PIECES: self.pieces <= 0, WEIGHT: self.weighing is None}
        code = next((one for one in self.pads if missing[one]), "")
        if code:
            self.show_figure(code)
        return bool(code)

    def take(self, event: QKeyEvent) -> bool:
        """A figure of the keyboard; False if it is none."""
        pad = self.stack.currentWidget()
        return isinstance(pad, AmountPad) and pad.keypad.take(event)

    def _scale_says(self, load: ScaleView) -> None:
        self.well.show_weight(plain_kilos(load.grams, 3) + "\u00a0kg", load.state)
        self._tell()

    def _take_usual(self) -> None:
        self.pads[WEIGHT].clear()
        self._usual_taken = True
        self._tell()

    def _typed(self) -> None:
        if not self.pads[WEIGHT].empty:
            self._usual_taken = False
        self._tell()

    def _tell(self) -> None:
        weighing = self.weighing
        known = {
            Source.SCALE: _("on the scale"), Source.TYPED: _("typed in"),
        }.get(weighing.source, _("usual")) if weighing else ""  # fmt: skip
        weight = f"{format_grams(weighing.net_g, 3)} · {known}" if weighing else "—"
        told = {PRICE: format_cents(self.cents), WEIGHT: weight, PIECES: str(self.pieces)}
        for code, key in self.keys.items():
            words = "—" if code == PRICE and not self.cents else told[code]
            key.with_sub(words).spoken(f"{key.text()} {words}")
        asked = self.stack.currentWidget() is self.pads[WEIGHT]
        self.well.setVisible(asked and self._has_scale)
        self.usual_key.setVisible(asked and self._usual[0] > 0)
        self.changed.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        line = QHBoxLayout()
        line.setSpacing(10)
        self.stack = QStackedWidget()
        for code, key in self.keys.items():
            key.choosable().named(f"adopt_{code}")
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self.show_figure(code))
            line.addWidget(key, 3 if code == WEIGHT else 2)
            self.stack.addWidget(self.pads[code])
            self.pads[code].changed.connect(self._typed)
        self.usual_key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        beside = QHBoxLayout()
        beside.setSpacing(10)
        beside.addWidget(self.well, 1)
        beside.addWidget(self.usual_key, 1)
        layout.addLayout(line)
        layout.addWidget(self.stack, 1)
        layout.addLayout(beside)
