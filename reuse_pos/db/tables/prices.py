"""Prices over time: sale days, what a thing or key cost before, and where visitors come from."""

from __future__ import annotations

from sqlalchemy import Index

from reuse_pos.db.tables.base import STRICT, SQLModel, ident, text, whole


class SaleDaysRow(SQLModel, table=True):
    """An operation: its days, families, rule (percent: basis points | per_kilo, per_piece: cents)
    and exclusions; `state` planned | suspended | closed."""

    __tablename__ = "sale_days"
    __table_args__ = (Index("sale_days_last", "last_day"), STRICT)
    id: bytes = ident(primary_key=True)
    name: str = text()
    first_day: str = text()
    last_day: str = text()
    rule: str = text()
    value: int = whole()
    families: str = text()
    excluded: str = text()
    state: str = text()
    set_by: str = text()


class PricePoint(SQLModel, table=True):
    """The price in cents a thing (its code) or a key ("K01") had from a day on, as told."""

    __tablename__ = "price_point"
    __table_args__ = STRICT
    what: str = text(primary_key=True)
    day: str = text(primary_key=True)
    cents: int = whole()


class VisitRow(SQLModel, table=True):
    """Visitors of a day by commune, counted only while the survey runs."""

    __tablename__ = "visit"
    __table_args__ = STRICT
    day: str = text(primary_key=True)
    commune: str = text(primary_key=True)
    n: int = whole()
