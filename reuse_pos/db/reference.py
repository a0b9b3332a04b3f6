"""What the shop is set up with, read from the file: categories, price keys, containers, communes,
settings."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.category import Category
from reuse_pos.domain.pricing import PriceKey


@dataclass(frozen=True)
class Container:
    """A crate, trolley or bag; tare in grams."""

    code: str
    label: str
    icon: str
    tare_g: int


@dataclass(frozen=True)
class Party:
    """An organisation goods come from or go to."""

    code: str
    kind: str
    label: str


def categories(reader: Reader) -> dict[str, Category]:
    """Every category by code, in the shop's order, archived ones too (old rows name them)."""
    return {
        row["code"]: _category(row)
        for row in reader.all("SELECT * FROM category ORDER BY rank, code")
    }


def grid_prices(reader: Reader) -> dict[str, int]:
    """The grid price in cents of each category that has one."""
    rows = reader.all("SELECT code, price_cents FROM category WHERE price_cents IS NOT NULL")
    return {row["code"]: row["price_cents"] for row in rows}


def price_keys(reader: Reader) -> tuple[PriceKey, ...]:
    """The counter's keys in page order."""
    rows = reader.all("SELECT * FROM price_key WHERE archived = 0 ORDER BY page, position")
    return tuple(
        PriceKey(
            row["code"],
            row["label"],
            row["category"],
            row["icon"],
            row["unit"],
            row["price_cents"],
            row["weight_g"],
            row["page"],
            row["position"],
            bool(row["tested"]),
            row["lot_qty"],
            row["lot_cents"],
        )
        for row in rows
    )


def containers(reader: Reader, post: str) -> tuple[Container, ...]:
    """The containers of a post (reception, sorting, counter)."""
    rows = reader.all(
        "SELECT code, label, icon, tare_g FROM container WHERE post = ? AND archived = 0 ORDER "
        "BY rank",
        post,
    )
    return tuple(Container(row["code"], row["label"], row["icon"], row["tare_g"]) for row in rows)


def communes(reader: Reader) -> dict[str, str]:
    """Town names by INSEE code."""
    return {
        row["insee"]: row["name"]
        for row in reader.all("SELECT insee, name FROM commune ORDER BY name")
    }


def parties(reader: Reader, kind: str = "") -> tuple[Party, ...]:
    """Partners, recyclers, sorters, collection points; of one kind, or all."""
    rows = reader.all(
        "SELECT code, kind, label FROM party WHERE archived = 0 AND (? = '' OR kind = ?) ORDER "
        "BY label",
        kind,
        kind,
    )
    return tuple(Party(row["code"], row["kind"], row["label"]) for row in rows)


def setting_values(reader: Reader, day: str, scope: str = "store") -> dict[str, str]:
    """The value each setting has on a business day: of the rows valid by then the latest, else (a
    clock set back) the first there was."""
    rows = reader.all(
        "SELECT key, value, valid_from FROM setting WHERE scope = ? ORDER BY valid_from, id", scope
    )
    values: dict[str, str] = {}
    for row in rows:
        if row["valid_from"] <= day or row["key"] not in values:
            values[row["key"]] = row["value"]
    return values


def _category(row: Row) -> Category:
    return Category(
        row["code"],
        row["label"],
        row["kind"],
        row["family"],
        row["stream"],
        row["eco_class"],
        row["main_material"],
        bool(row["guarantee_mention"]),
        row["check_kind"],
        row["mean_weight_g"],
        row["weight_source"],
        row["icon"],
        bool(row["unit_item"]),
        row["vat_code"],
        row["account"],
        bool(row["archived"]),
    )
