"""Taking things apart and fitting parts: no gram appears or is lost, and labelled parts name where
they come from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from goods import bring, now
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_ledger, contents
from shops import TestShop, copy_shop

from reuse_pos.db.ledger import balance
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.workshop import OrderState
from reuse_pos.services.workshop_parts import Part

CHAIR, DRESSER, KETTLE = "EA-AS-CHAISE-BOIS", "EA-RA-COMMODE", "EEE-PAM-BOUIL"
SCALE = Source.SCALE


def part(grams: int, category: str = DRESSER, pieces: int = 1, labelled: bool = False) -> Part:
    return Part(category, Weighing(grams, 0, SCALE), pieces, labelled)


def place(shop: TestShop, where: str, category: str) -> tuple[int, int]:
    return balance(shop.store.read(), where, category)


def left(shop: TestShop, where: str) -> int:
    sql = "SELECT coalesce(sum(grams), 0) FROM mass_posting WHERE place = ?"
    return int(shop.store.read().value(sql, where))


def refused(shop: TestShop, code: str, gesture: Callable[[], object]) -> Refusal:
    before = contents(shop.store)
    with pytest.raises(Refusal) as caught:
        gesture()
    assert caught.value.code == code
    assert contents(shop.store) == before
    return caught.value


def dresser(shop: TestShop, grams: int = 30_000) -> Item:
    return bring(shop, DRESSER, grams)


def test_a_dresser_becomes_handles_a_labelled_top_and_wood_for_energy(small_shop: TestShop) -> None:
    workshop, old = small_shop.shop.workshop, dresser(small_shop)
    order = workshop.send_to_workshop(small_shop.trainee, old.id).value
    made = workshop.take_apart(
        small_shop.trainee,
        old.id,
        [part(800, pieces=8), part(6200, labelled=True)],
        "energy",
    ).value
    assert now(small_shop, old.id).state is State.CONSUMED
    assert workshop.work(order).order.state is OrderState.FINISHED
    (top,) = made
    kept = now(small_shop, top.id)
    assert (kept.grams, kept.parent, kept.state) == (6200, old.id, State.READY)
    assert kept.intake_no == old.intake_no
    assert place(small_shop, "stock:parts", DRESSER) == (800, 8)
    assert left(small_shop, "out:energy") == 23_000
    assert [(one.category, one.grams) for one in workshop.parts()] == [(DRESSER, 800)]
    check_ledger(small_shop.store)


def test_a_labelled_part_can_be_priced_and_used_again(small_shop: TestShop) -> None:
    old = dresser(small_shop)
    (top,) = small_shop.shop.workshop.take_apart(
        small_shop.trainee, old.id, [part(6200, labelled=True)], "disposal"
    ).value
    assert [one.id for one in small_shop.shop.labelling.to_price()] == [top.id]
    small_shop.shop.labelling.propose_price(small_shop.trainee, top.id, 500)
    check_ledger(small_shop.store)


def test_parts_cannot_weigh_more_than_the_thing(small_shop: TestShop) -> None:
    old, workshop = dresser(small_shop, 5000), small_shop.shop.workshop
    found = refused(
        small_shop,
        "mass",
        lambda: workshop.take_apart(small_shop.trainee, old.id, [part(3000), part(2001)]),
    )
    assert found.facts["missing_g"] == 1
    refused(
        small_shop, "rest", lambda: workshop.take_apart(small_shop.trainee, old.id, [part(100)])
    )
    refused(small_shop, "no_part", lambda: workshop.take_apart(small_shop.trainee, old.id, []))
    refused(
        small_shop,
        "no_weight",
        lambda: workshop.take_apart(small_shop.trainee, old.id, [part(0)], "disposal"),
    )


def test_what_has_left_is_not_taken_apart(small_shop: TestShop) -> None:
    old, workshop = dresser(small_shop), small_shop.shop.workshop
    workshop.take_apart(small_shop.trainee, old.id, [part(100)], "disposal")
    refused(
        small_shop,
        "not_here",
        lambda: workshop.take_apart(small_shop.trainee, old.id, [part(100)], "disposal"),
    )


def test_a_fitted_part_makes_the_thing_heavier_and_the_drawer_lighter(
    small_shop: TestShop,
) -> None:
    workshop, me = small_shop.shop.workshop, small_shop.trainee
    workshop.take_apart(me, dresser(small_shop).id, [part(800, pieces=8)], "recycling")
    item = bring(small_shop, CHAIR, 5000)
    order = workshop.send_to_workshop(me, item.id).value
    workshop.start(me, order)
    workshop.fit_part(me, order, DRESSER, Weighing(150, 0, SCALE), 2)
    assert now(small_shop, item.id).grams == 5150
    assert now(small_shop, item.id).pieces == 1
    assert place(small_shop, "stock:parts", DRESSER) == (650, 6)
    # Decision: our own goods do not count their parts as gone.
    assert left(small_shop, "out:repair_part") == 0
    for step in workshop.work(order).order.steps:
        workshop.finish_step(me, order, step)
    workshop.finish(me, order, Weighing(5150, 0, SCALE))
    check_ledger(small_shop.store)


def test_no_more_parts_than_the_drawers_hold(small_shop: TestShop) -> None:
    workshop, me = small_shop.shop.workshop, small_shop.trainee
    item = bring(small_shop, CHAIR, 5000)
    order = workshop.send_to_workshop(me, item.id).value
    refused(
        small_shop,
        "parts",
        lambda: workshop.fit_part(me, order, DRESSER, Weighing(1, 0, SCALE)),
    )


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_taking_apart_never_makes_or_loses_a_gram(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shop = copy_shop(tmp_path_factory.mktemp("apart") / "shop")
    try:
        grams = data.draw(st.integers(1, 60_000))
        parts = data.draw(
            st.lists(
                st.builds(
                    part,
                    st.integers(1, 20_000),
                    st.sampled_from([DRESSER, CHAIR, KETTLE]),
                    st.integers(1, 9),
                    st.booleans(),
                ),
                min_size=1,
                max_size=5,
            )
        )
        way = data.draw(st.sampled_from([None, "parts", "recycling", "energy", "disposal"]))
        old = bring(shop, DRESSER, grams)
        weighed = sum(one.weighing.net_g for one in parts)
        try:
            made = shop.shop.workshop.take_apart(shop.trainee, old.id, parts, way).value
        except Refusal:
            assert weighed > grams or (way is None and weighed < grams)
        else:
            assert sum(one.grams for one in made) <= grams
            assert all(now(shop, one.id).parent == old.id for one in made)
        check_ledger(shop.store)
        total = "SELECT sum(grams) FROM mass_posting WHERE place NOT LIKE 'in:%'"
        assert shop.store.read().value(total) == grams
    finally:
        shop.shop.close()
