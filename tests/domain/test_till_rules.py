"""The drawer: what it should hold, what was counted, and a difference that is always explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import EURO_DENOMINATIONS
from reuse_pos.domain.till import (
    COINS,
    DIFFERENCE_REASONS,
    MAX_PIECES,
    NOTES,
    Drawer,
    checked_difference,
    counted_cents,
)

counts = st.dictionaries(st.sampled_from(EURO_DENOMINATIONS), st.integers(0, MAX_PIECES))
cents = st.integers(-(10**6), 10**6)


def test_every_note_and_coin_can_be_counted() -> None:
    """Catches a coin without its stepper: the count could never be right."""
    assert sorted(NOTES + COINS, reverse=True) == list(EURO_DENOMINATIONS)


@given(counts)
def test_a_count_is_the_sum_of_its_pieces(pieces: dict[int, int]) -> None:
    """Catches a denomination in euros taken for cents."""
    assert counted_cents(pieces) == sum(value * n for value, n in pieces.items())


@pytest.mark.parametrize("pieces", [{3: 1}, {50000: 1}, {100: -1}, {1: MAX_PIECES + 1}])
def test_a_count_that_cannot_be_is_refused(pieces: dict[int, int]) -> None:
    """Catches a 500-euro note, or 50 000 coins of one cent for a slip of the finger."""
    with pytest.raises(Refusal) as refused:
        counted_cents(pieces)
    assert refused.value.code == "count"


@given(cents, cents, st.lists(st.tuples(st.just("DEPOSIT"), cents, st.just("x")), max_size=5))
def test_the_drawer_should_hold_float_cash_and_moves(
    float_cents: int, cash: int, moves: list[tuple[str, int, str]]
) -> None:
    """Catches a deposit added instead of taken off: every Z would show a difference."""
    drawer = Drawer(float_cents, cash, tuple(moves))
    assert drawer.expected_cents == float_cents + cash + sum(amount for _k, amount, _r in moves)


@given(cents, cents)
def test_a_difference_needs_a_reason_and_never_keeps_the_till_open(
    expected: int, counted: int
) -> None:
    """Catches a difference accepted in silence, and a till that cannot be closed."""
    for reason in DIFFERENCE_REASONS:
        assert checked_difference(expected, counted, reason) == counted - expected
    if expected == counted:
        assert checked_difference(expected, counted, None) == 0
        return
    for reason in (None, "", "STOLEN"):
        with pytest.raises(Refusal) as refused:
            checked_difference(expected, counted, reason)
        assert refused.value.code == "reason"
