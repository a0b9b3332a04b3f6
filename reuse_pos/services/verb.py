"""A verb: one gesture of one person. Permission first, then one transaction that builds and writes
one fact, then (after the commit only) papers, drawer and other devices. Returns a value and what
changed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, TypeVar

from reuse_pos.db.device import device, last_code
from reuse_pos.db.ledger import month_is_sealed
from reuse_pos.db.store import Store, Tx
from reuse_pos.domain.changes import Change, Changes
from reuse_pos.domain.clock import Clock, business_day, to_ns
from reuse_pos.domain.fact import DatedEntry, MoveStep, Payload, RowChange, Value
from reuse_pos.domain.ids import CodeKind, Id, make_code, uuid7
from reuse_pos.domain.item import Item, Move, State
from reuse_pos.domain.item import after as state_after
from reuse_pos.domain.mass import Entry, Posting, balanced
from reuse_pos.domain.roles import Actor, Permission, refuse_unless

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Done(Generic[T]):
    """What a verb answers: its value, and which parts of the shop it changed."""

    value: T
    changes: Changes


class Act:
    """One verb under way: what it may read (`tx`) and what it is writing (a fact's payload)."""

    def __init__(self, tx: Tx, who: Actor, now: datetime) -> None:
        self.tx = tx
        self.who = who
        self.now = now
        self.day = business_day(now).isoformat()
        self.at_ns = to_ns(now)
        self.payload = Payload()
        self.changes: set[Change] = set()
        self.after_commit: list[Callable[[], object]] = []
        # What people did besides the kind of the verb itself (operator code, place, task).
        self.deeds: list[tuple[str, str, str]] = []
        self._codes: int | None = None
        # What each till's journal has taken in this verb so far, by till; see services/journal.
        self.journals: dict[str, Any] = {}

    @property
    def at(self) -> str:
        """The local time as rows keep it: ISO 8601 to the second with its offset."""
        return self.now.isoformat(timespec="seconds")

    def put(self, table: str, **values: Value) -> None:
        """Put a whole row (new, or in place of the one with the same key)."""
        self.payload.rows.append(RowChange(table, {}, values))

    def set(self, table: str, key: dict[str, Value], **values: Value) -> None:
        """Set some columns of an existing row."""
        self.payload.rows.append(RowChange(table, key, values))

    def entry(
        self,
        kind: str,
        postings: tuple[Posting, ...],
        document: str | None = None,
        *,
        reverses: Id | None = None,
        day: str | None = None,
    ) -> Id:
        """Write a mass entry; it must balance. `day` is another business day for corrections."""
        entry = balanced(Entry(uuid7(self.at_ns), kind, postings, document, reverses))
        self.payload.entries.append(DatedEntry(entry, day or self.day))
        self.changed(Change.LEDGER)
        return entry.id

    def correction_day(self, day: str) -> str:
        """The day on which what corrects a day counts: that day itself, or today once a closing of
        its month is written (what was reported stays as it was reported)."""
        return self.day if month_is_sealed(self.tx, day) else day

    def new_item(
        self, item_id: Id, reason: str = "", entry: Id | None = None, state: State = State.RECEIVED
    ) -> None:
        """The first move of a thing whose row was just put."""
        self.payload.moves.append(
            MoveStep(item_id, Move.RECEIVE, None, state, reason, False, entry)
        )
        self.changed(Change.STOCK)

    def move(self, item: Item, move: Move, reason: str = "", entry: Id | None = None) -> State:
        """Move a thing one step of the table; refuses what its state does not allow; returns the
        new state."""
        state = state_after(item, move)
        self.step(item.id, move, item.state, state, reason=reason, entry=entry)
        return state

    def step(  # noqa: PLR0913 - the facts of one step
        self,
        item: Id,
        move: str,
        before: State,
        after: State,
        *,
        reason: str = "",
        entry: Id | None = None,
        automatic: bool = False,
    ) -> None:
        """Write a step of a thing's life as given (undo, automatic moves at the till)."""
        self.payload.moves.append(MoveStep(item, move, before, after, reason, automatic, entry))
        self.changed(Change.STOCK)

    def next_code(self, kind: CodeKind) -> str:
        """A new 13-digit code of this device; things and batches share one counter."""
        here = device(self.tx)
        if self._codes is None:
            self._codes = last_code(self.tx, here.device)
        self._codes += 1
        self.put("code_counter", device=here.device, last=self._codes)
        return make_code(kind, here.store, here.device, self._codes)

    def changed(self, *parts: Change) -> None:
        """Say which parts of the shop this verb touches."""
        self.changes.update(parts)

    def did(self, post: str, task: str, op: str = "") -> None:
        """Say what this was for the booklet of the person acting (or of another), if they keep
        one; it is in no fact."""
        self.deeds.append((op or self.who.op, post, task))

    def after(self, job: Callable[[], object]) -> None:
        """Do this once the transaction is safely on disk (print, drawer, network)."""
        self.after_commit.append(job)


def note_skill(tx: Tx, kind: str, act: Act) -> None:
    """Note the gesture in the booklets of those who keep one, in the same transaction."""
    # Loaded with the first gesture: nobody writes before the sign-in is painted.
    from reuse_pos.db import skills
    from reuse_pos.domain.skills import GESTURES

    done = [(act.who.op, *GESTURES[kind])] if kind in GESTURES else []
    for op, post, task in (*done, *act.deeds):
        if skills.consent_of(tx, op) is not None:
            skills.note(tx, op, act.day, post, task)


def _record(tx: Tx, kind: str, act: Act) -> None:
    from reuse_pos.db.apply import record

    if not act.payload.is_empty():
        record(tx, kind, act.at_ns, act.day, act.who.op, act.payload)


def _do_after(kind: str, job: Callable[[], object]) -> None:
    """Do what comes after the commit; the gesture stands, so no failure here may deny it."""
    try:
        job()
    except Exception:
        logging.getLogger(__name__).exception("after %s", kind)


class HasStore(Protocol):
    """What a station needs to run verbs: the file and the clock."""

    @property
    def store(self) -> Store: ...

    @property
    def clock(self) -> Clock: ...


S = TypeVar("S", bound=HasStore)


def verb(
    kind: str, permission: Permission
) -> Callable[[Callable[Concatenate[S, Act, P], T]], Callable[Concatenate[S, Actor, P], Done[T]]]:
    """Makes a method a verb: `fn(self, act, …)` is called by others as `fn(self, who, …)` and
    answers `Done`.

    `kind` names the fact, in the past tense ("crate_weighed").
    """

    def wrap(
        fn: Callable[Concatenate[S, Act, P], T],
    ) -> Callable[Concatenate[S, Actor, P], Done[T]]:
        @wraps(fn)
        def run(self: S, who: Actor, /, *args: P.args, **kwargs: P.kwargs) -> Done[T]:
            refuse_unless(who, permission)
            with self.store.transaction() as tx:
                act = Act(tx, who, self.clock.now())
                value = fn(self, act, *args, **kwargs)
                note_skill(tx, kind, act)
                _record(tx, kind, act)
            for job in act.after_commit:
                _do_after(kind, job)
            return Done(value, frozenset(act.changes))

        marked: Any = run
        marked.permission = permission
        marked.fact_kind = kind
        return run

    return wrap
