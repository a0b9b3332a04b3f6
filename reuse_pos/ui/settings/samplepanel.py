"""The day of weighing: twenty pieces of a kind, one by one, one touch a piece."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.mass import (
    LEARNED_FROM,
    Source,
    Weighing,
    format_grams,
    parse_kilos,
    plain_kilos,
)
from reuse_pos.domain.people import Person
from reuse_pos.domain.sampling import Mean
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.services.verb import Done
from reuse_pos.ui import sounds
from reuse_pos.ui.scalewatch import ScaleWatch
from reuse_pos.ui.screen import Screen
from reuse_pos.ui.settings.listpage import field, labelled
from reuse_pos.ui.widgets import Bar, Card, Key, Panel, ScaleReadout, Text, row

SHOWN = 10


class SamplePanel(Panel):
    """``SamplePanel(shop, person, screen)``: ``begin(mean)``, ``stop()``. Signals
    ``weighed(Mean)`` after each piece, ``closed()``."""

    weighed = Signal(object)
    closed = Signal()

    def __init__(self, shop: Shop, person: Person, screen: Screen) -> None:
        super().__init__("canvas")
        self.shop, self.person, self.host = shop, person, screen
        self._known: Mean | None = None
        self.pieces: list[int] = []
        self._taken = 0
        self._odd: Weighing | None = None
        self.look = ScaleWatch(shop.counter.scale_reading, self)
        self.look.shown.connect(self._scale_changed)
        self._build()

    def begin(self, known: Mean) -> None:
        """Weigh pieces of a kind; the ones weighed before count."""
        self._known, self.pieces, self._taken, self._odd = known, [], 0, None
        self.typed.clear()
        self.look.watch(True)
        self._show()

    def stop(self) -> None:
        """Leave the scale; every piece is kept already."""
        self.look.watch(False)

    def press_next(self) -> None:
        """Keep the piece shown."""
        if self.keep.isEnabled():
            self.keep.click()

    def _weighing(self) -> Weighing | None:
        text = self.typed.text().strip()
        if text:
            try:
                return Weighing(parse_kilos(text), 0, Source.TYPED)
            except Refusal:
                return None
        # The same piece is not counted twice: the scale must have changed in between.
        grams = self.look.steady_grams
        return Weighing(grams, 0, Source.SCALE) if grams and grams != self._taken else None

    def _keep(self) -> None:
        weighing, known = self._weighing(), self._known
        if weighing is None or known is None:
            return
        sampling, actor, code = self.shop.sampling, self.person.actor, known.category.code
        sure = self._odd == weighing

        def done(result: Done[int]) -> None:
            sounds.play(sounds.WEIGHED)
            self.pieces.append(result.value)
            if weighing.source is Source.SCALE:
                self._taken = weighing.gross_g
            self.typed.clear()
            self._again(code)

        def refused(refusal: Refusal) -> bool:
            if refusal.code != "odd":
                return False
            self._odd = weighing
            self.host.show_refusal(refusal.sentence)
            self._show()
            return True

        self.host.run_verb(
            lambda: sampling.weigh_piece(actor, code, weighing, sure=sure), done, self.keep, refused
        )

    def _take_back(self) -> None:
        known = self._known
        if known is None or not self.pieces:
            return
        sampling, actor, code = self.shop.sampling, self.person.actor, known.category.code
        grams = self.pieces[-1]

        def done(_result: object) -> None:
            self.pieces.pop()
            self._taken = 0
            self._again(code)

        self.host.run_verb(lambda: sampling.take_back(actor, code, grams), done, self.undo)

    def _again(self, code: str) -> None:
        self._odd = None
        self._known = self.shop.sampling.mean(code)
        self.weighed.emit(self._known)
        self._show()

    def _scale_changed(self, load: ScaleView) -> None:
        if load.state == "empty":
            self._taken = 0
        self._odd = None
        self._show()

    def _show(self) -> None:
        known = self._known
        if known is None:
            return
        load = self.look.load
        sentence = _("Type the weight by hand.") if load.state == "lost" else ""
        if self._taken and load.grams == self._taken:
            sentence = _("Recorded: put the next piece on the scale.")
        self.readout.show_weight(plain_kilos(load.grams, 2), load.state, sentence)
        self.title.setText(known.category.label)
        self.bar.set_permille(1000 * min(known.n, LEARNED_FROM) // LEARNED_FROM)
        left = known.still
        self.count.setText(
            ngettext("{n} piece to go", "{n} pieces to go", left)
            if left else _("Twenty pieces weighed: this mean is now used")
        )  # fmt: skip
        mean = "—" if known.mean_g is None else format_grams(known.mean_g, 3)
        spread = "" if known.spread_g is None else f" ± {format_grams(known.spread_g, 3)}"
        self.mean.setText(_("Mean: {mean}", mean=mean + spread))
        self.last.setText(" · ".join(plain_kilos(one, 2) for one in self.pieces[-SHOWN:]))
        self.keep.setText(_("Keep it all the same") if self._odd else _("Keep this piece"))
        self.keep.setEnabled(self._weighing() is not None)
        self.undo.setEnabled(bool(self.pieces))

    def _build(self) -> None:
        self.title = Text("", "block").eliding().named("sample_title")
        self.readout = ScaleReadout(_("One piece on the scale"), 60)
        self.readout.setObjectName("sample_weight")
        self.bar = Bar()
        self.count = Text("", "strong").wrapped().named("sample_count")
        self.mean = Text("", "block").eliding().named("sample_mean")
        self.last = Text("", "sub").wrapped().named("sample_last")
        self.typed = field(_("Or type it (kg)"), "sample_typed", 7)
        self.typed.textChanged.connect(lambda _text: self._show())
        self.keep = Key("", "check", "next", "F12").typed(20, 26).sized(72).named("sample_keep")
        self.keep.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.keep.clicked.connect(self._keep)
        self.undo = Key(_("Undo"), "arrow-counter-clockwise").sized(72).named("sample_undo")
        self.undo.clicked.connect(self._take_back)
        stop = Key(_("Stop here"), "x").sized(72).named("sample_stop")
        stop.clicked.connect(self.closed)
        progress = Card()
        for one in (self.count, self.bar, self.mean, self.last):
            progress.body.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addWidget(self.readout)
        layout.addLayout(labelled(_("Or type it (kg)"), self.typed))
        layout.addWidget(progress)
        layout.addLayout(row(stop, self.undo, self.keep))
        layout.addStretch(1)
