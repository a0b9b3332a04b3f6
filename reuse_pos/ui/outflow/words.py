"""What the yard says about its slips and skips."""

from __future__ import annotations

from datetime import date

from reuse_pos.domain import outflow as rules
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.outflow import Slip
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.outflow import SkipView


def title_of(slip: Slip, names: dict[str, str]) -> str:
    """Who a slip is for."""
    if slip.store is not None:
        way = _(slip.way.title)
        return _("{way} {number}", way=way, number=slip.store)
    return names.get(slip.party or "", "") or _("Gift to people")


def row_words(slip: Slip, today: str) -> str:
    """The line under a slip in the list."""
    days = (date.fromisoformat(today) - date.fromisoformat(slip.closed_on or slip.day)).days
    if slip.state == rules.AWAITED:
        return _("{number} · ticket awaited, day {n}", number=slip.number, n=days)
    grams = format_grams(slip.grams or slip.weighed_g)
    return _("{number} · {weight}", number=slip.number, weight=grams)


def skip_words(view: SkipView) -> str:
    """The line under a skip in the list."""
    state = _(rules.SKIP_STEPS[view.skip.state].title)
    if view.days <= 0:
        return state
    return ngettext("{state} · {n} day", "{state} · {n} days", view.days, state=state)
