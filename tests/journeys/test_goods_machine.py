"""Random lives of goods: every verb of the floor in any order, against a plain model of kilos and
states. Where the model says a gesture cannot be, the shop must refuse it and change nothing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from invariants import check_ledger
from shops import copy_shop

from reuse_pos.db.stock import item_by_id
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.checks import Aside
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import HoldAsked
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import PLACE_OF, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.payments import Payment
from reuse_pos.services.stock import Outflow

TILL = "001-1"
THINGS = ("EA-AS-CHAISE-BOIS", "EA-RA-BUFFET", "HR-BIBELOT", "TLC-MANTEAU")
LOOSE = ("TLC-VRAC", "HR-LIVRE", "HR-VAISSELLE")
WAYS_OUT = ("gift", "internal_use", "return_to_donor")
S = State
# Where each gesture may begin, as a shopkeeper would say it.
FROM = {
    "shelve": {S.RECEIVED, S.READY, S.IN_STORAGE},
    "store": {S.RECEIVED, S.READY, S.ON_SALE},
    "price": {S.RECEIVED, S.READY, S.IN_STORAGE, S.ON_SALE},
    "aside": {S.RECEIVED, S.TO_REPAIR, S.READY, S.ON_SALE, S.IN_STORAGE},
    "release": {S.QUARANTINED},
    "workshop": {S.RECEIVED, S.ON_SALE, S.IN_STORAGE, S.READY, S.QUARANTINED},
    "leave": {state for state in PLACE_OF if state is not S.RESERVED},
    "hold": {S.ON_SALE},
    "sell": {S.ON_SALE, S.RECEIVED, S.READY, S.IN_STORAGE, S.TO_REPAIR, S.IN_REPAIR},
}


@dataclass
class Thing:
    """A labelled thing as the model knows it."""

    id: Id
    code: str
    grams: int
    state: State = S.RECEIVED
    price: int | None = None
    hold: Id | None = None
    ticket: str = ""


class Goods(RuleBasedStateMachine):
    """One floor, its things and its untracked kilos."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="reuse-pos-goods-"))
        self.made = copy_shop(self.folder / "shop")
        self.shop = self.made.shop
        self.things: list[Thing] = []
        self.loose: dict[tuple[str, str], int] = {}
        self.shop.till.open_session(self.made.cashier, TILL, 15_000)
        opened = self.shop.intake.open_intake(self.made.reception, "drop_off", "35238")
        self.intake = opened.value.id

    def pick(self, which: int) -> Thing:
        return self.things[which % len(self.things)]

    def put(self, place: str, category: str, grams: int) -> None:
        key = (place, category)
        self.loose[key] = self.loose.get(key, 0) + grams

    def tried(self, allowed: bool, gesture: Any) -> bool:
        """Do a gesture; refused or not, it must be as the model says. Whether it was done."""
        facts = "SELECT count(*) FROM outbox"
        before = self.made.store.read().value(facts)
        refused = ""
        try:
            gesture()
        except Refusal as refusal:
            refused = refusal.sentence
        assert allowed is not bool(refused), refused or "this should have been refused"
        assert not refused or self.made.store.read().value(facts) == before
        return allowed

    @rule(category=st.sampled_from(THINGS), grams=st.integers(200, 40_000))
    def arrive(self, category: str, grams: int) -> None:
        load = Weighing(grams, 0, Source.SCALE)
        done = self.shop.intake.add_item(self.made.reception, self.intake, category, load)
        item = done.value
        self.things.append(Thing(item.id, item.code, item.grams))

    @rule(category=st.sampled_from(LOOSE), grams=st.integers(500, 30_000))
    def crate(self, category: str, grams: int) -> None:
        load = Weighing(grams, 0, Source.SCALE)
        self.shop.intake.weigh(self.made.reception, self.intake, category, load)
        self.put("stock:reception", category, grams)

    @rule(
        category=st.sampled_from(LOOSE), grams=st.integers(1, 30_000),
        way=st.sampled_from([("reception", "shop"), ("shop", "storage"), ("storage", "shop")]),
    )  # fmt: skip
    def carry(self, category: str, grams: int, way: tuple[str, str]) -> None:
        here = self.loose.get((f"stock:{way[0]}", category), 0)
        load = Weighing(grams, 0, Source.SCALE)
        if self.tried(
            grams <= here,
            lambda: self.shop.stock.move_loose(self.made.supervisor, category, load, way),
        ):
            self.put(f"stock:{way[0]}", category, -grams)
            self.put(f"stock:{way[1]}", category, grams)

    @rule(category=st.sampled_from(LOOSE), grams=st.integers(1, 30_000),
          out=st.sampled_from(WAYS_OUT))  # fmt: skip
    def carry_out(self, category: str, grams: int, out: str) -> None:
        here = self.loose.get(("stock:shop", category), 0)
        load = Weighing(grams, 0, Source.SCALE)
        if self.tried(
            grams <= here,
            lambda: self.shop.stock.send_out_loose(
                self.made.supervisor, category, load, Outflow(out)
            ),
        ):
            self.put("stock:shop", category, -grams)

    @precondition(lambda self: self.things)
    @rule(which=st.integers(0, 500), cents=st.integers(100, 20_000))
    def price(self, which: int, cents: int) -> None:
        thing = self.pick(which)
        if self.tried(
            thing.state in FROM["price"],
            lambda: self.shop.labelling.approve_price(self.made.manager, thing.id, cents),
        ):
            thing.state, thing.price = S.ON_SALE, cents

    @precondition(lambda self: self.things)
    @rule(which=st.integers(0, 500), where=st.sampled_from(["shop", "storage"]))
    def shelve(self, which: int, where: str) -> None:
        thing = self.pick(which)
        gesture = "shelve" if where == "shop" else "store"
        if self.tried(
            thing.state in FROM[gesture],
            lambda: self.shop.stock.move_to(self.made.supervisor, thing.id, where),
        ):
            thing.state = S.ON_SALE if where == "shop" else S.IN_STORAGE

    @precondition(lambda self: self.things)
    @rule(which=st.integers(0, 500), reason=st.sampled_from(list(Aside)))
    def put_aside(self, which: int, reason: Aside) -> None:
        thing = self.pick(which)
        if self.tried(
            thing.state in FROM["aside"],
            lambda: self.shop.sorting.put_aside(self.made.supervisor, thing.id, reason),
        ):
            thing.state = S.QUARANTINED

    @precondition(lambda self: self.things)
    @rule(which=st.integers(0, 500))
    def release(self, which: int) -> None:
        thing = self.pick(which)
        if self.tried(
            thing.state in FROM["release"],
            lambda: self.shop.sorting.release(self.made.supervisor, thing.id),
        ):
            thing.state = S.RECEIVED

    @precondition(lambda self: self.things)
    @rule(which=st.integers(0, 500))
    def to_workshop(self, which: int) -> None:
        thing = self.pick(which)
        if self.tried(
            thing.state in FROM["workshop"],
            lambda: self.shop.workshop.send_to_workshop(self.made.supervisor, thing.id),
        ):
            thing.state = S.TO_REPAIR

    @precondition(lambda self: self.things)
    @rule(which=st.integers(0, 500), out=st.sampled_from(WAYS_OUT))
    def leave(self, which: int, out: str) -> None:
        thing = self.pick(which)
        if self.tried(
            thing.state in FROM["leave"],
            lambda: self.shop.stock.send_out(self.made.supervisor, thing.id, Outflow(out)),
        ):
            thing.state = S.GONE

    @precondition(lambda self: self.things)
    @rule(which=st.integers(0, 500), grams=st.integers(100, 50_000))
    def weigh_again(self, which: int, grams: int) -> None:
        thing = self.pick(which)
        load = Weighing(grams, 0, Source.SCALE)
        if self.tried(
            thing.state in PLACE_OF,
            lambda: self.shop.stock.record_weight(self.made.supervisor, thing.id, load),
        ):
            thing.grams = grams

    @precondition(lambda self: self.things)
    @rule(which=st.integers(0, 500))
    def sell(self, which: int) -> None:
        thing = self.pick(which)
        priced = thing.price is not None and thing.state in FROM["sell"]
        made = self.made

        def gesture() -> None:
            basket = Basket().add(self.shop.counter.scanned(thing.code))
            total = basket.total_cents
            paid = [Payment("CASH", total)] if total else []
            sold = self.shop.counter.sell(made.cashier, TILL, basket, paid).value
            thing.ticket = sold.doc_no

        if self.tried(priced, gesture):
            thing.state = S.SOLD

    @precondition(lambda self: any(one.ticket and one.state is S.SOLD for one in self.things))
    @rule(which=st.integers(0, 500))
    def bring_back(self, which: int) -> None:
        sold = [one for one in self.things if one.ticket and one.state is S.SOLD]
        thing = sold[which % len(sold)]
        args = (TILL, thing.ticket, {1: (1, "reception")}, "CASH", "CHANGED_MIND")
        self.shop.refunds.refund(self.made.manager, *args)
        thing.state, thing.price, thing.ticket = S.RECEIVED, thing.price, ""

    @precondition(lambda self: self.things)
    @rule(which=st.integers(0, 500))
    def hold(self, which: int) -> None:
        thing = self.pick(which)
        if thing.state is not S.ON_SALE or thing.price is None:
            return
        basket = Basket().add(self.shop.counter.scanned(thing.code))
        asked = HoldAsked(3, "Personne", receipt="NONE")
        thing.hold = self.shop.holds.hold(self.made.cashier, TILL, basket, asked).value.id
        thing.state = S.RESERVED

    @precondition(lambda self: any(one.state is S.RESERVED for one in self.things))
    @rule(which=st.integers(0, 500), collected=st.booleans())
    def end_hold(self, which: int, collected: bool) -> None:
        held = [one for one in self.things if one.state is S.RESERVED]
        thing = held[which % len(held)]
        assert thing.hold is not None
        if not collected:
            self.shop.holds.give_back(self.made.cashier, TILL, thing.hold)
            thing.state = S.ON_SALE
            return
        basket = self.shop.holds.pick_up(thing.hold)
        paid = [Payment("CASH", basket.total_cents)] if basket.total_cents else []
        sold = self.shop.counter.sell(self.made.cashier, TILL, basket, paid).value
        thing.state, thing.ticket = S.SOLD, sold.doc_no

    @invariant()
    def things_are_as_the_model_says(self) -> None:
        reader = self.made.store.read()
        for thing in self.things[-6:]:
            item = item_by_id(reader, thing.id)
            assert item is not None
            assert item.state is thing.state, item.short
            if thing.state in PLACE_OF:
                assert item.grams == thing.grams, item.short

    @invariant()
    def kilos_are_as_the_model_says(self) -> None:
        wanted = {key: grams for key, grams in self.loose.items() if grams}
        for thing in self.things:
            place = PLACE_OF.get(thing.state)
            if place is not None:
                key = (place, "*")
                wanted[key] = wanted.get(key, 0) + thing.grams
        found: dict[tuple[str, str], int] = {}
        rows = self.made.store.read().all("SELECT place, category, grams FROM mass_balance")
        for row in rows:
            category = row["category"] if row["category"] in LOOSE else "*"
            key = (row["place"], category)
            found[key] = found.get(key, 0) + row["grams"]
        assert {key: grams for key, grams in found.items() if grams} == wanted

    def teardown(self) -> None:
        try:
            assert self.shop.doctor.examine().findings == ()
            check_ledger(self.made.store)
        finally:
            self.shop.close()
            shutil.rmtree(self.folder)


TestGoods = Goods.TestCase
TestGoods.settings = settings(
    max_examples=200, stateful_step_count=50, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
