"""Reception through its verbs: each gesture keeps kilos balanced, each refusal changes nothing."""

from collections.abc import Callable

import pytest
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.db import ledger, stock
from reuse_pos.domain.changes import Change
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, read_scan
from reuse_pos.domain.intake import LOST, MOVING, STABLE, ScaleView
from reuse_pos.domain.item import Move, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.paper import render_text
from reuse_pos.domain.roles import Actor
from reuse_pos.hardware.fake import FakeReceiptPrinter, FakeScale
from reuse_pos.hardware.ports import TroubleKind
from reuse_pos.services.intake import Intake

RENNES, BETTON = "35238", "35024"
VAN = {
    "EA-AS-CHAISE-BOIS": 8, "EA-AS-FAUTEUIL": 2, "EA-RA-COMMODE": 2, "EEE-LUM": 3,
    "HR-BIBELOT:mirror": 2, "TLC-VRAC:bag": 6, "HR-LIVRE:box": 4,
}  # fmt: skip


def crate(grams: int, tare: int = 0, source: Source = Source.SCALE) -> Weighing:
    return Weighing(grams, tare, source, "R-VERT" if tare else None)


@pytest.fixture
def here(small_shop: TestShop) -> Id:
    return small_shop.shop.intake.open_intake(small_shop.reception, "drop_off", RENNES).value.id


def postings(shop: TestShop) -> list[tuple[object, ...]]:
    rows = shop.store.read().all(
        "SELECT place, category, grams, pieces, source, party, commune "
        "FROM mass_posting ORDER BY id"
    )
    return [tuple(row) for row in rows]


def waiting_labels(shop: TestShop) -> int:
    sql = "SELECT count(*) FROM label_job WHERE state = 'waiting' AND kind = 'tracking'"
    return int(shop.store.read().value(sql))


def test_numbers_count_up_in_the_month_and_start_again_in_the_next(small_shop: TestShop) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    first = intake.open_intake(who).value.number
    second = intake.open_intake(who, "home_pickup", BETTON, title="Camion").value.number
    small_shop.clock.forward(days=31)
    third = intake.open_intake(who).value.number
    assert [first, second, third] == ["D-2610-0001", "D-2610-0002", "D-2611-0001"]
    assert [one.title for one in intake.desk().open] == ["", "Camion", ""]


def test_a_crate_comes_from_its_origin_with_its_town(small_shop: TestShop, here: Id) -> None:
    done = small_shop.shop.intake.weigh(
        small_shop.reception, here, "livres_medias", crate(16_050, 1_800)
    )
    assert (done.value.n, done.value.category, done.value.grams) == (1, "HR-LIVRE", 14_250)
    assert done.changes == {Change.LEDGER, Change.INTAKE}
    assert postings(small_shop) == [
        ("in:drop_off", "HR-LIVRE", -14_250, 0, "scale", None, RENNES),
        ("stock:reception", "HR-LIVRE", 14_250, 0, "scale", None, None),
    ]
    check_ledger(small_shop.store)


def test_mixed_goods_come_first_and_the_desk_adds_up(small_shop: TestShop, here: Id) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    other = intake.open_intake(who, "home_pickup", BETTON, title="Camion").value.id
    intake.weigh(who, here, "a_trier", crate(18_900, 2_400))
    intake.weigh(who, here, "textile", crate(17_600, 2_400))
    intake.weigh(who, other, "textile", crate(10_000))
    desk = intake.desk(here)
    assert [(one.number[-4:], one.grams) for one in desk.open] == [
        ("0001", 31_700),
        ("0002", 10_000),
    ]
    assert [(line.n, line.category, line.net_g) for line in desk.loads] == [
        (1, "A-TRIER", 16_500),
        (2, "TLC-VRAC", 15_200),
    ]
    assert (desk.families["a_trier"], desk.families["textile"]) == (16_500, 25_200)


def test_what_is_recycled_at_the_door_comes_in_and_leaves_at_once(
    small_shop: TestShop, here: Id
) -> None:
    small_shop.shop.intake.recycle(
        small_shop.reception, here, "livres_medias", crate(9_000), "PAPIER"
    )
    assert postings(small_shop) == [
        ("in:drop_off", "HR-LIVRE", -9_000, 0, "scale", None, RENNES),
        ("out:recycling", "HR-LIVRE", 9_000, 0, "scale", "PAPIER", None),
    ]
    assert small_shop.shop.intake.desk(here).chosen.grams == 9_000  # type: ignore[union-attr]
    check_ledger(small_shop.store)


