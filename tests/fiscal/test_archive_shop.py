"""A shop's archives: every till, years one after the other, a sealed trace, nothing half done."""

from __future__ import annotations

import json
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from archives import Readers, files_of
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments import Payment
from reuse_pos.services.archive import Period
from reuse_pos.services.attestation import attestation
from reuse_pos.services.doctor import Doctor
from reuse_pos.services.journal_views import JournalViews
from reuse_pos.services.keys import TillKeys
from reuse_pos.services.till import Count

TILL, OTHER = "001-1", "001-2"
YEAR = Period.year(2026)


def basket_of(made: TestShop, *labels: str) -> Basket:
    keys = {one.label: one for one in made.shop.counter.price_keys()}
    basket = Basket()
    for label in labels:
        basket = basket.add(made.shop.counter.line_of_key(keys[label]))
    return basket


def live_a_day(made: TestShop, till: str = TILL) -> str:
    """Open, sell twice, close session and day; returns the first ticket's number."""
    made.shop.till.open_session(made.cashier, till, 15000)
    sell = made.shop.counter.sell
    first = sell(made.cashier, till, basket_of(made, "Livre", "Manteau"), [Payment("CASH", 1000)])
    sell(made.cashier, till, basket_of(made, "Jouet"), [Payment("CARD", 100)])
    holds = made.shop.till.figures(till).drawer_cents
    assert holds == 15600
    count = Count({10000: 1, 5000: 1, 500: 1, 100: 1}, {"CARD": 100}, holds)
    made.shop.till.close_session(made.cashier, till, count, day_too=True)
    return str(first.value.doc_no)


@pytest.fixture
def lived(small_shop: TestShop) -> TestShop:
    """A shop that lived a day at two tills."""
    live_a_day(small_shop)
    live_a_day(small_shop, OTHER)
    return small_shop


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Readers:
    return Readers(tmp_path_factory.mktemp("alone"))


def traces(made: TestShop, till: str) -> list[dict[str, object]]:
    rows = made.store.read().all(
        "SELECT body FROM fiscal_record WHERE till = ? AND type = 'ARCHIVE' ORDER BY seq", till
    )
    return [json.loads(row["body"]) for row in rows]


# ------------------------------------------------------------------ what is written


def test_an_inspector_s_archive_holds_for_both_and_leaves_its_trace_in_each_till(
    lived: TestShop, both: Readers, tmp_path: Path
) -> None:
    path = tmp_path / "2026.zip"
    done = lived.shop.archive.make(lived.inspector, YEAR, path)
    assert done.value.verdict.ok
    assert [one[0] for one in done.value.tills] == [TILL, OTHER]
    assert both.read(path) == set()
    manifest = json.loads(files_of(path)["manifest.json"])
    assert manifest["op"] == "90"
    for till in (TILL, OTHER):
        (trace,) = traces(lived, till)
        assert (trace["period"], trace["op"]) == ("2026", "90")
        assert trace["files"] == manifest["files"]
        assert (till, trace["first_seq"], trace["last_seq"]) in done.value.tills
    assert lived.shop.doctor.verify_journal().ok
    assert Doctor(lived.office).examine().findings == ()
    check_ledger(lived.store)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_years_follow_each_other_without_gap_and_late_closings_belong_to_their_year(
    lived: TestShop, both: Readers, tmp_path: Path
) -> None:
    made = lived
    made.clock.put(datetime.fromisoformat("2027-01-04T09:00:00+01:00"))
    live_a_day(made)
    ranges = {}
    for year in (2026, 2027):
        path = tmp_path / f"{year}.zip"
        written = made.shop.archive.make(made.manager, Period.year(year), path).value
        assert both.read(path) == set()
        ranges[year] = {till: (first, last) for till, first, last in written.tills}
    assert ranges[2027][TILL][0] == ranges[2026][TILL][1] + 1
    closings = files_of(tmp_path / "2026.zip")["clotures.csv"].decode("utf-8-sig")
    assert ";CLOSE_YEAR;;2026;" in closings, "written in 2027, but it closes 2026"
    assert "CLOSE_YEAR" not in files_of(tmp_path / "2027.zip")["clotures.csv"].decode()
    before = json.loads(files_of(tmp_path / "2027.zip")["manifest.json"])["tills"][0]["before"]
    assert (before["seq"], before["gtp"]) == (ranges[2026][TILL][1], 700)
    assert made.shop.archive.years() == [2027, 2026]


def test_a_month_and_an_accounting_year_have_their_own_bounds(
    lived: TestShop, both: Readers, tmp_path: Path
) -> None:
    written = lived.shop.archive.make(
        lived.manager, lived.shop.archive.period(month="2026-10"), tmp_path / "october.zip"
    ).value
    assert both.read(tmp_path / "october.zip") == set()
    assert written.open_tills == (TILL, OTHER), "the month is not closed yet"
    july = Period.year(2026, 7)
    assert (july.name, july.first_day, july.last_day) == ("2026-07", "2026-07-01", "2027-06-30")
    assert july.before() == Period.year(2025, 7)
    assert Period.month(2026, 1).before() == Period.month(2025, 12)


