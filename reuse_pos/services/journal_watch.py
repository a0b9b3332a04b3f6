"""Looks at the tills' journals in the background: at their end often, at all of it once a week."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from reuse_pos.db import checks, highwater, journal
from reuse_pos.db.store import Reader
from reuse_pos.domain.clock import business_day
from reuse_pos.fiscal.records import Record
from reuse_pos.fiscal.verify import verify
from reuse_pos.services.office import Office

LOOKED_AT = 500
WHOLE_EVERY = timedelta(days=7)
PAGE = 20


def recent_journal_holds(office: Office, records: int = LOOKED_AT) -> bool:
    """Whether the last so many records of every till are chained, signed, add up, and end where
    the till, the facts and the mark on disk say."""
    reader = office.store.read()
    # Read before the journal: a sale made in between may only bring the journal further.
    mark = highwater.read(office.folder.high_water)
    with reader.steady():
        return _holds(reader, {} if mark is None else mark.tills, records)


def _holds(reader: Reader, marks: dict[str, tuple[int, str]], records: int) -> bool:
    known = checks.expectation(reader, marks)
    starts = {head.till: 1 for head in known.heads}
    for head in known.heads:
        if head.source == "device_state":
            starts[head.till] = max(1, head.seq - records + 1)
    heads = tuple(head for head in known.heads if head.seq >= starts[head.till])
    whole = all(first == 1 for first in starts.values())
    expect = replace(known, heads=heads, whole=whole, public_keys=journal.public_keys(reader))
    return verify(journal.records_from(reader, starts), expect).ok


def whole_journal_held(office: Office) -> bool:
    """What the last look at every record found; true as long as there was none."""
    return _last_look(office)[1]


def whole_look_due(office: Office) -> bool:
    """Whether every record is to be read: a week after the last time, a day after it did not
    hold."""
    day, held = _last_look(office)
    if day is None:
        return True
    since = business_day(office.clock.now()) - day
    # A day still to come was noted under a wrong clock.
    return not timedelta(0) <= since < (WHOLE_EVERY if held else timedelta(days=1))


def look_at_whole_journal(office: Office, breathe: Callable[[], object]) -> bool:
    """Read every record of every till and note on this computer whether all holds; slow.

    `breathe()` is called every few records and may raise to stop: then nothing is noted. Nobody
    who sells meanwhile waits, and nothing sold meanwhile is read.
    """
    reader = office.store.read()
    # Read before the journal: a sale made in between may only bring the journal further.
    mark = highwater.read(office.folder.high_water)
    try:
        with reader.steady():
            known = checks.expectation(reader, {} if mark is None else mark.tills)
        ends = {head.till: head.seq for head in known.heads if head.source == "device_state"}
        held = verify(_unhurried(reader, ends, breathe), known).ok
    except journal.Damaged:
        held = False
    _note_look(office, held)
    return held


def _unhurried(
    reader: Reader, ends: Mapping[str, int], breathe: Callable[[], object]
) -> Iterator[Record]:
    for page in journal.pages(reader, ends, PAGE):
        yield from page
        breathe()


def _look_file(office: Office) -> Path:
    return office.folder.high_water.with_name("journal-look.json")


def _last_look(office: Office) -> tuple[date | None, bool]:
    try:
        noted = json.loads(_look_file(office).read_text("utf-8"))
        return date.fromisoformat(noted["day"]), bool(noted["held"])
    except (OSError, ValueError, KeyError, TypeError):
        return None, True


def _note_look(office: Office, held: bool) -> None:
    noted = {"day": business_day(office.clock.now()).isoformat(), "held": held}
    # Where the disk refuses, the next start looks again.
    with suppress(OSError):
        _look_file(office).write_text(json.dumps(noted), "utf-8")