def test_a_refused_load_is_noted_without_any_kilo(small_shop: TestShop, here: Id) -> None:
    intake = small_shop.shop.intake
    intake.refuse(small_shop.reception, here, "dirty", "textile", crate(6_000))
    desk = intake.desk(here)
    assert desk.chosen is not None
    assert (desk.chosen.grams, desk.chosen.loads, desk.families["textile"]) == (0, 1, 0)
    assert [(line.kind, line.reason, line.net_g) for line in desk.loads] == [
        ("refused", "dirty", 6_000)
    ]
    assert postings(small_shop) == []


def test_a_thing_gets_its_code_its_label_and_teaches_its_weight(
    small_shop: TestShop, here: Id
) -> None:
    intake = small_shop.shop.intake
    done = intake.add_item(
        small_shop.reception, here, "EA-AS-FAUTEUIL", crate(14_200), "Fauteuil vert", "worn"
    )
    item = stock.item_by_code(small_shop.store.read(), read_scan(done.value.code))
    assert item is not None
    assert (item.state, item.grams, item.pieces, item.source) == (
        State.RECEIVED,
        14_200,
        1,
        "scale",
    )
    assert (item.label, item.condition, item.intake_no) == ("Fauteuil vert", "worn", "D-2610-0001")
    assert Change.LABELS in done.changes
    assert waiting_labels(small_shop) == 1
    assert ledger.learned_weights(small_shop.store.read())["EA-AS-FAUTEUIL"].sum_g == 14_200
    check_ledger(small_shop.store)


def test_a_thing_that_was_not_weighed_takes_the_mean_or_stays_unknown(
    small_shop: TestShop, here: Id
) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    chair = intake.add_item(who, here, "EA-AS-CHAISE-BOIS").value
    bench = intake.add_item(who, here, "EA-AS-BANC").value
    lines = intake.loads(here)
    assert (chair.grams, bench.grams) == (9_600, 0)
    assert [line.source for line in lines] == ["reference_mean", "unknown"]
    assert ledger.learned_weights(small_shop.store.read()) == {}
    check_ledger(small_shop.store)


def test_a_van_counted_gives_each_thing_its_own_label(small_shop: TestShop, here: Id) -> None:
    intake = small_shop.shop.intake
    plan = intake.plan_count(VAN)
    done = intake.record_count(small_shop.reception, here, VAN).value
    assert (plan.pieces, plan.labels, plan.grams) == (27, 17, 8 * 9_600)
    assert (done.pieces, len(done.items), done.grams) == (27, 17, 8 * 9_600)
    assert len({one.code for one in done.items}) == 17
    assert waiting_labels(small_shop) == 17
    by_reason = {line.reason or line.category: line for line in intake.loads(here)}
    assert by_reason["TLC-VRAC:bag"].pieces == 6
    assert by_reason["TLC-VRAC:bag"].source == "unknown"
    reader = small_shop.store.read()
    assert ledger.balance(reader, "stock:reception", "EA-AS-CHAISE-BOIS") == (76_800, 8)
    assert ledger.balance(reader, "stock:reception", "TLC-VRAC") == (0, 6)
    check_ledger(small_shop.store)


def test_bags_and_boxes_learn_their_own_mean_apart_from_one_book(
    small_shop: TestShop, here: Id
) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    for grams in (12_800, 13_200, 13_000, 12_900, 13_100):
        intake.weigh(who, here, "HR-LIVRE:box", crate(grams), pieces=1)
    intake.weigh(who, here, "HR-LIVRE", crate(3_000), pieces=10)
    means = intake.means()
    assert means["HR-LIVRE:box"] == (13_000, Source.LEARNED_MEAN)
    assert means["HR-LIVRE"] == (300, Source.LEARNED_MEAN)
    done = intake.record_count(who, here, {"HR-LIVRE:box": 4}).value
    assert (done.grams, done.items) == (52_000, ())
    check_ledger(small_shop.store)


