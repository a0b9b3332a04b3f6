"""The quote handed to who asks for a clearance: what is counted, what it costs, until when, a place
to sign. It holds the name and address while they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.quotes import KINDS, Quote, tenths_words
from reuse_pos.domain.wording import _
from reuse_pos.reports.page import FOOT, MARGIN, SOFT, WIDTH, Head, Sheet, Style, wrapped

ROOM = WIDTH - 2 * MARGIN


@dataclass(frozen=True)
class QuotePaper:
    """What the paper says besides the quote: the shop's lines, whom it is for while that is kept,
    the stop, and the VAT sentence."""

    shop: Sequence[str]
    who: Sequence[str]
    stop: str
    vat: str


def write_quote(path: Path, quote: Quote, paper: QuotePaper) -> None:
    """Write a quote as an A4 PDF."""
    title = _("Quote {number}", number=quote.number)

    def foot(sheet: Sheet, page: int) -> None:
        sheet.text(MARGIN, FOOT + 22, paper.vat, Style(11, 400, SOFT))
        sheet.text(WIDTH - MARGIN, FOOT + 22, str(page), Style(11, 400, SOFT), "right")

    sheet = Sheet(title, paper.shop[0], _("Quote for a clearance"), foot)
    sheet.logo(MARGIN, sheet.y, 44)
    for number, line in enumerate(paper.shop):
        style = Style(15, 700) if number == 0 else Style(12, 400, SOFT)
        sheet.text(MARGIN + 58, sheet.y + 16 + number * 18, line, style)
    for number, line in enumerate(paper.who):
        style = Style(14, 600) if number == 0 else Style(13)
        sheet.text(WIDTH - MARGIN - 280, sheet.y + 110 + number * 20, line, style)
    sheet.y += 190
    sheet.text(MARGIN, sheet.y, title, Style(26, 800))
    sheet.text(MARGIN, sheet.y + 28, paper.stop, Style(13, 400, SOFT))
    days = _("Made on {day}, valid until {until}.", day=_day(quote.day),
             until=_day(quote.valid_until))  # fmt: skip
    sheet.text(MARGIN, sheet.y + 48, days, Style(13, 400, SOFT))
    sheet.y += 78
    _table(sheet, quote)
    _sign(sheet)
    path.write_bytes(sheet.close())


def _table(sheet: Sheet, quote: Quote) -> None:
    columns = (
        Head(_("What"), 300, right=False), Head(_("How much"), 130), Head(_("Price of one"), 120),
        Head(_("Amount"), ROOM - 550, bold=True),
    )  # fmt: skip
    sheet.heads(columns)
    for line in quote.lines:
        words, unit, _icon = KINDS[line.kind]
        much = f"{tenths_words(line.tenths)} {_(unit)}"
        price, amount = format_cents(line.unit_cents), format_cents(line.cents)
        sheet.row(columns, (_(words), much, price, amount))
    sheet.row(columns, (_("Total"), "", "", format_cents(quote.total_cents)), total=True)


def _sign(sheet: Sheet) -> None:
    sheet.y += 30
    words = _("What can be used again is given a second life; the rest is recycled or disposed of.")
    for line in wrapped(words, Style(13), ROOM):
        sheet.text(MARGIN, sheet.y, line, Style(13))
        sheet.y += 20
    sheet.y += 20
    sheet.text(MARGIN, sheet.y, _("Read and agreed, date and signature"), Style(12, 600, SOFT))
    sheet.box(MARGIN, sheet.y + 10, 340, 90)


def _day(day: str) -> str:
    return "/".join(reversed(day.split("-")))
