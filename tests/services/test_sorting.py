"""Sorting: the textile table, mixed crates, loose crates and each object's way, to the gram."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_ledger
from shops import TestShop, copy_shop

from reuse_pos.db.stock import item_by_id, item_row
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.fact import Value
from reuse_pos.domain.ids import CodeKind, Id
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Posting, Source, Weighing, transfer
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sorting import BULK_TEXTILE, Rest, TableKind
from reuse_pos.domain.ways import Condition, Grade, ItemWay, Way
from reuse_pos.services.office import Station
from reuse_pos.services.sorting_common import new_item
from reuse_pos.services.verb import Act, verb


class Door(Station):
    """Brings goods to reception for these tests, as a delivery would."""

    @verb("brought", Permission.RECEIVE)
    def bring(self, act: Act, category: str, grams: int, pieces: int = 0) -> None:
        act.entry(
            "intake",
            transfer("in:drop_off", "stock:reception", category, grams, pieces, Source.SCALE),
        )

    @verb("brought", Permission.RECEIVE)
    def bring_item(
        self, act: Act, category: str, grams: int, source: Source = Source.SCALE, **columns: Value
    ) -> Id:
        kind = CodeKind.BATCH if columns.get("kind") == "batch" else CodeKind.ITEM
        load = Weighing(grams, 0, source)
        item = new_item(act, kind, category, "Objet", State.RECEIVED, load)
        postings = transfer(
            "in:drop_off", "stock:reception", category, grams, 1, source, thing=item.id
        )
        if not grams:
            postings = (
                Posting("in:drop_off", category, 0, -1, Source.UNKNOWN),
                Posting("stock:reception", category, 0, 1, Source.UNKNOWN, item.id),
            )
        entry = act.entry("intake", postings)
        act.put("item", **{**item_row(item), **columns})
        act.new_item(item.id, entry=entry)
        return item.id


def door(shop: TestShop) -> Door:
    return Door(shop.office)


def kilos(grams: int, tare: int = 50) -> Weighing:
    return Weighing(grams + tare, tare, Source.SCALE, "T-SAC")


def balance(shop: TestShop, place: str, category: str = BULK_TEXTILE) -> int:
    grams = shop.store.read().value(
        "SELECT sum(grams) FROM mass_posting WHERE place = ? AND category = ?", place, category
    )
    return int(grams or 0)


def thing(shop: TestShop, item: Id | None) -> Item:
    assert item is not None
    found = item_by_id(shop.store.read(), item)
    assert found is not None
    return found


def labels(shop: TestShop, item: Id | None) -> list[tuple[str, str]]:
    rows = shop.store.read().all("SELECT kind, state FROM label_job WHERE item = ?", item)
    return [(row["kind"], row["state"]) for row in rows]


def refused(code: str, shop: TestShop, gesture: Callable[[], object]) -> Refusal:
    """The gesture is refused with that code and writes nothing at all."""
    before = shop.store.read().value("SELECT last_hash FROM device_state")
    with pytest.raises(Refusal) as no:
        gesture()
    assert no.value.code == code
    assert no.value.sentence
    assert shop.store.read().value("SELECT last_hash FROM device_state") == before
    return no.value


@pytest.fixture
def table(small_shop: TestShop) -> Id:
    """A textile table with 20 kg on it, out of 50 kg at reception."""
    door(small_shop).bring(small_shop.reception, BULK_TEXTILE, 50_000)
    opened = small_shop.shop.sorting.open_table(small_shop.trainee, TableKind.TEXTILE).value
    small_shop.shop.sorting.add_bag(small_shop.trainee, opened, kilos(20_000), "Collecte")
    return opened


# ------------------------------------------------------------------ the textile table
def test_bag_goes_from_reception_onto_the_table(small_shop: TestShop, table: Id) -> None:
    shown = small_shop.shop.sorting.table(TableKind.TEXTILE)
    assert shown is not None
    assert [(bag.n, bag.label, bag.grams) for bag in shown.bags_in] == [(1, "Collecte", 20_000)]
    assert balance(small_shop, "stock:reception") == 30_000
    assert balance(small_shop, "stock:sorting") == 20_000
    check_ledger(small_shop.store)


@pytest.mark.parametrize(
    ("grade", "place", "state", "label"),
    [
        (Grade.SHOP, "stock:shop", State.ON_SALE, "price"),
        (Grade.VINTAGE, "stock:shop", State.ON_SALE, "tracking"),
        (Grade.SECOND, "stock:shop", State.ON_SALE, "tracking"),
        (Grade.RAG, "stock:storage", State.IN_STORAGE, "tracking"),
    ],
)
def test_followed_grades_become_a_labelled_batch(
    small_shop: TestShop, table: Id, grade: Grade, place: str, state: State, label: str
) -> None:
    bag = small_shop.shop.sorting.put_out(small_shop.trainee, table, grade, kilos(6_400)).value
    batch = thing(small_shop, bag.item)
    assert (batch.kind, batch.code[1], batch.category) == ("batch", "1", BULK_TEXTILE)
    assert (batch.state, batch.grams, batch.place) == (state, 6_400, place)
    assert labels(small_shop, batch.id) == [(label, "waiting")]
    assert balance(small_shop, place) == 6_400
    check_ledger(small_shop.store)


def test_shop_bag_carries_the_shops_own_price_per_kilo(small_shop: TestShop, table: Id) -> None:
    bag = small_shop.shop.sorting.put_out(small_shop.trainee, table, Grade.SHOP, kilos(6_400)).value
    batch = thing(small_shop, bag.item)
    assert (batch.price_cents, batch.price_state) == (3_200, "approved")


@pytest.mark.parametrize(
    ("grade", "place", "party"),
    [
        (Grade.SORTER, "out:sorter", "TRIEUR"),
        (Grade.WASTE, "out:disposal", "DECHETERIE"),
    ],
)
def test_other_grades_leave_at_once_and_name_who_takes_them(
    small_shop: TestShop, table: Id, grade: Grade, place: str, party: str
) -> None:
    bag = small_shop.shop.sorting.put_out(small_shop.trainee, table, grade, kilos(3_000)).value
    assert bag.item is None
    row = small_shop.store.read().one(
        "SELECT grams, party FROM mass_posting WHERE place = ?", place
    )
    assert row is not None
    assert (row["grams"], row["party"]) == (3_000, party)
    check_ledger(small_shop.store)


def test_a_scanned_bag_ends_its_label_and_goes_on_the_table(
    small_shop: TestShop, table: Id
) -> None:
    batch = (
        door(small_shop).bring_item(small_shop.reception, BULK_TEXTILE, 8_100, kind="batch").value
    )
    short = thing(small_shop, batch).short
    sorting = small_shop.shop.sorting
    sorting.add_batch(small_shop.trainee, table, short)
    shown = sorting.table(TableKind.TEXTILE)
    assert shown is not None
    assert shown.in_g == 28_100
    assert thing(small_shop, batch).state is State.CONSUMED
    refused("wrong_bag", small_shop, lambda: sorting.add_batch(small_shop.trainee, table, short))
    sorting.undo_bag(small_shop.trainee, table)
    assert thing(small_shop, batch).state is State.RECEIVED
    assert thing(small_shop, batch).grams == 8_100
    check_ledger(small_shop.store)


def test_undo_takes_the_last_bag_back_and_drops_its_label(small_shop: TestShop, table: Id) -> None:
    sorting = small_shop.shop.sorting
    sorting.put_out(small_shop.trainee, table, Grade.SORTER, kilos(5_000))
    bag = sorting.put_out(small_shop.trainee, table, Grade.SHOP, kilos(4_000)).value
    assert sorting.undo_bag(small_shop.trainee, table).value.id == bag.id
    shown = sorting.table(TableKind.TEXTILE)
    assert shown is not None
    assert (shown.out_g, shown.rest_g) == (5_000, 15_000)
    assert labels(small_shop, bag.item) == [("price", "dropped")]
    assert thing(small_shop, bag.item).state is State.GONE
    assert balance(small_shop, "stock:shop") == 0
    check_ledger(small_shop.store)


def test_undo_refuses_a_bag_that_has_gone_on(small_shop: TestShop, table: Id) -> None:
    sorting = small_shop.shop.sorting
    bag = sorting.put_out(small_shop.trainee, table, Grade.SHOP, kilos(4_000)).value
    assert bag.item is not None
    small_shop.shop.stock.move_to(small_shop.supervisor, bag.item, "storage")
    refused("gone_on", small_shop, lambda: sorting.undo_bag(small_shop.trainee, table))


def test_numbers_follow_each_direction(small_shop: TestShop, table: Id) -> None:
    sorting = small_shop.shop.sorting
    numbers = [
        sorting.put_out(small_shop.trainee, table, Grade.RAG, kilos(1_000)).value.n
        for _turn in range(3)
    ]
    second = sorting.add_bag(small_shop.trainee, table, kilos(1_000)).value
    assert (numbers, second.n) == ([1, 2, 3], 2)


def test_closing_puts_the_rest_down_to_moisture(small_shop: TestShop, table: Id) -> None:
    sorting = small_shop.shop.sorting
    sorting.put_out(small_shop.trainee, table, Grade.SORTER, kilos(19_700))
    closing = sorting.close_table(small_shop.trainee, table).value
    assert (closing.in_g, closing.out_g, closing.rest_g) == (20_000, 19_700, 300)
    assert balance(small_shop, "adjust:moisture") == 300
    assert balance(small_shop, "stock:sorting") == 0
    assert sorting.table(TableKind.TEXTILE) is None
    refused("closed", small_shop, lambda: sorting.add_bag(small_shop.trainee, table, kilos(1_000)))
    check_ledger(small_shop.store)


def test_a_table_that_came_out_even_needs_no_adjustment(small_shop: TestShop, table: Id) -> None:
    sorting = small_shop.shop.sorting
    sorting.put_out(small_shop.trainee, table, Grade.SORTER, kilos(20_000))
    assert sorting.close_table(small_shop.trainee, table).value.adjustment == ""
    check_ledger(small_shop.store)


def test_a_rest_above_the_limit_needs_a_supervisor_and_a_reason(
    small_shop: TestShop, table: Id
) -> None:
    sorting = small_shop.shop.sorting
    sorting.put_out(small_shop.trainee, table, Grade.SORTER, kilos(19_599))
    refused("rest", small_shop, lambda: sorting.close_table(small_shop.trainee, table))
    refused("rest", small_shop, lambda: sorting.close_table(small_shop.trainee, table, "wet_bags"))
    refused("rest", small_shop, lambda: sorting.close_table(small_shop.supervisor, table))
    assert sorting.close_table(small_shop.supervisor, table, "wet_bags").value.rest_g == 401
    check_ledger(small_shop.store)


def test_more_out_than_in_asks_for_the_forgotten_bag(small_shop: TestShop, table: Id) -> None:
    sorting = small_shop.shop.sorting
    sorting.put_out(small_shop.trainee, table, Grade.SORTER, kilos(21_200))
    no = refused(
        "more_out", small_shop, lambda: sorting.close_table(small_shop.supervisor, table, "other")
    )
    assert no.facts["grams"] == 1_200
    sorting.add_bag(small_shop.trainee, table, kilos(1_300))
    assert sorting.close_table(small_shop.trainee, table).value.rest_g == 100
    check_ledger(small_shop.store)


def test_a_supervisor_may_put_a_few_grams_too_much_down_to_the_scales(
    small_shop: TestShop, table: Id
) -> None:
    sorting = small_shop.shop.sorting
    sorting.put_out(small_shop.trainee, table, Grade.SORTER, kilos(20_100))
    refused("more_out", small_shop, lambda: sorting.close_table(small_shop.trainee, table, "other"))
    sorting.close_table(small_shop.supervisor, table, "other")
    assert balance(small_shop, "adjust:scale") == -100
    assert balance(small_shop, "stock:sorting") == 0


def test_one_table_of_a_kind_is_open_at_a_time_and_stays_over_night(
    small_shop: TestShop, table: Id
) -> None:
    sorting = small_shop.shop.sorting
    refused("open", small_shop, lambda: sorting.open_table(small_shop.trainee, TableKind.TEXTILE))
    sorting.open_table(small_shop.trainee, TableKind.MIXED)
    small_shop.clock.forward(days=1)
    shown = sorting.table(TableKind.TEXTILE)
    assert shown is not None
    assert shown.id == table


def test_what_two_scales_differ_by_is_named_and_more_is_refused(
    small_shop: TestShop, table: Id
) -> None:
    sorting = small_shop.shop.sorting
    refused(
        "not_enough",
        small_shop,
        lambda: sorting.add_bag(small_shop.trainee, table, kilos(33_000)),
    )
    sorting.add_bag(small_shop.trainee, table, kilos(30_400))
    assert balance(small_shop, "stock:reception") == 0
    assert balance(small_shop, "adjust:scale") == -400
    check_ledger(small_shop.store)


@pytest.mark.parametrize(
    ("weighing", "code"),
    [
        (Weighing(0, 0, Source.SCALE), "no_weight"),
        (Weighing(-5, 0, Source.SCALE), "no_weight"),
        (Weighing(40, 50, Source.SCALE), "tare"),
        (Weighing(300_001, 0, Source.SCALE), "over_capacity"),
    ],
)
def test_weights_nobody_can_believe_change_nothing(
    small_shop: TestShop, table: Id, weighing: Weighing, code: str
) -> None:
    sorting = small_shop.shop.sorting
    refused(code, small_shop, lambda: sorting.add_bag(small_shop.trainee, table, weighing))
    refused(
        code,
        small_shop,
        lambda: sorting.put_out(small_shop.trainee, table, Grade.SHOP, weighing),
    )


def test_nothing_leaves_an_empty_table_and_nothing_is_undone_on_it(small_shop: TestShop) -> None:
    sorting = small_shop.shop.sorting
    opened = sorting.open_table(small_shop.trainee, TableKind.TEXTILE).value
    refused(
        "empty",
        small_shop,
        lambda: sorting.put_out(small_shop.trainee, opened, Grade.SHOP, kilos(1_000)),
    )
    refused("nothing", small_shop, lambda: sorting.undo_bag(small_shop.trainee, opened))
    sorting.close_table(small_shop.trainee, opened)


def test_a_cashier_may_not_sort(small_shop: TestShop, table: Id) -> None:
    sorting = small_shop.shop.sorting
    for gesture in (
        lambda: sorting.open_table(small_shop.cashier, TableKind.MIXED),
        lambda: sorting.add_bag(small_shop.cashier, table, kilos(1_000)),
        lambda: sorting.put_out(small_shop.cashier, table, Grade.SHOP, kilos(1_000)),
        lambda: sorting.undo_bag(small_shop.cashier, table),
        lambda: sorting.close_table(small_shop.cashier, table),
        lambda: sorting.send(small_shop.cashier, "HR-LIVRE", 1_000, Way.SHELF),
    ):
        refused("right", small_shop, gesture)


def test_bags_without_an_organisation_to_take_them_are_refused(
    small_shop: TestShop, table: Id
) -> None:
    with small_shop.store.transaction() as tx:
        tx.execute("UPDATE party SET archived = 1 WHERE kind = 'sorter'")
    sorting = small_shop.shop.sorting
    refused(
        "party",
        small_shop,
        lambda: sorting.put_out(small_shop.trainee, table, Grade.SORTER, kilos(1_000)),
    )


GESTURE = st.tuples(
    st.sampled_from(["in", "in", *Grade, "undo"]), st.integers(min_value=1, max_value=9_000)
)


@settings(max_examples=25)
@given(gestures=st.lists(GESTURE, max_size=14))
def test_whatever_is_weighed_the_rest_is_in_minus_out(
    tmp_path_factory: pytest.TempPathFactory, gestures: list[tuple[str, int]]
) -> None:
    shop = copy_shop(tmp_path_factory.mktemp("sorting") / "shop")
    sorting, who = shop.shop.sorting, shop.trainee
    door(shop).bring(shop.reception, BULK_TEXTILE, 200_000)
    opened = sorting.open_table(who, TableKind.TEXTILE).value
    wanted: list[tuple[str, int]] = []
    refusals: list[str] = []
    for what, grams in gestures:
        try:
            if what == "in":
                sorting.add_bag(who, opened, kilos(grams))
                wanted.append(("in", grams))
            elif what == "undo":
                sorting.undo_bag(who, opened)
                wanted.pop()
            else:
                sorting.put_out(who, opened, Grade(what), kilos(grams))
                wanted.append(("out", grams))
        except Refusal as no:
            refusals.append(no.code)
    shown = sorting.table(TableKind.TEXTILE)
    assert shown is not None
    assert set(refusals) <= {"empty", "nothing"}
    assert [(bag.direction, bag.grams) for bag in shown.bags] == wanted
    assert shown.rest_g == sum(g if way == "in" else -g for way, g in wanted)
    assert balance(shop, "stock:sorting") == shown.rest_g
    check_ledger(shop.store)
    shop.shop.close()


# ------------------------------------------------------------------ mixed crates
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
    decision = sorting.decide(
        small_shop.trainee, item, Condition.WORN, way, Weighing(12_500, 0, Source.SCALE)
    ).value
    sorting.undo_decision(small_shop.trainee, decision)
    assert thing(small_shop, item) == before
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


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("R-999999", "unknown"),
        ("3017620422003", "foreign"),
        ("2000100000011", "damaged"),
        ("bonjour", "unreadable"),
    ],
)
def test_codes_that_are_no_object_of_the_shop(
    small_shop: TestShop, table: Id, raw: str, code: str
) -> None:
    sorting = small_shop.shop.sorting
    refused(code, small_shop, lambda: sorting.find(raw))
    refused(code, small_shop, lambda: sorting.add_batch(small_shop.trainee, table, raw))


def test_helpers_are_those_who_supervise(small_shop: TestShop) -> None:
    assert small_shop.shop.sorting.helpers() == ["Élodie", "Marie"]
