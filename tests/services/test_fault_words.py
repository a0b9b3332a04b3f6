"""What does not hold is said in sentences, whichever verifier found it."""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from shops import TestShop

import reuse_pos.fiscal
from reuse_pos.db import checks
from reuse_pos.db.checks import Found
from reuse_pos.domain.clock import SetClock
from reuse_pos.fiscal.archive_check import ArchiveFinding
from reuse_pos.fiscal.head import TillHead, derive
from reuse_pos.fiscal.verdict import Finding
from reuse_pos.services import doctor
from reuse_pos.services.fault_words import (
    FAULTS,
    FILE_FAULTS,
    archive_sentence,
    fault_words,
    finding_sentence,
)
from reuse_pos.services.health_words import MEANINGS, health_sentence

PACKAGE = Path(reuse_pos.fiscal.__file__).parent
ALONE = PACKAGE.parent / "assets" / "fiscal"
CALLS = {"say", "tell", "same", "_same", "_numbered", "FiscalError"}
# Codes that stop a record from being written or read, and never come out of a check.
REFUSED_ONLY = {
    "not_archive", "not_hash", "not_integer", "not_json", "not_key", "not_key_id", "not_line",
    "key_damaged", "key_not_ascii", "key_not_kept", "lone_surrogate", "number_too_large",
    "too_deep",
}  # fmt: skip


def codes_in(file: Path) -> Iterator[str]:
    """The codes a verifier's source may say: given to what tells, returned, or yielded first."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        found: ast.expr | None = None
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            given = [one for one in node.args if _text(one)] if name in CALLS else []
            found = given[0] if given else None
        elif isinstance(node, ast.Return | ast.Yield):
            value = node.value
            found = value.elts[0] if isinstance(value, ast.Tuple) and value.elts else value
        if isinstance(found, ast.IfExp):
            yield from (_text(found.body), _text(found.orelse))
        elif found is not None and _text(found):
            yield _text(found)


def _text(node: ast.expr) -> str:
    """A lower-case word standing in the source; "" for anything else."""
    value = node.value if isinstance(node, ast.Constant) else ""
    return value if isinstance(value, str) and value.isidentifier() and value.islower() else ""


def sentences_alone() -> dict[str, str]:
    spec = importlib.util.spec_from_file_location("verify_alone", ALONE / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(ALONE))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ALONE))
        for name in ("verify_journal", "verify_tables"):
            sys.modules.pop(name, None)
    return dict(module.SENTENCES)


def test_every_code_of_the_programs_verifiers_has_words() -> None:
    """Catches a fault that reaches an inspector as an English code."""
    said = {
        code
        for name in ("till_check", "head", "sums", "tickets", "verify", "archive_check",
                     "archive_keys")
        for code in codes_in(PACKAGE / f"{name}.py")
    }  # fmt: skip
    known = {one for one in said if one in FAULTS or one in FILE_FAULTS}
    assert {"altered", "gap", "refund_sign", "table_differs", "close_due"} <= known
    for code in ("file_changed", "key_history", "refund_too_much", "ref_doc", "line_numbers"):
        assert code in said, "the source is read"
    strangers = {code for code in said - known - REFUSED_ONLY if "_" in code}
    assert strangers <= {"first_seq", "last_seq", "prev_same_close_seq", "public_key",
                         "new_public_key", "purchase_ttc", "weight_g"}  # fmt: skip


def test_every_field_the_journal_decides_has_words() -> None:
    """`derive` names fields; where one differs, its name is the code."""
    head = TillHead.start("001-1")
    names: set[str] = set()
    for kind in ("SALE", "VOID", "SESSION_OPEN", "SESSION_CLOSE", "CLOSE_DAY"):
        names |= set(derive(head, {"type": kind, "day": "2026-10-01", "turnover": 0}))
    names -= {"first_seq", "last_seq", "prev_same_close_seq"}  # said as "closing_range"
    assert names <= set(FAULTS)


def test_both_verifiers_explain_the_same_faults() -> None:
    """Catches a code the archive's own verifier answers with "ne se tient pas" alone."""
    alone = set(sentences_alone())
    said = {code for name in ("verify", "verify_journal", "verify_tables")
            for code in codes_in(ALONE / f"{name}.py")}  # fmt: skip
    told = {code for code in said if code in FAULTS or code in FILE_FAULTS}
    assert "table_longer" in told
    assert told <= alone
    assert alone <= set(FAULTS) | set(FILE_FAULTS)


