"""Old stock: when the list shows what has been here for long, one touch brings its prices down or
moves it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from reuse_pos.domain.roles import Actor, Permission
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.stock_search import Found
from reuse_pos.ui.widgets import Card, Key, Text, row

PROPOSED_BP = 2000


class OldBar(Card):
    """``OldBar(actor)``: ``show_found(found)`` shows it when an age was asked for; signals
    ``lowering(int basis_points)``, ``moving()``. Both mean the things of the first page."""

    lowering = Signal(int)
    moving = Signal()

    def __init__(self, actor: Actor) -> None:
        super().__init__(kind="note")
        self.setObjectName("stock_old")
        self._actor = actor
        self.body.setContentsMargins(14, 8, 8, 8)
        self.words = Text("", "strong").eliding()
        said = _("Lower by {n} %", n=PROPOSED_BP // 100)
        self.lower_key = Key(said, "percent").named("old_lower")
        self.move_key = Key(_("Move them"), "swap").named("old_move")
        self.lower_key.clicked.connect(lambda: self.lowering.emit(PROPOSED_BP))
        self.move_key.clicked.connect(self.moving)
        line = row(self.words, self.lower_key, self.move_key, spacing=8)
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.hide()

    def show_found(self, found: Found) -> None:
        """Appear where things older than some days were asked for and found."""
        may_lower = self._actor.may(Permission.PRICE)
        may_move = self._actor.may(Permission.MOVE_STOCK)
        self.lower_key.setVisible(may_lower)
        self.move_key.setVisible(may_move)
        n = len(found.rows)
        self.words.setText(ngettext("{n} object shown", "{n} objects shown", n))
        old = found.filters.over_days is not None
        self.setVisible(old and bool(n) and (may_lower or may_move))
