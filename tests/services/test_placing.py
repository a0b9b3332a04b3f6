"""Things put elsewhere: places and spots, part of a batch, prices brought down."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from goods import bring, now
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.services.stock import OpeningItem, OpeningLine

CHAIR = "EA-AS-CHAISE-BOIS"


def refused(code: str, shop: TestShop, gesture: Callable[[], object]) -> None:
    before = contents(shop.store)
    with pytest.raises(Refusal) as no:
        gesture()
    assert no.value.code == code
    assert contents(shop.store) == before


def sack(shop: TestShop) -> Item:
    """Twenty shirts under one label, in storage."""
    line = OpeningLine(
        "TLC-VRAC", items=(OpeningItem("Sac de chemises", 10_000, 200, kind="batch", pieces=20),)
    )
    batch = shop.shop.stock.opening_stock(shop.manager, [line]).value[0]
    shop.shop.placing.place(shop.supervisor, [batch.id], "storage")
    return now(shop, batch.id)


def test_things_change_place_and_spot_together(small_shop: TestShop) -> None:
    place = small_shop.shop.placing.place
    first = bring(small_shop, CHAIR, 4800, State.ON_SALE, spot="Salon")
    second = bring(small_shop, CHAIR, 5200)
    assert place(small_shop.supervisor, [first.id, second.id], "storage", "Allée  C").value == 2
    for one in (first, second):
        assert (now(small_shop, one.id).state, now(small_shop, one.id).spot) == (
            State.IN_STORAGE, "Allée C",
        )  # fmt: skip
    assert place(small_shop.supervisor, [first.id], "storage", "Allée C").value == 0
    assert place(small_shop.supervisor, [first.id], "storage", "Allée A").value == 1
    found = small_shop.shop.stock_search.search("chaise allée a")
    assert [one.item.id for one in found.rows] == [first.id]
    assert place(small_shop.supervisor, [first.id], "shop").value == 1
    assert now(small_shop, first.id).spot == ""
    check_ledger(small_shop.store)
    assert small_shop.shop.doctor.examine().sound


def test_one_thing_that_may_not_move_stops_all(small_shop: TestShop) -> None:
    free = bring(small_shop, CHAIR, 4800)
    lamp = bring(small_shop, "EEE-LUM", 900)
    held = bring(small_shop, CHAIR, 4800, State.RESERVED)
    place, who = small_shop.shop.placing.place, small_shop.supervisor
    refused("test_first", small_shop, lambda: place(who, [free.id, lamp.id], "shop"))
    refused("reserved", small_shop, lambda: place(who, [free.id, held.id], "storage"))
    refused("many", small_shop, lambda: place(who, [], "shop"))
    refused("spot", small_shop, lambda: place(who, [free.id], "shop", "x" * 41))
    refused("right", small_shop, lambda: place(small_shop.cashier, [free.id], "shop"))


@pytest.mark.parametrize(
    ("weighing", "grams", "source"),
    [(None, 3_000, "derived"), (Weighing(3_300, 0, Source.SCALE), 3_300, "scale")],
)
def test_part_of_a_batch_gets_its_own_code(
    small_shop: TestShop, weighing: Weighing | None, grams: int, source: str
) -> None:
    batch = sack(small_shop)
    child = small_shop.shop.placing.split(
        small_shop.supervisor, batch.id, 6, "shop", "Portant 3", weighing
    ).value
    part, rest = now(small_shop, child.id), now(small_shop, batch.id)
    assert (part.grams, part.pieces, part.source, part.state, part.spot) == (
        grams, 6, source, State.ON_SALE, "Portant 3",
    )  # fmt: skip
    assert (part.parent, part.label, part.price_cents) == (batch.id, "Sac de chemises", 200)
    assert part.code != batch.code
    assert (rest.grams, rest.pieces, rest.state) == (10_000 - grams, 14, State.IN_STORAGE)
    life = small_shop.shop.lives.of(small_shop.supervisor, part.id)
    assert [one.id for one in life.parents] == [batch.id]
    assert small_shop.shop.lives.of(small_shop.supervisor, batch.id).equation.closed
    check_ledger(small_shop.store)


def test_a_batch_is_not_split_into_nothing(small_shop: TestShop) -> None:
    batch = sack(small_shop)
    chair = bring(small_shop, CHAIR, 4800)
    split, who = small_shop.shop.placing.split, small_shop.supervisor
    for pieces in (0, -1, 20, 21):
        refused("pieces", small_shop, lambda n=pieces: split(who, batch.id, n, "shop"))
    refused("not_a_batch", small_shop, lambda: split(who, chair.id, 1, "shop"))
    for grams in (10_500, 10_000):
        heavy = Weighing(grams, 0, Source.SCALE)
        refused("not_enough", small_shop,
                lambda load=heavy: split(who, batch.id, 5, "shop", "", load))  # fmt: skip


def test_old_prices_come_down_once(small_shop: TestShop) -> None:
    old = bring(small_shop, CHAIR, 4800, State.ON_SALE, price_cents=1500, price_state="approved")
    stored = bring(small_shop, CHAIR, 4800, State.IN_STORAGE, price_cents=1500,
                   price_state="approved")  # fmt: skip
    small_shop.clock.forward(days=60)
    lower = small_shop.shop.placing.lower
    assert lower(small_shop.supervisor, [old.id, stored.id], 2000).value == 1
    assert lower(small_shop.supervisor, [old.id], 2000).value == 0
    hit = small_shop.shop.stock_search.search(old.code).rows[0]
    assert (hit.price_cents, hit.old_cents) == (1200, 1500)
    line = small_shop.shop.counter.scanned(old.code)
    assert line.full_cents - line.discount_cents == 1200
    assert small_shop.shop.labelling.waiting() == 1
    refused("reduction", small_shop, lambda: lower(small_shop.supervisor, [old.id], 9500))
    refused("right", small_shop, lambda: lower(small_shop.cashier, [old.id], 2000))
    check_ledger(small_shop.store)
