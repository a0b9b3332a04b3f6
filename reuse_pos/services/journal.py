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
from reuse_pos.domain.till import FORGOTTEN
from reuse_pos.domain.wording import _
from reuse_pos.fiscal.head import COUNTED, TillHead, closings_due, period_of
from reuse_pos.fiscal.records import (
    Body,
    DrawerCount,
    FiscalError,
    Record,
    Stamp,
    Totals,
    close_day,
    close_month,
    close_year,
    seal_with_clock,
    session_close,
    session_open,
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
        """Seal a record and put it into the verb's fact; refuses what the journal may not take.

        What an earlier day left open comes first: its session's Z, its closing, the month's and
        the year's. The Z of a session forgotten open belongs to the day it was open; when money is
        to be written, another session begins with what the drawer should hold.
        """
        if "CLOSE_DAY" not in dict(self._due(body)) or not self.head.session_seq:
            self._close_due(body)
            return self._seal(body)
        if body["type"] not in COUNTED | {"REPRINT"}:
            return self.note(body)
        if body["type"] == "SESSION_CLOSE":
            record = self._seal({**body, "day": dict(self.head.open_since)["CLOSE_DAY"]})
            self._close_due(body)
            return record
        drawer = self._close_forgotten()
        self._close_due(body)
        if body["type"] != "SESSION_OPEN":
            self._seal(session_open(self.stamp, drawer, {"resumed": True}))
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

    def waiting(self, kind: str) -> str:
        """The period (day, month, accounting year) that a closing would close now; "" when nothing
        waits for it."""
        since = dict(self.head.open_since).get(kind)
        return period_of(kind, since, year_starts(self._office)) if since else ""

    def _due(self, body: Mapping[str, Any]) -> list[tuple[str, str]]:
        return closings_due(self.head, str(body["day"]), year_starts(self._office))

    def _close_due(self, body: Mapping[str, Any]) -> None:
        for kind, period in self._due(body):
            self.close(kind, period)

    def _close_forgotten(self) -> int:
        """The Z of a session nobody closed, not counted; returns the cents the drawer should
        hold."""
        totals = self.session_totals()
        nobody = DrawerCount({}, comment=FORGOTTEN)
        body = session_close(self.stamp, totals, nobody)
        self._seal({**body, "day": dict(self.head.open_since)["CLOSE_DAY"]})
        return totals.expected()["CASH"]

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
        if kind == "CLOSE_DAY":
            return Totals.of(self._bodies_since(since))
        totals = Totals()
        # Of a year only its months are parsed, not each of its tickets.
        for body in self._bodies_since(since, _SHORTER[kind]):
            totals.add_closing(body)
        return totals

    def _bodies_since(self, seq: int, only: str = "") -> Iterable[Body]:
        yield from journal.bodies(self._act.tx, self.till, seq + 1, only=only)
        for body in self._written.bodies:
            if body["seq"] > seq and only in ("", body["type"]):
                yield body


def year_starts(office: Office) -> int:
    """The first month of the shop's accounting year."""
    return min(max(office.number("till.year_starts"), 1), 12)


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