def test_one_weighed_while_counting_stands_for_all_of_them(small_shop: TestShop, here: Id) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    weighed = {
        "EA-RA-BUFFET": crate(46_500, source=Source.TYPED),
        "TLC-VRAC:bag": crate(8_400, 400),
    }
    intake.record_count(who, here, {"EA-RA-BUFFET": 1, "TLC-VRAC:bag": 6}, weighed)
    found = {line.category: (line.net_g, line.source) for line in intake.loads(here)}
    assert found == {"EA-RA-BUFFET": (46_500, "typed"), "TLC-VRAC": (48_000, "derived")}
    learned = ledger.learned_weights(small_shop.store.read())
    assert (learned["EA-RA-BUFFET"].sum_g, learned["TLC-VRAC:bag"].sum_g) == (46_500, 8_000)
    check_ledger(small_shop.store)
    intake.undo_last(who, here)
    again = ledger.learned_weights(small_shop.store.read()).values()
    assert all((one.n, one.sum_g, one.sum_sq) == (0, 0, 0) for one in again)
    check_ledger(small_shop.store)


def test_undo_takes_back_the_last_load_then_the_one_before(small_shop: TestShop, here: Id) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    intake.weigh(who, here, "textile", crate(15_200))
    intake.weigh(who, here, "HR-LIVRE", crate(3_000), pieces=10)
    small_shop.clock.forward(minutes=2)
    assert intake.undo_last(who, here).value.lines == (2,)
    assert [line.n for line in intake.loads(here)] == [1]
    assert ledger.learned_weights(small_shop.store.read())["HR-LIVRE"].n == 0
    assert intake.weigh(who, here, "textile", crate(1_000)).value.n == 3  # 2 is never given twice
    intake.undo_last(who, here)
    intake.undo_last(who, here)
    assert intake.desk(here).chosen.grams == 0  # type: ignore[union-attr]
    assert ledger.balance(small_shop.store.read(), "stock:reception", "TLC-VRAC") == (0, 0)
    check_ledger(small_shop.store)


def test_undoing_a_count_takes_back_all_of_it_and_its_labels(
    small_shop: TestShop, here: Id
) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    intake.weigh(who, here, "textile", crate(15_200))
    done = intake.record_count(who, here, VAN).value
    undone = intake.undo_last(who, here).value
    assert (undone.lines, undone.grams) == (done.lines, done.grams)
    assert waiting_labels(small_shop) == 0
    states = small_shop.store.read().all("SELECT DISTINCT state FROM item")
    assert [row["state"] for row in states] == ["gone"]
    assert [line.n for line in intake.loads(here)] == [1]
    check_ledger(small_shop.store)


def test_a_correction_keeps_the_day_of_what_it_corrects(small_shop: TestShop, here: Id) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    intake.weigh(who, here, "textile", crate(15_200))
    small_shop.clock.forward(days=1)
    intake.undo_last(who, here)
    sums = small_shop.store.read().all(
        "SELECT day, place, sum(grams) AS g FROM mass_day GROUP BY day, place"
    )
    assert {(row["day"], row["g"]) for row in sums} == {("2026-10-01", 0)}


def test_a_new_origin_or_town_carries_the_loads_already_there(
    small_shop: TestShop, here: Id
) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    intake.weigh(who, here, "textile", crate(15_200))
    intake.record_count(who, here, {"EA-AS-CHAISE-BOIS": 2, "ASL-VELO": 1})
    intake.recycle(who, here, "HR-LIVRE", crate(2_000), "PAPIER")
    intake.set_origin(who, here, "company", "ECOMAISON")
    intake.set_commune(who, here, BETTON)
    rows = small_shop.store.read().all(
        "SELECT place, coalesce(party, '') AS party, coalesce(commune, '') AS commune, "
        "sum(grams) AS g, sum(pieces) AS n FROM mass_posting WHERE place LIKE 'in:%' "
        "GROUP BY 1, 2, 3 HAVING g <> 0 OR n <> 0"
    )
    assert [tuple(row) for row in rows] == [("in:company", "ECOMAISON", BETTON, -36_400, -3)]
    check_ledger(small_shop.store)
    for _line in range(3):
        intake.undo_last(who, here)
    assert intake.loads(here) == ()
    check_ledger(small_shop.store)


def test_closing_an_empty_delivery_says_empty(small_shop: TestShop, here: Id) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    done = intake.close(who, here).value
    assert (done.state, done.slip, intake.desk().open) == ("empty", False, ())


