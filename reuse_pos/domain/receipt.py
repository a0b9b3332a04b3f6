"""The customer's ticket: sale, refund, duplicate and training, as lines ready for any printer.

Mentions: name, address and SIRET of the shop, number, date, till, operator code, lines, total,
payments, VAT or the sentence that replaces it, guarantee, signature of the journal record. No
person is ever named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reuse_pos.domain.mass import format_grams, plain_kilos
from reuse_pos.domain.money import plain_cents
from reuse_pos.domain.paper import (
    Barcode,
    Columns,
    Cut,
    Element,
    Feed,
    KickDrawer,
    ReceiptDoc,
    Row,
    Rule,
    Text,
)
from reuse_pos.domain.wording import _

# The law's own words (Code de la consommation, L211-2 and D211-6): printed entire, never
# translated.
GUARANTEE_SENTENCE = (
    "Ce bien bénéficie auprès du vendeur d'une garantie légale de conformité "
    "d'une durée minimale de deux ans à compter de sa remise au consommateur."
)
GUARANTEE_MARK = "*"


@dataclass(frozen=True)
class ShopHeader:
    """Who sells: name, then address, telephone and SIRET lines; `software` is the program's name
    and version.
    """

    name: str
    lines: tuple[str, ...] = ()
    software: str = ""


@dataclass(frozen=True)
class ReceiptLine:
    """One thing sold: `amount_cents` before its discount, below zero on a refund.

    `code` is the short form; `quantity` × `unit_cents` or `grams` × `kilo_cents` is printed when
    given; `feminine` agrees "testée" with the name; `vat_mark` points to the VAT table;
    `guarantee` puts the star.
    """

    label: str
    amount_cents: int
    code: str = ""
    quantity: int = 1
    unit_cents: int | None = None
    grams: int | None = None
    kilo_cents: int | None = None
    discount_label: str = ""
    discount_cents: int = 0
    defect: str = ""
    tested_on: str = ""
    feminine: bool = False
    notes: tuple[str, ...] = ()
    vat_mark: str = ""
    guarantee: bool = False


@dataclass(frozen=True)
class PaymentLine:
    """A payment; change given back is a payment below zero. `detail` is a cheque or voucher
    number.
    """

    label: str
    amount_cents: int
    detail: str = ""


@dataclass(frozen=True)
class VatLine:
    """One VAT code of a ticket or a Z: figures in cents, or the `sentence` the law wants in their
    place.

    A margin or exempt code has a sentence and shows no figures (CGI art. 297 E, 261-7-1°, 293 B).
    """

    mark: str
    rate_bp: int
    base_cents: int
    vat_cents: int
    ttc_cents: int
    sentence: str = ""


@dataclass(frozen=True)
class SaleReceipt:
    """A ticket as recorded: `barcode` is its 13 digits, `signature` the first 8 hexadecimal digits
    of the record.

    `refund_of` is the number of the ticket refunded, `duplicate` counts reprints, `second_hand`
    heads the lines with the trade's mention, `open_drawer` opens the drawer before printing.
    `late` says that it was typed in after a power cut; `corrected` how it is paid since its payment
    was put right.
    """

    shop: ShopHeader
    ticket_no: int
    at: str
    till: str
    operator: str
    lines: tuple[ReceiptLine, ...]
    payments: tuple[PaymentLine, ...]
    vat: tuple[VatLine, ...]
    total_cents: int
    grams_reused: int
    barcode: str
    signature: str
    journal_no: int
    return_rule: str = ""
    refund_of: str = ""
    duplicate: int = 0
    training: bool = False
    second_hand: bool = True
    open_drawer: bool = False
    late: tuple[str, ...] = ()
    corrected: tuple[PaymentLine, ...] = ()


def sale_receipt(sale: SaleReceipt) -> ReceiptDoc:
    """The ticket of a sale or a refund, its duplicate or its training copy (said at both ends)."""
    elements: list[Element] = [KickDrawer()] if sale.open_drawer and not sale.duplicate else []
    elements += [*shop_block(sale.shop), *_banners(sale)]
    elements += [
        Columns(_("Ticket {n}", n=sale.ticket_no), sale.at),
        Columns(_("Till {n}", n=sale.till), _("Op. {code}", code=sale.operator)),
        *(Text(line) for line in sale.late),
        Rule(),
    ]
    if sale.second_hand:
        elements.append(Text(_("SECOND-HAND GOODS"), "center"))
    for line in sale.lines:
        elements.extend(_item(line))
    elements += [Rule(), total(sale.total_cents)]
    elements += _payments(sale.payments)
    if sale.corrected:
        elements += [Text(_("Payment corrected:")), *_payments(sale.corrected)]
    elements += [Rule(), *vat_block(sale.vat), Feed(), *_foot(sale)]
    return ReceiptDoc(tuple(elements), _("Ticket {n}", n=sale.ticket_no))


def _payments(payments: tuple[PaymentLine, ...]) -> list[Element]:
    rows: list[Element] = []
    for payment in payments:
        rows.append(Columns(payment.label, plain_cents(payment.amount_cents), money=True))
        if payment.detail:
            rows.append(Text(payment.detail, indent=2))
    return rows


def shop_block(shop: ShopHeader) -> list[Element]:
    """The shop's name and address, as every paper begins."""
    return [
        Text(shop.name.upper(), "center", bold=True),
        *(Text(line, "center") for line in shop.lines),
        Feed(),
    ]


