"""Sales, corrections and returns in any order, through the whole shop: money and kilos agree."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_ledger
from shops import TestShop, copy_shop
from test_counter import TILL, opened

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.refund import RETURN_PLACES
from reuse_pos.services.doctor import Doctor

LABELS = ("Livre", "Manteau", "Jouet", "Assiette, verre")
MIXES = ("CASH", "CARD", "CHEQUE", "CASH+CARD", "CARD+CHEQUE", "CASH+TRANSFER")
baskets = st.dictionaries(st.sampled_from(LABELS), st.integers(1, 5), min_size=1)
sales = st.tuples(baskets, st.sampled_from(MIXES), st.integers(0, 100))
which = st.integers(0, 1)
returns = st.tuples(
    which, st.integers(1, 2), st.integers(1, 2), st.sampled_from(RETURN_PLACES),
    st.sampled_from(("CASH", "CARD", "CREDIT", "EXCHANGE")),
)  # fmt: skip
corrections = st.tuples(which, st.sampled_from(("CASH", "CARD", "TRANSFER")))
# A correction is refused once something came back: most come before.
days = st.tuples(
    st.lists(sales, min_size=1, max_size=2), st.lists(corrections, max_size=3),
    st.lists(returns, max_size=5), st.lists(corrections, max_size=1),
)  # fmt: skip


class Day:
    """What a person at the till would know: tickets, the drawer, how each ticket is paid."""

    def __init__(self, made: TestShop) -> None:
        self.made, self.drawer = made, 15000
        self.tickets: list[str] = []
        self.cash: dict[str, int] = {}

    def sell(self, wanted: dict[str, int], mix: str, share: int) -> None:
        counter, basket = self.made.shop.counter, Basket()
        keys = {one.label: one for one in counter.price_keys()}
        for label, qty in wanted.items():
            basket = basket.add(counter.line_of_key(keys[label]))
            basket = basket.set_qty(basket.lines[-1].n, qty) if qty > 1 else basket
        total = basket.total_cents
        ways = mix.split("+")
        first = total if len(ways) == 1 else max(1, total * share // 100)
        paid = [Payment(ways[0], first, _ref(ways[0]))]
        if first < total:
            paid.append(Payment(ways[1], total - first, _ref(ways[1])))
        sold = counter.sell(self.made.cashier, TILL, basket, paid).value
        self.tickets.append(sold.doc_no)
        self.cash[sold.doc_no] = sum(one.amount_cents for one in paid if one.method == "CASH")
        self.drawer += self.cash[sold.doc_no]

    def bring_back(self, which: int, n: int, qty: int, place: str, way: str) -> None:
        refunds = self.made.shop.refunds
        doc_no = self.tickets[which % len(self.tickets)]
        wanted = {n: (qty, place)}
        with suppress(Refusal):
            if way == "EXCHANGE":
                done, tenders = refunds.exchange(
                    self.made.manager, TILL, doc_no, wanted, "FAULTY"
                ).value
                assert sum(one.amount_cents for one in tenders) == done.cents
            else:
                done = refunds.refund(self.made.manager, TILL, doc_no, wanted, way, "FAULTY").value
            self.drawer -= done.cash_cents
            self.cash[doc_no] -= done.cash_cents

    def correct(self, which: int, way: str) -> None:
        doc_no, shop = self.tickets[which % len(self.tickets)], self.made.shop
        with suppress(Refusal):
            found = shop.corrections.correctable(TILL, doc_no)
            cash = sum(part.cents for part in found.parts if part.method == "CASH")
            paid = [Payment(way, found.cents, _ref(way))]
            shop.corrections.correct(self.made.cashier, TILL, doc_no, paid)
            self.drawer += (found.cents if way == "CASH" else 0) - cash
            self.cash[doc_no] = found.cents if way == "CASH" else 0

    def check(self) -> None:
        """The drawer, each ticket, the kilos and the journal agree."""
        made = self.made
        assert min(self.cash.values(), default=0) >= 0
        assert made.shop.till.figures(TILL).drawer_cents == self.drawer
        for doc_no in self.tickets:
            found = made.shop.refunds.ticket(doc_no)
            total = sum(line["ttc"] for line in found.lines)
            assert sum(part.cents for part in found.paid) == total
            back = sum(
                qty * line["unit_ttc"]
                for line in found.lines
                for n, qty in found.returned.items()
                if n == line["n"]
            )
            assert found.given_cents == back
            assert found.given_cents <= total
        check_ledger(made.store)
        assert Doctor(made.office).examine().sound


@settings(max_examples=15)
@given(days)
def test_whatever_happens_after_sales_money_and_kilos_agree(day: tuple[list[Any], ...]) -> None:
    """Catches a correction that a return forgets, cash given for a cheque, kilos of nothing."""
    with TemporaryDirectory() as folder:
        made = opened(copy_shop(Path(folder) / "shop"))
        try:
            lived = Day(made)
            doings = (lived.sell, lived.correct, lived.bring_back, lived.correct)
            for doing, gestures in zip(doings, day, strict=True):
                for gesture in gestures:
                    doing(*gesture)
            lived.check()
        finally:
            made.shop.close()


def _ref(method: str) -> str | None:
    return "0001234" if method == "CHEQUE" else None
