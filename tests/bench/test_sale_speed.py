"""A sale of three things, beside the same rows written by hand into the same kind of file."""

from __future__ import annotations

import shutil
import sqlite3
import time
from pathlib import Path

import pytest
from bench_figures import Figures, median, p99
from shops import TestShop, copy_shop

from reuse_pos.db.store import PRAGMAS
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.payments import Payment

TILL = "001-1"
SALES = 400
WARM = 40
Rows = dict[str, set[tuple[object, ...]]]


def basket_of_three(made: TestShop) -> Basket:
    keys = {one.label: one for one in made.shop.counter.price_keys()}
    basket = Basket()
    for label in ("Livre", "Manteau", "Assiette, verre"):
        basket = basket.add(made.shop.counter.line_of_key(keys[label]))
    return basket


def contents(connection: sqlite3.Connection, tables: list[str]) -> Rows:
    return {name: set(connection.execute(f"SELECT * FROM {name}")) for name in tables}


def raw_file(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=256)
    for pragma in PRAGMAS:
        connection.execute(pragma)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    return connection


def postings_before_their_entry(table: str) -> tuple[bool, str]:
    return (table != "mass_posting", table)


def write_by_hand(raw: sqlite3.Connection, written: list[tuple[str, tuple[object, ...]]]) -> float:
    """Milliseconds for the very rows of one sale in one transaction."""
    statements = [
        (f"INSERT OR REPLACE INTO {table} VALUES ({','.join('?' * len(row))})", row)
        for table, row in written
    ]
    start = time.perf_counter()
    raw.execute("BEGIN IMMEDIATE")
    for sql, row in statements:
        raw.execute(sql, row)
    raw.execute("COMMIT")
    return (time.perf_counter() - start) * 1000


@pytest.mark.bench
def test_a_sale_costs_little_more_than_its_rows(tmp_path: Path, figures: Figures) -> None:
    """Catches a sale that reads what grows, or writes row by row through an object mapper."""
    made = copy_shop(tmp_path / "shop")
    made.shop.till.open_session(made.cashier, TILL, 15000)
    copy = tmp_path / "by_hand.db"
    made.store.copy_to(copy)
    raw, look = raw_file(copy), sqlite3.connect(made.office.folder.database)
    names = look.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    tables = sorted((row[0] for row in names), key=postings_before_their_entry)
    basket, ours, by_hand = basket_of_three(made), [], []
    before = contents(look, tables)
    for turn in range(SALES + WARM):
        start = time.perf_counter()
        made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", 2000)])
        spent = (time.perf_counter() - start) * 1000
        now = contents(look, tables)
        written = [(name, row) for name in tables for row in sorted(now[name] - before[name])]
        assert len(written) >= 20
        raw_spent = write_by_hand(raw, written)
        before = now
        made.clock.forward(seconds=40)
        if turn >= WARM:
            ours.append(spent)
            by_hand.append(raw_spent)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert contents(raw, tables) == before
    raw.close()
    look.close()
    made.shop.close()
    shutil.rmtree(tmp_path / "shop")
    word = "by raw sqlite3"
    figures.beside("sale of 3 lines, median", median(ours), (word, median(by_hand)), 5, "ms")
    figures.beside("sale of 3 lines, p99", p99(ours), (word, p99(by_hand)), 3, "ms")
