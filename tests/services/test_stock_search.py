"""Finding things: any order, accents or not, by what they are called now, where they are, and for
how much."""

from __future__ import annotations

import pytest
from goods import bring
from invariants import check_ledger
from shops import TestShop

from reuse_pos.domain.item import Item, State
from reuse_pos.domain.roles import SYSTEM, Permission
from reuse_pos.domain.search import Filters
from reuse_pos.services.office import Station
from reuse_pos.services.stock_search import CHEAPEST, NEWEST, OLDEST, PAGE
from reuse_pos.services.verb import Act, verb

CHAIR, LAMP, BOOK = "EA-AS-CHAISE-BOIS", "EEE-LUM", "HR-LIVRE"


class Changer(Station):
    """Sets columns of a thing, as many verbs do."""

    @verb("thing_changed", Permission.SORT)
    def change(self, act: Act, item: Item, words: dict[str, str | int | None]) -> None:
        """Change some columns."""
        act.set("item", {"id": item.id}, **words)


def change(shop: TestShop, item: Item, **words: str | int | None) -> None:
    Changer(shop.office).change(SYSTEM, item, words)


def names(shop: TestShop, text: str, filters: Filters | None = None, **more: object) -> list[str]:
    found = shop.shop.stock_search.search(text, filters, **more)
    return [one.item.label for one in found.rows]


@pytest.fixture
def goods(small_shop: TestShop) -> dict[str, Item]:
    made = {
        "chair": bring(small_shop, CHAIR, 4800, State.ON_SALE, label="Chaise en bois", spot="Salon",
                       price_cents=1500, price_state="approved"),
        "lamp": bring(small_shop, LAMP, 2200, State.ON_SALE, label="Lampe de chevet en bois",
                      spot="Luminaires", price_cents=800, price_state="approved"),
        "art": bring(small_shop, "HR-BIBELOT", 900, State.IN_STORAGE, label="Œuvre d’été",
                     brand="Ligne Roset", price_cents=8000),
        "bed": bring(small_shop, "EA-CO-LIT-1P", 30_000, State.TO_REPAIR, label="Lit pliant"),
    }  # fmt: skip
    small_shop.clock.forward(days=41)
    return made


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("bois", ["Chaise en bois", "Lampe de chevet en bois"]),
        ("bois chevet", ["Lampe de chevet en bois"]),
        ("CHEVET de BOIS", ["Lampe de chevet en bois"]),
        ("oeuvre ete", ["Œuvre d’été"]),
        ("Œuvre D’ÉTÉ", ["Œuvre d’été"]),
        ("roset", ["Œuvre d’été"]),
        ("bois <10", ["Lampe de chevet en bois"]),
        (">10 bois", ["Chaise en bois"]),
        ("<80", ["Lampe de chevet en bois", "Chaise en bois"]),
        ("bois salon", ["Chaise en bois"]),
        ("en réserve", ["Œuvre d’été"]),
        ("atelier", ["Lit pliant"]),
        ("meubles", ["Lit pliant", "Chaise en bois"]),
        ("bois zzz", []),
        ("vendu", []),
        ("la", ["Lampe de chevet en bois"]),
        ("%", []),
        ("_", []),
        ("🙂", []),
        ("bois 🙂", ["Chaise en bois", "Lampe de chevet en bois"]),
        ("bois' OR '1'='1", []),
        ("<", ["Lit pliant", "Œuvre d’été", "Lampe de chevet en bois", "Chaise en bois"]),
        ("chaise en réserve", []),
    ],
)
def test_words_in_any_order_find_things(
    small_shop: TestShop, goods: dict[str, Item], text: str, wanted: list[str]
) -> None:
    assert sorted(names(small_shop, text)) == sorted(wanted)
    assert small_shop.shop.stock_search.search(text).total == len(wanted)


def test_a_code_finds_its_thing_even_sold(small_shop: TestShop, goods: dict[str, Item]) -> None:
    chair = goods["chair"]
    for typed in (chair.short, chair.short.lower().replace("-", ""), chair.code):
        assert names(small_shop, typed) == ["Chaise en bois"]
    assert names(small_shop, chair.short[2:]) == ["Chaise en bois"]
    assert names(small_shop, "R-999999") == []


def test_a_thing_is_found_by_what_it_is_called_now(
    small_shop: TestShop, goods: dict[str, Item]
) -> None:
    """A renamed or moved thing keeps no old word."""
    change(small_shop, goods["lamp"], label="Lampadaire doré", spot="Vitrine")
    assert names(small_shop, "chevet") == []
    assert names(small_shop, "luminaires") == []
    assert names(small_shop, "lampadaire dore vitrine") == ["Lampadaire doré"]
    check_ledger(small_shop.store)
    assert small_shop.shop.doctor.examine().sound


