"""Work orders, read from the file; and who worked on them, kept apart where it can be erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reuse_pos.db.store import Reader, Row, Tx
from reuse_pos.domain.fact import Value
from reuse_pos.domain.ids import Id
from reuse_pos.domain.workshop import Order, OrderState
from reuse_pos.domain.workshop_steps import own_steps, read_steps, steps_text

# An order whose thing has left (sold from the workshop at the till) is no work any more.
_OPEN = (
    " FROM work_order AS o JOIN item AS i ON i.id = o.item "
    "LEFT JOIN work_person AS p ON p.work_order = o.id AND p.op = ? "
    "WHERE o.state <> 'finished' AND (i.state IN ('received', 'to_repair', 'in_repair') "
    "OR o.id IN (SELECT work_order FROM customer_order "
    "WHERE state IN ('quoted', 'accepted', 'ready') AND state = 'accepted')) "
    # What was given to somebody else or to another bench is their business.
    "AND (? OR o.bench IN ('', '@' || ?) OR p.op IS NOT NULL "
    "OR (o.bench NOT LIKE '@%' AND ? IN ('', o.bench)))"
)
_QUEUE = (
    "SELECT o.*, p.op IS NOT NULL AS mine" + _OPEN + " ORDER BY "
    "CASE WHEN o.state IN ('working', 'steps_done') THEN iif(p.op IS NOT NULL, 0, 3) "
    "WHEN o.state = 'paused' AND p.op IS NOT NULL THEN 1 ELSE 2 END, "
    "o.rank, o.id LIMIT ? OFFSET ?"
)
# Some months of work: what took how long years ago is not walked through at each look.
LATELY = 400


@dataclass(frozen=True)
class Seat:
    """From where the queue is looked at: a person, their bench ("" for any), and whether they see
    what was given to others too."""

    op: str
    bench: str = ""
    sees_all: bool = False


def queue(reader: Reader, seat: Seat, limit: int, offset: int) -> list[tuple[Order, bool]]:
    """Open orders as a person meets them: hers in progress first, then the supervisor's order,
    then what others are doing; each with whether she works on it."""
    rows = reader.all(_QUEUE, seat.op, seat.sees_all, seat.op, seat.bench, limit, offset)
    return [(order_from(row), bool(row["mine"])) for row in rows]


def queue_length(reader: Reader, seat: Seat) -> int:
    """How many orders are open to somebody."""
    return int(reader.value("SELECT count(*)" + _OPEN, seat.op, seat.sees_all, seat.op, seat.bench))


def planned(reader: Reader, limit: int, offset: int) -> list[Order]:
    """Open orders in the supervisor's order, nobody's work put first."""
    sql = "SELECT o.*" + _OPEN + " ORDER BY o.rank, o.id LIMIT ? OFFSET ?"
    return [order_from(row) for row in reader.all(sql, "", 1, "", "", limit, offset)]


def ranks(reader: Reader) -> list[tuple[Id, int]]:
    """Every open order with its rank, in the supervisor's order."""
    rows = reader.all("SELECT id, rank FROM work_order WHERE state <> 'finished' ORDER BY rank, id")
    return [(row["id"], row["rank"]) for row in rows]


def template(reader: Reader, key: str) -> str:
    """The steps the supervisor set for a category or family, as the file keeps them; "" where
    the shipped ones hold."""
    value = reader.value("SELECT steps FROM work_template WHERE category = ?", key)
    return "" if value is None else str(value)


def template_keys(reader: Reader) -> list[str]:
    """The categories and families with steps of their own."""
    rows = reader.all("SELECT category FROM work_template WHERE steps <> '' ORDER BY category")
    return [row["category"] for row in rows]


def authorisations(reader: Reader, day: str) -> list[tuple[str, str, str]]:
    """Who may do what on a day: operator code, what, last day ("" for no end)."""
    rows = reader.all(
        "SELECT op, what, until FROM authorisation WHERE day <= ? AND (until = '' OR until >= ?) "
        "ORDER BY op, what",
        day,
        day,
    )
    return [(row["op"], row["what"], row["until"]) for row in rows]


def is_authorised(reader: Reader, op: str, what: str, day: str) -> bool:
    """Whether somebody may do something on a day."""
    return (
        reader.value(
            "SELECT 1 FROM authorisation WHERE op = ? AND what = ? AND day <= ? "
            "AND (until = '' OR until >= ?)",
            op,
            what,
            day,
            day,
        )
        is not None
    )


def parts_kept(reader: Reader) -> list[tuple[str, int, int]]:
    """Loose parts kept by category: grams and pieces."""
    rows = reader.all(
        "SELECT category, grams, pieces FROM mass_balance "
        "WHERE place = 'stock:parts' AND grams > 0 ORDER BY grams DESC, category"
    )
    return [(row["category"], row["grams"], row["pieces"]) for row in rows]


def order_by_id(reader: Reader, order_id: Id) -> Order | None:
    """One order."""
    row = reader.one("SELECT * FROM work_order WHERE id = ?", order_id)
    return None if row is None else order_from(row)


def open_order_of(reader: Reader, item: Id) -> Order | None:
    """The order now open on a thing."""
    row = reader.one("SELECT * FROM work_order WHERE item = ? AND state <> 'finished'", item)
    return None if row is None else order_from(row)


def last_order_of(reader: Reader, item: Id) -> Order | None:
    """The newest order of a thing, finished or not."""
    row = reader.one("SELECT * FROM work_order WHERE item = ? ORDER BY id DESC", item)
    return None if row is None else order_from(row)


