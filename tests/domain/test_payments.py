"""Paying: what is in the journal as paid is exactly what the ticket costs."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments import CHANGE, METHODS, Payment, method, settle, still_due


def settled(total: int, payments: list[Payment]) -> tuple[Payment, ...] | Refusal:
    try:
        return settle(total, payments)
    except Refusal as refused:
        return refused


def test_ten_thousand_tickets_are_settled_to_the_cent() -> None:
    """Catches change given on a card, change counted twice, or a ticket paid short by a cent."""
    rng = random.Random(29)
    kinds = {"paid": 0, "change": 0, "refused": 0}
    for _ticket in range(10_000):
        total = rng.choice([0, rng.randrange(1, 1_000), rng.randrange(1, 100_000)])
        payments = [
            Payment(rng.choice(["CASH", "CARD"]), rng.choice([total, rng.randrange(1, 60_000)]))
            for _payment in range(rng.randrange(0, 4))
        ]
        paid = settled(total, payments)
        if isinstance(paid, Refusal):
            kinds["refused"] += 1
            assert paid.code in ("short", "amount", "change")
            if paid.code == "short":
                assert paid.facts["due"] == still_due(total, payments) > 0
            continue
        assert sum(one.amount_cents for one in paid) == total
        assert list(paid[: len(payments)]) == payments
        change = [one for one in paid if one.method == CHANGE]
        assert all(one.amount_cents < 0 for one in change)
        assert len(change) == (1 if still_due(total, payments) < 0 else 0)
        if change:
            cash = sum(one.amount_cents for one in payments if one.method == "CASH")
            assert -change[0].amount_cents <= cash
        kinds["change" if change else "paid"] += 1
    assert all(count > 500 for count in kinds.values()), kinds


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_a_card_never_pays_more_than_is_due(due: int, over: int) -> None:
    """Catches a card used as a cash machine: the drawer would be short by the difference."""
    with pytest.raises(Refusal) as refused:
        settle(due, [Payment("CARD", due + over)])
    assert refused.value.code == "amount"
    assert settle(due, [Payment("CARD", due)]) == (Payment("CARD", due),)


def test_a_slip_of_the_finger_in_cash_is_refused() -> None:
    """Catches 100000 typed for 1000,00: the change would empty the drawer."""
    assert settle(500, [Payment("CASH", 100_500)])[-1] == Payment(CHANGE, -100_000)
    for amount in (100_501, 0, -500):
        with pytest.raises(Refusal) as refused:
            settle(500, [Payment("CASH", amount)])
        assert refused.value.code == "amount"


def test_a_free_basket_needs_no_payment() -> None:
    """Catches an empty settlement asking for one cent."""
    assert settle(0, []) == ()


def test_each_way_to_pay_is_reachable_once() -> None:
    """Catches two methods on one key or one code: a total would go to the wrong line of the Z."""
    for name in ("code", "hotkey", "title"):
        values = [getattr(one, name) for one in METHODS]
        assert len(set(values)) == len(values)
    assert [one.code for one in METHODS if one.gives_change] == ["CASH"]
    assert all(method(one.code) is one for one in METHODS)
    with pytest.raises(Refusal) as refused:
        method(CHANGE)
    assert refused.value.code == "method"
