"""The slip that goes with the lorry: what leaves, how much, to whom, with boxes to sign."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reuse_pos.domain.mass import format_grams, plain_kilos
from reuse_pos.domain.outflow import TRANSFER_OUT, Slip, by_category, is_hazardous
from reuse_pos.domain.wording import _
from reuse_pos.reports.page import (
    FOOT,
    MARGIN,
    SOFT,
    WIDTH,
    Head,
    Sheet,
    Style,
    wrapped,
)

HALF = (WIDTH - 2 * MARGIN - 16) / 2
SIGN_HIGH = 132


@dataclass(frozen=True)
class SlipPaper:
    """What a slip says on paper: the shop, who takes the goods and where, days in words, and
    whether each line is weighed."""

    slip: Slip
    shop: str
    shop_address: str
    siret: str
    taker: str
    taker_address: str
    day: str
    estimated: bool
    skip: str = ""


def draw(paper: SlipPaper) -> bytes:
    """The slip as A4."""
    slip = paper.slip
    title = _("Transfer slip") if slip.kind == TRANSFER_OUT else _("Pick-up slip")

    def foot(sheet: Sheet, page: int) -> None:
        words = _("Slip {number} · one copy for the carrier, one for the shop", number=slip.number)
        sheet.text(MARGIN, FOOT + 22, words, Style(11, 400, SOFT))
        sheet.text(WIDTH - MARGIN, FOOT + 22, str(page), Style(11, 400, SOFT), "right")

    sheet = Sheet(f"{title} {slip.number}", paper.shop, title, foot)
    sheet.logo(MARGIN, sheet.y, 40)
    sheet.text(MARGIN + 54, sheet.y + 18, paper.shop, Style(13, 600, SOFT))
    sheet.text(MARGIN + 54, sheet.y + 42, title, Style(22, 800))
    sheet.text(WIDTH - MARGIN, sheet.y + 18, slip.number, Style(18, 800), "right")
    sheet.text(WIDTH - MARGIN, sheet.y + 42, paper.day, Style(13, 600, SOFT), "right")
    sheet.y += 64
    _parties(sheet, paper)
    _goods(sheet, paper)
    _sign(sheet, paper)
    return sheet.close()


def _parties(sheet: Sheet, paper: SlipPaper) -> None:
    slip = paper.slip
    sender = [paper.shop, paper.shop_address]
    sender += [_("SIRET {number}", number=paper.siret)] if paper.siret else []
    taker = [paper.taker or _("Given to people, no name kept"), paper.taker_address]
    top = sheet.y
    _box(sheet, MARGIN, top, _("Sender"), sender)
    _box(sheet, MARGIN + HALF + 16, top, _("Receiver"), taker)
    sheet.y = top + 118
    blank = "________________"
    facts = [_("Way out: {way}", way=_(slip.way.title)),
             _("Carrier: {name}", name=slip.carrier or blank)]  # fmt: skip
    if slip.way.ticket:
        code, treatment = slip.waste_code or blank, slip.treatment or blank
        facts += [_("Waste code: {code} · Treatment: {treatment}", code=code, treatment=treatment)]
    if paper.skip:
        facts.append(_("Skip: {name}", name=paper.skip))
    if is_hazardous(slip.waste_code):
        facts.append(_("Hazardous waste: it travels with its own tracking document (BSDD)."))
    if slip.note and slip.kind != "transfer_in":
        facts.append(slip.note)
    for fact in facts:
        sheet.text(MARGIN, sheet.y + 14, fact, Style(13))
        sheet.y += 22
    sheet.y += 8


def _box(sheet: Sheet, x: float, y: float, title: str, lines: Sequence[str]) -> None:
    sheet.box(x, y, HALF, 104)
    sheet.text(x + 14, y + 22, title, Style(11.5, 700, SOFT))
    at = y + 44
    for number, line in enumerate(line for line in lines if line):
        style = Style(14, 700) if number == 0 else Style(12.5)
        for part in wrapped(line, style, HALF - 28)[:2]:
            sheet.text(x + 14, at, part, style)
            at += 18


def _goods(sheet: Sheet, paper: SlipPaper) -> None:
    heads = [
        Head(_("What"), 430, right=False, bold=True), Head(_("Pieces"), 92), Head(_("Kilos"), 160),
    ]  # fmt: skip
    sheet.heads(heads)
    lines = by_category(paper.slip.loads)
    for line in lines:
        if sheet.need(26.5):
            sheet.heads(heads)
        count = str(line.pieces) if line.pieces else ""
        sheet.row(heads, (line.label, count, plain_kilos(line.grams, 3)))
    sheet.need(40)
    pieces = sum(line.pieces for line in lines)
    sheet.row(
        heads,
        (_("Total"), str(pieces) if pieces else "", format_grams(paper.slip.weighed_g, 3)),
        total=True,
    )
    if paper.estimated:
        sheet.text(MARGIN, sheet.y + 18, _("Some of these weights are estimated."),
                   Style(12, 400, SOFT))  # fmt: skip
        sheet.y += 24
    sheet.y += 14


def _ticket_words(slip: Slip) -> str:
    """What the receiver's ticket says, or the blanks its driver fills in by hand."""
    blank = "____________"
    weighed = plain_kilos(slip.ticket_g, 3) if slip.ticket_g else blank
    return _(
        "Weighed by the receiver: {weight} kg    Weighing ticket no. {number}",
        weight=weighed, number=slip.ticket_no or blank,
    )  # fmt: skip


def _sign(sheet: Sheet, paper: SlipPaper) -> None:
    sheet.need(SIGN_HIGH + 70)
    if paper.slip.way.ticket:
        sheet.text(MARGIN, sheet.y + 16, _ticket_words(paper.slip), Style(13))
        sheet.y += 36
    room = (WIDTH - 2 * MARGIN - 32) / 3
    top = sheet.y
    for number, title in enumerate((_("The shop"), _("The carrier"), _("The receiver"))):
        x = MARGIN + number * (room + 16)
        sheet.box(x, top, room, SIGN_HIGH)
        sheet.text(x + 12, top + 20, title, Style(12, 700))
        sheet.text(x + 12, top + 40, _("Date, name, signature"), Style(11, 400, SOFT))
    sheet.y = top + SIGN_HIGH
