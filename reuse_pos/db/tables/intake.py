"""Reception and sorting: what was brought, each weighing, and the sorting tables."""

from __future__ import annotations

from sqlalchemy import Column, Index

from reuse_pos.db.tables.base import STRICT, SQLModel, ident, text, whole


class IntakeRow(SQLModel, table=True):
    """One delivery at the door (`state` open | closed | empty); `commune` is an INSEE code, `late`
    the paper slip of a delivery typed in afterwards."""

    __tablename__ = "intake"
    __table_args__ = (
        Index("intake_open", "state", sqlite_where=Column("state") == "open"),
        Index("intake_day", "day"),
        STRICT,
    )
    id: bytes = ident(primary_key=True)
    number: str = text(unique=True)
    origin: str = text()
    party: str | None = text()
    commune: str | None = text()
    title: str = text()
    state: str = text()
    opened_at: str = text()
    closed_at: str | None = text()
    day: str = text()
    op: str = text()
    late: str | None = text()


class WeighingRow(SQLModel, table=True):
    """One load (`kind` crate | count | item | direct | refused); `undone` once it was taken
    back."""

    __tablename__ = "weighing"
    __table_args__ = (Index("weighing_intake", "intake", "n"), Index("weighing_day", "day"), STRICT)
    id: bytes = ident(primary_key=True)
    intake: bytes = ident()
    n: int = whole()
    kind: str = text()
    day: str = text()
    at: str = text()
    category: str = text()
    gross_g: int = whole()
    tare_g: int = whole()
    net_g: int = whole()
    container: str | None = text()
    source: str = text()
    pieces: int = whole()
    reason: str = text()
    item: bytes | None = ident()
    entry: bytes | None = ident()
    undone: int = whole()
    photo: str | None = text()


class SortingTable(SQLModel, table=True):
    """A sorting session (`kind` textile | mixed; `state` open | closed) with what came in and went
    out, in grams."""

    __tablename__ = "sorting_table"
    __table_args__ = (
        Index("sorting_open", "state", sqlite_where=Column("state") == "open"),
        STRICT,
    )
    id: bytes = ident(primary_key=True)
    kind: str = text()
    state: str = text()
    opened_at: str = text()
    closed_at: str | None = text()
    day: str = text()
    rest_g: int | None = whole()
    reason: str = text()


class SortingBag(SQLModel, table=True):
    """One bag or crate on a sorting table; `direction` in | out, `grade` says where it went."""

    __tablename__ = "sorting_bag"
    __table_args__ = (Index("sorting_bag_table", "table_id", "n"), STRICT)
    id: bytes = ident(primary_key=True)
    table_id: bytes = ident()
    n: int = whole()
    direction: str = text()
    grade: str = text()
    category: str = text()
    label: str = text()
    grams: int = whole()
    gross_g: int = whole()
    tare_g: int = whole()
    source: str = text()
    at: str = text()
    item: bytes | None = ident()
    entry: bytes | None = ident()
    undone: int = whole()
