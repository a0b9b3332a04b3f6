"""Two hundred random sales in one shop's file: the ticket, the tables and the journal say the same,
what comes back never exceeds, and the whole still verifies."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_ledger
from shops import TestShop, copy_shop

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.pricing import PriceKey
from reuse_pos.services.price_keys import KeyPlan

TILLS = ("001-1", "001-2")
SALES = 200

touches = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 9), st.integers(0, 5_000), st.integers(0, 20)),
    min_size=1, max_size=5,
)  # fmt: skip


@dataclass
class Lived:
    """The shop, what it sold, and how much it took and gave back."""

    made: TestShop
    keys: tuple[PriceKey, ...]
    sold: int = 0
    total: int = 0
    back: int = 0


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    folder: Path = tmp_path_factory.mktemp("random") / "shop"
    made = copy_shop(folder)
    made.shop.settings.set_many(
        made.manager, {"scale.trade_approved": "1", "scale.sticker_until": "2027-12-31"}
    )
    made.shop.settings.set_category_vat(made.manager, "SRV-SNACK", "N20")
    plan = KeyPlan("Verres, les 5", "HR-VAISSELLE", "plate", "piece", 200, 180, lot_qty=5,
                   lot_cents=700)  # fmt: skip
    made.shop.price_keys.make(made.manager, plan, 3)
    for till in TILLS:
        made.shop.till.open_session(made.cashier, till, 15000)
    keys = tuple(key for key in made.shop.counter.price_keys() if key.unit in ("piece", "kg"))
    yield Lived(made, keys)
    made.store.close()


def line_of(lived: Lived, number: int, qty: int, grams: int) -> Line:
    counter, key = lived.made.shop.counter, lived.keys[number % len(lived.keys)]
    if key.unit == "kg":
        weighing = Weighing(grams + 50, 0, Source.SCALE)
        return counter.line_of_weighing(lived.made.cashier, key, weighing)
    line = counter.line_of_key(key)
    return replace(line, qty=1) if line.qty == 1 else line


def filled(lived: Lived, rows: list[tuple[int, int, int, int]]) -> Basket:
    made, basket = lived.made, Basket()
    for number, qty, grams, off in rows:
        basket = basket.add(line_of(lived, number, qty, grams))
        line = basket.lines[-1] if basket.selected is None else basket.line(basket.selected)
        if line.unit == "piece":
            basket = basket.set_qty(line.n, line.qty + qty - 1)
            line = basket.line(line.n)
        cents = line.full_cents * off // 100
        if cents and not line.discount_cents:
            basket = made.shop.counter.reduced(made.cashier, basket, line.n, cents, "GESTURE")
    return basket


def paid(total: int, card: int, over: int) -> list[Payment]:
    part = total * card // 100
    payments = [Payment("CARD", part)] if part else []
    return [*payments, Payment("CASH", total - part + over)] if total > part else payments


def check_ticket(body: dict[str, Any], rows: list[Any], total: int) -> None:
    sums = {
        sum(line["ttc"] for line in body["lines"]),
        sum(row["ttc"] for row in body["vat"]),
        sum(pay["amt"] for pay in body["pay"]),
        sum(row["ttc"] for row in rows),
        body["total"],
        total,
    }
    assert len(sums) == 1


@settings(max_examples=SALES, deadline=None)
@given(touches, st.integers(0, 100), st.integers(0, 3_000), st.booleans(), st.integers(1, 3))
def test_a_random_sale_is_one_sum_everywhere(
    lived: Lived, rows: list[tuple[int, int, int, int]], card: int, over: int, second: bool,
    parts: int,
) -> None:  # fmt: skip
    made, basket = lived.made, filled(lived, rows)
    till = TILLS[second]
    sold = made.shop.counter.sell(
        made.cashier, till, basket, paid(basket.total_cents, card, over)
    ).value
    lived.sold, lived.total = lived.sold + 1, lived.total + sold.total_cents
    reader = made.store.read()
    body = json.loads(
        reader.value("SELECT body FROM fiscal_record WHERE till = ? AND seq = ?", till, sold.seq)
    )
    lines = reader.all("SELECT ttc FROM sale_line WHERE till = ? AND seq = ?", till, sold.seq)
    check_ticket(body, lines, basket.total_cents)
    give_some_back(lived, till, sold.doc_no, parts)
    made.clock.forward(minutes=1)


def give_some_back(lived: Lived, till: str, doc_no: str, parts: int) -> None:
    """Bring the first goods of the ticket back in pieces; more than bought is refused."""
    refunds, manager = lived.made.shop.refunds, lived.made.manager
    found = refunds.ticket(doc_no)
    goods = next((one for one in found.lines if one["kind"] == "goods"), None)
    if goods is None or parts == 1:
        return
    left, given = int(goods["qty"]), 0
    while left:
        qty = min(left, max(1, int(goods["qty"]) // parts))
        way = next(iter(code for code, cents in refunds.refundable(refunds.ticket(doc_no)).items()
                        if cents), "CASH")  # fmt: skip
        wanted = {goods["n"]: (qty, "reception")}
        done = refunds.refund(manager, till, doc_no, wanted, way, "CHANGED_MIND").value
        given, left = given + done.cents, left - qty
    lived.back += given
    assert given == goods["ttc"]


def test_the_whole_file_holds_in_the_end(lived: Lived) -> None:
    """Runs last: tickets = sessions = totals kept by the tills, and nothing is out of place."""
    made = lived.made
    assert lived.sold >= SALES
    figures = [made.shop.till.figures(till) for till in TILLS]
    assert sum(one.total_cents for one in figures) == lived.total - lived.back
    assert made.shop.doctor.verify_journal().ok
    check_ledger(made.store)
