"""Column kinds of the shop's file: every table is STRICT, so each column is TEXT, INTEGER or
BLOB."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Integer, LargeBinary, Text
from sqlmodel import Field, SQLModel

STRICT = {"sqlite_strict": True}
STRICT_NO_ROWID = {"sqlite_strict": True, "sqlite_with_rowid": False}

__all__ = ["STRICT", "STRICT_NO_ROWID", "SQLModel", "ident", "text", "whole"]


def text(**options: Any) -> Any:
    """A TEXT column: words, codes, ISO dates."""
    return Field(sa_type=Text, **options)


def whole(**options: Any) -> Any:
    """An INTEGER column: cents, grams, basis points, counts, flags."""
    return Field(sa_type=Integer, **options)


def ident(**options: Any) -> Any:
    """A BLOB column holding a UUIDv7 in 16 bytes."""
    return Field(sa_type=LargeBinary, **options)
