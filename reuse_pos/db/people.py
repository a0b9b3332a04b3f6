"""People, read from the file: who may sign in here, their secrets, and wrong codes in a row."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader, Row, Tx
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role

_PERSON = (
    "SELECT p.op, coalesce(s.name, 'op. ' || p.op) AS name, p.role, p.icon, p.colour, "
    "p.plain_mode, p.prints_own_labels, "
    "p.active, s.secret_hash FROM person AS p LEFT JOIN person_private AS s USING (op)"
)


@dataclass(frozen=True)
class Throttle:
    """Wrong codes in a row and until when (ns) nothing more is tried."""

    failures: int = 0
    until_ns: int = 0


def everyone(reader: Reader) -> list[Person]:
    """Every active person, in the shop's order."""
    return [
        _person(row) for row in reader.all(f"{_PERSON} WHERE p.active = 1 ORDER BY p.rank, p.op")
    ]


def team(reader: Reader) -> list[Person]:
    """Everybody who ever had a right here, in the shop's order, those who left last."""
    return [_person(row) for row in reader.all(f"{_PERSON} ORDER BY p.active DESC, p.rank, p.op")]


def person(reader: Reader, op: str) -> Person | None:
    """One person by operator code."""
    row = reader.one(f"{_PERSON} WHERE p.op = ?", op)
    return None if row is None else _person(row)


def secret_hash(reader: Reader, op: str) -> str | None:
    """The argon2 hash of a person's PIN or password."""
    value = reader.value("SELECT secret_hash FROM person_private WHERE op = ?", op)
    return None if value is None else str(value)


def op_of_badge(reader: Reader, badge_hash: str) -> str | None:
    """Whose badge this is."""
    value = reader.value(
        "SELECT op FROM person_private JOIN person USING (op) WHERE badge_hash = ? AND active = 1",
        badge_hash,
    )
    return None if value is None else str(value)


def throttle(reader: Reader, op: str) -> Throttle:
    """The wrong codes of a person ("*": of badges)."""
    row = reader.one("SELECT failures, until_ns FROM signin_throttle WHERE op = ?", op)
    return Throttle() if row is None else Throttle(row["failures"], row["until_ns"])


def _person(row: Row) -> Person:
    return Person(
        row["op"],
        row["name"],
        Role(row["role"]),
        row["icon"],
        row["colour"],
        bool(row["plain_mode"]),
        bool(row["prints_own_labels"]),
        bool(row["active"]),
    )


def keep_failures(tx: Tx, op: str, failures: int, until_ns: int) -> None:
    """Note wrong codes in a row; none forgets them."""
    if failures:
        tx.upsert("signin_throttle", {"op": op, "failures": failures, "until_ns": until_ns})
    else:
        tx.execute("DELETE FROM signin_throttle WHERE op = ?", op)


def secrets_of(reader: Reader, op: str) -> tuple[str, str | None] | None:
    """The hashed secret and badge of a person, where entered."""
    row = reader.one("SELECT secret_hash, badge_hash FROM person_private WHERE op = ?", op)
    return None if row is None else (row["secret_hash"], row["badge_hash"])


def keep_private(tx: Tx, op: str, name: str, secret: str, badge: str | None) -> None:
    """Keep a person's name and hashed secrets, apart from every fact."""
    row = {"op": op, "name": name, "secret_hash": secret, "badge_hash": badge}
    tx.upsert("person_private", row)
