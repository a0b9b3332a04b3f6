"""“It is here”: a thing said elsewhere is brought to the place being counted, and taken back."""

from __future__ import annotations

from dataclasses import replace

from reuse_pos.db import sorting
from reuse_pos.db import stocktake as rows
from reuse_pos.domain import stocktake as rules
from reuse_pos.domain.changes import Change
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import MOVES, PLACE_OF, Item, Move, State, path
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.sorting import refuse_unless_sellable
from reuse_pos.domain.stocktake import LOST_REASON, Count
from reuse_pos.domain.workshop import OrderState
from reuse_pos.services.office import Office
from reuse_pos.services.sorting_common import gone_on, refuse_if_changed, reverse
from reuse_pos.services.verb import Act

TARGET = {"shop": State.ON_SALE, "storage": State.IN_STORAGE}
HERE_REASON = "STOCKTAKE_HERE"


def bring_here(act: Act, office: Office, count: Count, item: Item) -> None:
    """Move a thing to the place and spot of a count, its kilos in one entry; steps in between are
    written as automatic. A thing lost at an earlier count comes back from `out:lost`.

    Refuses "not_from_here", and for the shop what `refuse_unless_sellable` refuses.
    """
    origin, start = item.place, item.state
    if was_lost(act, item):
        start = lost_from(act, item.id)
        origin = "out:lost"
    standing = replace(item, state=start)
    rules.refuse_unless_movable(standing, count.place)
    target = start if start in count.states else TARGET[count.place]
    if target is State.ON_SALE:
        refuse_unless_sellable(office.category(item.category), item)
    steps = [start] if origin == "out:lost" else []
    steps += path(start, target)
    if steps:
        _move(act, count, item, steps, origin or "")
    if count.spot != item.spot and (count.spot or steps):
        act.set("item", {"id": item.id}, spot=count.spot)
    act.changed(Change.STOCK)


def take_back(act: Act, item: Item, spot: str) -> None:
    """Undo `bring_here`: every step, the mass entry, the spot; refuses when the thing has gone on
    since."""
    moves = rows.moves_since(act.tx, item.id)
    mine = []
    for one in moves:
        if one[3] != HERE_REASON:
            break
        mine.append(one)
    if item.place is None or (mine and mine[0][2] != item.state):
        raise gone_on(item.short)
    for brought in [one[4] for one in mine if one[4] is not None]:
        refuse_if_changed(act, item, brought)
    reversed_by = next((reverse(act, one[4]) for one in mine if one[4] is not None), None)
    for move, before, after, _reason, entry in mine:
        back = State(before) if before is not None else State.GONE
        lost = move == Move.UNDO
        act.step(
            item.id, Move.LEAVE if lost else Move.UNDO, State(after), back,
            reason=LOST_REASON if lost else HERE_REASON + "_UNDONE",
            entry=reversed_by if entry is not None else None,
        )  # fmt: skip
    if item.spot != spot:
        act.set("item", {"id": item.id}, spot=spot)


def was_lost(act: Act, item: Item) -> bool:
    """Whether a count lost the thing."""
    if item.state is not State.GONE:
        return False
    last = rows.moves_since(act.tx, item.id)
    return bool(last) and last[0][3] == LOST_REASON


def lost_from(act: Act, item: Id) -> State:
    """The state a lost thing had."""
    return State(str(rows.moves_since(act.tx, item)[0][1]))


def end_waiting_work(act: Act, item: Id) -> None:
    """Work nobody has begun on a thing is no longer asked for."""
    order = sorting.queued_order(act.tx, item)
    if order is not None:
        act.set("work_order", {"id": order}, state=OrderState.FINISHED.value, steps="")
        act.changed(Change.WORKSHOP)


def _move(act: Act, count: Count, item: Item, steps: list[State], origin: str) -> None:
    grams, pieces = _mass(act, item)
    destination = PLACE_OF[steps[-1]]
    entry = None
    if origin != destination:
        postings = transfer(
            origin, destination, item.category, grams, pieces, Source(item.source), thing=item.id
        )
        entry = act.entry("moved", postings, count.number)
    before = item.state
    for after in steps:
        last = after is steps[-1]
        move = MOVES.get((before, after), Move.UNDO)
        act.step(
            item.id, move, before, after, reason=HERE_REASON, entry=entry if last else None,
            automatic=not last,
        )  # fmt: skip
        before = after
    end_waiting_work(act, item.id)


def _mass(act: Act, item: Item) -> tuple[int, int]:
    """Grams and pieces of a thing; of a lost one, what left with it."""
    if item.place is not None:
        return item.grams, item.pieces
    entry = rows.moves_since(act.tx, item.id)[0][4]
    return rows.left_with(act.tx, entry, item.id) if entry is not None else (0, 0)
