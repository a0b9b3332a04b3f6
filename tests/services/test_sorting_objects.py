"""Mixed crates, loose crates and each object's way: every gesture balances or is refused."""

from dataclasses import replace

import pytest
from invariants import check_ledger
from shops import TestShop
from sorting_help import balance, door, kilos, labels, refused, thing

from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.sorting import BULK_TEXTILE, Rest, TableKind
from reuse_pos.domain.ways import Condition, ItemWay, Way
from reuse_pos.services.sorting import Said


@pytest.fixture
def mixed(small_shop: TestShop) -> Id:
    """A mixed table with a 12 kg crate on it."""
    door(small_shop).bring(small_shop.reception, "A-TRIER", 12_000)
    opened = small_shop.shop.sorting.open_table(small_shop.trainee, TableKind.MIXED).value
    small_shop.shop.sorting.add_bag(small_shop.trainee, opened, kilos(12_000))
    return opened


@pytest.mark.parametrize(
    ("category", "way", "place", "party"),
    [
        ("HR-LIVRE", Way.SHELF, "stock:shop", None),
        ("HR-VAISSELLE", Way.STORAGE, "stock:storage", None),
        ("JJ-VRAC", Way.PARTNER, "out:partner_reuse", "ASSO"),
        ("HR-LIVRE", Way.RECYCLER, "out:recycling", "PAPIER"),
        ("EEE-VRAC", Way.RECYCLER, "out:recycling", "ECOLOGIC"),
        ("HR-DIVERS", Way.DISPOSAL, "out:disposal", "DECHETERIE"),
    ],
)
def test_a_part_changes_category_inside_one_balanced_entry(
    small_shop: TestShop, mixed: Id, category: str, way: Way, place: str, party: str | None
) -> None:
    sorting = small_shop.shop.sorting
    bag = sorting.put_part(small_shop.trainee, mixed, category, way, kilos(2_500)).value
    rows = small_shop.store.read().all(
        "SELECT place, category, grams, party FROM mass_posting WHERE entry = ? ORDER BY grams",
        bag.entry,
    )
    assert [tuple(row) for row in rows] == [
        ("stock:sorting", "A-TRIER", -2_500, None),
        (place, category, 2_500, party),
    ]
    check_ledger(small_shop.store)


def test_a_part_for_the_workshop_gets_a_label_and_a_work_order(
    small_shop: TestShop, mixed: Id
) -> None:
    sorting = small_shop.shop.sorting
    bag = sorting.put_part(small_shop.trainee, mixed, "EEE-VRAC", Way.WORKSHOP, kilos(3_000)).value
    item = thing(small_shop, bag.item)
    assert (item.state, item.grams) == (State.TO_REPAIR, 3_000)
    assert labels(small_shop, item.id) == [("tracking", "waiting")]
    order = small_shop.store.read().one("SELECT * FROM work_order WHERE item = ?", item.id)
    assert order is not None
    assert (order["state"], order["steps"]) == ("queued", "clean,test,photo")
    sorting.undo_bag(small_shop.trainee, mixed)
    order = small_shop.store.read().one("SELECT * FROM work_order WHERE item = ?", item.id)
    assert order is not None
    assert order["state"] == "finished"
    check_ledger(small_shop.store)


def test_untested_appliances_do_not_reach_the_shelf(small_shop: TestShop, mixed: Id) -> None:
    sorting = small_shop.shop.sorting
    refused(
        "test_first",
        small_shop,
        lambda: sorting.put_part(small_shop.trainee, mixed, "EEE-VRAC", Way.SHELF, kilos(1_000)),
    )
    door(small_shop).bring(small_shop.reception, "EEE-VRAC", 5_000)
    for way in (Way.SHELF, Way.GIFT):
        refused(
            "test_first",
            small_shop,
            lambda way=way: sorting.send(small_shop.trainee, "EEE-VRAC", 1_000, way),
        )


def test_the_rest_of_mixed_crates_is_explained_too(small_shop: TestShop, mixed: Id) -> None:
    sorting = small_shop.shop.sorting
    sorting.put_part(small_shop.trainee, mixed, "HR-LIVRE", Way.SHELF, kilos(11_900))
    shown = sorting.table(TableKind.MIXED)
    assert shown is not None
    assert sorting.rest_of(shown) is Rest.NORMAL
    sorting.close_table(small_shop.trainee, mixed)
    assert balance(small_shop, "adjust:moisture", "A-TRIER") == 100
    check_ledger(small_shop.store)


