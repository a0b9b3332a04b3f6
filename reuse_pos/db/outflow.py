"""What leaves the shop, read from the file: slips and their lines, skips, who takes what, the
register of outgoing waste."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.ids import Id
from reuse_pos.domain.outflow import WASTE, RegisterLine, Skip, Slip, SlipLine, Taker

_SLIP = (
    "SELECT number, kind, state, party, store, carrier, waste_code, treatment, skip, day, "
    "closed_on, grams, ticket_no, ticket_g, file, op, note FROM slip"
)
_LINES = (
    "SELECT n, category, item, label, grams, pieces, source, entry, answer FROM slip_line "
    "WHERE slip = ? ORDER BY n"
)
# Both conditions on the state: the first is what the index of open slips is made with. The few
# open slips come first ("CROSS"), then their lines.
_LOADED = (
    "SELECT coalesce(sum(l.grams), 0) FROM slip s CROSS JOIN slip_line l ON l.slip = s.number "
    "WHERE s.state <> 'closed' AND s.state = 'open' AND l.entry IS NULL AND l.item IS NULL "
    "AND l.answer = ? AND l.category = ?"
)
_ITEM_ON = (
    "SELECT s.number FROM slip s CROSS JOIN slip_line l ON l.slip = s.number "
    "WHERE s.state <> 'closed' AND s.state = 'open' AND l.item = ? AND l.entry IS NULL "
    "AND l.answer <> 'undone'"
)
# The slip that goods already in the ledger left under, by entry and organisation.
COVERED = (
    "covered(entry, party, slip, left_on) AS MATERIALIZED (SELECT l.entry, s.party, min(s.number), "
    "max(s.closed_on) FROM slip_line l JOIN slip s ON s.number = l.slip "
    "WHERE l.entry IS NOT NULL AND l.answer <> 'undone' GROUP BY l.entry, s.party)"
)
# A ticket or a delivery that goods left under is no collector's slip.
DOCUMENT = (
    "CASE WHEN e.document IS NULL OR EXISTS (SELECT 1 FROM intake WHERE number = e.document) "
    "OR EXISTS (SELECT 1 FROM sale WHERE doc_no = e.document) THEN '' ELSE e.document END"
)
# The plus keeps the unique index of reversals, nearly all NULL, from being walked instead of days.
_GATHERABLE = f"""
SELECT e.id AS entry, p.category AS category, sum(p.grams) AS grams, sum(p.pieces) AS pieces,
 min(p.source) AS source, p.party IS NOT NULL AS named
FROM mass_entry e JOIN mass_posting p ON p.entry = e.id
WHERE e.day IN (SELECT DISTINCT day FROM mass_day WHERE day >= ?1 AND place = ?2
  AND party IN (?3, ''))
 AND p.place = ?2 AND (p.party = ?3 OR p.party IS NULL) AND +e.reverses IS NULL AND {DOCUMENT} = ''
 AND NOT EXISTS (SELECT 1 FROM slip_line l WHERE l.entry = e.id AND l.answer <> 'undone')
 AND NOT EXISTS (SELECT 1 FROM mass_entry r WHERE r.reverses = e.id)
GROUP BY e.id, p.category, p.party HAVING sum(p.grams) > 0 ORDER BY e.id, p.category
"""  # noqa: S608 - fixed words only
_PLACES = ", ".join(f"'out:{name}'" for name in WASTE)
_REGISTER = f"""
WITH {COVERED}
SELECT x.day AS day, x.slip AS slip, x.destination AS destination, x.party AS party,
 group_concat(DISTINCT x.category) AS categories, sum(x.grams) AS grams,
 coalesce(s.carrier, o.carrier, '') AS carrier,
 coalesce(s.waste_code, o.waste_code, '') AS waste_code,
 coalesce(s.treatment, o.treatment, '') AS treatment,
 coalesce(o.label, '') AS receiver, coalesce(o.address, '') AS address,
 coalesce(s.ticket_no, '') AS ticket_no, s.ticket_g AS ticket_g
