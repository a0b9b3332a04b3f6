"""Facts: what is written is what is read again, and not a letter of it can change unseen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.fact import (
    DatedEntry,
    MoveStep,
    Payload,
    RowChange,
    decode,
    encode,
    fact_hash,
)
from reuse_pos.domain.mass import Entry, Posting, Source

ids = st.binary(min_size=16, max_size=16)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.none() | texts | st.integers(-(2**63), 2**63 - 1) | ids
names = st.sampled_from(["label", "qty", "op", "note", "at"])
rows = st.dictionaries(names, values, max_size=4)
postings = st.builds(
    Posting, texts, texts, st.integers(), st.integers(), st.sampled_from(list(Source)),
    st.none() | ids, st.none() | texts, st.none() | texts,
)  # fmt: skip
entries = st.builds(
    Entry, ids, texts, st.lists(postings, max_size=3).map(tuple), st.none() | texts,
    st.none() | ids,
)  # fmt: skip
payloads = st.builds(
    Payload,
    st.lists(st.dictionaries(names, st.none() | texts | st.integers(), max_size=4), max_size=2),
    st.lists(st.builds(DatedEntry, entries, texts), max_size=2),
    st.lists(
        st.builds(MoveStep, ids, texts, st.none() | texts, texts, texts, st.booleans(),
                  st.none() | ids), max_size=2,
    ),
    st.lists(
        st.builds(RowChange, texts, st.just({}) | st.builds(lambda one: {"id": one}, ids), rows),
        max_size=3,
    ),
)  # fmt: skip


@given(payloads, st.integers(0, 999), st.integers(0, 9))
def test_a_fact_read_again_is_the_fact_written(payload: Payload, store: int, device: int) -> None:
    """Catches a column forgotten in the text: replaying would give another shop."""
    text = encode(payload, store, device)
    assert decode(text) == (payload, store, device)
    assert encode(*decode(text)) == text


@pytest.mark.parametrize("value", [{"a"}, object(), bytearray(b"x")])
def test_what_has_no_place_in_a_fact_is_a_bug_at_once(value: object) -> None:
    """Catches a value kept as text nobody can read again."""
    payload = Payload(rows=[RowChange("item", {}, {"label": value})])  # type: ignore[dict-item]
    with pytest.raises(TypeError):
        encode(payload, 1, 0)


@given(texts, st.integers(1, 10**6), st.integers(0, 2**62), ids)
def test_every_part_of_a_fact_is_in_its_hash(text: str, seq: int, at_ns: int, epoch: bytes) -> None:
    """Catches a field left out of the hash: it could be edited and nobody would know."""
    parts = ("0" * 64, epoch, seq, "sold", at_ns, text)
    base = fact_hash(*parts)
    changed = ("1" * 64, epoch[::-1] + b"x", seq + 1, "bought", at_ns + 1, text + " ")
    for place, other in enumerate(changed):
        assert fact_hash(*parts[:place], other, *parts[place + 1 :]) != base


def test_an_empty_payload_says_so() -> None:
    """Catches a fact written for a gesture that changed nothing, or none where something did."""
    assert Payload().is_empty()
    assert not Payload(rows=[RowChange("item", {}, {})]).is_empty()
    assert not Payload(moves=[MoveStep(b"i" * 16, "sell", "on_sale", "sold")]).is_empty()
