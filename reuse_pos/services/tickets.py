"""A ticket's paper, made from its journal record: the first print, every duplicate and the file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from reuse_pos import SOFTWARE
from reuse_pos.db import counter as rows
from reuse_pos.db import journal
from reuse_pos.db import printing as jobs
from reuse_pos.db.store import Reader
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import what_happens
from reuse_pos.domain.ids import CodeKind, Id, make_code, short_form
from reuse_pos.domain.money import half_up
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.payments import CHANGE
from reuse_pos.domain.pricing import DISCOUNT_REASONS
from reuse_pos.domain.receipt import (
    PaymentLine,
    ReceiptLine,
    SaleReceipt,
    ShopHeader,
    VatLine,
    percent,
    sale_receipt,
)
from reuse_pos.domain.vat import CODES
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office
from reuse_pos.services.pay_details import payment_line
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
    receipt = SaleReceipt(
        shop=shop_header(office),
        ticket_no=_number(body),
        at=printed_at(body["ts"]),
        till=str(till_number(key[0])),
        operator=body["op"],
        lines=tuple(_line(line) for line in body["lines"]),
        payments=tuple(_payment(pay) for pay in body["pay"]),
        vat=vat_lines(office, body["vat"], body["day"]),
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


def printed_day(day: str) -> str:
    """An ISO date as papers show it: "18/11/2026"."""
    return "/".join(reversed(day.split("-")))


def _line(line: Mapping[str, Any]) -> ReceiptLine:
    by_weight = line["unit"] == "g"
    return ReceiptLine(
        line["label"],
        line["ttc"] + line["disc"],
        code=short_form(line["sku"]) if line["sku"] else "",
        quantity=1 if by_weight else line["qty"],
        unit_cents=None if by_weight else line["unit_ttc"],
        grams=line["qty"] if by_weight else None,
        kilo_cents=line["unit_ttc"] if by_weight else None,
        discount_label=_discount(line),
        discount_cents=line["disc"],
        defect=line.get("defects", ""),
        tested_on=printed_day(line["tested"]) if line.get("tested") else "",
        guarantee=bool(line.get("guarantee")),
        notes=hold_notes(line) if line["kind"] == "deposit" else (),
    )


def hold_notes(line: Mapping[str, Any]) -> tuple[str, ...]:
    """What the slip of a deposit says: the hold, its things, until when, what happens then."""
    if "until" not in line:
        return (_("Hold {number}", number=line.get("hold", "")),)
    return (
        _("Hold {number}", number=line["hold"]),
        *line["things"],
        _("Held until {day}", day=printed_day(line["until"])),
        what_happens(line["deposit"]),
    )


def _discount(line: Mapping[str, Any]) -> str:
    """Why a line costs less, and by how many percent where that is a whole number."""
    reason = DISCOUNT_REASONS.get(line["disc_reason"] or "", "")
    if not reason or line["disc_reason"] == "LOT":
        return _(reason) if reason else ""
    before = line["ttc"] + line["disc"]
    rate_bp = half_up(line["disc"] * 100, before) * 100 if before > 0 else 0
    whole = rate_bp and half_up(before * rate_bp, 10_000) == line["disc"]
    return f"{_(reason)} -{percent(rate_bp)}" if whole else _(reason)


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
