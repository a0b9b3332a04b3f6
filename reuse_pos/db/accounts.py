"""Reads the accounts that buy on a tab; whose they are stands apart, on this computer only."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader, Row, Tx
from reuse_pos.domain.ids import Id

_ACCOUNT = (
    "SELECT a.id, a.number, coalesce(p.name, '') AS name, coalesce(p.phone, '') AS phone, "
    "a.owed_cents, a.most_cents, a.state FROM account AS a "
    "LEFT JOIN account_private AS p ON p.account = a.id "
)


@dataclass(frozen=True)
class Account:
    """An account: what it owes and may owe at most (cents); `state` open | closed. `name` and
    `phone` are "" once erased."""

    id: Id
    number: str
    name: str
    phone: str
    owed_cents: int
    most_cents: int
    state: str

    @property
    def free_cents(self) -> int:
        """What it may still buy for."""
        return max(0, self.most_cents - self.owed_cents) if self.state == "open" else 0


@dataclass(frozen=True)
class AccountMoved:
    """A purchase (above zero) or what was paid back (below zero), in cents."""

    cents: int
    document: str
    day: str
    op: str


def account(reader: Reader, account_id: Id) -> Account | None:
    """One account."""
    return _account(reader.one(_ACCOUNT + "WHERE a.id = ?", account_id))


def by_number(reader: Reader, number: str) -> Account | None:
    """The account with a number ("KR-0004")."""
    return _account(reader.one(_ACCOUNT + "WHERE a.number = ?", number))


def accounts(reader: Reader, *, closed: bool) -> list[Account]:
    """The accounts, those that owe most first; closed ones too when asked."""
    rows = reader.all(
        _ACCOUNT + "WHERE a.state = 'open' OR ? ORDER BY a.state DESC, a.owed_cents DESC, a.number",
        int(closed),
    )
    return [Account(**dict(row)) for row in rows]


def moves(reader: Reader, account_id: Id, limit: int) -> list[AccountMoved]:
    """What an account bought and paid back, newest first."""
    rows = reader.all(
        "SELECT cents, document, day, op FROM account_move WHERE account = ? "
        "ORDER BY id DESC LIMIT ?",
        account_id, limit,
    )  # fmt: skip
    return [AccountMoved(**dict(row)) for row in rows]


def last_number(reader: Reader, prefix: str) -> int:
    """The highest counter of the account numbers that begin with `prefix`."""
    found = reader.value(
        "SELECT max(number) FROM account WHERE number >= ? AND number < ?", prefix, prefix + "~"
    )
    return int(str(found)[len(prefix) :]) if found else 0


def keep_private(tx: Tx, account_id: Id, name: str, phone: str, delete_on: str) -> None:
    """Keep whose account it is, until `delete_on` ("" while it is open)."""
    tx.upsert(
        "account_private",
        {"account": account_id, "name": name, "phone": phone, "delete_on": delete_on},
    )


def erase_on(tx: Tx, account_id: Id, delete_on: str) -> None:
    """Say until when a closed account's name is kept."""
    tx.execute("UPDATE account_private SET delete_on = ? WHERE account = ?", delete_on, account_id)


def _account(row: Row | None) -> Account | None:
    return None if row is None else Account(**dict(row))
