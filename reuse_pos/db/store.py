"""The shop's file, opened safely: every write is one transaction on the one writer, every read a
snapshot.

Uses the standard library alone, so that the sign-in screen paints before heavier modules are
needed.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reuse_pos.db.schema import SCHEMA_VERSION
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.fact import Value
from reuse_pos.domain.wording import _

if TYPE_CHECKING:
    from sqlalchemy import Engine

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    # A name that was erased leaves no letters behind in the file; not every build does so unasked.
    "PRAGMA secure_delete=ON",
)
READ_BACK = (
    ("journal_mode", "wal"),
    ("synchronous", 2),
    ("foreign_keys", 1),
    ("secure_delete", 1),
)
Row = sqlite3.Row


class Reader:
    """Questions to the file; values are always bound, never written into the SQL."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, sql: str, *values: Value) -> list[Row]:
        """Every row."""
        return self._connection.execute(sql, values).fetchall()

    def each(self, sql: str, *values: Value) -> Iterator[Row]:
        """Rows one by one, for tables that grow."""
        return iter(self._connection.execute(sql, values))

    def one(self, sql: str, *values: Value) -> Row | None:
        """The first row, or None."""
        row: Row | None = self._connection.execute(sql, values).fetchone()
        return row

    def value(self, sql: str, *values: Value) -> Any:
        """The first column of the first row, or None."""
        row = self._connection.execute(sql, values).fetchone()
        return None if row is None else row[0]

    @contextmanager
    def steady(self) -> Iterator[None]:
        """All that is read until the block ends is of one moment, whatever is sold meanwhile."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            # A damaged file may have ended it already.
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")


class Tx(Reader):
    """One transaction: everything or nothing."""

    def execute(self, sql: str, *values: Value) -> None:
        """Run one writing statement."""
        self._connection.execute(sql, values)

    def many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run one writing statement for each row of values."""
        self._connection.executemany(sql, rows)

    def insert(self, table: str, row: Mapping[str, Value]) -> None:
        """Put one new row."""
        self._connection.execute(_insert_sql(table, tuple(row)), tuple(row.values()))

    def upsert(self, table: str, row: Mapping[str, Value]) -> None:
        """Put one row, in place of the one with the same key."""
        self._connection.execute(
            _insert_sql(table, tuple(row), "INSERT OR REPLACE"), tuple(row.values())
        )

    def update(self, table: str, key: Mapping[str, Value], values: Mapping[str, Value]) -> None:
        """Set some columns of the row with this key; raises `LookupError` when there is none."""
        done = self._connection.execute(
            _update_sql(table, tuple(key), tuple(values)), (*values.values(), *key.values())
        )
        if done.rowcount != 1:
            raise LookupError(f"{table}: {done.rowcount} rows for {dict(key)!r}")


@lru_cache(512)
def _insert_sql(table: str, columns: tuple[str, ...], verb: str = "INSERT") -> str:
    names = ", ".join(_name(column) for column in columns)
    marks = ", ".join("?" * len(columns))
    return f"{verb} INTO {_name(table)} ({names}) VALUES ({marks})"


@lru_cache(512)
def _update_sql(table: str, key: tuple[str, ...], columns: tuple[str, ...]) -> str:
    sets = ", ".join(f"{_name(column)} = ?" for column in columns)
    where = " AND ".join(f"{_name(column)} = ?" for column in key)
    return f"UPDATE {_name(table)} SET {sets} WHERE {where}"  # noqa: S608 - names are checked


def _name(word: str) -> str:
    if not (word.isidentifier() and word.isascii()):
        raise ValueError(f"{word!r} is no table or column")
    return word


