"""The month's kilos, read from the ledger's roll-up, and the stock counted independently from its
postings.

A month costs the same at one thousand and at a million postings: flows come from the daily sums of
that
month alone, stock from present balances less the days after it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from reuse_pos.db.outflow import COVERED, DOCUMENT
from reuse_pos.db.stock import INSIDE_ONLY
from reuse_pos.db.store import Reader
from reuse_pos.domain.indicators import Flow, Standing
from reuse_pos.domain.month import Figure, Slip, TillDays, Weighing

_MEASURED = "source IN ('scale', 'typed')"
_INSIDE_STOCK = "place >= 'stock:' AND place < 'stock;'"
_FLOWS = f"""
SELECT place, category, sum(grams) AS grams, sum(pieces) AS pieces,
 sum(CASE WHEN {_MEASURED} THEN grams ELSE 0 END) AS measured,
 sum(CASE WHEN source = 'unknown' THEN pieces ELSE 0 END) AS unknown
FROM mass_day WHERE day >= ? AND day < ? AND NOT ({_INSIDE_STOCK}) GROUP BY place, category
"""  # noqa: S608 - fixed words only
_CHANGES = f"""
SELECT category, sum(grams) AS grams, sum(pieces) AS pieces
FROM mass_day WHERE day >= ? AND day < ? AND {_INSIDE_STOCK} GROUP BY category
"""  # noqa: S608
_NOW = f"""
SELECT category, sum(grams) AS grams, sum(pieces) AS pieces
FROM mass_balance WHERE {_INSIDE_STOCK} GROUP BY category
"""  # noqa: S608
_MOVEMENTS = f"""
SELECT place, category, party, commune, source, sum(grams) AS grams, sum(pieces) AS pieces,
sum(count) AS n
FROM mass_day WHERE day >= ? AND day < ? AND NOT ({_INSIDE_STOCK})
GROUP BY place, category, party, commune, source
"""  # noqa: S608
_DAYS = (
    "WITH RECURSIVE days(day) AS (SELECT ? UNION ALL SELECT date(day, '+1 day') FROM days "
    "WHERE day < date(?, '-1 day')) "
)
# One seek a day: of each day only what left is read.
_YEAR = f"""{_DAYS}
SELECT substr(d.day, 1, 7) AS month, m.place AS place, sum(m.grams) AS grams
FROM days d CROSS JOIN mass_day m ON m.day = d.day AND m.place >= 'out:' AND m.place < 'out;'
GROUP BY 1, 2
"""  # noqa: S608
# A count that found no difference moved no kilo: it stands in its own table only. The business day
# of a local time begins at four.
_COUNTED_ON = f"""{_DAYS}
SELECT max(day) FROM (
 SELECT max(d.day) AS day FROM days d CROSS JOIN mass_day m ON m.day = d.day AND
  m.place = 'adjust:stocktake'
 UNION ALL
 SELECT max(day) FROM (SELECT date(substr(ended_at, 1, 19), '-4 hours') AS day FROM stocktake
  WHERE state = 'accepted') WHERE day >= ? AND day < ?)
"""  # noqa: S608
_THINGS = f"""
SELECT category, sum(grams) AS grams FROM item WHERE {INSIDE_ONLY.format(item="")} GROUP BY category
"""  # noqa: S608
_UNTRACKED = f"""
SELECT category, sum(grams) AS grams FROM mass_posting
WHERE thing IS NULL AND {_INSIDE_STOCK} GROUP BY category
"""  # noqa: S608
_SINCE = f"""
SELECT p.category AS category, sum(p.grams) AS grams FROM mass_entry e JOIN mass_posting p ON
p.entry = e.id
WHERE e.day >= ? AND e.day < ? AND {_INSIDE_STOCK} GROUP BY p.category
"""  # noqa: S608
_BEHIND = """
SELECT * FROM (
 SELECT e.id AS entry, e.day AS day, e.at_ns AS at_ns, e.kind AS kind, coalesce(e.document, '') AS
 document,
  min(p.category) AS category, coalesce(max(p.party), '') AS party, min(p.source) AS source,
  sum(CASE WHEN p.place IN (SELECT value FROM json_each(?3)) THEN ?4 * p.grams ELSE 0 END)
   + ?5 * sum(p.grams) AS grams,
  sum(CASE WHEN p.place IN (SELECT value FROM json_each(?3)) THEN ?4 * p.pieces ELSE 0 END)
   + ?5 * sum(p.pieces) AS pieces
 FROM mass_entry e JOIN mass_posting p ON p.entry = e.id
 WHERE e.day >= ?1 AND e.day < ?2 AND (e.day, e.id) > (?6, ?7)
  AND p.category IN (SELECT value FROM json_each(?8))
 GROUP BY e.day, e.id)
