"""The left side: a label scanned or a name typed, who waits for what, and what the shop owes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from reuse_pos.domain.hold import Expiry
from reuse_pos.domain.wording import _
from reuse_pos.services.hold_views import HoldView
from reuse_pos.ui.holds import words
from reuse_pos.ui.promiselist import ALL, ListWords, Promise, PromiseList
from reuse_pos.ui.promiserow import RowWords
from reuse_pos.ui.widgets import ErrorBar

COLLECT, DELIVER, EXPIRED = "collect", "deliver", "expired"


def groups_of(view: HoldView) -> frozenset[str]:
    """The groups a hold is shown under."""
    if view.deliver_on:
        return frozenset({ALL, DELIVER})
    return frozenset({ALL, EXPIRED if view.expiry is Expiry.EXPIRED else COLLECT})


class HoldList(PromiseList):
    """``HoldList(error, locate)``: ``show_holds(views, today, owed)``."""

    def __init__(self, error: ErrorBar, locate: Callable[[str | None], Path | None]) -> None:
        self._locate = locate
        groups = {
            ALL: _("All (holds)"), COLLECT: _("To collect"), DELIVER: _("To deliver"),
            EXPIRED: _("Expired (holds)"),
        }  # fmt: skip
        said = ListWords(
            "hold", groups, _("Scan the “Reserved” label or type a name"),
            _("Scan the label or type a name"),
            ("calendar-check", _("No hold"), _("F8 at the till")),
        )  # fmt: skip
        super().__init__(error, said)

    def show_holds(self, views: Sequence[HoldView], today: str, owed_cents: int) -> None:
        """The open holds, and the deposits the shop owes."""
        made = [Promise(view.id, self._words_of(view, today), groups_of(view)) for view in views]
        self.show_all(made, owed_cents)

    def _words_of(self, view: HoldView, today: str) -> RowWords:
        thing = view.things[0] if view.things else None
        more = words.more(view)
        return RowWords(
            view.number, words.name(view).removesuffix(more), words.code(view), view.initials,
            words.paid(view), view.rest_cents, words.chip(view, today),
            thing.icon if thing else "package", thing.family if thing else "neutral",
            self._locate(thing.item.photo) if thing else None, more,
        )  # fmt: skip
