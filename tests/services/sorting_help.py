"""What the sorting tests share: goods at the door, kilos, balances and refusals."""

from collections.abc import Callable

import pytest
from shops import TestShop

from reuse_pos.db.stock import item_by_id, item_row
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.fact import Value
from reuse_pos.domain.ids import CodeKind, Id
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Posting, Source, Weighing, transfer
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sorting import BULK_TEXTILE
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