# ------------------------------------------------------------------ loose crates
def test_a_loose_crate_goes_its_way_with_its_pieces(small_shop: TestShop) -> None:
    door(small_shop).bring(small_shop.reception, "HR-LIVRE", 18_000, 60)
    sorting = small_shop.shop.sorting
    assert [(one.category, one.grams) for one in sorting.crates_waiting()] == [("HR-LIVRE", 18_000)]
    entry = sorting.send(small_shop.trainee, "HR-LIVRE", 6_000, Way.SHELF).value
    row = small_shop.store.read().one(
        "SELECT grams, pieces FROM mass_balance WHERE place = 'stock:shop'"
    )
    assert row is not None
    assert tuple(row) == (6_000, 20)
    sorting.undo_send(small_shop.trainee, entry)
    assert sorting.crates_waiting()[0].grams == 18_000
    refused("undone", small_shop, lambda: sorting.undo_send(small_shop.trainee, entry))
    refused(
        "not_enough",
        small_shop,
        lambda: sorting.send(small_shop.trainee, "HR-LIVRE", 21_000, Way.RECYCLER),
    )
    check_ledger(small_shop.store)


def test_tables_goods_are_not_listed_among_the_crates(small_shop: TestShop) -> None:
    for category in ("A-TRIER", BULK_TEXTILE, "HR-LIVRE"):
        door(small_shop).bring(small_shop.reception, category, 3_000)
    sorting = small_shop.shop.sorting
    assert [one.category for one in sorting.crates_waiting()] == ["HR-LIVRE"]
    assert len(sorting.waiting()) == 3


def test_labelled_things_at_reception_are_not_counted_as_loose(small_shop: TestShop) -> None:
    door(small_shop).bring_item(small_shop.reception, "HR-LIVRE", 4_000)
    assert small_shop.shop.sorting.crates_waiting() == []


# ------------------------------------------------------------------ one object
def test_a_thing_to_sell_gets_the_grid_price_and_a_price_label(small_shop: TestShop) -> None:
    item = door(small_shop).bring_item(small_shop.reception, "EA-AS-FAUTEUIL", 12_400).value
    decision = small_shop.shop.sorting.decide(
        small_shop.trainee, item, Condition.GOOD, ItemWay.SELL
    ).value
    sold = thing(small_shop, item)
    assert (sold.state, sold.price_cents, sold.price_state) == (State.ON_SALE, 3_500, "approved")
    assert (sold.condition, sold.markdown_on, sold.markdown_bp) == ("good", "2026-10-31", 2_000)
    assert decision.label == "price"
    assert labels(small_shop, item) == [("price", "waiting")]
    check_ledger(small_shop.store)


def test_selling_is_locked_until_the_test_is_passed(small_shop: TestShop) -> None:
    lamp = door(small_shop).bring_item(small_shop.reception, "EEE-LUM", 2_150).value
    failed = (
        door(small_shop)
        .bring_item(small_shop.reception, "EEE-LUM", 2_150, tested_on="2026-09-30", test_failed=1)
        .value
    )
    tested = (
        door(small_shop)
        .bring_item(small_shop.reception, "EEE-LUM", 2_150, tested_on="2026-09-30")
        .value
    )
    sorting = small_shop.shop.sorting
    for item, code in ((lamp, "test_first"), (failed, "test_failed")):
        refused(
            code,
            small_shop,
            lambda item=item: sorting.decide(
                small_shop.trainee, item, Condition.GOOD, ItemWay.SELL
            ),
        )
    sorting.decide(small_shop.trainee, tested, Condition.GOOD, ItemWay.SELL)
    assert thing(small_shop, tested).state is State.ON_SALE


def test_a_thing_to_repair_joins_the_end_of_the_queue(small_shop: TestShop) -> None:
    sorting = small_shop.shop.sorting
    ranks = []
    for category in ("EA-AS-FAUTEUIL", "EEE-LUM"):
        item = door(small_shop).bring_item(small_shop.reception, category, 9_000).value
        sorting.decide(small_shop.trainee, item, Condition.WORN, ItemWay.REPAIR)
        order = small_shop.store.read().one("SELECT * FROM work_order WHERE item = ?", item)
        assert order is not None
        assert (order["state"], order["weight_before_g"]) == ("queued", 9_000)
        ranks.append(order["rank"])
        assert thing(small_shop, item).state is State.TO_REPAIR
        assert labels(small_shop, item) == [("tracking", "waiting")]
    assert ranks == [1, 2]
    check_ledger(small_shop.store)