def closing_block(
    signature: str, journal_no: int, shop: ShopHeader, key: str = ""
) -> list[Element]:
    """Signature and number of the journal record, program, feed and cut, as every recorded paper
    ends; closings also name the key they are signed with, so that paper vouches for it.
    """
    grouped = " ".join(signature[i : i + 4] for i in range(0, len(signature), 4))
    number = f"{journal_no:,}".replace(",", " ")
    program: list[Element] = [Text(shop.software, "center")] if shop.software else []
    record = Columns(_("Signature {mark}", mark=grouped), _("Journal no. {n}", n=number))
    signed: list[Element] = [Columns(_("Key"), key)] if key else []
    return [record, *signed, *program, *tear_off()]


def training_mark(training: bool) -> list[Element]:
    """What every paper of the shop where one learns says; nothing in the real one."""
    if not training:
        return []
    return [Text(f"*** {_('TRAINING - NOT A SALE')} ***", "center", bold=True), Feed()]


def tear_off() -> list[Element]:
    """Enough paper to reach the blade, then the cut."""
    return [Feed(4), Cut()]


def total(cents: int, label: str = "") -> Element:
    """The one line in double size."""
    return Columns(label or _("TOTAL"), f"{plain_cents(cents)} EUR", bold=True, double=True)


def vat_block(vat: tuple[VatLine, ...]) -> list[Element]:
    """Table of the codes that show VAT, then each sentence once."""
    shown = [line for line in vat if line.rate_bp and not line.sentence]
    rows: list[Element] = []
    if shown:
        rows.append(Row(_("VAT"), (_("Excl. VAT"), _("VAT"), _("Incl. VAT"))))
    for line in shown:
        figures = (line.base_cents, line.vat_cents, line.ttc_cents)
        rows.append(
            Row(f"{line.mark} {percent(line.rate_bp)}".strip(), tuple(map(plain_cents, figures)))
        )
    told = [line for line in vat if line.sentence]
    sentences = dict.fromkeys(f"{line.mark} {line.sentence}".strip() for line in told)
    return [*rows, *(Text(sentence, "center") for sentence in sentences)]


def percent(rate_bp: int) -> str:
    """`2000` → "20 %", `550` → "5,5 %"."""
    whole, rest = divmod(rate_bp, 100)
    return f"{whole},{rest:02d}".rstrip("0").rstrip(",") + " %"


def _banners(sale: SaleReceipt) -> Iterable[Element]:
    words = []
    if sale.training:
        words.append(_("TRAINING - NOT A SALE"))
    if sale.duplicate:
        words.append(_("DUPLICATE {n}", n=sale.duplicate))
    if sale.refund_of:
        words.append(_("REFUND of ticket {n}", n=sale.refund_of))
    for word in words:
        yield Text(f"*** {word} ***", "center", bold=True)
    if words:
        yield Feed()


def _item(line: ReceiptLine) -> Iterable[Element]:
    mark = (f" {line.vat_mark}" if line.vat_mark else "") + (
        f" {GUARANTEE_MARK}" if line.guarantee else ""
    )
    yield Columns(line.label, plain_cents(line.amount_cents), mark=mark, money=True, cut=True)
    first = [part for part in (line.code, _measure(line)) if part]
    discount = plain_cents(-line.discount_cents)
    tested = tested_words(line.tested_on, line.feminine)
    if line.discount_cents and len(first) < 2:
        yield Columns("  ".join([*first, line.discount_label]), discount, money=True, indent=2)
    else:
        if tested and len(first) < 2:
            first.append(tested)
            tested = ""
        if first:
            yield Text("  ".join(first), indent=2)
        if line.discount_cents:
            yield Columns(line.discount_label, discount, money=True, indent=2)
    if tested:
        yield Text(tested, indent=2)
    for note in line.notes:
        yield Text(note, indent=2)
    if line.defect:
        yield Text(_("Sold with a known defect: {defect}", defect=line.defect), indent=2)


def tested_words(tested_on: str, feminine: bool) -> str:
    """ "Testé le 18/11/2026", agreeing with the thing; "" without a test."""
    if not tested_on:
        return ""
    return (
        _("Test passed on {date}", date=tested_on)
        if feminine
        else _("Tested on {date}", date=tested_on)
    )


def _measure(line: ReceiptLine) -> str:
    if line.grams is not None and line.kilo_cents is not None:
        return f"{plain_kilos(line.grams, 3)} kg x {plain_cents(line.kilo_cents)} EUR/kg"
    if line.unit_cents is not None and line.quantity != 1:
        return f"{line.quantity} x {plain_cents(line.unit_cents)}"
    return ""


def _foot(sale: SaleReceipt) -> Iterable[Element]:
    if any(line.guarantee for line in sale.lines):
        yield Text(f"{GUARANTEE_MARK} {GUARANTEE_SENTENCE}")
        yield Feed()
    # Less than 50 g would read "0,0 kg".
    if sale.grams_reused >= 50:
        yield Text(
            _("{kilos} reused. Thank you!", kilos=format_grams(sale.grams_reused, 1)),
            "center",
            bold=True,
        )
        yield Feed()
    if sale.return_rule and not sale.refund_of:
        yield Text(sale.return_rule, "center")
    yield Barcode(sale.barcode)
    yield Feed()
    if sale.training:
        yield Text(f"*** {_('TRAINING - NOT A SALE')} ***", "center", bold=True)
    yield from closing_block(sale.signature, sale.journal_no, sale.shop)
