"""What the shop is set up with: categories, prices, containers, communes, partners, settings."""

from __future__ import annotations

from sqlalchemy import Index

from reuse_pos.db.tables.base import STRICT, SQLModel, text, whole


class CategoryRow(SQLModel, table=True):
    """A leaf category; archived, never deleted."""

    __tablename__ = "category"
    __table_args__ = STRICT
    code: str = text(primary_key=True)
    label: str = text()
    kind: str = text()
    family: str = text()
    stream: str = text()
    eco_class: str = text()
    main_material: str = text()
    guarantee_mention: int = whole()
    check_kind: str = text()
    mean_weight_g: int | None = whole()
    weight_source: str = text()
    icon: str = text()
    unit_item: int = whole()
    price_cents: int | None = whole()
    rank: int = whole()
    archived: int = whole()
    vat_code: str | None = text()
    account: str | None = text()


class PriceKeyRow(SQLModel, table=True):
    """One key of the counter."""

    __tablename__ = "price_key"
    __table_args__ = STRICT
    code: str = text(primary_key=True)
    label: str = text()
    category: str = text()
    icon: str = text()
    unit: str = text()
    price_cents: int = whole()
    weight_g: int | None = whole()
    page: int = whole()
    position: int = whole()
    tested: int = whole()
    archived: int = whole()
    lot_qty: int | None = whole()
    lot_cents: int | None = whole()


class Container(SQLModel, table=True):
    """A crate, trolley or bag with its tare in grams; `post` reception | sorting | counter."""

    __tablename__ = "container"
    __table_args__ = STRICT
    code: str = text(primary_key=True)
    label: str = text()
    icon: str = text()
    tare_g: int = whole()
    post: str = text()
    rank: int = whole()
    archived: int = whole()


class Commune(SQLModel, table=True):
    """A town the goods come from, by INSEE code."""

    __tablename__ = "commune"
    __table_args__ = STRICT
    insee: str = text(primary_key=True)
    name: str = text()


class Party(SQLModel, table=True):
    """An organisation goods come from or go to (`kind` recycler | sorter | partner | company |
    point)."""

    __tablename__ = "party"
    __table_args__ = STRICT
    code: str = text(primary_key=True)
    kind: str = text()
    label: str = text()
    archived: int = whole()
    address: str | None = text()
    carrier: str | None = text()
    waste_code: str | None = text()
    treatment: str | None = text()


class SettingRow(SQLModel, table=True):
    """A setting as it was set, append-only: the newest row of a key and scope holds."""

    __tablename__ = "setting"
    __table_args__ = (Index("setting_key", "key", "scope"), STRICT)
    id: int | None = whole(primary_key=True, default=None)
    key: str = text()
    scope: str = text()
    value: str = text()
    valid_from: str = text()
    set_by: str = text()
