"""Holds: what is kept for whom, until when; collected, kept longer, or let go."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace


def _make(desk: Any) -> Screen:
    from reuse_pos.ui.holds.screen import HoldsScreen

    return HoldsScreen(desk.shop, desk.person, desk.till)


WORKPLACE = Workplace("holds", N_("Holds"), "calendar-check", Permission.SELL, _make)
