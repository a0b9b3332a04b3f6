"""Forgetting people in time: what was kept about customers, donors and stops is erased on its day,
whoever kept it, in the file and in the papers that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from reuse_pos.db import forgetting as rows
from reuse_pos.domain.agenda import day_of_sheet
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.donors import WRITTEN_FOR_GIVERS
from reuse_pos.services.office import Office

# The quotes of clearances and of customer orders, which name who asked for them.
_QUOTE = re.compile(r"devis-[A-Z]+-\d{4}-\d+\.pdf")


def forget_people(office: Office) -> int:
    """Erase every name, phone and address whose day has come; returns how many people.

    No fact is written: what is erased was never in one. Costs nothing when nothing is due.
    """
    day = business_day(office.clock.now()).isoformat()
    if not rows.due(office.store.read(), day):
        return 0
    with office.store.transaction() as tx:
        erased = rows.erase(tx, day)
    office.store.empty_log()
    return erased


def forget_papers(office: Office, folder: Path) -> int:
    """Delete the papers in a folder that name people longer than the shop keeps them: the van's
    round sheets, quotes, and what was written down for a giver; returns how many.

    A paper that is open elsewhere, or may not be deleted, is left for the next time.
    """
    kept = timedelta(days=office.number("agenda.purge_days"))
    gone = 0
    for path, day in _papers(folder):
        if day + kept <= business_day(office.clock.now()):
            try:
                path.unlink()
            except OSError:
                continue
            gone += 1
    return gone


def _papers(folder: Path) -> Iterator[tuple[Path, date]]:
    """The papers that name people, each with the day it is kept from."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if (day := day_of_sheet(path.name)) is not None:
            yield path, day
        elif WRITTEN_FOR_GIVERS.fullmatch(path.name) or _QUOTE.fullmatch(path.name):
            yield path, datetime.fromtimestamp(path.stat().st_mtime).astimezone().date()
