"""Reception, read from the file: deliveries open at the door, their loads, and the day's kilos."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.ids import Id

_HEAD = (
    "SELECT id, number, origin, party, commune, title, state, opened_at, day, op, late, "
    "(SELECT coalesce(sum(net_g), 0) FROM weighing AS w "
    "WHERE w.intake = intake.id AND w.undone = 0 AND w.kind <> 'refused') AS grams, "
    "(SELECT count(*) FROM weighing AS w WHERE w.intake = intake.id AND w.undone = 0) AS loads "
    "FROM intake "
)


@dataclass(frozen=True)
class Delivery:
    """One delivery at the door: `grams` received so far, `loads` lines not undone, refusals too.

    `late` is the number of the paper slip of one typed in afterwards, on whose day it counts.
    """

    id: Id
    number: str
    origin: str
    party: str | None
    commune: str | None
    title: str
    state: str
    opened_at: str
    day: str
    op: str
    late: str | None
    grams: int
    loads: int

    @property
    def is_open(self) -> bool:
        """Whether loads may still be added."""
        return self.state == "open"


@dataclass(frozen=True)
class Load:
    """One line of a delivery (`kind` crate, count, item, direct, refused); `label` names a thing.

    `reason` is a refusal's reason, a recycler, or the code of a bag, box or other precise thing.
    """

    id: Id
    n: int
    kind: str
    day: str
    at: str
    category: str
    gross_g: int
    tare_g: int
    net_g: int
    container: str | None
    source: str
    pieces: int
    reason: str
    item: Id | None
    entry: Id | None
    photo: str | None
    label: str


_LOADS = (
    "SELECT w.id, w.n, w.kind, w.day, w.at, w.category, w.gross_g, w.tare_g, w.net_g, "
    "w.container, w.source, w.pieces, w.reason, w.item, w.entry, w.photo, "
    "coalesce(item.label, '') AS label "
    "FROM weighing AS w LEFT JOIN item ON item.id = w.item "
    "WHERE w.intake = ? AND w.undone = 0 ORDER BY w.n"
)


def _delivery(row: Row) -> Delivery:
    return Delivery(**dict(row))


def delivery(reader: Reader, intake: Id) -> Delivery | None:
    """A delivery by its id."""
    row = reader.one(_HEAD + "WHERE id = ?", intake)
    return None if row is None else _delivery(row)


def delivery_by_number(reader: Reader, number: str) -> Delivery | None:
    """A delivery by the number on its slip."""
    row = reader.one(_HEAD + "WHERE number = ?", number)
    return None if row is None else _delivery(row)


def open_deliveries(reader: Reader) -> tuple[Delivery, ...]:
    """The deliveries now open, oldest first."""
    found = reader.all(_HEAD + "WHERE state = 'open' ORDER BY opened_at, id")
    return tuple(_delivery(row) for row in found)


def last_counter(reader: Reader, prefix: str) -> int:
    """The highest counter of the numbers that begin with `prefix`; 0 when there is none."""
    found = reader.value(
        "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM intake "
        "WHERE number >= ? AND number < ?",
        len(prefix) + 1,
        prefix,
        prefix + "~",
    )
    return int(found or 0)


def loads(reader: Reader, intake: Id) -> tuple[Load, ...]:
    """The lines of a delivery that were not undone, oldest first."""
    return tuple(Load(**dict(row)) for row in reader.all(_LOADS, intake))


def next_line(reader: Reader, intake: Id) -> int:
    """The number of the next line; undone lines keep theirs."""
    return int(reader.value("SELECT max(n) FROM weighing WHERE intake = ?", intake) or 0) + 1


def grams_of_day(reader: Reader, day: str) -> dict[str, int]:
    """Grams received on a business day, per category; refusals are not received."""
    rows = reader.all(
        "SELECT category, sum(net_g) AS grams FROM weighing "
        "WHERE day = ? AND undone = 0 AND kind <> 'refused' GROUP BY category",
        day,
    )
    return {row["category"]: row["grams"] for row in rows}


def things_of_entry(reader: Reader, entry: Id) -> tuple[Id, ...]:
    """The labelled things that came in with a mass entry."""
    rows = reader.all(
        "SELECT thing FROM mass_posting WHERE entry = ? AND thing IS NOT NULL ORDER BY id", entry
    )
    return tuple(row["thing"] for row in rows)


def waiting_labels(reader: Reader, item: Id) -> tuple[Id, ...]:
    """The labels of a thing that did not come out yet."""
    rows = reader.all("SELECT id FROM label_job WHERE state = 'waiting' AND item = ?", item)
    return tuple(row["id"] for row in rows)


def deliveries_of_day(reader: Reader, day: str, first: str, last: str) -> tuple[Delivery, ...]:
    """The deliveries of a business day that are not empty, newest first; their numbers begin with
    `first` to `last` (those typed in afterwards have a later one)."""
    found = reader.all(
        _HEAD + "WHERE number >= ? AND number < ? AND day = ? AND state <> 'empty' "
        "ORDER BY opened_at DESC, number DESC",
        first,
        last + "~",
        day,
    )
    return tuple(_delivery(row) for row in found)


def weighing_of(reader: Reader, weighing: Id) -> tuple[Id, bool] | None:
    """The delivery of a line, and whether the line was undone."""
    row = reader.one("SELECT intake, undone FROM weighing WHERE id = ?", weighing)
    return None if row is None else (row["intake"], bool(row["undone"]))


def line_id(reader: Reader, intake: Id, n: int) -> Id | None:
    """A line of a delivery by its number."""
    value = reader.value("SELECT id FROM weighing WHERE intake = ? AND n = ?", intake, n)
    return None if value is None else bytes(value)


def late_slip(reader: Reader, slip: str, day: str) -> str | None:
    """The number of the delivery that already stands for a paper slip of a day."""
    value = reader.value(
        "SELECT number FROM intake WHERE late = ? AND day = ? AND state <> 'empty'", slip, day
    )
    return None if value is None else str(value)
