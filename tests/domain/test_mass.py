"""Kilos: every movement balances, every figure typed or shown stays the same grams."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import (
    DESTINATIONS,
    LEARNED_FROM,
    ORIGINS,
    PLACES,
    SCALE_CAPACITY_G,
    STOCK,
    Entry,
    Posting,
    Source,
    Weighing,
    balanced,
    checked,
    format_grams,
    mean_weight,
    measured_share_bp,
    parse_kilos,
    plain_kilos,
    reversal,
    transfer,
)
from reuse_pos.domain.money import NBSP

places = st.sampled_from(sorted(PLACES))
sources = st.sampled_from(list(Source))
grams = st.integers(0, 10**7)


@given(places, places, grams, st.integers(0, 999), sources)
def test_a_transfer_balances_and_names_the_thing_on_shelves_only(
    origin: str, destination: str, weight: int, pieces: int, source: Source
) -> None:
    """Catches a thing named where it left: its balance would stay in two places for ever."""
    thing = b"t" * 16
    postings = transfer(
        origin, destination, "HR-LIVRE", weight, pieces, source, thing=thing, commune="35238"
    )
    assert sum(one.grams for one in postings) == sum(one.pieces for one in postings) == 0
    for one in postings:
        assert one.thing == (thing if one.place.startswith("stock:") else None)
    assert postings[0].commune == ("35238" if origin.startswith("in:") else None)
    assert balanced(Entry(b"e" * 16, "x", postings)).postings == postings


@pytest.mark.parametrize("wrong", ["", "stock", "stock:attic", "out:sold", "in:", "IN:drop_off"])
def test_a_place_that_does_not_exist_is_a_bug_at_once(wrong: str) -> None:
    """Catches a misspelt place: its kilos would be in no line of the month's report."""
    with pytest.raises(ValueError, match="no place"):
        transfer("in:drop_off", wrong, "HR-LIVRE", 1, 1, Source.SCALE)
    posting = Posting(wrong, "HR-LIVRE", 0, 0, Source.SCALE)
    with pytest.raises(ValueError, match="no place"):
        balanced(Entry(b"e" * 16, "x", (posting, posting)))


@given(st.lists(st.integers(-1000, 1000), max_size=5))
def test_an_entry_that_does_not_add_up_is_refused(weights: list[int]) -> None:
    """Catches grams made from nothing before they reach the file."""
    postings = tuple(Posting("stock:shop", "HR-LIVRE", one, 0, Source.SCALE) for one in weights)
    entry = Entry(b"e" * 16, "x", postings)
    if len(weights) >= 2 and sum(weights) == 0:
        assert balanced(entry) is entry
    else:
        with pytest.raises(ValueError, match="balance"):
            balanced(entry)


@given(places, places, grams, sources)
def test_an_undone_movement_leaves_every_place_as_it_was(
    origin: str, destination: str, weight: int, source: Source
) -> None:
    """Catches an undo that forgets pieces, party or commune: the roll-up would keep a line."""
    postings = transfer(
        origin, destination, "TLC-VRAC", weight, 3, source,
        origin_party="A", destination_party="B", commune="35238",
    )  # fmt: skip
    entry = Entry(b"e" * 16, "x", postings, "D-1")
    back = reversal(entry, b"f" * 16)
    assert back.reverses == entry.id
    assert back.document == "D-1"
    for there, here in zip(entry.postings, back.postings, strict=True):
        assert replace(here, grams=-here.grams, pieces=-here.pieces) == there
    assert reversal(back, b"g" * 16).postings == entry.postings


@given(st.integers(1, SCALE_CAPACITY_G))
def test_a_weight_shown_can_be_typed_again(weight: int) -> None:
    """Catches "0,05" read as 5 g: three decimals of a kilo are grams."""
    assert parse_kilos(plain_kilos(weight, 3)) == weight
    assert parse_kilos(format_grams(weight, 3)) == weight


@given(st.integers(-(10**8), 10**8), st.integers(0, 3))
def test_shown_kilos_are_the_nearest_and_never_minus_zero(weight: int, decimals: int) -> None:
    """Catches "−0,0 kg" on the month's report, and a figure half a unit off."""
    text = plain_kilos(weight, decimals)
    unit = 10 ** (3 - decimals)
    digits = text.replace(NBSP, "").replace(",", "").replace("−", "-")
    assert abs(int(digits) * unit - weight) * 2 <= unit
    assert not (text.startswith("−") and set(text) <= set("−0,"))


@pytest.mark.parametrize("text", ["", "kg", "douze", "-3", "1,2345", "1,2,3", "1e2", "123456"])
def test_what_is_no_weight_is_refused(text: str) -> None:
    """Catches letters, a fourth decimal or a minus sign entering the ledger."""
    with pytest.raises(Refusal) as refused:
        parse_kilos(text)
    assert refused.value.code == "weight"


@pytest.mark.parametrize(
    ("gross", "tare", "code"),
    [
        (SCALE_CAPACITY_G + 1, 0, "over_capacity"),
        (0, 0, "no_weight"),
        (-1, 0, "no_weight"),
        (1800, 1800, "tare"),
        (1000, 1800, "tare"),
    ],
)
def test_a_weighing_that_cannot_be_is_refused(gross: int, tare: int, code: str) -> None:
    """Catches a negative net: a crate lighter than its tare would take kilos away."""
    with pytest.raises(Refusal) as refused:
        checked(Weighing(gross, tare, Source.SCALE))
    assert refused.value.code == code


def test_the_last_gram_of_the_scale_is_taken() -> None:
    """Catches a limit one gram too low."""
    assert checked(Weighing(SCALE_CAPACITY_G, 1, Source.SCALE)).net_g == SCALE_CAPACITY_G - 1


@given(st.lists(st.integers(1, 50_000), max_size=40), st.none() | st.integers(1, 50_000))
def test_a_mean_lies_between_what_was_weighed_and_the_reference(
    weights: list[int], reference: int | None
) -> None:
    """Catches a mean beyond both its sources: one bad division and every key sells false kilos."""
    n, total = len(weights), sum(weights)
    found = mean_weight(n, total, reference)
    known = list(weights) + ([reference] if reference is not None and n < LEARNED_FROM else [])
    if found is None:
        assert reference is None
        assert n < 5
        return
    mean, source = found
    assert min(known) <= mean <= max(known)
    if n >= LEARNED_FROM:
        assert (mean, source) == (total // n, Source.LEARNED_MEAN)


@given(st.lists(st.tuples(st.integers(-(10**6), 10**6), sources), max_size=20))
def test_the_measured_share_is_a_share(lines: list[tuple[int, Source]]) -> None:
    """Catches signs that cancel: −5 kg out and +5 kg in would say 0 % measured of nothing."""
    share = measured_share_bp(lines)
    assert 0 <= share <= 10_000
    if all(source in (Source.SCALE, Source.TYPED) for _weight, source in lines):
        assert share == 10_000


def test_every_origin_and_destination_is_a_place() -> None:
    """Catches an origin added to the list of words but not to the ledger."""
    wanted = {f"in:{one}" for one in ORIGINS} | {f"out:{one}" for one in DESTINATIONS}
    assert wanted | {f"stock:{one}" for one in STOCK} <= PLACES
