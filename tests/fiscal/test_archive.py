"""An archive is whole, readable without the program, and whatever is changed in it is named."""

from __future__ import annotations

import csv
import hashlib
import importlib.util
import io
import json
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from archives import ASSETS, Readers, alone, archive, archive_of, files_of, pack, with_manifest
from shop_journal import Till, forge, goods, rewrite, whole_life

from reuse_pos.fiscal import archive_tables
from reuse_pos.fiscal import records as r
from reuse_pos.fiscal.archive import (
    JOURNAL,
    KEYS,
    MANIFEST,
    NOTES,
    SIGNATURES,
    VERIFIER,
    line_of,
    plain_json,
    record_of,
    signed_message,
)
from reuse_pos.fiscal.archive_check import check_archive
from reuse_pos.fiscal.canonical import canonical
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.keys import SigningKey

TABLES = [name for name, *_rest in archive_tables.TABLES]
ALL = [JOURNAL, KEYS, *TABLES, *VERIFIER, NOTES, MANIFEST, SIGNATURES]


@pytest.fixture(scope="module")
def life() -> Till:
    return whole_life()


@pytest.fixture(scope="module")
def whole(life: Till, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of a till's whole life."""
    path = tmp_path_factory.mktemp("whole") / "2026.zip"
    archive(path, life)
    return path


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Readers:
    return Readers(tmp_path_factory.mktemp("alone"))


def rows(path: Path, name: str) -> list[dict[str, str]]:
    text = files_of(path)[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


# ------------------------------------------------------------------ what holds


def test_an_untouched_archive_holds_for_both(whole: Path, both: Readers, life: Till) -> None:
    assert both.read(whole) == set()
    assert both.read(whole, life.key.key_id) == set()
    assert sorted(files_of(whole)) == sorted(ALL)


def test_the_verifier_speaks_french_and_names_key_and_hash(
    whole: Path, life: Till, tmp_path: Path
) -> None:
    ran = alone(tmp_path, whole)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "L'archive se tient : 24 enregistrements" in ran.stdout
    assert life.key.key_id in ran.stdout
    assert life.head.hash in ran.stdout


@pytest.mark.parametrize(
    ("first", "last"), [(1, 1), (1, 13), (2, 24), (5, 20), (13, 24), (14, 24), (16, 23), (24, 24)]
)
def test_a_stretch_that_begins_and_ends_anywhere_holds(
    life: Till, both: Readers, tmp_path: Path, first: int, last: int
) -> None:
    archive(tmp_path / "part.zip", life, first, last)
    assert both.read(tmp_path / "part.zip") == set()


def test_a_stretch_after_a_year_is_added_up_again(both: Readers, tmp_path: Path) -> None:
    """The totals of closings inside an archive that begins late are recomputed, not believed."""
    till = Till().open()
    till.sell(goods(500))
    till.close_session()
    for kind, period in (("DAY", "2026-10-01"), ("MONTH", "2026-10"), ("YEAR", "2026")):
        till.close(f"CLOSE_{kind}", period)
    first = till.head.seq + 1
    till.now += timedelta(days=100)
    till.write(r.session_open(till.stamp, 8000))
    till.sell(goods(700))
    wrong = till.close_session().read() | {"total": 999}
    till.records[-1] = forge(till.records[-1], wrong, till.key)
    archive(tmp_path / "late.zip", till, first)
    assert both.read(tmp_path / "late.zip") == {(JOURNAL, "001-1", till.head.seq)}


def test_several_tills_and_training_in_one_archive(both: Readers, tmp_path: Path) -> None:
    tills = [Till(), Till("001-2", SigningKey.from_bytes(b"2" * 32)),
             Till("001-1-F", SigningKey.from_bytes(b"F" * 32))]  # fmt: skip
    for till in tills:
        till.open()
        till.sell(goods(500))
    path = tmp_path / "three.zip"
    archive_of(path, [(till, 1, None) for till in tills])
    assert both.read(path) == set()
    assert {one["mode"] for one in rows(path, "entetes.csv")} == {"REAL", "TRAINING"}
    files = files_of(path)
    kept = [line for line in files[JOURNAL].splitlines(True) if b'"till":"001-2"' not in line]
    spoilt = pack(tmp_path / "one_less.zip", files | {JOURNAL: b"".join(kept)})
    assert (JOURNAL, "001-2", 3) in both.read(spoilt)


def test_the_tables_say_what_the_journal_says(whole: Path) -> None:
    heads, lines = rows(whole, "entetes.csv"), rows(whole, "lignes.csv")
    pays = rows(whole, "reglements.csv")
    assert [one["type"] for one in heads] == ["SALE", "SALE", "VOID", "REFUND", "SALE", "REFUND"]
    assert heads[0]["numero"] == "001-1-26-000001"
    assert heads[0]["total_ttc"] == "46.00"
    assert heads[0]["chiffre_affaires"] == "45.20"
    assert heads[3]["total_ttc"] == "-36.00"
    assert [one["libelle"] for one in lines][:2] == ["Chaise paillée", "Textile au kilo"]
    assert lines[0]["remise"] == "9.00"
    assert lines[0]["masse_g"] == "12400"
    assert [one["moyen"] for one in pays][:3] == ["VOUCHER", "CASH", "CHANGE"]
    assert pays[2]["montant"] == "-24.00"
    assert {one["taux_tva"] for one in rows(whole, "tva.csv")} == {"0.00", "5.50", "20.00"}
    margin = next(one for one in lines if one["code_tva"] == "MARGE")
    assert json.loads(margin["autres"]) == {"purchase_ttc": 300}
    kinds = [one["type"] for one in rows(whole, "clotures.csv")]
    assert kinds.count("CLOSE_DAY") == 2
    assert kinds[-1] == "CLOSE_YEAR"


def test_no_cell_is_a_formula_and_odd_words_survive(both: Readers, tmp_path: Path) -> None:
    till = Till().open()
    words = ["=1+1", "@cmd", 'Deux "lots" ; 5 €', "ligne\ncoupée", "-5"]
    for word in words:
        till.sell(r.Line(word, 100, 100, "EXO261"))
    archive(tmp_path / "odd.zip", till)
    assert both.read(tmp_path / "odd.zip") == set()
    found = [one["libelle"] for one in rows(tmp_path / "odd.zip", "lignes.csv")]
    assert found == ["'=1+1", "'@cmd", 'Deux "lots" ; 5 €', "ligne\ncoupée", "'-5"]


def test_the_verifier_s_tables_are_the_program_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ASSETS))
    for name in ("verify_journal", "verify_tables"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    spec = importlib.util.spec_from_file_location("verify_tables", ASSETS / "verify_tables.py")
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    monkeypatch.delitem(sys.modules, "verify_journal", raising=False)
    assert theirs.TABLES == archive_tables.TABLES
    assert theirs.HIDDEN == archive_tables.HIDDEN


def test_the_notes_name_every_file_column_key_and_the_recipe(whole: Path, life: Till) -> None:
    notes = files_of(whole)[NOTES].decode()
    assert "{" not in notes
    for name in ("journal.jsonl", "cles.jsonl", MANIFEST, SIGNATURES, *TABLES):
        assert name in notes
    for public in (life.records[0].read()["public_key"], life.key.public_hex):
        assert public in notes
    assert "reuse_pos/fiscal/v1" in notes
    assert life.head.hash in notes


def test_the_manifest_tells_each_file_s_hash(life: Till, tmp_path: Path) -> None:
    made = archive(tmp_path / "a.zip", life)
    files = files_of(tmp_path / "a.zip")
    assert hashlib.sha256(files[MANIFEST]).hexdigest() == made.manifest_sha256
    for one in made.files:
        assert hashlib.sha256(files[one["name"]]).hexdigest() == one["sha256"]
        assert len(files[one["name"]]) == one["bytes"]
    assert {one["name"] for one in made.files} == set(ALL) - {MANIFEST, SIGNATURES}


def test_nothing_is_written_over(life: Till, tmp_path: Path) -> None:
    (tmp_path / "here.zip").write_bytes(b"first")
    with pytest.raises(FileExistsError):
        archive(tmp_path / "here.zip", life)
    assert (tmp_path / "here.zip").read_bytes() == b"first"


# ------------------------------------------------------------------ each file changed


@pytest.mark.parametrize("name", ALL)
def test_a_changed_byte_in_any_file_is_named(
    whole: Path, both: Readers, tmp_path: Path, name: str
) -> None:
    files = files_of(whole)
    middle = len(files[name]) // 2
    other = bytes([files[name][middle] ^ 1])
    changed = files[name][:middle] + other + files[name][middle + 1 :]
    assert name in both.files_named(pack(tmp_path / "c.zip", files | {name: changed}))


@pytest.mark.parametrize("name", ALL)
def test_a_file_taken_out_is_named(whole: Path, both: Readers, tmp_path: Path, name: str) -> None:
    files = files_of(whole)
    del files[name]
    assert name in both.files_named(pack(tmp_path / "r.zip", files))


@pytest.mark.parametrize("name", [one for one in ALL if one not in (MANIFEST, SIGNATURES)])
def test_a_changed_file_is_named_though_the_manifest_was_made_again(
    whole: Path, both: Readers, tmp_path: Path, name: str
) -> None:
    files = files_of(whole)
    files[name] = files[name].replace(b"2026", b"2025").replace(b"import", b"Import")
    files[name] += b"\r\n"
    named = both.files_named(pack(tmp_path / "m.zip", with_manifest(files)))
    assert {name, MANIFEST} <= named


@pytest.mark.parametrize("name", [one for one in ALL if one not in (MANIFEST, SIGNATURES)])
def test_a_file_taken_out_of_the_manifest_too_is_named(
    whole: Path, both: Readers, tmp_path: Path, name: str
) -> None:
    files = files_of(whole)
    del files[name]
    named = both.files_named(pack(tmp_path / "m.zip", with_manifest(files)))
    assert MANIFEST in named
    assert name in named or SIGNATURES in named


@pytest.mark.parametrize("name", TABLES)
def test_a_table_signed_again_by_the_owner_still_must_say_what_the_journal_says(
    life: Till, whole: Path, both: Readers, tmp_path: Path, name: str
) -> None:
    """Whoever holds the key can sign any file; a table is compared with the sealed records."""
    files = files_of(whole)
    files[name] = files[name].removesuffix(b"\r\n") + b"1\r\n"
    named = both.files_named(pack(tmp_path / "t.zip", signed_again(files, life.key)))
    assert named == {name}


def signed_again(files: dict[str, bytes], key: SigningKey) -> dict[str, bytes]:
    """Manifest and signatures made again by the owner of the key."""
    files = with_manifest(files)
    signatures = json.loads(files[SIGNATURES])
    for one in signatures["signatures"]:
        digest = hashlib.sha256(files[one["file"]]).hexdigest()
        one["sig"] = key.sign(signed_message(one["file"], digest)).hex()
    return files | {SIGNATURES: plain_json(signatures).encode()}


def test_a_file_more_than_announced_is_named(whole: Path, both: Readers, tmp_path: Path) -> None:
    files = files_of(whole) | {"notes.txt": b"hello"}
    assert both.files_named(pack(tmp_path / "x.zip", files)) == {"notes.txt"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_named(whole: Path, both: Readers, tmp_path: Path) -> None:
    path = pack(tmp_path / "x.zip", files_of(whole))
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("jet.csv", b"other")
    assert "jet.csv" in both.files_named(path)


def test_a_bit_rotten_inside_the_zip_names_its_file(
    whole: Path, both: Readers, tmp_path: Path
) -> None:
    raw = bytearray(whole.read_bytes())
    with zipfile.ZipFile(whole) as packed:
        entry = packed.getinfo("lignes.csv")
    raw[entry.header_offset + 30 + len(entry.filename) + 40] ^= 8
    (tmp_path / "rot.zip").write_bytes(bytes(raw))
    assert "lignes.csv" in both.files_named(tmp_path / "rot.zip")


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 17])
def test_what_is_no_archive_is_refused_not_judged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "no.zip").write_bytes(content)
    with pytest.raises(FiscalError):
        check_archive(tmp_path / "no.zip")
    ran = alone(tmp_path, tmp_path / "no.zip")
    assert ran.returncode == 2
    assert "ne se lit pas" in ran.stderr


