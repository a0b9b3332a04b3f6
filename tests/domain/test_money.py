"""Money: not a cent appears or is lost, whatever is typed, shared or handed back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import (
    EURO_DENOMINATIONS,
    NBSP,
    PRICE_CEILING_CENTS,
    change_drawn,
    format_cents,
    half_up,
    note_tiles,
    parse_cents,
    plain_cents,
    share_out,
    short_cents,
)

prices = st.integers(0, PRICE_CEILING_CENTS)


@given(st.integers(-(10**7), 10**7), st.lists(st.integers(0, 10**5), min_size=1, max_size=12))
def test_parts_add_up_and_none_is_a_cent_off_its_share(total: int, weights: list[int]) -> None:
    """Catches rounding each part alone: three equal parts of 1,00 € would make 0,99 €."""
    whole = sum(weights)
    if whole == 0:
        if total:
            with pytest.raises(ValueError, match="nothing"):
                share_out(total, weights)
        else:
            assert share_out(total, weights) == [0] * len(weights)
        return
    parts = share_out(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * whole - total * weight) < whole


def test_on_a_tie_the_first_part_takes_the_odd_cent() -> None:
    """Catches an order that changes from one run to the next: papers must be made again alike."""
    assert share_out(100, [1, 1, 1]) == [34, 33, 33]
    assert share_out(-100, [1, 1, 1]) == [-33, -33, -34]


@given(prices)
def test_an_amount_shown_can_be_typed_again(cents: int) -> None:
    """Catches "1 234,50 €" shown with a no-break space that the field then refuses."""
    assert parse_cents(plain_cents(cents)) == cents
    assert parse_cents(format_cents(cents)) == cents
    assert parse_cents(short_cents(cents)) == cents


@pytest.mark.parametrize(
    ("text", "cents"),
    [("4,5", 450), ("4.50", 450), ("12", 1200), ("0,05", 5), (" 3,20 € ", 320), ("007", 700)],
)
def test_people_type_amounts_in_many_ways(text: str, cents: int) -> None:
    """Catches reading "4,5" as 4,05 €."""
    assert parse_cents(text) == cents


@pytest.mark.parametrize(
    "text", ["", "€", ",", "4,", "4,555", "-3", "−3", "12a", "1e3", "1,2,3", "0x10", "12345678"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    """Catches a third decimal cut off, or a minus sign that turns a sale into a gift."""
    with pytest.raises(Refusal) as refused:
        parse_cents(text)
    assert refused.value.code == "amount"


def test_one_cent_above_the_ceiling_is_refused() -> None:
    """Catches 1000 typed for 10,00: the shop's ceiling is the last guard before the journal."""
    assert parse_cents("50,00", 5000) == 5000
    with pytest.raises(Refusal) as refused:
        parse_cents("50,01", 5000)
    assert refused.value.code == "ceiling"


def test_amounts_on_screen_are_french() -> None:
    """Catches an ordinary space, which lets "4 520,00 €" break over two lines."""
    assert format_cents(452000) == f"4{NBSP}520,00{NBSP}€"
    assert format_cents(-5) == f"−0,05{NBSP}€"
    assert short_cents(6500) == f"65{NBSP}€"
    assert short_cents(650) == f"6,50{NBSP}€"


@given(st.integers(0, 2_000_000))
def test_the_change_drawn_is_the_change_due_in_as_few_pieces_as_can_be(cents: int) -> None:
    """Catches a missing coin, or a 100-euro note handed back that no drawer holds."""
    drawn = change_drawn(cents)
    assert sum(value * count for value, count in drawn) == cents
    values = [value for value, _count in drawn]
    assert values == sorted(values, reverse=True)
    assert all(value in EURO_DENOMINATIONS and value <= 5000 for value in values)
    for value, count in drawn[1:]:
        larger = min(one for one in EURO_DENOMINATIONS if one > value)
        assert value * count < larger


@given(st.integers(1, 500_000))
def test_note_tiles_offer_the_exact_sum_first_and_never_too_little(due: int) -> None:
    """Catches a tile below what is due: touching it would stop the sale."""
    tiles = note_tiles(due)
    assert tiles[0] == due
    assert tiles == sorted(set(tiles))
    assert 1 <= len(tiles) <= 4


@given(st.integers(-(10**12), 10**12), st.integers(1, 10**6))
def test_half_up_is_the_nearest_and_mirrors_below_zero(top: int, bottom: int) -> None:
    """Catches Python's own rounding: round(2.5) is 2, and a refund would differ by a cent."""
    rounded = half_up(top, bottom)
    assert 2 * abs(rounded * bottom - top) <= bottom
    assert half_up(-top, bottom) == -rounded
    if top >= 0 and 2 * top % (2 * bottom) == bottom:
        assert rounded * bottom > top
