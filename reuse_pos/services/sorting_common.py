"""What sorting gestures share: kilos from reception, who takes goods, labels and work queued."""

from __future__ import annotations

from dataclasses import replace

from reuse_pos.db import ledger, outflow, sorting
from reuse_pos.db.store import Reader
from reuse_pos.domain.category import Category
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, Id, short_form, uuid7
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import (
    Posting,
    Source,
    Weighing,
    format_grams,
    reversal,
    transfer,
)
from reuse_pos.domain.sorting import Bag, sources_of, within_tolerance
from reuse_pos.domain.ways import RECYCLER_OF
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import OrderState
from reuse_pos.services.outflow_common import refuse_if_left
from reuse_pos.services.verb import Act

RECEPTION = "stock:reception"


def check_reception(reader: Reader, category: str, grams: int, label: str) -> None:
    """Refuses ("not_enough", `grams` held) to take more than reception holds without a label."""
    held = sorting.loose_of(reader, RECEPTION, category).grams
    if not within_tolerance(grams, held):
        raise Refusal(
            _(
                "Reception holds {held} of “{label}”, not {weight}. Nothing was recorded. "
                "Weigh the delivery at reception first.",
                held=format_grams(max(held, 0)),
                label=label,
                weight=format_grams(grams),
            ),
            "not_enough",
            grams=max(held, 0),
        )


def heap_for(reader: Reader, kind: Category, grams: int) -> str:
    """The heap at reception (a category code) an object of this kind and weight was weighed in;
    refuses ("not_enough") where none holds as much."""
    heaps = sources_of(kind)
    held = {heap: sorting.loose_of(reader, RECEPTION, heap).grams for heap in heaps}
    for heap in heaps:
        if held[heap] >= grams:
            return heap
    for heap in heaps:
        if within_tolerance(grams, held[heap]):
            return heap
    raise Refusal(
        _(
            "Reception holds {held} of “{label}”, not {weight}. Nothing was recorded. "
            "Weigh the delivery at reception first.",
            held=format_grams(max(0, *held.values())),
            label=kind.label,
            weight=format_grams(grams, 2),
        ),
        "not_enough",
    )


def taken(reader: Reader, category: str, grams: int, source: Source) -> tuple[Posting, ...]:
    """The postings that take `grams` from reception; what two scales differ by comes from
    `adjust:scale`."""
    loose = sorting.loose_of(reader, RECEPTION, category)
    from_stock = min(grams, loose.grams)
    pieces = loose.pieces * from_stock // loose.grams if loose.grams > 0 else 0
    postings = [Posting(RECEPTION, category, -from_stock, -max(pieces, 0), source)]
    if grams > from_stock:
        difference = transfer(
            "adjust:scale", RECEPTION, category, grams - from_stock, 0, Source.DERIVED
        )
        gap = replace(postings[0], grams=-(grams - from_stock), pieces=0)
        postings += [*difference, gap]
    return tuple(postings)


def from_reception(
    reader: Reader, place: str, category: str, grams: int, source: Source
) -> tuple[Posting, ...]:
    """The postings of `grams` without a label going from reception to another place inside."""
    leaving = taken(reader, category, grams, source)
    pieces = -leaving[0].pieces
    return (*leaving, Posting(place, category, grams, pieces, source))


def party_for(reader: Reader, kind: str, category: Category, wanted: str | None = None) -> str:
    """Who takes goods of a category away: the one asked for, the family's own, else the first of
    the kind that accepts them; refuses "party" where the shop has none, "not_accepted" where the
    one asked for does not take such goods."""
    known = {taker.code: taker for taker in outflow.takers(reader, kind)}
    fitting = [code for code, taker in known.items() if taker.takes(category)]
    for choice in (wanted, RECYCLER_OF.get(category.family) if not wanted else None):
        if choice is not None and choice in fitting:
            return choice
    if wanted in known:
        raise Refusal(
            _(
                "{name} does not take “{label}”. Nothing was recorded. "
                "Choose another organisation.",
                name=known[wanted].label,
                label=category.label,
            ),
            "not_accepted",
        )
    if wanted or not fitting:
        raise Refusal(
            _(
                "No organisation takes these goods away yet. Nothing was recorded. "
                "Ask the manager to add it in the settings."
            ),
            "party",
        )
    return min(fitting)


