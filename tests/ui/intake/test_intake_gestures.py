"""Reception as it is touched: how many gestures each job takes, and what each one writes."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from desk_user import DeskUser
from invariants import check_ledger
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reuse_pos.domain.label import LabelDoc
from reuse_pos.domain.outflow import Taker
from reuse_pos.hardware.ports import TroubleKind
from reuse_pos.ui.hub import hub
from reuse_pos.ui.widgets import Text

VAN = {
    "EA-AS-CHAISE-BOIS": 8, "EA-AS-FAUTEUIL": 2, "EA-AS-CANAPE-TISSU": 1, "EA-PP-TABLE-BOIS": 2,
    "EA-RA-BUFFET": 1, "EA-RA-COMMODE": 2, "EA-RA-ARMOIRE": 1, "EA-RA-ETAGERE": 3, "EA-CO-LIT": 1,
    "EEE-GEMHF-LL": 1, "EEE-ECRAN": 1, "EEE-LUM": 3, "ASL-VELO": 1, "HR-BIBELOT:mirror": 2,
    "TLC-VRAC:bag": 6, "HR-LIVRE:box": 4, "HR-VAISSELLE:box": 1,
}  # fmt: skip


def test_one_touch_records_a_crate(desk: DeskUser) -> None:
    desk.touch("container_R-VERT")
    desk.put(14_250 + 1_800)
    before = desk.gestures
    desk.touch("family_livres_medias")
    assert desk.gestures - before == 1
    (load,) = desk.loads
    assert (load.category, load.net_g, load.container, load.source) == (
        "HR-LIVRE",
        14_250,
        "R-VERT",
        "scale",
    )
    here = desk.screen.model.delivery
    assert here is not None
    assert (here.origin, here.commune, here.grams) == ("drop_off", "35238", 14_250)
    check_ledger(desk.shop.store)


def test_the_container_stays_for_the_next_crate(desk: DeskUser) -> None:
    desk.touch("container_R-GRIS")
    for grams in (12_400, 9_400):
        desk.put(grams)
        desk.touch("family_textile")
        desk.put(0)
    assert [load.net_g for load in desk.loads] == [10_000, 7_000]


def test_the_same_crate_is_not_taken_twice(desk: DeskUser, qtbot: QtBot) -> None:
    desk.put(9_000)
    tile = desk.key("family_textile")
    # A nervous hand: the second touch comes before the first is written.
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    desk.settle()
    assert len(desk.loads) == 1
    assert desk.sees("take_away")
    assert not desk.key("family_jouets").isEnabled()
    desk.put(8_950)
    assert not desk.key("family_textile").isEnabled()
    desk.put(60)
    assert desk.key("family_textile").isEnabled()
    assert not desk.sees("take_away")


def test_a_long_press_records_it_again_on_purpose(desk: DeskUser, qtbot: QtBot) -> None:
    desk.put(9_000)
    desk.touch("family_textile")
    tile = desk.key("family_textile")
    with qtbot.waitSignal(tile.forced, timeout=5_000):  # type: ignore[attr-defined]
        qtbot.mousePress(tile, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(tile, Qt.MouseButton.LeftButton)
    desk.settle()
    assert [load.net_g for load in desk.loads] == [9_000, 9_000]


def test_undo_frees_the_crate_for_the_right_family(desk: DeskUser) -> None:
    desk.put(9_000)
    desk.touch("family_textile")
    assert desk.key("undo").text().endswith("1")
    desk.screen.on_undo()
    desk.settle()
    assert desk.loads == []
    desk.touch("family_jouets")
    assert [load.category for load in desk.loads] == ["JJ-VRAC"]
    check_ledger(desk.shop.store)


def test_a_moving_or_empty_scale_records_nothing_and_says_why(desk: DeskUser) -> None:
    desk.scale.moving(9_000)
    desk.screen.look_at_scale()
    desk.touch("family_textile")
    assert "bouge" in desk.screen.error.title.text()
    desk.put(0)
    desk.touch("family_textile")
    assert desk.screen.error.title.text()
    assert desk.shop.shop.intake.desk().open == ()


def test_without_scale_the_weight_is_typed_and_marked(desk: DeskUser) -> None:
    desk.scale.lost()
    desk.screen.look_at_scale()
    desk.touch("family_textile")
    assert "balance" in desk.screen.error.title.text().lower()
    desk.touch("error_key")  # the way out of the error is the weight by hand
    for key in ("pad_1", "pad_2", "pad_comma", "pad_4"):
        desk.touch(key)
    assert desk.key("finish").kind != "next"
    desk.touch("keep")
    desk.touch("family_textile")
    (load,) = desk.loads
    assert (load.net_g, load.source) == (12_400, "typed")
    assert desk.screen.model.typed_g is None  # it is used once


@pytest.mark.parametrize("figures", [("pad_9", "pad_9", "pad_9", "pad_9"), ("pad_0", "pad_comma")])
def test_an_absurd_typed_weight_is_refused_in_place(
    desk: DeskUser, figures: tuple[str, ...]
) -> None:
    desk.touch("type_weight")
    for figure in figures:
        desk.touch(figure)
    if desk.key("keep").isEnabled():
        desk.touch("keep")
        assert "300" in desk.screen.page_error.title.text()
    assert desk.sees("figure")
    assert desk.screen.model.typed_g is None


def test_forty_things_from_a_van_are_labelled_in_under_sixty_gestures(desk: DeskUser) -> None:
    desk.touch("origin_home_pickup")
    desk.touch("commune_35024")
    desk.touch("count")
    for code, n in VAN.items():
        for _one in range(n):
            desk.touch(f"count_{code}")
    desk.touch("count_record")
    assert sum(VAN.values()) == 40
    assert desk.gestures < 60
    assert len(desk.labels.printed) == 29
    assert len({label.code for label, _copies in desk.labels.printed}) == 29
    here = desk.screen.model.delivery
    assert here is not None
    assert (here.origin, here.commune) == ("home_pickup", "35024")
    assert sum(load.pieces for load in desk.loads) == 40
    check_ledger(desk.shop.store)
    desk.touch("undo")
    assert desk.loads == []
    check_ledger(desk.shop.store)


def test_five_at_once_another_number_and_the_last_touch_undone(desk: DeskUser) -> None:
    desk.touch("count")
    desk.touch("count_TLC-VRAC:bag")
    desk.touch("last_five")
    desk.touch("last_minus")
    assert desk.screen.model.tally.counts == {"TLC-VRAC:bag": 5}
    desk.touch("last_number")
    for key in ("pad_1", "pad_2"):
        desk.touch(key)
    desk.touch("keep")
    assert desk.screen.model.tally.counts == {"TLC-VRAC:bag": 12}
    desk.screen.on_undo()
    assert desk.screen.model.tally.counts == {"TLC-VRAC:bag": 5}


def test_a_thing_of_unknown_weight_is_weighed_while_counting(desk: DeskUser) -> None:
    desk.put(46_500)
    desk.touch("count")
    desk.touch("count_EA-RA-BUFFET")
    desk.touch("last_weight")
    desk.touch("from_scale")
    desk.touch("count_record")
    (load,) = desk.loads
    assert (load.net_g, load.source) == (46_500, "scale")
    check_ledger(desk.shop.store)


def test_another_thing_is_found_by_name(desk: DeskUser) -> None:
    desk.touch("count")
    desk.touch("count_other")
    desk.screen.chooser.search.edit.setText("tabouret")
    desk.screen.chooser.search.edited.emit("tabouret")
    desk.touch("choice_EA-AS-TABOURET")
    assert desk.screen.model.tally.counts == {"EA-AS-TABOURET": 1}
    assert desk.sees("count_record")


def test_what_is_counted_waits_while_another_delivery_is_weighed(desk: DeskUser) -> None:
    desk.put(9_000)
    desk.touch("family_textile")
    desk.touch("count")
    desk.touch("count_ASL-VELO")
    first = desk.screen.model.delivery
    assert first is not None
    desk.screen.show_page(desk.screen.families)
    desk.touch("another")
    desk.put(0)
    desk.put(4_000)
    desk.touch("family_jouets")
    assert desk.screen.model.tally.counts == {}
    desk.touch(f"pill_{first.number}")
    desk.touch("count")
    assert desk.screen.model.tally.counts == {"ASL-VELO": 1}
    desk.touch("count_record")
    assert [load.category for load in desk.loads] == ["TLC-VRAC", "ASL-VELO"]


def test_the_next_person_never_lands_in_the_van(desk: DeskUser) -> None:
    """After a delivery is finished, an open one must not swallow what the next person brings."""
    desk.touch("origin_home_pickup")
    desk.put(9_000)
    desk.touch("family_textile")
    desk.put(0)
    desk.touch("another")
    desk.put(4_000)
    desk.touch("family_jouets")
    desk.touch("finish")
    desk.put(0)
    desk.put(2_000)
    desk.touch("family_sport")
    found = {(one.origin, one.grams) for one in desk.shop.shop.intake.desk().open}
    assert found == {("home_pickup", 9_000), ("drop_off", 2_000)}


def test_a_town_further_away_is_searched(desk: DeskUser) -> None:
    desk.touch("commune_other")
    field = desk.screen.chooser.search
    field.edit.setText("vezin")
    field.edited.emit("vezin")
    field.submitted.emit("vezin")
    desk.settle()
    desk.put(5_000)
    desk.touch("family_deco_divers")
    here = desk.screen.model.delivery
    assert here is not None
    assert here.commune == "35353"
    assert "Vezin" in desk.key("commune_other").text()


def test_a_refusal_takes_two_gestures_and_no_kilo(desk: DeskUser) -> None:
    desk.put(6_000)
    desk.touch("refuse")
    desk.touch("reason_dirty")
    assert desk.gestures == 2
    (load,) = desk.loads
    assert (load.kind, load.reason) == ("refused", "dirty")
    assert desk.screen.model.delivery.grams == 0  # type: ignore[union-attr]


def test_straight_to_the_recycler_in_two_touches(desk: DeskUser) -> None:
    """The usual recycler of a family stands under it: one touch brings the load in and out."""
    desk.put(6_000)
    desk.touch("recycle")
    desk.touch("recycle_livres_medias")
    assert desk.gestures == 2
    (load,) = desk.loads
    assert (load.kind, load.reason, load.net_g) == ("direct", "PAPIER", 6_000)
    check_ledger(desk.shop.store)


def test_another_recycler_is_touched_first_and_not_remembered(desk: DeskUser) -> None:
    """Catches a load given to the recycler of the one before, or to any one of them."""
    desk.put(6_000)
    desk.touch("recycle")
    assert not desk.key("recycle_textile").isEnabled()
    desk.touch("recycler_FERRAILLE")
    desk.touch("recycle_livres_medias")
    desk.put(0)
    desk.put(2_000)
    desk.touch("recycle")
    assert not desk.key("recycler_FERRAILLE").isChecked()
    desk.touch("recycle_livres_medias")
    assert [load.reason for load in desk.loads] == ["FERRAILLE", "PAPIER"]


def test_a_kind_put_away_while_it_is_counted_is_told_and_the_count_stays(desk: DeskUser) -> None:
    """Catches a screen that breaks, or a count that is lost, when the manager changes the list."""
    made = desk.shop
    desk.touch("count")
    desk.touch("count_EEE-LUM")
    desk.touch("count_EA-AS-FAUTEUIL")
    hub.changed.emit(made.shop.settings.use_category(made.manager, "EA-AS-FAUTEUIL", False).changes)
    desk.settle()
    desk.touch("count_record")
    assert desk.loads == []
    assert "n’est plus pris" in " ".join(
        one.text() for one in desk.screen.count_error.findChildren(Text) if one.isVisible()
    )
    desk.touch("last_minus")
    desk.touch("count_record")
    assert [load.category for load in desk.loads] == ["EEE-LUM"]


def test_who_does_not_take_them_is_not_offered_for_goods(desk: DeskUser) -> None:
    made = desk.shop
    usual = next(one for one in made.shop.outflows.takers("recycler") if one.code == "ECOMAISON")
    only = replace(usual, accepts=("meubles",))
    hub.changed.emit(made.shop.outflows.put_taker(made.manager, only).changes)
    desk.settle()
    desk.put(2_000)
    desk.touch("recycle")
    assert desk.key("recycle_meubles").isEnabled()
    assert not desk.key("recycle_jouets").isEnabled()
    desk.touch("recycler_ECOMAISON")
    assert not desk.key("recycle_livres_medias").isEnabled()


def test_a_new_recycler_and_a_corrected_tare_are_there_at_once(desk: DeskUser) -> None:
    """Catches loads weighed with the container's old weight until the program is started again."""
    made = desk.shop
    desk.touch("container_R-VERT")
    before = desk.screen.model.tare_g
    hub.changed.emit(made.shop.scale_checks.set_tare(made.manager, "R-VERT", before + 150).changes)
    taker = Taker("VERT", "recycler", "Compost Vert")
    hub.changed.emit(made.shop.outflows.put_taker(made.manager, taker).changes)
    desk.settle()
    assert desk.screen.model.tare_g == before + 150
    assert desk.key("container_R-VERT").isChecked()
    desk.put(10_000)
    desk.touch("family_jouets")
    assert [load.net_g for load in desk.loads] == [10_000 - before - 150]
    desk.put(0)
    desk.put(3_000)
    desk.touch("recycle")
    desk.touch("recycler_VERT")


