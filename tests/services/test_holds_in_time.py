"""Holds as days go by: longer, in part, found again, their names erased, their labels."""

from __future__ import annotations

from datetime import timedelta

import pytest
from goods import now
from held_goods import FREE, TILL, basket_of, furnish, hold
from hypothesis import given
from hypothesis import strategies as st
from invariants import check_ledger, contents

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import Expiry, HoldAsked, HoldState, agreed_lines_agree
from reuse_pos.domain.item import State
from reuse_pos.domain.label import LabelKind
from reuse_pos.hardware.fake import FakeLabelPrinter
from reuse_pos.services.forgetting import forget_people


@pytest.fixture
def open_shop(small_shop):
    small_shop.shop.till.open_session(small_shop.cashier, TILL, 15000)
    return small_shop


def test_power_lost_while_holding_leaves_nothing_behind(open_shop, monkeypatch):
    item = furnish(open_shop)
    before = contents(open_shop.store)

    def power_cut(*_all: object, **_more: object) -> None:
        raise OSError("power")

    monkeypatch.setattr("reuse_pos.db.apply.record", power_cut)
    with pytest.raises(OSError, match="power"):
        hold(open_shop, item)
    assert contents(open_shop.store) == before


def test_days_go_by_the_chip_follows_and_nothing_happens_by_itself(open_shop):
    item = furnish(open_shop)
    made = hold(open_shop, item)
    states = []
    for _day in range(4):
        open_shop.clock.forward(days=3)
        states.append(open_shop.shop.holds.waiting()[0].expiry)
    assert states == [Expiry.TO_COME, Expiry.TO_COME, Expiry.EXPIRED, Expiry.EXPIRED]
    assert now(open_shop, item.id).state is State.RESERVED
    assert open_shop.shop.holds.pick_up(made.id).total_cents == 10000


def test_the_last_day_is_tonight_until_the_shops_day_turns(open_shop):
    hold(open_shop, furnish(open_shop))
    open_shop.clock.put(open_shop.clock.now() + timedelta(days=7, hours=15))
    assert open_shop.shop.holds.waiting()[0].expiry is Expiry.TONIGHT
    open_shop.clock.forward(hours=5)
    assert open_shop.shop.holds.waiting()[0].expiry is Expiry.EXPIRED


def test_given_back_after_its_day_a_hold_is_released(open_shop):
    made = hold(open_shop, furnish(open_shop))
    open_shop.clock.forward(days=9)
    ended = open_shop.shop.holds.give_back(open_shop.cashier, TILL, made.id).value
    assert ended.state is HoldState.RELEASED
    check_ledger(open_shop.store)


def test_held_longer_from_its_last_day_or_from_today_when_late(open_shop):
    made = hold(open_shop, furnish(open_shop))
    assert open_shop.shop.holds.extend(open_shop.cashier, made.id, 3).value == "2026-10-11"
    open_shop.clock.forward(days=20)
    assert open_shop.shop.holds.extend(open_shop.cashier, made.id, 7).value == "2026-10-28"
    due = open_shop.store.read().value("SELECT delete_on FROM hold_private")
    assert due == "2026-11-27"
    check_ledger(open_shop.store)


def test_one_thing_is_let_go_the_others_stay(open_shop):
    first, second = furnish(open_shop), furnish(open_shop, 3000, "Table")
    made = hold(open_shop, first, second)
    assert open_shop.shop.holds.drop_line(open_shop.cashier, made.id, second.id).value == 12000
    assert now(open_shop, second.id).state is State.ON_SALE
    assert open_shop.shop.holds.pick_up(made.id).total_cents == 10000
    assert open_shop.shop.holds.hold_of(second.id) is None
    with pytest.raises(Refusal):
        open_shop.shop.holds.drop_line(open_shop.cashier, made.id, first.id)
    check_ledger(open_shop.store)


def test_the_dear_thing_cannot_leave_a_deposit_above_the_rest(open_shop):
    first, second = furnish(open_shop), furnish(open_shop, 1000, "Table")
    made = hold(open_shop, first, second)
    with pytest.raises(Refusal):
        open_shop.shop.holds.drop_line(open_shop.cashier, made.id, first.id)
    assert now(open_shop, first.id).state is State.RESERVED


def test_a_thing_not_on_the_shelf_yet_is_held_with_its_missing_steps(open_shop):
    item = furnish(open_shop, state=State.READY)
    hold(open_shop, item)
    moves = open_shop.store.read().all(
        "SELECT to_state, automatic FROM item_move WHERE item = ? ORDER BY id", item.id
    )
    assert [tuple(row) for row in moves[1:]] == [("on_sale", 1), ("reserved", 0)]
    check_ledger(open_shop.store)


def test_things_without_a_label_cannot_be_held(open_shop):
    key = open_shop.shop.counter.price_keys()[0]
    basket = Basket().add(open_shop.shop.counter.line_at_price("EA-RA-BUFFET", 500))
    assert key
    with pytest.raises(Refusal) as refused:
        open_shop.shop.holds.hold(open_shop.cashier, TILL, basket, FREE)
    assert refused.value.code == "no_label"


