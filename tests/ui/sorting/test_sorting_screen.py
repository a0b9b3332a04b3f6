"""The sorting screens: one touch a bag, nothing typed, one yellow key, nothing cut."""

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.db.stock import item_by_id
from reuse_pos.domain.item import State
from reuse_pos.domain.sorting import TableKind
from reuse_pos.ui import speech, theme
from reuse_pos.ui.sorting import WORKPLACE
from reuse_pos.ui.sorting.home import HomePage
from reuse_pos.ui.sorting.table import TablePage
from reuse_pos.ui.sorting.thing import ThingPage
from reuse_pos.ui.widgets import Text
from reuse_pos.ui.widgets.pressable import Pressable

from .conftest import ELODIE, Bench, Door, make_bench

PAGES = ("home", "textile", "mixed", "thing", "asking", "crate", "hand")


def table(bench: Bench) -> tuple[int, int]:
    """Grams in and out of the textile table."""
    found = bench.shop.shop.sorting.table(TableKind.TEXTILE)
    return (0, 0) if found is None else (found.in_g, found.out_g)


def bag_in(bench: Bench, grams: int) -> None:
    bench.put(0)
    bench.put(grams + 50)
    bench.touch("sort_add")


def start_table(bench: Bench, grams: int = 20_000) -> None:
    bench.screen.open_page("textile")
    bag_in(bench, grams)
    bench.put(0)


# ------------------------------------------------------------------ the textile table
def test_one_touch_records_an_output_bag_and_prints_its_label(bench: Bench) -> None:
    start_table(bench)
    bench.put(6_450)
    bench.touch("grade_shop")
    assert table(bench) == (20_000, 6_400)
    assert [doc.price for doc, _copies in bench.printer.printed] == ["32\u00a0€"]
    assert "6,40" in bench.said[-1]


def test_the_same_bag_is_not_taken_twice_until_it_leaves_the_scale(bench: Bench) -> None:
    start_table(bench)
    bench.put(6_450)
    bench.touch("grade_shop")
    bench.touch("grade_rag")
    assert table(bench) == (20_000, 6_400)
    assert bench.screen.error.isVisible()
    bench.put(0)
    bench.put(3_050)
    bench.touch("grade_rag")
    assert table(bench) == (20_000, 9_400)
    assert not bench.screen.error.isVisible()


def test_an_empty_or_moving_scale_records_nothing_and_says_why(bench: Bench) -> None:
    start_table(bench)
    bench.touch("grade_shop")
    assert "balance" in bench.screen.error.title.text()
    bench.scale.moving(4_000)
    bench.bot.waitUntil(lambda: bench.screen._view.state == "moving")
    bench.touch("grade_shop")
    assert "bouge" in bench.screen.error.title.text()
    assert table(bench) == (20_000, 0)


def test_the_chosen_container_is_taken_off(bench: Bench) -> None:
    start_table(bench)
    bench.touch("in_T-GRIS")
    bench.put(8_400)
    bench.touch("grade_sorter")
    assert table(bench) == (20_000, 6_000)


def test_a_corrected_tare_is_taken_off_from_the_next_visit_on(bench: Bench) -> None:
    """Catches bags weighed with their container's old weight until the program starts again."""
    bench.screen.open_page("textile")
    bench.touch("in_T-GRIS")
    checks, shop = bench.shop.shop.scale_checks, bench.shop
    before = next(one.tare_g for _post, one in checks.containers() if one.code == "T-GRIS")
    checks.set_tare(shop.manager, "T-GRIS", before + 300)
    bench.screen.home()
    bench.screen.open_page("textile")
    assert bench.find("in_T-GRIS").isChecked()
    bench.put(20_000)
    bench.touch("sort_add")
    grams = shop.store.read().value("SELECT grams FROM sorting_bag")
    assert grams == 20_000 - before - 300


def test_undo_takes_the_last_bag_back(bench: Bench) -> None:
    start_table(bench)
    bench.put(6_450)
    bench.touch("grade_shop")
    assert bench.find("sort_undo").text() == "Annuler la pesée 1"
    bench.touch("sort_undo")
    assert table(bench) == (20_000, 0)
    assert bench.find("sort_undo").text() == "Annuler le sac 1"
    bench.screen.on_undo()
    bench.settle()
    assert table(bench) == (0, 0)


