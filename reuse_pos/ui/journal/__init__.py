"""The inspector's desk: the tills' journals read, checked and taken away as archives."""

from __future__ import annotations

from typing import Any

from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import N_
from reuse_pos.ui.screen import Screen, Workplace


def _make(context: Any) -> Screen:
    from reuse_pos.ui.journal.screen import JournalScreen

    return JournalScreen(context.shop, context.person)


WORKPLACE = Workplace("journal", N_("Journal"), "seal-check", Permission.VERIFY, _make)
