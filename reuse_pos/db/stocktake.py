"""Counts of a place, read from the file: open ones, what stands there, what was noted."""

from __future__ import annotations

from dataclasses import dataclass, fields

from reuse_pos.db.stock import in_state, item_from
from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import PLACE_OF, Item, State
from reuse_pos.domain.stocktake import (
    LOAD,
    OPEN,
    RESUMED,
    Answer,
    Count,
    CountState,
    LooseLoad,
    Sighting,
    read_load,
)

_ITEM = ", ".join(f"i.{field.name}" for field in fields(Item))
_COUNT = (
    "SELECT id, number, place, spot, families, state, day, started_at, ended_at, op FROM stocktake"
)
# Written out, so that the partial indexes of those states serve.
_STATES = {
    "shop": "i.state = 'on_sale'",
    "storage": in_state(State.IN_STORAGE, "i."),
    "workshop": "i.state IN ('received', 'to_repair', 'in_repair', 'ready') "
    "AND i.state <> 'received'",
    "reception": in_state(State.RECEIVED, "i."),
    "quarantine": in_state(State.QUARANTINED, "i."),
}
_MOVED = "(SELECT max(m.at_ns) FROM item_move AS m WHERE m.item = i.id)"
_NO_CODE = f"substr(s.code, 1, 1) NOT IN ('{RESUMED}', '{LOAD}')"


@dataclass(frozen=True)
class SpotSize:
    """How many labelled things stand at a spot of a place, by family."""

    place: str
    spot: str
    category: str
    n: int


def open_counts(reader: Reader) -> list[Count]:
    """Counts not over yet, newest first."""
    states = [state.value for state in OPEN]
    return [
        _count(row)
        for row in reader.all(f"{_COUNT} WHERE state IN (?, ?, ?) ORDER BY id DESC", *states)
    ]


def count_by_id(reader: Reader, count: Id) -> Count | None:
    """One count."""
    row = reader.one(f"{_COUNT} WHERE id = ?", count)
    return None if row is None else _count(row)


def last_accepted(reader: Reader, place: str) -> Count | None:
    """The newest accepted count of a whole place: every spot, every family."""
    row = reader.one(
        f"{_COUNT} WHERE state = 'accepted' AND place = ? AND spot = '' AND families = '' "
        "ORDER BY ended_at DESC",
        place,
    )
    return None if row is None else _count(row)


def last_number(reader: Reader, start: str) -> int:
    """The highest number that begins so; 0 when there is none."""
    newest = reader.value("SELECT max(number) FROM stocktake WHERE number LIKE ? || '%'", start)
    return int(newest.removeprefix(start)) if newest else 0


def things_here(reader: Reader, count: Count) -> tuple[dict[Id, Item], set[Id]]:
    """What the list says stands where is counted, whatever its family, oldest label first; and
    which of these came after the count began."""
    sql = (
        f"SELECT {_ITEM}, {_MOVED} > ? AS arrived FROM item AS i "  # noqa: S608 - names above
        f"WHERE {_STATES[count.place]}{' AND i.spot = ?' if count.spot else ''} ORDER BY +i.id"
    )
    spot = (count.spot,) if count.spot else ()
    here: dict[Id, Item] = {}
    arrived: set[Id] = set()
    for row in reader.each(sql, count.started_ns, *spot):
        item = _item(row)
        here[item.id] = item
        if row["arrived"]:
            arrived.add(item.id)
    return here, arrived


def sightings(reader: Reader, count: Id) -> list[Sighting]:
    """Every code noted in a count, newest first, with the thing as it is now."""
    rows = reader.all(
        f"SELECT s.code AS noted, s.answer AS answer, s.at AS noted_at, {_ITEM}, "  # noqa: S608
        f"CASE WHEN s.answer = 'unexpected' THEN {_MOVED} END AS moved "
        "FROM stocktake_seen AS s LEFT JOIN item AS i ON i.id = s.item "
        f"WHERE s.stocktake = ? AND {_NO_CODE} ORDER BY s.rowid DESC",
        count,
    )
    return [_sighting(row) for row in rows]


