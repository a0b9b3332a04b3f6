"""The counter's keys, read from the file."""

from __future__ import annotations

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.fact import Value
from reuse_pos.domain.pricing import PriceKey


def by_code(reader: Reader, code: str) -> PriceKey | None:
    """A key in use."""
    row = reader.one("SELECT * FROM price_key WHERE code = ? AND archived = 0", code)
    return None if row is None else _key(row)


def last_number(reader: Reader) -> int:
    """The highest number a key ever had: codes are never given twice."""
    value = reader.value(
        "SELECT max(CAST(substr(code, 2) AS INTEGER)) FROM price_key WHERE code GLOB 'K[0-9]*'"
    )
    return int(value or 0)


def columns(key: PriceKey) -> dict[str, Value]:
    """The row of a key in use."""
    return {
        "code": key.code,
        "label": key.label,
        "category": key.category,
        "icon": key.icon,
        "unit": key.unit,
        "price_cents": key.price_cents,
        "weight_g": key.weight_g,
        "page": key.page,
        "position": key.position,
        "tested": int(key.tested),
        "archived": 0,
        "lot_qty": key.lot_qty,
        "lot_cents": key.lot_cents,
    }


def _key(row: Row) -> PriceKey:
    return PriceKey(
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


def number_of(code: str) -> int:
    """The number in a key's code ("K07" is 7)."""
    return int(code[1:]) if code[1:].isdigit() else 0
