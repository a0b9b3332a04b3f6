"""A making taken back: what was used is there again, what was made of it is gone."""

from __future__ import annotations

from reuse_pos.db import ledger
from reuse_pos.db import workshop as rows
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, uuid7
from reuse_pos.domain.item import Item, Move, State
from reuse_pos.domain.mass import Entry, Posting, reversal
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import OrderState
from reuse_pos.services.verb import Act, verb
from reuse_pos.services.workshop_reads import WorkshopReads
from reuse_pos.services.workshop_rules import set_columns, thing

MAKINGS = ("transformed", "taken_apart")
UNDONE = "undone"
# The states in which things come out of a making.
_FRESH = (State.READY, State.TO_REPAIR)


class WorkshopUnmaking(WorkshopReads):
    """Taking back what was made of several things, or taken apart."""

    @verb("unmade", Permission.WORK)
    def unmake(self, act: Act, source: Id) -> list[Id]:
        """Take back the making in which a thing was used: every thing used is again where it was,
        every gram too; what was made must still stand there untouched. Returns the things used."""
        entry, day = _making_of(act, source)
        used: list[Item] = []
        made: list[Item] = []
        for one in dict.fromkeys(p.thing for p in entry.postings if p.thing is not None):
            grams = sum(p.grams for p in entry.postings if p.thing == one)
            (used if _uses(entry.postings, one, grams) else made).append(thing(act, one))
        for item in made:
            _refuse_unless_fresh(act, item, entry.id)
        _refuse_without_parts(act, entry)
        undone = reversal(entry, uuid7(act.at_ns))
        back = act.entry(
            undone.kind, undone.postings, reverses=entry.id, day=act.correction_day(day)
        )
        for item in made:
            act.step(item.id, Move.UNDO.value, item.state, State.GONE, reason=UNDONE, entry=back)
            _close(act, item)
        for item in used:
            _bring_back(act, item, back)
        act.changed(Change.WORKSHOP, Change.STOCK, Change.LABELS)
        return [item.id for item in used]


def _making_of(act: Act, source: Id) -> tuple[Entry, str]:
    """The mass entry that used a thing up, and its day; refuses when it was not used, or is back
    already."""
    item = thing(act, source)
    last = rows.finish_entry(act.tx, item.id)
    found = None
    if item.state is State.CONSUMED and last is not None and last[1] is not None:
        found = ledger.entry_by_id(act.tx, last[1])
    if found is None or found[0].kind not in MAKINGS:
        raise Refusal(
            _("{code} was not used for anything. Nothing was changed.", code=item.short), "not_used"
        )
    return found


def _uses(postings: tuple[Posting, ...], one: Id, grams: int) -> bool:
    """Whether a making used a thing up, and not made it: it took its grams, or its pieces where
    nobody had weighed it."""
    return (grams, sum(p.pieces for p in postings if p.thing == one)) < (0, 0)


def _refuse_unless_fresh(act: Act, item: Item, entry: Id) -> None:
    last = rows.finish_entry(act.tx, item.id)
    order = rows.open_order_of(act.tx, item.id)
    # Its first step is shown as soon as it is made: what counts is that none is done.
    begun = item.state is State.IN_REPAIR and order is not None and not order.done
    as_made = item.state in _FRESH and last is not None and last[1] == entry
    if item.price_state or not (begun or as_made):
        raise Refusal(
            _(
                "{code} has gone on since. Nothing was changed. Ask your supervisor.",
                code=item.short,
            ),
            "too_late",
        )


def _refuse_without_parts(act: Act, entry: Entry) -> None:
    """Loose parts must still lie in their drawers."""
    for one in entry.postings:
        if one.place != "stock:parts" or one.thing is not None:
            continue
        grams, pieces = ledger.balance(act.tx, one.place, one.category)
        if grams < one.grams or pieces < one.pieces:
            raise Refusal(
                _("The parts are in use already. Nothing was changed. Ask your supervisor."),
                "parts",
            )


def _close(act: Act, item: Item) -> None:
    order = rows.open_order_of(act.tx, item.id)
    if order is not None:
        set_columns(act, order.id, state=OrderState.FINISHED.value, finished_on=act.day)


def _bring_back(act: Act, item: Item, back: Id) -> None:
    """A thing used stands where it stood, its work order open again."""
    before = State(rows.state_before(act.tx, item.id) or State.RECEIVED)
    act.step(item.id, Move.UNDO.value, State.CONSUMED, before, reason=UNDONE, entry=back)
    order = rows.last_order_of(act.tx, item.id)
    if order is None or before not in (State.TO_REPAIR, State.IN_REPAIR):
        return
    state = OrderState.QUEUED if before is State.TO_REPAIR else OrderState.PAUSED
    set_columns(act, order.id, state=state.value, finished_on=None)