@pytest.mark.usefixtures("small_shop")
def test_every_finding_of_the_doctor_has_its_sentence() -> None:
    """Catches a check added whose finding says only that the file is damaged."""
    said = set()
    for file in (checks.__file__, doctor.__file__):
        for node in ast.walk(ast.parse(Path(str(file)).read_text("utf-8"))):
            called = getattr(getattr(node, "func", None), "id", "")
            place = {"Found": 0, "_differences": 1, "_set_differences": 0}.get(called)
            if isinstance(node, ast.Call) and place is not None:
                said.add(_text(node.args[place]))
    said.discard("")
    assert {"roll_up", "fact_chain", "setting", "replay", "sales"} <= said
    assert said == set(MEANINGS)
    found = Found("roll_up", "mass_day", "missing: 1")
    assert health_sentence(found) == (
        "Les kilos d’une journée ne sont pas la somme de leurs mouvements. "
        "[roll_up: mass_day: missing: 1]"
    )
    assert health_sentence(Found("training_journal_gap", "till", "")).startswith(
        "Formation\u00a0: "
    )
    assert "manquent ici" in health_sentence(Found("journal_gap", "till 001-1 record 3", ""))


@pytest.mark.usefixtures("small_shop")
def test_sentences_are_french_and_say_where() -> None:
    assert finding_sentence(Finding("001-1", 12, "gap")) == (
        "Caisse 001-1, enregistrement 12\u00a0: des enregistrements manquent ici."
    )
    assert finding_sentence(Finding("", 0, "foreign_key", "12ab")) == (
        "Aucune caisse ne signe ici avec la clé 12ab connue par le papier."
    )
    assert archive_sentence(ArchiveFinding("cles.jsonl", "", 0, "foreign_key", "12ab")) == (
        finding_sentence(Finding("", 0, "foreign_key", "12ab"))
    )
    assert archive_sentence(ArchiveFinding("tva.csv", "001-1", 3, "table_differs")) == (
        "tva.csv, caisse 001-1, enregistrement 3\u00a0: ne dit pas ce que dit le journal."
    )
    assert archive_sentence(ArchiveFinding("vie.csv", "", 0, "file_missing")) == (
        "vie.csv\u00a0: manque."
    )
    assert fault_words("from_tomorrow") == "from_tomorrow"
    for code, words in (FAULTS | FILE_FAULTS).items():
        assert fault_words(code) != words, f"{code} has no French"


def test_a_key_known_from_paper_is_insisted_on(small_shop: TestShop) -> None:
    """Catches a journal made again whole with another key, and a key that is given and ignored."""
    assert isinstance(small_shop.clock, SetClock)
    doctor, keys = small_shop.shop.doctor, small_shop.shop.till_keys.facts()
    known = frozenset(one.key_id for one in keys)
    assert doctor.verify_journal(keys=known).ok
    verdict = doctor.verify_journal(keys=known | {"0" * 16})
    assert [(one.code, one.detail) for one in verdict.findings] == [("foreign_key", "0" * 16)]
    other = frozenset([next(one.key_id for one in keys if one.till == "001-2")])
    assert not doctor.verify_journal("001-1", keys=other).ok


def test_reading_may_begin_further_on(small_shop: TestShop) -> None:
    """Catches a partial reading that reads all, or calls an honest end wrong."""
    made = small_shop
    made.shop.till.open_session(made.cashier, "001-1", 0)
    for _move in range(5):
        made.shop.till.cash_move(made.cashier, "001-1", "FLOAT_IN", 100, "monnaie")
    whole, end = made.shop.doctor.verify_journal(), made.shop.doctor.verify_journal(first=4)
    assert (whole.ok, end.ok) == (True, True)
    assert (whole.n_records, end.n_records) == (8, 4)
    with made.store.transaction() as tx:
        tx.execute("DROP TRIGGER fiscal_record_no_update")
        tx.execute("UPDATE fiscal_record SET body = replace(body, '100', '900') WHERE seq = 5")
    assert {one.seq for one in made.shop.doctor.verify_journal(first=4).findings} >= {5}
    assert made.shop.doctor.verify_journal(first=6).ok
