"""Closing the till: a blind count, the difference understood, the Z."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace


def _make(desk: Any) -> Screen:
    from reuse_pos.ui.till.screen import TillScreen

    return TillScreen(desk.shop, desk.person, desk.till)


WORKPLACE = Workplace("till", N_("Close the till"), "lock", Permission.CLOSE_TILL, _make)
