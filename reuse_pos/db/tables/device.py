"""This computer: who it is, the facts it has made, and the last label number it gave."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint

from reuse_pos.db.tables.base import STRICT, SQLModel, ident, text, whole


class DeviceState(SQLModel, table=True):
    """One row: identity, the present life of this file (`epoch`) and the head of its chain of
    facts."""

    __tablename__ = "device_state"
    __table_args__ = STRICT
    id: int = whole(primary_key=True)
    device_id: bytes = ident()
    store: int = whole()
    device: int = whole()
    epoch: bytes = ident()
    last_seq: int = whole()
    last_hash: str = text()
    acked_seq: int = whole()
    ref_version: int = whole()
    last_at_ns: int = whole()


class Outbox(SQLModel, table=True):
    """Every fact, complete and for ever; what head office will be sent."""

    __tablename__ = "outbox"
    __table_args__ = (UniqueConstraint("epoch", "seq"), STRICT)
    fact_id: bytes = ident(primary_key=True)
    epoch: bytes = ident()
    seq: int = whole()
    kind: str = text()
    schema_v: int = whole()
    at_ns: int = whole()
    day: str = text()
    op: str = text()
    clock_suspect: int = whole()
    payload: str = text()
    prev_hash: str = text()
    hash: str = text()


class CodeCounter(SQLModel, table=True):
    """The last number printed on a label by each device."""

    __tablename__ = "code_counter"
    __table_args__ = STRICT
    device: int = whole(primary_key=True)
    last: int = whole()
