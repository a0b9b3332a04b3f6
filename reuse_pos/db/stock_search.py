"""Things looked for, read from the file: by words, kind, spot, state, price and age; and the spots
and older stock of the shop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from reuse_pos.db.stock import INSIDE_ONLY, item_from
from reuse_pos.db.store import Reader
from reuse_pos.domain.fact import Value
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import PLACE_OF, Item, State
from reuse_pos.domain.search import CATEGORY_MARK, LAST_LETTER, SPOT_MARK

MOST = 1000
# So few things are looked up one by one; more are met walking from the newest.
FEW = 4000
NEWEST, OLDEST, CHEAPEST = "newest", "oldest", "cheapest"
_ORDER = {NEWEST: "i.id DESC", OLDEST: "i.id", CHEAPEST: "i.price_cents IS NULL, i.price_cents"}
_COLUMNS = ", ".join(f"i.{field.name}" for field in fields(Item))
# What a label asks on a day: its price, less its reduction once that holds (rounded half up),
# never more than what was printed.
_ASKED = (
    "min(i.price_cents - CASE WHEN i.markdown_on <= ? "
    "THEN (i.price_cents * i.markdown_bp * 2 + 10000) / 20000 ELSE 0 END, "
    "coalesce(i.last_printed_cents, i.price_cents))"
)
_SPOTS = (
    "WITH RECURSIVE spot(word) AS ("
    "SELECT min(word) FROM item_word WHERE word > '@' AND word < 'A' UNION ALL "
    "SELECT (SELECT min(w.word) FROM item_word AS w WHERE w.word > spot.word AND w.word < 'A') "
    "FROM spot WHERE spot.word IS NOT NULL) SELECT word FROM spot WHERE word IS NOT NULL"
)


@dataclass(frozen=True)
class Source:
    """One thing a hit must have: a word beginning so or one of these categories; or this spot."""

    beginning: str = ""
    categories: tuple[str, ...] = ()
    spot: str = ""


@dataclass(frozen=True)
class Wanted:
    """What is looked for; `states` and days empty where they do not matter, `day` is today."""

    day: str
    sources: tuple[Source, ...] = ()
    states: tuple[str, ...] = ()
    from_cents: int | None = None
    to_cents: int | None = None
    first_day: str = ""
    last_day: str = ""
    order: str = NEWEST


def find(reader: Reader, wanted: Wanted) -> list[Id]:
    """The things looked for in their order, at most `MOST` and one."""
    sizes = [_size(reader, source) for source in wanted.sources]
    if 0 in sizes:
        return []
    where, values = _conditions(wanted)
    sources = list(wanted.sources)
    start = "item AS i INDEXED BY item_inside" if _inside_only(wanted) else "item AS i"
    first: list[Value] = []
    if sizes and min(sizes) <= FEW:
        narrow = sources.pop(sizes.index(min(sizes)))
        hits, first = _hits(narrow)
        start = f"({hits}) AS h CROSS JOIN item AS i ON i.id = h.item"
    for source in sources:
        part, more = _has(source)
        where.append(part)
        values += more
    said = f" WHERE {' AND '.join(where)}" if where else ""
    order = _ORDER[wanted.order]
    sql = f"SELECT i.id FROM {start}{said} ORDER BY {order} LIMIT ?"  # noqa: S608 - values bound
    return [row[0] for row in reader.each(sql, *first, *values, MOST + 1)]


def items(reader: Reader, ids: Sequence[Id]) -> list[Item]:
    """These things, in the order given."""
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    rows = reader.all(f"SELECT {_COLUMNS} FROM item AS i WHERE i.id IN ({marks})", *ids)  # noqa: S608
    known = {row["id"]: item_from(row) for row in rows}
    return [known[one] for one in ids if one in known]


def labels(reader: Reader, ids: Sequence[Id]) -> dict[Id, str]:
    """What these things are called."""
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT i.id, i.label FROM item AS i WHERE i.id IN ({marks})"  # noqa: S608
    return {row["id"]: row["label"] for row in reader.each(sql, *ids)}


def inside(reader: Reader) -> int:
    """How many things are in the shop."""
    inside_only = INSIDE_ONLY.format(item="")
    return int(reader.value(f"SELECT count(*) FROM item WHERE {inside_only}"))  # noqa: S608


def spots(reader: Reader) -> list[str]:
    """Every spot a thing has stood at, by name."""
    return [row["word"].removeprefix(SPOT_MARK) for row in reader.all(_SPOTS)]


def _conditions(wanted: Wanted) -> tuple[list[str], list[Value]]:
    where: list[str] = []
    values: list[Value] = []
    if wanted.states:
        named = ", ".join(f"'{State(state).value}'" for state in wanted.states)
        where.append(f"i.state IN ({named})")
    if _inside_only(wanted):
        where.append(INSIDE_ONLY.format(item="i."))
    for sign, cents in ((">=", wanted.from_cents), ("<", wanted.to_cents)):
        if cents is not None:
            where.append(f"{_ASKED} {sign} ?")
            values += (wanted.day, cents)
    for sign, day in ((">=", wanted.first_day), ("<=", wanted.last_day)):
        if day:
            where.append(f"i.received_on <> '' AND i.received_on {sign} ?")
            values.append(day)
    return where, values


def _inside_only(wanted: Wanted) -> bool:
    """Whether nothing that left is looked for: then what was sold in ten years is not met."""
    return bool(wanted.states) and {State(state) for state in wanted.states} <= PLACE_OF.keys()


def _size(reader: Reader, source: Source) -> int:
    hits, values = _hits(source)
    sql = f"SELECT count(*) FROM ({hits} LIMIT {FEW + 1})"  # noqa: S608 - a number
    return int(reader.value(sql, *values))


def _hits(source: Source) -> tuple[str, list[Value]]:
    """The things of a source, met through their words."""
    marks = [CATEGORY_MARK + code for code in source.categories]
    if source.spot:
        marks.append(SPOT_MARK + source.spot)
    parts: list[str] = []
    values: list[Value] = []
    if source.beginning:
        parts.append("SELECT item FROM item_word WHERE word >= ? AND word < ?")
        values += (source.beginning, source.beginning + LAST_LETTER)
    if marks:
        places = ", ".join("?" * len(marks))
        parts.append(f"SELECT item FROM item_word WHERE word IN ({places})")  # noqa: S608
        values += marks
    # One word of a thing may begin like another of its words: each thing is wanted once.
    return f"SELECT DISTINCT item FROM ({' UNION ALL '.join(parts)})", values  # noqa: S608


def _has(source: Source) -> tuple[str, list[Value]]:
    """Whether a thing already met belongs to a source too."""
    parts: list[str] = []
    values: list[Value] = []
    if source.categories:
        parts.append(f"i.category IN ({', '.join('?' * len(source.categories))})")
        values += source.categories
    if source.spot:
        parts.append("trim(i.spot) = ?")
        values.append(source.spot)
    if source.beginning:
        parts.append(
            "EXISTS (SELECT 1 FROM item_word WHERE item = i.id AND word >= ? AND word < ?)"
        )
        values += (source.beginning, source.beginning + LAST_LETTER)
    return f"({' OR '.join(parts)})", values
