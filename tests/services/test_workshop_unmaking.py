"""A making taken back: things, grams, orders and drawers are as if nothing had been made."""

from __future__ import annotations

import pytest
from goods import bring, now
from invariants import check_ledger, contents
from shops import TestShop

from reuse_pos.db.ledger import balance
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.workshop import OrderState
from reuse_pos.services.workshop import Product
from reuse_pos.services.workshop_parts import Part

DRAWERS, CHAIR, LAMP = "EA-RA-COMMODE", "EA-AS-CHAISE-BOIS", "EEE-LUM"


def weight(grams: int) -> Weighing:
    return Weighing(grams, 0, Source.SCALE)


def refused(shop: TestShop, code: str, source: bytes) -> None:
    before = contents(shop.store)
    with pytest.raises(Refusal) as caught:
        shop.shop.workshop.unmake(shop.trainee, source)
    assert caught.value.code == code
    assert contents(shop.store) == before


def test_two_things_made_of_three_are_three_again(small_shop: TestShop) -> None:
    """Catches a wrong touch that eats things for ever."""
    workshop, who = small_shop.shop.workshop, small_shop.trainee
    kept = bring(small_shop, DRAWERS, 30_000)
    shelf = bring(small_shop, CHAIR, 5_000, State.ON_SALE)
    begun = bring(small_shop, CHAIR, 4_000)
    order = workshop.send_to_workshop(who, begun.id).value
    workshop.start(who, order)
    things = [now(small_shop, one.id) for one in (kept, shelf, begun)]
    made = workshop.transform(
        who,
        [one.id for one in things],
        [Product(CHAIR, weight(20_000)), Product(LAMP, weight(3_000))],
        "recycling",
    ).value
    # The lamp's test is on the screen, and nothing of it done.
    lamp = workshop.open_order(made[1].id)
    assert lamp is not None
    workshop.start(who, lamp.id)
    back = workshop.unmake(who, shelf.id).value
    assert set(back) == {one.id for one in things}
    assert [now(small_shop, one.id) for one in things] == things
    for one in made:
        gone = now(small_shop, one.id)
        assert (gone.state, gone.grams, gone.pieces) == (State.GONE, 0, 0)
    # The work begun goes on, the lamp's test does not.
    assert [work.order.id for work in workshop.plan()[0]] == [order]
    assert workshop.work(order).order.state is OrderState.PAUSED
    assert balance(small_shop.store.read(), "out:recycling", DRAWERS)[0] == 0
    assert small_shop.shop.reporting.workshop("2026-10").makings == ()
    check_ledger(small_shop.store)
    assert small_shop.shop.doctor.examine().findings == ()
    refused(small_shop, "not_used", shelf.id)


def test_what_was_taken_apart_is_whole_again_while_its_parts_lie_there(
    small_shop: TestShop,
) -> None:
    workshop, who = small_shop.shop.workshop, small_shop.trainee
    item = bring(small_shop, DRAWERS, 30_000)
    parts = [Part(DRAWERS, weight(800), 8), Part(DRAWERS, weight(6_000), 1, labelled=True)]
    workshop.take_apart(who, item.id, parts, "energy")
    workshop.unmake(who, item.id)
    assert now(small_shop, item.id) == item
    assert balance(small_shop.store.read(), "stock:parts", DRAWERS) == (0, 0)
    assert small_shop.shop.labelling.to_price() == []
    # Once more, and now a part is used: too late.
    workshop.take_apart(who, item.id, parts, "energy")
    other = workshop.send_to_workshop(who, bring(small_shop, CHAIR, 5_000).id).value
    workshop.start(who, other)
    workshop.fit_part(who, other, DRAWERS, weight(100))
    refused(small_shop, "parts", item.id)
    check_ledger(small_shop.store)


def test_what_has_gone_on_is_not_taken_back(small_shop: TestShop) -> None:
    workshop, who = small_shop.shop.workshop, small_shop.trainee
    item = bring(small_shop, DRAWERS, 30_000)
    (made,) = workshop.transform(who, [item.id], [Product(CHAIR, weight(9_000))], "energy").value
    small_shop.shop.labelling.propose_price(who, made.id, 2_000)
    refused(small_shop, "too_late", item.id)
    source = bring(small_shop, DRAWERS, 5_000)
    (lamp,) = workshop.transform(who, [source.id], [Product(LAMP, weight(5_000))]).value
    tested = workshop.open_order(lamp.id)
    assert tested is not None
    workshop.start(who, tested.id)
    workshop.finish_step(who, tested.id, tested.steps[0], True)
    refused(small_shop, "too_late", source.id)
    refused(small_shop, "not_used", made.id)
    gone = bring(small_shop, CHAIR, 5_000)
    order = workshop.send_to_workshop(who, gone.id).value
    workshop.give_up(small_shop.supervisor, order, "disposal")
    refused(small_shop, "not_used", gone.id)


def test_an_unweighed_thing_is_there_again_too(small_shop: TestShop) -> None:
    """Catches a thing of no known weight taken for something made."""
    workshop, who = small_shop.shop.workshop, small_shop.trainee
    light, heavy = bring(small_shop, CHAIR, 0), bring(small_shop, DRAWERS, 9_000)
    workshop.transform(who, [light.id, heavy.id], [Product(CHAIR, weight(9_000))])
    workshop.unmake(who, heavy.id)
    assert [now(small_shop, one.id).state for one in (light, heavy)] == [State.RECEIVED] * 2
    check_ledger(small_shop.store)