FROM (
 SELECT c.left_on AS day, c.slip AS slip, substr(p.place, 5) AS destination,
  coalesce(p.party, c.party, '') AS party, p.category AS category, p.grams AS grams
 FROM covered c JOIN mass_posting p ON p.entry = c.entry
  AND (p.party IS NULL OR p.party IS c.party)
 WHERE c.left_on >= ?1 AND c.left_on < ?2 AND p.place IN ({_PLACES})
 UNION ALL
 SELECT e.day, {DOCUMENT}, substr(p.place, 5), coalesce(p.party, ''), p.category, p.grams
 FROM mass_entry e JOIN mass_posting p ON p.entry = e.id
 LEFT JOIN covered c ON c.entry = e.id AND (p.party IS NULL OR p.party IS c.party)
 WHERE e.day >= ?1 AND e.day < ?2 AND p.place IN ({_PLACES}) AND c.left_on IS NULL
) x LEFT JOIN slip s ON s.number = x.slip LEFT JOIN party o ON o.code = x.party
GROUP BY x.day, x.slip, x.destination, x.party HAVING sum(x.grams) <> 0
ORDER BY x.day, x.slip, x.destination, x.party
"""  # noqa: S608 - fixed words only
_TAKERS = (
    "SELECT code, kind, label, coalesce(address, '') AS address, coalesce(carrier, '') AS carrier, "
    "coalesce(waste_code, '') AS waste_code, coalesce(treatment, '') AS treatment, archived "
    "FROM party WHERE (? = '' OR kind = ?) AND archived <= ? ORDER BY archived, label, code"
)
_SKIPS = (
    "SELECT code, label, destination, party, category, tare_g, state, since, rank, archived "
    "FROM skip WHERE archived <= ? ORDER BY archived, rank, code"
)
WITHDRAWN = "-"


@dataclass(frozen=True)
class Gathered:
    """Kilos of one category already sent away, under no slip yet: `named` 1 to this very
    organisation, 0 to nobody in particular."""

    entry: Id
    category: str
    grams: int
    pieces: int
    source: str
    named: int


def slip(reader: Reader, number: str) -> Slip | None:
    """A slip with its lines."""
    row = reader.one(f"{_SLIP} WHERE number = ?", number)
    return None if row is None else _slip(reader, row)


def open_slips(reader: Reader) -> list[Slip]:
    """The slips that are not over, with their lines, oldest first."""
    rows = reader.all(f"{_SLIP} WHERE state <> 'closed' ORDER BY day, number")
    return [_slip(reader, row) for row in rows]


def past_slips(reader: Reader, limit: int) -> list[Slip]:
    """The newest slips that are over, without their lines."""
    rows = reader.all(f"{_SLIP} WHERE state = 'closed' ORDER BY day DESC, number DESC LIMIT ?",
                      limit)  # fmt: skip
    return [Slip(**dict(row)) for row in rows]


def received_under(reader: Reader, store: int, number: str) -> str | None:
    """Our newest slip of a transfer received from a store under its slip; None when it was not."""
    found: str | None = reader.value(
        "SELECT max(number) FROM slip WHERE kind = 'transfer_in' AND store = ? AND ticket_no = ? "
        "AND NOT (state = 'closed' AND closed_on IS NULL)",
        store,
        number,
    )
    return found


def last_number(reader: Reader, prefix: str) -> int:
    """The highest number given under a prefix; 0 when none was."""
    sql = "SELECT max(number) FROM slip WHERE number > ? AND number < ?"
    found: str | None = reader.value(sql, prefix, f"{prefix}~")
    return 0 if found is None else int(found.removeprefix(prefix))


def loaded_g(reader: Reader, place: str, category: str) -> int:
    """Grams without a label, weighed onto open slips, that still stand in a place."""
    return int(reader.value(_LOADED, place, category))


def lines_of(reader: Reader, entry: Id) -> list[tuple[str, int]]:
    """The slip lines, by slip and number, that stand for a mass entry."""
    rows = reader.all(
        "SELECT slip, n FROM slip_line WHERE entry = ? AND answer <> 'undone' ORDER BY slip, n",
        entry,
    )
    return [(row["slip"], row["n"]) for row in rows]


def left_under(reader: Reader, entry: Id) -> str | None:
    """The slip under which a mass entry left; None while no lorry took it."""
    number: str | None = reader.value(
        "SELECT min(s.number) FROM slip_line l JOIN slip s ON s.number = l.slip "
        "WHERE l.entry = ? AND l.answer <> 'undone' AND s.closed_on IS NOT NULL",
        entry,
    )
    return number


def slip_of_item(reader: Reader, item: Id) -> str | None:
    """The open slip a thing was put on; None when on none."""
    number: str | None = reader.value(_ITEM_ON, item)
    return number


def gatherable(reader: Reader, destination: str, party: str, since: str) -> list[Gathered]:
    """What went to an organisation, or to nobody in particular, since a day and is on no slip."""
    rows = reader.all(_GATHERABLE, since, f"out:{destination}", party)
    return [Gathered(**dict(row)) for row in rows]


def last_gathered(reader: Reader, kind: str, party: str) -> str:
    """The day the last slip that took what sorting had sent to an organisation was opened; ""
    when none did."""
    found: str | None = reader.value(
        "SELECT max(s.day) FROM slip s WHERE s.party = ? AND s.kind = ? AND s.closed_on IS NOT "
        "NULL AND EXISTS (SELECT 1 FROM slip_line l WHERE l.slip = s.number AND l.answer = "
        "'gathered')",
        party,
        kind,
    )
    return found or ""


def sent_to(reader: Reader, since: str) -> list[tuple[str, str]]:
    """The destinations and organisations ("" nobody in particular) waste went to since a day."""
    sql = (
        "SELECT DISTINCT substr(place, 5) AS destination, party FROM mass_day "  # noqa: S608
        f"WHERE day >= ? AND place IN ({_PLACES}) ORDER BY 1, 2"
    )
    return [(row["destination"], row["party"]) for row in reader.all(sql, since)]


def takers(reader: Reader, kind: str = "", *, archived: bool = False) -> list[Taker]:
    """The organisations goods go to, of one kind or all, with what each accepts."""
    accepted: dict[str, list[str]] = {}
    for row in reader.all("SELECT party, what FROM party_material ORDER BY party, what"):
        if not row["what"].startswith(WITHDRAWN):
            accepted.setdefault(row["party"], []).append(row["what"])
    return [
        Taker(**{**dict(row), "archived": bool(row["archived"])},
              accepts=tuple(accepted.get(row["code"], ())))
        for row in reader.all(_TAKERS, kind, kind, int(archived))
    ]  # fmt: skip


def materials(reader: Reader, party: str) -> set[str]:
    """Every row of what an organisation accepts, those withdrawn with their mark."""
    rows = reader.all("SELECT what FROM party_material WHERE party = ?", party)
    return {row["what"] for row in rows}


def skips(reader: Reader, *, archived: bool = False) -> list[Skip]:
    """The skips, cages and bins on site, in order."""
    rows = reader.all(_SKIPS, int(archived))
    return [Skip(**{**dict(row), "archived": bool(row["archived"])}) for row in rows]


def register(reader: Reader, start: str, end: str) -> list[RegisterLine]:
    """The waste that left from a day to the day before `end`: by day, slip and organisation."""
    found = []
    for row in reader.all(_REGISTER, start, end):
        values = dict(row)
        values["categories"] = tuple(sorted(values["categories"].split(",")))
        found.append(RegisterLine(**values))
    return found


def _slip(reader: Reader, row: Row) -> Slip:
    lines = tuple(SlipLine(**dict(line)) for line in reader.all(_LINES, row["number"]))
    return Slip(**dict(row), lines=lines)