def test_yellow_only_when_the_rest_is_normal(bench: Bench) -> None:
    bench.screen.open_page("textile")
    assert bench.yellow() == ["Peser un sac"]
    start_table(bench)
    assert bench.yellow() == []
    bench.put(19_750)
    bench.touch("grade_sorter")
    assert bench.yellow() == ["Fermer la table"]
    page = bench.screen.page
    assert isinstance(page, TablePage)
    assert page.rest_card.isVisible()
    bench.screen.on_next()
    bench.settle()
    assert bench.shop.shop.sorting.table(TableKind.TEXTILE) is None
    assert isinstance(bench.screen.page, HomePage)


def test_a_normal_rest_lets_one_more_bag_be_weighed(bench: Bench) -> None:
    start_table(bench)
    bench.put(19_750)
    bench.touch("grade_sorter")
    bench.put(0)
    bench.put(250)
    page = bench.screen.page
    assert isinstance(page, TablePage)
    assert page.strip.isVisible()
    bench.touch("grade_waste")
    assert table(bench) == (20_000, 19_900)


def test_a_missing_bag_is_asked_about_and_the_trainee_cannot_close(bench: Bench) -> None:
    start_table(bench)
    bench.put(10_050)
    bench.touch("grade_sorter")
    bench.touch("sort_close")
    assert bench.find("sort_weigh_on").isVisible()
    assert not bench.find("sort_close_anyway").isVisible()
    bench.touch("sort_weigh_on")
    page = bench.screen.page
    assert isinstance(page, TablePage)
    assert page.strip.isVisible()
    assert table(bench) == (20_000, 10_000)


def test_a_supervisor_closes_with_a_reason(qtbot: QtBot, bench: Bench) -> None:
    start_table(bench)
    bench.put(10_050)
    bench.touch("grade_sorter")
    boss = make_bench(qtbot, bench.shop, ELODIE)
    boss.screen.open_page("textile")
    boss.touch("sort_close")
    boss.touch("sort_close_anyway")
    boss.touch("sort_reason_wet_bags")
    boss.screen.left()
    assert bench.shop.shop.sorting.table(TableKind.TEXTILE) is None


def test_too_much_out_asks_for_a_bag_in(bench: Bench) -> None:
    start_table(bench, 5_000)
    bench.put(6_050)
    bench.touch("grade_sorter")
    bench.touch("sort_close")
    assert bench.find("sort_add_missing").isVisible()
    page = bench.screen.page
    assert isinstance(page, TablePage)
    assert page.ledger.rest.text().startswith("1,0")


def test_without_a_scale_the_weight_is_typed_on_big_keys(bench: Bench) -> None:
    start_table(bench)
    bench.scale.lost()
    bench.bot.waitUntil(lambda: bench.screen._view.state == "lost")
    bench.touch("sort_hand")
    for name in ("pad_6", "pad_comma", "pad_4"):
        bench.touch(name)
    bench.touch("hand_ok")
    bench.touch("grade_shop")
    assert table(bench) == (20_000, 6_400)
    source = bench.shop.store.read().value("SELECT source FROM sorting_bag WHERE direction='out'")
    assert source == "typed"


def test_a_printer_that_fails_changes_nothing_but_is_told(bench: Bench) -> None:
    from reuse_pos.hardware.ports import TroubleKind

    start_table(bench)
    bench.printer.fail_with(TroubleKind.PAPER)
    bench.put(6_450)
    bench.touch("grade_shop")
    assert table(bench) == (20_000, 6_400)
    assert "étiquette" in bench.said[-1]


# ------------------------------------------------------------------ mixed crates and loose ones
def test_a_part_is_one_family_and_one_way(bench: Bench) -> None:
    bench.screen.open_page("mixed")
    bag_in(bench, 12_000)
    bench.put(0)
    bench.put(2_550)
    bench.touch("way_shelf")
    assert bench.screen.error.isVisible()
    bench.touch("family_livres_medias")
    bench.touch("way_shelf")
    found = bench.shop.shop.sorting.table(TableKind.MIXED)
    assert found is not None
    assert found.sorted_as("HR-LIVRE") == (2_500, 1)


def test_untested_appliances_find_the_shelf_locked(bench: Bench) -> None:
    bench.screen.open_page("mixed")
    bench.touch("family_electro")
    assert not bench.find("way_shelf").isEnabled()
    assert "tester" in bench.find("way_shelf").accessibleName()
    bench.touch("family_jouets")
    assert bench.find("way_shelf").isEnabled()


