"""The tills' rows: sessions, cash moves and closings."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader


@dataclass(frozen=True)
class TillRow:
    """A logical till."""

    till: str
    number: int
    name: str


@dataclass(frozen=True)
class SessionRow:
    """A stretch at a till, as it was opened."""

    till: str
    number: int
    opened_seq: int
    opened_at: str
    float_cents: int
    op: str


@dataclass(frozen=True)
class ClosingRow:
    """A closing of a till (kind SESSION | DAY | MONTH | YEAR); `body` is its record."""

    till: str
    seq: int
    kind: str
    number: int | None
    period: str
    day: str
    total: int
    turnover: int
    body: str


def tills(reader: Reader) -> list[TillRow]:
    """Every till of this file, in the order of their numbers."""
    found = reader.all("SELECT till, number, name FROM till ORDER BY number")
    return [TillRow(**dict(row)) for row in found]


def till(reader: Reader, wanted: str) -> TillRow | None:
    """One till."""
    row = reader.one("SELECT till, number, name FROM till WHERE till = ?", wanted)
    return None if row is None else TillRow(**dict(row))


def session(reader: Reader, till: str, number: int) -> SessionRow | None:
    """One session of a till."""
    row = reader.one("SELECT * FROM cash_session WHERE till = ? AND number = ?", till, number)
    return None if row is None else SessionRow(**dict(row))


def closings(reader: Reader, kind: str, first_day: str, last_day: str) -> list[ClosingRow]:
    """The closings of one kind between two business days."""
    found = reader.all(
        "SELECT till, seq, kind, number, period, day, total, turnover, body FROM closing "
        "WHERE day BETWEEN ? AND ? AND kind = ? ORDER BY day, till, seq",
        first_day, last_day, kind,
    )  # fmt: skip
    return [ClosingRow(**dict(row)) for row in found]


def closing(reader: Reader, till: str, seq: int) -> ClosingRow | None:
    """One closing."""
    row = reader.one(
        "SELECT till, seq, kind, number, period, day, total, turnover, body FROM closing "
        "WHERE till = ? AND seq = ?",
        till, seq,
    )  # fmt: skip
    return None if row is None else ClosingRow(**dict(row))


def last_z(reader: Reader, till: str) -> ClosingRow | None:
    """The last closed session of a till."""
    row = reader.one(
        "SELECT till, seq, kind, number, period, day, total, turnover, body FROM closing "
        "WHERE till = ? AND kind = 'SESSION' ORDER BY seq DESC LIMIT 1",
        till,
    )  # fmt: skip
    return None if row is None else ClosingRow(**dict(row))


def accepted_later(reader: Reader, first_day: str) -> frozenset[str]:
    """The subjects ("Z till seq") of the differences accepted since a business day."""
    found = reader.all(
        "SELECT subject FROM approval WHERE kind = 'DIFFERENCE' AND day >= ?", first_day
    )
    return frozenset(row["subject"] for row in found)


def safe_cents(reader: Reader) -> int:
    """What should be in the safe, by what was put in it (movements, and each Z's takings) and what
    was brought to the bank."""
    moved = reader.value("SELECT -coalesce(sum(amt), 0) FROM cash_move WHERE kind = 'DEPOSIT'")
    takings = reader.value(
        "SELECT coalesce(sum(json_extract(body, '$.to_safe')), 0) FROM closing "
        "WHERE kind = 'SESSION'"
    )
    banked = reader.value("SELECT coalesce(sum(cents), 0) FROM bank_deposit WHERE kind = 'CASH'")
    return int(moved) + int(takings) - int(banked)


def reused_between(reader: Reader, till: str, first_seq: int, last_seq: int) -> int:
    """Grams of goods sold (returns taken off) between two records of a till."""
    sql = (
        "SELECT coalesce(sum(weight_g), 0) FROM sale_line JOIN sale USING (till, seq) "
        "WHERE till = ? AND seq BETWEEN ? AND ? AND sale.kind <> 'VOID' AND sale_line.kind = "
        "'goods'"
    )
    return int(reader.value(sql, till, first_seq, last_seq))


def payments_by_method(reader: Reader, till: str, first: int, last: int) -> dict[str, int]:
    """How many payments each method had between two records of a till."""
    found = reader.all(
        "SELECT method, count(*) AS n FROM sale_payment WHERE till = ? AND seq BETWEEN ? AND ? "
        "GROUP BY method",
        till, first, last,
    )  # fmt: skip
    return {row["method"]: row["n"] for row in found}
