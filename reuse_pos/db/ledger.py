"""The mass ledger, read from the file: entries, balances, and what a piece weighs here."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader
from reuse_pos.domain.ids import Id
from reuse_pos.domain.mass import Entry, Posting, Source


@dataclass(frozen=True)
class LearnedWeight:
    """n weighed single pieces of a category, their sum and sum of squares in grams."""

    n: int = 0
    sum_g: int = 0
    sum_sq: int = 0


def entry_by_id(reader: Reader, entry_id: Id) -> tuple[Entry, str] | None:
    """An entry with its postings, and its business day."""
    head = reader.one(
        "SELECT id, kind, document, reverses, day FROM mass_entry WHERE id = ?", entry_id
    )
    if head is None:
        return None
    rows = reader.all(
        "SELECT place, category, grams, pieces, source, thing, party, commune FROM mass_posting "
        "WHERE entry = ? ORDER BY id",
        entry_id,
    )
    postings = tuple(
        Posting(
            r["place"],
            r["category"],
            r["grams"],
            r["pieces"],
            Source(r["source"]),
            r["thing"],
            r["party"],
            r["commune"],
        )
        for r in rows
    )
    return Entry(head["id"], head["kind"], postings, head["document"], head["reverses"]), head[
        "day"
    ]


def is_reversed(reader: Reader, entry_id: Id) -> bool:
    """Whether another entry already undoes this one."""
    return reader.value("SELECT 1 FROM mass_entry WHERE reverses = ?", entry_id) is not None


def learned_weights(reader: Reader) -> dict[str, LearnedWeight]:
    """What was learned for each category."""
    rows = reader.all("SELECT category, n, sum_g, sum_sq FROM learned_mean")
    return {row["category"]: LearnedWeight(row["n"], row["sum_g"], row["sum_sq"]) for row in rows}


def learned_weight(reader: Reader, category: str) -> LearnedWeight:
    """What was learned for one category."""
    row = reader.one("SELECT n, sum_g, sum_sq FROM learned_mean WHERE category = ?", category)
    return LearnedWeight() if row is None else LearnedWeight(**dict(row))


def balance(reader: Reader, place: str, category: str) -> tuple[int, int]:
    """Grams and pieces of a category in a place now."""
    row = reader.one(
        "SELECT grams, pieces FROM mass_balance WHERE place = ? AND category = ?", place, category
    )
    return (0, 0) if row is None else (row["grams"], row["pieces"])


def month_is_sealed(reader: Reader, day: str) -> bool:
    """Whether a till already wrote the closing of a day's month."""
    sql = "SELECT 1 FROM closing WHERE kind = 'MONTH' AND period = ? LIMIT 1"
    return reader.value(sql, day[:7]) is not None