def help_calls(reader: Reader) -> list[Order]:
    """Orders on which somebody asked for help, the longest wait first."""
    rows = reader.all(
        "SELECT * FROM work_order WHERE state <> 'finished' AND help_since IS NOT NULL "
        "ORDER BY help_since"
    )
    return [order_from(row) for row in rows]


def lowest_rank(reader: Reader) -> int:
    """The rank of the order that comes first."""
    sql = "SELECT coalesce(min(rank), 0) FROM work_order WHERE state <> 'finished'"
    return int(reader.value(sql))


def next_rank(reader: Reader) -> int:
    """A rank behind every open order."""
    sql = "SELECT coalesce(max(rank), 0) + 1 FROM work_order WHERE state <> 'finished'"
    return int(reader.value(sql))


def finish_entry(reader: Reader, item: Id) -> tuple[str, Id | None] | None:
    """The kind and mass entry of a thing's last move."""
    row = reader.one(
        "SELECT move, entry FROM item_move WHERE item = ? ORDER BY id DESC LIMIT 1", item
    )
    return None if row is None else (row["move"], row["entry"])


def state_before(reader: Reader, item: Id) -> str | None:
    """The state a thing was in before its last move."""
    return reader.value(  # type: ignore[no-any-return]
        "SELECT from_state FROM item_move WHERE item = ? ORDER BY id DESC LIMIT 1", item
    )


def times_worked(reader: Reader, item: Id) -> int:
    """How often work on a thing came to its end, ends taken back left out; being made of others is
    once."""
    return int(
        reader.value(
            "SELECT coalesce(sum(move = 'finish' OR (move = 'receive' AND reason = 'transformed')) "
            "- sum(move = 'undo' AND from_state = 'ready' AND to_state = 'in_repair'), 0) "
            "FROM item_move WHERE item = ?",
            item,
        )
    )


def told_minutes(reader: Reader, category: str, limit: int = 30) -> list[int]:
    """How long the last orders of a category took, nobody named, in minutes; of a kind not seen
    among the last `LATELY` orders, nothing is told."""
    rows = reader.all(
        "SELECT max(p.minutes) AS minutes FROM (SELECT id, item FROM work_order "
        "WHERE finished_on IS NOT NULL ORDER BY finished_on DESC LIMIT ?) AS o "
        "CROSS JOIN item AS i ON i.id = o.item CROSS JOIN work_person AS p ON p.work_order = o.id "
        "WHERE i.category = ? AND p.minutes IS NOT NULL "
        "GROUP BY o.id ORDER BY o.id DESC LIMIT ?",
        LATELY,
        category,
        limit,
    )
    return [row["minutes"] for row in rows]


def workers(reader: Reader, order_id: Id) -> dict[str, int | None]:
    """Who worked on an order, and the minutes told: private, for them and their supervisor only."""
    rows = reader.all(
        "SELECT op, minutes FROM work_person WHERE work_order = ? ORDER BY op", order_id
    )
    return {row["op"]: row["minutes"] for row in rows}


def join_work(tx: Tx, order_id: Id, op: str) -> None:
    """Keep that a person works on an order."""
    tx.execute(
        "INSERT INTO work_person (work_order, op, minutes) VALUES (?, ?, NULL) "
        "ON CONFLICT DO NOTHING",
        order_id,
        op,
    )


def keep_minutes(tx: Tx, order_id: Id, ops: Sequence[str], minutes: int | None) -> None:
    """Keep who worked and how long, in place of what was told before; no minutes, nothing kept."""
    tx.execute("DELETE FROM work_person WHERE work_order = ?", order_id)
    if minutes is not None:
        for op in ops:
            tx.insert("work_person", {"work_order": order_id, "op": op, "minutes": minutes})


def mine_alone(reader: Reader, op: str, but: Id) -> list[Id]:
    """The other orders in progress on which this person is the only one."""
    rows = reader.all(
        "SELECT o.id FROM work_order AS o JOIN work_person AS p ON p.work_order = o.id "
        "WHERE o.state <> 'finished' AND o.state = 'working' AND o.id <> ? "
        "GROUP BY o.id HAVING max(p.op) = ? AND count(*) = 1",
        but,
        op,
    )
    return [row["id"] for row in rows]


def order_from(row: Row) -> Order:
    """The order of a row."""
    steps = read_steps(row["steps"])
    return Order(
        row["id"],
        row["item"],
        OrderState(row["state"]),
        tuple(step.code for step in steps),
        _split(row["done"]),
        row["bench"],
        row["rank"],
        row["weight_before_g"],
        row["weight_after_g"],
        _split(row["materials"]),
        row["help_since"],
        row["day"],
        row["finished_on"],
        own_steps(steps),
    )


def order_row(order: Order) -> dict[str, Value]:
    """The row of a new order; minutes stay out of it: they would travel beside an operator code."""
    return {
        "id": order.id,
        "item": order.item,
        "state": order.state.value,
        "steps": steps_text(order.listed),
        "done": ",".join(order.done),
        "bench": order.bench,
        "rank": order.rank,
        "weight_before_g": order.weight_before_g,
        "weight_after_g": order.weight_after_g,
        "minutes": None,
        "materials": ",".join(order.materials),
        "help_since": order.help_since,
        "day": order.day,
        "finished_on": order.finished_on,
    }


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(",") if part)
