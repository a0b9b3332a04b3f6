"""A badge to cut out of a sheet: first name and bars, at the size of a bank card."""

from __future__ import annotations

from reuse_pos.domain.wording import _
from reuse_pos.hardware.ean13 import MODULES, bars
from reuse_pos.reports.page import FOOT, MARGIN, SOFT, WIDTH, Sheet, Style, fitted, wrapped

# ISO/IEC 7810 ID-1: 85.6 × 54 mm, in 1/96 inch.
CARD_WIDE, CARD_HIGH = 323, 204
MODULE = 2.6
BAR_HIGH = 84


def badge_pdf(name: str, digits: str, shop: str) -> bytes:
    """The badge of a person as an A4 PDF; `digits` are its 13 figures, never written under the
    bars: what opens the till is not read over a shoulder."""

    def foot(sheet: Sheet, _page: int) -> None:
        words = _("Cut out, then erase this file: whoever has the bars has the badge.")
        sheet.text(MARGIN, FOOT + 22, words, Style(11, 400, SOFT))

    sheet = Sheet(_("Badge"), shop, _("Badge"), foot)
    left, top = MARGIN, sheet.y
    sheet.box(left, top, CARD_WIDE, CARD_HIGH)
    sheet.logo(left + 16, top + 14, 28)
    sheet.text(left + 54, top + 33, fitted(shop, Style(12, 600, SOFT), 250), Style(12, 600, SOFT))
    sheet.text(
        left + CARD_WIDE / 2, top + 76, fitted(name, Style(24, 800), CARD_WIDE - 32),
        Style(24, 800), "centre",
    )  # fmt: skip
    start = left + (CARD_WIDE - MODULES * MODULE) / 2
    for first, wide in bars(digits):
        sheet.bar(start + first * MODULE, top + 96, wide * MODULE, BAR_HIGH, "#000000")
    sheet.y = top + CARD_HIGH + 34
    told = _("Scan this badge to sign in. A badge lost: ask for a new one, the old one stops.")
    for line in wrapped(told, Style(13), WIDTH - 2 * MARGIN):
        sheet.text(MARGIN, sheet.y, line, Style(13))
        sheet.y += 20
    return sheet.close()
