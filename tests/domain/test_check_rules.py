"""Sheets end at the first no, every point cites its rule, and words for labels are kept short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain import checks as rules
from reuse_pos.domain.category import FAMILIES, starting_categories
from reuse_pos.domain.checks import Result
from reuse_pos.domain.errors import Refusal

CATEGORIES = {one.code: one for one in starting_categories()}
CHECKED = [one for one in starting_categories() if one.check]
FRIDGE = CATEGORIES["EEE-GEMF"]


@given(st.lists(st.booleans(), max_size=8))
def test_a_sheet_passes_only_with_a_yes_on_every_point(answers: list[bool]) -> None:
    points = rules.points_for(FRIDGE)
    if answers == [True] * len(points):
        assert rules.verdict(points, answers) is Result.PASSED
    elif (
        answers and answers.index(False) == len(answers) - 1 < len(points)
        if (False in answers)
        else False
    ):
        assert rules.verdict(points, answers) is Result.FAILED
    else:
        with pytest.raises(Refusal) as no:
            rules.verdict(points, answers)
        assert no.value.code == "points"


def test_every_checked_category_has_points_and_each_cites_a_rule() -> None:
    for category in CHECKED:
        points = rules.points_for(category)
        assert len(points) >= 3, category.code
        assert len({point.code for point in points}) == len(points)
        assert all(point.source for point in points)
    assert rules.points_for(CATEGORIES["HR-LIVRE"]) == ()


def test_an_appliance_is_looked_at_before_it_is_switched_on() -> None:
    order = [point.code for point in rules.points_for(FRIDGE)]
    assert order == ["cable", "plug", "case", "power", "works"]


def test_data_is_asked_about_only_where_data_may_be_and_the_shop_asks() -> None:
    computer = CATEGORIES["EEE-INFO"]
    assert rules.points_for(computer)[-1].code == "data_erased"
    assert "data_erased" not in [p.code for p in rules.points_for(computer, ask_data=False)]
    assert "data_erased" not in [p.code for p in rules.points_for(FRIDGE)]


def test_every_rule_concerns_a_category_that_exists_and_cites_its_source() -> None:
    for code, rule in rules.BLOCKED.items():
        assert any(one.code.startswith(rule.where) for one in CATEGORIES.values()), code
        assert rule.source
    assert rules.blocked_in(CATEGORIES["HR-LIVRE"]) == ()
    assert "bedbugs" in rules.blocked_in(CATEGORIES["EA-AS-CANAPE-TISSU"])
    assert "helmet" in rules.blocked_in(CATEGORIES["ASL-VELO"])


def test_at_most_eight_answers_are_offered_at_once() -> None:
    assert all(len(rules.defects_of(family)) <= 8 for family in FAMILIES)
    assert all(len(rules.blocked_in(one)) <= 7 for one in CATEGORIES.values())


@given(st.lists(st.sampled_from(list(rules.DEFECTS)), max_size=3, unique=True))
def test_ready_words_are_read_back_from_what_is_printed(codes: list[str]) -> None:
    text = rules.defect_words(codes, "  vis  changée ")
    found, own = rules.defects_known(text)
    assert set(found) == set(codes)
    assert own == "vis changée"
    assert len(text) <= rules.DEFECTS_LENGTH


@pytest.mark.parametrize("own", ["x" * 81, "a\x07b"])
def test_words_that_no_label_can_print_are_refused(own: str) -> None:
    with pytest.raises(Refusal):
        rules.defect_words((), own)


def test_answers_survive_their_row() -> None:
    answers = (("cable", True), ("plug", False))
    assert rules.answers_read(rules.answers_text(answers)) == answers
