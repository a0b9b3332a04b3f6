"""A look at the end of the tills' journals, often and in the background; the doctor reads all."""

from __future__ import annotations

from dataclasses import replace

from reuse_pos.db import checks, highwater, journal
from reuse_pos.db.store import Reader
from reuse_pos.fiscal.verify import verify
from reuse_pos.services.office import Office

LOOKED_AT = 500


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
