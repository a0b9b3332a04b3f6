"""The emergency sheet filled from today's prices: on the roll with each Z, on A4 when asked."""

from __future__ import annotations

from reuse_pos.db import reference
from reuse_pos.db.store import Reader
from reuse_pos.domain.category import FAMILIES
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.paper import ReceiptDoc
from reuse_pos.domain.pricing import PriceKey
from reuse_pos.domain.till_emergency import (
    EmergencyPrice,
    EmergencySheet,
    emergency_sheet,
    price_words,
    slip_numbers,
)
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office
from reuse_pos.services.tickets import printed_day, shop_header, till_number


def sheet(
    office: Office, reader: Reader, till: str, session: int, *, page: bool = False
) -> EmergencySheet:
    """The sheet that goes with the Z of a session, for the roll or for an A4 page."""
    day = business_day(office.clock.now()).isoformat()
    number = till_number(till)
    return EmergencySheet(
        shop_header(office), str(number), printed_day(day), _prices(office, reader),
        slip_numbers(number, session, page=page), f"emergency-{day}-{number}-{session}",
    )  # fmt: skip


def sheet_doc(office: Office, reader: Reader, till: str, session: int) -> ReceiptDoc:
    """The sheet as a paper for the receipt printer."""
    return emergency_sheet(sheet(office, reader, till, session))


def sheet_pdf(office: Office, reader: Reader, till: str, session: int) -> bytes:
    """The sheet as an A4 file."""
    from reuse_pos.reports.emergency_pdf import emergency_pdf

    return emergency_pdf(sheet(office, reader, till, session, page=True))


def _prices(office: Office, reader: Reader) -> tuple[tuple[str, tuple[EmergencyPrice, ...]], ...]:
    """Today's price keys by family, families in the shop's order, services last."""
    groups: dict[str, list[EmergencyPrice]] = {}
    for key in reference.price_keys(reader):
        category = office.categories().get(key.category)
        family = category.family if category is not None else ""
        groups.setdefault(family, []).append(_price(key))
    known = [*FAMILIES, *(code for code in groups if code not in FAMILIES)]
    return tuple(
        (_(FAMILIES[code]) if code in FAMILIES else _("Services and other"), tuple(groups[code]))
        for code in known
        if code in groups
    )


def _price(key: PriceKey) -> EmergencyPrice:
    lot = None
    if key.lot_qty is not None and key.lot_cents is not None:
        lot = (key.lot_qty, key.lot_cents)
    return EmergencyPrice(key.label, price_words(key.unit, key.price_cents, lot))