def test_the_slip_prints_after_the_commit_and_names_no_one(small_shop: TestShop, here: Id) -> None:
    printer = FakeReceiptPrinter()
    small_shop.office.devices.receipt = printer
    intake, who = small_shop.shop.intake, small_shop.reception
    intake.weigh(who, here, "a_trier", crate(18_900, 2_400))
    intake.record_count(who, here, {"EA-AS-CHAISE-BOIS": 2})
    assert intake.close(who, here, slip=True).value.slip
    assert len(printer.docs) == 1
    text = "\n".join(render_text(printer.docs[0], 48))
    assert "D-2610-0001" in text
    assert "Rennes" in text
    assert "~19,2\u00a0kg" in text or "~19,2 kg" in text
    assert "35,7" in text
    assert "Grace" not in text
    assert intake.unprinted == []


def test_a_dead_printer_never_undoes_the_delivery(small_shop: TestShop, here: Id) -> None:
    printer = FakeReceiptPrinter()
    printer.fail_with(TroubleKind.PAPER)
    small_shop.office.devices.receipt = printer
    intake, who = small_shop.shop.intake, small_shop.reception
    intake.weigh(who, here, "textile", crate(5_000))
    done = intake.close(who, here, slip=True).value
    assert (done.state, intake.unprinted) == ("closed", ["D-2610-0001"])
    with pytest.raises(Refusal):
        intake.print_slip("D-2610-0001")
    printer.fail_with(None)
    intake.print_slip("D-2610-0001")
    assert (len(printer.docs), intake.unprinted) == (1, [])


def test_the_setting_decides_when_nobody_asks(small_shop: TestShop, here: Id) -> None:
    printer = FakeReceiptPrinter()
    small_shop.office.devices.receipt = printer
    intake, who = small_shop.shop.intake, small_shop.reception
    intake.weigh(who, here, "textile", crate(5_000))
    assert not intake.close(who, here).value.slip
    assert printer.docs == []


def test_the_scale_of_the_post_is_read_or_said_lost(small_shop: TestShop) -> None:
    intake = small_shop.shop.intake
    assert intake.scale_reading() == ScaleView(LOST)
    scale = FakeScale()
    small_shop.office.devices.scale = scale
    scale.put(16_050)
    assert intake.scale_reading() == ScaleView(STABLE, 16_050)
    scale.moving(9_000)
    assert intake.scale_reading() == ScaleView(MOVING, 9_000)


