"""Column kinds of the shop's file: every table is STRICT, so each column is TEXT, INTEGER or
BLOB."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index, Integer, LargeBinary, Text
from sqlalchemy import text as sql_text
from sqlmodel import Field, SQLModel

STRICT = {"sqlite_strict": True}
STRICT_NO_ROWID = {"sqlite_strict": True, "sqlite_with_rowid": False}

__all__ = ["STRICT", "STRICT_NO_ROWID", "SQLModel", "ident", "index_where", "text", "whole"]


def text(**options: Any) -> Any:
    """A TEXT column: words, codes, ISO dates."""
    return Field(sa_type=Text, **options)


def whole(**options: Any) -> Any:
    """An INTEGER column: cents, grams, basis points, counts, flags."""
    return Field(sa_type=Integer, **options)


def ident(**options: Any) -> Any:
    """A BLOB column holding a UUIDv7 in 16 bytes."""
    return Field(sa_type=LargeBinary, **options)


def index_where(name: str, condition: str, *columns: str) -> Index:
    """An index of the few rows that a condition holds for, in SQL; a query that says the same
    condition in the same words is answered from those rows alone, however old the shop is."""
    return Index(name, *columns, sqlite_where=sql_text(condition))
