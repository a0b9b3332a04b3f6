"""The workshop: each gesture changes what it says, a refused one changes nothing, kilos always add
up."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from goods import bring, now
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_ledger, contents
from shops import TestShop, copy_shop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, Id, make_code
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.workshop import Order, OrderState
from reuse_pos.services.workshop import Product

CHAIR, KETTLE, COT = "EA-AS-CHAISE-BOIS", "EEE-PAM-BOUIL", "EA-CO-LIT-BEBE"


def weighed(grams: int, source: Source = Source.SCALE) -> Weighing:
    return Weighing(grams, 0, source)


def begun(shop: TestShop, category: str = CHAIR, grams: int = 5000) -> tuple[Item, Order]:
    """A thing whose work a trainee has started."""
    item = bring(shop, category, grams)
    order = shop.shop.workshop.send_to_workshop(shop.trainee, item.id).value
    return item, shop.shop.workshop.start(shop.trainee, order).value


def worked(shop: TestShop, category: str = CHAIR, grams: int = 5000) -> tuple[Item, Order]:
    """A thing whose steps are all done."""
    item, order = begun(shop, category, grams)
    while order.step is not None:
        passed = True if order.step.check else None
        code = order.step.code
        order = shop.shop.workshop.finish_step(shop.trainee, order.id, code, passed).value
    return item, order


def refused(shop: TestShop, code: str, gesture: Callable[[], object]) -> Refusal:
    """The refusal of a gesture, which must change nothing at all."""
    before = contents(shop.store)
    with pytest.raises(Refusal) as caught:
        gesture()
    assert caught.value.code == code
    assert contents(shop.store) == before
    return caught.value


def outflow(shop: TestShop, place: str) -> int:
    sql = "SELECT coalesce(sum(grams), 0) FROM mass_posting WHERE place = ?"
    return int(shop.store.read().value(sql, place))


def test_sending_brings_thing_kilos_and_order(small_shop: TestShop) -> None:
    item = bring(small_shop, CHAIR, 5000)
    order = small_shop.shop.workshop.send_to_workshop(small_shop.reception, item.id, "wood").value
    assert now(small_shop, item.id).state is State.TO_REPAIR
    work = small_shop.shop.workshop.work(order)
    assert work.order.steps[0] == "clean"
    assert work.order.steps[-1] == "photo"
    assert (work.order.bench, work.order.weight_before_g) == ("wood", 5000)
    check_ledger(small_shop.store)


def test_a_thing_already_there_is_not_sent_twice(small_shop: TestShop) -> None:
    item, _order = begun(small_shop)
    send = small_shop.shop.workshop.send_to_workshop
    refused(small_shop, "already_there", lambda: send(small_shop.trainee, item.id))


def test_the_queue_shows_mine_first_then_the_supervisors_order(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    orders = [
        workshop.send_to_workshop(small_shop.trainee, bring(small_shop, CHAIR, 5000).id).value
        for _ in range(5)
    ]
    workshop.put_first(small_shop.supervisor, orders[4])
    workshop.start(small_shop.trainee, orders[2])
    first = workshop.queue(small_shop.trainee)
    assert [work.order.id for work in first.works] == [orders[2], orders[4], orders[0]]
    assert (first.works[0].mine, first.works[1].mine, first.pages) == (True, False, 2)
    second = workshop.queue(small_shop.trainee, 1)
    assert [work.order.id for work in second.works] == [orders[1], orders[3]]
    assert workshop.queue(small_shop.trainee, 2) == first
    # What somebody else is doing comes last.
    assert workshop.queue(small_shop.supervisor, 1).works[-1].order.id == orders[2]


def test_choosing_another_thing_pauses_what_one_did_alone(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    _item, first = begun(small_shop)
    _item, shared = begun(small_shop)
    workshop.start(small_shop.supervisor, shared.id)
    _item, third = begun(small_shop)
    states = {one: workshop.work(one).order.state for one in (first.id, shared.id, third.id)}
    assert states == {
        first.id: OrderState.PAUSED,
        shared.id: OrderState.WORKING,
        third.id: OrderState.WORKING,
    }


def test_a_thing_sold_meanwhile_leaves_the_queue(small_shop: TestShop) -> None:
    item, order = begun(small_shop)
    small_shop.shop.workshop.give_up(small_shop.supervisor, order.id, "recycling")
    assert not small_shop.shop.workshop.queue(small_shop.trainee).works
    assert now(small_shop, item.id).state is State.GONE
    assert outflow(small_shop, "out:recycling") == 5000
    check_ledger(small_shop.store)


def test_steps_go_in_order_and_can_be_taken_back(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    _item, order = begun(small_shop)
    refused(small_shop, "step", lambda: workshop.finish_step(small_shop.trainee, order.id, "photo"))
    order = workshop.finish_step(small_shop.trainee, order.id, "clean").value
    assert order.done == ("clean",)
    assert workshop.undo(small_shop.trainee, order.id).value.done == ()
    refused(small_shop, "nothing", lambda: workshop.undo(small_shop.trainee, order.id))


def test_a_step_is_not_finished_on_a_thing_nobody_started(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    order = workshop.send_to_workshop(small_shop.trainee, bring(small_shop, CHAIR, 5000).id).value
    refused(
        small_shop, "not_started", lambda: workshop.finish_step(small_shop.trainee, order, "clean")
    )


@pytest.mark.parametrize(("category", "step"), [(KETTLE, "test"), (COT, "check")])
def test_a_test_wants_an_answer_and_keeps_its_day(
    small_shop: TestShop, category: str, step: str
) -> None:
    workshop = small_shop.shop.workshop
    item, order = begun(small_shop, category, 1200)
    workshop.finish_step(small_shop.trainee, order.id, "clean")
    refused(small_shop, "answer", lambda: workshop.finish_step(small_shop.trainee, order.id, step))
    workshop.finish_step(small_shop.trainee, order.id, step, True)
    assert now(small_shop, item.id).tested_on == "2026-10-01"
    workshop.undo(small_shop.trainee, order.id)
    assert now(small_shop, item.id).tested_on is None


def test_a_failed_test_calls_help_and_stops_the_end(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    item, order = begun(small_shop, KETTLE, 1200)
    workshop.finish_step(small_shop.trainee, order.id, "clean")
    after = workshop.finish_step(small_shop.trainee, order.id, "test", False).value
    assert after.step is not None
    assert after.step.code == "test"
    assert now(small_shop, item.id).test_failed
    assert [work.order.id for work in workshop.help_calls()] == [order.id]
    finish = workshop.finish
    refused(small_shop, "steps_left", lambda: finish(small_shop.trainee, order.id, weighed(1200)))


def test_a_computer_is_erased_before_its_test(small_shop: TestShop) -> None:
    _item, order = begun(small_shop, "EEE-INFO", 2000)
    assert order.steps == ("clean", "erase", "test", "photo")


def test_help_is_called_once_and_answered_by_a_supervisor(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    _item, order = begun(small_shop)
    first = workshop.call_help(small_shop.trainee, order.id).value.help_since
    small_shop.clock.forward(minutes=5)
    assert workshop.call_help(small_shop.trainee, order.id).value.help_since == first
    refused(small_shop, "right", lambda: workshop.answer_help(small_shop.trainee, order.id))
    workshop.answer_help(small_shop.supervisor, order.id)
    assert not workshop.help_calls()


def test_a_pause_keeps_what_is_done(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    _item, order = begun(small_shop)
    workshop.finish_step(small_shop.trainee, order.id, "clean")
    workshop.pause(small_shop.trainee, order.id)
    work = workshop.work(order.id)
    assert (work.order.state, work.order.done) == (OrderState.PAUSED, ("clean",))
    assert workshop.start(small_shop.trainee, order.id).value.state is OrderState.WORKING


@pytest.mark.parametrize("way", ["disposal", "recycling"])
def test_what_the_work_took_off_leaves(small_shop: TestShop, way: str) -> None:
    item, order = worked(small_shop)
    small_shop.shop.workshop.finish(small_shop.trainee, order.id, weighed(4700), removed_to=way)
    after = now(small_shop, item.id)
    assert (after.state, after.grams, after.refurbished) == (State.READY, 4700, True)
    assert outflow(small_shop, f"out:{way}") == 300
    check_ledger(small_shop.store)


@pytest.mark.parametrize(
    ("materials", "place"), [((), "adjust:scale"), (("paint",), "in:purchase")]
)
def test_what_the_work_added_is_explained(
    small_shop: TestShop, materials: tuple[str, ...], place: str
) -> None:
    item, order = begun(small_shop)
    small_shop.shop.workshop.materials(small_shop.trainee, order.id, materials)
    for step in order.steps:
        small_shop.shop.workshop.finish_step(small_shop.trainee, order.id, step)
    small_shop.shop.workshop.finish(small_shop.trainee, order.id, weighed(5150))
    assert now(small_shop, item.id).grams == 5150
    assert outflow(small_shop, place) == -150
    check_ledger(small_shop.store)


def test_parts_we_kept_are_used_before_bought_ones(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    old = [bring(small_shop, CHAIR, 4000).id, bring(small_shop, CHAIR, 4000).id]
    product = Product(CHAIR, weighed(5000))
    workshop.transform(small_shop.trainee, old, [product], "parts")
    item, order = worked(small_shop)
    workshop.finish(small_shop.trainee, order.id, weighed(5200))
    assert now(small_shop, item.id).grams == 5200
    assert outflow(small_shop, "stock:parts") == 2800
    check_ledger(small_shop.store)


def test_a_thing_never_weighed_before_gets_its_kilos(small_shop: TestShop) -> None:
    item, order = worked(small_shop, grams=0)
    small_shop.shop.workshop.finish(small_shop.trainee, order.id, weighed(900, Source.TYPED))
    assert now(small_shop, item.id).source == "typed"
    assert outflow(small_shop, "adjust:unknown_origin") == -900
    check_ledger(small_shop.store)


def test_the_end_without_scale_or_photo_keeps_the_weight(small_shop: TestShop) -> None:
    item, order = begun(small_shop)
    for step in order.steps[:-1]:
        small_shop.shop.workshop.finish_step(small_shop.trainee, order.id, step)
    small_shop.shop.workshop.finish(small_shop.trainee, order.id, None)
    assert now(small_shop, item.id).grams == 5000
    check_ledger(small_shop.store)


@pytest.mark.parametrize(
    ("weighing", "code"),
    [
        (Weighing(0, 0, Source.SCALE), "no_weight"),
        (Weighing(400_000, 0, Source.TYPED), "over_capacity"),
        (Weighing(500, 900, Source.SCALE), "tare"),
    ],
)
def test_a_weight_nobody_can_believe_ends_nothing(
    small_shop: TestShop, weighing: Weighing, code: str
) -> None:
    _item, order = worked(small_shop)
    finish = small_shop.shop.workshop.finish
    refused(small_shop, code, lambda: finish(small_shop.trainee, order.id, weighing))


def test_the_end_comes_after_the_steps(small_shop: TestShop) -> None:
    _item, order = begun(small_shop)
    finish = small_shop.shop.workshop.finish
    refused(small_shop, "steps_left", lambda: finish(small_shop.trainee, order.id, weighed(5000)))


def test_the_end_can_be_taken_back_with_its_kilos(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    item, order = worked(small_shop)
    workshop.finish(small_shop.trainee, order.id, weighed(4700))
    small_shop.clock.forward(days=1)
    again = workshop.undo(small_shop.trainee, order.id).value
    assert again.state is OrderState.STEPS_DONE
    after = now(small_shop, item.id)
    assert (after.state, after.grams, after.refurbished) == (State.IN_REPAIR, 5000, False)
    days = small_shop.store.read().all("SELECT DISTINCT day FROM mass_entry")
    assert [row["day"] for row in days] == ["2026-10-01"]
    workshop.finish(small_shop.trainee, order.id, weighed(4800))
    assert now(small_shop, item.id).grams == 4800
    check_ledger(small_shop.store)


def test_the_end_of_a_priced_thing_stays(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    item, order = worked(small_shop)
    workshop.finish(small_shop.trainee, order.id, weighed(4700))
    small_shop.shop.labelling.approve_price(small_shop.supervisor, item.id, 1500)
    refused(small_shop, "too_late", lambda: workshop.undo(small_shop.trainee, order.id))


def test_time_is_told_once_and_kept_out_of_every_fact(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    _item, order = worked(small_shop)
    before = small_shop.store.read().value("SELECT count(*) FROM outbox")
    workshop.say_time(small_shop.trainee, order.id, 120, ("14", "03"))
    workshop.finish(small_shop.trainee, order.id, weighed(4900))
    assert workshop.work_time(small_shop.trainee, order.id) == {"03": 120, "14": 120}
    rows = small_shop.store.read().all("SELECT kind, payload FROM outbox ORDER BY seq")[before:]
    assert [row["kind"] for row in rows] == ["work_finished"]
    for row in rows:
        body = json.loads(row["payload"])
        assert not _keys(body) & {"op", "ops", "minutes", "person"}
        assert "120" not in row["payload"].replace(order.id.hex(), "")
    check_ledger(small_shop.store)


def _keys(body: object) -> set[str]:
    if isinstance(body, dict):
        return set(body) | {key for value in body.values() for key in _keys(value)}
    return {key for value in body for key in _keys(value)} if isinstance(body, list) else set()


def test_no_fact_of_the_workshop_holds_minutes(small_shop: TestShop) -> None:
    """The order's row travels: its minutes must stay empty, beside whoever finished it."""
    _item, order = worked(small_shop)
    small_shop.shop.workshop.say_time(small_shop.trainee, order.id, 240)
    small_shop.shop.workshop.finish(small_shop.trainee, order.id, None)
    for row in small_shop.store.read().all("SELECT payload FROM outbox"):
        for table, _key, values in json.loads(row["payload"]).get("rows", []):
            assert table != "work_order" or values.get("minutes") is None
            assert table != "work_person"


