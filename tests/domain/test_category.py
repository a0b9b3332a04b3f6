"""The starting list of categories, and the lists of the starting shop that point into it."""

import json
from importlib.resources import files

import pytest

from reuse_pos.domain.category import (
    A_TRIER,
    FAMILIES,
    FAMILY_ICON,
    MIXED,
    SERVICE,
    UNSORTED_LEAF,
    Category,
    starting_categories,
)

CATEGORIES = {one.code: one for one in starting_categories()}
STARTING = json.loads((files("reuse_pos") / "assets/shop/starting_shop.json").read_text("utf-8"))
DRAWINGS = {entry.name for entry in (files("reuse_pos") / "assets/icons").iterdir()}


def test_a_code_names_one_category() -> None:
    """Catches a line copied twice: the second would silently replace the first."""
    assert len(CATEGORIES) == len(starting_categories()) >= 50


@pytest.mark.parametrize("one", starting_categories(), ids=lambda one: one.code)
def test_each_category_is_whole(one: Category) -> None:
    """Catches a category no screen can show, or a weight nobody can justify."""
    assert one.label.strip() == one.label != ""
    assert one.family in {*FAMILIES, A_TRIER, SERVICE}
    assert one.is_service == (one.family == SERVICE)
    assert {f"{one.icon}.svg", f"{one.icon}-bold.svg", f"{one.icon}-duotone.svg"} & DRAWINGS
    if one.mean_weight_g is not None:
        assert 0 < one.mean_weight_g < 300_000
        assert one.weight_source
    if one.is_service:
        assert one.mean_weight_g is None
        assert not one.unit_item


def test_each_family_has_its_loose_goods_and_its_picture() -> None:
    """Catches a family touched at reception that has nowhere to put its kilos."""
    assert set(UNSORTED_LEAF) == {*FAMILIES, A_TRIER}
    assert set(FAMILY_ICON) == {*FAMILIES, A_TRIER, SERVICE}
    assert len(FAMILIES) == 9
    for family, code in UNSORTED_LEAF.items():
        assert CATEGORIES[code].family == family
        assert not CATEGORIES[code].unit_item
    assert CATEGORIES[MIXED].family == A_TRIER


def test_furniture_and_appliances_are_followed_one_by_one() -> None:
    """Catches an armchair sold by the kilo, or a book that wants its own life-line."""
    assert CATEGORIES["EA-AS-CHAISE-BOIS"].unit_item
    assert not CATEGORIES["HR-LIVRE"].unit_item
    assert not CATEGORIES["EA-VRAC"].unit_item


def test_every_key_and_price_of_the_starting_shop_names_a_category() -> None:
    """Catches a key that sells into a category that is not there: the counter would stop."""
    named = [row["category"] for row in (*STARTING["price_keys"], *STARTING["grid"])]
    assert {one for one in named if one not in CATEGORIES} == set()


def test_every_key_of_goods_knows_what_it_lets_out() -> None:
    """Catches a key sold by the piece without any weight: its kilos would be 0, source unknown."""
    nameless = [
        row["label"]
        for row in STARTING["price_keys"]
        if row["unit"] == "piece"
        and not CATEGORIES[row["category"]].is_service
        and row["weight_g"] is None
        and CATEGORIES[row["category"]].mean_weight_g is None
    ]
    assert nameless == []