def test_what_its_category_is_called_finds_it_too(
    small_shop: TestShop, goods: dict[str, Item]
) -> None:
    change(small_shop, goods["chair"], label="Trône de grand-mère")
    assert "Trône de grand-mère" in names(small_shop, "chaise")


def test_sold_things_are_shown_only_when_asked_for(
    small_shop: TestShop, goods: dict[str, Item]
) -> None:
    from reuse_pos.services.stock import Outflow

    small_shop.shop.stock.send_out(small_shop.supervisor, goods["chair"].id, Outflow("gift"))
    assert names(small_shop, "bois") == ["Lampe de chevet en bois"]
    assert names(small_shop, "bois", Filters(state="gone")) == ["Chaise en bois"]
    assert names(small_shop, "parti chaise") == ["Chaise en bois"]


def test_filters_touched_and_typed_hold_together(
    small_shop: TestShop, goods: dict[str, Item]
) -> None:
    found = small_shop.shop.stock_search.search("bois <10", Filters(state="on_sale"))
    assert [(one.kind, one.words, one.typed) for one in found.chips] == [
        ("state", "En rayon", False), ("price", "< 10\u00a0€", True),
    ]  # fmt: skip
    assert found.asked.without("price") == "bois"
    assert names(small_shop, "", Filters(place="stock:shop", state="in_storage")) == []
    assert names(small_shop, "", Filters(over_days=60)) == []
    assert len(names(small_shop, "", Filters(over_days=40))) == 4
    assert names(small_shop, "", Filters(under_days=7)) == []


def test_the_price_is_the_one_the_label_asks_today(
    small_shop: TestShop, goods: dict[str, Item]
) -> None:
    """A reduced price is looked for as it is asked, not as it was."""
    change(small_shop, goods["chair"], markdown_on="2026-10-15", markdown_bp=2000)
    hit = small_shop.shop.stock_search.search("chaise").rows[0]
    assert (hit.price_cents, hit.old_cents, hit.age_days) == (1200, 1500, 41)
    assert names(small_shop, "chaise <13") == ["Chaise en bois"]
    assert names(small_shop, "chaise >13") == []


def test_orders_and_pages(small_shop: TestShop) -> None:
    for n in range(PAGE + 5):
        bring(small_shop, BOOK, 300, State.ON_SALE, label=f"Livre {n:02d}",
              price_cents=5000 - n * 10, price_state="approved")  # fmt: skip
    search = small_shop.shop.stock_search
    first = search.search("livre", order=NEWEST)
    assert (len(first.rows), first.total, first.more) == (PAGE, PAGE + 5, False)
    assert first.rows[0].item.label == "Livre 54"
    second = search.search("livre", page=1, order=NEWEST)
    assert [one.item.label for one in second.rows] == [f"Livre {n:02d}" for n in (4, 3, 2, 1, 0)]
    assert search.search("livre", order=OLDEST).rows[0].item.label == "Livre 00"
    assert search.search("livre", order=CHEAPEST).rows[0].item.label == "Livre 54"


def test_the_doctor_names_words_that_do_not_follow(
    small_shop: TestShop, goods: dict[str, Item]
) -> None:
    with small_shop.store.transaction() as tx:
        tx.execute("DELETE FROM item_word WHERE word = 'chevet'")
        tx.execute("INSERT INTO item_word VALUES ('armoire', ?)", goods["chair"].id)
    found = {(one.check, one.place) for one in small_shop.shop.doctor.examine().findings}
    assert ("item_words", goods["lamp"].short) in found
    assert ("item_words", goods["chair"].short) in found


def test_an_older_file_gets_its_words_when_it_is_updated(
    small_shop: TestShop, goods: dict[str, Item]
) -> None:
    from reuse_pos.db.engine import create_or_update

    with small_shop.store.transaction() as tx:
        tx.execute("DELETE FROM item_word")
    assert names(small_shop, "bois") == []
    create_or_update(small_shop.office.folder.database)
    assert len(names(small_shop, "bois")) == 2


def test_spots_are_known_by_name(small_shop: TestShop, goods: dict[str, Item]) -> None:
    assert small_shop.shop.stock_search.spots() == ["Luminaires", "Salon"]
    assert small_shop.shop.stock_search.inside() == 4
