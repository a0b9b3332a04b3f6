"""Quarantine: a thing put aside for a reason waits until a supervisor frees it or sends it out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from reuse_pos.db import quarantine, sorting, test_sheets
from reuse_pos.db.stock import item_by_id
from reuse_pos.domain.changes import Change
from reuse_pos.domain.checks import Aside, refuse_blocked
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import PLACE_OF, Item, Move, State, after
from reuse_pos.domain.mass import Posting, Source, transfer
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sorting import UNDONE
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import codes, steps_for
from reuse_pos.services.office import Station
from reuse_pos.services.sorting_common import (
    gone_on,
    party_for,
    queue_label,
    refuse_if_changed,
    reverse,
    withdraw,
)
from reuse_pos.services.verb import Act, verb
from reuse_pos.services.workshop_rules import open_order

OUT = {"recycling": "recycler", "disposal": "disposal"}


@dataclass(frozen=True)
class AsideThing:
    """A thing in quarantine: why (an `Aside` or older words), since which day, for how many days,
    and the rule that forbids to sell it, if any."""

    item: Item
    reason: str
    since: str
    days: int
    blocked: str = ""


class PuttingAside(Station):
    """Things that wait apart, and their way back or out."""

    def aside(self, limit: int = 200) -> list[AsideThing]:
        """What waits in quarantine, longest first."""
        reader, today = self.store.read(), business_day(self.clock.now())
        return [
            AsideThing(
                item,
                reason,
                since,
                (today - date.fromisoformat(since)).days if since else 0,
                test_sheets.blocked_by(reader, item.id),
            )
            for item, reason, since in quarantine.put_aside(reader, limit)
        ]

    @verb("put_aside", Permission.SORT)
    def put_aside(self, act: Act, item_id: Id, reason: Aside) -> Item:
        """Put a thing in quarantine from wherever it stands; its label says so. Refuses one that is
        reserved, on a bench or gone."""
        item = _known(act, item_id)
        state = after(item, Move.QUARANTINE)
        withdraw(act, item.id)
        entry = act.entry("put_aside", _moving(item, PLACE_OF[state]))
        act.move(item, Move.QUARANTINE, reason.value, entry)
        queue_label(act, item.id, "tracking")
        act.changed(Change.SORTING)
        return replace(item, state=state)

    @verb("aside_undone", Permission.SORT)
    def undo_aside(self, act: Act, item_id: Id) -> Item:
        """Take the last putting aside back: the thing stands where it stood. Refuses "gone_on" when
        something else happened to it since."""
        item = _known(act, item_id)
        last = sorting.last_move(act.tx, item_id)
        if last is None or item.state is not State.QUARANTINED or not last[0] or last[2] is None:
            raise gone_on(item.short)
        refuse_if_changed(act, item, last[2])
        before = State(last[0])
        withdraw(act, item.id)
        back = reverse(act, last[2])
        act.step(item.id, Move.UNDO, item.state, before, reason=UNDONE, entry=back)
        if before is State.TO_REPAIR:
            open_order(act, item, self.office.category(item.category))
        act.changed(Change.SORTING)
        return replace(item, state=before)

    @verb("released", Permission.SUPERVISE)
    def release(self, act: Act, item_id: Id, to_workshop: bool = False) -> Item:
        """Let a thing out of quarantine: back to reception, or to the workshop, where what was put
        aside for its data is erased first. Refuses the workshop to what is never sold."""
        item = _aside(act, item_id)
        move = Move.TO_WORKSHOP if to_workshop else Move.RELEASE
        state = after(item, move)
        if to_workshop:
            refuse_blocked(test_sheets.blocked_by(act.tx, item.id))
        entry = act.entry("released", _moving(item, PLACE_OF[state]))
        act.move(item, move, entry=entry)
        if to_workshop:
            category = self.office.category(item.category)
            steps = codes(steps_for(category))
            reason, _since = quarantine.why(act.tx, item.id)
            if reason == Aside.DATA.value and "erase" not in steps.split(","):
                steps = f"erase,{steps}"
            open_order(act, item, category, steps=steps)
            queue_label(act, item.id, "tracking")
        act.changed(Change.SORTING)
        return replace(item, state=state)

    @verb("sent_from_quarantine", Permission.SEND_OUT)
    def send_from_aside(self, act: Act, item_id: Id, way: str, party: str | None = None) -> Item:
        """Send a thing in quarantine to recycling or disposal (`way`)."""
        item = _aside(act, item_id)
        taker = party_for(act.tx, OUT[way], self.office.category(item.category), party)
        entry = act.entry("sent_out", _moving(item, f"out:{way}", taker))
        withdraw(act, item.id)
        act.move(item, Move.LEAVE, way, entry)
        act.changed(Change.SORTING)
        return replace(item, state=State.GONE, grams=0, pieces=0)


def _known(act: Act, item_id: Id) -> Item:
    item = item_by_id(act.tx, item_id)
    if item is None:
        raise LookupError(f"no item {item_id.hex()}")
    return item


def _aside(act: Act, item_id: Id) -> Item:
    item = _known(act, item_id)
    if item.state is not State.QUARANTINED:
        raise Refusal(
            _("{code} is no longer put aside. Nothing was changed.", code=item.short), "not_aside"
        )
    return item


def _moving(item: Item, place: str, party: str | None = None) -> tuple[Posting, Posting]:
    return transfer(
        str(item.place),
        place,
        item.category,
        item.grams,
        item.pieces,
        Source(item.source),
        thing=item.id,
        destination_party=party,
    )
