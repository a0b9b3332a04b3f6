"""The monthly weight diverted from waste: what funders and eco-organisations are sent."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date

from reuse_pos.domain.indicators import COLUMNS, FamilyLine
from reuse_pos.domain.mass import DESTINATIONS, ORIGINS, Source
from reuse_pos.domain.month import FAMILY_HEADS, SOURCE_WORDS, MonthReport
from reuse_pos.domain.wording import N_, _
from reuse_pos.reports.base import Cell, Column, Report, Table

_NUMBERS = ("grams", "pieces", "measured_grams")


class Diverted(Report):
    """One month of one shop; every face is drawn from the same `MonthReport`."""

    code = "diverted"
    title = N_("Weight diverted from waste")

    def __init__(self, month: MonthReport) -> None:
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
        """The file format's object."""
        return self.month.figures.as_json()

    def pdf(self) -> bytes:
        """Two pages of A4, more where the lists are long."""
        from reuse_pos.reports.diverted_pdf import draw

        return draw(self.month)

    def tables(self) -> tuple[Table, ...]:
        """Lines as the file format has them, then what people read."""
        return (
            self._lines(),
            self._families(),
            self._totals(),
            self._ways_in(),
            self._ways_out(),
            self._estimates(),
            self._communes(),
        )

    def _lines(self) -> Table:
        columns = tuple(Column(name, "grams" if name in _NUMBERS else "text") for name in COLUMNS)
        return Table(_("Lines"), columns, [astuple(row) for row in self.month.figures.lines])

    def _families(self) -> Table:
        words = (
            _("Entered (g)"), _("Reused (g)"), _("Sorting operator (g)"), _("Recycled (g)"),
            _("Energy (g)"), _("Disposed of (g)"), _("Other movements (g)"),
            _("Stock change, computed (g)"),
        )  # fmt: skip
        columns = (
            Column(_("Family")),
            *(Column(word, "grams") for word in words),
            Column(_("Reuse rate (bp)"), "rate"),
        )
        lines = self.month.figures.families()
        rows = [(_(FAMILY_HEADS[one.family]), *_amounts(one), one.rate_bp) for one in lines]
        sums: list[int] = [sum(column) for column in zip(*map(_amounts, lines), strict=True)]
        rate = self.month.figures.totals.reuse_rate_bp
        return Table(_("Families"), columns, rows, (_("Total"), *sums, rate))

    def _totals(self) -> Table:
        figures = self.month.figures
        data = figures.as_json()
        rows: list[tuple[Cell, ...]] = [("month", figures.month), ("store", figures.store)]
        rows += [
            (name, getattr(figures.totals, name)) for name in figures.totals.__dataclass_fields__
        ]
        for name in ("diverted_includes_energy", "closing_is", "balanced"):
            value = data[name]
            rows.append((name, str(value).lower() if isinstance(value, bool) else str(value)))
        columns = (Column(_("Figure")), Column(_("Value"), "grams"))
        return Table(_("Totals"), columns, rows)

    def _ways_in(self) -> Table:
        columns = (Column(_("Origin")), Column(_("Organisation")), Column(_("Grams"), "grams"))
        rows = [
            (_(ORIGINS[w.code]), self.month.party(w.party), w.grams) for w in self.month.origins
        ]
        return Table(_("Origins"), columns, rows)

    def _ways_out(self) -> Table:
        columns = (
            Column(_("Destination")), Column(_("Organisation")), Column(_("Slip")),
            Column(_("Last day")), Column(_("Grams"), "grams"),
        )  # fmt: skip
        sold = [w for w in self.month.destinations if w.code == "sale"]
        rows: list[tuple[Cell, ...]] = [
            (_(DESTINATIONS[w.code]), self.month.party(w.party), None, None, w.grams) for w in sold
        ]
        rows += [
            (_(DESTINATIONS[s.destination]), self.month.party(s.party), s.document, s.day, s.grams)
            for s in self.month.slips
        ]
        return Table(_("Destinations"), columns, rows)

    def _estimates(self) -> Table:
        columns = (
            Column(_("Category")), Column(_("Direction")), Column(_("Known by")),
            Column(_("Pieces"), "count"), Column(_("Grams"), "grams"),
        )  # fmt: skip
        sides = {"in": _("came in"), "out": _("went out")}
        rows = [
            (
                self.month.label(e.category), sides[e.direction], _(SOURCE_WORDS[Source(e.source)]),
                e.pieces, e.grams,
            )
            for e in self.month.estimates
        ]  # fmt: skip
        return Table(_("Weights not measured"), columns, rows)

    def _communes(self) -> Table:
        columns = (
            Column(_("INSEE code")), Column(_("Commune")), Column(_("Weighings"), "count"),
            Column(_("Grams"), "grams"),
        )  # fmt: skip
        rows = [
            (line.insee, line.name or _("not asked"), line.movements, line.grams)
            for line in self.month.communes
        ]
        return Table(_("Communes"), columns, rows)


def _amounts(one: FamilyLine) -> tuple[int, ...]:
    return (
        one.entered_g, one.reused_g, one.sorter_g, one.recycled_g, one.energy_g, one.disposed_g,
        one.other_g, one.stock_change_g,
    )  # fmt: skip