def test_parts_and_recycling_end_the_things_life(small_shop: TestShop) -> None:
    sorting = small_shop.shop.sorting
    spares = door(small_shop).bring_item(small_shop.reception, "EEE-PAM", 3_000).value
    scrap = door(small_shop).bring_item(small_shop.reception, "EEE-PAM", 2_000).value
    sorting.decide(small_shop.trainee, spares, Condition.BROKEN, ItemWay.PARTS)
    done = sorting.decide(small_shop.trainee, scrap, Condition.BROKEN, ItemWay.RECYCLE).value
    assert done.label == ""
    assert thing(small_shop, spares).state is State.CONSUMED
    assert thing(small_shop, scrap).state is State.GONE
    assert balance(small_shop, "stock:parts", "EEE-PAM") == 3_000
    row = small_shop.store.read().one(
        "SELECT grams, party FROM mass_posting WHERE place = 'out:recycling'"
    )
    assert row is not None
    assert tuple(row) == (2_000, "ECOLOGIC")
    check_ledger(small_shop.store)


def test_weighing_again_puts_the_gap_to_the_scale(small_shop: TestShop) -> None:
    item = (
        door(small_shop)
        .bring_item(small_shop.reception, "EA-AS-FAUTEUIL", 12_000, Source.LEARNED_MEAN)
        .value
    )
    sorting = small_shop.shop.sorting
    sorting.decide(
        small_shop.trainee, item, Condition.GOOD, ItemWay.SELL, Weighing(12_400, 0, Source.SCALE)
    )
    assert (thing(small_shop, item).grams, thing(small_shop, item).source) == (12_400, "scale")
    assert balance(small_shop, "adjust:scale", "EA-AS-FAUTEUIL") == -400
    learned = small_shop.store.read().one(
        "SELECT n, sum_g FROM learned_mean WHERE category = 'EA-AS-FAUTEUIL'"
    )
    assert learned is not None
    assert tuple(learned) == (1, 12_400)
    check_ledger(small_shop.store)


def test_a_thing_without_weight_or_price_is_refused(small_shop: TestShop) -> None:
    sorting = small_shop.shop.sorting
    feather = (
        door(small_shop).bring_item(small_shop.reception, "EA-AS-FAUTEUIL", 0, Source.UNKNOWN).value
    )
    refused(
        "no_weight",
        small_shop,
        lambda: sorting.decide(small_shop.trainee, feather, Condition.GOOD, ItemWay.SELL),
    )
    strange = door(small_shop).bring_item(small_shop.reception, "HR-MATERIAU", 4_000).value
    refused(
        "no_price",
        small_shop,
        lambda: sorting.decide(small_shop.trainee, strange, Condition.GOOD, ItemWay.SELL),
    )
    sorting.decide(small_shop.trainee, strange, Condition.GOOD, ItemWay.SELL, price_cents=1_200)
    assert thing(small_shop, strange).price_cents == 1_200


def test_a_thing_is_sorted_once(small_shop: TestShop) -> None:
    item = door(small_shop).bring_item(small_shop.reception, "EA-AS-FAUTEUIL", 12_000).value
    sorting = small_shop.shop.sorting
    sorting.decide(small_shop.trainee, item, Condition.GOOD, ItemWay.SELL)
    refused(
        "not_now",
        small_shop,
        lambda: sorting.decide(small_shop.trainee, item, Condition.GOOD, ItemWay.REPAIR),
    )
    refused("not_now", small_shop, lambda: sorting.find(thing(small_shop, item).code))


@pytest.mark.parametrize("way", list(ItemWay))
def test_the_last_decision_can_be_undone_whatever_it_was(
    small_shop: TestShop, way: ItemWay
) -> None:
    item = (
        door(small_shop)
        .bring_item(small_shop.reception, "EA-AS-FAUTEUIL", 12_000, Source.LEARNED_MEAN)
        .value
    )
    sorting = small_shop.shop.sorting
    before = thing(small_shop, item)
    said = Said("rayures", "bedbugs" if way is ItemWay.DISPOSE else "", "to_check")
    decision = sorting.decide(
        small_shop.trainee, item, Condition.WORN, way, Weighing(12_500, 0, Source.SCALE), said=said
    ).value
    sorting.undo_decision(small_shop.trainee, decision)
    assert thing(small_shop, item) == before
    assert not small_shop.shop.checks.blocked_by(item)
    assert all(state == "dropped" for _kind, state in labels(small_shop, item))
    refused("gone_on", small_shop, lambda: sorting.undo_decision(small_shop.trainee, decision))
    check_ledger(small_shop.store)


