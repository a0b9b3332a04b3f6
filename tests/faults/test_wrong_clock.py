"""The computer's clock is wrong: the shop sells on, and the journal says what happened."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from shops import OPENING, TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.payments import Payment

pytestmark = pytest.mark.faults
TILL = "001-1"


def sell(made: TestShop) -> str:
    key = next(one for one in made.shop.counter.price_keys() if one.label == "Livre")
    basket = Basket().add(made.shop.counter.line_of_key(key))
    sold = made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", 100)])
    return sold.value.doc_no


def bodies(made: TestShop, kind: str) -> list[dict[str, object]]:
    rows = made.store.read().all("SELECT body FROM fiscal_record WHERE type = ? ORDER BY seq", kind)
    return [json.loads(row["body"]) for row in rows]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize("hours", [1, 5, 24 * 40, 24 * 365 * 3])
def test_a_clock_set_back_is_written_down_and_the_shop_sells_on(
    small_shop: TestShop, hours: int
) -> None:
    """Catches a till that refuses to sell until the old time has come again."""
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, 15000)
    first = sell(made)
    made.clock.put(OPENING - timedelta(hours=hours))
    second = sell(made)
    jets = [body["code"] for body in bodies(made, "JET")]
    assert jets == ["CLOCK_BACK"]
    assert first != second
    suspects = made.store.read().all("SELECT clock_suspect FROM outbox WHERE kind = 'sold'")
    assert [row[0] for row in suspects] == [0, 1]
    made.clock.put(OPENING + timedelta(minutes=5))
    sell(made)
    assert made.shop.doctor.examine().findings == ()


def test_a_small_step_back_raises_no_suspicion(small_shop: TestShop) -> None:
    """Catches a banner each time the computer sets its clock by the network."""
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, 15000)
    sell(made)
    made.clock.put(OPENING - timedelta(seconds=90))
    sell(made)
    assert made.store.read().value("SELECT max(clock_suspect) FROM outbox") == 0
    assert made.shop.doctor.examine().findings == ()


@pytest.mark.parametrize("days", [1, 32, 400, 20_000])
def test_a_clock_far_ahead_and_put_right_leaves_a_till_that_sells(
    small_shop: TestShop, days: int
) -> None:
    """Catches days closed in the future that forbid selling today."""
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, 15000)
    sell(made)
    made.clock.forward(days=days)
    sell(made)
    made.clock.put(OPENING + timedelta(hours=1))
    numbers = [sell(made), sell(made)]
    assert len(set(numbers)) == 2
    made.clock.forward(days=1)
    sell(made)
    assert made.shop.doctor.examine().findings == ()


@pytest.mark.parametrize(
    ("moment", "day", "closed"),
    [
        ("2026-10-01T23:59:59+02:00", "2026-10-01", []),
        ("2026-10-02T03:59:59+02:00", "2026-10-01", []),
        ("2026-10-02T04:00:00+02:00", "2026-10-02", ["2026-10-01"]),
    ],
)
def test_the_day_ends_at_four_in_the_morning(
    small_shop: TestShop, moment: str, day: str, closed: list[str]
) -> None:
    """Catches a night sale in the wrong day, or a day closed a minute early."""
    made = small_shop
    made.shop.till.open_session(made.cashier, TILL, 15000)
    sell(made)
    made.clock.put(at(moment))
    sell(made)
    assert made.store.read().value("SELECT day FROM sale ORDER BY seq DESC") == day
    assert [body["period"] for body in bodies(made, "CLOSE_DAY")] == closed
    kilos = made.store.read().value("SELECT max(day) FROM mass_day")
    assert kilos == day


def test_the_hour_that_happens_twice_in_october_keeps_its_order(small_shop: TestShop) -> None:
    """Catches local times compared as text: 02:10 (winter) comes after 02:50 (summer)."""
    made = small_shop
    made.clock.put(at("2026-10-25T02:50:00+02:00"))
    made.shop.till.open_session(made.cashier, TILL, 15000)
    sell(made)
    made.clock.put(at("2026-10-25T02:10:00+01:00"))
    sell(made)
    assert bodies(made, "JET") == []
    assert made.shop.doctor.examine().findings == ()
