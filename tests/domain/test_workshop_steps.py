"""Steps a supervisor writes: plain enough to follow, never without the proof a thing wants, and
kept word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain import wording
from reuse_pos.domain.category import Category, starting_categories
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import PROOFS, STEPS, Protection, Step, steps_for
from reuse_pos.domain.workshop_steps import (
    AUTHORISATIONS,
    CHECKS,
    STEP_ICONS,
    checked_step,
    checked_template,
    free_code,
    proofs_first,
    read_steps,
    second,
    shipped,
    steps_text,
)

KNOWN = {one.code: one for one in starting_categories()}
CHAIR, KETTLE = KNOWN["EA-AS-CHAISE-BOIS"], KNOWN["EEE-PAM-BOUIL"]
OWN = Step("own1", "Décaper", "drop", ("Mets le produit.", "Attends **dix minutes**."))


def refused(code: str, steps: tuple[Step, ...], key: str = CHAIR.code) -> None:
    with pytest.raises(Refusal) as caught:
        checked_template(key, steps, KNOWN)
    assert caught.value.code == code


def test_a_sentence_of_thirteen_words_is_refused_and_of_twelve_is_not() -> None:
    twelve = "un deux trois quatre cinq six sept huit neuf dix onze douze"
    assert checked_template(CHAIR.code, (replace(OWN, sentences=(twelve,)),), KNOWN)
    refused("words", (replace(OWN, sentences=(twelve + " treize",)),))
    # One endless word is no plain sentence either.
    refused("words", (replace(OWN, sentences=("a" * 200,)),))
    refused("words", (replace(OWN, sentences=(" ",)),))


def test_a_step_has_a_short_name_and_one_to_three_sentences() -> None:
    refused("title", (replace(OWN, title=" "),))
    refused("title", (replace(OWN, title="x" * 25),))
    refused("sentences", (replace(OWN, sentences=()),))
    refused("sentences", (replace(OWN, sentences=("Un.", "Deux.", "Trois.", "Quatre.")),))


def test_no_list_is_empty_or_longer_than_eight_or_for_nothing() -> None:
    refused("steps", ())
    refused("steps", tuple(replace(OWN, code=f"own{n}") for n in range(9)))
    refused("category", (OWN,), "NO-SUCH")
    refused("category", (OWN,), "family:nothing")
    assert checked_template("family:meubles", (OWN,), KNOWN) == (OWN,)


def test_the_test_of_a_kettle_cannot_be_left_out() -> None:
    refused("proof", (STEPS["clean"], STEPS["photo"]), KETTLE.code)
    checked_template(KETTLE.code, (STEPS["clean"], STEPS["test"]), KNOWN)
    # A test in the supervisor's own words is a test.
    checked_template(KETTLE.code, (replace(STEPS["test"], code="own1", title="Essai"),), KNOWN)


@pytest.mark.parametrize("category", KNOWN.values(), ids=lambda one: one.code)
def test_a_familys_list_still_proves_what_each_category_wants(category: Category) -> None:
    wanted = {step.check for step in steps_for(category)} & set(PROOFS)
    got = proofs_first(category, (OWN, STEPS["photo"]))
    assert wanted <= {step.check for step in got}
    assert got[-1].code == "photo"
    assert got[0] == OWN


def test_every_family_has_a_list_to_begin_with() -> None:
    for category in KNOWN.values():
        if not category.is_service:
            assert shipped(f"family:{category.family}", KNOWN)


def test_a_step_added_twice_gets_a_code_of_its_own() -> None:
    steps = (STEPS["paint"], replace(OWN, code="own1"))
    again = second(STEPS["paint"], steps)
    assert again.code == free_code(steps) == "own2"
    assert again.title == STEPS["paint"].title
    assert second(STEPS["sew"], steps) is STEPS["sew"]


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
steps = st.builds(
    Step,
    st.from_regex("own[1-9]", fullmatch=True),
    words,
    st.sampled_from(STEP_ICONS),
    st.lists(words, min_size=1, max_size=3).map(tuple),
    st.sets(st.sampled_from(Protection)).map(tuple),
    st.sampled_from(list(CHECKS)),
    st.integers(0, 240),
    st.sampled_from(["", *AUTHORISATIONS]),
)


@given(st.lists(st.one_of(steps, st.sampled_from(list(STEPS.values()))), max_size=8))
def test_steps_are_read_back_word_for_word(listed: list[Step]) -> None:
    assert read_steps(steps_text(listed)) == tuple(listed)


def test_shipped_steps_are_kept_as_short_codes() -> None:
    assert steps_text(steps_for(CHAIR)) == "clean,sand,paint,photo"
    assert read_steps("clean,sand") == (STEPS["clean"], STEPS["sand"])


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_shipped_step_is_plain_enough_to_be_kept_by_a_supervisor(language: str) -> None:
    before = wording.language()
    wording.set_language(language)
    try:
        for step in STEPS.values():
            told = replace(
                step, title=_(step.title), sentences=tuple(_(one) for one in step.sentences)
            )
            assert checked_step(told)
    finally:
        wording.set_language(before)