WHERE grams <> 0 OR pieces <> 0 ORDER BY day, entry LIMIT ?9
"""
# What sorting sent away carries the slip it was fetched under.
_SLIPS = f"""
WITH {COVERED}
SELECT max(day) AS day, destination, party, slip AS document, sum(grams) AS grams,
 count(*) AS movements
FROM (
 SELECT e.day AS day, substr(p.place, 5) AS destination, coalesce(p.party, '') AS party,
  p.grams AS grams, coalesce(c.slip, {DOCUMENT}) AS slip
 FROM mass_entry e JOIN mass_posting p ON p.entry = e.id
 LEFT JOIN covered c ON c.entry = e.id AND (p.party IS NULL OR p.party IS c.party)
 WHERE e.day >= ? AND e.day < ? AND p.place > 'out:' AND p.place < 'out;'
  AND p.place <> 'out:sale')
GROUP BY destination, party, slip ORDER BY destination, party, day
"""  # noqa: S608
_TILL_DAYS = """
SELECT count(DISTINCT CASE WHEN c.seq IS NOT NULL THEN d.day END) AS closed,
 count(DISTINCT CASE WHEN c.seq IS NULL AND d.day < ?3 THEN d.day END) AS open
FROM (SELECT DISTINCT till, day FROM sale WHERE day >= ?1 AND day < ?2
 UNION SELECT till, period FROM closing WHERE kind = 'DAY' AND day >= ?1 AND period >= ?1 AND period
 < ?2) d
LEFT JOIN closing c ON c.till = d.till AND c.kind = 'DAY' AND c.day >= ?1 AND c.period = d.day
"""


@dataclass(frozen=True)
class Movement:
    """Sums of a month at one place outside the stock, in the finest cut the roll-up keeps."""

    place: str
    category: str
    party: str
    commune: str
    source: str
    grams: int
    pieces: int
    n: int


@contextmanager
def snapshot(reader: Reader) -> Iterator[Reader]:
    """Several questions answered from one moment, whatever is written meanwhile."""
    reader.all("BEGIN")
    try:
        yield reader
    finally:
        reader.all("ROLLBACK")


def ledger_mark(reader: Reader) -> int:
    """A number that grows with every posting: what was read under the same mark still holds."""
    return int(reader.value("SELECT max(id) FROM mass_posting") or 0)


def flows(reader: Reader, start: str, end: str) -> list[Flow]:
    """What passed each place outside the stock, from a day to the day before `end`."""
    return [Flow(*row) for row in reader.all(_FLOWS, start, end)]


def grams_after(reader: Reader, end: str) -> dict[str, tuple[int, int]]:
    """By how many grams and pieces each category's stock changed from day `end` on."""
    rows = reader.all(_CHANGES, end, "9999-99-99")
    return {row["category"]: (row["grams"], row["pieces"]) for row in rows}


def standing(
    reader: Reader, start: str, end: str, after: dict[str, tuple[int, int]]
) -> dict[str, Standing]:
    """Stock per category at the end of a period and what the period changed; `after` as
    `grams_after` gives."""
    change = {r["category"]: (r["grams"], r["pieces"]) for r in reader.all(_CHANGES, start, end)}
    now = {r["category"]: (r["grams"], r["pieces"]) for r in reader.all(_NOW)}
    none = (0, 0)
    stock = {}
    for code in {*now, *change, *after}:
        (grams, pieces), (late_g, late) = now.get(code, none), after.get(code, none)
        stock[code] = Standing(grams - late_g, pieces - late, *change.get(code, none))
    return stock


