"""What the workshop did in a span of days, read from the file; people stay out of it."""

from __future__ import annotations

from reuse_pos.db.store import Reader
from reuse_pos.db.workshop import order_from
from reuse_pos.domain.workshop import Order
from reuse_pos.domain.workshop_month import Making


def finished_orders(reader: Reader, start: str, end: str) -> list[tuple[Order, str]]:
    """Orders finished from `start` to before `end` (not those given up), with the category."""
    rows = reader.all(
        "SELECT o.*, i.category FROM work_order AS o JOIN item AS i ON i.id = o.item "
        "WHERE o.state = 'finished' AND o.finished_on >= ? AND o.finished_on < ? "
        "AND o.weight_after_g IS NOT NULL ORDER BY o.id",
        start,
        end,
    )
    return [(order_from(row), row["category"]) for row in rows]


def told_minutes(reader: Reader, start: str, end: str) -> list[int]:
    """The answers to "how long?", the longest of each finished order, nobody named."""
    rows = reader.all(
        "SELECT max(p.minutes) AS minutes FROM work_order AS o "
        "JOIN work_person AS p ON p.work_order = o.id "
        "WHERE o.state = 'finished' AND o.finished_on >= ? AND o.finished_on < ? "
        "AND p.minutes IS NOT NULL GROUP BY o.id",
        start,
        end,
    )
    return [row["minutes"] for row in rows]


def makings(reader: Reader, start: str, end: str) -> list[Making]:
    """Things made of others and things taken apart, their kilos by where they went; those taken
    back in the same month left out."""
    rows = reader.all(
        "SELECT e.kind, count(DISTINCT e.id) AS times, "
        "-sum(iif(p.grams < 0, p.grams, 0)) AS used, "
        "sum(iif(p.grams > 0 AND p.place = 'stock:workshop', p.grams, 0)) AS made, "
        "sum(iif(p.grams > 0 AND p.place = 'stock:parts', p.grams, 0)) AS parts, "
        "sum(iif(p.grams > 0 AND p.place LIKE 'out:%', p.grams, 0)) AS gone "
        "FROM mass_entry AS e JOIN mass_posting AS p ON p.entry = e.id "
        "WHERE e.kind IN ('transformed', 'taken_apart') AND e.day >= ? AND e.day < ? "
        "AND e.id NOT IN (SELECT reverses FROM mass_entry "
        "WHERE day >= ? AND day < ? AND reverses IS NOT NULL) "
        "GROUP BY e.kind ORDER BY e.kind DESC",
        start,
        end,
        start,
        end,
    )
    return [
        Making(row["kind"], row["times"], row["used"], row["made"], row["parts"], row["gone"])
        for row in rows
    ]