def test_i_do_not_know_keeps_nothing(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    _item, order = worked(small_shop)
    workshop.say_time(small_shop.trainee, order.id, 60)
    workshop.say_time(small_shop.trainee, order.id, None)
    assert small_shop.store.read().value("SELECT count(*) FROM work_person") == 0


def test_time_is_seen_by_the_person_and_the_supervisor_only(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    _item, order = worked(small_shop)
    workshop.say_time(small_shop.trainee, order.id, 60)
    assert workshop.work_time(small_shop.supervisor, order.id) == {"14": 60}
    refused(small_shop, "private", lambda: workshop.work_time(small_shop.cashier, order.id))


@pytest.mark.parametrize(("minutes", "ops", "code"), [(45, (), "minutes"), (60, ("77",), "person")])
def test_a_time_nobody_offered_is_refused(
    small_shop: TestShop, minutes: int, ops: tuple[str, ...], code: str
) -> None:
    workshop = small_shop.shop.workshop
    _item, order = worked(small_shop)
    refused(small_shop, code, lambda: workshop.say_time(small_shop.trainee, order.id, minutes, ops))


def test_the_guess_follows_the_shops_own_times(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    first = workshop.work(begun(small_shop)[1].id).guess_min
    for _ in range(5):
        _item, order = worked(small_shop)
        workshop.say_time(small_shop.trainee, order.id, 240)
        workshop.finish(small_shop.trainee, order.id, None)
    assert workshop.work(begun(small_shop)[1].id).guess_min == 240 != first


def test_several_things_become_one(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    chair, table = bring(small_shop, CHAIR, 5000), bring(small_shop, "EA-PP-TABLE", 12_000)
    made = workshop.transform(
        small_shop.trainee,
        [chair.id, table.id],
        [Product("EA-RA-ETAGERE", weighed(9000), "Étagère de chaises")],
        "recycling",
    ).value[0]
    after = now(small_shop, made.id)
    assert (after.state, after.grams, after.pieces) == (State.READY, 9000, 1)
    assert now(small_shop, chair.id).state is State.CONSUMED
    assert outflow(small_shop, "out:recycling") == 8000
    recategorised = small_shop.store.read().value(
        "SELECT sum(p.grams) FROM mass_posting AS p JOIN mass_entry AS e ON e.id = p.entry "
        "WHERE e.kind = 'transformed'"
    )
    assert recategorised == 0
    check_ledger(small_shop.store)


def test_making_a_lamp_opens_its_test(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    vase = bring(small_shop, "HR-BIBELOT", 2000)
    made = workshop.transform(
        small_shop.trainee, [vase.id], [Product("EEE-LUM", weighed(1800))], "disposal"
    ).value[0]
    order = workshop.open_order(made.id)
    assert order is not None
    assert order.steps == ("test",)
    propose = small_shop.shop.labelling.propose_price
    refused(small_shop, "test_first", lambda: propose(small_shop.trainee, made.id, 1500))
    check_ledger(small_shop.store)


def test_nothing_is_made_of_nothing(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    chair = bring(small_shop, CHAIR, 5000)
    heavy = [Product(CHAIR, weighed(5001))]
    refusal = refused(
        small_shop, "mass", lambda: workshop.transform(small_shop.trainee, [chair.id], heavy)
    )
    assert refusal.facts["missing_g"] == 1


@pytest.mark.parametrize("state", [State.RESERVED, State.SOLD])
def test_reserved_and_sold_things_are_no_parts(small_shop: TestShop, state: State) -> None:
    workshop = small_shop.shop.workshop
    chair = bring(small_shop, CHAIR, 5000, State.RESERVED)
    if state is State.SOLD:
        with small_shop.store.transaction() as tx:
            tx.execute("UPDATE item SET state = 'sold' WHERE id = ?", chair.id)
    code = "reserved" if state is State.RESERVED else "not_here"
    light = [Product(CHAIR, weighed(4000))]
    refused(
        small_shop,
        code,
        lambda: workshop.transform(small_shop.trainee, [chair.id], light, "disposal"),
    )


def test_a_part_counts_once_and_the_rest_has_a_way(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    chair = bring(small_shop, CHAIR, 5000).id
    light = [Product(CHAIR, weighed(4000))]
    who = small_shop.trainee
    refused(small_shop, "twice", lambda: workshop.transform(who, [chair, chair], light, "parts"))
    refused(small_shop, "rest", lambda: workshop.transform(who, [chair], light))
    refused(small_shop, "no_source", lambda: workshop.transform(who, [], light, "parts"))


def test_using_a_thing_closes_its_own_order(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    item, _order = begun(small_shop)
    workshop.transform(small_shop.trainee, [item.id], [Product(CHAIR, weighed(5000))])
    assert workshop.open_order(item.id) is None
    check_ledger(small_shop.store)


@pytest.fixture(scope="module")
def lasting_shop(tmp_path_factory: pytest.TempPathFactory) -> TestShop:
    return copy_shop(tmp_path_factory.mktemp("lasting") / "shop")


@given(
    parts=st.lists(st.integers(0, 40_000), min_size=1, max_size=5),
    made=st.lists(st.integers(1, 40_000), min_size=1, max_size=3),
    way=st.sampled_from(["parts", "recycling", "energy", "disposal"]),
)
def test_a_making_balances_or_is_refused(
    lasting_shop: TestShop, parts: list[int], made: list[int], way: str
) -> None:
    shop = lasting_shop
    cats = (CHAIR, KETTLE, "EA-PP-TABLE", CHAIR, "HR-BIBELOT")
    sources: list[Id] = [
        bring(shop, category, grams).id for category, grams in zip(cats, parts, strict=False)
    ]
    products = [Product(cats[i], weighed(grams)) for i, grams in enumerate(made)]
    stock = "SELECT sum(grams) FROM mass_balance"
    before = shop.store.read().value(stock)
    if sum(made) > sum(parts):
        with pytest.raises(Refusal):
            shop.shop.workshop.transform(shop.trainee, sources, products, way)
        assert shop.store.read().value(stock) == before
        return
    new = shop.shop.workshop.transform(shop.trainee, sources, products, way).value
    assert [now(shop, item.id).grams for item in new] == made
    assert all(now(shop, one).grams == 0 for one in sources)
    kept = sum(made) if way != "parts" else sum(parts)
    assert shop.store.read().value(stock) - before == kept - sum(parts)


def test_the_lasting_shop_still_adds_up(lasting_shop: TestShop) -> None:
    check_ledger(lasting_shop.store)


def test_unknown_labels_open_nothing(small_shop: TestShop) -> None:
    scanned = small_shop.shop.workshop.scanned
    item = bring(small_shop, CHAIR, 5000)
    assert scanned(item.code).id == scanned(item.short).id == item.id
    refused(small_shop, "unknown", lambda: scanned(make_code(CodeKind.ITEM, 1, 0, 999_999)))
    refused(small_shop, "foreign", lambda: scanned("3017620422003"))


def test_roles_without_the_right_change_nothing(small_shop: TestShop) -> None:
    workshop = small_shop.shop.workshop
    _item, order = worked(small_shop)
    for who in (small_shop.cashier, small_shop.reception, small_shop.inspector):
        refused(small_shop, "right", lambda who=who: workshop.start(who, order.id))
        refused(small_shop, "right", lambda who=who: workshop.finish(who, order.id, None))
    refused(small_shop, "right", lambda: workshop.put_first(small_shop.trainee, order.id))
    refused(
        small_shop, "right", lambda: workshop.give_up(small_shop.trainee, order.id, "recycling")
    )