def counted_stock(reader: Reader, start: str, end: str) -> tuple[dict[str, int], dict[str, int]]:
    """Grams per category at the start and end of a period, counted without the roll-up.

    Things now inside by their own weight, untracked goods from their postings, less every posting
    since.
    Reads the whole ledger: seconds at a million postings, never on the way of a gesture.
    """
    now: dict[str, int] = {}
    for sql in (_THINGS, _UNTRACKED):
        for row in reader.all(sql):
            now[row["category"]] = now.get(row["category"], 0) + row["grams"]
    closing = _less(now, reader, end, "9999-99-99")
    return _less(closing, reader, start, end), closing


def _less(stock: dict[str, int], reader: Reader, start: str, end: str) -> dict[str, int]:
    before = dict(stock)
    for row in reader.all(_SINCE, start, end):
        before[row["category"]] = before.get(row["category"], 0) - row["grams"]
    return before


def movements(reader: Reader, start: str, end: str) -> list[Movement]:
    """The month's sums outside the stock with organisation, commune and source."""
    return [Movement(*row) for row in reader.all(_MOVEMENTS, start, end)]


def out_by_month(reader: Reader, start: str, end: str) -> dict[str, dict[str, int]]:
    """Grams by destination code for each month of a period that has any."""
    months: dict[str, dict[str, int]] = {}
    for row in reader.all(_YEAR, start, end):
        months.setdefault(row["month"], {})[row["place"].removeprefix("out:")] = row["grams"]
    return months


def slips(reader: Reader, start: str, end: str) -> tuple[Slip, ...]:
    """What left without a sale, by destination, organisation and slip."""
    return tuple(Slip(*row) for row in reader.all(_SLIPS, start, end))


def weighings_behind(  # noqa: PLR0913 - a period, a figure, a family, a page
    reader: Reader,
    start: str,
    end: str,
    figure: Figure,
    categories: Sequence[str],
    after: tuple[str, bytes] | None,
    limit: int,
) -> list[Weighing]:
    """The movements that add up to a figure, oldest first, from behind `after`."""
    day, entry = after or ("", b"")
    rows = reader.all(
        _BEHIND,
        start,
        end,
        json.dumps(figure.places),
        figure.sign,
        int(figure.after_sorting),
        day,
        entry,
        json.dumps(list(categories)),
        limit,
    )
    names = tuple(Weighing.__dataclass_fields__)
    return [Weighing(**{name: row[name] for name in names}) for row in rows]


def intakes(reader: Reader, start: str, end: str) -> int:
    """How many deliveries were received (empty ones left out)."""
    sql = "SELECT count(*) FROM intake WHERE day >= ? AND day < ? AND state <> 'empty'"
    return int(reader.value(sql, start, end))


def till_days(reader: Reader, start: str, end: str, today: str) -> TillDays:
    """Days of the till closed in a period, and days with sales, before today, that are not."""
    row = reader.one(_TILL_DAYS, start, end, today)
    return TillDays() if row is None else TillDays(row["closed"], row["open"])


def counted_on(reader: Reader, start: str, end: str) -> str | None:
    """The last day a stock-take was accepted or corrected anything, within a period."""
    day: str | None = reader.value(_COUNTED_ON, start, end, start, end)
    return day


def span(reader: Reader) -> tuple[str, str] | None:
    """The first and last day anything moved; None in a shop where nothing ever did."""
    first = reader.value("SELECT min(day) FROM mass_day")
    return None if first is None else (first, reader.value("SELECT max(day) FROM mass_day"))


def communes(reader: Reader) -> dict[str, str]:
    """Names of towns by INSEE code."""
    return {row["insee"]: row["name"] for row in reader.all("SELECT insee, name FROM commune")}


def party_names(reader: Reader) -> dict[str, str]:
    """Names of organisations by code, archived ones too."""
    return {row["code"]: row["label"] for row in reader.all("SELECT code, label FROM party")}


def store_number(reader: Reader) -> int:
    """This shop's number in the network."""
    return int(reader.value("SELECT store FROM device_state") or 0)