def sighting(reader: Reader, count: Id, code: str) -> Sighting | None:
    """One code noted in a count, even if taken back."""
    row = reader.one(
        f"SELECT s.code AS noted, s.answer AS answer, s.at AS noted_at, {_ITEM}, "  # noqa: S608
        f"{_MOVED} AS moved FROM stocktake_seen AS s LEFT JOIN item AS i ON i.id = s.item "
        "WHERE s.stocktake = ? AND s.code = ?",
        count,
        code,
    )
    return None if row is None else _sighting(row)


def loads(reader: Reader, count: Id) -> list[LooseLoad]:
    """The loads without a label weighed in a count, in their order, without those taken back."""
    rows = reader.all(
        "SELECT code, answer FROM stocktake_seen WHERE stocktake = ? AND code LIKE ? "
        "ORDER BY rowid",
        count,
        f"{LOAD}%",
    )
    found = (read_load(row["code"], row["answer"]) for row in rows)
    return [load for load in found if load is not None]


def notes(reader: Reader, count: Id, start: str) -> int:
    """How many notes of a count begin so, taken back or not."""
    return int(
        reader.value(
            "SELECT count(*) FROM stocktake_seen WHERE stocktake = ? AND code LIKE ? || '%'",
            count,
            start,
        )
    )


def last_gesture(reader: Reader, count: Id) -> tuple[str, str, Id | None] | None:
    """The newest note that can be taken back: its code, answer and thing."""
    row = reader.one(
        "SELECT code, answer, item FROM stocktake_seen WHERE stocktake = ? AND answer <> ? "
        "AND substr(code, 1, 1) <> ? ORDER BY rowid DESC LIMIT 1",
        count,
        Answer.UNDONE.value,
        RESUMED,
    )
    return None if row is None else (row["code"], row["answer"], row["item"])


def moves_since(reader: Reader, item: Id) -> list[tuple[str, str | None, str, str, Id | None]]:
    """A thing's moves, newest first: move, state before, state after, reason, mass entry."""
    rows = reader.all(
        "SELECT move, from_state, to_state, reason, entry FROM item_move WHERE item = ? "
        "ORDER BY id DESC LIMIT 8",
        item,
    )
    return [tuple(row) for row in rows]


def left_with(reader: Reader, entry: Id, item: Id) -> tuple[int, int]:
    """Grams and pieces of a thing that left with a mass entry."""
    row = reader.one(
        "SELECT -sum(grams) AS grams, -sum(pieces) AS pieces FROM mass_posting "
        "WHERE entry = ? AND thing = ?",
        entry,
        item,
    )
    return (0, 0) if row is None else (row["grams"] or 0, row["pieces"] or 0)


def spot_sizes(reader: Reader) -> list[SpotSize]:
    """How many labelled things stand at each spot of each place, by category."""
    where = " OR ".join(f"i.state = '{state.value}'" for state in PLACE_OF)
    rows = reader.all(
        f"SELECT i.state AS state, i.spot AS spot, i.category AS category, count(*) AS n "  # noqa: S608
        f"FROM item AS i WHERE {where} GROUP BY i.state, i.spot, i.category"
    )
    places = {state.value: place.removeprefix("stock:") for state, place in PLACE_OF.items()}
    return [SpotSize(places[row["state"]], row["spot"], row["category"], row["n"]) for row in rows]


def _count(row: Row) -> Count:
    values = dict(row)
    values["families"] = tuple(one for one in row["families"].split(",") if one)
    values["state"] = CountState(row["state"])
    return Count(**values)


def _item(row: Row) -> Item:
    return item_from({field.name: row[field.name] for field in fields(Item)})  # type: ignore[arg-type]


def _sighting(row: Row) -> Sighting:
    item = None if row["id"] is None else _item(row)
    answer = Answer(row["answer"].partition(":")[0])
    return Sighting(row["noted"], item, answer, row["noted_at"], row["moved"] or 0)
