"""The workshop's month on paper and in files: what was finished and made, never by whom."""

from __future__ import annotations

from datetime import date

from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.month import month_name
from reuse_pos.domain.wording import N_, _, ngettext
from reuse_pos.domain.workshop import STEPS
from reuse_pos.domain.workshop_month import FEWEST, Answers, WorkshopMonth
from reuse_pos.reports.base import Cell, Column, Report, Table
from reuse_pos.reports.page import (
    FOOT,
    LINE,
    MARGIN,
    SOFT,
    WIDTH,
    Head,
    Sheet,
    Style,
    narrowed,
    wrapped,
)

COLUMNS = ("category", "label", "step", "title", "done", "finished", "grams_before", "grams_after")
ROW, STEP_ROW = 24, 17
KINDS = {"transformed": N_("Made of several things"), "taken_apart": N_("Taken apart")}


class WorkshopOutput(Report):
    """A month of the workshop."""

    code = "workshop"
    title = N_("Workshop output")

    def __init__(self, month: WorkshopMonth) -> None:
        self.month = month

    @property
    def author(self) -> str:
        """The shop."""
        return self.month.shop

    @property
    def made_on(self) -> date:
        """The day it was made."""
        return self.month.made_on

    def tables(self) -> tuple[Table, ...]:
        """Each category with its kilos, then each of its steps; making; answers about time."""
        kinds = {"done": "count", "finished": "count"}
        kinds |= {"grams_before": "grams", "grams_after": "grams"}
        columns = tuple(Column(name, kinds.get(name, "text")) for name in COLUMNS)
        month = self.month
        whole = (_("Total"), "", "", "", None, month.finished, month.before_g, month.after_g)
        making = tuple(
            Column(title, kind)
            for title, kind in (
                (_("What"), "text"), (_("Times"), "count"), (_("Used (g)"), "grams"),
                (_("New things (g)"), "grams"), (_("Parts kept (g)"), "grams"),
                (_("Gone (g)"), "grams"),
            )
        )  # fmt: skip
        made: list[tuple[Cell, ...]] = [
            (_(KINDS[one.kind]), one.times, one.used_g, one.made_g, one.parts_g, one.gone_g)
            for one in month.makings
        ]
        times = (Column(_("Answer")), Column(_("Times"), "count"), Column(_("Hours, in tenths")))
        told: list[tuple[Cell, ...]] = [
            (_size(one), one.n, one.hours_tenths) for one in month.answers
        ]
        return (
            Table(_("Things finished"), columns, self._rows(), whole),
            Table(_("Made of others"), making, made),
            Table(_("Time told"), times, told),
        )

    def data(self) -> dict[str, object]:
        """The file format's object; grams are whole; an answer given fewer than five times is
        null."""
        month = self.month
        return {
            "month": month.month,
            "rows": [dict(zip(COLUMNS, row, strict=True)) for row in self._rows()],
            "finished": month.finished,
            "before_g": month.before_g,
            "after_g": month.after_g,
            "made": [
                {"kind": one.kind, "times": one.times, "used_g": one.used_g, "made_g": one.made_g,
                 "parts_g": one.parts_g, "gone_g": one.gone_g} for one in month.makings
            ],
            "time_told": [{"minutes": one.minutes, "times": one.n} for one in month.answers],
        }  # fmt: skip

    def pdf(self) -> bytes:
        """Pages of A4."""
        return _draw(self)

    def _rows(self) -> list[tuple[Cell, ...]]:
        rows: list[tuple[Cell, ...]] = []
        for line in self.month.lines:
            label = self.month.labels.get(line.category, line.category)
            rows.append(
                (line.category, label, "", "", None, line.finished, line.before_g, line.after_g)
            )
            rows += [
                (line.category, label, one.step, _(one.title), one.done, None, None, None)
                for one in self.month.steps
                if one.category == line.category
            ]
        return rows


