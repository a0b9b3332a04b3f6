"""The sorting workplace: between reception and the shelf, on plain screens."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace

__all__ = ["WORKPLACE"]


def _make(services: Any) -> Screen:
    from reuse_pos.ui.sorting.screen import SortingScreen

    return SortingScreen(services.shop, services.person)


WORKPLACE = Workplace("sorting", N_("Sorting"), "recycle", Permission.SORT, _make)
