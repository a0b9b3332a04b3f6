"""A look at the end of the tills' journals, often and in the background; the doctor reads all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from reuse_pos.db import checks, highwater
from reuse_pos.db.store import Reader
from reuse_pos.fiscal.records import Record
from reuse_pos.fiscal.verify import verify
from reuse_pos.services.office import Office

LOOKED_AT = 500


def recent_journal_holds(office: Office, records: int = LOOKED_AT) -> bool:
    """Whether the last so many records of every till are chained, signed, add up, and end where
    the till, the facts and the mark on disk say."""
    reader = office.store.read()
    mark = highwater.read(office.folder.high_water)
    known = checks.expectation(reader, {} if mark is None else mark.tills)
    starts = {head.till: 1 for head in known.heads}
    for head in known.heads:
        if head.source == "device_state":
            starts[head.till] = max(1, head.seq - records + 1)
    heads = tuple(head for head in known.heads if head.seq >= starts[head.till])
    whole = all(first == 1 for first in starts.values())
    expect = replace(known, heads=heads, whole=whole, public_keys=_public_keys(reader))
    return verify(_records(reader, starts), expect).ok


def _public_keys(reader: Reader) -> frozenset[str]:
    """The keys the tills were opened with or changed to: the records read may not name them."""
    sql = "SELECT body FROM fiscal_record WHERE seq = 1 OR type = 'KEY_ROTATE'"
    bodies = [json.loads(row["body"]) for row in reader.all(sql)]
    return frozenset(body.get("new_public_key") or body["public_key"] for body in bodies)


def _records(reader: Reader, starts: dict[str, int]) -> Iterator[Record]:
    names = ", ".join(Record.__slots__)
    sql = f"SELECT {names} FROM fiscal_record WHERE till = ? AND seq >= ? ORDER BY seq"  # noqa: S608
    for till, first in sorted(starts.items()):
        for row in reader.each(sql, till, first):
            yield Record(*row)