class Store:
    """The open file of a shop. `read_only` is for looking (reports, checks) while another program
    may write."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self._read_only = read_only
        self._turn = threading.RLock()
        self._readers = threading.local()
        self._opened: list[sqlite3.Connection] = []
        _check_file(path, read_only)
        self._writer = self._connect(write=not read_only)
        _check_version(self._writer)

    @property
    def read_only(self) -> bool:
        """Whether this file was opened for looking only."""
        return self._read_only

    def _connect(self, *, write: bool) -> sqlite3.Connection:
        uri = _address(self.path, "rw" if write else "ro")
        try:
            connection = sqlite3.connect(
                uri, uri=True, check_same_thread=False, isolation_level=None, cached_statements=256
            )
            connection.row_factory = sqlite3.Row
            for pragma in PRAGMAS[0 if write else 2 :]:
                connection.execute(pragma)
        except (sqlite3.DatabaseError, UnicodeError) as trouble:
            raise _storage_refusal(trouble) from trouble
        self._opened.append(connection)
        if write:
            _read_back(connection)
        return connection

    def read(self) -> Reader:
        """Questions from the present thread, on its own connection."""
        reader: Reader | None = getattr(self._readers, "reader", None)
        if reader is None:
            reader = Reader(self._connect(write=False))
            self._readers.reader = reader
        return reader

    def read_damaged(self) -> Reader:
        """Questions to a file that may be damaged: letters that cannot be read come as “�”."""
        connection = self._connect(write=False)
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        return Reader(connection)

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        """The one writer, from BEGIN IMMEDIATE to COMMIT; any error takes everything back.

        Refuses with code "disk_full", "read_only", "disk", "busy" or "damaged" when the disk says
        no.
        """
        with self._turn:
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield Tx(self._writer)
                self._writer.execute("COMMIT")
            except BaseException as trouble:
                with suppress(sqlite3.Error):
                    self._writer.execute("ROLLBACK")
                if (
                    isinstance(trouble, sqlite3.OperationalError)
                    or type(trouble) is sqlite3.DatabaseError
                ):
                    raise _storage_refusal(trouble) from trouble
                raise

    def engine(self) -> Engine:
        """SQLAlchemy on the same file, for reference data and tools; not for hot paths."""
        from reuse_pos.db.engine import make_engine

        return make_engine(self.path)

    def copy_to(self, target: Path) -> None:
        """A complete copy of the file in one step, while sales go on."""
        with sqlite3.connect(target) as copy:
            self.read()._connection.backup(copy, pages=-1)
        copy.close()

    def empty_log(self) -> None:
        """Bring the write-ahead log into the file and cut it: what was erased is then in neither.
        Somebody who reads just now puts it off until the next time, or the closing."""
        with self._turn, suppress(sqlite3.Error):
            self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close every connection; the writer last, so that its log goes into the one file."""
        for connection in reversed(self._opened):
            with suppress(sqlite3.Error):
                connection.close()


def _address(path: Path, mode: str) -> str:
    """The file as SQLite's own address (sqlite.org/uri.html); `Path.as_uri` would load a parser of
    web addresses before the first paint."""
    plain = path.absolute().as_posix()
    for mark, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        plain = plain.replace(mark, code)
    return f"file:{'' if plain.startswith('/') else '/'}{plain}?mode={mode}"


def _check_file(path: Path, read_only: bool) -> None:
    if not path.is_file():
        raise Refusal(
            _(
                "There is no shop in {folder}. Nothing was made. Choose its folder, or make a "
                "new shop.",
                folder=str(path.parent),
            ),
            "no_shop",
        )
    if read_only:
        return
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise Refusal(
            _(
                "The shop’s file cannot be written ({path}). Nothing was changed. Give yourself "
                "the right to write in it.",
                path=str(path),
            ),
            "read_only",
        )
    with suppress(OSError):
        os.chmod(path, 0o600)


def _check_version(connection: sqlite3.Connection) -> None:
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except (sqlite3.DatabaseError, UnicodeError) as trouble:
        raise _storage_refusal(trouble) from trouble
    if version > SCHEMA_VERSION:
        raise Refusal(
            _(
                "This shop was last used with a newer Reuse POS. Nothing was changed. Install "
                "the newer version here."
            ),
            "newer",
        )
    if version < SCHEMA_VERSION:
        raise Refusal(
            _(
                "This file is not a shop of this version. Nothing was changed. Run the update "
                "first."
            ),
            "older",
        )


def _read_back(connection: sqlite3.Connection) -> None:
    for name, wanted in READ_BACK:
        found = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if found != wanted:
            raise Refusal(
                _(
                    "The disk does not keep sales safely ({name} is {found}). Nothing was opened. "
                    "Move the shop’s folder to a local disk.",
                    name=name,
                    found=found,
                ),
                "unsafe",
            )


def _storage_refusal(trouble: Exception) -> Refusal:
    text = str(trouble)
    if "full" in text:
        return Refusal(
            _(
                "The disk is full: NOT recorded, do not give change. Free some space, then try "
                "again."
            ),
            "disk_full",
        )
    if "readonly" in text or "read-only" in text:
        return Refusal(
            _(
                "The shop’s file cannot be written. Nothing was recorded. Check the disk, then "
                "try again."
            ),
            "read_only",
        )
    if "disk I/O" in text:
        return Refusal(
            _(
                "The disk does not answer: NOT recorded, do not give change. Try again; if it "
                "happens again, call the manager."
            ),
            "disk",
        )
    if "locked" in text or "busy" in text:
        return Refusal(
            _(
                "Another program holds the shop’s file. Nothing was recorded. Close it, then "
                "try again."
            ),
            "busy",
        )
    return Refusal(
        _(
            "The shop’s file is damaged or unreadable ({detail}). Nothing was recorded. Restore "
            "the last backup.",
            detail=text[:80],
        ),
        "damaged",
    )
