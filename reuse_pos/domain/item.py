"""A followed thing (a labelled object or batch): its states, where each state stands, and every
allowed move."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import StrEnum

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.wording import N_, _


class State(StrEnum):
    """Where a thing is in its life."""

    RECEIVED = "received"
    TO_REPAIR = "to_repair"
    IN_REPAIR = "in_repair"
    READY = "ready"
    ON_SALE = "on_sale"
    IN_STORAGE = "in_storage"
    QUARANTINED = "quarantined"
    RESERVED = "reserved"
    SOLD = "sold"
    GONE = "gone"
    CONSUMED = "consumed"
    TRANSFERRED = "transferred"


class Move(StrEnum):
    """What people do to a thing."""

    RECEIVE = "receive"
    TO_WORKSHOP = "to_workshop"
    START = "start"
    FINISH = "finish"
    SHELVE = "shelve"
    STORE = "store"
    QUARANTINE = "quarantine"
    RESERVE = "reserve"
    RELEASE = "release"
    SELL = "sell"
    LEAVE = "leave"
    CONSUME = "consume"
    TRANSFER = "transfer"
    BRING_BACK = "bring_back"
    UNDO = "undo"


S = State
INSIDE = (
    S.RECEIVED,
    S.TO_REPAIR,
    S.IN_REPAIR,
    S.READY,
    S.ON_SALE,
    S.IN_STORAGE,
    S.QUARANTINED,
    S.RESERVED,
)
PLACE_OF: dict[State, str] = {
    S.RECEIVED: "stock:reception",
    S.TO_REPAIR: "stock:workshop",
    S.IN_REPAIR: "stock:workshop",
    S.READY: "stock:workshop",
    S.ON_SALE: "stock:shop",
    S.IN_STORAGE: "stock:storage",
    S.QUARANTINED: "stock:quarantine",
    S.RESERVED: "stock:reserved",
}
_WAYS: dict[Move, tuple[tuple[State, State], ...]] = {
    Move.TO_WORKSHOP: (
        (S.RECEIVED, S.TO_REPAIR),
        (S.ON_SALE, S.TO_REPAIR),
        (S.IN_STORAGE, S.TO_REPAIR),
        (S.READY, S.TO_REPAIR),
        (S.QUARANTINED, S.TO_REPAIR),
    ),
    Move.START: ((S.TO_REPAIR, S.IN_REPAIR), (S.RECEIVED, S.IN_REPAIR)),
    Move.FINISH: ((S.IN_REPAIR, S.READY),),
    Move.SHELVE: ((S.RECEIVED, S.ON_SALE), (S.READY, S.ON_SALE), (S.IN_STORAGE, S.ON_SALE)),
    Move.STORE: ((S.RECEIVED, S.IN_STORAGE), (S.READY, S.IN_STORAGE), (S.ON_SALE, S.IN_STORAGE)),
    Move.QUARANTINE: (
        (S.RECEIVED, S.QUARANTINED),
        (S.TO_REPAIR, S.QUARANTINED),
        (S.READY, S.QUARANTINED),
        (S.ON_SALE, S.QUARANTINED),
        (S.IN_STORAGE, S.QUARANTINED),
    ),
    Move.RESERVE: ((S.ON_SALE, S.RESERVED),),
    Move.RELEASE: ((S.RESERVED, S.ON_SALE), (S.QUARANTINED, S.RECEIVED)),
    Move.SELL: ((S.ON_SALE, S.SOLD), (S.RESERVED, S.SOLD)),
    Move.LEAVE: tuple((state, S.GONE) for state in INSIDE),
    Move.CONSUME: tuple((state, S.CONSUMED) for state in INSIDE),
    Move.TRANSFER: tuple((state, S.TRANSFERRED) for state in INSIDE),
    Move.BRING_BACK: ((S.SOLD, S.RECEIVED),),
}
MOVES: dict[tuple[State, State], Move] = {
    pair: move for move, pairs in _WAYS.items() for pair in pairs
}
UNDOABLE = frozenset((after, before) for before, after in MOVES if after is not S.SOLD)

STATE_WORDS = {
    S.RECEIVED: N_("Just arrived"),
    S.TO_REPAIR: N_("Waiting for repair"),
    S.IN_REPAIR: N_("In the workshop"),
    S.READY: N_("Ready to price"),
    S.ON_SALE: N_("On sale"),
    S.IN_STORAGE: N_("In storage"),
    S.QUARANTINED: N_("In quarantine"),
    S.RESERVED: N_("Reserved"),
    S.SOLD: N_("Sold"),
    S.GONE: N_("Gone"),
    S.CONSUMED: N_("Used for another thing"),
    S.TRANSFERRED: N_("Sent to another store"),
}


@dataclass(frozen=True)
class Item:
    """A labelled object (`kind` "item") or batch ("batch": n pieces or g grams under one label).

    `price_state` is "" (none), "proposed" or "approved"; `last_printed_cents` is what the label
    says. `tested_on` is the ISO date of a passed safety test, `test_failed` a failed one.
    """

    id: Id
    code: str
    short: str
    kind: str
    category: str
    label: str
    state: State
    grams: int
    pieces: int
    source: str
    price_cents: int | None = None
    price_state: str = ""
    last_printed_cents: int | None = None
    condition: str = ""
    known_defects: str = ""
    description: str = ""
    refurbished: bool = False
    tested_on: str | None = None
    test_failed: bool = False
    intake_no: str = ""
    received_on: str = ""
    photo: str | None = None
    photo_after: str | None = None
    markdown_on: str | None = None
    markdown_bp: int = 0
    spot: str = ""
    purchase_cents: int | None = None
    colour: str | None = None
    serial: str | None = None
    brand: str | None = None
    parent: Id | None = None

    @property
    def place(self) -> str | None:
        """The ledger place its mass is in; None once it left."""
        return PLACE_OF.get(self.state)

    def can(self, move: Move) -> bool:
        """Whether `move` is allowed from where the thing is now."""
        return any(before is self.state for before, _after in _WAYS.get(move, ()))


def after(item: Item, move: Move) -> State:
    """The state `move` brings the thing to; refuses a move its state does not allow."""
    for before, state in _WAYS.get(move, ()):
        if before is item.state:
            return state
    raise Refusal(
        _(
            "{code} is “{state}”: this cannot be done now. Nothing was changed. Look at its card.",
            code=item.short,
            state=_(STATE_WORDS[item.state]),
        ),
        "not_now",
        state=item.state,
    )


def path(start: State, end: State) -> list[State]:
    """The shortest chain of allowed moves from one state to another, without `start`; empty when
    there is none."""
    came: dict[State, State] = {}
    queue = deque([start])
    while queue:
        state = queue.popleft()
        if state is end:
            steps = [end]
            while came.get(steps[0], start) is not start:
                steps.insert(0, came[steps[0]])
            return steps if start is not end else []
        for before, following in MOVES:
            if (
                before is state
                and following not in came
                and following is not start
                and following in (*INSIDE, end)
            ):
                came[following] = state
                queue.append(following)
    return []
