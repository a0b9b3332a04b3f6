"""The sales tables as the journal gives them: one record in, the plain rows it stands for out.

The tables can be thrown away and made again from the journal; `doctor` does it and compares.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reuse_pos.fiscal.records import Body, Record

Row = dict[str, Any]
Rows = list[tuple[str, Row]]
TABLES = ("sale", "sale_line", "sale_payment", "closing", "cash_move", "cash_session")

_LINE = (
    "n", "kind", "sku", "label", "qty", "unit", "unit_ttc", "disc", "disc_reason", "ttc", "ht",
    "vat_code", "vat_bp", "weight_g", "weight_src",
)  # fmt: skip
_CLOSING_KINDS = {
    "SESSION_CLOSE": "SESSION",
    "CLOSE_DAY": "DAY",
    "CLOSE_MONTH": "MONTH",
    "CLOSE_YEAR": "YEAR",
}


def project(record: Record) -> Rows:
    """The rows of one record as (table, row), parents first; none for records without money.

    Every value is an int, a text or None. A voided basket has no document number, counts no
    turnover, and its `total_cents` is what was abandoned. A payment correction adds payments to the
    ticket it corrects.
    """
    make = _MAKERS.get(record.type)
    return make(record, record.read()) if make else []


def _ticket(record: Record, body: Body) -> Rows:
    key = {"till": record.till, "seq": record.seq}
    number = record.doc_no
    row = key | {
        "doc_no": number,
        "kind": record.type,
        "day": body["day"],
        "at": record.ts,
        "op": body["op"],
        "session": body["session"],
        "ticket_no": int(number.rpartition("-")[2]) if number else None,
        "total_cents": body["total"],
        "turnover_cents": body.get("turnover", 0),
        "guarantee": int(body.get("guarantee", False)),
        "ticket": body.get("ticket", "NONE"),
        "ref_doc": body.get("ref_doc"),
        "gtp": body["gtp"],
        "gtpa": body["gtpa"],
    }
    rows: Rows = [("sale", row)]
    rows += [
        ("sale_line", key | {"category": line["cat"]} | {name: line[name] for name in _LINE})
        for line in body["lines"]
    ]
    return rows + _payments(record.till, record.seq, body.get("pay", []))


def _correction(record: Record, body: Body) -> Rows:
    return _payments(record.till, body["ref_seq"], body["pay"])


def _payments(till: str, seq: int, pay: list[Body]) -> Rows:
    key = {"till": till, "seq": seq}
    names = ("n", "method", "amt", "ref")
    return [("sale_payment", key | {name: one[name] for name in names}) for one in pay]


def _closing(record: Record, body: Body) -> Rows:
    row = {
        "till": record.till,
        "seq": record.seq,
        "kind": _CLOSING_KINDS[record.type],
        "number": body.get("number"),
        "period": body.get("period", body["day"]),
        "day": body["day"],
        "at": record.ts,
        "op": body["op"],
        "body": record.body,
    }
    names = ("first_seq", "last_seq", "total", "turnover", "gtp", "gtpa")
    return [("closing", row | {name: body[name] for name in names})]


def _cash_move(record: Record, body: Body) -> Rows:
    row = {"till": record.till, "seq": record.seq}
    names = ("day", "kind", "amt", "reason", "session")
    return [("cash_move", row | {name: body[name] for name in names})]


def _session(record: Record, body: Body) -> Rows:
    row = {
        "till": record.till,
        "number": body["session"],
        "opened_seq": record.seq,
        "opened_at": record.ts,
        "float_cents": body["float"],
        "op": body["op"],
    }
    return [("cash_session", row)]


_MAKERS: dict[str, Callable[[Record, Body], Rows]] = {
    "SALE": _ticket,
    "REFUND": _ticket,
    "VOID": _ticket,
    "PAYMENT_CORRECTION": _correction,
    "CASH_MOVE": _cash_move,
    "SESSION_OPEN": _session,
    **dict.fromkeys(_CLOSING_KINDS, _closing),
}
