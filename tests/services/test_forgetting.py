"""Nobody is remembered longer than was said, whichever table keeps them."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from invariants import contents
from shops import TestShop

from reuse_pos.db.forgetting import PRIVATE_UNTIL
from reuse_pos.db.schema import LOCAL_ONLY
from reuse_pos.db.tables import metadata
from reuse_pos.domain.agenda import sheet_name
from reuse_pos.domain.donors import Donor
from reuse_pos.services.forgetting import forget_papers, forget_people


def test_every_private_table_with_a_day_is_known() -> None:
    """Catches a new table of names that nobody would ever empty."""
    dated = {table.name for table in metadata.sorted_tables if "delete_on" in table.columns}
    assert dated == set(PRIVATE_UNTIL)
    assert dated <= set(LOCAL_ONLY)


@pytest.mark.parametrize("table", PRIVATE_UNTIL)
def test_who_is_due_is_forgotten_and_the_others_stay(small_shop: TestShop, table: str) -> None:
    columns = [column for column in metadata.tables[table].columns if column.name != "delete_on"]
    with small_shop.store.transaction() as tx:
        for n, day in enumerate(("2026-09-30", "2026-10-01", "2026-10-02", ""), 1):
            key, *others = [column.name for column in columns]
            tx.insert(table, {key: bytes([n]) * 16, **dict.fromkeys(others, "x"), "delete_on": day})
    facts = len(contents(small_shop.store)["outbox"])
    assert forget_people(small_shop.office) == 2
    left = small_shop.store.read().all(f"SELECT delete_on FROM {table} ORDER BY delete_on")
    assert [row["delete_on"] for row in left] == ["", "2026-10-02"]
    assert forget_people(small_shop.office) == 0
    assert len(contents(small_shop.store)["outbox"]) == facts


@pytest.mark.parametrize("way", ["in time", "at once"])
def test_an_erased_name_is_nowhere_on_the_disk(small_shop: TestShop, way: str) -> None:
    """Catches letters left in a free page of the file or in its log, where anybody could read
    them."""
    made, name = small_shop, "Aline Béasse-Kerouanton"
    here = made.shop.intake.open_intake(made.reception).value.id
    donor = Donor(name, "aline.kerouanton@exemple.fr", "thanks")
    made.shop.intake_donors.keep(made.reception, here, donor)
    assert anywhere(made, "Kerouanton")
    if way == "at once":
        made.shop.intake_donors.erase(made.reception, here)
    else:
        made.clock.forward(days=91)
        assert forget_people(made.office) == 1
    assert not anywhere(made, "Kerouanton")
    assert not anywhere(made, "kerouanton")


def anywhere(made: TestShop, text: str) -> bool:
    """Whether these letters are in any file of the shop's folder."""
    files = [one for one in made.store.path.parent.rglob("*") if one.is_file()]
    assert made.store.path in files
    return any(text.encode() in one.read_bytes() for one in files)


def test_papers_that_name_people_are_deleted_in_time(small_shop: TestShop, tmp_path: Path) -> None:
    """Catches addresses erased from the file that stay readable in a round sheet beside it."""
    made, tmp_path = small_shop, tmp_path / "papers"
    tmp_path.mkdir()
    today = made.shop.agenda.today()
    for back in (0, 29, 30, 400):
        (tmp_path / sheet_name(today - timedelta(days=back))).write_text("Aline Béasse")
    others = ["tournee-2026-13-99.pdf", "tournee-2020-01-01.pdf.txt", "bon-apport-D-2001-0001.pdf",
              "donnees.txt"]  # fmt: skip
    for name in others:
        (tmp_path / name).write_text("kept")
    given = tmp_path / "donnees-D-2608-0012.txt"
    quote, fresh = tmp_path / "devis-CMD-2608-0001.pdf", tmp_path / "devis-CMD-2609-0002.pdf"
    younger = ((tmp_path / "donnees-D-2609-0001.txt", 3), (fresh, 3))
    for path, days in ((given, 31), (quote, 31), *younger):
        path.write_text("Aline Béasse")
        when = (made.clock.now() - timedelta(days=days)).timestamp()
        os.utime(path, (when, when))
    assert forget_papers(made.office, tmp_path) == 4
    left = sorted(one.name for one in tmp_path.iterdir())
    assert left == sorted(
        [*others, "donnees-D-2609-0001.txt", fresh.name, sheet_name(today),
         sheet_name(today - timedelta(days=29))]
    )  # fmt: skip
    assert forget_papers(made.office, tmp_path / "not there") == 0


def test_a_paper_that_is_held_open_waits_for_the_next_time(
    small_shop: TestShop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / sheet_name(small_shop.shop.agenda.today() - timedelta(days=60))
    sheet.write_text("Aline Béasse")

    def held(_path: Path) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", held)
        assert forget_papers(small_shop.office, tmp_path) == 0
    assert forget_papers(small_shop.office, tmp_path) == 1
