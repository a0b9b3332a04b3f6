"""Sealing: turning what happened at the till into a numbered, chained and signed journal record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reuse_pos.fiscal.bodies import (
    Body,
    Continued,
    DrawerCount,
    Jet,
    Line,
    Pay,
    Ref,
    Shop,
    Stamp,
    Ticket,
    archive,
    cash_move,
    close_day,
    close_month,
    close_year,
    jet,
    key_rotate,
    payment_correction,
    refund,
    reprint,
    sale,
    session_close,
    session_open,
    till_close,
    till_open,
    void,
)
from reuse_pos.fiscal.canonical import canonical, read_canonical
from reuse_pos.fiscal.chain import record_hash, sign
from reuse_pos.fiscal.errors import FiscalError
from reuse_pos.fiscal.head import (
    TillHead,
    advance,
    clock_went_back,
    closings_due,
    derive,
    objections,
    shop_day,
)
from reuse_pos.fiscal.keys import SigningKey
from reuse_pos.fiscal.sums import disagreements
from reuse_pos.fiscal.totals import Totals

__all__ = [
    "Body", "Continued", "DrawerCount", "FiscalError", "Jet", "Line", "Pay", "Record", "Ref",
    "Shop", "Stamp", "Ticket", "TillHead", "Totals", "archive", "cash_move", "clock_went_back",
    "close_day", "close_month", "close_year", "closings_due", "jet", "key_rotate",
    "payment_correction", "refund", "reprint", "sale", "seal", "seal_with_clock",
    "session_close", "session_open", "till_close", "till_open", "void",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Record:
    """One row of the till journal: `body` is the truth, the other columns repeat parts of it."""

    till: str
    seq: int
    type: str
    ts: str
    doc_no: str | None
    mode: str
    body: str
    prev_hash: str
    hash: str
    alg: str
    key_id: str
    sig: str

    def read(self) -> Body:
        """The body as a dict; raises `FiscalError("not_json")` when it is no record."""
        return read_canonical(self.body)


def seal(head: TillHead, body: Mapping[str, Any], key: SigningKey) -> tuple[Record, TillHead]:
    """Number, chain and sign a body (see the builders) as the record after `head`.

    Returns the record and the new head; pure. Raises `FiscalError` when the journal may not take
    the record (its `code`: "close_due", "day_closed", "no_session", "clock_back"…), when its sums
    do not agree, or when `key` is not the till's.
    """
    if head.seq and key.key_id != head.key_id:
        raise FiscalError("wrong_key", till=head.key_id, given=key.key_id)
    for error in objections(head, body):
        raise error
    whole = {**body, **derive(head, body), "key": key.key_id}
    if body["type"] == "TILL_OPEN":
        whole["public_key"] = key.public_hex
    for error in disagreements(whole):
        raise error
    text = canonical(whole)
    digest = record_hash(head.hash, text)
    record = Record(
        till=head.till,
        seq=whole["seq"],
        type=whole["type"],
        ts=whole["ts"],
        doc_no=whole.get("doc_no"),
        mode=head.mode,
        body=text,
        prev_hash=head.hash,
        hash=digest,
        alg=whole["alg"],
        key_id=key.key_id,
        sig=sign(key, digest),
    )
    return record, advance(head, whole, digest)


def seal_with_clock(
    head: TillHead, body: Mapping[str, Any], key: SigningKey
) -> tuple[tuple[Record, ...], TillHead]:
    """Seal a body, preceded by a JET CLOCK_BACK when the clock went back since the last record."""
    if not clock_went_back(head, body["ts"]):
        record, head = seal(head, body, key)
        return (record,), head
    stamp = Stamp(body["ts"], shop_day(body["ts"]), body["op"], body["soft"])
    event, head = seal(head, jet(stamp, Jet.CLOCK_BACK, {"last": head.last_ts}), key)
    record, head = seal(head, body, key)
    return (event, record), head
