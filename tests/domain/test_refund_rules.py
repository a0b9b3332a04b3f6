"""Bringing things back: in whatever steps, never more than was paid, never less."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.refund import (
    RETURN_PLACES,
    PaidPart,
    is_late,
    pay_back,
    returned_lines,
    ways_back,
)


def line(qty: int, cents: int, grams: int, kind: str = "goods") -> dict[str, Any]:
    return {"n": 1, "kind": kind, "qty": qty, "ttc": cents, "weight_g": grams}


@given(
    st.integers(0, 100_000), st.integers(0, 300_000),
    st.lists(st.integers(1, 20), min_size=1, max_size=8),
)  # fmt: skip
def test_a_line_brought_back_in_steps_gives_exactly_what_it_cost(
    cents: int, grams: int, steps: list[int]
) -> None:
    """Catches each part rounded alone: three thirds of 1,00 € would give 0,99 € or 1,02 €."""
    sold = line(sum(steps), cents, grams)
    back = cash = weight = 0
    for qty in steps:
        (one,) = returned_lines([sold], {1: back}, {1: (qty, "reception")})
        assert one.cents >= 0
        assert one.weight_g >= 0
        back, cash, weight = back + qty, cash + one.cents, weight + one.weight_g
    assert (cash, weight) == (cents, grams)
    with pytest.raises(Refusal) as refused:
        returned_lines([sold], {1: back}, {1: (1, "reception")})
    assert refused.value.code == "too_many"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({2: (1, "reception")}, "line"),
        ({1: (1, "attic")}, "line"),
        ({1: (0, "reception")}, "too_many"),
        ({1: (-1, "reception")}, "too_many"),
        ({1: (4, "reception")}, "too_many"),
        ({}, "nothing"),
    ],
)
def test_what_was_not_bought_does_not_come_back(
    wanted: dict[int, tuple[int, str]], code: str
) -> None:
    """Catches a negative return, which would be a sale without a record of its own."""
    with pytest.raises(Refusal) as refused:
        returned_lines([line(3, 300, 900)], {}, wanted)
    assert refused.value.code == code


@pytest.mark.parametrize("kind", ["service", "deposit", "gift", "membership"])
def test_only_goods_come_back(kind: str) -> None:
    """Catches a gift to the association taken back at the counter."""
    with pytest.raises(Refusal) as refused:
        returned_lines([line(1, 500, 0, kind)], {}, {1: (1, "none")})
    assert refused.value.code == "line"


@pytest.mark.parametrize("where", RETURN_PLACES)
def test_each_way_back_is_possible(where: str) -> None:
    """Catches a place offered on the screen and refused below."""
    (one,) = returned_lines([line(1, 500, 300)], {}, {1: (1, where)})
    assert (one.cents, one.weight_g, one.where) == (500, 300, where)


WAYS = ("CASH", "CARD", "VOUCHER", "SOCIAL", "CHEQUE", "TAB", "CREDIT", "TRANSFER")
paid_parts = st.lists(
    st.builds(PaidPart, st.sampled_from(WAYS), st.integers(1, 5000), st.sampled_from(("1", "2"))),
    min_size=1, max_size=5,
)  # fmt: skip
gestures = st.lists(
    st.tuples(st.integers(1, 4000), st.sampled_from(("CASH", "CARD", "VOUCHER", "TAB", "CREDIT",
                                                     "EXCHANGE"))), max_size=8,
)  # fmt: skip


def by_way(parts: list[PaidPart], method: str) -> int:
    return sum(part.cents for part in parts if part.method == method)


@given(paid_parts, gestures)
def test_in_any_order_no_way_gives_back_more_than_it_brought(
    paid: list[PaidPart], wanted: list[tuple[int, str]]
) -> None:
    """Catches cash from a voucher, money for a social voucher, a part given back twice."""
    given_back: list[PaidPart] = []
    total = sum(part.cents for part in paid)
    for cents, way in wanted:
        before = ways_back(paid, given_back)
        try:
            parts = pay_back(cents, paid, given_back, way)
        except Refusal:
            continue
        assert sum(part.cents for part in parts) == cents
        assert all(part.cents > 0 for part in parts)
        assert all(part.cents <= before[part.method] for part in parts if part.method != "VOUCHER")
        given_back += parts
    assert by_way(given_back, "SOCIAL") == 0
    assert sum(part.cents for part in given_back) <= total - by_way(paid, "SOCIAL")
    for method in ("CASH", "CARD", "VOUCHER", "TAB"):
        assert by_way(given_back, method) <= by_way(paid, method)
    for ref in ("1", "2"):
        back = [part for part in given_back if part.ref == ref]
        assert by_way(back, "VOUCHER") <= by_way([p for p in paid if p.ref == ref], "VOUCHER")


@given(paid_parts, st.sampled_from(("CASH", "CARD", "VOUCHER", "TAB", "CREDIT", "EXCHANGE")))
def test_all_that_may_come_back_comes_back_by_any_way_offered(
    paid: list[PaidPart], way: str
) -> None:
    """Catches a cent that no way gives back, and an exchange offered for nothing."""
    most = sum(part.cents for part in paid) - by_way(paid, "SOCIAL")
    ways = ways_back(paid, ())
    if way in ways:
        assert sum(part.cents for part in pay_back(most, paid, (), way)) == most
        assert ways_back(paid, pay_back(most, paid, (), way)) == {}
    with pytest.raises(Refusal):
        pay_back(most + 1, paid, (), way)


def test_change_is_cash() -> None:
    """Catches a 50 € note given back whole on a sale of 9 €."""
    paid = [PaidPart("CASH", 5000), PaidPart("CHANGE", -4100)]
    assert ways_back(paid, ()) == {"CASH": 900, "CREDIT": 900}


@given(st.integers(1, 90_000), st.lists(st.integers(1, 900), min_size=1, max_size=6))
def test_what_the_shop_paid_comes_back_in_parts_that_add_up(
    purchase: int, steps: list[int]
) -> None:
    """Catches a margin that grows with each part of a thing brought back."""
    sold = line(sum(steps), 100_000, 0) | {"purchase_ttc": purchase}
    back = parts = 0
    for qty in steps:
        (one,) = returned_lines([sold], {1: back}, {1: (qty, "none")})
        back, parts = back + qty, parts + one.purchase_cents
    assert parts == purchase


@pytest.mark.parametrize(
    ("sold", "today", "late"),
    [
        ("2026-10-01", "2026-10-16", False),
        ("2026-10-01", "2026-10-17", True),
        ("2026-12-31", "2027-01-01", False),
    ],
)
def test_the_last_day_of_the_delay_is_in(sold: str, today: str, late: bool) -> None:
    """Catches a person sent away on the fifteenth day."""
    assert is_late(sold, today, 15) is late
