"""A category put away while it is in use: what is there goes its way, nothing new comes in."""

from __future__ import annotations

import pytest
from goods import now
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.category import UNSORTED_LEAF
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.ways import Condition, ItemWay

CHAIR, LAMP = "EA-AS-CHAISE-BOIS", "EEE-LUM"


def load(grams: int) -> Weighing:
    return Weighing(grams, 0, Source.SCALE)


def test_what_is_there_goes_its_way_and_nothing_new_comes_in(small_shop: TestShop) -> None:
    """Catches a thing that can be neither sorted, sold nor taken back once its category is put
    away, and one received after that."""
    made, intake = small_shop, small_shop.shop.intake
    here = intake.open_intake(made.reception).value.id
    first = intake.add_item(made.reception, here, CHAIR, load(4_000)).value
    other = intake.add_item(made.reception, here, CHAIR, load(5_000)).value
    lamp = intake.add_item(made.reception, here, LAMP, load(2_000)).value
    made.shop.settings.use_category(made.manager, CHAIR, False)
    assert made.office.category(CHAIR).archived
    before = contents(made.store)
    for gesture in (
        lambda: intake.add_item(made.reception, here, CHAIR, load(4_000)),
        lambda: intake.weigh(made.reception, here, CHAIR, load(4_000)),
        lambda: intake.record_count(made.reception, here, {LAMP: 1, CHAIR: 2}),
    ):
        with pytest.raises(Refusal) as refused:
            gesture()
        assert refused.value.code == "category"
        assert "n’est plus pris" in refused.value.sentence
    assert contents(made.store) == before
    intake.weigh(made.reception, here, "meubles", load(20_000))
    sorting = made.shop.sorting
    for gesture in (
        lambda: sorting.label_found(made.trainee, CHAIR, load(4_000)),
        lambda: sorting.decide_new(
            made.trainee, CHAIR, Condition.GOOD, ItemWay.REPAIR, load(4_000)
        ),
        lambda: sorting.change_category(made.trainee, lamp.id, CHAIR),
    ):
        with pytest.raises(Refusal) as refused:
            gesture()
        assert refused.value.code == "category"
    intake.undo_last(made.reception, here)
    intake.undo_last(made.reception, here)
    made.shop.sorting.decide(made.trainee, first.id, Condition.GOOD, ItemWay.SELL)
    made.shop.till.open_session(made.cashier, "001-1", 15_000)
    line = made.shop.counter.line_of_item(now(made, first.id), 1_000)
    made.shop.counter.sell(made.manager, "001-1", Basket().add(line), [Payment("CASH", 1_000)])
    assert now(made, first.id).state is State.SOLD
    intake.undo_last(made.reception, here)
    assert now(made, other.id).state is State.GONE
    check_ledger(made.store)
    made.shop.settings.use_category(made.manager, CHAIR, True)
    intake.add_item(made.reception, here, CHAIR, load(4_000))
    check_ledger(made.store)


@pytest.mark.parametrize("code", ["A-TRIER", "TLC-VRAC", "SRV-LIVRAISON"])
def test_what_every_shop_needs_is_not_put_away(small_shop: TestShop, code: str) -> None:
    before = contents(small_shop.store)
    with pytest.raises(Refusal) as refused:
        small_shop.shop.settings.use_category(small_shop.manager, code, False)
    assert refused.value.code == "needed"
    assert contents(small_shop.store) == before


def test_what_a_key_of_the_till_sells_is_not_put_away(small_shop: TestShop) -> None:
    """Catches a key that would sell goods the report no longer knows where to take in."""
    needed = UNSORTED_LEAF.values()
    sold = next(
        key
        for key in small_shop.shop.counter.price_keys()
        if key.category not in needed and not small_shop.office.category(key.category).is_service
    )
    with pytest.raises(Refusal) as refused:
        small_shop.shop.settings.use_category(small_shop.manager, sold.category, False)
    assert refused.value.code == "price_key"
    assert sold.label in refused.value.sentence


def test_only_who_sets_up_puts_a_category_away(small_shop: TestShop) -> None:
    with pytest.raises(Refusal) as refused:
        small_shop.shop.settings.use_category(small_shop.supervisor, CHAIR, False)
    assert refused.value.code == "right"
