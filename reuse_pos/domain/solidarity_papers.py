"""Papers of solidarity: the anonymous card given to a person, the list a shop sends to an
issuer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reuse_pos.domain.money import plain_cents
from reuse_pos.domain.paper import Barcode, Columns, Element, Feed, ReceiptDoc, Rule, Text
from reuse_pos.domain.receipt import ShopHeader, shop_block, tear_off, total, training_mark
from reuse_pos.domain.wording import _, ngettext


@dataclass(frozen=True)
class ClaimLine:
    """A social voucher on a list: its number ("" when none is asked), day as printed, ticket,
    cents."""

    number: str
    day: str
    document: str
    cents: int


@dataclass(frozen=True)
class ClaimPaper:
    """A list of social vouchers for their issuer: days as printed ("21/11/2026")."""

    shop: ShopHeader
    number: str
    day: str
    label: str
    issuer: str
    lines: Sequence[ClaimLine]
    training: bool = False

    @property
    def cents(self) -> int:
        """What the issuer owes."""
        return sum(line.cents for line in self.lines)


def card_paper(
    shop: ShopHeader, number: str, valid_until: str, code: str, training: bool = False
) -> ReceiptDoc:
    """The card: no name, neither of the person nor of who sent them."""
    title = _("Solidarity card")
    elements: list[Element] = [
        *shop_block(shop),
        *training_mark(training),
        Text(title.upper(), "center", bold=True, double=True),
        Feed(),
        Text(_("No. {number}", number=number), "center"),
        Text(_("Valid until {day} included", day=valid_until), "center", bold=True),
        Feed(),
        Text(_("Show it before paying: the prices go down by themselves."), "center"),
        Feed(),
        Barcode(code),
        *tear_off(),
    ]
    return ReceiptDoc(tuple(elements), f"{title} {number}", f"card-{number}")


def claim_paper(claim: ClaimPaper) -> ReceiptDoc:
    """The list on the till's paper, numbered line by line."""
    title = _("Solidarity vouchers to pay back")
    elements: list[Element] = [
        *shop_block(claim.shop),
        *training_mark(claim.training),
        Text(title, "center", bold=True),
        Columns(claim.number, claim.day),
        Text(claim.issuer),
        Text(claim.label),
        Rule(),
    ]
    for n, line in enumerate(claim.lines, 1):
        words = f"{n}. {line.number or line.document}"
        elements.append(Columns(words, plain_cents(line.cents), money=True))
        second = f"{line.day}  {line.document}" if line.number else line.day
        elements.append(Text(second, indent=3))
    elements += [
        Rule(),
        total(claim.cents),
        Text(ngettext("{n} voucher", "{n} vouchers", len(claim.lines))),
        *tear_off(),
    ]
    return ReceiptDoc(tuple(elements), f"{title} {claim.number}", f"claim-{claim.number}")
