"""The journal of technical events: what happens at a till besides money, sealed like its tickets.

An event names operator codes, settings and figures; never a person, nor what somebody typed to
sign in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reuse_pos.db import journal as journal_rows
from reuse_pos.db.store import Reader
from reuse_pos.fiscal.records import Jet, jet
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.office import Office
from reuse_pos.services.verb import Act


def note(
    act: Act,
    office: Office,
    code: Jet,
    info: Mapping[str, Any] | None = None,
    *,
    till: str = "",
    everywhere: bool = False,
) -> None:
    """Write a technical event, within a verb, in the journal of a till (the first one in use unless
    told) or of every till in use. `info` holds ids, codes and figures only."""
    tills = [till] if till else open_tills(act.tx)
    for one in tills if everywhere else tills[:1]:
        journal = TillJournal(act, office, one)
        journal.note(jet(journal.stamp, code, info))


def open_tills(reader: Reader) -> list[str]:
    """The tills that were not closed for good, in order of their numbers."""
    heads = journal_rows.heads(reader)
    return [till for till, head in heads.items() if not head["ended"]]