Gesture = Callable[[Intake, Actor, Id], object]
GOOD = crate(900)
ODD = {"ASL-VELO": 1, "X": 1}
LIGHT = ({"ASL-VELO": 1}, {"ASL-VELO": crate(0)})
BAD: dict[str, tuple[Gesture, str]] = {
    "zero": (lambda s, w, i: s.weigh(w, i, "textile", crate(0)), "no_weight"),
    "negative": (lambda s, w, i: s.weigh(w, i, "textile", crate(-5)), "no_weight"),
    "below its tare": (lambda s, w, i: s.weigh(w, i, "textile", crate(900, 1_800)), "tare"),
    "negative tare": (lambda s, w, i: s.weigh(w, i, "textile", crate(900, -1)), "tare"),
    "over the scale": (lambda s, w, i: s.weigh(w, i, "textile", crate(300_001)), "over_capacity"),
    "unknown goods": (lambda s, w, i: s.weigh(w, i, "NOPE", GOOD), "category"),
    "a service": (lambda s, w, i: s.weigh(w, i, "SRV-SNACK", GOOD), "category"),
    "pieces below zero": (lambda s, w, i: s.weigh(w, i, "textile", GOOD, -1), "count"),
    "unknown recycler": (lambda s, w, i: s.recycle(w, i, "textile", GOOD, "X"), "party"),
    "no reason": (lambda s, w, i: s.refuse(w, i, ""), "reason"),
    "odd condition": (lambda s, w, i: s.add_item(w, i, "ASL-VELO", condition="new"), "condition"),
    "a mixed thing": (lambda s, w, i: s.add_item(w, i, "A-TRIER"), "category"),
    "a huge thing": (lambda s, w, i: s.add_item(w, i, "ASL-VELO", crate(10**6)), "over_capacity"),
    "nothing counted": (lambda s, w, i: s.record_count(w, i, {}), "count"),
    "one bad among good": (lambda s, w, i: s.record_count(w, i, ODD), "category"),
    "a bad weight counted": (lambda s, w, i: s.record_count(w, i, *LIGHT), "no_weight"),
    "unknown origin": (lambda s, w, i: s.set_origin(w, i, "moon"), "origin"),
    "unknown town": (lambda s, w, i: s.set_commune(w, i, "99999"), "commune"),
    "opening from nowhere": (lambda s, w, i: s.open_intake(w, "moon"), "origin"),
    "a ghost partner": (lambda s, w, i: s.open_intake(w, "company", None, "X"), "party"),
    "nothing to undo": (lambda s, w, i: s.undo_last(w, i), "nothing"),
    "no such delivery": (lambda s, w, i: s.weigh(w, b"\0" * 16, "textile", GOOD), "closed"),
    "no right": (lambda s, w, i: s.weigh(TestShop.trainee, i, "textile", GOOD), "right"),
    "an inspector": (lambda s, w, i: s.open_intake(TestShop.inspector), "right"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gets_one_clear_sentence_and_changes_nothing(
    case: str, small_shop: TestShop, here: Id
) -> None:
    gesture, code = BAD[case]
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as refused:
        gesture(small_shop.shop.intake, small_shop.reception, here)
    assert refused.value.code == code
    assert len(refused.value.sentence) > 20
    assert contents(small_shop.store) == before


def test_a_finished_delivery_takes_nothing_more(small_shop: TestShop, here: Id) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    intake.weigh(who, here, "textile", crate(5_000))
    intake.close(who, here)
    before = contents(small_shop.store)
    for gesture in (
        lambda: intake.weigh(who, here, "textile", crate(5_000)),
        lambda: intake.undo_last(who, here),
        lambda: intake.set_commune(who, here, BETTON),
        lambda: intake.close(who, here),
    ):
        with pytest.raises(Refusal) as refused:
            gesture()
        assert refused.value.code == "closed"
    assert contents(small_shop.store) == before


def test_a_thing_gone_further_is_never_undone(small_shop: TestShop, here: Id) -> None:
    """The sorter has already sent the chair on: undoing would take its kilos twice."""
    intake, who = small_shop.shop.intake, small_shop.reception
    done = intake.record_count(who, here, {"EA-AS-CHAISE-BOIS": 2}).value
    mover = _Mover(small_shop)
    mover.send(small_shop.supervisor, done.items[1].id)
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as refused:
        intake.undo_last(who, here)
    assert (refused.value.code, refused.value.facts["item"]) == ("moved_on", done.items[1].id)
    assert contents(small_shop.store) == before


def test_kilos_already_sorted_are_never_undone(small_shop: TestShop, here: Id) -> None:
    intake, who = small_shop.shop.intake, small_shop.reception
    intake.weigh(who, here, "a_trier", crate(16_500))
    _Mover(small_shop).sort(small_shop.supervisor, "A-TRIER", 10_000)
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as refused:
        intake.undo_last(who, here)
    assert refused.value.code == "sorted"
    assert contents(small_shop.store) == before


class _Mover:
    """Stands for the later stations, which a test of reception does not need whole."""

    def __init__(self, shop: TestShop) -> None:
        from reuse_pos.domain.mass import transfer
        from reuse_pos.domain.roles import Permission
        from reuse_pos.services.office import Station
        from reuse_pos.services.verb import Act, verb

        class Later(Station):
            @verb("sent_to_workshop", Permission.MOVE_STOCK)
            def send(self, act: Act, item_id: Id) -> None:
                item = stock.item_by_id(act.tx, item_id)
                assert item is not None
                moved = transfer(
                    "stock:reception", "stock:workshop", item.category, item.grams, 1,
                    Source(item.source), thing=item.id,
                )  # fmt: skip
                act.move(item, Move.TO_WORKSHOP, entry=act.entry("move", moved))

            @verb("sorted", Permission.SORT)
            def sort(self, act: Act, category: str, grams: int) -> None:
                act.entry(
                    "sort",
                    transfer("stock:reception", "stock:sorting", category, grams, 0, Source.SCALE),
                )

        later = Later(shop.office)
        self.send, self.sort = later.send, later.sort
