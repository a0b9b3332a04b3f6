"""Ten thousand baskets: what is sold, taxed, totalled and paid is one sum to the cent, and what
comes back never exceeds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.payments import Payment, settle
from reuse_pos.domain.pricing import lot_total
from reuse_pos.domain.refund import returned_lines
from reuse_pos.domain.vat import CODES
from reuse_pos.fiscal import records as fiscal
from reuse_pos.fiscal.sums import disagreements

CODES_SOLD = ("EXO261", "N20", "R055", "R10", "MARGE")
STAMP = fiscal.Stamp("2026-10-01T10:00:00+02:00", "2026-10-01", "07", "Reuse POS test")

pieces = st.tuples(
    st.sampled_from(["piece", "lot", "g"]), st.integers(0, 50_000), st.integers(1, 40),
    st.integers(0, 100), st.sampled_from(CODES_SOLD), st.integers(0, 40_000),
)  # fmt: skip
baskets = st.lists(pieces, min_size=1, max_size=7)


def line_of(n: int, kind: str, cents: int, qty: int, off: int, bought: int) -> Line:
    """A line with a reduction of `off` per cent; lots are 5 pieces for 4 times the price."""
    lot = (5, 4 * cents) if kind == "lot" else (None, None)
    line = Line(
        n, "goods", "x", "HR-LIVRE", qty * 37 if kind == "g" else qty,
        "g" if kind == "g" else "piece", cents, weight_g=qty * 37, key=f"K{n}",
        lot_qty=lot[0], lot_cents=lot[1], purchase_cents=bought or None,
    ).reduced_by_itself()  # fmt: skip
    return line if line.discount_cents else _reduced(line, off)


def _reduced(line: Line, off: int) -> Line:
    cents = line.full_cents * off // 100
    return replace(line, discount_cents=cents, discount_reason="GESTURE" if cents else None)


def made(rows: Sequence[tuple[str, int, int, int, str, int]]) -> tuple[Basket, list[fiscal.Line]]:
    basket, lines = Basket(), []
    for n, (kind, cents, qty, off, code, bought) in enumerate(rows, 1):
        line = line_of(n, kind, cents, qty, off, bought)
        basket = basket.add(line)
        lines.append(
            fiscal.Line(
                line.label, line.total_cents, line.unit_cents, code, CODES[code].bp, qty=line.qty,
                unit=line.unit, disc=line.discount_cents, weight_g=line.weight_g,
                purchase_ttc=bought if CODES[code].on_margin else 0,
            )
        )  # fmt: skip
    return basket, lines


def paid_in_parts(total: int, cuts: list[int], over: int) -> list[Payment]:
    """The total by card and cheque in parts, the rest in cash with `over` cents too many."""
    payments, left = [], total
    for n, cut in enumerate(cuts):
        part = left * cut // 100
        if part:
            method = ("CARD", "CHEQUE")[n % 2]
            payments.append(Payment(method, part, "123" if n % 2 else None))
            left -= part
    if left:
        payments.append(Payment("CASH", left + over))
    return payments


@settings(max_examples=10_000, deadline=None)
@given(baskets, st.lists(st.integers(1, 60), max_size=3), st.integers(0, 5_000))
def test_lines_vat_total_and_payments_are_one_sum(
    rows: list[tuple[str, int, int, int, str, int]], cuts: list[int], over: int
) -> None:
    """Catches a cent lost in VAT, lots, shares or change."""
    basket, lines = made(rows)
    total = basket.total_cents
    paid = settle(total, paid_in_parts(total, cuts, over)) if total else ()
    pay = [fiscal.Pay(one.method, one.amount_cents, one.ref) for one in paid]
    body = fiscal.sale(STAMP, fiscal.Ticket(lines, pay))
    assert list(disagreements(body)) == []
    sums = (
        sum(line["ttc"] for line in body["lines"]), sum(row["ttc"] for row in body["vat"]),
        sum(row["base"] + row["vat"] for row in body["vat"]),
        sum(one["amt"] for one in body["pay"]),
    )  # fmt: skip
    assert set(sums) == {total, body["total"]}
    assert all(line["ttc"] >= 0 for line in body["lines"])
    assert sum(line["ht"] for line in body["lines"]) == sum(row["base"] for row in body["vat"])


@settings(max_examples=300, deadline=None)
@given(baskets, st.lists(st.integers(1, 30), min_size=1, max_size=6))
def test_what_comes_back_in_any_parts_is_never_more_and_in_the_end_all(
    rows: list[tuple[str, int, int, int, str, int]], parts: list[int]
) -> None:
    """Catches a refund that rounds in the customer's favour each time, or keeps the last cent."""
    _basket, lines = made(rows)
    body = fiscal.sale(STAMP, fiscal.Ticket(lines, ()))
    for line in body["lines"]:
        gone, cents, grams, n = 0, 0, 0, 0
        while gone < line["qty"]:
            qty = min(parts[n % len(parts)], line["qty"] - gone)
            (back,) = returned_lines(
                body["lines"], {line["n"]: gone}, {line["n"]: (qty, "reception")}
            )
            gone, n = gone + qty, n + 1
            cents, grams = cents + back.cents, grams + back.weight_g
            assert 0 <= cents <= line["ttc"]
        assert (cents, grams) == (line["ttc"], line["weight_g"])


@given(st.integers(0, 200), st.integers(0, 2_000), st.integers(1, 24), st.integers(0, 20_000))
def test_lots_taken_one_after_the_other_cost_what_they_cost_together(
    qty: int, unit: int, lot_qty: int, lot_cents: int
) -> None:
    """Catches "5 for 7" that becomes 6.99 by shares."""
    whole = lot_total(qty, unit, lot_qty, lot_cents)
    lots, rest = divmod(qty, lot_qty)
    assert whole == sum([lot_cents] * lots) + sum([unit] * rest)
