"""What stands in quarantine, read from the file: each thing with why and since when."""

from __future__ import annotations

from reuse_pos.db.stock import items_in_state
from reuse_pos.db.store import Reader
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, Move, State


def put_aside(reader: Reader, limit: int = 500) -> list[tuple[Item, str, str]]:
    """Each thing in quarantine with its reason and the day it was put there, oldest first."""
    found = []
    for item in items_in_state(reader, State.QUARANTINED, limit):
        reason, day = why(reader, item.id)
        found.append((item, reason, day))
    return sorted(found, key=lambda one: (one[2], one[0].code))


def why(reader: Reader, item: Id) -> tuple[str, str]:
    """The reason and business day of a thing's last way into quarantine; both "" without one."""
    row = reader.one(
        "SELECT reason, day FROM item_move WHERE item = ? AND move = ? ORDER BY id DESC LIMIT 1",
        item,
        Move.QUARANTINE.value,
    )
    return ("", "") if row is None else (row["reason"], row["day"])
