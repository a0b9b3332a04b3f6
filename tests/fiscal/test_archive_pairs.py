"""Two verifiers written apart read the same archives: whatever is spoilt, both see it and agree on
the record."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from types import ModuleType

import pytest
from archives import ASSETS, archive, archive_of, files_of, pack
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shop_journal import Till, goods, rewrite, whole_life

from reuse_pos.domain.vat import CODES
from reuse_pos.fiscal.archive import JOURNAL, KEYS, MANIFEST, SIGNATURES
from reuse_pos.fiscal.archive_check import check_archive
from reuse_pos.fiscal.head import IN_SESSION, KINDS
from reuse_pos.fiscal.keys import SigningKey
from reuse_pos.fiscal.till_check import COLUMNS, KNOWN_VERSIONS
from reuse_pos.fiscal.totals import COUNTERS

MODULES = ("verify", "verify_journal", "verify_tables")
Where = set[tuple[str, int]]


@pytest.fixture(scope="module")
def theirs() -> Iterator[ModuleType]:
    """The archive's verifier, loaded beside the program for speed."""
    sys.path.insert(0, str(ASSETS))
    try:
        yield importlib.import_module("verify")
    finally:
        sys.path.remove(str(ASSETS))
        for name in MODULES:
            sys.modules.pop(name, None)


def test_they_know_the_same_kinds_and_versions(theirs: ModuleType) -> None:
    """A kind added to the program must be taught to the verifier it hands over."""
    journal = sys.modules[theirs.Till.__module__]
    assert journal.KINDS == KINDS
    assert journal.IN_SESSION == IN_SESSION
    assert journal.VERSIONS == KNOWN_VERSIONS
    assert journal.COUNTS == COUNTERS
    assert journal.BESIDE == COLUMNS
    assert {code for code, one in CODES.items() if not one.turnover} == journal.NO_TURNOVER
    assert {code for code, one in CODES.items() if one.on_margin} == journal.ON_MARGIN


@cache
def life() -> Till:
    return whole_life()


@cache
def whole() -> dict[str, bytes]:
    path = Path(mkdtemp(prefix="reuse-pos-pairs-")) / "a.zip"
    archive(path, life())
    return files_of(path)


def named(
    module: ModuleType, path: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[Where, Where]:
    """The files and records named by the program, and by the archive's verifier."""
    ours = {(one.file, one.seq) for one in check_archive(path).findings}
    capsys.readouterr()
    status = module.main([str(path), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert status == (1 if told["findings"] else 0)
    return ours, {(one["file"], one["seq"]) for one in told["findings"]}


@given(place=st.integers(0, 10**6), bit=st.integers(0, 6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bit_of_the_journal(
    theirs: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: int, bit: int
) -> None:
    journal = bytearray(whole()[JOURNAL])
    place %= len(journal)
    seq = journal[:place].count(b"\n") + 1
    journal[place] ^= 1 << bit
    spoilt = pack(tmp_path / "b.zip", whole() | {JOURNAL: bytes(journal)})
    ours, others = named(theirs, spoilt, capsys)
    assert (JOURNAL, 0) in ours & others, "the manifest knows that the file changed"
    records = {one for one in ours if one[0] == JOURNAL and one[1]}
    assert records & others & {(JOURNAL, seq), (JOURNAL, seq + 1)}, f"record {seq} is named by both"


@cache
def two_tills() -> dict[str, bytes]:
    """An archive of a shop with a second till and one where people learn."""
    tills = [life(), Till("001-2", SigningKey.from_bytes(b"2" * 32)),
             Till("001-1-F", SigningKey.from_bytes(b"F" * 32))]  # fmt: skip
    for till in tills[1:]:
        till.open()
        till.sell(goods(500))
    path = Path(mkdtemp(prefix="reuse-pos-pairs-")) / "two.zip"
    archive_of(path, [(till, 1, None) for till in tills])
    return files_of(path)


@given(
    name=st.sampled_from([KEYS, MANIFEST, SIGNATURES, "LISEZMOI.txt", "entetes.csv", "tva.csv"]),
    place=st.integers(0, 10**6), bit=st.integers(0, 7),
)  # fmt: skip
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bit_of_any_other_file_is_told_alike(
    theirs: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, place: int,
    bit: int,
) -> None:  # fmt: skip
    """Catches one till blamed for another's damaged key, and a fault the two name differently."""
    content = bytearray(two_tills()[name])
    content[place % len(content)] ^= 1 << bit
    spoilt = pack(tmp_path / "b.zip", two_tills() | {name: bytes(content)})
    ours = {(one.file, one.till, one.seq, one.code) for one in check_archive(spoilt).findings}
    capsys.readouterr()
    assert theirs.main([str(spoilt), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)["findings"]
    assert ours == {(one["file"], one["till"], one["seq"], one["code"]) for one in told}
    assert any(one[0] == name for one in ours), "the changed file is named"


@given(
    seq=st.sampled_from([4, 5, 6, 7, 8, 10, 11, 12]),
    name=st.sampled_from(
        ["total", "turnover", "gtp", "gtpa", "doc_no", "session", "day", "ts", "first_seq", "pay",
         "lines", "vat", "ref_doc", "ref_seq", "by_method", "n_sales", "type"]
    ),
    value=st.one_of(
        st.integers(-5000, 5000), st.sampled_from(["", "001-1-26-000009", "2026-10-09"]),
        st.none(), st.just([]), st.just([{"amt": 5}]),
        st.sampled_from(["SALE", "VOID", "JET", "CLOSE_DAY", "NEW"]),
    ),
)  # fmt: skip
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_field_the_owner_of_the_key_rewrote(
    theirs: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], seq: int, name: str,
    value: object,
) -> None:  # fmt: skip
    """Everything is sealed and signed again: only rules and sums can tell."""
    before = life().records[:12]
    if name not in before[seq - 1].read() or before[seq - 1].read()[name] == value:
        return
    till = replace(life(), records=list(before), key=Till().key)
    till.records = rewrite(till, seq, {name: value})
    path = tmp_path / "w.zip"
    path.unlink(missing_ok=True)
    try:
        archive(path, till)
    except (TypeError, AttributeError):
        return  # a column beside the body cannot hold this at all
    ours, others = named(theirs, path, capsys)
    assert bool(ours) == bool(others)
    assert {one for one in ours if one[1] == seq} == {one for one in others if one[1] == seq}