def test_one_object_gets_its_label_in_four_gestures(desk: DeskUser) -> None:
    desk.put(14_200)
    desk.touch("item")
    desk.touch("thing_EA-AS-FAUTEUIL")
    desk.touch("condition_worn")
    desk.touch("item_record")
    assert desk.gestures == 4
    (load,) = desk.loads
    assert (load.kind, load.net_g, load.label) == ("item", 14_200, "Fauteuil")
    assert len(desk.labels.printed) == 1


def waiting(desk: DeskUser) -> int:
    sql = "SELECT count(*) FROM label_job WHERE state = 'waiting'"
    return int(desk.shop.store.read().value(sql))


def test_labels_wait_when_the_printer_is_off(desk: DeskUser) -> None:
    desk.labels.fail_with(TroubleKind.ABSENT)
    desk.touch("count")
    desk.touch("count_ASL-VELO")
    desk.touch("count_record")
    assert len(desk.loads) == 1
    assert waiting(desk) == 1
    assert "étiquette" in desk.screen.error.title.text()
    desk.labels.fail_with(None)
    desk.touch("error_key")
    assert (waiting(desk), len(desk.labels.printed)) == (0, 1)


def test_a_run_of_labels_can_be_stopped_and_keeps_what_came_out(
    desk: DeskUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = desk.labels.print

    def third_then_stop(labels: Sequence[LabelDoc], copies: int = 1) -> None:
        printed(labels, copies)
        if len(desk.labels.printed) == 3:
            desk.screen.gestures.stop_printing()

    monkeypatch.setattr(desk.labels, "print", third_then_stop)
    desk.touch("count")
    desk.touch("count_ASL-VELO")
    desk.touch("last_five")
    desk.touch("count_record")
    came_out = len(desk.labels.printed)
    assert came_out < 6
    assert waiting(desk) == 6 - came_out
    assert not desk.sees("printing")


def test_the_slip_is_printed_when_asked(desk: DeskUser) -> None:
    desk.put(6_000)
    desk.touch("family_textile")
    desk.touch("slip")
    desk.screen.on_next()
    desk.settle()
    assert len(desk.slips.docs) == 1
    assert any("D-2610-0001" in text for text in desk.said)
    assert desk.shop.shop.intake.desk().open == ()


def test_a_slip_that_does_not_print_can_be_asked_again(desk: DeskUser) -> None:
    desk.slips.fail_with(TroubleKind.PAPER)
    desk.put(6_000)
    desk.touch("family_textile")
    desk.touch("slip")
    desk.touch("finish")
    assert desk.sees("error_title")
    assert desk.slips.docs == []
    desk.slips.fail_with(None)
    desk.touch("error_key")
    assert len(desk.slips.docs) == 1
    assert not desk.sees("error_title")


def test_an_emptied_delivery_closes_with_nothing(desk: DeskUser) -> None:
    desk.put(6_000)
    desk.touch("family_textile")
    desk.touch("undo")
    assert not desk.key("finish").isEnabled()
    desk.touch("abandon")
    state = desk.shop.store.read().value("SELECT state FROM intake")
    assert (state, desk.shop.shop.intake.desk().open) == ("empty", ())


def test_who_may_not_print_labels_still_records_and_the_labels_wait(
    open_desk: Callable[[int], DeskUser],
) -> None:
    desk = open_desk(1270)
    desk.screen.gestures.who = desk.shop.cashier
    desk.touch("count")
    desk.touch("count_ASL-VELO")
    desk.touch("count_record")
    assert (len(desk.loads), waiting(desk), desk.labels.printed) == (1, 1, [])
    assert any("étiquette" in text for text in desk.said)


def test_a_scan_at_reception_is_told_as_a_mistake(desk: DeskUser) -> None:
    desk.screen.on_scan("2000100000018")
    assert "Rien ne se scanne" in desk.screen.error.title.text()
    assert desk.loads == []


def test_escape_goes_back_to_the_tiles(desk: DeskUser, qtbot: QtBot) -> None:
    desk.touch("type_weight")
    qtbot.keyClick(desk.screen, Qt.Key.Key_Escape)
    assert desk.sees("family_textile")
    desk.touch("count")
    qtbot.keyClick(desk.screen, Qt.Key.Key_Escape)
    assert desk.sees("family_textile")


def test_keys_of_the_keyboard_type_the_weight(desk: DeskUser, qtbot: QtBot) -> None:
    desk.touch("type_weight")
    qtbot.keyClicks(desk.screen.figure, "7,25")
    desk.screen.on_next()
    desk.settle()
    desk.touch("family_sport")
    assert [load.net_g for load in desk.loads] == [7_250]