def test_a_loose_crate_is_sent_with_two_touches_and_undone(bench: Bench) -> None:
    bench.touch("crate_HR-LIVRE")
    bench.touch("way_recycler")
    assert bench.shop.shop.sorting.crates_waiting() == []
    bench.touch("sort_undo")
    assert bench.shop.shop.sorting.crates_waiting()[0].grams == 18_000
    bench.put(5_050)
    bench.touch("way_shelf")
    assert bench.shop.shop.sorting.crates_waiting()[0].grams == 13_000


# ------------------------------------------------------------------ one object
def bring(bench: Bench, category: str, label: str, grams: int) -> tuple[bytes, str]:
    item = Door(bench.shop.office).bring_item(bench.shop.reception, category, label, grams).value
    found = item_by_id(bench.shop.store.read(), item)
    assert found is not None
    return item, found.code


def state(bench: Bench, item: bytes) -> State:
    found = item_by_id(bench.shop.store.read(), item)
    assert found is not None
    return found.state


def test_state_way_yellow_sends_a_lamp_to_the_workshop(bench: Bench) -> None:
    lamp, code = bring(bench, "EEE-LUM", "Lampe", 2_150)
    bench.screen.on_scan(code)
    assert not bench.find("way_sell").isEnabled()
    assert "après le test" in bench.find("way_sell").accessibleName()
    assert bench.yellow() == []
    bench.touch("state_good")
    bench.touch("way_repair")
    assert bench.yellow() == ["Imprimer l’étiquette de suivi"]
    bench.touch("way_done")
    assert state(bench, lamp) is State.TO_REPAIR
    assert len(bench.printer.printed) == 1


def test_the_yellow_key_says_what_will_come_out(bench: Bench) -> None:
    _chair, code = bring(bench, "EA-AS-FAUTEUIL", "Fauteuil", 12_400)
    bench.screen.on_scan(code)
    assert "35" in bench.find("way_sell").accessibleName()
    bench.touch("state_worn")
    for way, words in (
        ("way_sell", "Imprimer l’étiquette de prix"),
        ("way_repair", "Imprimer l’étiquette de suivi"),
        ("way_parts", "Terminé"),
        ("way_recycle", "Terminé"),
    ):
        bench.touch(way)
        assert bench.yellow() == [words]


def test_undo_until_the_next_object(bench: Bench) -> None:
    chair, code = bring(bench, "EA-AS-FAUTEUIL", "Fauteuil", 12_400)
    bench.screen.on_scan(code)
    bench.touch("state_good")
    bench.touch("way_sell")
    bench.screen.on_next()
    bench.settle()
    assert state(bench, chair) is State.ON_SALE
    bench.touch("thing_undo")
    assert state(bench, chair) is State.RECEIVED


def test_a_new_object_needs_its_kind_and_its_weight(bench: Bench) -> None:
    bench.screen.open_page("thing")
    bench.touch("thing_new")
    bench.touch("kind_electro")
    bench.touch("kind_EEE-LUM")
    bench.touch("state_good")
    bench.touch("way_repair")
    assert not bench.find("way_done").isEnabled()
    bench.put(2_150)
    assert bench.yellow() == ["Imprimer l’étiquette de suivi"]
    bench.touch("way_done")
    found = bench.shop.store.read().one("SELECT category, grams, state FROM item")
    assert found is not None
    assert tuple(found) == ("EEE-LUM", 2_150, "to_repair")


def test_a_waiting_object_opens_by_its_picture_and_can_be_named_right(bench: Bench) -> None:
    lamp, code = bring(bench, "EEE-VRAC", "Électro en vrac", 2_150)
    short = code[6:12]
    bench.screen.open_page("thing")
    bench.touch(f"thing_R-{short}")
    bench.touch("thing_change")
    bench.touch("kind_electro")
    bench.touch("kind_EEE-LUM")
    found = item_by_id(bench.shop.store.read(), lamp)
    assert found is not None
    assert found.category == "EEE-LUM"
    page = bench.screen.page
    assert isinstance(page, ThingPage)
    assert page.card.name.text() == "Luminaire"


