"""Amounts and weights as they are said in French."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.spoken import MOST, amount, number, said, weight


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "zéro"), (16, "seize"), (17, "dix-sept"), (21, "vingt et un"), (42, "quarante-deux"),
        (70, "soixante-dix"), (71, "soixante et onze"), (77, "soixante-dix-sept"),
        (80, "quatre-vingts"), (81, "quatre-vingt-un"), (91, "quatre-vingt-onze"),
        (99, "quatre-vingt-dix-neuf"), (100, "cent"), (200, "deux cents"), (201, "deux cent un"),
        (1000, "mille"), (1080, "mille quatre-vingts"), (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"), (2026, "deux mille vingt-six"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_they_are_said(n: int, words: str) -> None:
    assert number(n) == words


@given(st.integers(0, MOST), st.integers(0, MOST))
def test_two_numbers_never_sound_the_same(one: int, other: int) -> None:
    assert (number(one) == number(other)) == (one == other)


@pytest.mark.parametrize("n", [-1, MOST + 1])
def test_numbers_too_large_are_refused(n: int) -> None:
    with pytest.raises(ValueError, match="words"):
        number(n)


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (5920, "cinquante-neuf euros vingt"), (100, "un euro"), (101, "un euro un"),
        (50, "cinquante centimes"), (1, "un centime"), (0, "zéro euro"),
        (-250, "moins deux euros cinquante"), (100_000, "mille euros"),
    ],
)  # fmt: skip
def test_amounts_are_said_as_at_the_till(cents: int, words: str) -> None:
    assert amount(cents) == words


def test_weights_are_kilos_and_grams() -> None:
    assert weight(1800) == "un kilo huit cents grammes"
    assert weight(2001) == "deux kilos un gramme"
    assert weight(0) == "zéro kilo"


@pytest.mark.parametrize(
    ("shown", "heard"),
    [
        ("Total 59,20\u00a0€", "Total cinquante-neuf euros vingt"),
        ("1\u00a0234,00\u00a0€", "mille deux cent trente-quatre euros"),
        ("−2,50\u00a0€", "moins deux euros cinquante"),
        ("20\u00a0€", "vingt euros"),
        ("1,80\u00a0kg", "un kilo huit cents grammes"),
        ("Livre · 3", "Livre , 3"),
        ("Annuler le\ndernier geste", "Annuler le dernier geste"),
    ],
)
def test_what_is_read_aloud_has_no_signs(shown: str, heard: str) -> None:
    assert said(shown) == heard
