"""Reading the ledger: an entry comes back whole, with its day, and is undone once."""

from __future__ import annotations

import sqlite3

import pytest
from goods import bring
from shops import TestShop

from reuse_pos.db import ledger
from reuse_pos.db.apply import record
from reuse_pos.domain.fact import DatedEntry, Payload
from reuse_pos.domain.ids import uuid7
from reuse_pos.domain.item import State
from reuse_pos.domain.mass import Entry, Source, reversal, transfer

DAY = "2026-10-01"


def write(made: TestShop, *entries: Entry) -> None:
    with made.store.transaction() as tx:
        payload = Payload(entries=[DatedEntry(entry, DAY) for entry in entries])
        record(tx, "test", 1_790_000_000_000_000_000, DAY, "07", payload)


def delivery() -> Entry:
    """Something of everything: party, commune, pieces, document."""
    postings = transfer(
        "in:drop_off", "stock:reception", "TLC-VRAC", 12_400, 3, Source.TYPED,
        origin_party="A", destination_party="B", commune="35238",
    )  # fmt: skip
    return Entry(uuid7(), "received", postings, "D-2610-0001")


def test_an_entry_comes_back_as_written(small_shop: TestShop) -> None:
    """Catches a column forgotten on the way in or out."""
    entry = delivery()
    write(small_shop, entry)
    assert ledger.entry_by_id(small_shop.store.read(), entry.id) == (entry, DAY)
    assert ledger.entry_by_id(small_shop.store.read(), uuid7()) is None


def test_an_entry_is_undone_once(small_shop: TestShop) -> None:
    """Catches two touches on "undo" that take the kilos away twice."""
    entry = delivery()
    write(small_shop, entry)
    reader = small_shop.store.read()
    assert not ledger.is_reversed(reader, entry.id)
    write(small_shop, reversal(entry, uuid7()))
    assert ledger.is_reversed(reader, entry.id)
    assert ledger.balance(reader, "stock:reception", "TLC-VRAC") == (0, 0)
    with pytest.raises(sqlite3.IntegrityError):
        write(small_shop, reversal(entry, uuid7()))


def test_a_balance_is_what_came_less_what_went(small_shop: TestShop) -> None:
    """Catches a balance read for another place or category."""
    bring(small_shop, "EA-AS-CHAISE-BOIS", 4_000, State.ON_SALE)
    bring(small_shop, "EA-AS-CHAISE-BOIS", 5_500, State.ON_SALE)
    bring(small_shop, "EA-AS-CHAISE-BOIS", 7_000, State.IN_STORAGE)
    reader = small_shop.store.read()
    assert ledger.balance(reader, "stock:shop", "EA-AS-CHAISE-BOIS") == (9_500, 2)
    assert ledger.balance(reader, "stock:storage", "EA-AS-CHAISE-BOIS") == (7_000, 1)
    assert ledger.balance(reader, "stock:shop", "HR-LIVRE") == (0, 0)


def test_nothing_learned_is_said_as_nothing(small_shop: TestShop) -> None:
    """Catches a mean of no weighing: a division by zero at the counter."""
    assert ledger.learned_weights(small_shop.store.read()) == {}
    assert ledger.LearnedWeight() == ledger.LearnedWeight(0, 0, 0)
