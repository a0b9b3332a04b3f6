"""A label says what the law and the shop ask, refuses what must not be sold, and names nobody."""

from dataclasses import fields, replace

import pytest
from paper_samples import ARMCHAIR, COAT, FACTS, FURNITURE, LAMP, sample_label

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.label import (
    NAME_LENGTH,
    LabelFacts,
    LabelKind,
    make_label,
    short_name,
)


def test_furniture_label_says_everything_of_the_mockup() -> None:
    label = sample_label(LabelKind.FURNITURE)
    assert (label.name, label.tag, label.short) == ("Commode 3 tiroirs", "Occasion", "R-005231")
    assert label.price == "65\u00a0€"
    assert label.notes == ("Poncée et repeinte", "Défaut\u00a0: un tiroir frotte")
    assert label.markdown == "−20\u00a0% dès le 21/12"
    assert label.foot == ("Rennes-Nord", "11/2026")


def test_an_appliance_without_test_gets_no_price_label() -> None:
    with pytest.raises(Refusal) as refusal:
        make_label(LabelKind.ELECTRICAL, replace(LAMP, tested_on=""))
    assert refusal.value.code == "no_test"
    assert "test" in refusal.value.sentence


@pytest.mark.parametrize("feminine", [True, False])
def test_the_test_date_agrees_with_the_thing(feminine: bool) -> None:
    label = make_label(LabelKind.ELECTRICAL, replace(LAMP, feminine=feminine))
    assert label.proof == ("Testée" if feminine else "Testé") + " le 18/11/2026"


UNPRICED = (LabelKind.TRACKING, LabelKind.RESERVED)


@pytest.mark.parametrize("kind", [kind for kind in LabelKind if kind not in UNPRICED])
def test_a_price_label_says_second_hand_and_needs_a_price(kind: LabelKind) -> None:
    assert "Occasion" in sample_label(kind).tag
    with pytest.raises(Refusal):
        make_label(kind, replace(FACTS[kind], price_cents=None))


def test_tracking_label_never_shows_a_price() -> None:
    label = make_label(LabelKind.TRACKING, replace(ARMCHAIR, price_cents=6500))
    assert label.price == ""
    assert label.tag == ""
    assert label.foot == ("Suivi atelier", "pas de prix")


def test_textile_tag_carries_size_and_defect() -> None:
    label = make_label(LabelKind.TEXTILE, COAT)
    assert label.tag == "T. 40 · Occasion"
    assert label.notes == ("bouton en moins",)


def test_a_code_with_a_wrong_digit_is_never_printed() -> None:
    with pytest.raises(ValueError, match="not a label code"):
        make_label(LabelKind.FURNITURE, replace(FURNITURE, code="2000100052311"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Commode 3 tiroirs", "Commode 3 tiroirs"),
        ("Armoire  normande en chêne massif", "Armoire normande en…"),
        ("X" * 40, "X" * 21 + "…"),
        ("abcdefghijklmnopqrstuv", "abcdefghijklmnopqrstuv"),
    ],
)
def test_names_are_cut_at_22_characters(name: str, shown: str) -> None:
    assert short_name(name) == shown
    assert len(shown) <= NAME_LENGTH


def test_no_field_of_a_label_can_hold_a_person() -> None:
    names = {field.name for field in fields(LabelFacts)}
    assert not names & {"person", "operator", "maker", "trainee", "author", "donor"}
