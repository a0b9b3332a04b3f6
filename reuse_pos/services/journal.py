"""Writing in a till's journal: closings that are due come first, then the record, sealed, chained.

Used inside verbs of the counter and the till; the rules of the journal itself are in `fiscal`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reuse_pos import SOFTWARE
from reuse_pos.db import journal
from reuse_pos.db.store import Reader
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _
from reuse_pos.fiscal.head import TillHead, closings_due
from reuse_pos.fiscal.records import (
    Body,
    FiscalError,
    Record,
    Stamp,
    Totals,
    close_day,
    close_month,
    close_year,
    seal_with_clock,
)
from reuse_pos.services.office import Office
from reuse_pos.services.verb import Act

_CLOSERS: dict[str, Callable[[Stamp, str, Totals], Body]] = {
    "CLOSE_DAY": close_day,
    "CLOSE_MONTH": close_month,
    "CLOSE_YEAR": close_year,
}
_SHORTER = {"CLOSE_MONTH": "CLOSE_DAY", "CLOSE_YEAR": "CLOSE_MONTH"}


@dataclass
class _Written:
    """The head of a till's journal during a verb, and the records the verb wrote."""

    head: TillHead
    bodies: list[Body] = field(default_factory=list)


class TillJournal:
    """The journal of one till during one verb; each record written moves its head on, also for
    whoever asks for the same till's journal later in the verb."""

    def __init__(self, act: Act, office: Office, till: str) -> None:
        self._act = act
        self._office = office
        self.till = till
        if till not in act.journals:
            act.journals[till] = _Written(read_head(act.tx, till))
        self._written: _Written = act.journals[till]

    @property
    def head(self) -> TillHead:
        """Where the journal stands now."""
        return self._written.head

    @property
    def stamp(self) -> Stamp:
        """When and by whom the next record is made."""
        return Stamp.at(self._act.now, self._act.who.op, SOFTWARE)

    def write(self, body: Mapping[str, Any]) -> Record:
        """Seal a record and put it into the verb's fact; refuses what the journal may not take."""
        for kind, period in closings_due(self.head, str(body["day"])):
            self._seal(_CLOSERS[kind](self.stamp, period, self._closing_totals(kind)))
        return self._seal(body)

    def note(self, body: Mapping[str, Any]) -> Record:
        """Seal a technical event: it belongs to no period, so closings that are due wait for the
        next sale."""
        return self._seal(body)

    def close(self, kind: str, period: str) -> Record:
        """Close a day, month or year now: CLOSE_DAY, CLOSE_MONTH or CLOSE_YEAR."""
        return self._seal(_CLOSERS[kind](self.stamp, period, self._closing_totals(kind)))

    def session_totals(self) -> Totals:
        """What the open session adds up to so far."""
        return Totals.of(self._bodies_since(self.head.session_seq - 1))

    def _seal(self, body: Mapping[str, Any]) -> Record:
        key = self._office.signing_key(self.head.key_id)
        try:
            records, self._written.head = seal_with_clock(self.head, body, key)
        except FiscalError as error:
            raise journal_refusal(error) from error
        for record in records:
            self._act.payload.journal.append(record_fields(record))
            self._written.bodies.append(record.read())
        self._act.set("till", {"till": self.till}, head=json.dumps(self.head.dump()))
        self._act.changed(Change.TILL)
        return records[-1]

    def _closing_totals(self, kind: str) -> Totals:
        since = dict(self.head.closes).get(kind) or 0
        bodies = self._bodies_since(since)
        if kind == "CLOSE_DAY":
            return Totals.of(bodies)
        totals = Totals()
        for body in bodies:
            if body["type"] == _SHORTER[kind]:
                totals.add_closing(body)
        return totals

    def _bodies_since(self, seq: int) -> Iterable[Body]:
        yield from journal.bodies(self._act.tx, self.till, seq + 1)
        yield from (body for body in self._written.bodies if body["seq"] > seq)


def read_head(reader: Reader, till: str) -> TillHead:
    """Where a till's journal stands; refuses a till this shop does not have."""
    head = journal.head(reader, till)
    if head is None:
        raise Refusal(
            _("There is no till called {till}. Nothing was changed. Choose another.", till=till),
            "no_till",
        )
    return TillHead.load(head)


def record_fields(record: Record) -> dict[str, Any]:
    """A record as the plain columns a fact carries."""
    return {name: getattr(record, name) for name in Record.__slots__}


def journal_refusal(error: FiscalError) -> Refusal:
    """The sentence for what the journal will not take."""
    sentences = {
        "no_session": _("The till is not open. Nothing was recorded. Open it first."),
        "session_open": _("A session is open on this till. Nothing was recorded. Close it first."),
        "day_closed": _("This day is closed. Nothing was recorded. Sell again tomorrow."),
        "till_ended": _("This till was closed for good. Nothing was recorded. Use another till."),
    }
    known = sentences.get(error.code)
    return Refusal(
        known
        or _(
            "The journal refuses this record ({code}). Nothing was recorded. Call support.",
            code=error.code,
        ),
        error.code,
    )
