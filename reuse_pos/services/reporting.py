"""The month's figures for screens, papers and files: one reading of the ledger feeds them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reuse_pos.db import reporting
from reuse_pos.db.store import Reader
from reuse_pos.domain.category import Category
from reuse_pos.domain.clock import business_day, month_of
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.indicators import (
    Balance,
    Diverted,
    Rules,
    SorterKey,
    balance_of,
    diverted_month,
)
from reuse_pos.domain.mass import DESTINATIONS, MEASURED, NOT_COLLECTED, ORIGINS
from reuse_pos.domain.month import (
    FIGURES,
    CommuneLine,
    Estimate,
    MonthReport,
    Way,
    WeighingPage,
    after_month,
    ends_of,
    first_day,
    month_before,
    month_name,
    months_of,
)
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.domain.wording import _
from reuse_pos.services.events import Events
from reuse_pos.services.office import Office, Station

if TYPE_CHECKING:
    from reuse_pos.domain.workshop_month import WorkshopMonth
    from reuse_pos.reports.base import Report
    from reuse_pos.reports.waste_register import RegisterMonth

PAGE = 50
FORMATS = ("pdf", "xlsx", "csv", "json")
_KEPT = 64
_COUNT_LOOKED_FOR_MONTHS = 24
MOST_MONTHS = 120


@dataclass(frozen=True)
class ReportView:
    """A report that can be asked for: its code, its name and the formats it comes in."""

    code: str
    title: str
    formats: tuple[str, ...]


class Reporting(Station):
    """Reads the ledger and writes files; changes nothing in the shop."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._after: dict[tuple[str, int], dict[str, tuple[int, int]]] = {}
        self._balances: dict[tuple[str, int], Balance] = {}

    def reports(self) -> tuple[ReportView, ...]:
        """Every report there is."""
        from reuse_pos.reports import REPORTS

        return tuple(ReportView(one.code, _(one.title), FORMATS) for one in REPORTS)

    def months(self) -> tuple[str, ...]:
        """The months from the first movement of goods to the present one, oldest first."""
        here = month_of(business_day(self.clock.now()))
        span = reporting.span(self.store.read())
        first, last = (here, here) if span is None else (month_of(span[0]), month_of(span[1]))
        months = [min(first, here)]
        while months[-1] < max(last, here):
            months.append(month_before(months[-1], -1))
        return tuple(months)

    def latest_month(self) -> str:
        """The month to show first: the last one in which anything moved."""
        span = reporting.span(self.store.read())
        return month_of(business_day(self.clock.now()) if span is None else span[1])

    def diverted(self, month: str) -> Diverted:
        """The lines and totals of a month ("2026-10"); its independent count comes with `balance`.

        Refuses what is no month.
        """
        checked_month(month)
        with reporting.snapshot(self.store.read()) as reader:
            return self._diverted(reader, month)

    def balance(self, month: str) -> Balance:
        """Whether the month's stock equals things and untracked goods counted one by one.

        Reads the whole ledger the first time; the answer is kept until something moves.
        """
        checked_month(month)
        with reporting.snapshot(self.store.read()) as reader:
            return self._balance(reader, self._diverted(reader, month))

    def month(self, month: str, *, counted: bool = True) -> MonthReport:
        """Everything the report of a month, or of several ("2026-07/2026-09"), says; `counted`
        False leaves the slow independent count out."""
        checked_month(month)
        with reporting.snapshot(self.store.read()) as reader:
            figures = self._by_month(reader, self._diverted(reader, month))
            if counted:
                figures = replace(figures, balance=self._balance(reader, figures))
            return self._month(reader, figures)

    def weighings(
        self,
        who: Actor,
        month: str,
        figure: str,
        family: str = "",
        after: tuple[str, bytes] | None = None,
    ) -> WeighingPage:
        """A page of the movements that add up to a figure of `domain.month.FIGURES`, of one family
        or all."""
        refuse_unless(who, Permission.SEE_REPORTS)
        checked_month(month)
        codes = [
            code
            for code, category in self.office.categories().items()
            if family in ("", category.family)
        ]
        found = reporting.weighings_behind(
            self.store.read(), first_day(month), after_month(month),
            FIGURES[figure], codes, after, PAGE + 1,
        )  # fmt: skip
        page = tuple(found[:PAGE])
        more = (page[-1].day, page[-1].entry) if len(found) > PAGE else None
        return WeighingPage(page, more)

    def export(self, who: Actor, month: str, fmt: str, path: Path, code: str = "diverted") -> Path:
        """Write a report of a month, or of several, as pdf, xlsx, csv or json; returns the file.

        Refuses an unknown report, format or month, a month in which nothing moved, a folder that
        cannot be
        written; a file that was there stays whole until the new one is complete.
        """
        refuse_unless(who, Permission.SEE_REPORTS)
        from reuse_pos.reports import REPORTS
        from reuse_pos.reports.base import write

        found = next((report for report in REPORTS if report.code == code), None)
        if found is None:
            raise Refusal(
                _("There is no report called “{code}”. Nothing was written.", code=code), "report"
            )
        if fmt not in FORMATS:
            raise Refusal(
                _(
                    "“{format}” is no format of a report. Nothing was written. "
                    "Choose pdf, xlsx, csv or json.",
                    format=fmt[:20],
                ),
                "format",
            )
        written = write(_MAKERS[code](self, month), fmt, path)
        Events(self.office).exported(who, code, month, fmt)
        return written

    def register(self, month: str) -> RegisterMonth:
        """The waste that left in a month, in order of time (French environment code R. 541-43)."""
        from reuse_pos.db import outflow
        from reuse_pos.reports.waste_register import RegisterMonth

        checked_month(month)
        lines = outflow.register(self.store.read(), first_day(month), after_month(month))
        labels = {code: one.label for code, one in self.office.categories().items()}
        setting = self.office.setting
        return RegisterMonth(
            month, setting("store.name"), setting("store.address"), setting("store.siret"),
            self.clock.now().date(), tuple(lines), labels, month_name(month),
        )  # fmt: skip

    def _diverted_report(self, month: str) -> Report:
        from reuse_pos.reports.diverted import Diverted as DivertedReport

        report = self.month(month)
        if report.figures.is_empty:
            raise Refusal(
                _("Nothing was weighed in this period. Nothing was written. Choose another."),
                "empty",
            )
        return DivertedReport(report)

    def _register_report(self, month: str) -> Report:
        from reuse_pos.reports.waste_register import WasteRegister

        report = self.register(month)
        if report.is_empty:
            raise Refusal(
                _("No waste left in this period. Nothing was written. Choose another."),
                "empty",
            )
        return WasteRegister(report)

    def workshop(self, month: str) -> WorkshopMonth:
        """What the workshop finished, made and took apart in a month; nobody is named."""
        from reuse_pos.db import workshop_month as rows
        from reuse_pos.domain import workshop_month as told

        checked_month(month)
        start, end = first_day(month), after_month(month)
        with reporting.snapshot(self.store.read()) as reader:
            orders = rows.finished_orders(reader, start, end)
            return told.WorkshopMonth(
                month, self.office.setting("store.name"), self.clock.now().date(),
                told.category_work(orders), told.step_work(orders),
                tuple(rows.makings(reader, start, end)),
                told.answers_by_size(rows.told_minutes(reader, start, end)),
                {code: one.label for code, one in self.office.categories().items()},
            )  # fmt: skip

    def _workshop_report(self, month: str) -> Report:
        from reuse_pos.reports.workshop_output import WorkshopOutput

        return WorkshopOutput(self.workshop(month))

    def export_into(self, who: Actor, month: str, fmt: str, folder: Path) -> Path:
        """Write the weight diverted as `diverted-2026-10.pdf` in a folder, made if need be."""
        refuse_unless(who, Permission.SEE_REPORTS)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as trouble:
            raise Refusal(
                _(
                    "The folder {folder} cannot be made. Nothing was written. "
                    "Choose another folder.",
                    folder=str(folder),
                ),
                "file",
            ) from trouble
        return self.export(who, month, fmt, folder / f"diverted-{month}.{fmt}")

    def _diverted(self, reader: Reader, month: str) -> Diverted:
        start, end = first_day(month), after_month(month)
        stock = reporting.standing(reader, start, end, self._stock_after(reader, end))
        return diverted_month(
            month, reporting.store_number(reader), self.office.categories(),
            reporting.flows(reader, start, end), stock, self._rules(),
        )  # fmt: skip

    def _by_month(self, reader: Reader, figures: Diverted) -> Diverted:
        months = months_of(figures.month)
        if len(months) == 1:
            return figures
        rows = [row for one in months for row in self._diverted(reader, one).rows]
        return replace(figures, by_month=tuple(rows))

    def _stock_after(self, reader: Reader, end: str) -> dict[str, tuple[int, int]]:
        """What changed since a past month is summed once, then kept until something moves."""
        key = (end, reporting.ledger_mark(reader))
        if key not in self._after:
            if len(self._after) >= _KEPT:
                self._after.clear()
            self._after[key] = reporting.grams_after(reader, end)
        return self._after[key]

    def _balance(self, reader: Reader, figures: Diverted) -> Balance:
        key = (figures.month, reporting.ledger_mark(reader))
        if key not in self._balances:
            if len(self._balances) >= _KEPT:
                self._balances.clear()
            opening, closing = reporting.counted_stock(
                reader, first_day(figures.month), after_month(figures.month)
            )
            self._balances[key] = balance_of(figures, closing, opening)
        return self._balances[key]

    def _rules(self) -> Rules:
        key = SorterKey(
            self.office.number("report.sorter_reuse_bp"),
            self.office.number("report.sorter_recycling_bp"),
            self.office.setting("report.sorter_key_source"),
        )
        return Rules(bool(self.office.number("report.energy_is_diverted")), key)

    def _month(self, reader: Reader, figures: Diverted) -> MonthReport:
        month = figures.month
        start, end = first_day(month), after_month(month)
        moved = reporting.movements(reader, start, end)
        today = business_day(self.clock.now())
        last = ends_of(month)[1]
        year = first_day(month_before(last, 11))
        return MonthReport(
            figures=figures,
            shop=self.office.setting("store.name"),
            address=self.office.setting("store.address"),
            place=self.office.setting("store.short_name"),
            intakes=reporting.intakes(reader, start, end),
            till=reporting.till_days(reader, start, end, today.isoformat()),
            origins=_ways(moved, "in:", tuple(ORIGINS)),
            destinations=_ways(moved, "out:", tuple(DESTINATIONS)),
            slips=reporting.slips(reader, start, end),
            estimates=_estimates(moved, self.office.categories()),
            communes=_communes(moved, reporting.communes(reader)),
            year=_year(reporting.out_by_month(reader, year, end), last, figures.rules),
            counted_on=self._counted_on(reader, last),
            made_on=self.clock.now().date(),
            parties=reporting.party_names(reader),
            labels={code: one.label for code, one in self.office.categories().items()},
        )

    def _counted_on(self, reader: Reader, month: str) -> str | None:
        since = first_day(month_before(month, _COUNT_LOOKED_FOR_MONTHS))
        return reporting.counted_on(reader, since, after_month(month))


