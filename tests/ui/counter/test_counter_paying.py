"""A payment under way, without a screen: figures typed, what is missing, change, troubles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.payments import settle
from reuse_pos.ui.counter import search
from reuse_pos.ui.counter.paying import Paying
from reuse_pos.ui.entry import Entry


@pytest.mark.parametrize(
    ("touches", "cents"),
    [
        (["5", "0"], 5000), (["5", ",", "5"], 550), (["5", "00", ",", "0", "5", "9"], 50005),
        ([",", "5"], 50), (["0", "0", "7"], 700), (["1"] * 9, 1111100), ([], 0),
    ],
)  # fmt: skip
def test_figures_typed_make_cents(touches: list[str], cents: int) -> None:
    entry = Entry()
    for touch in touches:
        entry.push(touch)
    assert entry.value == cents


def test_kilos_take_three_places() -> None:
    entry = Entry(3, 4)
    for touch in ("1", ",", "8", "4", "5", "9"):
        entry.push(touch)
    assert entry.value == 1845


@given(st.integers(0, 9_999_999), st.sampled_from("0123456789"))
def test_a_figure_replaces_an_amount_that_was_only_put(cents: int, figure: str) -> None:
    entry = Entry()
    entry.put(cents)
    assert entry.value == cents
    entry.push(figure)
    assert entry.value == int(figure) * 100


@given(st.lists(st.sampled_from(["0", "5", "00", ","]), max_size=12))
def test_correcting_ends_at_nothing(touches: list[str]) -> None:
    entry = Entry()
    for touch in touches:
        entry.push(touch)
    for _touch in range(30):
        entry.erase()
    assert entry.empty
    assert entry.value == 0


@given(
    st.integers(1, 200_000),
    st.lists(
        st.tuples(
            st.sampled_from(["CASH", "CARD", "CHEQUE", "TRANSFER", "LOCAL"]),
            st.integers(1, 250_000),
        ),
        max_size=5,
    ),
)
def test_what_is_ready_can_always_be_settled(total: int, given_: list[tuple[str, int]]) -> None:
    paying = Paying(total)
    for code, cents in given_:
        paying.choose(code)
        paying.number = "12"
        paying.entry.put(cents)
        if paying.ready:
            settled = settle(total, paying.payments)
            assert sum(one.amount_cents for one in settled) == total
            assert paying.change == -min(0, settled[-1].amount_cents)
            return
        assert paying.change == 0
        paying.pile()


def test_a_card_never_gives_change_and_says_why() -> None:
    paying = Paying(500)
    paying.choose("CARD")
    paying.note(600)
    assert not paying.ready
    assert paying.trouble
    assert paying.change == 0


def test_a_large_note_is_to_be_looked_at_only_when_it_gives_change() -> None:
    paying = Paying(10_000)
    paying.choose("CASH")
    paying.note(10_000)
    assert not paying.large_note
    paying.note(20_000)
    assert paying.large_note


def test_a_free_basket_is_ready_at_once() -> None:
    assert Paying(0).ready


@pytest.mark.parametrize(
    ("typed", "code"),
    [("R-005231", True), ("r005231", True), ("2000100052310", True), ("4,5", False),
     ("12", False), ("livre", False)],
)  # fmt: skip
def test_what_is_a_code(typed: str, code: bool) -> None:
    assert search.is_code(typed) is code


@pytest.mark.parametrize(
    ("typed", "cents"), [("4,5", 450), ("4.50 €", 450), ("12", 1200), ("7,", 700), ("livre", None),
                         ("2 chaises", None), ("R-005231", None)],
)  # fmt: skip
def test_what_is_a_price(typed: str, cents: int | None) -> None:
    assert search.price(typed, 500_000) == cents
