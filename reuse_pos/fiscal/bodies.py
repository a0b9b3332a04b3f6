"""What each kind of journal record says: one function per kind, giving a plain body ready to seal.

Required content: BOI-TVA-DECLA-30-10-30 (line by line, payments, corrections, closings). Amounts
are cents, masses grams, rates basis points. People appear as operator codes only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from reuse_pos.domain.clock import business_day
from reuse_pos.domain.vat import VatLine, VatTable, price_ticket, turnover_of
from reuse_pos.fiscal.keys import key_id_of
from reuse_pos.fiscal.totals import Totals

Body = dict[str, Any]


class Jet(StrEnum):
    """What the till writes down besides money: the journal of technical events."""

    START = "START"
    STOP = "STOP"
    LOGIN = "LOGIN"
    LOGOUT = "LOGOUT"
    LOGIN_FAIL = "LOGIN_FAIL"
    SETTING = "SETTING"
    PRICE_CHANGE = "PRICE_CHANGE"
    VAT_CHANGE = "VAT_CHANGE"
    DRAWER_NO_SALE = "DRAWER_NO_SALE"
    RECOUNT = "RECOUNT"
    APPROVAL = "APPROVAL"
    TRAINING_ON = "TRAINING_ON"
    TRAINING_OFF = "TRAINING_OFF"
    INTEGRITY_FAIL = "INTEGRITY_FAIL"
    CLOCK_BACK = "CLOCK_BACK"
    BACKUP = "BACKUP"
    RESTORE = "RESTORE"
    UPDATE = "UPDATE"
    EXPORT = "EXPORT"
    ARCHIVE = "ARCHIVE"
    PURGE = "PURGE"
    SYNC = "SYNC"
    PRINTER_FAIL = "PRINTER_FAIL"
    CARD_TIMEOUT = "CARD_TIMEOUT"


@dataclass(frozen=True, slots=True)
class Stamp:
    """When, on which business day, by which operator code and which program a record is made."""

    ts: str
    day: str
    op: str
    soft: str

    @classmethod
    def at(cls, moment: datetime, op: str, soft: str) -> Stamp:
        """The stamp of a local time with its offset, to the second; else `ValueError`."""
        if moment.utcoffset() is None:
            raise ValueError("a journal time needs its offset")
        day = business_day(moment).isoformat()
        return cls(moment.isoformat(timespec="seconds"), day, op, soft)


@dataclass(frozen=True, slots=True)
class Line:
    """One ticket line: `ttc` cents for `qty` pieces or grams, `disc` cents already taken off.

    `purchase_ttc`, what the shop paid (cents), matters under the margin scheme only. `extra` adds
    fields such as serial numbers or known defects. A returned line has qty, ttc and grams below
    zero.
    """

    label: str
    ttc: int
    unit_ttc: int
    vat_code: str
    vat_bp: int = 0
    qty: int = 1
    unit: str = "piece"
    kind: str = "goods"
    sku: str | None = None
    cat: str | None = None
    disc: int = 0
    disc_reason: str | None = None
    weight_g: int = 0
    weight_src: str = "none"
    purchase_ttc: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def vat_line(self) -> VatLine:
        """What VAT needs of this line."""
        return VatLine(self.ttc, self.vat_code, self.vat_bp, self.purchase_ttc)


@dataclass(frozen=True, slots=True)
class Pay:
    """One payment in cents; CHANGE given back is below zero. `ref`: cheque or voucher number, no
    PAN. `extra` adds fields such as the type of a social voucher.
    """

    method: str
    amt: int
    ref: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A basket as it was paid. `ticket`: PRINT, EMAIL or NONE; `extra` adds fields."""

    lines: Sequence[Line]
    pay: Sequence[Pay]
    ticket: str = "NONE"
    guarantee: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ref:
    """The earlier ticket a record is about."""

    doc_no: str
    seq: int


@dataclass(frozen=True, slots=True)
class Shop:
    """Who keeps the till and on which computer, as its first record states it."""

    siret: str
    name: str
    address: str
    vat_regime: str
    os: str
    install_id: str