def test_undo_refuses_a_thing_that_has_gone_on(small_shop: TestShop) -> None:
    item = door(small_shop).bring_item(small_shop.reception, "EA-AS-FAUTEUIL", 12_000).value
    sorting = small_shop.shop.sorting
    decision = sorting.decide(small_shop.trainee, item, Condition.GOOD, ItemWay.SELL).value
    small_shop.shop.stock.move_to(small_shop.supervisor, item, "storage")
    refused("gone_on", small_shop, lambda: sorting.undo_decision(small_shop.trainee, decision))


@pytest.mark.parametrize("heap", ["EEE-LUM", "EEE-VRAC", "A-TRIER"])
def test_a_new_object_takes_its_kilos_from_the_heap_it_was_in(
    small_shop: TestShop, heap: str
) -> None:
    door(small_shop).bring(small_shop.reception, heap, 9_000)
    sorting = small_shop.shop.sorting
    decision = sorting.decide_new(
        small_shop.trainee,
        "EEE-LUM",
        Condition.WORN,
        ItemWay.REPAIR,
        Weighing(2_150, 0, Source.SCALE),
    ).value
    item = thing(small_shop, decision.after.id)
    assert (item.state, item.grams, item.label) == (State.TO_REPAIR, 2_150, "Luminaire")
    assert balance(small_shop, "stock:reception", heap) == 9_000 - 2_150
    check_ledger(small_shop.store)
    sorting.undo_decision(small_shop.trainee, decision)
    assert thing(small_shop, item.id).state is State.GONE
    assert balance(small_shop, "stock:reception", heap) == 9_000
    learned = small_shop.store.read().value("SELECT n FROM learned_mean")
    assert learned == 0
    check_ledger(small_shop.store)


def test_saying_what_a_thing_really_is_moves_its_kilos(small_shop: TestShop) -> None:
    item = door(small_shop).bring_item(small_shop.reception, "EEE-VRAC", 2_150).value
    sorting = small_shop.shop.sorting
    sorting.change_category(small_shop.trainee, item, "EEE-LUM")
    assert thing(small_shop, item).category == "EEE-LUM"
    assert balance(small_shop, "stock:reception", "EEE-VRAC") == 0
    assert balance(small_shop, "stock:reception", "EEE-LUM") == 2_150
    sorting.decide(small_shop.trainee, item, Condition.GOOD, ItemWay.REPAIR)
    refused(
        "not_now",
        small_shop,
        lambda: sorting.change_category(small_shop.trainee, item, "EEE-PAM"),
    )
    check_ledger(small_shop.store)


def test_a_new_object_nobody_received_is_refused(small_shop: TestShop) -> None:
    sorting = small_shop.shop.sorting
    refused(
        "not_enough",
        small_shop,
        lambda: sorting.decide_new(
            small_shop.trainee,
            "EEE-LUM",
            Condition.GOOD,
            ItemWay.REPAIR,
            Weighing(2_150, 0, Source.SCALE),
        ),
    )


def test_goods_go_only_to_who_takes_them(small_shop: TestShop) -> None:
    """Catches toys booked as recycled by an organisation that takes furniture only."""
    made, sorting = small_shop, small_shop.shop.sorting
    usual = next(one for one in made.shop.outflows.takers("recycler") if one.code == "ECOMAISON")
    made.shop.outflows.put_taker(made.manager, replace(usual, accepts=("meubles",)))
    for category in ("EA-AS-CHAISE-BOIS", "JJ-VRAC"):
        door(made).bring(made.reception, category, 4_000)
    sorting.send(made.trainee, "EA-AS-CHAISE-BOIS", 1_000, Way.RECYCLER)
    sorting.send(made.trainee, "JJ-VRAC", 1_000, Way.RECYCLER)
    takers = made.store.read().all(
        "SELECT party, category FROM mass_posting WHERE place = 'out:recycling' ORDER BY id"
    )
    assert takers[0]["party"] == "ECOMAISON"
    assert takers[1]["party"] not in ("ECOMAISON", None)
    refused(
        "not_accepted",
        made,
        lambda: sorting.send(
            made.trainee, "JJ-VRAC", 1_000, Way.RECYCLER, Source.SCALE, "ECOMAISON"
        ),
    )
    here = made.shop.intake.open_intake(made.reception).value.id
    load = Weighing(2_000, 0, Source.SCALE)
    refused(
        "not_accepted",
        made,
        lambda: made.shop.intake.recycle(made.reception, here, "jouets", load, "ECOMAISON"),
    )
    made.shop.intake.recycle(made.reception, here, "meubles", load, "ECOMAISON")
    check_ledger(made.store)


def test_helpers_are_those_who_supervise(small_shop: TestShop) -> None:
    assert small_shop.shop.sorting.helpers() == ["Élodie", "Marie"]
