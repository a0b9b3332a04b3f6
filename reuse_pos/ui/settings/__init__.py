"""The shop's settings: what the manager arranges for everybody."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace


def _make(context: Any) -> Screen:
    from reuse_pos.ui.settings.screen import SettingsScreen

    return SettingsScreen(context.shop, context.person)


WORKPLACE = Workplace("settings", N_("Settings"), "gear", Permission.SET_UP, _make)