@dataclass(frozen=True, slots=True)
class Continued:
    """The till a restored shop continues: its last record and both perpetual totals in cents."""

    from_till: str
    from_seq: int
    from_hash: str
    gtp: int
    gtpa: int


@dataclass(frozen=True, slots=True)
class DrawerCount:
    """What was counted at a closing, in cents by method; the first blind count is kept.

    `denominations` maps a note or coin in cents to how many were counted. `extra` adds fields to
    the record: what stays in the drawer, who accepted a difference.
    """

    counted: Mapping[str, int]
    denominations: Mapping[int, int] = field(default_factory=dict)
    first_counted: int | None = None
    recounts: int = 0
    comment: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


def till_open(stamp: Stamp, shop: Shop, continues: Continued | None = None) -> Body:
    """The first record of a till; sealing adds its public key."""
    body = _body("TILL_OPEN", stamp)
    for name in ("siret", "name", "address", "vat_regime", "os", "install_id"):
        body[name] = getattr(shop, name)
    if continues is not None:
        for name in ("from_till", "from_seq", "from_hash", "gtp", "gtpa"):
            body[name] = getattr(continues, name)
    return body


def sale(stamp: Stamp, ticket: Ticket) -> Body:
    """A paid basket; VAT table, amounts before VAT, total and turnover are computed here."""
    return _ticket("SALE", stamp, ticket)


def refund(stamp: Stamp, ticket: Ticket, ref: Ref, reason: str) -> Body:
    """Money given back on an earlier ticket: lines and payments below zero; never edits the
    original.
    """
    body = _ticket("REFUND", stamp, ticket)
    body |= {"ref_doc": ref.doc_no, "ref_seq": ref.seq, "reason": reason}
    return body


def void(stamp: Stamp, lines: Sequence[Line], reason: str) -> Body:
    """A basket cancelled before payment, kept so that abandoned tickets leave a trace."""
    rows = _lines(lines, price_ticket([line.vat_line for line in lines]))
    total = sum(line.ttc for line in lines)
    return _body("VOID", stamp) | {"lines": rows, "total": total, "reason": reason}


def payment_correction(
    stamp: Stamp, ref: Ref, pay: Sequence[Pay], paid: int, reason: str = "METHOD"
) -> Body:
    """A payment entered under the wrong method, compensated: the amounts add up to zero.

    `paid` is how many payments the ticket already has (earlier corrections included): numbering
    goes on from there.
    """
    body = _body("PAYMENT_CORRECTION", stamp)
    body |= {"ref_doc": ref.doc_no, "ref_seq": ref.seq, "reason": reason}
    return body | {"pay": _pay(pay, paid + 1)}


def cash_move(stamp: Stamp, kind: str, amt: int, reason: str) -> Body:
    """Cash put into the drawer (above zero) or taken out (below); kind FLOAT_IN, DEPOSIT, EXPENSE,
    CORRECTION.
    """
    return _body("CASH_MOVE", stamp) | {"kind": kind, "amt": amt, "reason": reason}


def session_open(stamp: Stamp, float_cents: int, extra: Mapping[str, Any] | None = None) -> Body:
    """A person opens the till with this float; `extra` tells what the session before had left."""
    return dict(extra or {}) | _body("SESSION_OPEN", stamp) | {"float": float_cents}


def session_close(stamp: Stamp, totals: Totals, count: DrawerCount) -> Body:
    """The Z: totals of the session (`totals` include its SESSION_OPEN), expected and counted."""
    methods = [
        {
            "method": method,
            "expected": expected,
            "counted": count.counted.get(method),
            "diff": count.counted[method] - expected if method in count.counted else None,
        }
        for method, expected in sorted(totals.expected(count.counted).items())
    ]
    pieces = [{"value": value, "n": n} for value, n in sorted(count.denominations.items()) if n]
    return (
        dict(count.extra)
        | _body("SESSION_CLOSE", stamp)
        | totals.body()
        | {
            "float": totals.float_cents,
            "methods": methods,
            "denominations": pieces,
            "first_counted": count.first_counted,
            "recounts": count.recounts,
            "comment": count.comment,
        }
    )


def close_day(stamp: Stamp, period: str, totals: Totals) -> Body:
    """The closing of business day `period` ("2026-10-01"), which is also the record's day."""
    return _body("CLOSE_DAY", stamp) | totals.body() | {"period": period, "day": period}


