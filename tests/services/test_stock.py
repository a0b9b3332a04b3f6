"""Stock: cards by code, what moves inside, what leaves without a sale, and the first stock."""

from collections.abc import Callable

import pytest
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.db.stock import item_by_id
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.services.stock import OpeningItem, OpeningLine, Outflow

CHAIR = OpeningLine("EA-AS-FAUTEUIL", items=(OpeningItem("Fauteuil bleu", 12_400, 3_500, "good"),))
BOOKS = OpeningLine("HR-LIVRE", 18_000, 60)
SACK = OpeningLine(
    "TLC-VRAC", items=(OpeningItem("Sac de chemises", 8_000, 4_000, kind="batch", pieces=20),)
)


def refused(code: str, shop: TestShop, gesture: Callable[[], object]) -> Refusal:
    """The gesture is refused with that code and no table changes."""
    before = contents(shop.store)
    with pytest.raises(Refusal) as no:
        gesture()
    assert no.value.code == code
    assert contents(shop.store) == before
    return no.value


def thing(shop: TestShop, item: Id) -> Item:
    found = item_by_id(shop.store.read(), item)
    assert found is not None
    return found


@pytest.fixture
def chair(small_shop: TestShop) -> Item:
    return small_shop.shop.stock.opening_stock(small_shop.manager, [CHAIR]).value[0]


def test_first_stock_is_never_counted_as_collected(small_shop: TestShop) -> None:
    made = small_shop.shop.stock.opening_stock(small_shop.manager, [CHAIR, BOOKS, SACK]).value
    assert [(item.state, item.grams) for item in made] == [
        (State.ON_SALE, 12_400),
        (State.ON_SALE, 8_000),
    ]
    origins = small_shop.store.read().all(
        "SELECT DISTINCT place FROM mass_posting WHERE place LIKE 'in:%'"
    )
    assert [row["place"] for row in origins] == ["in:opening_stock"]
    assert [
        (one.category, one.grams, one.pieces) for one in small_shop.shop.stock.loose("shop")
    ] == [("HR-LIVRE", 18_000, 60)]
    jobs = small_shop.store.read().value("SELECT count(*) FROM label_job WHERE kind = 'price'")
    assert jobs == 2
    check_ledger(small_shop.store)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (OpeningLine("NOTHING", 100), "category"),
        (OpeningLine("SRV-LIVRAISON", 100), "category"),
        (OpeningLine("HR-LIVRE", 100, place="moon"), "category"),
        (OpeningLine("HR-LIVRE"), "weight"),
        (OpeningLine("HR-LIVRE", -1), "weight"),
        (OpeningLine("EA-AS-FAUTEUIL", items=(OpeningItem("Fauteuil", 0),)), "weight"),
        (OpeningLine("EEE-LUM", items=(OpeningItem("Lampe", 2_000, 800),)), "test_first"),
    ],
)
def test_one_wrong_line_records_none(small_shop: TestShop, line: OpeningLine, code: str) -> None:
    refused(
        code,
        small_shop,
        lambda: small_shop.shop.stock.opening_stock(small_shop.manager, [BOOKS, line]),
    )


def test_only_who_sets_the_shop_up_enters_the_first_stock(small_shop: TestShop) -> None:
    refused(
        "right",
        small_shop,
        lambda: small_shop.shop.stock.opening_stock(small_shop.supervisor, [BOOKS]),
    )


def test_a_card_shows_the_thing_and_its_life(small_shop: TestShop, chair: Item) -> None:
    stock = small_shop.shop.stock
    stock.move_to(small_shop.supervisor, chair.id, "storage", "Étagère 4")
    for raw in (chair.code, chair.short, chair.short.replace("-", "").lower()):
        card = stock.find(raw)
        assert card.item.id == chair.id
        assert card.item.spot == "Étagère 4"
        assert [(step.move, step.to_state) for step in card.life] == [
            ("receive", "on_sale"),
            ("store", "in_storage"),
        ]
        assert card.category.code == "EA-AS-FAUTEUIL"
        assert card.sold is None
    assert stock.card(chair.id) == card
    assert [item.id for item in stock.items(State.IN_STORAGE)] == [chair.id]
    check_ledger(small_shop.store)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("R-999999", "unknown"),
        ("2200100010420", "not_a_thing"),
        ("3017620422003", "foreign"),
        ("2000100000011", "damaged"),
        ("", "unreadable"),
    ],
)
def test_codes_that_open_no_card(small_shop: TestShop, raw: str, code: str) -> None:
    refused(code, small_shop, lambda: small_shop.shop.stock.find(raw))


