"""The yard's list: the slips that are open, the skips and cages on site, one touch a step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.domain import outflow as rules
from reuse_pos.domain.outflow import Slip
from reuse_pos.domain.wording import _
from reuse_pos.services.outflow import SkipView
from reuse_pos.ui.outflow.parts import clear, scrolling, wide
from reuse_pos.ui.outflow.words import row_words, skip_words, title_of
from reuse_pos.ui.widgets import Card, Chip, Key, Panel, Text


class YardList(Panel):
    """``YardList()``: signals ``opened(str slip)``, ``begun()``, ``past()``, ``touched(SkipView)``;
    ``show_yard(slips, skips, names, today, chosen)``."""

    opened = Signal(str)
    begun = Signal()
    past = Signal()
    touched = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        self.rows: dict[str, Key] = {}
        self.touches: dict[str, Key] = {}
        self.new = Key(_("New slip"), "plus", hint="F2").sized(60).named("slip_new")
        wide(self.new)
        self.new.clicked.connect(self.begun)
        self.old = Key(_("Past slips"), "clock").sized(48).named("slip_past")
        wide(self.old)
        self.old.clicked.connect(self.past)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(8)
        inner = Panel("canvas")
        inner.setLayout(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.new)
        layout.addWidget(scrolling(inner), 1)
        layout.addWidget(self.old)

    def show_yard(
        self, slips: Sequence[Slip], skips: Sequence[SkipView], names: dict[str, str], today: str
    ) -> None:
        """Fill the list."""
        clear(self._list)
        self.rows, self.touches = {}, {}
        if slips:
            self._list.addWidget(Text(_("Slips under way"), "block"))
        for slip in slips:
            self._list.addWidget(self._slip_row(slip, names, today))
        if skips:
            self._list.addWidget(Text(_("Skips and cages"), "block"))
        for view in skips:
            self._list.addWidget(self._skip_card(view))
        if not slips and not skips:
            why = Text(_("No slip is open. Touch who takes the goods away."), "sub").wrapped()
            self._list.addWidget(why)
        self._list.addStretch(1)

    def light(self, number: str) -> None:
        """Light one slip of the list, or none."""
        for one, key in self.rows.items():
            key.setChecked(one == number)

    def _slip_row(self, slip: Slip, names: dict[str, str], today: str) -> Key:
        icon = "clock" if slip.state == rules.AWAITED else slip.way.icon
        key = Key(title_of(slip, names)).with_icon(icon, "duotone", slip.way.tint).sized(70)
        key.with_sub(row_words(slip, today)).choosable().named(f"slip_{slip.number}")
        wide(key)
        key.clicked.connect(lambda _on=False, n=slip.number: self.opened.emit(n))
        self.rows[slip.number] = key
        return key

    def _skip_card(self, view: SkipView) -> Card:
        card = Card()
        card.body.setContentsMargins(14, 10, 14, 10)
        card.body.setSpacing(6)
        step = rules.SKIP_STEPS[view.skip.state]
        kind = "warn" if view.late else "ok" if view.skip.state == "in_use" else "info"
        card.body.addWidget(Text(f"{view.skip.label} · {view.taker}", "strong").eliding())
        line = QHBoxLayout()
        line.addWidget(Chip(skip_words(view), "warning" if view.late else step.icon, kind))
        line.addStretch(1)
        card.body.addLayout(line)
        words = _("Open its slip") if view.slip and view.skip.state != "awaited" else _(step.touch)
        key = Key(words, "check").sized(48).named(f"skip_{view.skip.code}")
        wide(key.spoken(f"{view.skip.label}: {words}"))
        key.clicked.connect(lambda _on=False, view=view: self.touched.emit(view))
        self.touches[view.skip.code] = key
        card.body.addWidget(key)
        return card
