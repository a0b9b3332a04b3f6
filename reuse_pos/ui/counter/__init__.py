"""The counter: where labels are scanned, pictures touched, and people pay."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace


def _make(desk: Any) -> Screen:
    if desk.person.plain_mode:
        from reuse_pos.ui.counter.plainscreen import PlainCounterScreen

        return PlainCounterScreen(desk.shop, desk.person, desk.till)
    from reuse_pos.ui.counter.screen import CounterScreen

    return CounterScreen(desk.shop, desk.person, desk.till)


WORKPLACE = Workplace("counter", N_("Till"), "cash-register", Permission.SELL, _make)
