"""A person's booklet on paper, theirs to take away: what they did here, place by place, in days."""

from __future__ import annotations

from collections.abc import Sequence

from reuse_pos.domain.skills import POSTS, Deed, words_of
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.reports.page import FOOT, MARGIN, SOFT, Head, Sheet, Style


def booklet_pdf(name: str, shop: str, deeds: Sequence[Deed]) -> bytes:
    """The booklet as an A4 PDF: no score, no rank, no hours."""
    title = _("What I did")

    def foot(sheet: Sheet, _page: int) -> None:
        words = _("This sheet is yours. Show it to whom you like.")
        sheet.text(MARGIN, FOOT + 22, words, Style(11, 400, SOFT))

    sheet = Sheet(title, name, title, foot)
    sheet.logo(MARGIN, sheet.y, 40)
    sheet.text(MARGIN + 54, sheet.y + 18, shop, Style(13, 600, SOFT))
    sheet.text(MARGIN + 54, sheet.y + 42, f"{name} · {title}", Style(22, 800))
    sheet.y += 66
    columns = (
        Head(_("Task"), 380, right=False, bold=True), Head(_("Days"), 120),
        Head(_("The last time"), 180),
    )  # fmt: skip
    for post, (words, _icon, _family) in POSTS.items():
        here = [deed for deed in deeds if deed.post == post]
        if not here:
            continue
        sheet.need(96)
        sheet.heading(_(words))
        sheet.heads(columns)
        for deed in here:
            sheet.need(30)
            cells = (
                _(words_of(deed)[0]), ngettext("{n} day", "{n} days", deed.days),
                "/".join(reversed(deed.last.split("-"))),
            )  # fmt: skip
            sheet.row(columns, cells)
    return sheet.close()