def test_a_changed_key_signs_and_the_old_one_still_proves_itself(
    lived: TestShop, both: Readers, tmp_path: Path
) -> None:
    old = {one.key_id for one in lived.shop.about.facts().tills}
    TillKeys(lived.office).rotate(lived.manager, TILL, "yearly")
    lived.shop.archive.make(lived.manager, YEAR, tmp_path / "a.zip")
    assert both.read(tmp_path / "a.zip") == set()
    manifest = json.loads(files_of(tmp_path / "a.zip")["manifest.json"])
    assert len({one["key"] for one in manifest["signers"]} & old) == 1


def test_training_is_archived_apart_from_the_real_tills(
    lived: TestShop, both: Readers, tmp_path: Path
) -> None:
    practice = lived.shop.training.start(lived.cashier)
    till = f"{TILL}-F"
    practice.till.open_session(lived.cashier, till, 5000)
    sold = TestShop(practice, practice.office, lived.clock, {})
    practice.counter.sell(lived.cashier, till, basket_of(sold, "Livre"), [Payment("CASH", 500)])
    lived.shop.training.stop(lived.cashier)
    written = lived.shop.archive.make(lived.inspector, YEAR, tmp_path / "a.zip").value
    assert {one[0] for one in written.tills} == {TILL, till, OTHER}
    assert both.read(tmp_path / "a.zip") == set()
    heads = files_of(tmp_path / "a.zip")["entetes.csv"].decode("utf-8-sig").splitlines()
    assert any(";F001-1-26-" in line and ";TRAINING;" in line for line in heads)
    lived.shop.training.close()


# ------------------------------------------------------------------ what is refused


def refused(made: TestShop, path: Path, period: Period = YEAR, who: str = "manager") -> Refusal:
    before = contents(made.store)
    with pytest.raises(Refusal) as answer:
        made.shop.archive.make(getattr(made, who), period, path)
    assert contents(made.store) == before
    return answer.value


def test_an_empty_year_is_refused_in_a_sentence(lived: TestShop, tmp_path: Path) -> None:
    answer = refused(lived, tmp_path / "a.zip", Period.year(2025))
    assert (answer.code, "2025" in answer.sentence) == ("empty", True)
    assert list(tmp_path.glob("*.zip")) == []


def test_a_file_that_is_there_is_kept_unless_asked(lived: TestShop, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"mine")
    assert refused(lived, path).code == "exists"
    assert path.read_bytes() == b"mine"
    lived.shop.archive.make(lived.manager, YEAR, path, replace=True)
    assert path.read_bytes()[:2] == b"PK"


def test_a_folder_that_is_none_is_refused(lived: TestShop, tmp_path: Path) -> None:
    assert refused(lived, tmp_path / "no" / "a.zip").code == "file"


def test_who_may_not_verify_may_not_archive(lived: TestShop, tmp_path: Path) -> None:
    assert refused(lived, tmp_path / "a.zip", who="cashier").code == "right"


@pytest.mark.parametrize(
    ("year", "month"),
    [("26", ""), ("octobre", ""), ("", "2026-13"), ("", "2026"), ("2026", "2026-10"), ("", ""),
     ("0000", "")],
)  # fmt: skip
def test_what_is_no_period_is_refused(lived: TestShop, year: str, month: str) -> None:
    with pytest.raises(Refusal) as answer:
        lived.shop.archive.period(year, month)
    assert answer.value.code == "period"


def test_without_any_key_nobody_signs(lived: TestShop, tmp_path: Path) -> None:
    shutil.rmtree(lived.office.folder.keys)
    lived.office._keys.clear()
    assert refused(lived, tmp_path / "a.zip").code == "no_key"


