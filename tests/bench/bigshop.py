"""Big files for the benches: a hundred thousand things, a million postings, all of it consistent.

Written straight into the file in bulk, then summed as the shop would have summed it.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from reuse_pos.db.schema import triggers
from reuse_pos.domain.ids import CodeKind, make_code, short_form

CATEGORIES = (
    "EA-AS-CHAISE-BOIS", "EA-VRAC", "TLC-VRAC", "TLC-MANTEAU", "HR-VAISSELLE", "HR-LIVRE",
    "JJ-VRAC", "EEE-VRAC", "ABJ-VRAC", "ASL-VRAC", "HR-DIVERS", "HR-CD",
)  # fmt: skip
COMMUNES = ("35238", "35024", "35051", "35278")
MEASURED_MONTH = "2026-09"
IN_MEASURED_MONTH = 5_000
MONTHS_BEFORE = 35
SOLD_SHARE = 0.8
_ENTRY = "INSERT INTO mass_entry VALUES (?,?,0,?,?,?,NULL,'07',NULL,?)"
_POSTING = (
    "INSERT INTO mass_posting (entry, place, category, thing, party, commune, grams, pieces, "
    "source) VALUES (?,?,?,?,NULL,?,?,?,?)"
)
_ITEM = (
    "INSERT INTO item (id, code, short, kind, category, label, state, grams, pieces, source, "
    "price_cents, price_state, last_printed_cents, condition, known_defects, description, "
    "refurbished, test_failed, intake_no, received_on, markdown_bp, spot) VALUES "
    "(?,?,?,'item',?,?,'on_sale',?,1,'scale',?,'approved',?,'good','','',1,0,'D-2609-0001',?,0,'')"
)
_MOVE = (
    "INSERT INTO item_move (item, at_ns, day, device, op, move, from_state, to_state, reason, "
    "automatic, entry, fact) VALUES (?,?,?,0,'07','receive',NULL,'on_sale','',0,?,?)"
)


def add_things(path: Path, count: int) -> list[str]:
    """Put `count` labelled things on sale, each with its kilos; returns their codes."""
    file = _bulk(path)
    codes, items, rng = [], [], random.Random(7)
    for n in range(count):
        code = make_code(CodeKind.ITEM, 1, n // 999_999, n % 999_999 + 1)
        codes.append(code)
        ident = _id(1, n)
        price = rng.randrange(2, 200) * 50
        items.append((
            ident, code, short_form(code), CATEGORIES[0], f"Chaise n° {n}",
            rng.randrange(2_000, 9_000), price, price, "2026-09-01",
        ))  # fmt: skip
    file.executemany(_ITEM, items)
    at_ns = _ns("2026-09-01")
    for base, row in enumerate(items):
        entry = _id(2, base)
        file.executemany(
            _POSTING, _pair(entry, "in:drop_off", "stock:shop", row[3], row[5], row[0])
        )
        file.execute(_ENTRY, (entry, 1, at_ns, "2026-09-01", "received", entry))
        file.execute(_MOVE, (row[0], at_ns, "2026-09-01", entry, entry))
    _sum_and_close(file)
    return codes


def add_ledger(path: Path, postings: int) -> None:
    """Put so many postings into the ledger: the month measured always gets the same ones, the
    rest lie in the three years before it."""
    file = _bulk(path)
    months = [_month_before(steps) for steps in range(1, MONTHS_BEFORE + 1)]
    number = 0
    for month, share in ((MEASURED_MONTH, IN_MEASURED_MONTH), ("", postings - IN_MEASURED_MONTH)):
        rng = random.Random(11)
        entries, lines = [], []
        for _entry in range(share // 2):
            number += 1
            day = f"{month or rng.choice(months)}-{rng.randrange(1, 29):02d}"
            entry = _id(3, number)
            entries.append((entry, 1, _ns(day), day, "moved", entry))
            lines.extend(_movement(rng, entry))
        file.executemany(_POSTING, lines)
        file.executemany(_ENTRY, entries)
    _sum_and_close(file)


def _movement(rng: random.Random, entry: bytes) -> Iterator[tuple[object, ...]]:
    category, grams = rng.choice(CATEGORIES), rng.randrange(100, 20_000)
    if rng.random() < SOLD_SHARE / (1 + SOLD_SHARE):
        return _pair(entry, "stock:shop", "out:sale", category, grams // 2)
    return _pair(entry, "in:drop_off", "stock:shop", category, grams, None, rng.choice(COMMUNES))


def _pair(
    entry: bytes, origin: str, destination: str, category: str, grams: int,
    thing: bytes | None = None, commune: str | None = None,
) -> Iterator[tuple[object, ...]]:  # fmt: skip
    for place, sign, where in ((origin, -1, commune), (destination, 1, None)):
        named = thing if place.startswith("stock:") else None
        yield (entry, place, category, named, where, sign * grams, sign, "scale")


def _bulk(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("PRAGMA synchronous=OFF")
    for sql in triggers():
        file.execute(f"DROP TRIGGER {sql.split()[2]}")
    file.execute("BEGIN")
    return file


def _sum_and_close(file: sqlite3.Connection) -> None:
    for table in ("mass_day", "mass_balance"):
        file.execute(f"DELETE FROM {table}")
    file.execute(
        "INSERT INTO mass_day SELECT e.day, p.place, p.category, coalesce(p.party, ''), "
        "coalesce(p.commune, ''), p.source, sum(p.grams), sum(p.pieces), count(*) "
        "FROM mass_posting p JOIN mass_entry e ON e.id = p.entry GROUP BY 1, 2, 3, 4, 5, 6"
    )
    file.execute(
        "INSERT INTO mass_balance SELECT place, category, sum(grams), sum(pieces) "
        "FROM mass_posting WHERE place LIKE 'stock:%' GROUP BY 1, 2"
    )
    for sql in triggers():
        file.execute(sql)
    file.execute("COMMIT")
    file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file.close()


def _id(kind: int, number: int) -> bytes:
    """Ids that lie together in the order they were made, as UUIDv7 does."""
    return bytes([kind]) + number.to_bytes(15, "big")


def _ns(day: str) -> int:
    return int(datetime.fromisoformat(f"{day}T10:00:00+02:00").timestamp()) * 10**9


def _month_before(steps: int) -> str:
    first = date.fromisoformat(f"{MEASURED_MONTH}-15") - timedelta(days=round(steps * 30.44))
    return f"{first:%Y-%m}"
