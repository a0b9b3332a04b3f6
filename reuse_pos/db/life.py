"""All the file knows of one thing: its moves, kilos, work, prices and tickets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reuse_pos.db.store import Reader
from reuse_pos.db.workshop import order_from
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item
from reuse_pos.domain.life import Flow, Leg
from reuse_pos.domain.workshop import Order


@dataclass(frozen=True)
class Moved:
    """One move of a thing, with its mass entry."""

    at_ns: int
    day: str
    op: str
    move: str
    from_state: str | None
    to_state: str
    reason: str
    automatic: bool
    entry: Id | None


@dataclass(frozen=True)
class Written:
    """When, by whom and under which number a mass entry was written."""

    flow: Flow
    at_ns: int
    day: str
    op: str
    document: str | None


@dataclass(frozen=True)
class Ticket:
    """A ticket line of a thing (`kind` SALE or REFUND); cents as paid, pieces, and why reduced."""

    kind: str
    till: str
    ticket_no: int
    day: str
    at: str
    op: str
    cents: int
    pieces: int
    full_cents: int
    reason: str


@dataclass(frozen=True)
class Arrived:
    """The delivery a thing came with: its number, origin and INSEE code."""

    number: str
    origin: str
    commune: str | None
    day: str


@dataclass(frozen=True)
class Named:
    """Another thing of the same life."""

    id: Id
    short: str
    label: str
    state: str


def moves(reader: Reader, item: Id) -> list[Moved]:
    """Every move, oldest first."""
    rows = reader.all(
        "SELECT at_ns, day, op, move, from_state, to_state, reason, automatic, entry "
        "FROM item_move WHERE item = ? ORDER BY id",
        item,
    )
    return [Moved(**{**dict(row), "automatic": bool(row["automatic"])}) for row in rows]


def entries(reader: Reader, item: Id) -> list[Written]:
    """Every mass entry that touched the thing with all its postings, oldest first."""
    heads = reader.all(
        "SELECT id, kind, at_ns, day, op, document, reverses FROM mass_entry WHERE id IN "
        "(SELECT entry FROM mass_posting WHERE thing = ?) ORDER BY at_ns, id",
        item,
    )
    legs = reader.all(
        "SELECT entry, place, grams, thing FROM mass_posting WHERE entry IN "
        "(SELECT entry FROM mass_posting WHERE thing = ?) ORDER BY id",
        item,
    )
    told: dict[Id, list[Leg]] = {}
    for row in legs:
        told.setdefault(row["entry"], []).append(Leg(row["place"], row["grams"], row["thing"]))
    return [
        Written(
            Flow(row["id"], row["kind"], tuple(told[row["id"]]), row["reverses"]),
            row["at_ns"], row["day"], row["op"], row["document"],
        )
        for row in heads
    ]  # fmt: skip


def orders(reader: Reader, item: Id) -> list[tuple[Order, int | None]]:
    """The work done on it, oldest first, with the longest time told in minutes: nobody named."""
    rows = reader.all(
        "SELECT o.*, (SELECT max(p.minutes) FROM work_person AS p WHERE p.work_order = o.id) "
        "AS told FROM work_order AS o WHERE o.item = ? ORDER BY o.id",
        item,
    )
    return [(order_from(row), row["told"]) for row in rows]


def tickets(reader: Reader, code: str) -> list[Ticket]:
    """Every ticket with its code, oldest first."""
    rows = reader.all(
        "SELECT sale.kind, sale.till, sale.ticket_no, sale.day, sale.at, sale.op, line.ttc, "
        "line.qty, line.unit_ttc, line.disc_reason FROM sale_line AS line JOIN sale "
        "USING (till, seq) WHERE line.sku = ? AND sale.kind IN ('SALE', 'REFUND') ORDER BY sale.at",
        code,
    )
    return [
        Ticket(
            row["kind"], row["till"], row["ticket_no"] or 0, row["day"], row["at"], row["op"],
            row["ttc"], row["qty"], row["unit_ttc"] * row["qty"], row["disc_reason"] or "",
        )
        for row in rows
    ]  # fmt: skip


def arrival(reader: Reader, number: str) -> Arrived | None:
    """The delivery of a number."""
    row = reader.one("SELECT number, origin, commune, day FROM intake WHERE number = ?", number)
    return None if row is None else Arrived(**dict(row))


def town(reader: Reader, insee: str) -> str:
    """The name of a commune this shop knows, else its code."""
    return str(reader.value("SELECT name FROM commune WHERE insee = ?", insee) or insee)


def town_of(reader: Reader, item: Item) -> str:
    """The name of the town a thing came from, "" where nobody knows."""
    came = arrival(reader, item.intake_no) if item.intake_no else None
    return town(reader, came.commune) if came is not None and came.commune else ""


def named(reader: Reader, ids: Sequence[Id]) -> list[Named]:
    """What other things are called, in the order given."""
    if not ids:
        return []
    places = ", ".join("?" * len(ids))
    rows = reader.all(
        f"SELECT id, short, label, state FROM item WHERE id IN ({places})",  # noqa: S608
        *ids,
    )
    known = {row["id"]: Named(**dict(row)) for row in rows}
    return [known[one] for one in ids if one in known]