@pytest.mark.parametrize("raw", ["R-999999", "3017620422003", "bonjour"])
def test_codes_that_are_no_object_are_said_on_the_page(bench: Bench, raw: str) -> None:
    bench.screen.on_scan(raw)
    assert bench.screen.error.isVisible()
    assert bench.screen.error.title.text()


# ------------------------------------------------------------------ how it looks
def go(bench: Bench, page: str) -> None:
    """Open a page in its fullest state."""
    if page == "crate":
        bench.screen.open_crate("HR-LIVRE")
    elif page == "asking":
        _lamp, code = bring(bench, "EEE-LUM", "Petit lampadaire", 2_150)
        bench.screen.open_thing(code)
        bench.touch("state_good")
        bench.touch("way_repair")
    else:
        bench.screen.open_page(page)


def fill(bench: Bench) -> None:
    bring(bench, "EA-AS-FAUTEUIL", "Fauteuil en velours bleu", 12_400)
    start_table(bench)
    bench.put(6_450)
    bench.touch("grade_shop")
    bench.screen.error.clear()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("width", "scale"), [(1024, 100), (1366, 100), (1366, 130)])
def test_everything_fits_its_room(bench: Bench, page: str, width: int, scale: int) -> None:
    fill(bench)
    bench.screen.home()
    theme.set("light", scale)
    go(bench, page)
    bench.screen.resize(width, 768)
    bench.settle()
    assert bench.screen.width() == width
    assert bench.screen.height() == 768
    for one in bench.shown(QWidget):
        corner = one.mapTo(bench.screen, one.rect().bottomRight())
        assert corner.x() <= width, one.objectName()
        assert corner.y() <= 768, (one.objectName(), type(one).__name__)
    for text in bench.shown(Text):
        assert isinstance(text, Text)
        if not text.wordWrap():
            wide = QFontMetrics(text.font()).horizontalAdvance(text.text())
            assert wide <= text.width() + 2, text.text()


@pytest.mark.parametrize("page", PAGES)
def test_targets_are_big_and_at_most_one_is_yellow(bench: Bench, page: str) -> None:
    fill(bench)
    go(bench, page)
    bench.settle()
    assert len(bench.yellow()) <= 1
    for key in bench.shown(Pressable):
        assert isinstance(key, Pressable)
        assert key.height() >= 48, key.objectName()
        assert key.accessibleName(), key.objectName()
    assert not bench.shown(QLineEdit)
    assert not bench.shown(QPlainTextEdit)


def test_the_home_page_says_what_waits(bench: Bench) -> None:
    fill(bench)
    bench.screen.home()
    assert "13,6" in bench.find("sort_textile").accessibleName()
    assert "60,0" in bench.find("sort_mixed").accessibleName()
    assert "1 objet attend" in bench.find("sort_thing").accessibleName()
    assert "18,0" in bench.find("crate_HR-LIVRE").accessibleName()


def test_listening_is_offered_only_where_there_is_a_voice(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bench.screen.header.listen_key.isVisible() is speech.available()
    said: list[str] = []
    monkeypatch.setattr(speech, "available", lambda: True)
    monkeypatch.setattr(speech, "say", lambda text: bool(said.append(text)))
    monkeypatch.setattr(speech, "speaking", lambda: True)
    fill(bench)
    for page in PAGES:
        go(bench, page)
        bench.screen.reader.stop()
        bench.screen.header.listen_key.click()
        assert bench.screen.reader.reading
        assert said[-1] == " ".join(bench.screen.page.title.split())
        bench.screen.header.listen_key.click()
        assert not bench.screen.reader.reading


def test_help_names_who_to_call(bench: Bench) -> None:
    bench.screen.header.help_key.click()
    assert "Élodie" in bench.said[-1]


def test_home_key_leaves_a_page_then_the_workplace(bench: Bench) -> None:
    gone: list[str] = []
    bench.screen.go.connect(gone.append)
    bench.screen.open_page("textile")
    bench.screen.header.home_key.click()
    assert isinstance(bench.screen.page, HomePage)
    assert gone == []
    bench.screen.header.home_key.click()
    assert gone == ["home"]


def test_the_workplace_makes_its_screen(small_shop: TestShop, qtbot: QtBot) -> None:
    class Services:
        shop = small_shop.shop
        person = ELODIE

    screen = WORKPLACE.make(Services())
    qtbot.addWidget(screen)
    assert screen.plain
