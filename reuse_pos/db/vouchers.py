"""Reads the shop's gift cards, vouchers and credits, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db.store import Reader, Row
from reuse_pos.domain.ids import Id
from reuse_pos.domain.vouchers import VoucherState

_VOUCHER = (
    "SELECT id, number, kind, issued_cents, left_cents, issued_on, expires_on, state, "
    "code_hash <> '' AS has_code FROM voucher "
)


@dataclass(frozen=True)
class VoucherMoved:
    """One movement of a voucher (`kind` issued | spent | lost | returned | cancelled), in cents;
    `document` is the ticket, or why it was done by hand."""

    kind: str
    cents: int
    document: str
    day: str
    op: str


@dataclass(frozen=True)
class OpenSum:
    """What the shop owes on one kind of voucher: how many are open, cents left on them."""

    kind: str
    n: int
    cents: int


def by_id(reader: Reader, voucher: Id) -> VoucherState | None:
    """One voucher."""
    return _voucher(reader.one(_VOUCHER + "WHERE id = ?", voucher))


def by_code_hash(reader: Reader, kept: str) -> VoucherState | None:
    """The voucher whose scanned digits have this hash."""
    return _voucher(reader.one(_VOUCHER + "WHERE code_hash <> '' AND code_hash = ?", kept))


def by_number(reader: Reader, number: str) -> VoucherState | None:
    """The voucher with the number people see ("C-000012")."""
    return _voucher(reader.one(_VOUCHER + "WHERE number = ?", number))


def moves(reader: Reader, voucher: Id) -> list[VoucherMoved]:
    """What became of a voucher, oldest first."""
    rows = reader.all(
        "SELECT kind, cents, document, day, op FROM voucher_move WHERE voucher = ? ORDER BY id",
        voucher,
    )
    return [VoucherMoved(**dict(row)) for row in rows]


def paid(reader: Reader, voucher: Id) -> int:
    """Cents a voucher paid so far, less what came back on it."""
    return int(
        reader.value(
            "SELECT coalesce(sum(CASE kind WHEN 'spent' THEN cents WHEN 'returned' THEN -cents "
            "ELSE 0 END), 0) FROM voucher_move WHERE voucher = ?",
            voucher,
        )
    )


def still_open(reader: Reader, day: str, limit: int, offset: int = 0) -> list[VoucherState]:
    """Vouchers that can still pay on a day, the soonest to end first; those without end last."""
    rows = reader.all(
        _VOUCHER + "WHERE state = 'open' AND (expires_on = '' OR expires_on >= ?) "
        "ORDER BY expires_on = '', expires_on, number LIMIT ? OFFSET ?",
        day, limit, offset,
    )  # fmt: skip
    return [_known(row) for row in rows]


def open_sums(reader: Reader, day: str) -> list[OpenSum]:
    """What can still be spent on a day, by kind."""
    rows = reader.all(
        "SELECT kind, count(*) AS n, sum(left_cents) AS cents FROM voucher WHERE state = 'open' "
        "AND (expires_on = '' OR expires_on >= ?) GROUP BY kind ORDER BY kind",
        day,
    )
    return [OpenSum(**dict(row)) for row in rows]


def last_number(reader: Reader, prefix: str) -> int:
    """The highest counter of the numbers that begin with `prefix`; 0 when there is none."""
    found = reader.value(
        "SELECT max(number) FROM voucher WHERE number >= ? AND number < ?", prefix, prefix + "~"
    )
    return int(str(found)[len(prefix) :]) if found else 0


def _voucher(row: Row | None) -> VoucherState | None:
    return None if row is None else _known(row)


def _known(row: Row) -> VoucherState:
    return VoucherState(**{**dict(row), "has_code": bool(row["has_code"])})
