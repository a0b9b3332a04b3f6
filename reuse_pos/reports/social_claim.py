"""The list of social vouchers a shop sends to their issuer to be paid back."""

from __future__ import annotations

from datetime import date

from reuse_pos.domain.money import plain_cents
from reuse_pos.domain.solidarity_papers import ClaimPaper
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.reports.base import Column, Report, Table
from reuse_pos.reports.page import FOOT, MARGIN, NAVY, SOFT, WIDTH, Head, Sheet, Style, width


class SocialClaim(Report):
    """One list of one issuer, as a sheet of A4 or a file."""

    code = "social_claim"
    title = N_("Solidarity vouchers to pay back")

    def __init__(self, claim: ClaimPaper, made_on: date) -> None:
        self.claim = claim
        self._made_on = made_on

    @property
    def author(self) -> str:
        """The shop."""
        return self.claim.shop.name

    @property
    def made_on(self) -> date:
        """The day of the list."""
        return self._made_on

    def tables(self) -> tuple[Table, ...]:
        """One line a voucher; amounts in cents."""
        columns = (
            Column("claim"), Column("line", "count"), Column("type"), Column("number"),
            Column("day"), Column("ticket"), Column("cents", "count"),
        )  # fmt: skip
        rows = [
            (self.claim.number, n, self.claim.label, one.number, one.day, one.document, one.cents)
            for n, one in enumerate(self.claim.lines, 1)
        ]
        return (Table(_("Lines"), columns, rows),)

    def data(self) -> dict[str, object]:
        """The list as an object."""
        table = self.tables()[0]
        names = [column.title for column in table.columns]
        return {
            "claim": self.claim.number,
            "issuer": self.claim.issuer,
            "cents": self.claim.cents,
            "lines": [dict(zip(names, row, strict=True)) for row in table.rows],
        }

    def pdf(self) -> bytes:
        """The sheet; laid out twice, so that each foot can say how many pages there are."""
        return _draw(self.claim, _draw(self.claim, 0)[1])[0]


def _draw(claim: ClaimPaper, pages: int) -> tuple[bytes, int]:
    title = _("Solidarity vouchers to pay back")
    sheet = Sheet(f"{title} {claim.number}", claim.shop.name, title, _Foot(claim, pages))
    sheet.logo(MARGIN, 52, 50)
    who = " · ".join((claim.shop.name, *claim.shop.lines))
    room = WIDTH - MARGIN - 120
    px = min(13.0, 13 * room / max(width(who, Style(13)), 1))
    sheet.text(120, 56, who, Style(px, 400, SOFT))
    training = _("TRAINING - NOT A SALE") if claim.training else ""
    sheet.text(120, 84, training or title, Style(25, 800))
    made = _("List no. {number} of {day}", number=claim.number, day=claim.day)
    sheet.text(120, 103, made, Style(13, 400, SOFT))
    sheet.line(121.5, NAVY, 3)
    sheet.text(MARGIN, 155, claim.issuer, Style(17, 700))
    sheet.text(MARGIN, 177, claim.label, Style(13.5, 400, SOFT))
    count = ngettext("{n} voucher", "{n} vouchers", len(claim.lines))
    due = _("{count}, {amount} € to pay back", count=count, amount=plain_cents(claim.cents))
    sheet.text(WIDTH - MARGIN, 155, due, Style(17, 700), "right")
    sheet.y = 200
    columns = (
        Head(_("Line"), 60), Head(_("Voucher no."), 222, right=False, bold=True),
        Head(_("Day"), 130, right=False), Head(_("Ticket"), 150, right=False),
        Head(_("Amount"), 120),
    )  # fmt: skip
    sheet.heads(columns)
    for n, one in enumerate(claim.lines, 1):
        if sheet.need(27):
            sheet.heads(columns)
        cells = (str(n), one.number or "—", one.day, one.document, plain_cents(one.cents))
        sheet.row(columns, cells)
    sheet.need(27)
    sheet.row(columns, ("", _("Total"), "", "", plain_cents(claim.cents)), total=True)
    return sheet.close(), sheet.page


class _Foot:
    """The end of each page: which list, which page."""

    def __init__(self, claim: ClaimPaper, pages: int) -> None:
        self.claim, self.pages = claim, pages

    def __call__(self, sheet: Sheet, page: int) -> None:
        style = Style(11, 400, SOFT)
        sheet.line(FOOT + 8.5)
        sheet.text(MARGIN, FOOT + 28, f"{self.claim.issuer} · {self.claim.number}", style)
        right = _("Page {n} of {all}", n=page, all=self.pages)
        sheet.text(WIDTH - MARGIN, FOOT + 28, right, style, "right")
