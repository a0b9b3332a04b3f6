"""Customer orders read from the file, and who asked for them, kept on this computer only."""

from __future__ import annotations

from dataclasses import fields

from reuse_pos.db.holds import Kept
from reuse_pos.db.store import Reader, Row, Tx
from reuse_pos.domain import quotes
from reuse_pos.domain.fact import Value
from reuse_pos.domain.ids import Id
from reuse_pos.domain.orders import CustomerOrder, Stage

_NAMES = ", ".join(field.name for field in fields(CustomerOrder))
_ORDER = f"SELECT {_NAMES} FROM customer_order "  # noqa: S608 - fields of CustomerOrder
# Worded as the partial index is, so that it is used.
_IS_OPEN = "state IN ('quoted', 'accepted', 'ready')"
_PEOPLE = (
    "SELECT customer_order, name, phone FROM customer_order_private WHERE customer_order IN "
    "(SELECT id FROM customer_order WHERE state IN ('quoted', 'accepted', 'ready'))"
)


def order_by_id(reader: Reader, order: Id) -> CustomerOrder | None:
    """An order by its id."""
    return _one(reader.one(_ORDER + "WHERE id = ?", order))


def open_orders(reader: Reader) -> list[CustomerOrder]:
    """The orders not ended: ready first, then the next due, then quotes."""
    found = reader.all(
        _ORDER + f"WHERE {_IS_OPEN} ORDER BY CASE state WHEN 'ready' THEN 0 WHEN 'accepted' THEN 1 "
        "ELSE 2 END, due_on, valid_until, number"
    )
    return [_made(row) for row in found]


def ended_orders(reader: Reader, since: str) -> list[CustomerOrder]:
    """The orders ended from a day on, newest first."""
    found = reader.all(_ORDER + "WHERE closed_on >= ? ORDER BY closed_on DESC, number DESC", since)
    return [_made(row) for row in found]


def order_of_item(reader: Reader, item: Id) -> CustomerOrder | None:
    """The open order on a piece."""
    return _one(reader.one(_ORDER + f"WHERE item = ? AND {_IS_OPEN}", item))


def order_of_work(reader: Reader, work_order: Id) -> CustomerOrder | None:
    """The order a work order is done for, ended or not; None for the shop's own goods."""
    sql = "WHERE item = (SELECT item FROM work_order WHERE id = ?) AND work_order = ?"
    return _one(reader.one(_ORDER + sql, work_order, work_order))


def orders_of_item(reader: Reader, item: Id) -> list[CustomerOrder]:
    """Every order on a piece, oldest first."""
    return [_made(row) for row in reader.all(_ORDER + "WHERE item = ? ORDER BY id", item)]


def orders_of_line(reader: Reader, sold_line: str) -> list[CustomerOrder]:
    """Every order on the pieces without a label that a line of a ticket sold."""
    found = reader.all(_ORDER + "WHERE sold_line <> '' AND sold_line = ? ORDER BY id", sold_line)
    return [_made(row) for row in found]


def order_of_deposit(reader: Reader, document: str) -> CustomerOrder | None:
    """The open order whose deposit was taken by a ticket."""
    return _one(reader.one(_ORDER + f"WHERE {_IS_OPEN} AND deposit_doc = ?", document))


def last_counter(reader: Reader, prefix: str) -> int:
    """The highest counter of the order numbers that begin with `prefix`; 0 when there is none."""
    found = reader.value(
        "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM customer_order "
        "WHERE number >= ? AND number < ?",
        len(prefix) + 1, prefix, prefix + "~",
    )  # fmt: skip
    return int(found or 0)


def deposits_held(reader: Reader) -> int:
    """Cents the shop owes for deposits of orders not ended yet."""
    found = reader.value(
        f"SELECT coalesce(sum(deposit_cents), 0) FROM customer_order WHERE {_IS_OPEN}"  # noqa: S608
    )
    return int(found or 0)


def person_of(reader: Reader, order: Id) -> Kept | None:
    """Who an order is for; None once the name was erased."""
    row = reader.one(
        "SELECT name, phone FROM customer_order_private WHERE customer_order = ?", order
    )
    return None if row is None else Kept(row["name"], row["phone"])


def people_waited_for(reader: Reader) -> dict[Id, Kept]:
    """Who the open orders are for."""
    found = reader.all(_PEOPLE)
    return {row["customer_order"]: Kept(row["name"], row["phone"]) for row in found}


def keep_person(tx: Tx, order: Id, who: Kept, delete_on: str) -> None:
    """Keep who asked, on this computer, until a day."""
    tx.upsert(
        "customer_order_private",
        {"customer_order": order, "name": who.name, "phone": who.phone, "delete_on": delete_on},
    )


def order_row(order: CustomerOrder) -> dict[str, Value]:
    """The row of an order."""
    row: dict[str, Value] = {field.name: getattr(order, field.name) for field in fields(order)}
    row |= {
        "state": order.state.value, "steps": ",".join(order.steps),
        "lines": quotes.dump(order.lines),
    }  # fmt: skip
    return row


def _one(row: Row | None) -> CustomerOrder | None:
    return None if row is None else _made(row)


def _made(row: Row) -> CustomerOrder:
    kept = dict(row)
    kept["state"] = Stage(kept["state"])
    kept["steps"] = tuple(code for code in kept["steps"].split(",") if code)
    kept["lines"] = quotes.load(kept["lines"])
    return CustomerOrder(**kept)
