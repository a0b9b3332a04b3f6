"""The emergency sheet on A4: the day's prices at the left, numbered slips beside them."""

from __future__ import annotations

from reuse_pos.domain.till_emergency import SLIP_LINES, EmergencyPrice, EmergencySheet, how_to
from reuse_pos.domain.wording import _
from reuse_pos.reports.page import FOOT, MARGIN, SOFT, STRONG, WIDTH, Sheet, Style, fitted, wrapped

GAP = 24
HALF = (WIDTH - 2 * MARGIN - GAP) / 2
ROW, HEAD, SLIP = 19, 26, 132


def emergency_pdf(sheet: EmergencySheet) -> bytes:
    """The sheet as a PDF file of one page or more."""
    title = _("Emergency sheet")
    paper = Sheet(title, sheet.shop.name, title, lambda page, number: _foot(page, sheet, number))
    _head(paper, sheet)
    top = paper.y
    places = _prices(paper, sheet, top)
    for number in sheet.slips:
        x, y = next(places)
        _slip(paper, x, y, number)
    return paper.close()


def _head(paper: Sheet, sheet: EmergencySheet) -> None:
    paper.logo(MARGIN, 40, 40)
    paper.text(MARGIN + 52, 62, sheet.shop.name, Style(15, 700))
    words = _("Emergency sheet · till {n} · {day}", n=sheet.till, day=sheet.day)
    paper.text(MARGIN + 52, 81, words, Style(12.5, 600, SOFT))
    paper.y = 108
    for line in wrapped(how_to(), Style(12.5), WIDTH - 2 * MARGIN):
        paper.text(MARGIN, paper.y, line, Style(12.5))
        paper.y += 18
    paper.y += 4


class _Places:
    """Where the next slip goes: the columns of the page, then pages of slips."""

    def __init__(self, paper: Sheet, column: int, y: float, top: float) -> None:
        self._paper, self._column, self._y, self._top = paper, column, y, top

    def __next__(self) -> tuple[float, float]:
        if self._y + SLIP > FOOT - 8:
            self._column, self._y = self._column + 1, self._top
        if self._column > 1:
            self._paper.next_page()
            self._column, self._y, self._top = 0, self._paper.y, self._paper.y
        place = (MARGIN + self._column * (HALF + GAP), self._y)
        self._y += SLIP
        return place


def _prices(paper: Sheet, sheet: EmergencySheet, top: float) -> _Places:
    """Draw the prices down the left column (and on); slips begin right of them."""
    x, y, column = float(MARGIN), top, 0
    for family, prices in sheet.prices:
        heads: tuple[EmergencyPrice | None, ...] = (None, *prices)
        for one in heads:
            high = HEAD if one is None else ROW
            if y + high + (ROW if one is None else 0) > FOOT - 8:
                column, y = column + 1, top
                if column > 1:
                    paper.next_page()
                    column, y = 0, paper.y
                    top = y
                x = MARGIN + column * (HALF + GAP)
            if one is None:
                paper.text(x, y + 17, family, Style(12.5, 700))
            else:
                label = fitted(one.label, Style(12), HALF - 96)
                paper.text(x + 8, y + 14, label, Style(12))
                paper.text(x + HALF, y + 14, one.price, Style(12, 600), "right")
                paper.line(y + ROW - 0.5, x=x + 8, wide=HALF - 8)
            y += high
    return _Places(paper, column, y + ROW, top)


def _slip(paper: Sheet, x: float, y: float, number: str) -> None:
    paper.box(x, y, HALF, SLIP - 10)
    paper.text(x + 12, y + 22, _("Slip {number}", number=number), Style(13, 700))
    paper.text(x + HALF - 12, y + 22, _("at ___ : ___"), Style(12, 400, SOFT), "right")
    for line in range(SLIP_LINES):
        base = y + 46 + line * 20
        paper.line(base, STRONG, 0.6, x + 12, HALF - 100)
        paper.line(base, STRONG, 0.6, x + HALF - 76, 64)
    paper.text(x + 12, y + SLIP - 20, _("Cash / Card / Cheque"), Style(11, 400, SOFT))
    paper.text(x + HALF - 84, y + SLIP - 20, _("Total"), Style(12, 700), "right")
    paper.line(y + SLIP - 18, STRONG, 0.6, x + HALF - 76, 64)


def _foot(paper: Sheet, sheet: EmergencySheet, number: int) -> None:
    paper.line(FOOT)
    words = _("Emergency sheet · till {n} · {day}", n=sheet.till, day=sheet.day)
    words = f"{words} · {number}"
    paper.text(MARGIN, FOOT + 18, words, Style(10.5, 400, SOFT))
    if sheet.shop.software:
        paper.text(WIDTH - MARGIN, FOOT + 18, sheet.shop.software, Style(10.5, 400, SOFT), "right")
