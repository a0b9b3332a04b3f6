"""The left side: a piece or a ticket scanned, a name typed, whose order is how far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reuse_pos.domain.orders import Stage, work_words
from reuse_pos.domain.wording import _
from reuse_pos.services.order_views import OrderView
from reuse_pos.ui.orders import words
from reuse_pos.ui.promiselist import ALL, ListWords, Promise, PromiseList
from reuse_pos.ui.promiserow import RowWords
from reuse_pos.ui.widgets import ErrorBar

READY, WORK, QUOTES, ENDED = "ready", "work", "quotes", "ended"
GROUP_OF = {Stage.READY: READY, Stage.ACCEPTED: WORK, Stage.QUOTED: QUOTES}


class OrderList(PromiseList):
    """``OrderList(error, locate)``: ``show_orders(open, ended, owed)``."""

    def __init__(self, error: ErrorBar, locate: Callable[[str | None], Path | None]) -> None:
        self._locate = locate
        groups = {
            ALL: _("All (orders)"), READY: _("Ready (orders)"), WORK: _("Workshop"),
            QUOTES: _("Quotes"), ENDED: _("Ended (orders)"),
        }  # fmt: skip
        said = ListWords(
            "order", groups, _("Scan the piece’s label or its ticket, or type a name"),
            _("Scan the label or the ticket"),
            ("paint-roller", _("No order"), _("Scan a piece bought here: its quote begins.")),
        )  # fmt: skip
        super().__init__(error, said)

    def show_orders(
        self, waiting: Sequence[OrderView], ended: Sequence[OrderView], owed_cents: int
    ) -> None:
        """The orders not ended, those ended lately, and the deposits the shop owes."""
        made = [
            Promise(view.id, self._words_of(view), frozenset({ALL, GROUP_OF[view.stage]}))
            for view in waiting
        ]
        made += [Promise(view.id, self._words_of(view), frozenset({ENDED})) for view in ended]
        self.show_all(made, owed_cents)

    def _words_of(self, view: OrderView) -> RowWords:
        order = view.order
        return RowWords(
            order.number, order.label, view.item.short, order.initials, work_words(order.steps),
            order.rest_cents, words.chip(view), view.icon, view.family,
            self._locate(view.item.photo),
        )  # fmt: skip
