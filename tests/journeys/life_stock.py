"""Random lives of goods: places, batches, kits, counts and means."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from life_model import (
    LOAD_G,
    LOOSE,
    SHOP,
    THING_G,
    THINGS,
    WHICH,
    Floor,
    S,
    Thing,
    kilos,
)

from reuse_pos.domain.item import PLACE_OF
from reuse_pos.domain.kits import KitList, Want
from reuse_pos.services.stock import Outflow

WAYS_OUT = ("gift", "internal_use", "return_to_donor")
TO_PLACE = {
    "shop": {S.RECEIVED, S.READY, S.IN_STORAGE},
    "storage": {S.RECEIVED, S.READY, S.ON_SALE},
}
STANDS = {"shop": S.ON_SALE, "storage": S.IN_STORAGE}
KIT = "FIRST_FLAT"


class Placing(Floor):
    """Things and heaps carried about, weighed again, or out without a slip."""

    @rule(
        category=st.sampled_from(LOOSE), grams=LOAD_G,
        way=st.sampled_from(
            [("reception", "shop"), ("reception", "storage"), ("shop", "storage"),
             ("storage", "shop")]
        ),
    )  # fmt: skip
    def carry(self, category: str, grams: int, way: tuple[str, str]) -> None:
        stock, who = self.shop.stock, self.made.supervisor
        allowed = grams <= self.at(f"stock:{way[0]}", category)
        if self.may(allowed, lambda: stock.move_loose(who, category, kilos(grams), way))[0]:
            self.put(f"stock:{way[0]}", category, -grams)
            self.put(f"stock:{way[1]}", category, grams)

    @rule(category=st.sampled_from(LOOSE), grams=LOAD_G, out=st.sampled_from(WAYS_OUT))
    def carry_out(self, category: str, grams: int, out: str) -> None:
        stock, who = self.shop.stock, self.made.supervisor
        if self.may(
            grams <= self.at(SHOP, category),
            lambda: stock.send_out_loose(who, category, kilos(grams), Outflow(out)),
        )[0]:
            self.put(SHOP, category, -grams)

    @precondition(lambda self: self.things)
    @rule(which=WHICH, where=st.sampled_from(["shop", "storage"]), together=st.booleans())
    def shelve(self, which: int, where: str, together: bool) -> None:
        thing = self.one(which)
        assert thing is not None
        who, safe = self.made.supervisor, thing.sellable if where == "shop" else True
        allowed = thing.state in TO_PLACE[where] and safe
        if together:
            stays = thing.state is STANDS[where]
            place = self.shop.placing.place
            if self.may(stays or allowed, lambda: place(who, [thing.id], where))[0] and not stays:
                thing.goes(STANDS[where])
            return
        if self.may(allowed, lambda: self.shop.stock.move_to(who, thing.id, where))[0]:
            thing.goes(STANDS[where])

    @precondition(lambda self: self.things)
    @rule(which=WHICH, out=st.sampled_from(WAYS_OUT))
    def leave(self, which: int, out: str) -> None:
        thing = self.one(which)
        assert thing is not None
        stock, who = self.shop.stock, self.made.supervisor
        if self.may(thing.free, lambda: stock.send_out(who, thing.id, Outflow(out)))[0]:
            thing.goes(S.GONE)

    @precondition(lambda self: self.things)
    @rule(which=WHICH, grams=THING_G)
    def weigh_again(self, which: int, grams: int) -> None:
        thing = self.one(which)
        assert thing is not None
        stock, who = self.shop.stock, self.made.supervisor
        if self.may(thing.inside, lambda: stock.record_weight(who, thing.id, kilos(grams)))[0]:
            thing.grams = grams

    @precondition(lambda self: self.things)
    @rule(which=WHICH, pieces=st.integers(1, 12), where=st.sampled_from(["shop", "storage"]),
          share=st.integers(1, 110), weighed=st.booleans())  # fmt: skip
    def split(self, which: int, pieces: int, where: str, share: int, weighed: bool) -> None:
        batch = self.one(which, lambda one: one.batch and self.item(one).pieces > 1)
        batch = batch or self.one(which)
        assert batch is not None
        held = self.item(batch).pieces
        load = kilos(max(1, batch.grams * share // 100)) if weighed else None
        fits = batch.batch and batch.free and 0 < pieces < held
        lighter = load is None or (load.net_g < batch.grams and load.net_g <= 300_000)
        safe = batch.sellable if where == "shop" else True
        placing, who = self.shop.placing, self.made.supervisor
        done, child = self.may(
            fits and lighter and safe,
            lambda: placing.split(who, batch.id, pieces, where, "", load),
        )
        if done:
            grams = batch.grams * pieces // held if load is None else load.net_g
            batch.grams -= grams
            part = self.learn(child.id, batch.category, grams, STANDS[where], batch=True)
            part.price, part.sure, part.barred = batch.price, batch.sure, batch.barred

    @precondition(lambda self: self.things)
    @rule(which=WHICH)
    def empty(self, which: int) -> None:
        batch = self.anyhow(which, lambda one: one.batch and one.free)
        assert batch is not None
        place, stock = PLACE_OF.get(batch.state, ""), self.shop.stock
        allowed = batch.batch and batch.free
        if self.may(allowed, lambda: stock.empty_batch(self.made.supervisor, batch.id))[0]:
            self.put(place, batch.category, batch.grams)
            batch.goes(S.CONSUMED)

    @rule(category=st.sampled_from(THINGS), grams=THING_G, back=st.booleans())
    def sample(self, category: str, grams: int, back: bool) -> None:
        sampling, who = self.shop.sampling, self.made.supervisor
        self.may(True, lambda: sampling.weigh_piece(who, category, kilos(grams), sure=True))
        if back:
            self.may(True, lambda: sampling.take_back(who, category, grams))
        manager = self.made.manager
        self.may(True, lambda: sampling.set_reference(manager, category, grams, "Pesée de test"))


class Gathering(Floor):
    """Kits, gathered and given."""

    def begin(self) -> None:
        """One list to gather from."""
        super().begin()
        self.kit: Any = None
        wants = (Want("meubles", 2), Want("livres_medias", 5))
        self.shop.kits.put_list(self.made.manager, KitList(KIT, "Premier appartement", wants))

    @precondition(lambda self: self.things)
    @rule(which=WHICH, n=st.integers(0, 5), out=st.booleans())
    def gather(self, which: int, n: int, out: bool) -> None:
        kits, who = self.shop.kits, self.made.supervisor
        thing = self.anyhow(which, lambda one: one.free)
        assert thing is not None
        if self.kit is None:
            self.kit = self.may(True, lambda: kits.begin(who, KIT, None, "AB"))[1].id
        inside = any(one.item == thing.id for one in kits.kit(self.kit).got)
        allowed = None if inside else thing.free and thing.sellable
        done, _kit = self.may(allowed, lambda: kits.add_thing(who, self.kit, thing.code))
        if n:
            self.may(True, lambda: kits.add_pieces(who, self.kit, "HR-LIVRE", n))
        if done and out:
            self.may(True, lambda: kits.take_out(who, self.kit, thing.id))

    @precondition(lambda self: self.things)
    @rule(which=WHICH, given=st.booleans(), looked_at=st.booleans())
    def end_kit(self, which: int, given: bool, looked_at: bool) -> None:
        kits, who = self.shop.kits, self.made.supervisor
        if self.kit is None:
            self.gather(which, 1, False)
        for got in kits.kit(self.kit).got if looked_at else ():
            # What left or was barred meanwhile is taken out before the kit is given.
            thing = next((one for one in self.things if one.id == got.item), None)
            if thing is not None and not (thing.free and thing.sellable):
                self.may(True, lambda: kits.take_out(who, self.kit, thing.id))  # noqa: B023
        if given and not kits.kit(self.kit).got:
            self.may(True, lambda: kits.add_pieces(who, self.kit, "HR-LIVRE", 2))
        if not given:
            self.may(True, lambda: kits.cancel(who, self.kit))
            self.kit = None
            return
        kit = kits.kit(self.kit)
        inside = [one for one in self.things if any(got.item == one.id for got in kit.got)]
        means = self.shop.office.mean_weights()
        known = [one for one in inside if one.sellable is None]
        allowed: bool | None = bool(kit.got) and all(one.free for one in inside)
        allowed = allowed and all(not one.barred for one in inside) and (None if known else True)
        if self.may(allowed, lambda: kits.give(who, self.kit))[0]:
            for got in kit.got:
                if got.item is None:
                    mean = means.get(got.category, (0, None))[0]
                    self.put(SHOP, got.category, -mean * got.n)
            for one in inside:
                one.goes(S.GONE)
            self.kit = None


class Counting(Floor):
    """A place counted while everything else goes on."""

    def begin(self) -> None:
        """Nothing is being counted."""
        super().begin()
        self.count: Any = None
        self.brought: dict[bytes, tuple[S, int, int]] = {}

    @rule(place=st.sampled_from(["shop", "storage", "reception", "workshop", "quarantine"]))
    def begin_count(self, place: str) -> None:
        if self.count is None:
            stocktake, who = self.shop.stocktake, self.made.supervisor
            self.count = self.may(True, lambda: stocktake.start(who, place))[1]
            self.brought = {}

    @precondition(lambda self: self.things)
    @rule(
        which=WHICH, how=st.sampled_from(["see", "see", "found", "here", "here"]),
        undone=st.booleans(),
    )  # fmt: skip
    def count_thing(self, which: int, how: str, undone: bool) -> None:
        if self.count is None:
            self.begin_count("shop")
        away = how == "here"
        thing = self.anyhow(
            which,
            lambda one: (
                (one.free or one.left is not None)
                and (PLACE_OF.get(one.state) == self.place) is not away
            ),
        )
        assert thing is not None
        stocktake, who, count = self.shop.stocktake, self.made.supervisor, self.count.id
        gestures = {
            "see": lambda: stocktake.see(who, count, thing.code),
            "found": lambda: stocktake.found(who, count, thing.id),
            "here": lambda: stocktake.here(who, count, thing.id),
        }
        before, grams, steps = thing.state, thing.grams, thing.steps
        if not self.may(None, gestures[how])[0]:
            return
        if how == "found":
            self.brought.pop(thing.id, None)
        if how == "here":
            self._comes_here(thing, before, grams, steps)
        if undone:
            self._undo_count()

    @property
    def place(self) -> str:
        """The ledger place being counted."""
        return f"stock:{self.count.place}"

    def _comes_here(self, thing: Thing, before: S, grams: int, steps: int) -> None:
        lost = before is S.GONE
        start, grams = thing.left if lost and thing.left else (before, grams)
        if PLACE_OF.get(start) == self.place:
            after = start
        else:
            after = {
                "shop": S.ON_SALE, "storage": S.IN_STORAGE, "reception": S.RECEIVED,
                "workshop": S.TO_REPAIR, "quarantine": S.QUARANTINED,
            }[self.count.place]  # fmt: skip
        if lost or after is not before:
            thing.goes(after, grams)
            self.brought[thing.id] = (before, grams, thing.steps)

    @rule(
        category=st.sampled_from(LOOSE), grams=LOAD_G, nothing=st.booleans(), undone=st.booleans()
    )  # fmt: skip
    def count_heap(self, category: str, grams: int, nothing: bool, undone: bool) -> None:
        if self.count is None:
            self.begin_count("storage")
        stocktake, who, count = self.shop.stocktake, self.made.supervisor, self.count.id
        if nothing:
            self.may(None, lambda: stocktake.none_left(who, count, category))
        else:
            self.may(None, lambda: stocktake.weigh(who, count, category, kilos(grams)))

        if undone:
            self._undo_count()

    def _undo_count(self) -> None:
        stocktake, who = self.shop.stocktake, self.made.supervisor
        done, word = self.may(None, lambda: stocktake.undo(who, self.count.id))
        if not done:
            return
        for thing in self.things:
            came = self.brought.get(thing.id)
            if came is not None and self.item(thing).short == word:
                del self.brought[thing.id]
                if thing.steps == came[2]:
                    thing.goes(came[0])

    @rule(how=st.sampled_from(["pause", "propose", "cancel"]))
    def leave_count(self, how: str) -> None:
        if self.count is None:
            self.begin_count("storage")
        stocktake, who, count = self.shop.stocktake, self.made.supervisor, self.count.id
        if how == "cancel":
            self.may(True, lambda: stocktake.cancel(who, count))
            self.count = None
            return
        gesture = stocktake.pause if how == "pause" else stocktake.propose
        if self.may(None, lambda: gesture(who, count))[0] and how == "pause":
            self.may(True, lambda: stocktake.resume(who, count))

    @precondition(lambda self: self.count is not None)
    @rule()
    def accept_count(self) -> None:
        stocktake, manager, count = self.shop.stocktake, self.made.manager, self.count.id
        view = stocktake.view(count)
        if view.count.state.value != "proposed":
            self.may(None, lambda: stocktake.propose(manager, count))
        view = stocktake.view(count)
        done, told = self.may(None, lambda: stocktake.accept(manager, count))
        if not done:
            return
        lost = {one.id for one in view.piles.missing}
        for thing in self.things:
            if thing.id in lost:
                assert PLACE_OF[thing.state] == self.place, "lost from another place"
                thing.goes(S.GONE)
        for gap in view.gaps:
            self.put(self.place, gap.category, gap.gap_g)
        assert told.lost == len(lost)
        self.count = None
