"""What the counter keeps on this computer only: the basket in progress, parked baskets, papers
waiting."""

from __future__ import annotations

from sqlalchemy import Column, Index

from reuse_pos.db.tables.base import STRICT, SQLModel, ident, index_where, text, whole


class DraftBasket(SQLModel, table=True):
    """The basket on a till, saved after each gesture, so a power cut loses at most a second."""

    __tablename__ = "draft_basket"
    __table_args__ = STRICT
    till: str = text(primary_key=True)
    body: str = text()
    saved_ns: int = whole()


class ParkedBasket(SQLModel, table=True):
    """A basket put aside; any till may take it up again."""

    __tablename__ = "parked_basket"
    __table_args__ = STRICT
    id: bytes = ident(primary_key=True)
    till: str = text()
    label: str = text()
    body: str = text()
    parked_ns: int = whole()


class PrintJob(SQLModel, table=True):
    """A paper to print (`kind` receipt | z | x | slip | drawer…; `state` waiting | printed |
    failed)."""

    __tablename__ = "print_job"
    __table_args__ = (
        Index("print_job_waiting", "state", sqlite_where=Column("state") == "waiting"),
        index_where("print_job_file", "kind = 'file'", "ref"),
        STRICT,
    )
    id: bytes = ident(primary_key=True)
    kind: str = text()
    ref: str = text()
    document: str = text()
    state: str = text()
    tries: int = whole()
    error: str = text()
    at_ns: int = whole()
