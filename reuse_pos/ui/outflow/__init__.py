"""The yard: what leaves otherwise than by a sale, slip by slip."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace


def _make(context: Any) -> Screen:
    from reuse_pos.ui.outflow.screen import OutflowScreen

    return OutflowScreen(context.shop, context.person)


WORKPLACE = Workplace("outflow", N_("What leaves"), "truck", Permission.SEND_OUT, _make)
