"""A shop whose file lies on the broken disk, sales in it, and what must hold afterwards."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw
from broken_disk import NAME, forget
from shops import TestShop, copy_shop

from reuse_pos.db import checks
from reuse_pos.db.store import PRAGMAS, Reader, Store, _read_back
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.payments import Payment
from reuse_pos.fiscal.keys import FileKeyStore
from reuse_pos.services.counter import Sold
from reuse_pos.services.office import Office
from reuse_pos.services.shop import Shop

TILL = "001-1"


class _Row(tuple[Any, ...]):
    """A row asked by place or by name, as sqlite3's."""

    names: tuple[str, ...]

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(self.names.index(key) if isinstance(key, str) else key)

    def keys(self) -> tuple[str, ...]:
        return self.names


class _Answer:
    def __init__(self, rows: list[_Row], rowcount: int) -> None:
        self._rows, self.rowcount = rows, rowcount

    def fetchone(self) -> _Row | None:
        return self._rows[0] if self._rows else None

    def fetchall(self) -> list[_Row]:
        return self._rows

    def __iter__(self) -> Iterator[_Row]:
        return iter(self._rows)


class _Connection:
    """APSW with the face of sqlite3 that `Store` uses, and its errors."""

    def __init__(self, path: Path) -> None:
        self._raw = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE, vfs=NAME)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> _Answer:
        try:
            cursor = self._raw.cursor().execute(sql, tuple(values))
            rows = []
            for found in cursor:
                row = _Row(found)
                row.names = tuple(one[0] for one in cursor.get_description())
                rows.append(row)
            return _Answer(rows, self._raw.changes())
        except apsw.Error as error:
            raise _as_sqlite3(error) from error

    def executemany(self, sql: str, many: Sequence[Sequence[Any]]) -> None:
        for values in many:
            self.execute(sql, values)

    def close(self) -> None:
        try:
            self._raw.close(True)
        except apsw.Error as error:
            raise _as_sqlite3(error) from error


# What the computer's own sqlite3 says of the same failures.
_SAID = {
    "FullError": (sqlite3.OperationalError, "database or disk is full"),
    "IOError": (sqlite3.OperationalError, "disk I/O error"),
    "ConstraintError": (sqlite3.IntegrityError, "constraint failed"),
    "CorruptError": (sqlite3.DatabaseError, "database disk image is malformed"),
}


def _as_sqlite3(error: apsw.Error) -> sqlite3.Error:
    kind, text = _SAID.get(type(error).__name__, (sqlite3.OperationalError, str(error)))
    return kind(text)


class BrokenStore(Store):
    """The shop's own store on the broken disk; one connection, since APSW's files share no
    memory."""

    extra: tuple[str, ...] = ()

    def _connect(self, *, write: bool) -> Any:
        try:
            connection = _Connection(self.path)
            self._opened.append(connection)  # type: ignore[arg-type]
            for pragma in ("PRAGMA locking_mode=EXCLUSIVE", *PRAGMAS, *self.extra):
                connection.execute(pragma)
        except (apsw.Error, sqlite3.Error) as error:
            raise Refusal(str(error), "cannot_open") from error
        if not self.extra:
            _read_back(connection)  # type: ignore[arg-type]
        return connection

    def read(self) -> Reader:
        return Reader(self._writer)


class BrokenShops:
    """Shops with an open till, one after the other on the same broken disk."""

    def __init__(self, folder: Path) -> None:
        made = copy_shop(folder / "shop")
        made.shop.till.open_session(made.cashier, TILL, 15000)
        made.shop.close()
        self._made, self._folder = made, made.office.folder
        self.path = folder / "on_disk.db"
        self._base = folder / "base.db"
        shutil.copy(self._folder.database, self._base)
        self._basket: Basket | None = None

    def fresh(self) -> Path:
        """The same sound file again."""
        forget(self.path)
        shutil.copy(self._base, self.path)
        return self.path

    def open(self, kind: type[BrokenStore] = BrokenStore) -> Shop:
        """The shop on the broken disk; fails as the disk fails."""
        keys = FileKeyStore(self._folder.keys)
        return Shop(Office(kind(self.path), self._made.clock, self._folder, keys))

    def sell(self, shop: Shop) -> str:
        """Sell three things; returns the ticket's number once the till says it is done."""
        if self._basket is None:
            keys = {one.label: one for one in shop.counter.price_keys()}
            lines = [shop.counter.line_of_key(keys[name]) for name in ("Livre", "Manteau", "Jouet")]
            self._basket = Basket()
            for line in lines:
                self._basket = self._basket.add(line)
        done = shop.counter.sell(TestShop.cashier, TILL, self._basket, [Payment("CASH", 2000)])
        sold: Sold = done.value
        return sold.doc_no


def troubles(path: Path, *, whole: bool = True) -> tuple[list[str], set[str]]:
    """What does not hold in a file found after a fault (read by the computer's own SQLite), and
    the tickets in it; `whole` False looks at the tickets alone."""
    store = Store(path)
    try:
        reader = store.read()
        found = []
        if whole:
            files = (checks.file_integrity, checks.ledger_sums, checks.items, checks.facts,
                     checks.sales, lambda shop: checks.journal(shop, {}))  # fmt: skip
            found = [f"{one.check}: {one.place}: {one.detail}" for c in files for one in c(reader)]
        tickets = {row["doc_no"] for row in reader.all("SELECT doc_no FROM sale")}
        halves = reader.value(
            "SELECT count(*) FROM sale WHERE total_cents <> (SELECT sum(amt) FROM sale_payment "
            "WHERE till = sale.till AND seq = sale.seq) OR total_cents <> (SELECT sum(ttc) FROM "
            "sale_line WHERE till = sale.till AND seq = sale.seq)"
        )
        facts = reader.value("SELECT count(*) FROM outbox WHERE kind = 'sold'")
        if halves or facts != len(tickets):
            found.append(f"{halves} half tickets, {facts} facts, {len(tickets)} tickets")
        return found, tickets
    finally:
        store.close()
