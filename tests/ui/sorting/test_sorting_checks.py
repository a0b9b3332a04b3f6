"""Checks, what is never sold, defects and quarantine on the sorting screen: touches only."""

from pathlib import Path

import pytest
import screen_audit
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reuse_pos.db.stock import item_by_id
from reuse_pos.domain.checks import Aside
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, State
from reuse_pos.ui import theme
from reuse_pos.ui.sorting.aside import AsidePage
from reuse_pos.ui.sorting.check import CheckPage
from reuse_pos.ui.sorting.naming import NamePage
from reuse_pos.ui.sorting.thing import ThingPage

from .conftest import ELODIE, Bench, Door, make_bench

RECALLS = (
    "numero_fiche;marque_produit;modeles_ou_references;identification_produits;libelle;"
    "risques_encourus;date_publication\n"
    "SR/13/24;Moulinex;Subito;3045386370000;Bouilloire;Brûlures;2024-06-18\n"
)


def bring(bench: Bench, category: str, label: str, grams: int = 1_200) -> Id:
    door = Door(bench.shop.office)
    return door.bring_item(bench.shop.reception, category, label, grams).value


def now(bench: Bench, item: Id) -> Item:
    found = item_by_id(bench.shop.store.read(), item)
    assert found is not None
    return found


def scan(bench: Bench, item: Id) -> None:
    bench.screen.on_scan(now(bench, item).code)
    bench.settle()


def import_recalls(bench: Bench, tmp_path: Path) -> None:
    path = tmp_path / "rappels.csv"
    path.write_text(RECALLS, encoding="utf-8")
    bench.shop.shop.recalls.import_list(bench.shop.manager, path)


def test_a_kettle_is_tested_in_six_touches_and_then_sold(bench: Bench) -> None:
    kettle = bring(bench, "EEE-PAM-BOUIL", "Bouilloire")
    scan(bench, kettle)
    assert not bench.find("way_sell").isEnabled()
    bench.touch("way_check")
    page = bench.screen.page
    assert isinstance(page, CheckPage)
    asked = []
    for _n in range(5):
        asked.append(page.question.text())
        bench.touch("check_yes")
    assert len(set(asked)) == 5
    assert now(bench, kettle).tested_on == "2026-10-01"
    assert bench.yellow() == ["Choisir où il va"]
    bench.screen.on_next()
    bench.settle()
    assert isinstance(bench.screen.page, ThingPage)
    assert "après le test" not in bench.find("way_sell").accessibleName()
    assert not bench.shown(QLineEdit)


def test_a_no_ends_the_check_and_can_be_taken_back(bench: Bench) -> None:
    kettle = bring(bench, "EEE-PAM-BOUIL", "Bouilloire")
    scan(bench, kettle)
    bench.touch("way_check")
    bench.touch("check_yes")
    bench.touch("check_no")
    assert now(bench, kettle).test_failed
    page = bench.screen.page
    assert isinstance(page, CheckPage)
    assert "fiche" in page.detail.text().lower()
    bench.touch("check_undo")
    assert not now(bench, kettle).test_failed
    bench.touch("check_yes")
    bench.touch("check_back")
    assert page.count.text() == "Point 1 sur 5"
    bench.touch("check_back")
    assert isinstance(bench.screen.page, ThingPage)


