"""Followed things: labelled objects and batches, their moves, and labels waiting for the
printer."""

from __future__ import annotations

from sqlalchemy import Column, Index

from reuse_pos.db.tables.base import STRICT, SQLModel, ident, index_where, text, whole
from reuse_pos.domain.item import PLACE_OF


class ItemRow(SQLModel, table=True):
    """One labelled object or batch; state comes from its moves, grams and pieces from its
    postings."""

    __tablename__ = "item"
    __table_args__ = (
        Index("item_short", "short"),
        Index("item_on_sale", "category", sqlite_where=Column("state") == "on_sale"),
        Index(
            "item_in_workshop",
            "state",
            sqlite_where=Column("state").in_(("received", "to_repair", "in_repair", "ready")),
        ),
        # The states of a thing that stands somewhere (domain/item.py PLACE_OF), in its order.
        index_where(
            "item_inside",
            " OR ".join(f"state = '{state.value}'" for state in PLACE_OF),
            "category",
            "state",
        ),
        Index("item_proposed", "price_state", sqlite_where=Column("price_state") == "proposed"),
        STRICT,
    )
    id: bytes = ident(primary_key=True)
    code: str = text(unique=True)
    short: str = text()
    kind: str = text()
    category: str = text()
    label: str = text()
    state: str = text()
    grams: int = whole()
    pieces: int = whole()
    source: str = text()
    price_cents: int | None = whole()
    price_state: str = text()
    last_printed_cents: int | None = whole()
    condition: str = text()
    known_defects: str = text()
    description: str = text()
    refurbished: int = whole()
    tested_on: str | None = text()
    test_failed: int = whole()
    intake_no: str = text()
    received_on: str = text()
    photo: str | None = text()
    photo_after: str | None = text()
    markdown_on: str | None = text()
    markdown_bp: int = whole()
    spot: str = text()
    purchase_cents: int | None = whole()
    colour: str | None = text()
    serial: str | None = text()
    brand: str | None = text()
    parent: bytes | None = ident()


class ItemMove(SQLModel, table=True):
    """One step of a thing's life, never changed; `automatic` moves were filled in at the till."""

    __tablename__ = "item_move"
    __table_args__ = (Index("item_move_item", "item"), STRICT)
    id: int | None = whole(primary_key=True, default=None)
    item: bytes = ident()
    at_ns: int = whole()
    day: str = text()
    device: int = whole()
    op: str = text()
    move: str = text()
    from_state: str | None = text()
    to_state: str = text()
    reason: str = text()
    automatic: int = whole()
    entry: bytes | None = ident()
    fact: bytes = ident()


class LabelJob(SQLModel, table=True):
    """A label to print (`kind` price | tracking) and whether it came out (`state` waiting | printed
    | dropped)."""

    __tablename__ = "label_job"
    __table_args__ = (
        Index("label_job_waiting", "state", sqlite_where=Column("state") == "waiting"),
        index_where("label_job_unprinted", "state = 'waiting' OR state = 'held'", "item"),
        STRICT,
    )
    id: bytes = ident(primary_key=True)
    item: bytes = ident()
    kind: str = text()
    copies: int = whole()
    state: str = text()
    at_ns: int = whole()
