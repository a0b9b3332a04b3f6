"""Stock-take: a shelf counted by scanning, errors explained."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace


def _make(context: Any) -> Screen:
    from reuse_pos.ui.stocktake.screen import StocktakeScreen

    return StocktakeScreen(context.shop, context.person)


WORKPLACE = Workplace(
    "stocktake", N_("Stock-take"), "list-magnifying-glass", Permission.MOVE_STOCK, _make
)