def queue_label(act: Act, item: Id, kind: str) -> Id:
    """Put one label ("price" or "tracking") in the printer's queue."""
    job = uuid7(act.at_ns)
    act.put("label_job", id=job, item=item, kind=kind, copies=1, state="waiting", at_ns=act.at_ns)
    act.changed(Change.LABELS)
    return job


def withdraw(act: Act, item: Id) -> None:
    """Take back what was queued for a thing: its labels not yet printed, its work not yet begun."""
    order = sorting.queued_order(act.tx, item)
    if order is not None:
        act.set("work_order", {"id": order}, state=OrderState.FINISHED.value, steps="")
        act.changed(Change.WORKSHOP)
    for job in sorting.waiting_labels(act.tx, item):
        act.set("label_job", {"id": job}, state="dropped")
        act.changed(Change.LABELS)


def reverse(act: Act, entry_id: Id, kind: str = "") -> Id:
    """Undo a mass entry by its reversal, on the entry's own business day, or today once that month
    is closed; refuses a second time, what is itself a taking back ("undone"), and what already
    left under a slip ("left").

    `kind` asks for a load of that kind: raises `LookupError` for an entry of another, and for one
    that names a thing, whose state would not follow.
    """
    found = ledger.entry_by_id(act.tx, entry_id)
    if found is None or found[0].reverses or ledger.is_reversed(act.tx, entry_id):
        raise Refusal(_("This is already undone. Nothing was changed."), "undone")
    entry, day = found
    named = any(posting.thing for posting in entry.postings)
    if kind and (kind != entry.kind or named):
        raise LookupError(f"{entry.kind} is no load that was {kind}")
    refuse_if_left(act.tx, entry_id)
    postings = reversal(entry, entry.id).postings
    day = act.correction_day(day)
    return act.entry("reversal", postings, entry.document, reverses=entry_id, day=day)


def refuse_if_changed(act: Act, item: Item, entry_id: Id) -> None:
    """Refuses ("gone_on") to undo the entry that brought a thing where it stands, once the thing
    was weighed again or called something else: those grams would stay behind."""
    found = ledger.entry_by_id(act.tx, entry_id)
    if found is None or item.place is None:
        return
    brought = {(one.place, one.category, one.grams) for one in found[0].postings
               if one.thing == item.id}  # fmt: skip
    if (item.place, item.category, item.grams) not in brought:
        raise gone_on(item.short)


def gone_on(short: str) -> Refusal:
    """The refusal to undo what something else has followed; `short` the code people say."""
    return Refusal(
        _(
            "{code} has gone on since: this cannot be undone here. Nothing was changed.",
            code=short,
        ),
        "gone_on",
    )


def new_item(
    act: Act, kind: CodeKind, category: str, label: str, state: State, weighing: Weighing
) -> Item:
    """A new labelled thing of the weight given; its row is put with `db.stock.item_row`."""
    code = act.next_code(kind)
    return Item(
        uuid7(act.at_ns),
        code,
        short_form(code),
        "batch" if kind is CodeKind.BATCH else "item",
        category,
        label,
        state,
        weighing.net_g,
        1,
        weighing.source.value,
        received_on=act.day,
    )


def load(
    direction: str,
    grade: str,
    category: str,
    label: str,
    weighing: Weighing,
    item: Id | None = None,
) -> Bag:
    """A load about to be written on a table; its number, time and entry come when it is put."""
    return Bag(
        uuid7(),
        0,
        direction,
        grade,
        category,
        label,
        weighing.net_g,
        weighing.gross_g,
        weighing.tare_g,
        weighing.source.value,
        "",
        item,
        None,
    )
