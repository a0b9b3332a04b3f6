"""The van's agenda in the file: stops, who they are for (on this computer only), zones, teams."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reuse_pos.db.store import Reader, Row, Tx
from reuse_pos.domain.agenda import Stop, Zone
from reuse_pos.domain.ids import Id

_STOP = (
    "SELECT id, number, kind, state, day, slot, minutes, rank, commune, zone, floor, lift, goods, "
    "initials, kg, fee_cents, fee_reason, fee_doc, hold, intake, signed, note FROM appointment"
)


@dataclass(frozen=True)
class Visited:
    """Whom a stop is for; erased on `delete_on`."""

    name: str
    phone: str
    address: str
    delete_on: str


def stops_between(reader: Reader, first: str, last: str) -> list[Stop]:
    """The stops of some days, in the order of each round; cancelled ones too."""
    rows = reader.all(f"{_STOP} WHERE day BETWEEN ? AND ? ORDER BY day, rank, slot", first, last)
    return [_stop(row) for row in rows]


def stop(reader: Reader, stop_id: Id) -> Stop | None:
    """One stop."""
    row = reader.one(f"{_STOP} WHERE id = ?", stop_id)
    return None if row is None else _stop(row)


def last_number(reader: Reader, prefix: str) -> int:
    """The last number given with this prefix ("A26-")."""
    value = reader.value(
        "SELECT max(number) FROM appointment WHERE number >= ? AND number < ?",
        prefix, prefix + "~",
    )  # fmt: skip
    return int(str(value).rpartition("-")[2]) if value else 0


def visited(reader: Reader, stop_id: Id) -> Visited | None:
    """Name, phone and address of a stop, while they are kept."""
    row = reader.one(
        "SELECT name, phone, address, delete_on FROM appointment_private WHERE appointment = ?",
        stop_id,
    )
    return None if row is None else Visited(**dict(row))


def keep_visited(tx: Tx, stop_id: Id, who: Visited) -> None:
    """Keep whom a stop is for, on this computer only."""
    values: dict[str, Any] = {
        "appointment": stop_id, "name": who.name, "phone": who.phone, "address": who.address,
        "delete_on": who.delete_on,
    }  # fmt: skip
    tx.upsert("appointment_private", values)


def zones(reader: Reader) -> list[Zone]:
    """The zones of the fee grid, in order."""
    rows = reader.all("SELECT * FROM zone WHERE archived = 0 ORDER BY rank, code")
    return [
        Zone(
            row["code"], row["label"], tuple(row["communes"].split(",")), row["fee_cents"],
            row["floor_cents"], row["pickup_cents"],
        )
        for row in rows
    ]  # fmt: skip


def team(reader: Reader, day: str) -> tuple[str, ...]:
    """The operator codes of who goes out on a day."""
    value = reader.value("SELECT team FROM van_day WHERE day = ?", day)
    return tuple(code for code in str(value or "").split(",") if code)


def teams(reader: Reader, first: str, last: str) -> dict[str, tuple[str, ...]]:
    """Who goes out, by day."""
    rows = reader.all("SELECT day, team FROM van_day WHERE day BETWEEN ? AND ?", first, last)
    return {row["day"]: tuple(code for code in row["team"].split(",") if code) for row in rows}


def _stop(row: Row) -> Stop:
    values = dict(row)
    values["lift"] = bool(values["lift"])
    return Stop(**values)
