"""The slips that are over: read again, printed again, corrected after the receiver's ticket."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.month import short_day
from reuse_pos.domain.outflow import Slip
from reuse_pos.domain.wording import _
from reuse_pos.ui.outflow.parts import clear, grid, scrolling, wide
from reuse_pos.ui.outflow.words import title_of
from reuse_pos.ui.widgets import EmptyState, Key, Panel


class PastPage(Panel):
    """``PastPage(reports)``: ``show_slips(slips, names)``, signals ``opened(str number)`` and,
    for who sees the ``reports``, ``register(int months back)``."""

    opened = Signal(str)
    register = Signal(int)

    def __init__(self, reports: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("canvas", parent)
        now = Key(_("Waste register of this month"), "file-pdf").sized(56).named("register_now")
        last = Key(_("Waste register of last month"), "file-pdf").sized(56).named("register_last")
        for back, key in enumerate((now, last)):
            key.setHidden(not reports)
            key.clicked.connect(lambda _on=False, back=back: self.register.emit(back))
        self.rows: dict[str, Key] = {}
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 6, 0)
        self._list.setSpacing(8)
        holder = Panel("canvas")
        holder.setLayout(self._list)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(scrolling(holder), 1)
        layout.addLayout(grid([now, last], 2))

    def show_slips(self, slips: Sequence[Slip], names: dict[str, str]) -> None:
        """Fill the list, the newest first."""
        clear(self._list)
        self.rows = {}
        for slip in slips:
            key = Key(f"{slip.number} · {title_of(slip, names)}").sized(64)
            key.with_icon(slip.way.icon, "duotone", slip.way.tint).named(f"past_{slip.number}")
            key.with_sub(_past_words(slip))
            key.clicked.connect(lambda _on=False, n=slip.number: self.opened.emit(n))
            self.rows[slip.number] = key
            self._list.addWidget(wide(key))
        if not slips:
            why = _("A slip is over when its ticket is noted.")
            self._list.addWidget(EmptyState("truck", _("No slip is over yet"), why))
        self._list.addStretch(1)


def _past_words(slip: Slip) -> str:
    if slip.is_cancelled:
        return _("given up on {day}", day=short_day(slip.day))
    words = _(
        "{day} · {weight}",
        day=short_day(slip.closed_on or slip.day),
        weight=format_grams(slip.grams),
    )
    if slip.ticket_no:
        words += " · " + _("ticket {number}", number=slip.ticket_no)
    return words
