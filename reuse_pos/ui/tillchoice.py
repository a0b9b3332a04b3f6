"""The tills of this program, each with how it stands: touching one makes it this post's till."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _
from reuse_pos.services.till import TillStatus
from reuse_pos.ui.widgets import Tile


def standing(status: TillStatus) -> str:
    """ "ouverte à 09:04 par 07", or what is left in its drawer."""
    if not status.session:
        return _("closed, {amount} in the drawer", amount=format_cents(status.carried_cents))
    hour = status.opened_at[11:16]
    if status.stale:
        day = ".".join(reversed(status.opened_at[5:10].split("-")))
        return _("left open on the {day} by {op}", day=day, op=status.op)
    return _("open since {hour} by {op}", hour=hour, op=status.op)


class TillChoice(QWidget):
    """``TillChoice()``: one tile a till; ``show_tills(statuses, here)``; signal
    ``chosen(str till)``."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: dict[str, Tile] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)

    def show_tills(self, tills: Sequence[TillStatus], here: str) -> None:
        """Show these tills, the post's own lit."""
        for old in self.tiles.values():
            self._layout.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.tiles = {}
        for status in tills:
            name = _("Till {number}", number=status.number)
            tile = Tile(name, standing(status), "cash-register").typed(22, 16, 40, 700).sized(96)
            tile.choosable(status.till == here).named(f"till_{status.till}")
            tile.clicked.connect(lambda _on=False, one=status.till: self.chosen.emit(one))
            self.tiles[status.till] = tile
            self._layout.addWidget(tile)
