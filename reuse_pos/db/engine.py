"""SQLAlchemy on the shop's file, and making or updating its tables; imported only when really
needed."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any, cast

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event

from reuse_pos.db.schema import SCHEMA_VERSION

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def make_engine(path: Path) -> Engine:
    """An engine with the same pragmas as the till's own connection."""
    from reuse_pos.db.store import PRAGMAS

    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _set_pragmas(connection: Any, _record: Any) -> None:
        for pragma in PRAGMAS:
            connection.execute(pragma)

    return engine


def create_or_update(path: Path) -> None:
    """Make an empty file's tables, or bring an older file to this version, in one transaction."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = make_engine(path)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _find_older_things(connection)
        connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_VERSION:d}")
    engine.dispose()
    os.chmod(path, 0o600)


def _find_older_things(connection: Connection) -> None:
    """Things of a file older than the search get the words they are found by."""
    from reuse_pos.db import item_words
    from reuse_pos.db.store import Tx

    file = cast("sqlite3.Connection", connection.connection.driver_connection)
    asked = "SELECT EXISTS (SELECT 1 FROM item) AND NOT EXISTS (SELECT 1 FROM item_word)"
    if file.execute(asked).fetchone()[0]:
        before, file.row_factory = file.row_factory, sqlite3.Row
        item_words.rebuild(Tx(file))
        file.row_factory = before
