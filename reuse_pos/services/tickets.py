"""A ticket's paper, made from its journal record: the first print, every duplicate and the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from reuse_pos import SOFTWARE
from reuse_pos.db import counter as rows
from reuse_pos.db import journal, refunds
from reuse_pos.db import printing as jobs
from reuse_pos.db.store import Reader
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import CodeKind, Id, make_code
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.payments import CHANGE
from reuse_pos.domain.receipt import (
    PaymentLine,
    SaleReceipt,
    ShopHeader,
    VatLine,
    sale_receipt,
)
from reuse_pos.domain.vat import CODES
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office
from reuse_pos.services.pay_details import payment_line
from reuse_pos.services.ticket_lines import VatMarks, printed_day, receipt_line, vat_marks
from reuse_pos.services.verb import Act

RecordKey = tuple[str, int]


def shop_header(office: Office) -> ShopHeader:
    """Who sells, as every paper begins."""
    contact = [office.setting("store.phone"), _siret(office.setting("store.siret"))]
    lines = (office.setting("store.address"), " · ".join(part for part in contact if part))
    return ShopHeader(office.setting("store.name"), tuple(line for line in lines if line), SOFTWARE)


def ticket_barcode(store: int, till: str, number: int) -> str:
    """The 13 digits printed on a ticket: kind 2, the till in the device's place, the number."""
    return make_code(CodeKind.TICKET, store, till_number(till) - 1, number)


def till_number(till: str) -> int:
    """The number of a till in its shop: 2 for "001-2", and for "001-2-F" where one learns."""
    return int(till.split("-")[1])


def ticket_doc(office: Office, reader: Reader, key: RecordKey, duplicate: int = 0) -> ReceiptDoc:
    """The paper of a sale or refund; `duplicate` numbers a reprint."""
    body = _body(reader, key)
    goods = [line for line in body["lines"] if line["kind"] == "goods"]
    marks = vat_marks(body["vat"])
    receipt = SaleReceipt(
        shop=shop_header(office),
        ticket_no=_number(body),
        at=printed_at(body["ts"]),
        till=str(till_number(key[0])),
        operator=body["op"],
        lines=tuple(receipt_line(line, marks) for line in body["lines"]),
        payments=tuple(_payment(pay) for pay in body["pay"]),
        vat=_marked(vat_lines(office, body["vat"], body["day"]), marks),
        total_cents=body["total"],
        grams_reused=sum(line["weight_g"] for line in goods),
        barcode=ticket_barcode(office.number("store.number"), key[0], _number(body)),
        signature=_hash(reader, key)[:8],
        journal_no=key[1],
        return_rule=_return_rule(office) if goods else "",
        refund_of=_refunded(key[0], body) if body["type"] == "REFUND" else "",
        duplicate=duplicate,
        training=body["mode"] == "TRAINING",
        second_hand=bool(goods),
        late=_late(body),
        corrected=_corrected(reader, key, body) if duplicate else (),
    )
    return sale_receipt(receipt)


def print_ticket(office: Office, act: Act, key: RecordKey, *, wanted: bool, drawer: bool) -> None:
    """Once the sale is safe: open the drawer and print, or leave the paper waiting if it fails."""
    job = waiting_ticket(act, key) if wanted else None

    def out() -> None:
        from reuse_pos.services.printing import open_drawer, run_job

        if drawer:
            open_drawer(office)
        if job is not None:
            run_job(office, job)

    if wanted or drawer:
        act.after(lambda: office.later(out))


def waiting_ticket(act: Act, key: RecordKey, copy: int = 0) -> Id:
    """Note, with the verb itself, that a ticket (or its numbered duplicate) is to be printed."""
    return jobs.add(act.tx, key, copy, act.at_ns)


def vat_lines(office: Office, table: list[dict[str, Any]], day: str = "") -> tuple[VatLine, ...]:
    """The VAT table of a ticket or closing of a business day (today unless told): figures, or the
    sentence of that day where none may show."""
    from reuse_pos.services.settings import vat_sentence

    on = day or business_day(office.clock.now()).isoformat()
    lines = []
    for row in table:
        code = CODES.get(row["code"])
        sentence = ""
        if row["code"] == "HORS":
            continue
        if row["bp"] == 0 or (code is not None and code.on_margin):
            sentence = vat_sentence(office, row["code"], on)
        lines.append(VatLine("", row["bp"], row["base"], row["vat"], row["ttc"], sentence))
    return tuple(lines)


def printed_at(ts: str) -> str:
    """A journal time as papers show it: "21/11/2026 10:58"."""
    return f"{datetime.fromisoformat(ts):%d/%m/%Y %H:%M}"


def _marked(table: tuple[VatLine, ...], marks: VatMarks) -> tuple[VatLine, ...]:
    letters = list(marks.values()) or [""] * len(table)
    return tuple(replace(line, mark=letter) for line, letter in zip(table, letters, strict=True))


def _late(body: Mapping[str, Any]) -> tuple[str, ...]:
    """What a sale typed in after a power cut says: its paper slip, and when it was made."""
    late = body.get("late")
    if not late:
        return ()
    return (
        _("Entered afterwards, slip {slip}", slip=late["slip"]),
        _("Sold on {when}", when=printed_at(late["made_at"])),
    )


def _corrected(reader: Reader, key: RecordKey, body: Mapping[str, Any]) -> tuple[PaymentLine, ...]:
    """How a ticket is paid since its payment was put right; nothing when it never was."""
    if refunds.payments(reader, *key) == len(body["pay"]):
        return ()
    parts = refunds.paid(reader, *key)
    return tuple(
        _payment({"method": one.method, "amt": one.cents, "ref": one.ref}) for one in parts
    )


def _return_rule(office: Office) -> str:
    return _(
        "Return / exchange within {days} days:\nkeep this ticket, scan this code",
        days=office.setting("till.return_days"),
    )


def _refunded(till: str, body: Mapping[str, Any]) -> str:
    """The number of the ticket given back, with its till when it was sold at another."""
    sold_at, _year, number = str(body["ref_doc"]).rsplit("-", 2)
    if till_number(sold_at) == till_number(till):
        return str(int(number))
    return _("{n} (till {till})", n=int(number), till=till_number(sold_at))


def _payment(pay: Mapping[str, Any]) -> PaymentLine:
    if pay["method"] == CHANGE:
        return PaymentLine(_("Change"), pay["amt"])
    return payment_line(pay)


def _body(reader: Reader, key: RecordKey) -> dict[str, Any]:
    text = rows.record_body(reader, *key)
    body = {} if text is None else json.loads(text)
    if body.get("type") not in ("SALE", "REFUND"):
        raise Refusal(_("There is no such ticket. Nothing was printed. Check its number."), "none")
    return dict(body)


def _hash(reader: Reader, key: RecordKey) -> str:
    return journal.record_hash(reader, *key)


def _number(body: Mapping[str, Any]) -> int:
    return int(body["doc_no"].rpartition("-")[2])


def _siret(digits: str) -> str:
    grouped = f"{digits[:3]} {digits[3:6]} {digits[6:9]} {digits[9:]}".strip()
    return f"SIRET {grouped}" if digits else ""


__all__ = [
    "print_ticket", "printed_at", "printed_day", "shop_header", "ticket_barcode", "ticket_doc",
    "till_number", "vat_lines", "waiting_ticket",
]  # fmt: skip
