"""The load on the yard's scale: its live net weight, and the bin or cage it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.intake import LOST, CrateGuard, ScaleView, checked_load, live_weighing
from reuse_pos.domain.mass import Source, Weighing, format_grams, plain_kilos
from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Key, ScaleReadout, Text
from reuse_pos.ui.widgets import scale as states

Tare = tuple[str, str, int]
SHOWN = 3


class LoadStrip(QWidget):
    """``LoadStrip()``: ``load(capacity_g)`` is the weighing of what stands there (refuses what
    cannot be believed), ``recorded()`` after it was written. Signals ``changed()``,
    ``hand_asked()``."""

    changed = Signal()
    hand_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view, self._guard = ScaleView(LOST), CrateGuard()
        self._typed: int | None = None
        self._tares: tuple[Tare, ...] = ()
        self._chosen = 0
        self.keys: list[Key] = []
        self.readout = ScaleReadout(_("Weight"), 52)
        self.readout.setFixedWidth(250)
        self.hand = Key(_("Weight by hand"), "note-pencil").sized(48).named("load_hand")
        self.hand.clicked.connect(self.hand_asked)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(Text(_("In what?"), "strong"))
        side.addLayout(self._row)
        side.addWidget(self.hand)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addWidget(self.readout)
        layout.addLayout(side, 1)
        self._show()

    def set_compact(self, compact: bool) -> None:
        """Narrower, for 1024 pixels."""
        self.readout.setFixedWidth(200 if compact else 250)

    def offer(self, tares: Sequence[Tare]) -> None:
        """The containers to choose from: code, words, tare in grams; the first is chosen."""
        for key in self.keys:
            key.hide()
            key.deleteLater()
        self._tares = (("", _("Nothing"), 0), *tares)[: SHOWN + 1]
        self.keys = []
        for number, (code, words, tare) in enumerate(self._tares):
            key = Key(words).typed(15).sized(56).choosable(number == 0)
            key.with_sub(format_grams(tare) if tare else "").named(f"tare_{code or 'none'}")
            key.clicked.connect(lambda _on=False, n=number: self._choose(n))
            self.keys.append(key)
            self._row.addWidget(key, 1)
        self._choose(0)

    def see(self, view: ScaleView) -> None:
        """The scale shows something; a typed weight stays until it is used or a load comes."""
        self._view, self._guard = view, self._guard.seen(view)
        if view.grams and view.state != LOST:
            self._typed = None
        self._show()

    def type_weight(self, grams: int) -> None:
        """A person typed the net weight, in grams."""
        self._typed = grams
        self._show()

    def load(self, capacity_g: int) -> Weighing:
        """The weighing of what stands there now."""
        if self._typed is not None:
            return checked_load(Weighing(self._typed, 0, Source.TYPED), capacity_g)
        if self._guard.holds:
            raise Refusal(
                _("This load is already on the slip. Take it off the scale first."), "same_load"
            )
        code, _words, tare = self._tares[self._chosen]
        return live_weighing(self._view, tare, code or None, capacity_g)

    def recorded(self) -> None:
        """The load was written: the same one is not taken again."""
        if self._typed is None:
            self._guard = self._guard.recorded(self._view.grams)
        self._typed = None
        self._show()

    def forget(self) -> None:
        """The last load was taken back: it may be written again."""
        self._guard = CrateGuard()
        self._show()

    def _choose(self, number: int) -> None:
        self._chosen = number
        for other, key in enumerate(self.keys):
            key.setChecked(other == number)
        self._show()

    def _show(self) -> None:
        tare = self._tares[self._chosen][2] if self._tares else 0
        view = self._view
        if self._typed is not None:
            self.readout.show_weight(plain_kilos(self._typed, 2), states.STABLE)
            self.readout.chip.show_state("info", "note-pencil", _("By hand"))
        elif view.state == LOST:
            self.readout.show_weight("", states.LOST)
        else:
            self.readout.show_weight(plain_kilos(max(view.grams - tare, 0), 2), view.state)
            if self._guard.holds:
                self.readout.chip.show_state("ok", "check", _("On the slip"))
        self.readout.sentence.hide()
        self.changed.emit()
