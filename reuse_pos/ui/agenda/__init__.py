"""The agenda: what the van promised, day by day."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace


def _make(context: Any) -> Screen:
    from reuse_pos.ui.agenda.screen import AgendaScreen

    return AgendaScreen(context.shop, context.person)


WORKPLACE = Workplace("agenda", N_("Agenda"), "calendar-dots", Permission.PLAN_ROUNDS, _make)
