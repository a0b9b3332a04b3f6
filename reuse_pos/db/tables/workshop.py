"""The workshop: one work order a thing, and (kept apart, erasable) who worked on it."""

from __future__ import annotations

from sqlalchemy import Column, Index

from reuse_pos.db.tables.base import STRICT, SQLModel, ident, index_where, text, whole


class WorkOrder(SQLModel, table=True):
    """Work on one thing: step codes and those done (both comma-separated), minutes told once,
    materials used."""

    __tablename__ = "work_order"
    __table_args__ = (
        Index("work_order_open", "state", sqlite_where=Column("state") != "finished"),
        Index("work_order_item", "item"),
        index_where("work_order_finished", "finished_on IS NOT NULL", "finished_on"),
        STRICT,
    )
    id: bytes = ident(primary_key=True)
    item: bytes = ident()
    state: str = text()
    steps: str = text()
    done: str = text()
    bench: str = text()
    rank: int = whole()
    weight_before_g: int = whole()
    weight_after_g: int | None = whole()
    minutes: int | None = whole()
    materials: str = text()
    help_since: str | None = text()
    day: str = text()
    finished_on: str | None = text()


class WorkPerson(SQLModel, table=True):
    """Who worked on an order; private, outside every fact, seen by the person and the supervisor
    only."""

    __tablename__ = "work_person"
    __table_args__ = STRICT
    work_order: bytes = ident(primary_key=True)
    op: str = text(primary_key=True)
    minutes: int | None = whole()
