"""The emergency sheet: today's prices and numbered slips, to sell by hand without power."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reuse_pos.domain.money import plain_cents
from reuse_pos.domain.paper import Columns, Element, Feed, ReceiptDoc, Rule, Text
from reuse_pos.domain.receipt import ShopHeader, shop_block, tear_off
from reuse_pos.domain.wording import _

# A sheet has its own run of numbers: the roll's slips first, then those of the A4 page.
ROLL_SLIPS, PAGE_SLIPS, NUMBERS = 6, 12, 20
SLIP_LINES = 3


@dataclass(frozen=True)
class EmergencyPrice:
    """One price of the day: `price` in words ("4,00 EUR/kg", "open price")."""

    label: str
    price: str


@dataclass(frozen=True)
class EmergencySheet:
    """What is needed to sell on paper: prices by family, as (family, prices), and slip numbers."""

    shop: ShopHeader
    till: str
    day: str
    prices: tuple[tuple[str, tuple[EmergencyPrice, ...]], ...]
    slips: tuple[str, ...]
    name: str


def slip_numbers(till_number: int, session: int, *, page: bool = False) -> tuple[str, ...]:
    """The numbers of the slips printed with the Z of a session ("U-1-0041"): unique per till, and
    other ones on the A4 page than on the roll."""
    first = session * NUMBERS + (ROLL_SLIPS if page else 0) + 1
    count = PAGE_SLIPS if page else ROLL_SLIPS
    return tuple(f"U-{till_number}-{first + n:04d}" for n in range(count))


def price_words(unit: str, cents: int, lot: tuple[int, int] | None = None) -> str:
    """A price as the sheet says it, in cents: "3,00", "4,00 EUR/kg", "open price", "5 : 7,00"."""
    if unit == "open":
        return _("open price")
    if unit == "free":
        return _("as you like")
    if lot is not None:
        return _("{n} for {amount}", n=lot[0], amount=plain_cents(lot[1]))
    amount = plain_cents(cents)
    return f"{amount} EUR/kg" if unit == "kg" else amount


def emergency_sheet(sheet: EmergencySheet) -> ReceiptDoc:
    """The sheet on the receipt printer's roll."""
    title = _("EMERGENCY SHEET")
    elements: list[Element] = [
        *shop_block(sheet.shop),
        Text(title, "center", bold=True),
        Columns(_("Till {n}", n=sheet.till), sheet.day),
        Text(how_to()),
        Rule(),
    ]
    for family, prices in sheet.prices:
        elements.append(Text(family, bold=True))
        elements += [
            Columns(one.label, one.price, money=True, cut=True, indent=2) for one in prices
        ]
    for number in sheet.slips:
        elements += _slip(number)
    return ReceiptDoc((*elements, *tear_off()), title, sheet.name)


def how_to() -> str:
    """What to do with the sheet."""
    return _(
        "No power: one slip a customer. Write the time, the things, the price and how it is paid. "
        "Type the slips in when the till works again."
    )


def _slip(number: str) -> Iterable[Element]:
    yield Rule()
    yield Columns(_("Slip {number}", number=number), _("at ___ : ___"), bold=True)
    for _line in range(SLIP_LINES):
        yield Feed()
        yield Columns("_" * 18, "_" * 9, money=True)
    yield Feed()
    yield Columns(_("Cash / Card / Cheque"), _("Total") + " " + "_" * 9)
