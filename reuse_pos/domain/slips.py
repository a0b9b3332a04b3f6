"""Papers that move no money: the intake slip given to who brings goods, and the printer's test
page.
"""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.paper import (
    Barcode,
    CodePageSample,
    Columns,
    Cut,
    Element,
    Feed,
    ReceiptDoc,
    Rule,
    Text,
)
from reuse_pos.domain.receipt import ShopHeader, shop_block, tear_off, total
from reuse_pos.domain.wording import _, ngettext

TEST_CODE = "2200100000018"
TEST_PAGES = ("cp1252", "cp858", "cp437")
TEST_ACCENTS = "é è ç €"


@dataclass(frozen=True)
class IntakeLine:
    """One load: what it is, pieces (0 = not counted) and grams; `estimated` marks a mean weight."""

    label: str
    pieces: int
    grams: int
    estimated: bool = False


@dataclass(frozen=True)
class IntakeSlip:
    """A "bon d'apport": a gift for good, no tax receipt. `origin` and `commune` name places, never
    the giver.
    """

    shop: ShopHeader
    number: str
    at: str
    operator: str
    origin: str
    commune: str
    lines: tuple[IntakeLine, ...]
    training: bool = False


def intake_slip(slip: IntakeSlip) -> ReceiptDoc:
    """The slip with each load in kilos, ≈ before estimated ones, and their sum."""
    title = _("Intake slip")
    elements: list[Element] = [
        *shop_block(slip.shop),
        Text(title, "center", bold=True),
        *(
            [Text(f"*** {_('TRAINING - NOT A SALE')} ***", "center", bold=True)]
            if slip.training
            else []
        ),
        Columns(slip.number, slip.at),
        Columns(slip.origin, _("Op. {code}", code=slip.operator)),
    ]
    if slip.commune:
        elements.append(Text(slip.commune))
    elements.append(Rule())
    for line in slip.lines:
        kilos = ("≈" if line.estimated else "") + format_grams(line.grams, 1)
        elements.append(Columns(line.label, kilos, money=True))
        if line.pieces:
            elements.append(Text(ngettext("{n} piece", "{n} pieces", line.pieces), indent=2))
    elements.append(Rule())
    weight = format_grams(sum(line.grams for line in slip.lines), 1)
    elements.append(Columns(_("TOTAL"), weight, bold=True, double=True))
    if any(line.estimated for line in slip.lines):
        elements.append(Text(_("≈ estimated from the mean weight")))
    elements += [
        Feed(),
        Text(_("Given for good, no tax receipt."), "center"),
        Text(_("Thank you for giving your things a second life."), "center"),
        *tear_off(),
    ]
    return ReceiptDoc(tuple(elements), title)


def printer_test(shop: ShopHeader, at: str, columns: int) -> ReceiptDoc:
    """The test page: one line per code page, a ruler, a barcode, double size and the cut."""
    ruler = ("1234567890" * 5)[:columns]
    samples = [
        CodePageSample(page, _("page {n}", n=number) + f"   {TEST_ACCENTS}")
        for number, page in enumerate(TEST_PAGES, 1)
    ]
    elements: list[Element] = [
        Text(_("PRINTER TEST"), "center", bold=True),
        Text(shop.name, "center"),
        Text(at, "center"),
        Rule(),
        *samples,
        Rule(),
        Text(ruler),
        Columns(_("{n} columns:", n=columns), _("YES")),
        Rule(),
        Barcode(TEST_CODE),
        Rule(),
        total(0),
        Feed(4),
        Text(_("cut here"), "center"),
        Cut(),
    ]
    return ReceiptDoc(tuple(elements), _("PRINTER TEST"), "test")
