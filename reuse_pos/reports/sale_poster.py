"""The poster of sale days: an A4 sheet for the door, readable from the street."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reuse_pos.domain.sale_days import (
    HELD,
    KILO_KEYS,
    PER_KILO,
    PERCENT,
    Plan,
    out_words,
    rule_words,
    span_words,
)
from reuse_pos.domain.wording import _
from reuse_pos.reports.page import BLUE, MARGIN, NAVY, SOFT, WIDTH, YELLOW, Sheet, Style, wrapped
from reuse_pos.reports.page import width as text_width

ROOM = WIDTH - 2 * MARGIN


def write_sale_poster(path: Path, shop: str, plan: Plan, families: Sequence[str]) -> None:
    """Write the poster of a plan as an A4 PDF; `families` are their names, `shop` the shop's."""
    sheet = Sheet(plan.name, shop, _("Poster"), _no_foot)
    sheet.bar(0, 0, WIDTH, 150, NAVY)
    sheet.logo(MARGIN, 44, 62)
    sheet.text(MARGIN + 84, 88, shop, Style(28, 700, "#FFFFFF"))
    y = 260.0
    for line in wrapped(plan.name, Style(72, 800), ROOM)[:2]:
        sheet.text(WIDTH / 2, y, line, _filling(line, 72, NAVY), "centre")
        y += 84
    rule = rule_words(plan)
    sheet.bar(MARGIN, y + 10, ROOM, 300, YELLOW)
    sheet.text(WIDTH / 2, y + 212, rule, _filling(rule, 180, NAVY, ROOM - 60), "centre")
    y += 400
    days = span_words(plan)
    sheet.text(WIDTH / 2, y, days, _filling(days, 44, BLUE), "centre")
    y += 64
    for line in wrapped(", ".join(families), Style(26, 600), ROOM)[:4]:
        sheet.text(WIDTH / 2, y, line, Style(26, 600), "centre")
        y += 36
    out = [words for code in plan.excluded if (words := _out_words(code, plan))]
    if out:
        text = _("Except: {things}", things=", ".join(out).lower())
        for line in wrapped(text, Style(18, 400, SOFT), ROOM)[:2]:
            sheet.text(WIDTH / 2, y + 14, line, Style(18, 400, SOFT), "centre")
            y += 26
    note = (
        _("Taken off at the till, from the price on the label. Not added to other reductions.")
        if plan.rule == PERCENT
        else _("Taken into account at the till. The lowest price always holds.")
    )
    sheet.text(WIDTH / 2, 1070, note, Style(14, 400, SOFT), "centre")
    path.write_bytes(sheet.close())


def _out_words(code: str, plan: Plan) -> str:
    """What is left out, as far as customers care: what is held for someone is not for sale."""
    silent = code == HELD or (code == KILO_KEYS and plan.rule == PER_KILO)
    return "" if silent else out_words(code)


def _filling(text: str, px: float, colour: str, room: float = ROOM) -> Style:
    """The largest size up to `px` at which the text keeps to its room."""
    wide = text_width(text, Style(px, 800))
    return Style(px * min(1.0, room / wide), 800, colour)


def _no_foot(_sheet: Sheet, _page: int) -> None:
    """A poster has none."""