@pytest.mark.parametrize(
    ("outflow", "state"),
    [
        (Outflow("gift"), State.GONE),
        (Outflow("internal_use"), State.GONE),
        (Outflow("recycling", "ECOMAISON", "BSD-1"), State.GONE),
        (Outflow("lost", reason="volé"), State.GONE),
        (Outflow("other_store", slip="T-7"), State.TRANSFERRED),
    ],
)
def test_a_thing_leaves_without_a_sale(
    small_shop: TestShop, chair: Item, outflow: Outflow, state: State
) -> None:
    stock = small_shop.shop.stock
    stock.send_out(small_shop.supervisor, chair.id, outflow)
    assert thing(small_shop, chair.id).state is state
    row = small_shop.store.read().one(
        "SELECT p.grams, p.party, e.document FROM mass_posting AS p JOIN mass_entry AS e "
        "ON e.id = p.entry WHERE p.place = ?",
        f"out:{outflow.destination}",
    )
    assert row is not None
    assert tuple(row) == (12_400, outflow.party, outflow.slip or None)
    refused(
        "not_now",
        small_shop,
        lambda: stock.send_out(small_shop.supervisor, chair.id, Outflow("gift")),
    )
    waiting = "SELECT count(*) FROM label_job WHERE state = 'waiting'"
    assert small_shop.store.read().value(waiting) == 0
    check_ledger(small_shop.store)


@pytest.mark.parametrize(
    ("outflow", "code"),
    [
        (Outflow("recycling"), "party"),
        (Outflow("disposal"), "party"),
        (Outflow("gift", "NOBODY"), "party"),
        (Outflow("lost"), "reason"),
        (Outflow("lost", reason="  "), "reason"),
    ],
)
def test_a_way_out_must_say_who_or_why(
    small_shop: TestShop, chair: Item, outflow: Outflow, code: str
) -> None:
    stock = small_shop.shop.stock
    refused(code, small_shop, lambda: stock.send_out(small_shop.supervisor, chair.id, outflow))


def test_a_sale_is_no_way_out_here(small_shop: TestShop, chair: Item) -> None:
    with pytest.raises(ValueError, match="sale"):
        small_shop.shop.stock.send_out(small_shop.supervisor, chair.id, Outflow("sale"))


def test_a_trainee_may_not_send_out_nor_move(small_shop: TestShop, chair: Item) -> None:
    stock, who = small_shop.shop.stock, small_shop.trainee
    refused("right", small_shop, lambda: stock.send_out(who, chair.id, Outflow("gift")))
    refused("right", small_shop, lambda: stock.move_to(who, chair.id, "storage"))


def test_reserved_things_stay(small_shop: TestShop, chair: Item) -> None:
    with small_shop.store.transaction() as tx:
        tx.execute("UPDATE item SET state = 'reserved'")
    stock = small_shop.shop.stock
    refused(
        "reserved",
        small_shop,
        lambda: stock.send_out(small_shop.supervisor, chair.id, Outflow("gift")),
    )


def test_loose_goods_leave_by_weight_and_never_more_than_there_are(small_shop: TestShop) -> None:
    stock, who = small_shop.shop.stock, small_shop.supervisor
    stock.opening_stock(small_shop.manager, [BOOKS])
    stock.send_out_loose(
        who, "HR-LIVRE", Weighing(6_000, 0, Source.SCALE), Outflow("recycling", "PAPIER")
    )
    stock.move_loose(who, "HR-LIVRE", Weighing(3_000, 0, Source.SCALE), ("shop", "storage"))
    assert [(one.grams, one.pieces) for one in stock.loose("shop")] == [(9_000, 30)]
    assert [(one.grams, one.pieces) for one in stock.loose("storage")] == [(3_000, 10)]
    refused(
        "not_enough",
        small_shop,
        lambda: stock.send_out_loose(
            who, "HR-LIVRE", Weighing(9_001, 0, Source.SCALE), Outflow("gift")
        ),
    )
    check_ledger(small_shop.store)


def test_an_untested_appliance_stays_off_the_shelf(small_shop: TestShop) -> None:
    stock, who = small_shop.shop.stock, small_shop.supervisor
    lamp = OpeningLine("EEE-LUM", 0, 0, "storage", (OpeningItem("Lampe", 2_000),))
    item = stock.opening_stock(small_shop.manager, [lamp]).value[0]
    refused("test_first", small_shop, lambda: stock.move_to(who, item.id, "shop"))


def test_a_bag_emptied_on_its_shelf_keeps_its_kilos_there(small_shop: TestShop) -> None:
    stock = small_shop.shop.stock
    sack = stock.opening_stock(small_shop.manager, [SACK]).value[0]
    stock.empty_batch(small_shop.trainee, sack.id)
    assert thing(small_shop, sack.id).state is State.CONSUMED
    assert [(one.category, one.grams) for one in stock.loose("shop")] == [("TLC-VRAC", 8_000)]
    refused("not_now", small_shop, lambda: stock.empty_batch(small_shop.trainee, sack.id))
    check_ledger(small_shop.store)


def test_only_bags_are_emptied(small_shop: TestShop, chair: Item) -> None:
    stock = small_shop.shop.stock
    refused("wrong_bag", small_shop, lambda: stock.empty_batch(small_shop.trainee, chair.id))


def test_weighing_again_moves_the_gap_to_the_scale(small_shop: TestShop, chair: Item) -> None:
    stock = small_shop.shop.stock
    gap = stock.record_weight(small_shop.trainee, chair.id, Weighing(12_150, 0, Source.SCALE)).value
    assert gap == -250
    assert (thing(small_shop, chair.id).grams, thing(small_shop, chair.id).source) == (
        12_150,
        "scale",
    )
    refused(
        "no_weight",
        small_shop,
        lambda: stock.record_weight(small_shop.trainee, chair.id, Weighing(0, 0, Source.SCALE)),
    )
    check_ledger(small_shop.store)
