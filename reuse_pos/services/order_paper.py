"""The papers of an order's quote, with what the shop was on its day: VAT regime and sentence."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reuse_pos.db import reference
from reuse_pos.db.holds import Kept
from reuse_pos.db.stock import item_by_id
from reuse_pos.domain import receipt
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import grouped_phone
from reuse_pos.domain.order_slip import quote_slip
from reuse_pos.domain.orders import ORDER_SERVICE, CustomerOrder
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.settings import BY_KEY
from reuse_pos.domain.vat import CODES, VatLine, VatRow, code_of_line, vat_table
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office
from reuse_pos.services.settings import vat_sentence
from reuse_pos.services.tickets import shop_header


@dataclass(frozen=True)
class Known:
    """What both papers say besides the order: the piece's code, the VAT row of the total, the
    sentence in its place ("" with figures), what a deposit is called (ARRHES or ACOMPTE)."""

    code: str
    vat: VatRow
    sentence: str
    kind: str


def roll(office: Office, order: CustomerOrder) -> ReceiptDoc:
    """The quote for the till's printer."""
    known, header = _known(office, order), shop_header(office)
    row = known.vat
    vat = receipt.VatLine("", row.bp, row.base, row.vat, order.quote_cents, known.sentence)
    return quote_slip(header, order, known.code, vat, known.kind)


def write_paper(office: Office, order: CustomerOrder, who: Kept | None, folder: Path) -> Path:
    """Write the quote into a folder; the name and phone are on it while they are kept."""
    from reuse_pos.reports.order_quote import OrderPaper, write_quote

    known, header = _known(office, order), shop_header(office)
    paper = OrderPaper(
        (header.name, *header.lines),
        (who.name, grouped_phone(who.phone)) if who else (order.initials,),
        known.code, known.vat, known.sentence, known.kind, office.training,
    )  # fmt: skip
    path = folder / f"devis-{order.number}.pdf"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_quote(path, order, paper)
    except OSError as trouble:
        raise Refusal(
            _("The file cannot be written. Nothing was changed. Check the disk."), "disk"
        ) from trouble
    return path


def _known(office: Office, order: CustomerOrder) -> Known:
    item = item_by_id(office.store.read(), order.item)
    values = reference.setting_values(office.store.read(), order.day)
    regime = CODES[values.get("vat.regime", BY_KEY["vat.regime"].default)]
    code = code_of_line(regime, office.category(ORDER_SERVICE).vat_code, None)
    (row,) = vat_table([VatLine(order.quote_cents, code.code, code.bp)])
    return Known(
        item.short if item else "", row,
        "" if code.bp else vat_sentence(office, code.code, order.day),
        values.get("hold.deposit_kind", BY_KEY["hold.deposit_kind"].default),
    )  # fmt: skip
