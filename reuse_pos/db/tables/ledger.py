"""The mass ledger: entries and postings that are never changed, and the sums kept beside them."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary
from sqlmodel import Field

from reuse_pos.db.tables.base import STRICT, STRICT_NO_ROWID, SQLModel, ident, text, whole


class MassEntry(SQLModel, table=True):
    """One movement of mass; its postings add up to zero grams."""

    __tablename__ = "mass_entry"
    __table_args__ = (Index("mass_entry_day", "day"), STRICT)
    id: bytes = ident(primary_key=True)
    store: int = whole()
    device: int = whole()
    at_ns: int = whole()
    day: str = text()
    kind: str = text()
    document: str | None = text()
    op: str = text()
    reverses: bytes | None = ident(unique=True)
    fact: bytes = ident()


class MassPosting(SQLModel, table=True):
    """Grams and pieces arriving at (or leaving) a place."""

    __tablename__ = "mass_posting"
    __table_args__ = (
        Index("mass_posting_entry", "entry"),
        Index("mass_posting_thing", "thing", sqlite_where=Column("thing").is_not(None)),
        STRICT,
    )
    id: int | None = whole(primary_key=True, default=None)
    entry: bytes = Field(
        sa_column=Column(
            LargeBinary,
            ForeignKey("mass_entry.id", deferrable=True, initially="DEFERRED"),
            nullable=False,
        )
    )
    place: str = text()
    category: str = text()
    thing: bytes | None = ident()
    party: str | None = text()
    commune: str | None = text()
    grams: int = whole()
    pieces: int = whole()
    source: str = text()


class MassDay(SQLModel, table=True):
    """Sums per business day, place, category, party, commune and source ("" stands for none)."""

    __tablename__ = "mass_day"
    __table_args__ = STRICT_NO_ROWID
    day: str = text(primary_key=True)
    place: str = text(primary_key=True)
    category: str = text(primary_key=True)
    party: str = text(primary_key=True)
    commune: str = text(primary_key=True)
    source: str = text(primary_key=True)
    grams: int = whole()
    pieces: int = whole()
    count: int = whole()


class MassBalance(SQLModel, table=True):
    """What stands in each place now, per category."""

    __tablename__ = "mass_balance"
    __table_args__ = STRICT_NO_ROWID
    place: str = text(primary_key=True)
    category: str = text(primary_key=True)
    grams: int = whole()
    pieces: int = whole()


class LearnedMean(SQLModel, table=True):
    """What one piece of a category weighs here: n weighed pieces, their sum and sum of squares in
    grams."""

    __tablename__ = "learned_mean"
    __table_args__ = STRICT
    category: str = text(primary_key=True)
    n: int = whole()
    sum_g: int = whole()
    sum_sq: int = whole()
