"""The register of outgoing waste, in order of time: what left, how much, to whom, how and under
which slip (order of 31 May 2021, article 2; French environment code R. 541-43)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reuse_pos.domain.mass import DESTINATIONS, format_grams
from reuse_pos.domain.outflow import RegisterLine, tonnes
from reuse_pos.domain.wording import N_, _
from reuse_pos.reports.base import Cell, Column, Report, Table
from reuse_pos.reports.page import FOOT, MARGIN, SOFT, WIDTH, Head, Sheet, Style, narrowed, wrapped

ORANGE = "#8A4B08"
COLUMNS = (
    "date", "waste", "waste_code", "tonnes", "grams", "destination", "receiver",
    "receiver_address", "carrier", "treatment", "slip", "ticket", "ticket_grams",
)  # fmt: skip


@dataclass(frozen=True)
class RegisterMonth:
    """A month of the register, with the names of its goods and the shop that sends."""

    month: str
    shop: str
    address: str
    siret: str
    made_on: date
    lines: tuple[RegisterLine, ...]
    labels: dict[str, str]
    title: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether no waste left."""
        return not self.lines

    def waste(self, line: RegisterLine) -> str:
        """What left, in the shop's own words."""
        return ", ".join(self.labels.get(code, code) for code in line.categories)


class WasteRegister(Report):
    """A month of outgoing waste."""

    code = "waste_register"
    title = N_("Register of outgoing waste")

    def __init__(self, month: RegisterMonth) -> None:
        self.month = month

    @property
    def author(self) -> str:
        """The shop."""
        return self.month.shop

    @property
    def made_on(self) -> date:
        """The day it was made."""
        return self.month.made_on

    def data(self) -> dict[str, object]:
        """The file format's object; grams are whole, `without_slip_g` is part of `total_g`."""
        lines = self.month.lines
        return {
            "month": self.month.month,
            "sender": {"name": self.month.shop, "address": self.month.address,
                       "siret": self.month.siret},
            "rows": [dict(zip(COLUMNS, self._row(line), strict=True)) for line in lines],
            "total_g": sum(line.grams for line in lines),
            "without_slip_g": sum(line.grams for line in lines if not line.slip),
        }  # fmt: skip

    def tables(self) -> tuple[Table, ...]:
        """The register, then its sums by organisation."""
        kinds = {"grams": "grams", "ticket_grams": "grams"}
        columns = tuple(Column(name, kinds.get(name, "text")) for name in COLUMNS)
        rows = [self._row(line) for line in self.month.lines]
        sums: dict[tuple[str, str], int] = {}
        for line in self.month.lines:
            key = (line.destination, line.receiver or line.party)
            sums[key] = sums.get(key, 0) + line.grams
        totals: list[tuple[Cell, ...]] = [
            (_(DESTINATIONS[way]), who, grams) for (way, who), grams in sorted(sums.items())
        ]
        heads = (Column(_("Destination")), Column(_("Organisation")), Column(_("Grams"), "grams"))
        whole = (_("Total"), "", sum(sums.values()))
        return (Table(_("Register"), columns, rows), Table(_("Sums"), heads, totals, whole))

    def pdf(self) -> bytes:
        """Pages of A4, a block a departure."""
        return _draw(self.month)

    def _row(self, line: RegisterLine) -> tuple[Cell, ...]:
        return (
            line.day, self.month.waste(line), line.waste_code, tonnes(line.grams), line.grams,
            line.destination, line.receiver or line.party, line.address, line.carrier,
            line.treatment, line.slip, line.ticket_no, line.ticket_g,
        )  # fmt: skip


def _draw(month: RegisterMonth) -> bytes:
    title = _("Register of outgoing waste")

    def foot(sheet: Sheet, page: int) -> None:
        words = _("Environment code, R. 541-43; order of 31 May 2021, article 2. Keep three years.")
        sheet.text(MARGIN, FOOT + 22, words, Style(11, 400, SOFT))
        sheet.text(WIDTH - MARGIN, FOOT + 22, str(page), Style(11, 400, SOFT), "right")

    sheet = Sheet(f"{title} {month.month}", month.shop, title, foot)
    sheet.logo(MARGIN, sheet.y, 40)
    sheet.text(MARGIN + 54, sheet.y + 18, month.shop, Style(13, 600, SOFT))
    head = f"{title} · {month.title}"
    look = narrowed(head, Style(20, 800), WIDTH - 2 * MARGIN - 54)
    sheet.text(MARGIN + 54, sheet.y + 42, head, look)
    siret = _("SIRET {number}", number=month.siret) if month.siret else ""
    who = " · ".join(part for part in (month.address, siret) if part)
    sheet.text(MARGIN, sheet.y + 72, who, Style(12, 400, SOFT))
    total = sum(line.grams for line in month.lines)
    sheet.text(MARGIN, sheet.y + 96, _("{weight} of waste left, {tonnes} t",
               weight=format_grams(total), tonnes=tonnes(total)), Style(14, 700))  # fmt: skip
    sheet.y += 112
    heads = (
        Head(_("Day"), 74, right=False), Head(_("Waste"), 176, right=False),
        Head(_("Code"), 72, right=False), Head(_("Tonnes"), 72),
        Head(_("Treat-\nment"), 54), Head(_("Receiver and\ncarrier"), 150, right=False),
        Head(_("Slip"), 84, right=False),
    )  # fmt: skip
    sheet.heads(heads)
    for line in month.lines:
        _departure(sheet, heads, month, line)
    return sheet.close()


def _departure(
    sheet: Sheet, heads: tuple[Head, ...], month: RegisterMonth, line: RegisterLine
) -> None:
    small = Style(11)
    who = [line.receiver or line.party or "—", line.address, line.carrier]
    slip = [line.slip] if line.slip else [_("no slip")]
    if line.ticket_no:
        slip.append(_("ticket {number}", number=line.ticket_no))
    texts = (
        [f"{line.day[8:]}/{line.day[5:7]}/{line.day[:4]}"], [month.waste(line)],
        [line.waste_code or "—"], [tonnes(line.grams)], [line.treatment or "—"], who, slip,
    )  # fmt: skip
    cells = [
        [row for part in parts if part for row in wrapped(part, small, head.width - 10)]
        for head, parts in zip(heads, texts, strict=True)
    ]
    high = max(len(rows) for rows in cells) * 15 + 12
    if sheet.need(high):
        sheet.heads(heads)
    left: float = MARGIN
    for place, (head, rows) in enumerate(zip(heads, cells, strict=True)):
        warned = place == len(heads) - 1 and not line.slip
        style = Style(11, 600, ORANGE) if warned else small
        for number, row in enumerate(rows):
            base = sheet.y + 17 + number * 15
            if head.right:
                sheet.text(left + head.width - 4, base, row, style, "right")
            else:
                sheet.text(left + 4, base, row, style)
        left += head.width
    sheet.y += high
    sheet.line(sheet.y - 0.5)
