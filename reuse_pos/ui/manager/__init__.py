"""The manager's desk: the month in kilos, ready to be sent."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace


def _make(context: Any) -> Screen:
    from reuse_pos.ui.manager.screen import ReportScreen

    return ReportScreen(context.shop, context.person)


WORKPLACE = Workplace("reports", N_("Reports"), "chart-bar", Permission.SEE_REPORTS, _make)