def close_month(stamp: Stamp, period: str, totals: Totals) -> Body:
    """The closing of a month ("2026-10")."""
    return _body("CLOSE_MONTH", stamp) | totals.body() | {"period": period}


def close_year(stamp: Stamp, period: str, totals: Totals) -> Body:
    """The closing of a calendar or accounting year ("2026", "2026-07")."""
    return _body("CLOSE_YEAR", stamp) | totals.body() | {"period": period}


def reprint(stamp: Stamp, ref: Ref, copy_no: int) -> Body:
    """A duplicate of a ticket; the original counts as 0, so the first duplicate is 1."""
    return _body("REPRINT", stamp) | {"ref_doc": ref.doc_no, "ref_seq": ref.seq, "copy_no": copy_no}


def jet(stamp: Stamp, code: Jet, info: Mapping[str, Any] | None = None) -> Body:
    """A technical event; `info` holds ids, codes and figures, never a person or what was typed."""
    return _body("JET", stamp) | {"code": Jet(code).value, "info": dict(info or {})}


def archive(
    stamp: Stamp,
    period: str,
    span: tuple[int, int],
    files: Sequence[Mapping[str, Any]],
    manifest: str,
) -> Body:
    """An archive was made: records of `span` (first, last), files {name, sha256, bytes}, manifest
    hash.
    """
    return _body("ARCHIVE", stamp) | {
        "period": period,
        "first_seq": span[0],
        "last_seq": span[1],
        "files": [dict(file) for file in files],
        "manifest_sha256": manifest,
    }


def key_rotate(stamp: Stamp, new_public_hex: str, reason: str) -> Body:
    """The till changes its key: sealed with the old one, it names the new one."""
    return _body("KEY_ROTATE", stamp) | {
        "new_key": key_id_of(new_public_hex),
        "new_public_key": new_public_hex,
        "reason": reason,
    }


def till_close(stamp: Stamp, reason: str) -> Body:
    """The last record of a till: nothing may follow it."""
    return _body("TILL_CLOSE", stamp) | {"reason": reason}


def _body(kind: str, stamp: Stamp) -> Body:
    return {
        "type": kind,
        "ts": stamp.ts,
        "day": stamp.day,
        "op": stamp.op,
        "soft": stamp.soft,
    }


def _ticket(kind: str, stamp: Stamp, ticket: Ticket) -> Body:
    table = price_ticket([line.vat_line for line in ticket.lines])
    body = _body(kind, stamp)
    body |= {
        "lines": _lines(ticket.lines, table),
        "vat": [
            {"code": row.code, "bp": row.bp, "base": row.base, "vat": row.vat, "ttc": row.ttc}
            for row in table.rows
        ],
        "pay": _pay(ticket.pay, 1),
        "total": sum(line.ttc for line in ticket.lines),
        "turnover": turnover_of(table.rows),
        "ticket": ticket.ticket,
        "guarantee": ticket.guarantee,
    }
    return dict(ticket.extra) | body


def _lines(lines: Sequence[Line], table: VatTable) -> list[Body]:
    rows = []
    for n, (line, ht) in enumerate(zip(lines, table.ht, strict=True), 1):
        row = dict(line.extra)
        row |= {
            "n": n,
            "sku": line.sku,
            "label": line.label,
            "cat": line.cat,
            "kind": str(line.kind),
            "qty": line.qty,
            "unit": line.unit,
            "unit_ttc": line.unit_ttc,
            "disc": line.disc,
            "disc_reason": line.disc_reason,
            "ttc": line.ttc,
            "ht": ht,
            "vat_code": line.vat_code,
            "vat_bp": line.vat_bp,
            "weight_g": line.weight_g,
            "weight_src": str(line.weight_src),
        }
        if line.purchase_ttc:
            row["purchase_ttc"] = line.purchase_ttc
        rows.append(row)
    return rows


def _pay(pay: Sequence[Pay], first: int) -> list[Body]:
    return [
        dict(one.extra) | {"n": n, "method": one.method, "amt": one.amt, "ref": one.ref}
        for n, one in enumerate(pay, first)
    ]
