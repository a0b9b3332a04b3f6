"""Labelled things, read from the file: by code, by state, and their life so far."""

from __future__ import annotations

from dataclasses import dataclass, fields

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.fact import Value
from reuse_pos.domain.ids import Code, Id
from reuse_pos.domain.item import PLACE_OF, Item, State

_NAMES = tuple(field.name for field in fields(Item))
_COLUMNS = ", ".join(_NAMES)
_BY_CODE = f"SELECT {_COLUMNS} FROM item WHERE code = ?"  # noqa: S608 - fields of Item
_BY_SHORT = f"SELECT {_COLUMNS} FROM item WHERE short = ?"  # noqa: S608
_BY_ID = f"SELECT {_COLUMNS} FROM item WHERE id = ?"  # noqa: S608
# The plus: what is inside is found by its index, then put in order, not met one by one in it.
_INSIDE = f"SELECT {_COLUMNS} FROM item WHERE {{}} ORDER BY +id DESC LIMIT ?"  # noqa: S608
_LEFT = f"SELECT {_COLUMNS} FROM item WHERE state = ? ORDER BY id DESC LIMIT ?"  # noqa: S608
# The very words of the partial indexes: only so are things inside found without those sold.
INSIDE_ONLY = "(" + " OR ".join(f"{{item}}state = '{state.value}'" for state in PLACE_OF) + ")"
_IN_WORKSHOP = "{item}state IN ('received', 'to_repair', 'in_repair', 'ready')"


def in_state(state: State, item: str = "") -> str:
    """The condition that a thing (`item` its name in the query, with the dot) is in a state, said
    so that the index of such things serves; things that left have none."""
    same = f"{item}state = '{state.value}'"
    if state is State.ON_SALE:
        return same
    if f"'{state.value}'" in _IN_WORKSHOP:
        return f"{_IN_WORKSHOP.format(item=item)} AND {same}"
    return f"{INSIDE_ONLY.format(item=item)} AND {same}" if state in PLACE_OF else same


@dataclass(frozen=True)
class LifeStep:
    """One move of a thing's life, as its card shows it."""

    at_ns: int
    day: str
    op: str
    move: str
    from_state: str | None
    to_state: str
    reason: str
    automatic: bool


def item_from(row: Row) -> Item:
    """The thing of a row."""
    values = dict(row)
    values["state"] = State(values["state"])
    for flag in ("refurbished", "test_failed"):
        values[flag] = bool(values[flag])
    return Item(**values)


def item_row(item: Item) -> dict[str, Value]:
    """The row of a new thing; its state, grams and pieces are then filled by its move and
    postings."""
    values: dict[str, Value] = {name: getattr(item, name) for name in _NAMES}
    return {
        **values,
        "state": item.state.value,
        "refurbished": int(item.refurbished),
        "test_failed": int(item.test_failed),
        "grams": 0,
        "pieces": 0,
    }


def item_by_code(reader: Reader, code: Code) -> Item | None:
    """The thing a scanned code names, by its 13 digits or its short form."""
    row = reader.one(_BY_CODE, code.digits) if code.digits else reader.one(_BY_SHORT, code.short)
    return None if row is None else item_from(row)


def item_by_id(reader: Reader, item_id: Id) -> Item | None:
    """The thing with this id."""
    row = reader.one(_BY_ID, item_id)
    return None if row is None else item_from(row)


def items_in_state(reader: Reader, state: State, limit: int = 200) -> list[Item]:
    """The newest things in a state."""
    if state not in PLACE_OF:
        return _left(reader, state, limit)
    return [item_from(row) for row in reader.all(_INSIDE.format(in_state(state)), limit)]


def _left(reader: Reader, state: State, limit: int) -> list[Item]:
    return [item_from(row) for row in reader.all(_LEFT, state.value, limit)]


def life_of(reader: Reader, item_id: Id) -> list[LifeStep]:
    """Every move of a thing, oldest first."""
    rows = reader.all(
        "SELECT at_ns, day, op, move, from_state, to_state, reason, automatic FROM item_move "
        "WHERE item = ? ORDER BY id",
        item_id,
    )
    return [LifeStep(**{**dict(row), "automatic": bool(row["automatic"])}) for row in rows]


def sold_on(reader: Reader, code: str) -> tuple[str, int, int] | None:
    """The day, ticket number and price in cents of a thing's last sale."""
    row = reader.one(
        "SELECT sale.day, sale.ticket_no, line.ttc FROM sale_line AS line JOIN sale USING "
        "(till, seq) "
        "WHERE line.sku = ? AND sale.kind = 'SALE' ORDER BY sale.at DESC",
        code,
    )
    return None if row is None else (row["day"], row["ticket_no"], row["ttc"])
