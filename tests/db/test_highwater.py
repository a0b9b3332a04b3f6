"""The high-water mark: an older copy of the file, or a shortened one, is noticed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from shops import TestShop

from reuse_pos.db import highwater
from reuse_pos.db.highwater import HighWater
from reuse_pos.db.store import Store
from reuse_pos.fiscal.keys import FileKeyStore
from reuse_pos.services.office import Office
from reuse_pos.services.shop import Shop

MARK = HighWater("ab" * 16, 7, "0" * 64, {"001-1": (3, "f" * 64)})


def test_a_mark_is_read_as_written(tmp_path: Path) -> None:
    """Catches a mark that loses its tills: a cut journal would go unseen."""
    path = tmp_path / "state" / "hwm.json"
    highwater.write(path, MARK)
    assert highwater.read(path) == MARK
    assert [one.name for one in path.parent.iterdir()] == ["hwm.json"]


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "{}", "null", '{"tills": 3}', "\x00\x00", '{"epoch":"a","seq":"x"}']
)
def test_a_damaged_mark_stops_nobody(tmp_path: Path, text: str) -> None:
    """Catches a shop that cannot open because of a small file beside it."""
    path = tmp_path / "hwm.json"
    path.write_text(text, "utf-8")
    assert highwater.read(path) is None
    path.write_bytes(b"\xff\xfe\xff")
    assert highwater.read(path) is None
    assert highwater.read(tmp_path / "none.json") is None


def test_a_mark_half_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches writing over the mark in place: a power cut would leave an empty one."""
    path = tmp_path / "hwm.json"
    highwater.write(path, MARK)

    def cut(*_args: object, **_names: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(json, "dump", cut)
    with pytest.raises(OSError, match="no space"):
        highwater.write(path, HighWater("cd" * 16, 9, "1" * 64, {}))
    assert highwater.read(path) == MARK


def test_opening_the_till_leaves_a_mark_of_where_everything_is(small_shop: TestShop) -> None:
    """Catches a mark that is never written."""
    small_shop.shop.till.open_session(small_shop.cashier, "001-1", 15000)
    reader = small_shop.store.read()
    kept = highwater.read(small_shop.office.folder.high_water)
    assert kept == highwater.present(reader)
    assert kept is not None
    last = reader.one("SELECT seq, hash FROM fiscal_record WHERE till = '001-1' ORDER BY seq DESC")
    assert last is not None
    assert kept.tills["001-1"] == tuple(last)


def test_an_older_copy_of_the_file_is_noticed(small_shop: TestShop, tmp_path: Path) -> None:
    """Catches yesterday's backup put back in silence: today's sales would be forgotten."""
    old = tmp_path / "old.db"
    small_shop.store.copy_to(old)
    small_shop.shop.till.open_session(small_shop.cashier, "001-1", 15000)
    folder = small_shop.office.folder
    small_shop.shop.close()
    shutil.copy(old, folder.database)
    office = Office(Store(folder.database), small_shop.clock, folder, FileKeyStore(folder.keys))
    found = Shop(office).doctor.examine().findings
    office.store.close()
    assert {one.check for one in found} >= {"mark"}
    assert any(one.check.startswith("journal_") for one in found)
