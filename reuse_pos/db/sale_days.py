"""Sale days and prices over time, read from the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from reuse_pos.db.stock import item_from
from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.fact import Value
from reuse_pos.domain.item import Item
from reuse_pos.domain.sale_days import Operation, Plan

_ALL = "SELECT * FROM sale_days"
_THING = ", ".join(field.name for field in fields(Item))


def plan_row(plan: Plan) -> dict[str, Value]:
    """The columns of a plan."""
    return {
        "name": plan.name,
        "first_day": plan.first_day,
        "last_day": plan.last_day,
        "rule": plan.rule,
        "value": plan.value,
        "families": ",".join(plan.families),
        "excluded": ",".join(plan.excluded),
    }


def lasting(reader: Reader, day: str) -> list[Operation]:
    """Operations whose last day is not before a day, first to begin first."""
    rows = reader.all(f"{_ALL} WHERE last_day >= ? ORDER BY first_day, id", day)
    return [_operation(row) for row in rows]


def newest(reader: Reader, limit: int = 30) -> list[Operation]:
    """The operations that end last, newest first."""
    rows = reader.all(f"{_ALL} ORDER BY last_day DESC, id DESC LIMIT ?", limit)
    return [_operation(row) for row in rows]


def by_id(reader: Reader, operation: bytes) -> Operation | None:
    """One operation."""
    row = reader.one(f"{_ALL} WHERE id = ?", operation)
    return None if row is None else _operation(row)


def on_sale(reader: Reader, categories: Sequence[str], by: str = "9999-12-31") -> list[Item]:
    """Labelled things in the shop with a price, of some categories, that came to its shelves by a
    day."""
    found: list[Item] = []
    for category in categories:
        rows = reader.all(
            f"SELECT {_THING} FROM item WHERE category = ? AND state = 'on_sale' "  # noqa: S608
            "AND price_state = 'approved' AND NOT EXISTS (SELECT 1 FROM item_move AS move "
            "WHERE move.item = item.id AND move.to_state = 'on_sale' AND move.day > ?) "
            "ORDER BY id",
            category,
            by,
        )
        found += [item_from(row) for row in rows]
    return found


def unlabelled_g(reader: Reader, first_day: str, last_day: str) -> dict[str, int]:
    """Grams of unlabelled goods sold by weight or by the piece between two days, by category,
    what came back taken off."""
    rows = reader.all(
        "SELECT line.category, sum(line.weight_g) AS grams FROM sale "
        "JOIN sale_line AS line USING (till, seq) WHERE sale.day BETWEEN ? AND ? "
        "AND sale.kind IN ('SALE', 'REFUND') AND line.sku IS NULL AND line.kind = 'goods' "
        "AND line.category IS NOT NULL GROUP BY line.category",
        first_day,
        last_day,
    )
    return {row["category"]: row["grams"] for row in rows}


def points(reader: Reader, what: str) -> list[tuple[str, int]]:
    """The prices of a thing (its code) or a key over time: (day, cents), oldest first."""
    rows = reader.all("SELECT day, cents FROM price_point WHERE what = ? ORDER BY day", what)
    return [(row["day"], row["cents"]) for row in rows]


def _operation(row: Row) -> Operation:
    plan = Plan(
        row["name"],
        row["first_day"],
        row["last_day"],
        row["rule"],
        row["value"],
        _words(row["families"]),
        _words(row["excluded"]),
    )
    return Operation(row["id"], plan, row["state"])


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
