"""How a load at the door becomes rows: postings, labelled things, lines, and taking them back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reuse_pos.db import intake as rows
from reuse_pos.db import ledger, outflow, stock
from reuse_pos.db.intake import Delivery, Load
from reuse_pos.db.sorting import loose_of
from reuse_pos.domain import intake as rules
from reuse_pos.domain.category import Category
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, Id, short_form, uuid7
from reuse_pos.domain.intake import Countable
from reuse_pos.domain.item import Item, Move, State
from reuse_pos.domain.mass import Entry, Posting, Source, Weighing, reversal, transfer
from reuse_pos.domain.wording import _
from reuse_pos.services.outflow_common import refuse_if_left
from reuse_pos.services.verb import Act
from reuse_pos.services.weights import learn_piece

RECEPTION = "stock:reception"
TEACHES = ("crate", "count", "item")


@dataclass(frozen=True)
class Opened:
    """A delivery just opened: its id and the number on its slip."""

    id: Id
    number: str


@dataclass(frozen=True)
class CameFrom:
    """Where a delivery comes from: its origin, a partner and a town (INSEE code), if known."""

    origin: str
    party: str | None = None
    commune: str | None = None


@dataclass(frozen=True)
class Labelled:
    """A thing received with a label of its own: id, 13 digits, short code and grams."""

    id: Id
    code: str
    short: str
    grams: int


@dataclass(frozen=True)
class Counted:
    """A count just recorded: line numbers, pieces, grams, labelled things in printing order."""

    lines: tuple[int, ...]
    pieces: int
    grams: int
    items: tuple[Labelled, ...]


@dataclass(frozen=True)
class Undone:
    """What was taken back: line numbers and received grams."""

    lines: tuple[int, ...]
    grams: int


@dataclass(frozen=True)
class Closed:
    """A delivery finished ("closed"), or without anything in it ("empty"); `slip` was printed."""

    number: str
    state: str
    grams: int
    slip: bool


@dataclass(frozen=True)
class Recorded:
    """A load just recorded: its line number, category, net grams and pieces."""

    n: int
    category: str
    grams: int
    pieces: int


@dataclass(frozen=True)
class NewLine:
    """What a line of a delivery says; grams and source may differ from the load's (a mean times n).

    `note` is the reason of a refusal, the recycler of direct recycling, or the goods' own code
    where it is more precise than the category ("TLC-VRAC:bag").
    """

    kind: str
    category: str
    load: Weighing
    grams: int
    source: Source
    pieces: int = 0
    note: str = ""
    item: Id | None = None
    entry: Id | None = None


def open_new(act: Act, source: CameFrom, title: str, day: str, late: str | None = None) -> Opened:
    """Put a new open delivery, numbered in the month it is opened in; it counts on `day`."""
    counter = rows.last_counter(act.tx, rules.number_prefix(act.day)) + 1
    opened = Opened(uuid7(act.at_ns), rules.intake_number(act.day, counter))
    act.put(
        "intake",
        id=opened.id,
        number=opened.number,
        origin=source.origin,
        party=source.party,
        commune=source.commune,
        title=title.strip()[:40],
        state="open",
        opened_at=act.at,
        closed_at=None,
        day=day,
        op=act.who.op,
        late=late,
    )
    act.changed(Change.INTAKE)
    return opened


def day_of(act: Act, here: Delivery) -> str:
    """The business day a load counts on: today, or the day a delivery typed in afterwards was
    brought; refuses when that month was closed meanwhile."""
    if here.late is None:
        return act.day
    if ledger.month_is_sealed(act.tx, here.day):
        raise Refusal(
            _(
                "This month is closed: nothing can be added to it. Nothing was recorded. "
                "Finish this delivery and open a new one."
            ),
            "sealed",
        )
    return here.day


def write_line(act: Act, here: Delivery, line: NewLine, n: int) -> Recorded:
    """Put one line of a delivery."""
    act.put(
        "weighing",
        id=uuid7(act.at_ns),
        intake=here.id,
        n=n,
        kind=line.kind,
        day=day_of(act, here),
        at=act.at,
        category=line.category,
        gross_g=line.load.gross_g,
        tare_g=line.load.tare_g,
        net_g=line.grams,
        container=line.load.container,
        source=line.source.value,
        pieces=line.pieces,
        reason=line.note,
        item=line.item,
        entry=line.entry,
        undone=0,
        photo=None,
    )
    act.changed(Change.INTAKE)
    return Recorded(n, line.category, line.grams, line.pieces)


def own_code(what: str) -> str:
    """What a line keeps of goods more precise than their category: a bag, a box, a mirror."""
    return what if ":" in what else ""


def shares(grams: int, n: int) -> list[int]:
    """Whole grams of each of `n` things weighing `grams` together; the first take the rest."""
    each, rest = divmod(grams, n)
    return [each + (1 if number < rest else 0) for number in range(n)]


def new_item(act: Act, here: Delivery, thing: Countable, grams: int, source: Source) -> Item:
    """A thing with a new code, just received; not yet written."""
    code = act.next_code(CodeKind.ITEM)
    return Item(
        uuid7(act.at_ns),
        code,
        short_form(code),
        "item",
        thing.category,
        _(thing.words),
        State.RECEIVED,
        grams,
        1,
        source.value,
        intake_no=here.number,
        received_on=day_of(act, here),
    )


def write_item(act: Act, item: Item, entry: Id) -> None:
    """Put a new thing, its first move and its tracking label, which waits for the printer."""
    act.put("item", **stock.item_row(item))
    act.new_item(item.id, entry=entry)
    act.put(
        "label_job",
        id=uuid7(act.at_ns),
        item=item.id,
        kind="tracking",
        copies=1,
        state="waiting",
        at_ns=act.at_ns,
    )
    act.changed(Change.LABELS)


def postings_in(here: Delivery, line: NewLine, items: tuple[Item, ...] = ()) -> list[Posting]:
    """The postings of a load from its origin to reception, one for each labelled thing in it."""
    origin, inside = transfer(
        f"in:{here.origin}",
        RECEPTION,
        line.category,
        line.grams,
        line.pieces,
        line.source,
        origin_party=here.party,
        commune=here.commune,
    )
    if not items:
        return [origin, inside]
    return [origin, *(replace(inside, grams=i.grams, pieces=1, thing=i.id) for i in items)]


def postings_through(here: Delivery, line: NewLine, recycler: str) -> tuple[Posting, ...]:
    """The postings of a load that goes from the door straight to a recycler."""
    return transfer(
        f"in:{here.origin}",
        "out:recycling",
        line.category,
        line.grams,
        line.pieces,
        line.source,
        origin_party=here.party,
        destination_party=recycler,
        commune=here.commune,
    )


def repost(act: Act, here: Delivery) -> None:
    """Loads already recorded follow the delivery's new source: entries reversed, then rewritten."""
    done: dict[Id, Id] = {}
    for line in rows.loads(act.tx, here.id):
        if line.entry is None:
            continue
        if line.entry not in done:
            done[line.entry] = _moved_entry(act, line.entry, here)
        act.set("weighing", {"id": line.id}, entry=done[line.entry])