_MAKERS: dict[str, Callable[[Reporting, str], Report]] = {
    "diverted": Reporting._diverted_report,
    "waste_register": Reporting._register_report,
    "workshop": Reporting._workshop_report,
}


def checked_month(period: str) -> str:
    """The month if it is one ("2026-10"), or the period ("2026-07/2026-09") if it is one of at
    most `MOST_MONTHS`; refuses otherwise."""
    first, slash, last = period.partition("/")
    last = last if slash else first
    for month in (first, last):
        try:
            proper = len(month) == 7 and bool(first_day(month))
        except ValueError:
            proper = False
        if not proper:
            raise Refusal(
                _(
                    "“{month}” is no month. Nothing was read. Write it like 2026-10.",
                    month=month[:20],
                ),
                "month",
            )
    if last < first or len(months_of(period)) > MOST_MONTHS:
        raise Refusal(
            _(
                "From {first} to {last} is no period of at most {years} years. Nothing was read. "
                "Give the earlier month first.",
                first=first, last=last, years=MOST_MONTHS // 12,
            ),
            "period",
        )  # fmt: skip
    return period


def _ways(
    moved: Sequence[reporting.Movement], side: str, order: tuple[str, ...]
) -> tuple[Way, ...]:
    sign = -1 if side == "in:" else 1
    ways: dict[tuple[str, str], tuple[int, int]] = {}
    for one in moved:
        if one.place.startswith(side):
            key = (one.place.removeprefix(side), one.party)
            grams, pieces = ways.get(key, (0, 0))
            ways[key] = (grams + sign * one.grams, pieces + sign * one.pieces)
    listed = [Way(code, party, *amounts) for (code, party), amounts in ways.items()]
    return tuple(sorted(listed, key=lambda way: (order.index(way.code), -way.grams)))


