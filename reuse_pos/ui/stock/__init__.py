"""Stock: find a thing, see its whole life, move it or let it leave."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace


def _make(desk: Any) -> Screen:
    from reuse_pos.ui.stock.screen import StockScreen

    return StockScreen(desk.shop, desk.person, desk.till)


WORKPLACE = Workplace("stock", N_("Stock"), "magnifying-glass", Permission.SEE_STOCK, _make)
