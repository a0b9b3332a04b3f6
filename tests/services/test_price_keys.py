"""The counter's keys as a manager arranges them: what the journal and the price history keep."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.pricing import KEYS_ON_A_PAGE, PriceKey
from reuse_pos.services.price_keys import KeyPlan

FIVE = KeyPlan("5 livres", "HR-LIVRE", "books", "piece", 200, 300, 5, 700)


def find(made: TestShop, code: str) -> PriceKey:
    return next(one for one in made.shop.price_keys.every() if one.code == code)


def as_plan(key: PriceKey) -> KeyPlan:
    return KeyPlan(
        key.label, key.category, key.icon, key.unit, key.price_cents, key.weight_g, key.lot_qty,
        key.lot_cents, key.tested,
    )  # fmt: skip


def price_changes(made: TestShop) -> list[tuple[str, dict[str, object]]]:
    sql = "SELECT till, body FROM fiscal_record WHERE body LIKE '%PRICE_CHANGE%' ORDER BY rowid"
    return [(row["till"], json.loads(row["body"])["info"]) for row in made.store.read().all(sql)]


def test_a_new_key_stands_at_the_end_of_its_page_with_a_code_of_its_own(
    small_shop: TestShop,
) -> None:
    keys = small_shop.shop.price_keys
    last = keys.page(3)[-1]
    code = keys.make(small_shop.manager, FIVE, 3).value
    made = find(small_shop, code)
    assert (made.page, made.position, made.lot_cents) == (3, last.position + 1, 700)
    keys.archive(small_shop.manager, code)
    assert keys.make(small_shop.manager, FIVE, 3).value != code
    check_ledger(small_shop.store)


def test_a_new_price_is_in_every_journal_and_in_the_history(small_shop: TestShop) -> None:
    made = small_shop
    keys, coat = made.shop.price_keys, find(made, "K03")
    keys.change(made.manager, "K03", replace(as_plan(coat), label="Manteau chaud"))
    assert price_changes(made) == []
    keys.change(made.manager, "K03", replace(as_plan(coat), price_cents=800))
    info = {"key": "K03", "old": "500 piece", "new": "800 piece"}
    assert price_changes(made) == [("001-1", info), ("001-2", info)]
    points = made.store.read().all("SELECT day, cents FROM price_point WHERE what = 'K03'")
    assert {tuple(one) for one in points} == {("2026-09-01", 500), ("2026-10-01", 800)}
    keys.change(made.manager, "K03", replace(as_plan(coat), price_cents=600))
    points = made.store.read().all("SELECT day, cents FROM price_point WHERE what = 'K03'")
    assert {tuple(one) for one in points} == {("2026-09-01", 500), ("2026-10-01", 600)}
    check_ledger(made.store)


def test_two_keys_change_places_and_the_others_stay(small_shop: TestShop) -> None:
    made = small_shop
    keys = made.shop.price_keys
    before = [one.code for one in keys.page(0)]
    keys.swap(made.manager, before[1], before[6])
    after = [one.code for one in keys.page(0)]
    expected = list(before)
    expected[1], expected[6] = before[6], before[1]
    assert after == expected
    assert find(made, before[1]).price_cents == keys.page(0)[6].price_cents
    check_ledger(made.store)


def test_a_key_goes_to_another_page_unless_it_is_full(small_shop: TestShop) -> None:
    made = small_shop
    keys = made.shop.price_keys
    keys.to_page(made.manager, "K03", 1)
    assert keys.page(1)[-1].code == "K03"
    while len(keys.page(3)) < KEYS_ON_A_PAGE:
        keys.make(made.manager, FIVE, 3)
    before = contents(made.store)
    for gesture in (
        lambda: keys.to_page(made.manager, "K03", 3),
        lambda: keys.make(made.manager, FIVE, 3),
    ):
        with pytest.raises(Refusal) as refused:
            gesture()
        assert refused.value.code == "full"
    assert contents(made.store) == before


def test_a_key_put_away_comes_back_as_it_was(small_shop: TestShop) -> None:
    made = small_shop
    keys, coat = made.shop.price_keys, find(made, "K03")
    keys.archive(made.manager, "K03")
    assert "K03" not in [one.code for one in made.shop.counter.price_keys()]
    with pytest.raises(Refusal) as refused:
        keys.change(made.manager, "K03", as_plan(coat))
    assert refused.value.code == "gone"
    keys.bring_back(made.manager, coat)
    assert find(made, "K03") == coat
    invented = replace(coat, code="K999")
    with pytest.raises(LookupError):
        keys.bring_back(made.manager, invented)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"category": "NOPE"}, "category"), ({"lot_cents": 1001}, "lot"), ({"label": " "}, "label"),
     ({"price_cents": 500_001}, "price")],
)  # fmt: skip
def test_what_cannot_sell_is_refused_and_writes_nothing(
    small_shop: TestShop, wrong: dict[str, object], code: str
) -> None:
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as refused:
        small_shop.shop.price_keys.make(small_shop.manager, replace(FIVE, **wrong), 3)
    assert refused.value.code == code
    assert contents(small_shop.store) == before


def test_only_who_sets_the_shop_up_arranges_keys(small_shop: TestShop) -> None:
    for who in (small_shop.cashier, small_shop.supervisor):
        with pytest.raises(Refusal) as refused:
            small_shop.shop.price_keys.make(who, FIVE, 3)
        assert refused.value.code == "right"


def test_open_and_free_keys_have_no_price_and_kilo_keys_no_piece(small_shop: TestShop) -> None:
    made = small_shop
    keys = made.shop.price_keys
    for unit in ("open", "free"):
        plan = replace(FIVE, unit=unit, price_cents=999, lot_qty=None, lot_cents=None)
        assert find(made, keys.make(made.manager, plan, 6).value).price_cents == 0
    plan = replace(FIVE, unit="kg", lot_qty=None, lot_cents=None)
    assert find(made, keys.make(made.manager, plan, 6).value).weight_g is None
