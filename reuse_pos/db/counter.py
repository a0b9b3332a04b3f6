"""The counter's rows: the basket in progress, baskets put aside, tickets already sold."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from reuse_pos.db.store import Reader, Row, Tx
from reuse_pos.domain.ids import Id

_TICKET = "SELECT till, seq, doc_no, ticket_no, kind, day, total_cents FROM sale"


@dataclass(frozen=True)
class Parked:
    """A basket put aside: its label, where, and since when (ns)."""

    id: Id
    till: str
    label: str
    body: str
    parked_ns: int


@dataclass(frozen=True)
class TicketRef:
    """Where a ticket stands in the journal."""

    till: str
    seq: int
    doc_no: str
    ticket_no: int
    kind: str
    day: str
    total_cents: int


def draft(reader: Reader, till: str) -> str | None:
    """The basket saved on a till."""
    value = reader.value("SELECT body FROM draft_basket WHERE till = ?", till)
    return None if value is None else str(value)


def save_draft(tx: Tx, till: str, body: str, at_ns: int) -> None:
    """Keep the basket of a till."""
    tx.upsert("draft_basket", {"till": till, "body": body, "saved_ns": at_ns})


def parked(reader: Reader) -> list[Parked]:
    """Baskets put aside, oldest first."""
    rows = reader.all(
        "SELECT id, till, label, body, parked_ns FROM parked_basket ORDER BY parked_ns"
    )
    return [Parked(**dict(row)) for row in rows]


def ticket(reader: Reader, doc_no: str) -> TicketRef | None:
    """A ticket by its document number."""
    return _ref(reader.one(f"{_TICKET} WHERE doc_no = ?", doc_no))


def ticket_by_number(reader: Reader, till: str, number: int) -> TicketRef | None:
    """The newest sale of a till carrying this ticket number (the code on the paper)."""
    return _ref(
        reader.one(
            f"{_TICKET} WHERE till = ? AND ticket_no = ? AND kind = 'SALE' ORDER BY seq DESC",
            till,
            number,
        )
    )


def last_ticket(reader: Reader, till: str) -> TicketRef | None:
    """The last sale or refund of a till."""
    return _ref(
        reader.one(
            f"{_TICKET} WHERE till = ? AND kind IN ('SALE', 'REFUND') ORDER BY seq DESC", till
        )
    )


def ticket_beside(reader: Reader, till: str, seq: int, *, later: bool) -> TicketRef | None:
    """The sale or refund of a till just before a record, or just after it."""
    where, way = ("seq > ?", "seq") if later else ("seq < ?", "seq DESC")
    return _ref(
        reader.one(
            f"{_TICKET} WHERE till = ? AND {where} AND kind IN ('SALE', 'REFUND') ORDER BY {way}",
            till,
            seq,
        )
    )


def record_body(reader: Reader, till: str, seq: int) -> str | None:
    """The body of a journal record."""
    value = reader.value("SELECT body FROM fiscal_record WHERE till = ? AND seq = ?", till, seq)
    return None if value is None else str(value)


def returned(reader: Reader, doc_no: str) -> dict[int, int]:
    """How much of each line of a ticket was already brought back: {line number: quantity}."""
    rows = reader.all(
        "SELECT line.n, line.qty, record.body FROM sale JOIN sale_line AS line "
        "USING (till, seq) JOIN fiscal_record AS record USING (till, seq) "
        "WHERE sale.ref_doc = ? AND sale.kind = 'REFUND'",
        doc_no,
    )
    back: dict[int, int] = {}
    for row in rows:
        line = json.loads(row["body"])["lines"][row["n"] - 1]
        back[line["ref_n"]] = back.get(line["ref_n"], 0) - row["qty"]
    return back


def _ref(row: Row | None) -> TicketRef | None:
    return None if row is None else TicketRef(**dict(row))


def put_aside(tx: Tx, parked_basket: Parked) -> None:
    """Keep a basket put aside."""
    tx.insert("parked_basket", asdict(parked_basket))


def take_up(tx: Tx, parked_id: Id) -> None:
    """A basket put aside is taken up again."""
    tx.execute("DELETE FROM parked_basket WHERE id = ?", parked_id)


def doc_no_of(reader: Reader, till: str, seq: int) -> str:
    """The document number of a ticket's record."""
    return str(reader.value("SELECT doc_no FROM sale WHERE till = ? AND seq = ?", till, seq))


def sale_of_sku(reader: Reader, sku: str) -> TicketRef | None:
    """The newest sale of a labelled thing."""
    doc_no = reader.value(
        "SELECT doc_no FROM sale_line JOIN sale USING (till, seq) "
        "WHERE sku = ? AND sale.kind = 'SALE' ORDER BY at DESC", sku,
    )  # fmt: skip
    return ticket(reader, str(doc_no)) if doc_no else None