def test_an_empty_zip_holds_nothing(both: Readers, tmp_path: Path) -> None:
    named = both.files_named(pack(tmp_path / "e.zip", {}))
    assert {JOURNAL, MANIFEST, SIGNATURES} <= named


def test_a_key_known_from_elsewhere_is_insisted_on(whole: Path, both: Readers) -> None:
    assert both.read(whole, "0" * 16) == {(KEYS, "", 0)}


def test_an_archive_made_whole_by_another_key_is_seen_with_the_known_key(
    life: Till, both: Readers, tmp_path: Path
) -> None:
    forger = Till(key=SigningKey.from_bytes(b"x" * 32)).open()
    forger.sell(goods(1))
    archive(tmp_path / "forged.zip", forger)
    assert both.read(tmp_path / "forged.zip") == set(), "it holds in itself: LISEZMOI says so"
    assert both.read(tmp_path / "forged.zip", life.key.key_id) == {(KEYS, "", 0)}


# ------------------------------------------------------------------ records


def with_record(whole: Path, life: Till, seq: int, record: r.Record) -> dict[str, bytes]:
    """The archive's files with one line of the journal exchanged, the manifest made to agree."""
    files = files_of(whole)
    lines = [line_of(one) for one in life.records]
    lines[seq - 1] = line_of(record)
    return with_manifest(files | {JOURNAL: b"".join(lines)})