@pytest.mark.parametrize(("name", "phone", "code"), [
    ("", "", "name"), ("  ", "", "name"), ("1234", "", "name"), ("x" * 90, "", "name"),
    ("Lucie", "call her", "phone"), ("Lucie", "12", "phone"),
])  # fmt: skip
def test_a_hold_asks_for_a_name_and_a_true_phone(open_shop, name, phone, code):
    item = furnish(open_shop)
    with pytest.raises(Refusal) as refused:
        hold(open_shop, item, asked=HoldAsked(3, name, phone))
    assert refused.value.code == code
    assert now(open_shop, item.id).state is State.ON_SALE


def test_names_are_erased_when_their_day_comes(open_shop):
    made = hold(open_shop, furnish(open_shop))
    open_shop.clock.forward(days=36)
    assert forget_people(open_shop.office) == 0
    open_shop.clock.forward(days=1)
    assert forget_people(open_shop.office) == 1
    assert open_shop.shop.holds.person(made.id) is None
    assert open_shop.shop.holds.waiting()[0].initials == "L.\u00a0G."


def test_a_hold_is_found_by_name_code_number_or_thing(open_shop):
    item = furnish(open_shop)
    made = hold(open_shop, item)
    hold(open_shop, furnish(open_shop, 3000, "Table"), asked=FREE)
    for text in ("garnier", "LUCIE", item.short, "buffet", "2610-0001"):
        assert open_shop.shop.holds.matching(text) == {made.id}, text
    assert open_shop.shop.holds.matching("nobody") == frozenset()


def test_brought_to_the_till_the_basket_in_progress_is_put_aside(open_shop):
    made = hold(open_shop, furnish(open_shop))
    other = basket_of(open_shop, furnish(open_shop, 700, "Chaise"))
    open_shop.shop.counter.save_draft(open_shop.cashier, TILL, other)
    for _twice in range(2):
        open_shop.shop.holds.bring_to_counter(open_shop.cashier, TILL, made.id)
    assert open_shop.shop.counter.draft(TILL) == open_shop.shop.holds.pick_up(made.id)
    assert [one.label for one in open_shop.shop.counter.parked()] == ["Chaise 09:00"]


def test_the_label_comes_out_and_is_forgotten_when_the_hold_ends(open_shop):
    open_shop.office.devices.label = printer = FakeLabelPrinter()
    item = furnish(open_shop)
    made = hold(open_shop, item)
    ((label, copies),) = printer.printed
    assert (label.kind, label.name, label.tag, copies) == (
        LabelKind.RESERVED, "RÉSERVÉ", "L.\u00a0G.", 1,
    )  # fmt: skip
    assert label.notes == ("jusqu’au 08/10/2026", "RES-2610-0001")
    open_shop.shop.holds.extend(open_shop.cashier, made.id, 3)
    assert printer.printed[1][0].notes[0] == "jusqu’au 11/10/2026"
    open_shop.office.devices.label = None
    open_shop.shop.holds.extend(open_shop.cashier, made.id, 3)
    assert open_shop.shop.labelling.waiting() == 1
    open_shop.shop.holds.give_back(open_shop.cashier, TILL, made.id)
    assert open_shop.shop.labelling.waiting() == 0
    check_ledger(open_shop.store)


def test_a_waiting_label_is_drawn_on_a_sheet(open_shop, tmp_path):
    hold(open_shop, furnish(open_shop))
    assert open_shop.shop.labelling.waiting_sheet(open_shop.manager, tmp_path).value.is_file()
    assert open_shop.shop.labelling.waiting() == 0


def test_a_trainee_may_not_hold_things(open_shop):
    with pytest.raises(Refusal) as refused:
        open_shop.shop.holds.hold(
            open_shop.trainee, TILL, basket_of(open_shop, furnish(open_shop)), FREE
        )
    assert refused.value.code == "right"


def test_open_holds_and_the_hold_of_a_thing_are_read_by_index(open_shop):
    reader = open_shop.store.read()
    plans = [
        reader.all("EXPLAIN QUERY PLAN " + sql, *values)
        for sql, values in (
            ("SELECT id FROM hold WHERE state = 'open' ORDER BY until, number", ()),
            ("SELECT hold.id FROM hold JOIN hold_line ON hold_line.hold = hold.id "
             "WHERE hold_line.item = ? AND hold.state = 'open'", (b"x",)),
        )
    ]  # fmt: skip
    assert all("SCAN hold_line" not in row["detail"] for plan in plans for row in plan)
    assert any("hold_open" in row["detail"] for row in plans[0])


@given(st.lists(st.tuples(st.binary(min_size=1, max_size=3), st.integers(0, 9)), max_size=4))
def test_lines_agree_in_any_order_and_not_otherwise(lines):
    assert agreed_lines_agree(lines, list(reversed(lines)))
    assert not agreed_lines_agree(lines, [*lines, (None, 1)])
    for n, (item, cents) in enumerate(lines):
        assert not agreed_lines_agree(lines, [*lines[:n], (item, cents + 1), *lines[n + 1 :]])
