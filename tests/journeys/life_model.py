"""A plain-Python model of a shop's goods, kept beside the real shop by the machine of random lives
(`test_goods_machine`): every labelled thing with its state and grams, every heap without a label.

Rules are told by subject in `life_intake`, `life_work`, `life_stock`, `life_leaving`, `life_till`.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant
from invariants import check_ledger
from shops import copy_shop

from reuse_pos.db.stock import item_by_id
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import PLACE_OF, Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.sorting import sources_of, within_tolerance

TILL = "001-1"
CHECKED = "EEE-PAM-BOUIL"
THINGS = ("EA-AS-CHAISE-BOIS", "EA-RA-BUFFET", "HR-BIBELOT", "TLC-MANTEAU", CHECKED)
LOOSE = ("TLC-VRAC", "HR-LIVRE", "HR-VAISSELLE", "A-TRIER")
RECEPTION, SHOP, STORAGE = "stock:reception", "stock:shop", "stock:storage"
WORKSHOP, PARTS, TABLE = "stock:workshop", "stock:parts", "stock:sorting"
S = State
WHICH = st.integers(0, 500)
THING_G, LOAD_G = st.integers(200, 40_000), st.integers(100, 30_000)
# Every kind of fact written by any machine of this run, and how often.
DONE: Counter[str] = Counter()


def kilos(grams: int) -> Weighing:
    """A load put on the scale without a container."""
    return Weighing(grams, 0, Source.SCALE)


@dataclass
class Thing:
    """A labelled thing as the model knows it. `price` None: nobody gave one; `sure` whether the
    model knows if it may be sold; `left` its state and grams before it went out."""

    id: Id
    code: str
    category: str
    grams: int
    state: State = S.RECEIVED
    batch: bool = False
    price: int | None = None
    sure: bool = True
    barred: bool = False
    hold: Id | None = None
    deposit: int = 0
    ticket: str = ""
    line: int = 1
    left: tuple[State, int] | None = None
    aside: tuple[State, int] = (S.RECEIVED, 0)
    steps: int = 0

    @property
    def inside(self) -> bool:
        """Whether it is in the shop."""
        return self.state in PLACE_OF

    @property
    def free(self) -> bool:
        """Whether it is in the shop and nobody has reserved it."""
        return self.inside and self.state is not S.RESERVED

    @property
    def sellable(self) -> bool | None:
        """Whether its safety lets it be sold; None where the model does not follow its checks."""
        return None if self.category == CHECKED else not self.barred

    def goes(self, state: State, grams: int | None = None) -> None:
        """It has another state now, and other grams when told."""
        self.left = (self.state, self.grams)
        self.state, self.steps = state, self.steps + 1
        self.grams = self.grams if grams is None else grams


@dataclass
class Heap:
    """What a gesture brought or moved, so that taking it back can be told: things and grams by
    (place, category)."""

    things: list[Thing] = field(default_factory=list)
    grams: dict[tuple[str, str], int] = field(default_factory=dict)


class Floor(RuleBasedStateMachine):
    """One shop, its things and its heaps, beside the model of both."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="reuse-pos-goods-"))
        self.made = copy_shop(self.folder / "shop")
        self.shop = self.made.shop
        self.things: list[Thing] = []
        self.heaps: Counter[tuple[str, str]] = Counter()
        self.shop.till.open_session(self.made.cashier, TILL, 15_000)
        self.begin()

    def begin(self) -> None:
        """What a subject's rules need from the first step."""

    def ending(self) -> None:
        """What still happens when the steps are over, before the books are checked."""

    def may(self, allowed: bool | None, gesture: Callable[[], Any]) -> tuple[bool, Any]:
        """Do a gesture: whether the shop did it, and its value. It must be as the model says (None:
        the model does not know), and what is refused writes nothing."""
        self.made.clock.forward(minutes=1)
        before = self.facts()
        no: Refusal | None = None
        try:
            done = gesture()
        except Refusal as refusal:
            no = refusal
        if no is None:
            assert allowed is not False, "this should have been refused"
            return True, getattr(done, "value", done)
        assert allowed is not True, no.sentence
        assert self.facts() == before, f"refused, yet written: {no.sentence}"
        return False, no.code

    def facts(self) -> int:
        """How many facts the shop has written."""
        return int(self.made.store.read().value("SELECT count(*) FROM outbox"))

    def one(self, which: int, fits: Callable[[Thing], bool] | None = None) -> Thing | None:
        """One of the things that fit, if any does."""
        found = [one for one in self.things if fits is None or fits(one)]
        return found[which % len(found)] if found else None

    def anyhow(self, which: int, fits: Callable[[Thing], bool]) -> Thing | None:
        """Mostly a thing that fits, now and then any: refusals are tried too."""
        return self.one(which) if which % 7 == 0 else self.one(which, fits) or self.one(which)

    def item(self, thing: Thing) -> Item:
        """The thing as the shop has it."""
        found = item_by_id(self.made.store.read(), thing.id)
        assert found is not None
        return found

    def learn(self, item: Id, category: str, grams: int, state: State = S.RECEIVED,
              *, batch: bool = False, price: int | None = None) -> Thing:  # fmt: skip
        """A thing the shop has just labelled, with what the model expects of it."""
        code = self.made.store.read().value("SELECT code FROM item WHERE id = ?", item)
        thing = Thing(item, code, category, grams, state, batch, price)
        self.things.append(thing)
        return thing

    def put(self, place: str, category: str, grams: int) -> None:
        """A heap grew (below zero: shrank)."""
        self.heaps[place, category] += grams

    def at(self, place: str, category: str) -> int:
        """Grams of a heap."""
        return self.heaps[place, category]

    def take(self, place: str, category: str, grams: int) -> int:
        """Take a load from a heap, two scales differing a little; returns what the heap lost."""
        lost = min(grams, max(self.at(place, category), 0))
        self.put(place, category, -lost)
        return lost

    def enough(self, place: str, category: str, grams: int) -> bool:
        """Whether a heap is believed to hold a load."""
        return within_tolerance(grams, self.at(place, category))

    def heap_for(self, category: str, grams: int) -> str | None:
        """The heap at reception an object of a category is taken from."""
        heaps = sources_of(self.shop.office.category(category))
        whole = [one for one in heaps if self.at(RECEPTION, one) >= grams]
        nearly = [one for one in heaps if self.enough(RECEPTION, one, grams)]
        return next(iter((*whole, *nearly)), None)

    @invariant()
    def things_are_as_the_model_says(self) -> None:
        """Every label the shop ever gave, in the state and with the grams the model expects."""
        rows = self.made.store.read().all("SELECT id, short, state, category, grams FROM item")
        found = {row["id"]: row for row in rows}
        known = {thing.id: thing for thing in self.things}
        assert found.keys() == known.keys(), "a thing the model does not know"
        for key, thing in known.items():
            row = found[key]
            assert row["state"] == thing.state, row["short"]
            if thing.inside:
                assert (row["category"], row["grams"]) == (thing.category, thing.grams), row[
                    "short"
                ]

    @invariant()
    def kilos_are_as_the_model_says(self) -> None:
        """Every place holds, of every category, its things and its heap: not a gram more."""
        wanted = Counter({key: grams for key, grams in self.heaps.items() if grams})
        for thing in self.things:
            if thing.inside:
                wanted[PLACE_OF[thing.state], thing.category] += thing.grams
        rows = self.made.store.read().all("SELECT place, category, grams FROM mass_balance")
        found = {(row["place"], row["category"]): row["grams"] for row in rows if row["grams"]}
        wrong = {
            key: (found.get(key, 0), wanted[key])
            for key in found.keys() | wanted.keys()
            if found.get(key, 0) != wanted[key]
        }
        assert not wrong, f"the shop says, the model says: {wrong}"

    def teardown(self) -> None:
        try:
            self.ending()
            self.things_are_as_the_model_says()
            self.kilos_are_as_the_model_says()
            DONE.update(
                row[0] for row in self.made.store.read().all("SELECT DISTINCT kind FROM outbox")
            )
            assert self.shop.doctor.examine().findings == ()
            check_ledger(self.made.store)
        finally:
            self.shop.close()
            shutil.rmtree(self.folder)
