"""The sheet of a safety check as a paper: the thing, each point with its answer and the rule it
comes from, the result, a place to sign."""

from __future__ import annotations

from pathlib import Path

from reuse_pos.domain.category import Category
from reuse_pos.domain.checks import (
    NOT_FOR_SALE,
    RESULT_WORDS,
    Result,
    Sheet,
    is_electric,
    point_source,
    point_words,
)
from reuse_pos.domain.item import Item
from reuse_pos.domain.wording import _
from reuse_pos.reports.page import FOOT, MARGIN, SOFT, WIDTH, Head, Style
from reuse_pos.reports.page import Sheet as Page

COLUMNS = (300, 82, 300)


def write_test_sheet(path: Path, shop: str, sheet: Sheet, item: Item, category: Category) -> None:
    """Write the PDF of a sheet; the person is an operator code, never a name."""
    title = _title(sheet, category)

    def foot(page: Page, number: int) -> None:
        page.text(MARGIN, FOOT + 22, f"{sheet.number} · {item.short}", Style(11, 400, SOFT))
        page.text(WIDTH - MARGIN, FOOT + 22, str(number), Style(11, 400, SOFT), "right")

    page = Page(f"{title} {sheet.number}", shop, title, foot)
    page.logo(MARGIN, page.y, 40)
    page.text(MARGIN + 54, page.y + 18, shop, Style(13, 600, SOFT))
    page.text(MARGIN + 54, page.y + 42, f"{title} {sheet.number}", Style(22, 800))
    page.y += 76
    for name, value in _facts(sheet, item, category):
        page.text(MARGIN, page.y + 16, name, Style(12.5, 400, SOFT))
        page.text(MARGIN + 180, page.y + 16, value, Style(13, 600))
        page.y += 24
    page.y += 16
    heads = [
        Head(_("What was looked at"), COLUMNS[0], right=False, bold=True),
        Head(_("Answer"), COLUMNS[1], right=False),
        Head(_("Rule"), COLUMNS[2], right=False),
    ]
    page.heads(heads)
    for code, yes in sheet.answers:
        answer = _("yes") if yes else _("no")
        page.row(heads, (point_words(code), answer, point_source(code)))
    page.y += 34
    page.text(MARGIN, page.y, _("Result: {result}", result=_outcome(sheet)), Style(18, 800))
    page.y += 34
    page.text(MARGIN, page.y, _("Signature"), Style(12, 600, SOFT))
    page.box(MARGIN, page.y + 10, 260, 70)
    path.write_bytes(page.close())


def _title(sheet: Sheet, category: Category) -> str:
    if sheet.kind == NOT_FOR_SALE:
        return _("Not for sale")
    return _("Electrical test sheet") if is_electric(category) else _("Safety sheet")


def _outcome(sheet: Sheet) -> str:
    if sheet.kind == NOT_FOR_SALE:
        return _("Not for sale")
    return _(RESULT_WORDS[Result(sheet.result)])


def _facts(sheet: Sheet, item: Item, category: Category) -> list[tuple[str, str]]:
    facts = [
        (_("Object"), item.label),
        (_("Label"), item.short),
        (_("Kind"), category.label),
        (_("Brand"), item.brand or ""),
        (_("Serial number"), sheet.serial or item.serial or ""),
        (_("Date"), "/".join(reversed(sheet.day.split("-")))),
        (_("Operator"), sheet.op),
        (_("Note"), sheet.note),
    ]
    return [(name, value) for name, value in facts if value]
