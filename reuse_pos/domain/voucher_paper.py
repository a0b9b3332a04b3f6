"""The paper of a gift card, voucher or store credit: what it is worth, until when, its code."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.domain.paper import Barcode, Columns, Element, Feed, ReceiptDoc, Rule, Text
from reuse_pos.domain.receipt import ShopHeader, shop_block, tear_off, total, training_mark
from reuse_pos.domain.vouchers import CREDIT, KIND_WORDS, VoucherState, loses_rest
from reuse_pos.domain.wording import _


@dataclass(frozen=True)
class VoucherPaper:
    """A voucher as its paper shows it: `code` is its 13 digits, `remainder` the shop's rule (KEEP |
    LOST), `issued_on` and `expires_on` as printed ("21/11/2026", "" for no end); `training` where
    nothing is sold."""

    shop: ShopHeader
    voucher: VoucherState
    code: str
    issued_on: str
    expires_on: str
    remainder: str
    training: bool = False


def voucher_paper(paper: VoucherPaper) -> ReceiptDoc:
    """The paper; whoever holds it may use it, so it names nobody."""
    voucher = paper.voucher
    title = _(KIND_WORDS[voucher.kind])
    until = (
        _("Valid until {day} included", day=paper.expires_on)
        if paper.expires_on
        else _("Valid without an end date")
    )
    elements: list[Element] = [
        *shop_block(paper.shop),
        *training_mark(paper.training),
        Text(title.upper(), "center", bold=True, double=True),
        Feed(),
        Columns(_("No. {number}", number=voucher.number), paper.issued_on),
        Rule(),
        total(voucher.left_cents, _("WORTH")),
        Rule(),
        Text(until, "center", bold=True),
        Feed(),
        *(Text(words, "center") for words in _rules(voucher.kind, paper.remainder)),
        Feed(),
        Barcode(paper.code),
        Feed(),
        *([Text(paper.shop.software, "center")] if paper.shop.software else []),
        *tear_off(),
    ]
    return ReceiptDoc(tuple(elements), f"{title} {voucher.number}", f"voucher-{voucher.number}")


def _rules(kind: str, remainder: str) -> list[str]:
    rest = (
        _("To be used at once: what is left is lost.")
        if loses_rest(kind, remainder)
        else _("In one go or several: what is left stays on it.")
    )
    last = (
        _("For a next purchase here.")
        if kind == CREDIT
        else _("Accepted here, without the name of a person.")
    )
    return [rest, _("Never paid out in cash."), last, _("Keep it like a banknote.")]