def take_back(act: Act, here: Delivery, entry_id: Id) -> None:
    """Reverse the entry of a load; its things leave and their labels are not printed any more.

    Refuses when one of them has gone further or the kilos were sorted already.
    """
    entry, day = _stored(act, entry_id)
    items = [_stored_item(act, item) for item in rows.things_of_entry(act.tx, entry_id)]
    moved = next((item for item in items if _has_changed(item, entry)), None)
    if moved is not None and moved.state is State.SOLD:
        raise Refusal(
            _(
                "{code} is sold: its weighing cannot be undone. Nothing was changed. "
                "Take the thing back at the till first.",
                code=moved.short,
            ),
            "sold",
            item=moved.id,
        )
    if moved is not None:
        raise Refusal(
            _(
                "{code} has already gone further: this weighing cannot be undone. "
                "Nothing was changed. Look at its card.",
                code=moved.short,
            ),
            "moved_on",
            item=moved.id,
        )
    _refuse_if_sorted(act, entry)
    refuse_if_left(act.tx, entry_id)
    undone = reversal(entry, entry_id).postings
    day = act.correction_day(day)
    back = act.entry("reversal", undone, here.number, reverses=entry_id, day=day)
    for item in items:
        act.step(item.id, Move.UNDO, State.RECEIVED, State.GONE, reason=here.number, entry=back)
        for job in rows.waiting_labels(act.tx, item.id):
            act.set("label_job", {"id": job}, state="dropped")
            act.changed(Change.LABELS)


