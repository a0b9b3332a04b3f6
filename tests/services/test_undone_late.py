"""A gesture is not taken back once the thing was weighed again or called something else: the grams
of that would stay in a place where the thing is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from goods import bring, now
from invariants import check_ledger, contents
from outflow_help import on_scale, refusal, stock
from shops import TestShop

from reuse_pos.domain.checks import Aside
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import State
from reuse_pos.domain.sorting import TableKind
from reuse_pos.domain.ways import Condition, Grade, ItemWay

Undo = Callable[[], object]
Gesture = Callable[[TestShop], tuple[Id, Undo]]


def aside(shop: TestShop) -> tuple[Id, Undo]:
    """Put aside for a look."""
    thing = bring(shop, "HR-BIBELOT", 3_000, State.ON_SALE)
    shop.shop.sorting.put_aside(shop.supervisor, thing.id, Aside.TO_CHECK)
    return thing.id, lambda: shop.shop.sorting.undo_aside(shop.supervisor, thing.id)


def decided(shop: TestShop) -> tuple[Id, Undo]:
    """Given its way at sorting."""
    thing, sorting = bring(shop, "HR-BIBELOT", 3_000), shop.shop.sorting
    done = sorting.decide(shop.trainee, thing.id, Condition.GOOD, ItemWay.SELL, None, 500).value
    return thing.id, lambda: sorting.undo_decision(shop.trainee, done)


def graded(shop: TestShop) -> tuple[Id, Undo]:
    """A bag of rags weighed off the textile table."""
    sorting = shop.shop.sorting
    stock(shop, "TLC-VRAC", 30_000, "reception")
    table = sorting.open_table(shop.trainee, TableKind.TEXTILE).value
    sorting.add_bag(shop.trainee, table, on_scale(20_000))
    bag = sorting.put_out(shop.trainee, table, Grade.RAG, on_scale(5_000)).value
    return bag.item, lambda: sorting.undo_bag(shop.trainee, table)


def said_here(shop: TestShop) -> tuple[Id, Undo]:
    """Found on a shelf it was not said to be on."""
    thing, counts = bring(shop, "HR-BIBELOT", 3_000, State.IN_STORAGE), shop.shop.stocktake
    count = counts.start(shop.supervisor, "shop").value
    counts.here(shop.supervisor, count.id, thing.id)
    return thing.id, lambda: counts.undo(shop.supervisor, count.id)


GESTURES = (aside, decided, graded, said_here)


@pytest.mark.parametrize("gesture", GESTURES)
def test_weighed_since_it_is_not_taken_back(small_shop: TestShop, gesture: Gesture) -> None:
    thing, undo = gesture(small_shop)
    small_shop.shop.stock.record_weight(small_shop.supervisor, thing, on_scale(7_700))
    before = contents(small_shop.store)
    with refusal("gone_on"):
        undo()
    assert contents(small_shop.store) == before
    check_ledger(small_shop.store)


@pytest.mark.parametrize("gesture", GESTURES)
def test_untouched_it_is(small_shop: TestShop, gesture: Gesture) -> None:
    thing, undo = gesture(small_shop)
    was = now(small_shop, thing).state
    undo()
    assert now(small_shop, thing).state is not was
    check_ledger(small_shop.store)


def test_a_bag_called_something_else_stays(small_shop: TestShop) -> None:
    """Its kilos changed category: the table would get back what is no textile any more."""
    thing, undo = graded(small_shop)
    small_shop.shop.sorting.change_category(small_shop.trainee, thing, "HR-BIBELOT")
    with refusal("gone_on"):
        undo()
    check_ledger(small_shop.store)


def test_work_is_not_taken_up_again_on_another_weight(small_shop: TestShop) -> None:
    """Else a thing that lost a part would come back lighter than nothing."""
    work, boss = small_shop.shop.workshop, small_shop.supervisor
    thing = bring(small_shop, "HR-BIBELOT", 500)
    order = work.send_to_workshop(boss, thing.id).value
    work.start(boss, order)
    for step in work.work(order).order.steps:
        proof = work.work(order).order.step
        work.finish_step(boss, order, step, True if proof and proof.check else None)
    work.finish(boss, order, on_scale(1_500))
    small_shop.shop.stock.record_weight(boss, thing.id, on_scale(100))
    before = contents(small_shop.store)
    with refusal("too_late"):
        work.undo(boss, order)
    assert contents(small_shop.store) == before
    check_ledger(small_shop.store)


def test_what_was_sold_meanwhile_is_not_given_up(small_shop: TestShop) -> None:
    """Its kilos are no longer here: a sentence, not a crash."""
    work, boss = small_shop.shop.workshop, small_shop.supervisor
    thing = bring(small_shop, "HR-BIBELOT", 500)
    order = work.send_to_workshop(boss, thing.id).value
    work.start(boss, order)
    small_shop.shop.outflows.let_go(boss, thing.code, "gift")
    before = contents(small_shop.store)
    with refusal("not_now"):
        work.give_up(boss, order, "recycling")
    assert contents(small_shop.store) == before
