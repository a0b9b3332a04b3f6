"""The quote handed to who asks for work on a piece bought here: the piece, what is done, each
amount, VAT as of its day, until when it holds, what becomes of the deposit, a place to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.orders import LABOUR, LINES, CustomerOrder, what_happens, work_words
from reuse_pos.domain.quotes import QuoteLine, tenths_words
from reuse_pos.domain.receipt import percent
from reuse_pos.domain.vat import VatRow
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.reports.page import (
    FOOT,
    MARGIN,
    SOFT,
    WIDTH,
    Head,
    Sheet,
    Style,
    fitted,
    width,
    wrapped,
)

ROOM = WIDTH - 2 * MARGIN
SMALL, PLAIN = Style(12, 400, SOFT), Style(13)


@dataclass(frozen=True)
class OrderPaper:
    """What the paper says besides the order: the shop's lines, whom it is for while that is kept,
    the piece's code, the VAT row of the total and the sentence in its place ("" with figures), what
    a deposit would be called (ARRHES or ACOMPTE), and whether it was made while learning."""

    shop: Sequence[str]
    who: Sequence[str]
    code: str
    vat: VatRow
    sentence: str
    kind: str
    training: bool = False


def write_quote(path: Path, order: CustomerOrder, paper: OrderPaper) -> None:
    """Write the quote of an order as an A4 PDF."""
    title = _("Quote {number}", number=order.number)

    def foot(sheet: Sheet, page: int) -> None:
        told = " · ".join(part for part in (paper.shop[0], order.number) if part)
        sheet.text(MARGIN, FOOT + 22, told, Style(11, 400, SOFT))
        sheet.text(WIDTH - MARGIN, FOOT + 22, str(page), Style(11, 400, SOFT), "right")

    sheet = Sheet(title, paper.shop[0], _("Quote for work on a piece bought here"), foot)
    _heads(sheet, paper)
    if paper.training:
        mark = f"*** {_('TRAINING - NOT A SALE')} ***"
        sheet.text(WIDTH // 2, MARGIN - 14, mark, Style(14, 800), "centre")
    _title(sheet, order, title)
    _work(sheet, order, paper)
    _table(sheet, order, paper)
    _terms(sheet, order, paper)
    _sign(sheet)
    path.write_bytes(sheet.close())


def _heads(sheet: Sheet, paper: OrderPaper) -> None:
    sheet.logo(MARGIN, sheet.y, 44)
    for number, line in enumerate(paper.shop):
        style = Style(15, 700) if number == 0 else SMALL
        sheet.text(MARGIN + 58, sheet.y + 16 + number * 18, line, style)
    box = WIDTH - MARGIN - 280
    sheet.text(box, sheet.y + 90, _("For"), SMALL)
    for number, line in enumerate(paper.who):
        style = Style(14, 600) if number == 0 else PLAIN
        sheet.text(box, sheet.y + 112 + number * 20, fitted(line, style, 280), style)
    sheet.y += 176


def _title(sheet: Sheet, order: CustomerOrder, title: str) -> None:
    sheet.text(MARGIN, sheet.y, title, Style(26, 800))
    days = _("Made on {day}, valid until {until}.", day=_day(order.day),
             until=_day(order.valid_until))  # fmt: skip
    sheet.text(MARGIN, sheet.y + 28, days, PLAIN)
    sheet.y += 62


def _work(sheet: Sheet, order: CustomerOrder, paper: OrderPaper) -> None:
    """The piece, what is done on it, and how long that takes."""
    done = work_words(order.steps) + (f" · {order.note}" if order.note else "")
    promised = ngettext("{n} day after your agreement", "{n} days after your agreement", order.days)
    rows = (
        (_("Piece"), f"{order.label} · {paper.code}"), (_("Work"), done),
        (_("Ready"), promised),
    )  # fmt: skip
    name = Style(12, 600, SOFT)
    aside = max(width(word, name) for word, _text in rows) + 20
    for word, text in rows:
        sheet.text(MARGIN, sheet.y, word, name)
        for line in wrapped(text, PLAIN, ROOM - aside):
            sheet.text(MARGIN + aside, sheet.y, line, PLAIN)
            sheet.y += 21
    sheet.y += 14


def _table(sheet: Sheet, order: CustomerOrder, paper: OrderPaper) -> None:
    columns = (
        Head(_("What"), 300, right=False), Head(_("How much"), 130), Head(_("Price of one"), 120),
        Head(_("Amount"), ROOM - 550, bold=True),
    )  # fmt: skip
    sheet.heads(columns)
    for line in order.lines:
        sheet.row(columns, (_(LINES[line.kind][0]), *_counted(line), format_cents(line.cents)))
    if not paper.sentence:
        rate = _("VAT {rate}", rate=percent(paper.vat.bp))
        sheet.row(columns, (_("Total before VAT"), "", "", format_cents(paper.vat.base)))
        sheet.row(columns, (rate, "", "", format_cents(paper.vat.vat)))
    word = _("Total") if paper.sentence else _("Total with VAT")
    sheet.row(columns, (word, "", "", format_cents(order.quote_cents)), total=True)
    sheet.y += 22
    if paper.sentence:
        sheet.text(MARGIN, sheet.y, paper.sentence, SMALL)
        sheet.y += 20


def _counted(line: QuoteLine) -> tuple[str, str]:
    """How much of it and what one costs: hours are counted, the rest is an amount as it stands."""
    if line.kind != LABOUR:
        return "", ""
    unit = _(LINES[line.kind][1])
    return f"{tenths_words(line.tenths)} {unit}", format_cents(line.unit_cents)


def _terms(sheet: Sheet, order: CustomerOrder, paper: OrderPaper) -> None:
    said = [
        _("This quote is free of charge. The price is paid when the piece is collected, the "
          "deposit taken off."),
        what_happens(order.kind if order.deposit_cents else paper.kind),
    ]  # fmt: skip
    sheet.y += 6
    for sentence in said:
        for line in wrapped(sentence, SMALL, ROOM):
            sheet.text(MARGIN, sheet.y, line, SMALL)
            sheet.y += 19


def _sign(sheet: Sheet) -> None:
    sheet.y += 30
    sheet.text(MARGIN, sheet.y, _("“Agreed” (bon pour accord), date and signature"),
               Style(12, 600, SOFT))  # fmt: skip
    sheet.box(MARGIN, sheet.y + 12, 340, 100)


def _day(day: str) -> str:
    return "/".join(reversed(day.split("-")))