def _estimates(
    moved: Sequence[reporting.Movement], categories: dict[str, Category]
) -> tuple[Estimate, ...]:
    found: dict[tuple[str, str, str], tuple[int, int]] = {}
    for one in moved:
        side = one.place.partition(":")[0]
        if side == "adjust" or one.source in MEASURED:
            continue
        sign = -1 if side == "in" else 1
        key = (one.category, side, one.source)
        pieces, grams = found.get(key, (0, 0))
        found[key] = (pieces + sign * one.pieces, grams + sign * one.grams)
    order = {code: rank for rank, code in enumerate(categories)}
    lines = [Estimate(*key, *amounts) for key, amounts in found.items() if any(amounts)]
    return tuple(
        sorted(lines, key=lambda e: (e.direction, order.get(e.category, len(order)), e.source))
    )


def _communes(
    moved: Sequence[reporting.Movement], names: dict[str, str]
) -> tuple[CommuneLine, ...]:
    found: dict[str, tuple[int, int]] = {}
    for one in moved:
        if one.place.startswith("in:") and one.place[3:] not in NOT_COLLECTED:
            grams, n = found.get(one.commune, (0, 0))
            found[one.commune] = (grams - one.grams, n + one.n)
    lines = [CommuneLine(code, names.get(code, code), *both) for code, both in found.items()]
    return tuple(sorted(lines, key=lambda line: (line.insee == "", -line.grams)))


def _year(
    out: dict[str, dict[str, int]], month: str, rules: Rules
) -> tuple[tuple[str, int | None], ...]:
    months = [month_before(month, steps) for steps in range(11, -1, -1)]
    return tuple((one, rules.diverted_g(out[one]) if one in out else None) for one in months)
