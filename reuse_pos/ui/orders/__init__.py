"""Customer orders: a quote for work on a piece bought here, the agreement, the pick-up."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace


def _make(desk: Any) -> Screen:
    from reuse_pos.ui.orders.screen import OrdersScreen

    return OrdersScreen(desk.shop, desk.person, desk.till)


WORKPLACE = Workplace("orders", N_("Orders"), "paint-roller", Permission.TAKE_ORDERS, _make)
