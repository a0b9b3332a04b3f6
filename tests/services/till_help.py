"""A till to sell, close and deposit with, for the tests of the till."""

from __future__ import annotations

import json
from typing import Any

from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.money import change_drawn
from reuse_pos.domain.payments import Payment
from reuse_pos.services.counter import Sold
from reuse_pos.services.till import Count

TILL, OTHER = "001-1", "001-2"
FLOAT = 15_000


def sell(
    made: TestShop, cents: int, method: str = "CASH", ref: str | None = None, till: str = TILL
) -> Sold:
    """Sell something for this sum."""
    line = made.shop.counter.line_at_price("EA-DT-TAPIS", cents, "Tapis")
    paid = [Payment(method, cents, ref)]
    return made.shop.counter.sell(made.cashier, till, Basket().add(line), paid, "NONE").value


def count_of(cents: int, **more: Any) -> Count:
    """A count of the fewest notes and coins that make this sum."""
    return Count(dict(change_drawn(cents)), more.pop("others", {}), cents, **more)


def bodies(made: TestShop, kind: str, till: str = TILL) -> list[dict[str, Any]]:
    """The records of a kind in a till's journal."""
    sql = "SELECT body FROM fiscal_record WHERE type = ? AND till = ? ORDER BY seq"
    return [json.loads(row["body"]) for row in made.store.read().all(sql, kind, till)]


def kinds(made: TestShop, till: str = TILL) -> list[str]:
    """The types of a till's records, in order."""
    sql = "SELECT type FROM fiscal_record WHERE till = ? ORDER BY seq"
    return [row["type"] for row in made.store.read().all(sql, till)]


def sound(made: TestShop) -> None:
    """Fail unless the program's own checks (journal, sums, projections) find nothing."""
    assert made.shop.doctor.examine().findings == ()
