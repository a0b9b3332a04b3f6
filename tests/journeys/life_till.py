"""Random lives of goods: sold, held, brought back."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from life_model import CHECKED, RECEPTION, SHOP, THING_G, TILL, WHICH, Floor, S, Thing, kilos

from reuse_pos.db.device import device, last_code
from reuse_pos.domain import adoption
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.hold import HoldAsked
from reuse_pos.domain.ids import CodeKind, make_code
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.sale_days import PER_PIECE, Plan

SOLD_FROM = {S.ON_SALE, S.RECEIVED, S.READY, S.IN_STORAGE, S.TO_REPAIR, S.IN_REPAIR}


def paid(cents: int) -> list[Payment]:
    """The whole of it in cash."""
    return [Payment("CASH", cents)] if cents else []


class Till(Floor):
    """What the counter does to goods."""

    def begin(self) -> None:
        """Deposits are arrhes, and garden tools go at a euro each."""
        super().begin()
        manager, settings = self.made.manager, self.shop.settings
        settings.set(manager, "hold.deposit_kind", "ARRHES")
        plan = Plan("Braderie", "2026-10-01", "2026-10-01", PER_PIECE, 100, ("meubles",), ())
        self.sale_days = self.shop.sale_days.plan(manager, plan).value

    def ending(self) -> None:
        """The day after, the sale days are over: what was not seen is said to be sold in bulk."""
        super().ending()
        self.made.clock.forward(days=2)
        bulk, manager = self.shop.sale_days.unseen(self.sale_days), self.made.manager
        ids = [one.id for one in bulk.things]
        sell = self.shop.sale_days.sell_in_bulk
        _ok, sold = self.may(True, lambda: sell(manager, self.sale_days, ids))
        assert sold == len(ids)
        weighed = bulk.weighed_g
        for thing in [one for key in ids for one in self.things if one.id == key]:
            assert thing.state is S.ON_SALE
            stays = min(thing.grams, weighed)
            weighed -= stays
            # The till let these grams out already, without their label.
            self.put(SHOP, thing.category, stays)
            thing.goes(S.SOLD)

    @precondition(lambda self: self.things)
    @rule(which=WHICH)
    def sell(self, which: int) -> None:
        thing = self.anyhow(which, lambda one: one.price is not None and one.inside)
        assert thing is not None
        if thing.batch:
            return
        may = thing.price is not None and thing.state in SOLD_FROM
        allowed = (thing.sellable if may else False) if thing.sure else None
        counter, who = self.shop.counter, self.made.cashier

        def gesture() -> str:
            basket = Basket().add(counter.scanned(thing.code))
            return counter.sell(who, TILL, basket, paid(basket.total_cents)).value.doc_no

        done, number = self.may(allowed, gesture)
        if done:
            thing.goes(S.SOLD)
            thing.ticket, thing.line = number, 1

    @rule(key=st.integers(0, 20))
    def sell_without_label(self, key: int) -> None:
        counter, who = self.shop.counter, self.made.cashier
        keys = [one for one in counter.price_keys() if one.unit == "piece"]
        line = counter.line_of_key(keys[key % len(keys)])
        basket = Basket().add(line)
        self.may(True, lambda: counter.sell(who, TILL, basket, paid(basket.total_cents)))
        self.put(SHOP, line.category, -line.weight_g)

    @rule(which=WHICH, where=st.sampled_from(["reception", "workshop"]))
    def bring_back(self, which: int, where: str) -> None:
        thing = self.one(which, lambda one: bool(one.ticket) and one.state is S.SOLD)
        if thing is None:
            self.sell(which)
            return
        args = (TILL, thing.ticket, {thing.line: (1, where)}, "CASH", "CHANGED_MIND")
        # What a deposit paid in whole has no cash to give back.
        allowed = None if thing.deposit else True
        if not self.may(allowed, lambda: self.shop.refunds.refund(self.made.manager, *args))[0]:
            return
        thing.goes(S.RECEIVED if where == "reception" else S.TO_REPAIR)
        thing.ticket = ""

    @rule(grams=THING_G, known=st.booleans(), category=st.sampled_from(["HR-BIBELOT", CHECKED]))
    def label_turns_up(self, grams: int, known: bool, category: str) -> None:
        here = device(self.made.store.read())
        number = last_code(self.made.store.read(), here.device) + 7
        code = make_code(CodeKind.ITEM, here.store, here.device, number)
        heap = self.heap_for(category, grams) if known else None
        origin = adoption.RECEPTION if known else adoption.UNKNOWN
        said = adoption.Adopted(category, kilos(grams), 900, origin=origin)
        adopt, boss = self.shop.adopting.adopt, self.made.manager
        done, item = self.may(not known or heap is not None, lambda: adopt(boss, code, said))
        if not done:
            return
        if heap is not None:
            self.take(RECEPTION, heap, grams)
        state = S.RECEIVED if category == CHECKED else S.ON_SALE
        self.learn(item.id, category, grams, state, price=900)
        self.may(False, lambda: adopt(boss, code, said))

    @precondition(lambda self: self.things)
    @rule(which=WHICH, days=st.integers(1, 5), cents=st.sampled_from([0, 100, 100]))
    def hold(self, which: int, days: int, cents: int) -> None:
        fits = [
            one for one in self.things
            if one.state is S.ON_SALE and (one.price or 0) >= 100 and not one.batch
            and one.sure and one.sellable
        ]  # fmt: skip
        things = [fits[(which + n) % len(fits)] for n in range(min(2, len(fits)))]
        if not things:
            return
        who, holds, basket = self.made.cashier, self.shop.holds, Basket()
        for thing in things:
            basket = basket.add(self.shop.counter.scanned(thing.code))
        if basket.total_cents < cents:
            return
        asked = HoldAsked(days, "Personne", "", cents, paid(cents), "NONE")
        held = self.may(True, lambda: holds.hold(who, TILL, basket, asked))[1]
        for thing in things:
            thing.hold, thing.deposit = held.id, cents
            thing.goes(S.RESERVED)
        self.may(True, lambda: holds.extend(who, held.id, 2))

    @rule(which=WHICH, how=st.sampled_from(["collect", "give up", "give up", "look", "drop one"]))
    def end_hold(self, which: int, how: str) -> None:
        thing = self.one(which, lambda one: one.state is S.RESERVED)
        if thing is None or thing.hold is None:
            self.hold(which, 2, 100 * (which % 2))
            return
        holds, who, hold = self.shop.holds, self.made.cashier, thing.hold
        together = [one for one in self.things if one.hold == hold and one.state is S.RESERVED]
        if how == "look":
            self.may(True, lambda: holds.bring_to_counter(who, TILL, hold))
        elif how == "drop one":
            allowed = None if len(together) > 1 else False
            if self.may(allowed, lambda: holds.drop_line(who, hold, thing.id))[0]:
                thing.goes(S.ON_SALE)
        elif how == "give up":
            end = holds.keep_deposit if thing.deposit else holds.give_back
            self.may(True, lambda: end(who, TILL, hold))
            for one in together:
                one.goes(S.ON_SALE)
        else:
            basket = holds.pick_up(hold)
            cents = paid(basket.total_cents)
            sold = self.may(True, lambda: self.shop.counter.sell(who, TILL, basket, cents))[1]
            lines = {line.code: line.n for line in basket.lines}
            for one in together:
                one.goes(S.SOLD)
                one.ticket, one.line = sold.doc_no, lines[one.code]

    @precondition(lambda self: getattr(self, "kit", None) is not None)
    @rule()
    def sell_kit(self) -> None:
        kits, counter, who = self.shop.kits, self.shop.counter, self.made.cashier
        kit = kits.kit(self.kit)  # type: ignore[has-type]
        inside: list[Thing] = [
            one for one in self.things if any(got.item == one.id for got in kit.got)
        ]
        if any(one.batch for one in inside):
            return

        def gesture() -> tuple[str, Basket]:
            basket = kits.basket(self.kit)
            cents = paid(basket.total_cents)
            return counter.sell(who, TILL, basket, cents).value.doc_no, basket

        done, told = self.may(None, gesture)
        if not done:
            return
        codes = {one.code for one in inside}
        for line in told[1].lines:
            if line.code not in codes:
                self.put(SHOP, line.category, -line.weight_g)
        for one in inside:
            one.goes(S.SOLD)
        self.kit = None
