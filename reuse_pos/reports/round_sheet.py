"""The van's sheet for a day: each stop with its address, what to carry, what to cash, a place to
sign. It holds addresses: it is erased with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reuse_pos.db.agenda import Visited
from reuse_pos.domain import agenda as rules
from reuse_pos.domain.agenda import Stop, day_words, floor_words
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _
from reuse_pos.reports.page import FOOT, MARGIN, SOFT, WIDTH, Sheet, Style, wrapped

BLOCK = 168


@dataclass(frozen=True)
class RoundStop:
    """A stop of the round, whom it is for while that is kept, its town, and what is still to pay
    for the things it brings (cents)."""

    stop: Stop
    who: Visited | None
    town: str
    rest_cents: int = 0


def write_round_sheet(path: Path, shop: str, day: date, stops: Sequence[RoundStop]) -> None:
    """Write the sheet of a day's round as an A4 PDF."""
    title = _("Round of {day}", day=day_words(day))

    def foot(sheet: Sheet, page: int) -> None:
        sheet.text(
            MARGIN,
            FOOT + 22,
            _("This sheet holds addresses: destroy it after the round."),
            Style(11, 400, SOFT),
        )
        sheet.text(WIDTH - MARGIN, FOOT + 22, str(page), Style(11, 400, SOFT), "right")

    sheet = Sheet(title, shop, _("Round sheet"), foot)
    sheet.logo(MARGIN, sheet.y, 40)
    sheet.text(MARGIN + 54, sheet.y + 18, shop, Style(13, 600, SOFT))
    sheet.text(MARGIN + 54, sheet.y + 42, title, Style(22, 800))
    kilos = rules.expected_kg(one.stop for one in stops)
    fees = rules.fees_to_cash(one.stop for one in stops)
    sums = _("{n} stops · {kg} kg to bring back · {fees} to cash", n=len(stops), kg=kilos,
             fees=format_cents(fees))  # fmt: skip
    sheet.text(MARGIN, sheet.y + 76, sums, Style(13, 600))
    sheet.y += 96
    for number, one in enumerate(stops, 1):
        sheet.need(BLOCK + 12)
        _block(sheet, number, one)
    path.write_bytes(sheet.close())


def _block(sheet: Sheet, number: int, one: RoundStop) -> None:
    stop, top, left = one.stop, sheet.y, MARGIN + 16
    sheet.box(MARGIN, top, WIDTH - 2 * MARGIN, BLOCK)
    head = f"{number}.  {rules.hour_words(stop.slot)}  ·  {_(rules.KINDS[stop.kind][0])}"
    sheet.text(left, top + 26, f"{head}  ·  {one.town}", Style(16, 700))
    sheet.text(WIDTH - MARGIN - 16, top + 26, stop.number, Style(12, 600, SOFT), "right")
    y = top + 50
    for line in _lines(one):
        for part in wrapped(line, Style(13), 420)[:2]:
            sheet.text(left, y, part, Style(13))
            y += 18
    right = WIDTH - MARGIN - 226
    fee = format_cents(stop.fee_cents) if stop.fee_cents else _("free of charge")
    state = _("already paid") if stop.fee_doc else _("to cash") if stop.fee_cents else ""
    sheet.text(right, top + 50, f"{fee}  {state}".strip(), Style(15, 700))
    sheet.text(right, top + 76, _("Weight brought back: ______ kg"), Style(12.5))
    sheet.text(right, top + 100, _("Signature"), Style(12, 600, SOFT))
    sheet.box(right, top + 106, 210, 50)
    sheet.y = top + BLOCK + 12


def _lines(one: RoundStop) -> list[str]:
    stop = one.stop
    who = " · ".join(part for part in (one.who.name, one.who.phone) if part) if one.who else ""
    where = one.who.address if one.who else ""
    goods = f"{stop.goods} · {stop.kg} kg" if stop.kg else stop.goods
    rest = ""
    if one.rest_cents:
        rest = _("Still to pay: {amount}", amount=format_cents(one.rest_cents))
    floor = floor_words(stop.floor, lift=stop.lift)
    lines = (who or stop.initials, where, floor, goods, rest, stop.note)
    return [line for line in lines if line]
