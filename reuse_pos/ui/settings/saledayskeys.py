"""Which price keys keep their price during sale days."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from reuse_pos.domain.pricing import PriceKey
from reuse_pos.domain.wording import _
from reuse_pos.ui.settings.tickkey import TickKey
from reuse_pos.ui.widgets import Key, Panel, Text, column, row


class KeysLeftOut(Panel):
    """``KeysLeftOut()``: the price keys of the chosen families; a touched one keeps its price.
    ``begin(keys, families, out)``; signals ``done(object codes)``."""

    done = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self._keys: dict[str, TickKey] = {}
        self._kept: tuple[str, ...] = ()
        back = Key(_("Done"), "check", "pri").sized(56).named("left_out_done")
        back.clicked.connect(lambda: self.done.emit(self.codes()))
        self._grid = QGridLayout()
        self._grid.setSpacing(9)
        layout = column(spacing=12)
        layout.addLayout(row(Text(_("Which keys keep their price?"), "h1"), None, back))
        layout.addLayout(self._grid)
        layout.addStretch(1)
        self.setLayout(layout)

    def begin(self, keys: Sequence[tuple[PriceKey, str]], out: Sequence[str]) -> None:
        """Offer keys with the family each belongs to."""
        for old in self._keys.values():
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._keys = {}
        for number, (one, family) in enumerate(keys):
            code = f"key:{one.code}"
            key = TickKey(one.label, one.icon, family, code in out).sized(54).named(code)
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._keys[code] = key
            self._grid.addWidget(key, number // 5, number % 5)
        self._kept = tuple(one for one in out if one not in self._keys)

    def codes(self) -> tuple[str, ...]:
        """The keys left out, those not shown kept as they were."""
        touched = tuple(code for code, key in self._keys.items() if key.isChecked())
        return (*self._kept, *touched)
