"""Reads what comes back: how a ticket was paid, what was given back on it, tickets to be found."""

from __future__ import annotations

import json

from reuse_pos.db.counter import TicketRef
from reuse_pos.db.store import Reader
from reuse_pos.domain.ids import Id
from reuse_pos.domain.refund import PaidPart


def till_numbered(reader: Reader, number: int) -> str:
    """The till that carries this number; "" when there is none."""
    return str(reader.value("SELECT till FROM till WHERE number = ?", number) or "")


def paid(reader: Reader, till: str, seq: int) -> list[PaidPart]:
    """How a ticket is paid, its corrections included, in the order of the counter; ways that were
    wholly corrected away are left out."""
    rows = reader.all(
        "SELECT method, coalesce(ref, '') AS ref, sum(amt) AS cents FROM sale_payment "
        "WHERE till = ? AND seq = ? GROUP BY method, ref HAVING sum(amt) <> 0 ORDER BY min(n)",
        till, seq,
    )  # fmt: skip
    return [PaidPart(row["method"], row["cents"], row["ref"]) for row in rows]


def payments(reader: Reader, till: str, seq: int) -> int:
    """How many payments a ticket has, its corrections included."""
    return int(
        reader.value("SELECT count(*) FROM sale_payment WHERE till = ? AND seq = ?", till, seq)
    )


def given(reader: Reader, doc_no: str) -> list[PaidPart]:
    """What was given back on a ticket so far, above zero."""
    rows = reader.all(
        "SELECT method, coalesce(payment.ref, '') AS ref, -sum(amt) AS cents FROM sale "
        "JOIN sale_payment AS payment USING (till, seq) WHERE ref_doc = ? GROUP BY method, 2",
        doc_no,
    )
    return [PaidPart(row["method"], row["cents"], row["ref"]) for row in rows]


def returned_on(reader: Reader, doc_no: str) -> dict[int, str]:
    """The last business day each line of a ticket came back: {line number: ISO day}."""
    rows = reader.all(
        "SELECT sale.day, record.body FROM sale JOIN fiscal_record AS record USING (till, seq) "
        "WHERE ref_doc = ? AND sale.kind = 'REFUND' ORDER BY sale.day",
        doc_no,
    )
    return {line["ref_n"]: row["day"] for row in rows for line in json.loads(row["body"])["lines"]}


def sales_like(
    reader: Reader, days: tuple[str, str], cents: int | None, till: str, limit: int = 20
) -> list[TicketRef]:
    """Sales between two business days, newest first, of an amount and a till where these are
    known."""
    rows = reader.all(
        "SELECT till, seq, doc_no, ticket_no, kind, day, total_cents FROM sale "
        "WHERE day BETWEEN ? AND ? AND kind = 'SALE' AND (? IS NULL OR total_cents = ?) "
        "AND (? = '' OR till = ?) ORDER BY at DESC LIMIT ?",
        *days, cents, cents, till, till, limit,
    )  # fmt: skip
    return [TicketRef(**dict(row)) for row in rows]


def account_numbered(reader: Reader, number: str) -> tuple[Id, int] | None:
    """The account of this number and the cents it owes."""
    row = reader.one("SELECT id, owed_cents FROM account WHERE number = ?", number)
    return None if row is None else (row["id"], row["owed_cents"])


def cheque_banked(reader: Reader, till: str, seq: int) -> bool:
    """Whether a cheque of a ticket was already brought to the bank."""
    sql = "SELECT 1 FROM bank_deposit_cheque WHERE till = ? AND seq = ?"
    return reader.value(sql, till, seq) is not None
