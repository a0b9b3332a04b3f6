"""Bringing things back: in whatever steps, never more than was paid, never less."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.refund import RETURN_PLACES, returned_lines


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
