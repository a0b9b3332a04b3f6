"""What the shop promised people: things held for them, deliveries and pick-ups in the agenda."""

from __future__ import annotations

from sqlalchemy import Column, Index

from reuse_pos.db.tables.base import STRICT, SQLModel, ident, text, whole


class HoldRow(SQLModel, table=True):
    """Things held for a person (`state` open | collected | released | kept | cancelled).

    `kind` NONE | ARRHES | ACOMPTE says what its deposit (cents) is; `until` is the last day held;
    `deposit_doc` the ticket of the deposit, `closed_doc` the ticket that ended it."""

    __tablename__ = "hold"
    __table_args__ = (
        Index("hold_open", "until", sqlite_where=Column("state") == "open"),
        STRICT,
    )
    id: bytes = ident(primary_key=True)
    number: str = text(unique=True)
    state: str = text()
    kind: str = text()
    initials: str = text()
    deposit_cents: int = whole()
    total_cents: int = whole()
    made_at: str = text()
    day: str = text()
    until: str = text()
    deposit_doc: str | None = text()
    closed_doc: str | None = text()
    note: str = text()


class HoldLine(SQLModel, table=True):
    """A thing held, at the price agreed (cents)."""

    __tablename__ = "hold_line"
    __table_args__ = (Index("hold_line_item", "item"), STRICT)
    hold: bytes = ident(primary_key=True)
    n: int = whole(primary_key=True)
    item: bytes = ident()
    label: str = text()
    price_cents: int = whole()
    full_cents: int = whole()
    reason: str = text()


class HoldPrivate(SQLModel, table=True):
    """Who a thing is held for: name and phone only, outside every fact; erased on `delete_on`."""

    __tablename__ = "hold_private"
    __table_args__ = STRICT
    hold: bytes = ident(primary_key=True)
    name: str = text()
    phone: str = text()
    delete_on: str = text()


class AppointmentRow(SQLModel, table=True):
    """One stop of the van (`kind` pickup | delivery | clearance; `state` planned | done | no_show |
    cancelled).

    `slot` is the hour it begins ("09:30"), `minutes` how long it takes, `rank` its place in the
    round; fee in cents, `kg` what is expected; `hold` and `intake` tie it to what is delivered or
    received."""

    __tablename__ = "appointment"
    __table_args__ = (Index("appointment_day", "day", "rank"), STRICT)
    id: bytes = ident(primary_key=True)
    number: str = text(unique=True)
    kind: str = text()
    state: str = text()
    day: str = text()
    slot: str = text()
    minutes: int = whole()
    rank: int = whole()
    commune: str = text()
    zone: str = text()
    floor: int = whole()
    lift: int = whole()
    goods: str = text()
    initials: str = text()
    kg: int = whole()
    fee_cents: int = whole()
    fee_reason: str = text()
    fee_doc: str | None = text()
    hold: bytes | None = ident()
    intake: bytes | None = ident()
    signed: str | None = text()
    note: str = text()


class AppointmentPrivate(SQLModel, table=True):
    """Name, phone and address of a stop, outside every fact; erased on `delete_on`."""

    __tablename__ = "appointment_private"
    __table_args__ = STRICT
    appointment: bytes = ident(primary_key=True)
    name: str = text()
    phone: str = text()
    address: str = text()
    delete_on: str = text()


class VanDay(SQLModel, table=True):
    """Who goes out with the van on a day: operator codes, comma between."""

    __tablename__ = "van_day"
    __table_args__ = STRICT
    day: str = text(primary_key=True)
    team: str = text()


class ZoneRow(SQLModel, table=True):
    """A delivery zone: the communes in it, the fee of a stop and what each floor without a lift
    adds (cents)."""

    __tablename__ = "zone"
    __table_args__ = STRICT
    code: str = text(primary_key=True)
    label: str = text()
    communes: str = text()
    fee_cents: int = whole()
    floor_cents: int = whole()
    pickup_cents: int = whole()
    rank: int = whole()
    archived: int = whole()