def undo_line(
    act: Act,
    here: Delivery,
    lines: tuple[Load, ...],
    line: Load,
    categories: dict[str, Category],
) -> Undone:
    """Take back one of a delivery's lines, with those recorded in the same run (a count)."""
    together = [line]
    if line.entry is not None:
        together = [one for one in lines if one.entry == line.entry]
        take_back(act, here, line.entry)
    for one in together:
        act.set("weighing", {"id": one.id}, undone=1)
        unlearn(act, one, categories[one.category])
    act.changed(Change.INTAKE)
    received = sum(one.net_g for one in together if one.kind != "refused")
    return Undone(tuple(one.n for one in together), received)


def unlearn(act: Act, line: Load, category: Category) -> None:
    """What a line taught of the weight of a piece is forgotten."""
    key = rules.learning_key(line.reason or category.code, category)
    if line.kind not in TEACHES or line.gross_g == 0 or line.pieces == 0 or key is None:
        return
    pieces = line.pieces if line.kind == "crate" else 1
    learn_piece(act, key, line.gross_g - line.tare_g, pieces, undo=True)


def _has_changed(item: Item, entry: Entry) -> bool:
    """Whether a thing stands no more as it came in: sent on, or found to be something else."""
    as_brought = (item.category, item.grams)
    came_in = (
        (posting.category, posting.grams) for posting in entry.postings if posting.thing == item.id
    )
    return item.state is not State.RECEIVED or as_brought not in came_in


def _refuse_if_sorted(act: Act, entry: Entry) -> None:
    """Kilos without a label must still lie there; labelled things of the same kind do not count."""
    brought: dict[str, int] = {}
    for posting in entry.postings:
        if posting.place == RECEPTION and posting.thing is None:
            brought[posting.category] = brought.get(posting.category, 0) + posting.grams
    for category, grams in brought.items():
        if loose_of(act.tx, RECEPTION, category).grams < grams:
            raise Refusal(
                _(
                    "These kilos are already sorted: this weighing cannot be undone. "
                    "Nothing was changed. Tell your supervisor."
                ),
                "sorted",
            )


def _moved_entry(act: Act, entry_id: Id, here: Delivery) -> Id:
    entry, day = _stored(act, entry_id)
    day = act.correction_day(day)
    undone = reversal(entry, entry_id).postings
    act.entry("reversal", undone, here.number, reverses=entry_id, day=day)
    postings = tuple(
        replace(posting, place=f"in:{here.origin}", party=here.party, commune=here.commune)
        if posting.place.startswith("in:")
        else posting
        for posting in entry.postings
    )
    moved = act.entry(entry.kind, postings, here.number, day=day)
    # What went straight to a recycler stays on the slip it is fetched under.
    for slip, n in outflow.lines_of(act.tx, entry_id):
        act.set("slip_line", {"slip": slip, "n": n}, entry=moved)
    return moved


def _stored(act: Act, entry_id: Id) -> tuple[Entry, str]:
    found = ledger.entry_by_id(act.tx, entry_id)
    if found is None:
        raise LookupError(f"no mass entry {entry_id.hex()}")
    return found


def _stored_item(act: Act, item_id: Id) -> Item:
    item = stock.item_by_id(act.tx, item_id)
    if item is None:
        raise LookupError(f"no thing {item_id.hex()}")
    return item
