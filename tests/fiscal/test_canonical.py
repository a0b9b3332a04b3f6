"""One spelling per record: what goes in comes out the same, and what has no single spelling is
refused.
"""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.fiscal.canonical import MAX_INT, canonical, read_canonical
from reuse_pos.fiscal.errors import FiscalError

keys = st.text(st.characters(codec="ascii"), max_size=8)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INT, MAX_INT) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(keys, values, max_size=6))
def test_reading_and_writing_again_changes_nothing(body: dict[str, object]) -> None:
    text = canonical(body)
    assert canonical(read_canonical(text)) == text


@given(st.dictionaries(keys, values, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_fields_does_not_matter(body: dict[str, object], dice: object) -> None:
    shuffled = list(body.items())
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert canonical(dict(shuffled)) == canonical(body)


def test_rfc_8785_spelling() -> None:
    body = {"b": [True, None, -5], "a": '€ \u20ac \x0f \n " \\ / \x7f \u2028', "B": {}}
    assert canonical(body) == (
        '{"B":{},"a":"€ € \\u000f \\n \\" \\\\ / \x7f \u2028","b":[true,null,-5]}'
    )


def test_accents_have_one_spelling() -> None:
    decomposed = unicodedata.normalize("NFD", "Fauteuil retapissé")
    assert canonical({"label": decomposed}) == canonical({"label": "Fauteuil retapissé"})


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.0, "not_canonical"),
        (float("nan"), "not_canonical"),
        (MAX_INT + 1, "number_too_large"),
        ("\ud800", "lone_surrogate"),
        (b"bytes", "not_canonical"),
        ({1, 2}, "not_canonical"),
        ({"é": 1}, "key_not_ascii"),
        ({1: 1}, "key_not_ascii"),
    ],
)
def test_what_has_no_single_spelling_is_refused(value: object, code: str) -> None:
    with pytest.raises(FiscalError) as refused:
        canonical({"x": [value]})
    assert refused.value.code == code


def test_a_bottomless_record_is_refused() -> None:
    body: dict[str, object] = {}
    body["again"] = body
    with pytest.raises(FiscalError, match="too_deep"):
        canonical(body)


@pytest.mark.parametrize(
    "text", ["", "[1]", "{", '{"a":NaN}', '{"a":1.5}', '{"a":1e3}', "[" * 9999]
)
def test_only_an_object_of_integers_is_a_record(text: str) -> None:
    with pytest.raises(FiscalError):
        read_canonical(text)


def test_a_field_given_twice_is_not_canonical() -> None:
    assert canonical(read_canonical('{"a":1,"a":2}')) != '{"a":1,"a":2}'


@given(st.integers(-MAX_INT, MAX_INT))
def test_numbers_survive_readers_that_use_doubles(number: int) -> None:
    assert int(float(json.loads(canonical({"n": number}))["n"])) == number
