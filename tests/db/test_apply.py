"""Writing facts: the only way in, closed to what must be rebuilt, and all or nothing."""

from __future__ import annotations

import sqlite3

import pytest
from invariants import contents
from shops import TestShop

from reuse_pos.db.apply import apply, read_fact, record
from reuse_pos.db.schema import APPEND_ONLY, LOCAL_ONLY
from reuse_pos.domain.fact import DatedEntry, Payload, RowChange
from reuse_pos.domain.ids import uuid7
from reuse_pos.domain.mass import Entry, Posting, Source, transfer

NOW, DAY = 1_800_000_000_000_000_000, "2026-10-01"
PUT = RowChange("commune", {}, {"insee": "35999", "name": "Ailleurs"})


def sold(grams: int = 500) -> DatedEntry:
    postings = transfer("stock:shop", "out:sale", "HR-LIVRE", grams, 1, Source.SCALE)
    return DatedEntry(Entry(uuid7(), "sold", postings), DAY)


def write(made: TestShop, payload: Payload, at_ns: int = NOW) -> int:
    with made.store.transaction() as tx:
        return record(tx, "test", at_ns, DAY, "07", payload).seq


@pytest.mark.parametrize(
    "table", [*(one for one in APPEND_ONLY if one != "setting"), *LOCAL_ONLY, "mass_day", "sale"]
)
def test_a_fact_cannot_write_what_is_rebuilt_or_kept_apart(
    small_shop: TestShop, table: str
) -> None:
    """Catches a verb that sets a balance by hand: replaying would not give it again."""
    before = contents(small_shop.store)
    with pytest.raises(ValueError, match="may not write"):
        write(small_shop, Payload(rows=[RowChange(table, {}, {"x": 1})]))
    assert contents(small_shop.store) == before


def test_a_fact_that_fails_half_way_leaves_nothing(small_shop: TestShop) -> None:
    """Catches a fact kept in the outbox whose rows were taken back, or the other way round."""
    before = contents(small_shop.store)
    with pytest.raises(LookupError):
        write(small_shop, Payload(rows=[PUT, RowChange("item", {"id": b"?" * 16}, {"label": "x"})]))
    unbalanced = Entry(uuid7(), "x", (Posting("stock:shop", "HR-LIVRE", 5, 0, Source.SCALE),) * 2)
    with pytest.raises(sqlite3.IntegrityError, match="balance"):
        write(small_shop, Payload(rows=[PUT], entries=[DatedEntry(unbalanced, DAY)]))
    assert contents(small_shop.store) == before


def test_facts_are_chained_and_read_back_as_written(small_shop: TestShop) -> None:
    """Catches a gap in the numbers, or a fact that says something else when it is sent."""
    first = write(small_shop, Payload(rows=[PUT], entries=[sold()]))
    assert write(small_shop, Payload(entries=[sold(), sold()])) == first + 1
    rows = small_shop.store.read().all("SELECT * FROM outbox ORDER BY seq")
    assert [row["seq"] for row in rows] == list(range(1, first + 2))
    assert rows[-1]["prev_hash"] == rows[-2]["hash"]
    fact = read_fact(dict(rows[-2]))
    assert fact.payload.rows == [PUT]
    assert (fact.store, fact.device, fact.op, fact.day) == (1, 0, "07", DAY)


def test_sums_follow_every_posting(small_shop: TestShop) -> None:
    """Catches a roll-up that counts one leg, or a balance of places outside the shop."""
    write(small_shop, Payload(entries=[sold(500), sold(250)]))
    reader = small_shop.store.read()
    days = reader.all("SELECT place, grams, pieces, count FROM mass_day ORDER BY place")
    assert [tuple(row) for row in days] == [("out:sale", 750, 2, 2), ("stock:shop", -750, -2, 2)]
    balances = reader.all("SELECT place, grams, pieces FROM mass_balance")
    assert [tuple(row) for row in balances] == [("stock:shop", -750, -2)]


def test_the_same_movement_is_never_written_twice(small_shop: TestShop) -> None:
    """Catches kilos counted again when a fact arrives a second time from another computer."""
    write(small_shop, Payload(entries=[sold()]))
    row = small_shop.store.read().one("SELECT * FROM outbox ORDER BY seq DESC")
    assert row is not None
    before = contents(small_shop.store)
    with (
        pytest.raises(sqlite3.IntegrityError, match="already closed"),
        small_shop.store.transaction() as tx,
    ):
        apply(tx, read_fact(dict(row)))
    assert contents(small_shop.store) == before


@pytest.mark.parametrize(("back_s", "suspect"), [(0, 0), (119, 0), (121, 1), (10**7, 1)])
def test_a_clock_gone_back_is_marked_and_never_turns_the_state_back(
    small_shop: TestShop, back_s: int, suspect: int
) -> None:
    """Catches the last time known following a wrong clock: the next jump would go unseen."""
    write(small_shop, Payload(rows=[PUT]))
    write(small_shop, Payload(rows=[PUT]), NOW - back_s * 10**9)
    reader = small_shop.store.read()
    assert reader.value("SELECT clock_suspect FROM outbox ORDER BY seq DESC") == suspect
    assert reader.value("SELECT last_at_ns FROM device_state") == NOW
