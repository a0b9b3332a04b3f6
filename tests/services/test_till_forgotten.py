"""A session nobody closed: its Z, its day, and another session that begins with the same drawer."""

from __future__ import annotations

from datetime import datetime

import pytest
from invariants import check_ledger
from shops import TestShop
from till_help import FLOAT, TILL, bodies, count_of, kinds, sell, sound

from reuse_pos.domain.basket import Basket


def forgotten(made: TestShop, days: int = 1) -> None:
    """A session with 66,00 in cash and 40,00 by card, left open; so many days later."""
    made.shop.till.open_session(made.cashier, TILL, FLOAT)
    sell(made, 6_600)
    sell(made, 4_000, "CARD")
    made.clock.forward(days=days)


def test_the_first_sale_of_the_next_day_closes_what_was_forgotten(small_shop: TestShop) -> None:
    """Catches a session that spans two days, a day without its Z, and a float that is invented."""
    forgotten(small_shop)
    sell(small_shop, 1_000)
    assert kinds(small_shop)[-4:] == ["SESSION_CLOSE", "CLOSE_DAY", "SESSION_OPEN", "SALE"]
    z, day = bodies(small_shop, "SESSION_CLOSE")[0], bodies(small_shop, "CLOSE_DAY")[0]
    assert (z["day"], z["ts"][:10], z["comment"]) == ("2026-10-01", "2026-10-02", "FORGOTTEN")
    assert (z["total"], day["total"], day["period"]) == (10_600, 10_600, "2026-10-01")
    assert [one["counted"] for one in z["methods"]] == [None, None]
    opened = bodies(small_shop, "SESSION_OPEN")[1]
    assert (opened["float"], opened["day"], opened["session"]) == (21_600, "2026-10-02", 2)
    figures = small_shop.shop.till.figures(TILL)
    assert (figures.drawer_cents, figures.total_cents) == (22_600, 1_000)
    sound(small_shop)
    check_ledger(small_shop.store)


def test_it_is_told_until_the_next_count(small_shop: TestShop) -> None:
    """Catches a closing without a count that nobody ever hears of."""
    forgotten(small_shop)
    assert small_shop.shop.till.status(TILL).told == ""
    sell(small_shop, 1_000)
    told = small_shop.shop.till.status(TILL).told
    assert "01.10" in told
    assert "Z n° 1" in told or "no. 1" in told
    small_shop.shop.till.close_session(small_shop.cashier, TILL, count_of(22_600))
    assert small_shop.shop.till.status(TILL).told == ""


def test_the_next_count_finds_what_was_missing(small_shop: TestShop) -> None:
    """Catches a gap of the forgotten day that disappears between the two sessions."""
    forgotten(small_shop)
    sell(small_shop, 1_000)
    short = count_of(22_400, reason="UNKNOWN")
    small_shop.shop.till.close_session(small_shop.cashier, TILL, short)
    cash = next(m for m in bodies(small_shop, "SESSION_CLOSE")[1]["methods"]
                if m["method"] == "CASH")  # fmt: skip
    assert cash["diff"] == -200


def test_it_can_still_be_counted_the_next_morning(small_shop: TestShop) -> None:
    """Catches a late count put into the wrong day, or a day closed twice."""
    forgotten(small_shop)
    shop = small_shop.shop
    assert shop.till.status(TILL).stale
    shop.till.close_session(small_shop.cashier, TILL, count_of(21_600), day_too=True)
    z = bodies(small_shop, "SESSION_CLOSE")[0]
    assert (z["day"], z["comment"]) == ("2026-10-01", None)
    assert kinds(small_shop)[-2:] == ["SESSION_CLOSE", "CLOSE_DAY"]
    assert [row.number for row in shop.till.z_of_day(TILL, "2026-10-01")] == [1]
    shop.till.open_session(small_shop.cashier, TILL, FLOAT)
    sell(small_shop, 500)
    assert len(bodies(small_shop, "CLOSE_DAY")) == 1
    sound(small_shop)


def test_opening_anew_closes_what_was_forgotten(small_shop: TestShop) -> None:
    """Catches a till that cannot be opened because yesterday's session is still there."""
    forgotten(small_shop)
    small_shop.shop.till.open_session(small_shop.cashier, TILL, 21_500)
    assert kinds(small_shop)[-3:] == ["SESSION_CLOSE", "CLOSE_DAY", "SESSION_OPEN"]
    opened = bodies(small_shop, "SESSION_OPEN")[1]
    assert (opened["float"], "resumed" in opened) == (21_500, False)
    sound(small_shop)


def test_events_wait_for_the_first_sale(small_shop: TestShop) -> None:
    """Catches a drawer opened in the morning that ends the session under the cashier's hands."""
    forgotten(small_shop)
    small_shop.shop.printing.drawer(small_shop.cashier, TILL, "Monnaie")
    assert small_shop.shop.till.status(TILL).session == 1
    assert "SESSION_CLOSE" not in kinds(small_shop)
    sell(small_shop, 100)
    assert small_shop.shop.till.status(TILL).session == 2
    sound(small_shop)


@pytest.mark.parametrize("gesture", ["move", "void"])
def test_any_money_record_does_it(small_shop: TestShop, gesture: str) -> None:
    """Catches a cash movement or an emptied basket written into yesterday's session."""
    forgotten(small_shop)
    shop, cashier = small_shop.shop, small_shop.cashier
    if gesture == "move":
        shop.till.cash_move(cashier, TILL, "EXPENSE", -300, "Timbres")
    else:
        line = shop.counter.line_at_price("EA-DT-TAPIS", 500, "Tapis")
        shop.counter.void(cashier, TILL, Basket().add(line), "CHANGED_MIND")
    last = kinds(small_shop)[-4:]
    assert last[:3] == ["SESSION_CLOSE", "CLOSE_DAY", "SESSION_OPEN"]
    sound(small_shop)


def test_month_and_year_follow_when_they_are_due(small_shop: TestShop) -> None:
    """Catches a year closed before its month, or under the name of the calendar year."""
    small_shop.shop.settings.set(small_shop.manager, "till.year_starts", "11")
    forgotten(small_shop, days=31)
    sell(small_shop, 1_000)
    assert kinds(small_shop)[-6:] == [
        "SESSION_CLOSE", "CLOSE_DAY", "CLOSE_MONTH", "CLOSE_YEAR", "SESSION_OPEN", "SALE",
    ]  # fmt: skip
    assert bodies(small_shop, "CLOSE_MONTH")[0]["period"] == "2026-10"
    year = bodies(small_shop, "CLOSE_YEAR")[0]
    assert (year["period"], year["total"]) == ("2025-11", 10_600)
    sound(small_shop)


def test_a_clock_far_ahead_leaves_sessions_that_add_up(small_shop: TestShop) -> None:
    """Catches a Z dated in the future that forbids selling once the clock is right again."""
    forgotten(small_shop, days=400)
    sell(small_shop, 1_000)
    small_shop.clock.put(datetime.fromisoformat("2026-10-01T18:00:00+02:00"))
    sell(small_shop, 500)
    assert small_shop.shop.till.figures(TILL).drawer_cents == 23_100
    small_shop.clock.forward(days=1)
    sell(small_shop, 700)
    zs = bodies(small_shop, "SESSION_CLOSE")
    assert sum(z["total"] for z in zs) == 12_100
    sound(small_shop)
