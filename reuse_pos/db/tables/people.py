"""The people with a right here; names and secrets in a side table that can be erased."""

from __future__ import annotations

from sqlalchemy import Column, Index

from reuse_pos.db.tables.base import STRICT, SQLModel, text, whole


class PersonRow(SQLModel, table=True):
    """An operator: code, role, picture and colour; no name."""

    __tablename__ = "person"
    __table_args__ = STRICT
    op: str = text(primary_key=True)
    role: str = text()
    icon: str = text()
    colour: str = text()
    plain_mode: int = whole()
    prints_own_labels: int = whole()
    rank: int = whole()
    active: int = whole()


class PersonPrivate(SQLModel, table=True):
    """First name and hashed secrets of an operator, outside every fact."""

    __tablename__ = "person_private"
    __table_args__ = (
        Index("person_badge", "badge_hash", sqlite_where=Column("badge_hash").is_not(None)),
        STRICT,
    )
    op: str = text(primary_key=True)
    name: str = text()
    secret_hash: str = text()
    badge_hash: str | None = text()


class SigninThrottle(SQLModel, table=True):
    """Wrong codes in a row, kept over restarts; `op` "*" counts badges."""

    __tablename__ = "signin_throttle"
    __table_args__ = STRICT
    op: str = text(primary_key=True)
    failures: int = whole()
    until_ns: int = whole()