ODOO = [
    ("payment amount", lambda b: b["pay"][1].update(amt=4000)),
    ("payment method", lambda b: b["pay"][1].update(method="CARD")),
    ("product name", lambda b: b["lines"][0].update(label="Chaise")),
    ("tax", lambda b: b["lines"][1].update(vat_code="N20", vat_bp=2000)),
    ("price", lambda b: b["lines"][0].update(ttc=3500)),
    ("total", lambda b: b.update(total=4500)),
    ("number", lambda b: b.update(doc_no="001-1-26-000009")),
    ("time", lambda b: b.update(ts="2026-10-01T09:05:00+02:00")),
]


@pytest.mark.parametrize(("what", "change"), ODOO, ids=[what for what, _change in ODOO])
def test_what_others_let_pass_in_a_sealed_ticket_is_named(
    whole: Path, life: Till, both: Readers, tmp_path: Path, what: str, change
) -> None:
    """Odoo's hash held row ids only: amounts, methods, names and taxes could change unseen."""
    record = life.records[3]
    body = record.read()
    change(body)
    spoilt = replace(record, body=canonical(body))
    path = pack(tmp_path / "o.zip", with_record(whole, life, 4, spoilt))
    assert (JOURNAL, "001-1", 4) in both.read(path)


@pytest.mark.parametrize(
    ("seq", "changes"),
    [
        (4, {"total": 4601}),
        (4, {"gtp": 1}),
        (5, {"doc_no": "001-1-26-000007"}),
        (5, {"turnover": 1}),
        (7, {"ref_seq": 5}),
        (11, {"total": 1}),
        (12, {"first_seq": 2}),
        (12, {"by_method": []}),
        (9, {"day": "2026-10-02"}),
    ],
)  # fmt: skip
def test_figures_the_owner_of_the_key_rewrote_are_named_by_both(
    both: Readers, tmp_path: Path, seq: int, changes: dict[str, object]
) -> None:
    till = Till().open()
    till.write(r.jet(till.stamp, r.Jet.LOGIN))
    ref = till.sell(goods(3600), goods(1000))
    till.sell(goods(1999, "N20", 2000))
    till.write(r.void(till.stamp, [goods(500)], "LEFT"))
    till.take_back(ref, goods(-1000))
    till.write(r.reprint(till.stamp, ref, 1))
    till.write(r.cash_move(till.stamp, "DEPOSIT", -100, "BANK"))
    till.write(r.jet(till.stamp, r.Jet.STOP))
    till.close_session()
    till.close("CLOSE_DAY", "2026-10-01")
    till.records = rewrite(till, seq, changes)
    archive(tmp_path / "w.zip", till)
    assert (JOURNAL, "001-1", seq) in both.read(tmp_path / "w.zip")


