"""The cards of a bench without a screen: FINI, PAUSE, AIDE, OUI, NON, to cut out and hang up."""

from __future__ import annotations

from pathlib import Path

from reuse_pos.domain.commands import COMMAND_WORDS, Command, command_code
from reuse_pos.domain.wording import _
from reuse_pos.hardware.ean13 import bars
from reuse_pos.reports.page import MARGIN, SOFT, WIDTH, Sheet, Style

MODULE, MODULES, HIGH, CARD = 2.4, 95, 96, 190


def write_command_cards(path: Path, shop: str) -> None:
    """Write one card a line on A4; bars are wide enough for a tired scanner."""
    title = _("Cards of the bench")
    sheet = Sheet(title, shop, title, _no_foot)
    room = WIDTH - 2 * MARGIN
    for place, command in enumerate(Command):
        top = MARGIN + place * (CARD + 16)
        sheet.box(MARGIN, top, room, CARD)
        sheet.text(MARGIN + 30, top + 100, command.value, Style(64, 800))
        sheet.text(MARGIN + 32, top + 142, _(COMMAND_WORDS[command]), Style(20, 400, SOFT))
        digits = command_code(command)
        left = WIDTH - MARGIN - 60 - MODULES * MODULE
        for start, wide in bars(digits):
            sheet.bar(left + start * MODULE, top + 34, wide * MODULE, HIGH, "#000000")
        middle = left + MODULES * MODULE / 2
        sheet.text(middle, top + 34 + HIGH + 22, digits, Style(14, 400), "centre")
    path.write_bytes(sheet.close())


def _no_foot(_sheet: Sheet, _page: int) -> None:
    """A sheet to cut has no foot."""
