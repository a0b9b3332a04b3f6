"""Holds read from the file: open ones with their things, the hold of a thing, deposits held; and
the names kept on this computer only."""

from __future__ import annotations

from dataclasses import dataclass, fields

from reuse_pos.db.store import Reader, Row, Tx
from reuse_pos.domain.hold import LET_GO
from reuse_pos.domain.ids import Id


@dataclass(frozen=True)
class Hold:
    """Things kept for somebody; see the table `hold`."""

    id: Id
    number: str
    state: str
    kind: str
    initials: str
    deposit_cents: int
    total_cents: int
    made_at: str
    day: str
    until: str
    deposit_doc: str | None
    closed_doc: str | None
    note: str

    @property
    def rest_cents(self) -> int:
        """What is still to be paid when the things leave."""
        return self.total_cents - self.deposit_cents


@dataclass(frozen=True)
class HoldLine:
    """A thing held: price agreed and full price in cents, why it is lower."""

    hold: Id
    n: int
    item: Id
    label: str
    price_cents: int
    full_cents: int
    reason: str


@dataclass(frozen=True)
class Kept:
    """Who a thing is held for, while that is known."""

    name: str
    phone: str


_NAMES = ", ".join(f"hold.{field.name}" for field in fields(Hold))
_LINE = ", ".join(f"hold_line.{field.name}" for field in fields(HoldLine))
_HOLD = f"SELECT {_NAMES} FROM hold "  # noqa: S608 - fields of Hold
_LINES = f"SELECT {_LINE} FROM hold_line "  # noqa: S608 - fields of HoldLine


def hold_by_id(reader: Reader, hold: Id) -> Hold | None:
    """A hold by its id."""
    return _one(reader.one(_HOLD + "WHERE id = ?", hold))


def hold_by_number(reader: Reader, number: str) -> Hold | None:
    """A hold by the number on its label and slip."""
    return _one(reader.one(_HOLD + "WHERE number = ?", number))


def open_holds(reader: Reader) -> list[Hold]:
    """The open holds, the next to expire first."""
    found = reader.all(_HOLD + "WHERE state = 'open' ORDER BY until, number")
    return [Hold(**dict(row)) for row in found]


def hold_of_item(reader: Reader, item: Id) -> Hold | None:
    """The open hold a thing is kept for."""
    return _one(
        reader.one(
            _HOLD + "JOIN hold_line ON hold_line.hold = hold.id "
            "WHERE hold_line.item = ? AND hold.state = 'open' AND hold_line.reason <> ?",
            item,
            LET_GO,
        )
    )


def lines_of(reader: Reader, hold: Id) -> list[HoldLine]:
    """The things still held, in the order they were put down."""
    found = reader.all(_LINES + "WHERE hold = ? AND reason <> ? ORDER BY n", hold, LET_GO)
    return [HoldLine(**dict(row)) for row in found]


def open_lines(reader: Reader) -> dict[Id, list[HoldLine]]:
    """The things of every open hold, by hold."""
    found = reader.all(
        # The open holds first, then their lines: the other way all lines of years are walked.
        f"SELECT {_LINE} FROM hold CROSS JOIN hold_line ON hold_line.hold = hold.id "  # noqa: S608
        "WHERE hold.state = 'open' AND hold_line.reason <> ? ORDER BY hold_line.hold, hold_line.n",
        LET_GO,
    )
    lines: dict[Id, list[HoldLine]] = {}
    for row in found:
        lines.setdefault(row["hold"], []).append(HoldLine(**dict(row)))
    return lines


def last_counter(reader: Reader, prefix: str) -> int:
    """The highest counter of the hold numbers that begin with `prefix`; 0 when there is none."""
    found = reader.value(
        "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM hold "
        "WHERE number >= ? AND number < ?",
        len(prefix) + 1, prefix, prefix + "~",
    )  # fmt: skip
    return int(found or 0)


def deposits_held(reader: Reader) -> int:
    """Cents the shop owes for holds not ended yet."""
    found = reader.value("SELECT coalesce(sum(deposit_cents), 0) FROM hold WHERE state = 'open'")
    return int(found or 0)


def deliveries(reader: Reader, since: str) -> dict[Id, tuple[str, str]]:
    """The day and hour each hold is to be delivered, of stops planned from a day on."""
    found = reader.all(
        "SELECT hold, day, slot FROM appointment WHERE day >= ? AND hold IS NOT NULL "
        "AND state = 'planned' AND kind = 'delivery'",
        since,
    )
    return {row["hold"]: (row["day"], row["slot"]) for row in found}


def person_of(reader: Reader, hold: Id) -> Kept | None:
    """Who a hold is for; None once the name was erased."""
    row = reader.one("SELECT name, phone FROM hold_private WHERE hold = ?", hold)
    return None if row is None else Kept(row["name"], row["phone"])


def people_waited_for(reader: Reader) -> dict[Id, Kept]:
    """Who the open holds are for."""
    found = reader.all(
        "SELECT hold_private.hold, name, phone FROM hold JOIN hold_private "
        "ON hold_private.hold = hold.id WHERE hold.state = 'open'"
    )
    return {row["hold"]: Kept(row["name"], row["phone"]) for row in found}


def keep_person(tx: Tx, hold: Id, who: Kept, delete_on: str) -> None:
    """Keep who a hold is for, on this computer, until a day."""
    tx.upsert(
        "hold_private",
        {"hold": hold, "name": who.name, "phone": who.phone, "delete_on": delete_on},
    )


def _one(row: Row | None) -> Hold | None:
    return None if row is None else Hold(**dict(row))
