"""The frozen migration is the declared model, the truths refuse changes, the file opens safely."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from shops import TestShop
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from reuse_pos.db.engine import create_or_update
from reuse_pos.db.lock import ShopLock
from reuse_pos.db.schema import APPEND_ONLY, triggers
from reuse_pos.db.store import Store
from reuse_pos.db.tables import metadata
from reuse_pos.domain.errors import Refusal


def plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).replace("( ", "(").replace(" )", ")").strip()


def test_the_migrated_file_is_the_declared_model(tmp_path: Path) -> None:
    create_or_update(tmp_path / "shop.db")
    connection = sqlite3.connect(tmp_path / "shop.db")
    found = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    stored = {plain(row[0]) for row in found if "alembic_version" not in row[0]}
    declared = {plain(sql) for sql in triggers()}
    for table in metadata.sorted_tables:
        declared.add(plain(str(CreateTable(table).compile(dialect=sqlite.dialect()))))
        for index in table.indexes:
            declared.add(plain(str(CreateIndex(index).compile(dialect=sqlite.dialect()))))
    assert stored == declared


def test_every_table_is_strict() -> None:
    assert all(table.dialect_options["sqlite"]["strict"] for table in metadata.sorted_tables)


@pytest.mark.parametrize("table", [name for name in APPEND_ONLY if name != "item_move"])
def test_a_truth_can_be_neither_changed_nor_deleted(small_shop: TestShop, table: str) -> None:
    if not small_shop.store.read().value(f"SELECT count(*) FROM {table}"):
        small_shop.shop.till.open_session(small_shop.cashier, "001-1", 15000)
        if table.startswith("mass"):
            with small_shop.store.transaction() as tx:
                posting = (b"1" * 16, "stock:shop", "HR-LIVRE", None, None, None)
                sql = (
                    "INSERT INTO mass_posting (entry, place, category, thing, party, commune, "
                    "grams, pieces, source) VALUES (?,?,?,?,?,?,?,0,'typed')"
                )
                tx.execute(sql, *posting, 5)
                tx.execute(sql, *posting, -5)
                tx.insert("mass_entry", {
                    "id": b"1" * 16, "store": 1, "device": 0, "at_ns": 0, "day": "2026-10-01",
                    "kind": "test", "document": None, "op": "07", "reverses": None, "fact": b"",
                })  # fmt: skip
    column = small_shop.store.read().all(f"PRAGMA table_info({table})")[0]["name"]
    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):
        with (
            pytest.raises(sqlite3.IntegrityError, match="append-only"),
            small_shop.store.transaction() as tx,
        ):
            tx.execute(statement)


@pytest.mark.parametrize(("grams", "message"), [((5, -4), "balance"), ((5,), "balance")])
def test_an_entry_that_does_not_balance_is_refused_by_the_file(
    small_shop: TestShop, grams: tuple[int, ...], message: str
) -> None:
    def unbalanced() -> None:
        with small_shop.store.transaction() as tx:
            for one in grams:
                tx.insert("mass_posting", {
                    "entry": b"2" * 16, "place": "stock:shop", "category": "X", "grams": one,
                    "pieces": 0, "source": "typed",
                })  # fmt: skip
            tx.insert("mass_entry", {
                "id": b"2" * 16, "store": 1, "device": 0, "at_ns": 0, "day": "2026-10-01",
                "kind": "test", "document": None, "op": "07", "reverses": None, "fact": b"",
            })  # fmt: skip

    with pytest.raises(sqlite3.IntegrityError, match=message):
        unbalanced()
    assert small_shop.store.read().value("SELECT count(*) FROM mass_posting") == 0


def test_the_till_keeps_wal_and_full_synchronous(small_shop: TestShop) -> None:
    with small_shop.store.transaction() as tx:
        assert tx.value("PRAGMA journal_mode") == "wal"
        assert tx.value("PRAGMA synchronous") == 2
        assert tx.value("PRAGMA foreign_keys") == 1


def test_a_newer_file_is_refused_untouched(small_shop: TestShop) -> None:
    path = small_shop.office.folder.database
    small_shop.store.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version=99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(Refusal) as refused:
        Store(path)
    assert refused.value.code == "newer"
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shop.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(Refusal) as refused:
        Store(tmp_path / "shop.db")
    assert refused.value.code == "damaged"


@pytest.mark.parametrize("name", ["a b", "50 % off", "what?", "n#1", "été", "a%20b"])
def test_a_folder_with_an_odd_name_opens(tmp_path: Path, name: str) -> None:
    path = tmp_path / name / "shop.db"
    create_or_update(path)
    store = Store(path)
    assert store.read().value("SELECT count(*) FROM till") == 0
    store.close()
    assert sorted(one.name for one in path.parent.iterdir()) == ["shop.db"]


def test_no_file_is_said_and_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        Store(tmp_path / "shop.db")
    assert refused.value.code == "no_shop"
    assert list(tmp_path.iterdir()) == []


def test_a_second_program_on_the_same_shop_is_refused(tmp_path: Path) -> None:
    first = ShopLock(tmp_path / "lock")
    with pytest.raises(Refusal) as refused:
        ShopLock(tmp_path / "lock")
    assert refused.value.code == "second_copy"
    first.release()
    ShopLock(tmp_path / "lock").release()


def test_a_full_disk_takes_everything_back_and_sells_again_later(small_shop: TestShop) -> None:
    store = small_shop.store
    pages = store.read().value("PRAGMA page_count")
    with store.transaction() as tx:
        before = tx.value("SELECT count(*) FROM outbox")
    # Room for a few sessions, whatever the last pages hold already, then none.
    store._writer.execute(f"PRAGMA max_page_count={pages + 8}")
    till = small_shop.shop.till

    def many_sessions() -> None:
        for n in range(200):
            till.open_session(small_shop.cashier, "001-1", 15000 + n)
            till.close_session(small_shop.cashier, "001-1", _exact(15000 + n))

    with pytest.raises(Refusal) as refused:
        many_sessions()
    assert refused.value.code == "disk_full"
    store._writer.execute("PRAGMA max_page_count=1000000")
    assert small_shop.store.read().value("SELECT count(*) FROM outbox") > before
    assert small_shop.shop.doctor.examine().sound
    if not till.status("001-1").session:
        till.open_session(small_shop.cashier, "001-1", 15000)
    assert till.status("001-1").session


def _exact(cents: int) -> object:
    from reuse_pos.services.till import Count

    left, pieces = cents, {}
    for value in (5000, 100, 1):
        pieces[value], left = divmod(left, value)
    return Count(pieces, {}, cents)
