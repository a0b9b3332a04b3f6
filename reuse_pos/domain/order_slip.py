"""The quote of a customer's order on the narrow paper of the till, to take home and think about."""

from __future__ import annotations

from reuse_pos.domain.money import plain_cents
from reuse_pos.domain.orders import LABOUR, LINES, CustomerOrder, what_happens, work_words
from reuse_pos.domain.paper import Columns, Element, ReceiptDoc, Rule, Text
from reuse_pos.domain.quotes import QuoteLine, tenths_words
from reuse_pos.domain.receipt import (
    ShopHeader,
    VatLine,
    shop_block,
    tear_off,
    total,
    vat_block,
)
from reuse_pos.domain.wording import _, ngettext


def quote_slip(
    shop: ShopHeader, order: CustomerOrder, code: str, vat: VatLine, kind: str
) -> ReceiptDoc:
    """The quote: the piece with its code, what is done, each amount, VAT or the sentence in its
    place, until when it holds, and what would become of a deposit called `kind`. Of the person,
    initials only."""
    title = _("Quote {number}", number=order.number)
    elements: list[Element] = [
        *shop_block(shop),
        Text(title, "center", bold=True),
        Columns(_day(order.day), order.initials),
        Rule(),
        Text(" ".join(part for part in (order.label, code) if part), bold=True),
        Text(work_words(order.steps), indent=2),
    ]
    if order.note:
        elements.append(Text(order.note, indent=2))
    elements.append(Rule())
    elements += [Columns(_line(line), plain_cents(line.cents), money=True) for line in order.lines]
    elements += [
        total(order.quote_cents),
        *vat_block((vat,)),
        Rule(),
        Text(_("Valid until {day}", day=_day(order.valid_until))),
        Text(
            ngettext("Ready {n} day after your agreement.", "Ready {n} days after your agreement.",
                     order.days)
        ),
        Text(_("This quote is free of charge. The price is paid when the piece is collected, the "
               "deposit taken off.")),
        Text(what_happens(order.kind if order.deposit_cents else kind)),
        *tear_off(),
    ]  # fmt: skip
    return ReceiptDoc(tuple(elements), title, f"quote-{order.number}")


def _line(line: QuoteLine) -> str:
    """ "Main-d’œuvre 2 h", or an amount's name alone."""
    name, unit, _icon = LINES[line.kind]
    return f"{_(name)} {tenths_words(line.tenths)} {_(unit)}" if line.kind == LABOUR else _(name)


def _day(day: str) -> str:
    return "/".join(reversed(day.split("-")))