def _draw(report: WorkshopOutput) -> bytes:
    month, title = report.month, _("Workshop output")

    def foot(sheet: Sheet, page: int) -> None:
        words = _("No person is counted here; answers given fewer than {n} times are hidden.",
                  n=FEWEST)  # fmt: skip
        sheet.text(MARGIN, FOOT + 22, words, Style(11, 400, SOFT))
        sheet.text(WIDTH - MARGIN, FOOT + 22, str(page), Style(11, 400, SOFT), "right")

    sheet = Sheet(f"{title} {month.month}", month.shop, title, foot)
    sheet.logo(MARGIN, sheet.y, 40)
    sheet.text(MARGIN + 54, sheet.y + 18, month.shop, Style(13, 600, SOFT))
    head = f"{title} · {month_name(month.month)}"
    look = narrowed(head, Style(20, 800), WIDTH - 2 * MARGIN - 54)
    sheet.text(MARGIN + 54, sheet.y + 42, head, look)
    told = ngettext("{n} thing finished", "{n} things finished", month.finished)
    kilos = _("{before} before, {after} after", before=format_grams(month.before_g),
              after=format_grams(month.after_g))  # fmt: skip
    sheet.text(MARGIN, sheet.y + 78, f"{told} · {kilos}", Style(14, 700))
    sheet.y += 96
    _draw_things(sheet, report)
    _draw_makings(sheet, month)
    _draw_answers(sheet, month)
    return sheet.close()


def _draw_things(sheet: Sheet, report: WorkshopOutput) -> None:
    """Each category with its things and kilos, and under it the steps done on them."""
    heads = (
        Head(_("Category, steps"), 402, right=False, bold=True), Head(_("Objects finished"), 90),
        Head(_("Before"), 95), Head(_("After"), 95),
    )  # fmt: skip
    sheet.heads(heads)
    month, small = report.month, Style(11.5, 400, SOFT)
    for line in month.lines:
        lines = wrapped(_steps_of(line.category, month), small, heads[0].width - 16)
        if sheet.need(ROW + STEP_ROW * len(lines)):
            sheet.heads(heads)
        weights = (format_grams(line.before_g), format_grams(line.after_g))
        label = month.labels.get(line.category, line.category)
        sheet.row(heads, (label, str(line.finished), *weights), ruled=False)
        for words in lines:
            sheet.text(MARGIN + 4, sheet.y + 7, words, small)
            sheet.y += STEP_ROW
        sheet.line(sheet.y - 0.5, LINE, 1, MARGIN, sum(head.width for head in heads))


def _steps_of(category: str, month: WorkshopMonth) -> str:
    """ "Clean 11 · Sand 11 · Paint 9": the steps done on things of a category, in the order of the
    work."""
    order = {code: n for n, code in enumerate(STEPS)}
    done = [one for one in month.steps if one.category == category]
    done.sort(key=lambda one: (one.step == "photo", order.get(one.step, len(order)), one.title))
    return " · ".join(f"{_(one.title)}\u00a0{one.done}" for one in done)


def _draw_makings(sheet: Sheet, month: WorkshopMonth) -> None:
    if not month.makings:
        return
    sheet.need(110)
    sheet.heading(_("Made of others"))
    heads = (
        Head("", 222, right=False), Head(_("Times"), 70), Head(_("Used"), 98),
        Head(_("New things"), 98), Head(_("Parts"), 97), Head(_("Gone"), 97),
    )  # fmt: skip
    sheet.heads(heads)
    for one in month.makings:
        grams = [format_grams(g) for g in (one.used_g, one.made_g, one.parts_g, one.gone_g)]
        sheet.row(heads, (_(KINDS[one.kind]), str(one.times), *grams))


def _draw_answers(sheet: Sheet, month: WorkshopMonth) -> None:
    sheet.need(200)
    sheet.heading(_("Time told, once an object"))
    heads = (Head(_("Answer"), 300, right=False), Head(_("Times"), 190), Head(_("Hours"), 192))
    sheet.heads(heads)
    for one in month.answers:
        few = _("fewer than {n}", n=FEWEST)
        tenths = one.hours_tenths
        hours = "—" if tenths is None else f"{tenths // 10},{tenths % 10}"
        sheet.row(heads, (_size(one), few if one.n is None else str(one.n), hours))


def _size(one: Answers) -> str:
    words = {30: _("half an hour"), 60: _("1 hour"), 120: _("2 hours"), 240: _("half a day")}
    return words[one.minutes]