def test_a_supervisor_takes_the_sheet_as_a_paper(
    qtbot: QtBot, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reuse_pos.ui.sorting.check.documents", lambda: tmp_path / "papers")
    kettle = bring(bench, "EEE-PAM-BOUIL", "Bouilloire")
    other = make_bench(qtbot, bench.shop, ELODIE)
    other.screen.on_scan(now(bench, kettle).code)
    other.touch("way_check")
    other.touch("check_no")
    assert screen_audit.faults(other.screen) == []
    other.touch("check_pdf")
    assert (tmp_path / "papers" / "F-2610-0001.pdf").read_bytes().startswith(b"%PDF")
    assert "F-2610-0001.pdf" in other.said[-1]
    other.screen.left()


def test_a_new_object_is_labelled_before_it_is_checked(bench: Bench) -> None:
    Door(bench.shop.office).bring(bench.shop.reception, "EEE-LUM", 9_000)
    bench.screen.open_page("thing")
    page = bench.screen.page
    assert isinstance(page, ThingPage)
    page._chosen("EEE-LUM")
    bench.touch("way_check")
    assert bench.screen.error.isVisible()
    bench.put(2_000)
    bench.touch("way_check")
    assert isinstance(bench.screen.page, CheckPage)
    assert len(bench.printer.printed) == 1
    assert [item.grams for item in bench.shop.shop.sorting.objects_waiting()] == [2_000]


def test_what_is_never_sold_leaves_only_two_ways(bench: Bench) -> None:
    sofa = bring(bench, "EA-AS-CANAPE-TISSU", "Canapé", 30_000)
    scan(bench, sofa)
    assert not bench.find("way_dispose").isVisible()
    bench.touch("way_which")
    bench.touch("pick_bedbugs")
    for way in ("sell", "repair", "parts"):
        assert not bench.find(f"way_{way}").isVisible()
    bench.touch("state_worn")
    bench.touch("way_dispose")
    bench.touch("way_done")
    assert now(bench, sofa).state is State.GONE
    bench.screen.on_undo()
    bench.settle()
    assert now(bench, sofa).state is State.RECEIVED
    assert bench.shop.shop.checks.blocked_by(sofa) == ""


def test_defects_are_touched_and_reach_the_object(bench: Bench) -> None:
    chair = bring(bench, "EA-AS-CHAISE-BOIS", "Chaise", 5_000)
    scan(bench, chair)
    bench.touch("thing_defects")
    assert not bench.shown(QLineEdit)
    bench.touch("pick_scratched")
    bench.touch("pick_glued")
    bench.touch("pick_done")
    bench.touch("state_worn")
    bench.touch("way_sell")
    bench.touch("way_done")
    assert now(bench, chair).known_defects == "rayures, pied recollé"


def test_words_of_ones_own_are_for_who_does_not_need_plain_screens(
    qtbot: QtBot, bench: Bench
) -> None:
    chair = bring(bench, "EA-AS-CHAISE-BOIS", "Chaise", 5_000)
    other = make_bench(qtbot, bench.shop, ELODIE)
    other.screen.on_scan(now(bench, chair).code)
    other.touch("thing_defects")
    page = other.screen.page
    assert isinstance(page, ThingPage)
    page.picks.own.setText("vis  changée")
    other.touch("pick_stained")
    other.touch("pick_done")
    assert page._defects == "tache, vis changée"
    other.touch("thing_defects")
    assert page.picks.own.text() == "vis changée"
    assert other.find("pick_stained").isChecked()
    other.screen.left()


def test_two_touches_set_a_thing_aside_and_a_supervisor_lets_it_go(
    qtbot: QtBot, bench: Bench
) -> None:
    lamp = bring(bench, "EEE-LUM", "Lampe")
    scan(bench, lamp)
    bench.touch("way_set_aside")
    bench.touch("pick_data")
    assert now(bench, lamp).state is State.QUARANTINED
    short = now(bench, lamp).short
    bench.screen.home()
    bench.touch("sort_aside")
    assert isinstance(bench.screen.page, AsidePage)
    bench.touch(f"aside_{short}")
    assert not bench.find("aside_to_reception").isEnabled()
    other = make_bench(qtbot, bench.shop, ELODIE)
    other.touch("sort_aside")
    other.screen.on_scan(short)
    other.touch("aside_to_workshop")
    assert now(bench, lamp).state is State.TO_REPAIR
    assert not other.find(f"aside_{short}").isVisible()
    other.screen.left()


def test_a_thing_set_aside_stays_open_in_another_look_and_is_left_again(bench: Bench) -> None:
    """Catches a header that names a thing over the list of all, and a thing that closes by itself
    when the window or the look changes."""
    lamp = bring(bench, "EEE-LUM", "Lampe")
    short = now(bench, lamp).short
    bench.shop.shop.sorting.put_aside(bench.shop.trainee, lamp, Aside.DATA)
    bench.touch("sort_aside")
    bench.touch(f"aside_{short}")
    theme.set("dark", 100)
    bench.settle()
    assert bench.find("aside_to_reception").isVisible()
    assert bench.screen.page.code == short
    bench.touch("aside_back")
    assert bench.find(f"aside_{short}").isVisible()
    assert bench.screen.page.code == ""
    bench.touch(f"aside_{short}")
    bench.screen.home()
    bench.touch("sort_aside")
    assert bench.find(f"aside_{short}").isVisible()


def test_a_recalled_products_barcode_sets_it_aside_without_typing(
    bench: Bench, tmp_path: Path
) -> None:
    kettle = bring(bench, "EEE-PAM-BOUIL", "Bouilloire")
    import_recalls(bench, tmp_path)
    scan(bench, kettle)
    bench.screen.on_scan("3017620422003")
    assert "Aucun rappel" in bench.said[-1]
    bench.screen.on_scan("3045386370000")
    page = bench.screen.page
    assert isinstance(page, NamePage)
    assert "Brûlures" in " ".join(page.spoken())
    assert not bench.shown(QLineEdit)
    assert bench.yellow() == ["Mettre à part"]
    bench.touch("name_aside")
    (one,) = bench.shop.shop.sorting.aside()
    assert (one.item.id, one.reason) == (kettle, Aside.RECALL)


def test_a_typed_brand_proposes_its_recalls(qtbot: QtBot, bench: Bench, tmp_path: Path) -> None:
    kettle = bring(bench, "EEE-PAM-BOUIL", "Bouilloire")
    import_recalls(bench, tmp_path)
    other = make_bench(qtbot, bench.shop, ELODIE)
    other.screen.on_scan(now(bench, kettle).code)
    other.settle()
    assert screen_audit.faults(other.screen) == []
    other.touch("thing_brand")
    assert screen_audit.faults(other.screen) == []
    page = other.screen.page
    assert isinstance(page, NamePage)
    page.brand.setText("mouli")
    assert "Subito" in " ".join(page.spoken())
    page.brand.setText("Philips")
    assert page.heading.text() == "Aucun rappel connu"
    other.touch("name_save")
    assert now(bench, kettle).brand == "Philips"
    other.screen.left()


def test_a_bag_goes_to_the_sorter_that_is_touched(bench: Bench) -> None:
    with bench.shop.store.transaction() as tx:
        tx.execute(
            "INSERT INTO party SELECT 'RELAIS', kind, 'Le Relais', archived, address, carrier, "
            "waste_code, treatment FROM party WHERE code = 'TRIEUR'"
        )
    bench.screen.open_page("textile")
    bench.put(20_050)
    bench.touch("sort_add")
    bench.put(0)
    bench.put(6_050)
    bench.touch("grade_sorter")
    bench.touch("pick_RELAIS")
    row = bench.shop.store.read().one(
        "SELECT party, grams FROM mass_posting WHERE place = 'out:sorter'"
    )
    assert row is not None
    assert tuple(row) == ("RELAIS", 6_000)


def states(bench: Bench, tmp_path: Path) -> list[str]:
    """Every new page, one after the other, with what breaks the rules on each."""
    cot = bring(bench, "EA-CO-LIT-BEBE", "Lit bébé", 14_000)
    lamp = bring(bench, "EEE-LUM", "Lampe")
    import_recalls(bench, tmp_path)
    found = []

    def look(name: str) -> None:
        bench.settle()
        found.extend(f"{name}: {one}" for one in screen_audit.faults(bench.screen))

    scan(bench, cot)
    look("ways")
    for key in ("way_which", "way_set_aside", "thing_defects"):
        bench.touch(key)
        look(key)
        bench.touch("pick_back")
    bench.touch("way_check")
    look("check")
    bench.touch("check_no")
    look("failed")
    bench.touch("check_on")
    bench.screen.on_scan("3045386370000")
    look("recall")
    bench.shop.shop.sorting.put_aside(bench.shop.trainee, lamp, Aside.RECALL)
    bench.screen.open_page("aside")
    look("aside")
    bench.touch(f"aside_{now(bench, lamp).short}")
    look("one aside")
    return found


@pytest.mark.parametrize(("mode", "wide"), [("light", 1366), ("dark", 1024)])
def test_nothing_is_cut_or_too_small(bench: Bench, tmp_path: Path, mode: str, wide: int) -> None:
    theme.set(mode, 100)
    bench.screen.resize(wide, 768)
    bench.settle()
    assert states(bench, tmp_path) == []


def test_every_page_says_what_it_shows(bench: Bench) -> None:
    cot = bring(bench, "EA-CO-LIT-BEBE", "Lit bébé", 14_000)
    scan(bench, cot)
    bench.touch("way_which")
    assert "Lit à côté coulissant" in bench.screen.page.spoken()
    bench.touch("pick_back")
    bench.touch("way_check")
    assert "Est-ce solide" in " ".join(bench.screen.page.spoken())
