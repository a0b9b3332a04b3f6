"""The fiscal journal, and the sales tables rebuilt from it."""

from __future__ import annotations

from sqlalchemy import Column, Index

from reuse_pos.db.tables.base import STRICT, SQLModel, index_where, text, whole


class FiscalRecord(SQLModel, table=True):
    """One sealed record of a till; `body` is the truth, the other columns repeat it."""

    __tablename__ = "fiscal_record"
    __table_args__ = (
        Index("fiscal_record_doc", "doc_no", sqlite_where=Column("doc_no").is_not(None)),
        # The few records that are looked for among all the sales of years.
        index_where(
            "fiscal_record_marks",
            "type = 'TILL_OPEN' OR type = 'KEY_ROTATE' OR type = 'REPRINT'",
            "type",
            "till",
            "seq",
        ),
        STRICT,
    )
    till: str = text(primary_key=True)
    seq: int = whole(primary_key=True)
    type: str = text()
    ts: str = text()
    doc_no: str | None = text()
    mode: str = text()
    body: str = text()
    prev_hash: str = text()
    hash: str = text(unique=True)
    alg: str = text()
    key_id: str = text()
    sig: str = text()


class Till(SQLModel, table=True):
    """A logical till and the head of its journal (`head` as JSON)."""

    __tablename__ = "till"
    __table_args__ = STRICT
    till: str = text(primary_key=True)
    number: int = whole()
    name: str = text()
    head: str = text()


class SaleRow(SQLModel, table=True):
    """A ticket (`kind` SALE | REFUND | VOID), projected from its record."""

    __tablename__ = "sale"
    __table_args__ = (
        Index("sale_day", "day"),
        Index("sale_doc", "doc_no"),
        Index("sale_number", "till", "ticket_no"),
        Index("sale_ref", "ref_doc", sqlite_where=Column("ref_doc").is_not(None)),
        STRICT,
    )
    till: str = text(primary_key=True)
    seq: int = whole(primary_key=True)
    doc_no: str | None = text()
    kind: str = text()
    day: str = text()
    at: str = text()
    op: str = text()
    session: int | None = whole()
    ticket_no: int | None = whole()
    total_cents: int = whole()
    turnover_cents: int = whole()
    guarantee: int = whole()
    ticket: str | None = text()
    ref_doc: str | None = text()
    gtp: int | None = whole()
    gtpa: int | None = whole()


class SaleLine(SQLModel, table=True):
    """A line of a ticket; amounts in cents, weight in grams."""

    __tablename__ = "sale_line"
    __table_args__ = (
        index_where("sale_line_sold", "sku IS NOT NULL", "category", "seq"),
        Index("sale_line_sku", "sku", sqlite_where=Column("sku").is_not(None)),
        STRICT,
    )
    till: str = text(primary_key=True)
    seq: int = whole(primary_key=True)
    n: int = whole(primary_key=True)
    kind: str = text()
    sku: str | None = text()
    label: str = text()
    category: str | None = text()
    qty: int = whole()
    unit: str = text()
    unit_ttc: int = whole()
    disc: int = whole()
    disc_reason: str | None = text()
    ttc: int = whole()
    ht: int = whole()
    vat_code: str = text()
    vat_bp: int = whole()
    weight_g: int = whole()
    weight_src: str = text()


class SalePayment(SQLModel, table=True):
    """A payment of a ticket; CHANGE is negative."""

    __tablename__ = "sale_payment"
    __table_args__ = STRICT
    till: str = text(primary_key=True)
    seq: int = whole(primary_key=True)
    n: int = whole(primary_key=True)
    method: str = text()
    amt: int = whole()
    ref: str | None = text()


class Closing(SQLModel, table=True):
    """A closing (`kind` SESSION = Z | DAY | MONTH | YEAR) with its totals."""

    __tablename__ = "closing"
    __table_args__ = (
        Index("closing_kind", "kind", "day", "till", "seq"),
        Index("closing_period", "kind", "period", "till"),
        STRICT,
    )
    till: str = text(primary_key=True)
    seq: int = whole(primary_key=True)
    kind: str = text()
    number: int | None = whole()
    period: str = text()
    day: str = text()
    at: str = text()
    op: str = text()
    first_seq: int | None = whole()
    last_seq: int | None = whole()
    total: int = whole()
    turnover: int = whole()
    gtp: int = whole()
    gtpa: int = whole()
    body: str = text()


class CashMove(SQLModel, table=True):
    """Money put in or taken out of a drawer, in cents."""

    __tablename__ = "cash_move"
    __table_args__ = STRICT
    till: str = text(primary_key=True)
    seq: int = whole(primary_key=True)
    day: str = text()
    kind: str = text()
    amt: int = whole()
    reason: str | None = text()
    session: int | None = whole()


class CashSession(SQLModel, table=True):
    """One stretch at a till; open while no closing carries its number."""

    __tablename__ = "cash_session"
    __table_args__ = STRICT
    till: str = text(primary_key=True)
    number: int = whole(primary_key=True)
    opened_seq: int = whole()
    opened_at: str = text()
    float_cents: int = whole()
    op: str = text()
