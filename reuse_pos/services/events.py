"""The journal of technical events: what happens at a till besides money, sealed like its tickets.

An event names operator codes, settings and figures; never a person, nor what somebody typed to
sign in. It never delays a gesture, and a disk that refuses it keeps nobody from working.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from reuse_pos import SOFTWARE
from reuse_pos.db import events as rows
from reuse_pos.db import journal as journal_rows
from reuse_pos.db.store import Reader
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import SYSTEM, Actor, Permission
from reuse_pos.fiscal.records import Jet, jet
from reuse_pos.services.journal import TillJournal
from reuse_pos.services.office import Office, Station
from reuse_pos.services.verb import Act, verb

log = logging.getLogger(__name__)


class Events(Station):
    """What the program writes down by itself; each method returns at once where nothing is to be
    told, and never refuses."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._sound = True

    def started(self, till: str = "") -> None:
        """The program opened on this post: START, after UPDATE when another version wrote last and
        TRAINING_OFF when it ended while somebody was learning."""
        self._quietly(lambda: self._start(SYSTEM, till))

    def stopped(self, till: str = "") -> None:
        """The program is being closed as it should be."""
        self.tell(Jet.STOP, till=till)

    def signed_in(self, op: str, till: str = "") -> None:
        """A person signed in at the post of a till."""
        self.tell(Jet.LOGIN, op=op, till=till)

    def signed_out(self, op: str, why: str, till: str = "") -> None:
        """A person left: `why` is "switch", "lock" or "stop"."""
        self.tell(Jet.LOGOUT, {"why": why}, op=op, till=till)

    def sign_in_failed(self, op: str) -> None:
        """A wrong code for an operator ("*": an unknown badge)."""
        self.tell(Jet.LOGIN_FAIL, {"op": op})

    def printer(self, device: str, trouble: str) -> None:
        """How the last paper of a device went; only the first of a row of failures is told."""
        before = self.office.troubles.get(device, "")
        self.office.troubles[device] = trouble
        if trouble and not before:
            self.tell(Jet.PRINTER_FAIL, {"device": device, "kind": trouble})

    def journal_checked(self, sound: bool, records: int) -> None:
        """What the look at the journals' last `records` (0: all) found; told when it stops
        holding."""
        if self._sound and not sound:
            check = "watch" if records else "whole"
            self.tell(Jet.INTEGRITY_FAIL, {"check": check, "records": records})
        self._sound = sound

    def exported(self, who: Actor, what: str, period: str, fmt: str) -> None:
        """Figures left the shop as a file."""
        self.tell(Jet.EXPORT, {"what": what, "period": period, "format": fmt}, op=who.op)

    def card_timed_out(self, who: Actor, till: str, cents: int) -> None:
        """The card terminal never said whether it was paid (cents): nobody may assume it."""
        self.tell(Jet.CARD_TIMEOUT, {"amount": cents}, op=who.op, till=till)

    def tills_in_use(self) -> list[str]:
        """The tills of this computer, the first one first; all of them were every one closed for
        good."""
        reader = self.store.read()
        return open_tills(reader) or list(journal_rows.heads(reader))

    def tell(
        self,
        code: Jet,
        info: Mapping[str, Any] | None = None,
        *,
        op: str = SYSTEM.op,
        till: str = "",
    ) -> None:
        """Write one event under an operator code, in the journal of a till (the first in use unless
        told)."""
        self._quietly(lambda: self._write(Actor(op, SYSTEM.role), code, info, till))

    @verb("event_told", Permission.SET_UP)
    def _write(self, act: Act, code: Jet, info: Mapping[str, Any] | None, till: str) -> None:
        note(act, self.office, code, info, till=till)

    @verb("program_started", Permission.SET_UP)
    def _start(self, act: Act, till: str) -> None:
        for one in [till] if till else open_tills(act.tx)[:1]:
            last = rows.last_start(act.tx, one)
            if last is None:
                return
            since = [event["code"] for event in rows.events_since(act.tx, one, last["seq"])]
            learning = [code for code in since if code in (Jet.TRAINING_ON, Jet.TRAINING_OFF)]
            if learning and learning[-1] == Jet.TRAINING_ON:
                note(act, self.office, Jet.TRAINING_OFF, {"why": "ended"}, till=one)
            if last["soft"] != SOFTWARE:
                told = {"from": last["soft"], "to": SOFTWARE}
                note(act, self.office, Jet.UPDATE, told, till=one)
            note(act, self.office, Jet.START, {"version": SOFTWARE}, till=one)

    def _quietly(self, write: Callable[[], object]) -> None:
        if self.store.read_only:
            return
        try:
            write()
        except Refusal as refusal:
            log.info("an event was not written: %s", refusal.code)


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
