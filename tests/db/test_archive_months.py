"""The months of a journal are found without reading it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from reuse_pos.db import archive
from reuse_pos.db.engine import create_or_update
from reuse_pos.db.store import Store, Tx

DAYS = 800


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two tills: one that recorded every few days, and not for half a year; one used once."""
    create_or_update(tmp_path / "shop.db")
    store = Store(tmp_path / "shop.db")
    first = date(2024, 1, 30)
    with store.transaction() as tx:
        seq = 0
        for n in range(0, DAYS, 3):
            if 200 < n < 380:
                continue
            seq += 1 + (n % 7 == 0)  # A number may be missing: that is for others to name.
            put(tx, "001-1", seq, first + timedelta(days=n))
        put(tx, "001-2", 1, date(2030, 5, 1))
    return store


def put(tx: Tx, till: str, seq: int, day: date) -> None:
    record = {
        "till": till, "seq": seq, "type": "SALE", "ts": f"{day}T10:00:00+02:00", "mode": "REAL",
        "body": "{}", "prev_hash": "", "hash": f"{till}/{seq}", "alg": "", "key_id": "", "sig": "",
    }  # fmt: skip
    tx.insert("fiscal_record", record)


def test_every_month_with_a_record_and_no_other(store: Store) -> None:
    """Catches a month passed over at its border, behind a gap, or of a till with one record."""
    reader = store.read()
    sql = "SELECT DISTINCT substr(ts, 1, 7) FROM fiscal_record ORDER BY 1"
    assert archive.months(reader) == [row[0] for row in reader.all(sql)]
    assert archive.tills(reader) == ["001-1", "001-2"]


def test_an_empty_file_has_no_month(tmp_path: Path) -> None:
    create_or_update(tmp_path / "shop.db")
    reader = Store(tmp_path / "shop.db").read()
    assert archive.months(reader) == archive.tills(reader) == []
