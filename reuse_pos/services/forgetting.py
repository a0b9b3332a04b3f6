"""Forgetting people in time: what was kept about customers, donors and stops is erased on its day,
whoever kept it."""

from __future__ import annotations

from reuse_pos.db import forgetting as rows
from reuse_pos.domain.clock import business_day
from reuse_pos.services.office import Office


def forget_people(office: Office) -> int:
    """Erase every name, phone and address whose day has come; returns how many people.

    No fact is written: what is erased was never in one. Costs nothing when nothing is due.
    """
    day = business_day(office.clock.now()).isoformat()
    if not rows.due(office.store.read(), day):
        return 0
    with office.store.transaction() as tx:
        return rows.erase(tx, day)