def test_a_name_that_cannot_be_given_leaves_neither_file_nor_trace(
    lived: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert refused(lived, tmp_path / "a.zip").code == "file"
    assert [one.name for one in tmp_path.iterdir()] == ["shop"]


# ------------------------------------------------------------------ sealed tickets


def tampered(made: TestShop, sql: str, *values: object) -> None:
    """Edit the file as a thief would: triggers dropped first."""
    with sqlite3.connect(made.office.folder.database) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in names.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        assert connection.execute(sql, values).rowcount > 0
    connection.close()


SEALED = [
    ("payment amount", '"amt":1000', '"amt":900'),
    ("payment method", '"method":"CASH"', '"method":"CARD"'),
    ("product name", '"label":"Livre"', '"label":"Revue"'),
    ("tax", '"vat_code":"EXO261"', '"vat_code":"FB293B"'),
    ("line price", '"unit_ttc":', '"unit_ttc":1'),
    ("operator", '"op":"07"', '"op":"05"'),
]


@pytest.mark.parametrize(("what", "old", "new"), SEALED, ids=[one[0] for one in SEALED])
def test_a_sealed_ticket_changed_in_the_file_is_named_there_and_in_its_archive(
    lived: TestShop, both: Readers, tmp_path: Path, what: str, old: str, new: str
) -> None:
    seq = lived.store.read().value(
        "SELECT min(seq) FROM fiscal_record WHERE till = ? AND type = 'SALE'", TILL
    )
    tampered(
        lived,
        "UPDATE fiscal_record SET body = replace(body, ?, ?) WHERE till = ? AND seq = ? "
        "AND instr(body, ?)",
        old, new, TILL, seq, old,
    )  # fmt: skip
    verdict = lived.shop.doctor.verify_journal()
    assert (TILL, seq) in {(one.till, one.seq) for one in verdict.findings}
    written = lived.shop.archive.make(lived.inspector, YEAR, tmp_path / "a.zip").value
    assert not written.verdict.ok, "an archive of a spoilt journal is written, and says so"
    assert ("journal.jsonl", TILL, seq) in both.read(tmp_path / "a.zip")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE fiscal_record SET type = 'VOID' WHERE type = 'SALE'",
        "UPDATE fiscal_record SET doc_no = '001-1-26-000099' WHERE type = 'SALE'",
        "UPDATE fiscal_record SET seq = seq + 1000 WHERE type = 'SALE'",
        "DELETE FROM fiscal_record WHERE type = 'SALE'",
    ],
)
def test_a_paid_ticket_is_never_reopened_renumbered_or_dropped(lived: TestShop, sql: str) -> None:
    with (
        sqlite3.connect(lived.office.folder.database) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(sql)
    connection.close()
    assert lived.shop.doctor.verify_journal().ok
    tampered(lived, sql)
    findings = lived.shop.doctor.verify_journal().findings
    assert {one.till for one in findings} >= {TILL, OTHER}


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE sale SET doc_no = '001-1-26-000099' WHERE kind = 'SALE'",
        "UPDATE sale SET kind = 'VOID' WHERE kind = 'SALE'",
        "DELETE FROM sale_payment WHERE method = 'CASH'",
        "UPDATE sale_payment SET amt = amt - 1 WHERE method = 'CASH'",
        "UPDATE sale_line SET label = 'Revue' WHERE label = 'Livre'",
    ],
)
def test_rows_made_from_tickets_that_no_longer_say_what_the_journal_says_are_named(
    lived: TestShop, sql: str
) -> None:
    tampered(lived, sql)
    found = Doctor(lived.office).examine().findings
    assert "sales" in {one.check for one in found}
    assert lived.shop.doctor.verify_journal().ok, "the journal itself was not touched"


# ------------------------------------------------------------------ the inspector's views


def test_the_views_tell_each_till_and_its_closings_and_refuse_others(lived: TestShop) -> None:
    views = JournalViews(lived.office)
    first, second = views.states(lived.inspector)
    assert (first.till, first.z_number, first.gtp, first.key_here) == (TILL, 1, 700, True)
    assert second.records == lived.store.read().value(
        "SELECT count(*) FROM fiscal_record WHERE till = ?", OTHER
    )
    page = views.closings(lived.inspector, "SESSION")
    assert [one.till for one in page.closings] == [OTHER, TILL]
    assert page.after is None
    assert views.paper(lived.inspector, page.closings[0]).elements
    with pytest.raises(Refusal):
        views.states(lived.cashier)


def test_closings_come_in_pages(lived: TestShop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reuse_pos.services.journal_views.PAGE", 1)
    views = JournalViews(lived.office)
    first = views.closings(lived.inspector, "DAY")
    second = views.closings(lived.inspector, "DAY", first.after)
    assert [one.till for one in (*first.closings, *second.closings)] == [OTHER, TILL]
    assert second.after is None


def test_everything_is_verified_with_its_progress(lived: TestShop) -> None:
    told: list[tuple[int, int]] = []
    verdict = JournalViews(lived.office).verify_all(
        lived.inspector, lambda done, total: told.append((done, total))
    )
    assert verdict.ok
    assert told[-1] == (verdict.n_records, verdict.n_records)


# ------------------------------------------------------------------ the attestation


def test_only_a_named_publisher_attests(lived: TestShop) -> None:
    with pytest.raises(Refusal) as answer:
        attestation(lived.office)
    assert answer.value.code == "publisher"
    with pytest.raises(Refusal):
        attestation(lived.office, "   ")
    text = attestation(lived.office, "Logiciels du Réemploi SAS")
    for word in ("Logiciels du Réemploi SAS", "286", "Recyclerie de Rennes-Nord", "01/10/2026",
                 "Inaltérabilité", "Sécurisation", "Conservation", "Archivage", TILL):  # fmt: skip
        assert word in text
    assert "{" not in text


def test_the_publisher_may_stand_in_the_settings(
    lived: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = lived.office.setting
    monkeypatch.setattr(
        lived.office, "setting", lambda key: "Coop" if key == "attest.publisher" else known(key)
    )
    assert "Coop" in attestation(lived.office)
