"""Random days of a shop: drawers as a plain sum says, and facts alone make the shop again."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest
from goods import bring
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from invariants import check_ledger
from shops import copy_shop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.payments import Payment
from reuse_pos.services.till import Count

TILLS = ("001-1", "001-2")
tills = st.sampled_from(TILLS)
labels = st.lists(
    st.sampled_from(["Livre", "Manteau", "Assiette, verre", "Jouet"]), min_size=1, max_size=4
)


class Sale:
    """A ticket as the model knows it: how it was paid, and what of its first line is left."""

    def __init__(self, doc_no: str, method: str, unit: int, left: int) -> None:
        self.doc_no, self.method, self.unit, self.left = doc_no, method, unit, left


class Days(RuleBasedStateMachine):
    """Two tills, several sessions, days and months, against sums kept by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="reuse-pos-days-"))
        self.made = copy_shop(self.folder / "shop")
        self.shop = self.made.shop
        self.keys = {one.label: one for one in self.shop.counter.price_keys()}
        self.drawer: dict[str, int] = {}
        self.cards: dict[str, int] = {}
        self.closed: dict[str, str] = {}
        self.opened: dict[str, str] = {}
        self.taken = 0
        self.sales: list[Sale] = []
        self.parked: list[Basket] = []

    def today(self) -> str:
        return business_day(self.made.clock.now()).isoformat()

    def stale(self, till: str) -> bool:
        """Whether a till's session was forgotten open on an earlier day."""
        return till in self.drawer and self.opened[till] != self.today()

    def another_day(self, till: str) -> None:
        """The first money of a new day closes a forgotten session and goes on in another, with
        what the drawer should hold."""
        if self.stale(till):
            self.cards[till], self.opened[till] = 0, self.today()

    def basket(self, chosen: list[str]) -> Basket:
        basket = Basket()
        for label in chosen:
            basket = basket.add(self.shop.counter.line_of_key(self.keys[label]))
        return basket

    @rule(till=tills, cents=st.integers(0, 30_000))
    def open(self, till: str, cents: int) -> None:
        code = "session_open" if till in self.drawer else "day_closed"
        held = till in self.drawer and not self.stale(till)
        if held or self.closed.get(till) == self.today():
            with pytest.raises(Refusal) as refused:
                self.shop.till.open_session(self.made.cashier, till, cents)
            assert refused.value.code == code
            return
        self.shop.till.open_session(self.made.cashier, till, cents)
        self.drawer[till], self.cards[till] = cents, 0
        self.opened[till] = self.today()

    @rule(till=tills, chosen=labels, card=st.booleans(), over=st.integers(0, 5000))
    def sell(self, till: str, chosen: list[str], card: bool, over: int) -> None:
        basket = self.basket(chosen)
        total = basket.total_cents
        paid = [Payment("CARD", total)] if card else [Payment("CASH", total + over)]
        if till not in self.drawer:
            with pytest.raises(Refusal) as refused:
                self.shop.counter.sell(self.made.cashier, till, basket, paid)
            assert refused.value.code in ("no_session", "day_closed")
            return
        sold = self.shop.counter.sell(self.made.cashier, till, basket, paid).value
        assert (sold.total_cents, sold.change_cents) == (total, 0 if card else over)
        self.another_day(till)
        (self.cards if card else self.drawer)[till] += total
        self.taken += total
        line = basket.lines[0]
        method = "CARD" if card else "CASH"
        self.sales.append(Sale(sold.doc_no, method, line.unit_cents, line.qty))

    @precondition(lambda self: self.sales and self.drawer)
    @rule(till=tills, which=st.integers(0, 100), where=st.sampled_from(["reception", "none"]))
    def bring_back(self, till: str, which: int, where: str) -> None:
        sale = self.sales[which % len(self.sales)]
        if till not in self.drawer:
            till = next(iter(self.drawer))
        args = (till, sale.doc_no, {1: (1, where)}, sale.method, "CHANGED_MIND")
        if not sale.left:
            with pytest.raises(Refusal) as refused:
                self.shop.refunds.refund(self.made.manager, *args)
            assert refused.value.code == "too_many"
            return
        assert self.shop.refunds.refund(self.made.manager, *args).value.cents == sale.unit
        self.another_day(till)
        sale.left -= 1
        (self.cards if sale.method == "CARD" else self.drawer)[till] -= sale.unit
        self.taken -= sale.unit

    @precondition(lambda self: self.drawer)
    @rule(till=tills, cents=st.integers(-20_000, 20_000).filter(bool))
    def move_cash(self, till: str, cents: int) -> None:
        if till not in self.drawer:
            till = next(iter(self.drawer))
        kind = "FLOAT_IN" if cents > 0 else "DEPOSIT"
        if self.drawer[till] + cents < 0:
            with pytest.raises(Refusal) as refused:
                self.shop.till.cash_move(self.made.cashier, till, kind, cents, "coffre")
            assert refused.value.code == "too_much"
            return
        self.shop.till.cash_move(self.made.cashier, till, kind, cents, "coffre")
        self.another_day(till)
        self.drawer[till] += cents

    @rule(till=tills, chosen=labels)
    def park(self, till: str, chosen: list[str]) -> None:
        self.made.clock.forward(seconds=1)
        basket = self.basket(chosen)
        self.shop.counter.park(self.made.cashier, till, basket)
        self.parked.append(basket)

    @precondition(lambda self: self.parked)
    @rule(till=tills)
    def resume(self, till: str) -> None:
        oldest = self.shop.counter.parked()[0]
        back = self.shop.counter.resume(self.made.cashier, till, oldest.id).value
        assert back == self.parked.pop(0)

    @precondition(lambda self: self.drawer)
    @rule(chosen=labels)
    def void(self, chosen: list[str]) -> None:
        till = next(iter(self.drawer))
        self.shop.counter.void(self.made.cashier, till, self.basket(chosen), "CHANGED_MIND")
        self.another_day(till)

    @precondition(lambda self: self.drawer)
    @rule(off=st.sampled_from([0, 0, 1, -150]), day_too=st.booleans())
    def close(self, off: int, day_too: bool) -> None:
        till = next(iter(self.drawer))
        counted = max(0, self.drawer[till] + off)
        euros, cents = divmod(counted, 100)
        notes, rest = divmod(euros, 50)
        count = Count(
            {5000: notes, 100: rest, 1: cents}, {"CARD": self.cards[till]}, counted, 0, "COUNTING"
        )
        self.shop.till.close_session(self.made.cashier, till, count, day_too=day_too)
        del self.drawer[till]
        if day_too:
            self.closed[till] = self.today()

    @rule(hours=st.sampled_from([1, 7, 24, 24 * 33]))
    def wait(self, hours: int) -> None:
        self.made.clock.forward(hours=hours)

    @rule(grams=st.integers(500, 9000))
    def thing(self, grams: int) -> None:
        item = bring(self.made, "EA-AS-CHAISE-BOIS", grams, State.ON_SALE)
        assert item.grams == grams

    @invariant()
    def every_drawer_holds_what_the_model_says(self) -> None:
        for till, cents in self.drawer.items():
            figures = self.shop.till.figures(till)
            assert figures.drawer_cents == cents
            assert figures.expected.get("CARD", 0) == self.cards[till]

    def teardown(self) -> None:
        try:
            reader = self.made.store.read()
            sums = "SELECT coalesce(sum(total_cents), 0) FROM sale WHERE kind <> 'VOID'"
            assert reader.value(sums) == self.taken
            assert reader.value("SELECT coalesce(sum(amt), 0) FROM sale_payment") == self.taken
            assert len(self.shop.counter.parked()) == len(self.parked)
            assert self.shop.doctor.examine().findings == ()
            check_ledger(self.made.store)
        finally:
            self.shop.close()
            shutil.rmtree(self.folder)


TestDays = Days.TestCase
TestDays.settings = settings(
    max_examples=25, stateful_step_count=20, suppress_health_check=list(HealthCheck)
)
