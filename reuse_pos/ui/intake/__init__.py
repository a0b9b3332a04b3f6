"""Reception: where everything brought to the shop is weighed or counted."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.intake.screen import IntakeScreen
from reuse_pos.ui.screen import Screen, Workplace


def _make(context: Any) -> Screen:
    if context.person.plain_mode:
        from reuse_pos.ui.intake.plainscreen import PlainIntakeScreen

        return PlainIntakeScreen(context.shop, context.person)
    return IntakeScreen(context.shop, context.person)


WORKPLACE = Workplace("intake", N_("Reception"), "hand-arrow-down", Permission.RECEIVE, _make)

__all__ = ["WORKPLACE", "IntakeScreen"]
