"""Sorting: the textile table, mixed crates, loose crates and each object's way, to the gram."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_ledger
from shops import TestShop, copy_shop
from sorting_help import balance, door, kilos, labels, refused, thing

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.sorting import BULK_TEXTILE, TableKind
from reuse_pos.domain.ways import Grade, Way


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
    for reason in ("", "Jean Dupont a tout vidé"):
        refused(
            "rest",
            small_shop,
            lambda r=reason: sorting.close_table(small_shop.supervisor, table, r),
        )
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
