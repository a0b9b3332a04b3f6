"""Whether the figures of one journal record agree with each other: lines, VAT, payments, count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from reuse_pos.domain.vat import VatLine, is_turnover, price_ticket
from reuse_pos.fiscal.errors import FiscalError


def disagreements(body: Mapping[str, Any]) -> Iterator[FiscalError]:
    """One error per sum that does not hold in this record; nothing for kinds without sums."""
    kind = body["type"]
    if kind in ("SALE", "REFUND"):
        yield from _ticket(body)
    elif kind == "VOID":
        yield from _same("sum_lines", body["total"], _lines_total(body))
        yield from _numbered("line_numbers", body["lines"], 1)
    elif kind == "PAYMENT_CORRECTION":
        yield from _same("sum_pay", 0, sum(pay["amt"] for pay in body["pay"]))
    elif kind == "SESSION_CLOSE":
        for row in body["methods"]:
            if row["counted"] is not None:
                yield from _same("count_diff", row["counted"] - row["expected"], row["diff"])


def _ticket(body: Mapping[str, Any]) -> Iterator[FiscalError]:
    total, lines = body["total"], body["lines"]
    yield from _same("sum_lines", total, _lines_total(body))
    yield from _same("sum_vat", total, sum(row["ttc"] for row in body["vat"]))
    yield from _same("sum_pay", total, sum(pay["amt"] for pay in body["pay"]))
    sold = sum(line["ttc"] for line in lines if is_turnover(line["vat_code"]))
    yield from _same("turnover", body["turnover"], sold)
    table = price_ticket([_vat_line(line) for line in lines])
    rows = [(row.code, row.bp, row.base, row.vat, row.ttc) for row in table.rows]
    written = [(r["code"], r["bp"], r["base"], r["vat"], r["ttc"]) for r in body["vat"]]
    yield from _same("vat_table", written, rows)
    yield from _same("before_vat", [line["ht"] for line in lines], list(table.ht))
    yield from _numbered("line_numbers", lines, 1)
    yield from _numbered("pay_numbers", body["pay"], 1)
    if body["type"] == "REFUND" and any(line["ttc"] > 0 for line in lines):
        yield FiscalError("refund_sign")


def _vat_line(line: Mapping[str, Any]) -> VatLine:
    return VatLine(line["ttc"], line["vat_code"], line["vat_bp"], line.get("purchase_ttc", 0))


def _lines_total(body: Mapping[str, Any]) -> int:
    return sum(line["ttc"] for line in body["lines"])


def _numbered(code: str, rows: list[Mapping[str, Any]], first: int) -> Iterator[FiscalError]:
    numbers = [row["n"] for row in rows]
    yield from _same(code, numbers, list(range(first, first + len(rows))))


def _same(code: str, written: object, found: object) -> Iterator[FiscalError]:
    if written != found:
        yield FiscalError(code, written=written, found=found)