@pytest.mark.parametrize("gone", [1, 4, 12, 24])
def test_a_record_left_out_is_named(
    whole: Path, life: Till, both: Readers, tmp_path: Path, gone: int
) -> None:
    files = files_of(whole)
    lines = [line_of(one) for one in life.records if one.seq != gone]
    path = pack(tmp_path / "g.zip", with_manifest(files | {JOURNAL: b"".join(lines)}))
    assert (JOURNAL, "001-1", gone) in both.read(path)


def test_records_out_of_order_or_twice_are_named(
    whole: Path, life: Till, both: Readers, tmp_path: Path
) -> None:
    files = files_of(whole)
    lines = [line_of(one) for one in life.records]
    for place, other in (
        (5, [*lines[:5], lines[6], lines[5], *lines[7:]]),
        (6, [*lines[:6], lines[5], *lines[6:]]),
    ):
        path = pack(tmp_path / "o.zip", with_manifest(files | {JOURNAL: b"".join(other)}))
        assert JOURNAL in both.files_named(path), place


def test_a_line_is_read_back_only_as_it_is_written(life: Till) -> None:
    line = line_of(life.records[3])
    assert record_of(line) == life.records[3]
    for other in (line[:-1], line.replace(b",", b", ", 1), b"{}\n", b"[]\n", b"\xff\n", b"7\n"):
        with pytest.raises(FiscalError):
            record_of(other)
