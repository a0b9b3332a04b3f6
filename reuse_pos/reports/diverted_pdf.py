"""The month's report on paper: two pages of A4, readable in grey, every figure the one of the
files."""

from __future__ import annotations

from collections.abc import Sequence

from reuse_pos.domain.indicators import FamilyLine
from reuse_pos.domain.mass import DESTINATIONS, NOT_COLLECTED, ORIGINS, REUSED, Source
from reuse_pos.domain.money import NBSP, half_up
from reuse_pos.domain.month import (
    DASH,
    FAMILY_HEADS,
    SHORT_MONTHS,
    SOURCE_WORDS,
    MonthReport,
    Slip,
    Way,
    control_line,
    exact_kilos,
    kilos,
    month_name,
    percent,
    share,
    signed_kilos,
)
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.reports.page import (
    BLUE,
    FOOT,
    INK,
    MARGIN,
    NAVY,
    PALE,
    SOFT,
    STRONG,
    WIDTH,
    Head,
    Sheet,
    Style,
    narrowed,
    width,
    wrapped,
)

ROOM = WIDTH - 2 * MARGIN
_NOTE = Style(11.5, 400, SOFT)
_LIST_ROW = 25.5


def draw(report: MonthReport) -> bytes:
    """The PDF; laid out twice, so that each foot can say how many pages there are."""
    first = _Paper(report)
    first.fill()
    paper = _Paper(report, first.sheet.page, first.estimates_on)
    paper.fill()
    return paper.sheet.close()


class _Paper:
    def __init__(self, report: MonthReport, pages: int = 0, estimates_on: int = 2) -> None:
        self.report, self.pages, self.estimates_on = report, pages, estimates_on
        title = _("Weight diverted from waste · {month}", month=month_name(report.month))
        self.title = title
        self.sheet = Sheet(title, report.shop, _("Monthly mass balance"), self._foot)

    def fill(self) -> None:
        self._head()
        self._figures()
        self._families()
        self._year()
        self._ways()
        self._method()
        if self.sheet.page == 1:
            self.sheet.next_page()
        self._slips()
        self._estimates()
        self._communes()

    def _foot(self, sheet: Sheet, page: int) -> None:
        style = Style(11, 400, SOFT)
        sheet.line(FOOT + 8.5)
        made = self.report.made_on.strftime("%d/%m/%Y")
        left = _("Month not closed · computed stock · made on {day}", day=made)
        sheet.text(MARGIN, FOOT + 28, left, style)
        right = _("Page {n} of {all}", n=page, all=self.pages)
        sheet.text(WIDTH - MARGIN, FOOT + 28, right, style, "right")

    def _head(self) -> None:
        sheet, report = self.sheet, self.report
        sheet.logo(MARGIN, 52, 50)
        who = " · ".join(part for part in (report.shop, report.address) if part)
        sheet.text(120, 56, who, Style(13, 400, SOFT))
        look = narrowed(self.title, Style(25, 800), WIDTH - MARGIN - 120)
        sheet.text(120, 84, self.title, look)
        meaning = _("reuse = waste avoided; recycling = waste recovered")
        sheet.text(120, 103, meaning, Style(13, 400, SOFT))
        sheet.line(121.5, NAVY, 3)
        sheet.y = 137

    def _figures(self) -> None:
        report, t = self.report, self.report.figures.totals
        kept = _("{reused} avoided + {recycled} recovered", reused=kilos(t.reused_g),
                 recycled=kilos(t.recycled_g))  # fmt: skip
        if t.diverted_g != t.reused_g + t.recycled_g:
            kept = _("reused, recycled and other: see the method")
        left = _("{reused} ÷ {left} kg left", reused=kilos(t.reused_g), left=kilos(t.left_g))
        count = ngettext("{n} delivery", "{n} deliveries", report.intakes)
        count = count.replace(str(report.intakes), kilos(report.intakes * 1000), 1)
        guess = _(
            "{kilos} kg estimated, list on p. {page}",
            kilos=kilos(report.figures.estimated_g),
            page=self.estimates_on,
        )
        boxes = (
            (_("Diverted from waste"), f"{kilos(t.diverted_g)}{NBSP}kg", kept),
            (_("Reuse rate"), percent(t.reuse_rate_bp), left),
            (_("Entries"), f"{kilos(t.collected_g)}{NBSP}kg", count),
            (_("Measured share"), share(t.measured_share_bp), guess),
        )
        x, wides = float(MARGIN), (179.0, 158.0, 157.0, 158.0)
        for (word, figure, note), wide in zip(boxes, wides, strict=True):
            self.sheet.box(x, 137, wide, 76)
            self.sheet.text(x + 13, 158, word, Style(12, 400, SOFT))
            self.sheet.text(x + 13, 182, figure, Style(22, 800))
            room = wide - 22
            px = min(11.0, 11 * room / max(width(note, Style(11)), 1))
            self.sheet.text(x + 13, 200, note, Style(px, 400, SOFT))
            x += wide + 10
        self.sheet.y = 213

    def _families(self) -> None:
        sheet, figures = self.sheet, self.report.figures
        lines = figures.families()
        others = any(one.other_g for one in lines)
        columns = _family_columns(others)
        sheet.heading(_("1. Mass balance by family (kg, after sorting)"), 18)
        sheet.y -= 4
        sheet.heads(columns)
        for one in lines:
            sheet.row(columns, _family_cells(one, _(FAMILY_HEADS[one.family]), others))
        t = figures.totals
        whole = FamilyLine(
            "", sum(one.entered_g for one in lines), t.reused_g, t.sorter_g, t.recycled_g,
            t.energy_g, t.disposed_g, sum(one.other_g for one in lines), t.stock_change_g,
        )  # fmt: skip
        sheet.row(columns, _family_cells(whole, _("Total"), others), total=True, high=28)
        self._control(any(one.sorter_g for one in lines))

    def _control(self, starred: bool) -> None:
        report = self.report
        text = _("Check (kg): {sum}.", sum=control_line(report))
        balance = report.figures.balance
        if balance is None or balance.holds:
            text += " " + _("The balance holds.")
        else:
            names = {_(FAMILY_HEADS.get(d.family, d.family)) for d in balance.differences}
            named = ", ".join(sorted(names)) or _("categories changed")
            text += " " + _("The balance does not hold: {families}.", families=named)
        if starred:
            text += " " + _("* Sorting operator apart.")
        self.sheet.y += 3
        self._lines(text, _NOTE, 15.5)

    def _year(self) -> None:
        sheet = self.sheet
        sheet.heading(_("2. Diverted from waste over twelve months (tonnes)"), 14)
        # A long table above takes its room from the bars.
        top, step = sheet.y, (ROOM - 2) / 12
        high = 104.0 if top < 640 else 80.0
        most = max((grams or 0 for _month, grams in self.report.year), default=0)
        for number, (month, grams) in enumerate(self.report.year):
            x = MARGIN + 6 + number * step
            last = number == 11
            tall = max(grams or 0, 0) * (high - 22) / most if most > 0 else 0
            sheet.bar(x, top + high - tall, 38, tall, BLUE if last else PALE)
            value = DASH if grams is None else _tonnes(grams)
            sheet.text(x + 19, top + high - tall - 6, value, Style(10.5), "centre")
            name = _(SHORT_MONTHS[int(month[5:]) - 1])
            sheet.text(x + 19, top + high + 15, name, Style(11, 400, SOFT), "centre")
        sheet.line(top + high, STRONG)
        sheet.y = top + high + 20

    def _ways(self) -> None:
        sheet, top = self.sheet, self.sheet.y
        most = max(4, int((FOOT - 144 - top) / _LIST_ROW))
        sheet.heading(_("3. Where the goods come from"), 12)
        sheet.y -= 4
        self._origins(most)
        low, sheet.y = sheet.y, top + 12
        right = MARGIN + ROOM / 2 + 14
        sheet.text(right, sheet.y + 15, _("4. Where the rest goes"), Style(15, 700))
        sheet.y += 22
        columns = (Head("", 249, right=False), Head("", 78))
        for word, grams in self._rest(most):
            sheet.row(columns, (word, f"{kilos(grams)}{NBSP}kg"), right, high=_LIST_ROW)
        sheet.y = max(low, sheet.y)

    def _origins(self, most: int) -> None:
        columns = (Head("", 185, right=False), Head("", 84), Head("", 58))
        whole = self.report.figures.totals.collected_g
        by_code: dict[str, int] = {}
        for way in self.report.origins:
            if way.code not in NOT_COLLECTED:
                by_code[way.code] = by_code.get(way.code, 0) + way.grams
        heaviest = sorted(by_code.items(), key=lambda pair: -pair[1])
        rows = [(_(ORIGINS[code]), grams) for code, grams in heaviest]
        for word, grams in _shortened(rows, most, _("Others")):
            part = percent(half_up(grams * 10_000, whole) if whole > 0 else None)
            self.sheet.row(columns, (word, f"{kilos(grams)}{NBSP}kg", part), high=_LIST_ROW)

    def _rest(self, most: int) -> list[tuple[str, int]]:
        """Recyclers first, the lightest gathered when there are many; then every other way out."""
        ways: dict[str, list[Way]] = {}
        for way in self.report.destinations:
            if way.code not in REUSED:
                ways.setdefault(way.code, []).append(way)
        recyclers = ways.pop("recycling", [])
        others = [(self._way_word(some), sum(way.grams for way in some)) for some in ways.values()]
        named = sorted(((self._way_word([way]), way.grams) for way in recyclers), key=_lightest)
        gathered = _("Recycled: others, page 2")
        return [*_shortened(named, max(2, most - len(others)), gathered), *others]

    def _way_word(self, ways: list[Way]) -> str:
        way = ways[0]
        word = _(DESTINATIONS[way.code])
        name = self.report.party(way.party) if len(ways) == 1 else ""
        slips = {
            slip.document
            for slip in self.report.slips
            if slip.destination == way.code and slip.document
        }
        if way.code == "sorter" and len(slips) == 1:
            return _("{destination}, slip {number}", destination=word, number=slips.pop())
        if not name or name.startswith(word):
            return name or word
        return _("{destination}: {name}", destination=word, name=name)

    def _method(self) -> None:
        rules = self.report.figures.rules
        parts = [
            _("Net weights, container taken off. Measured share = grams weighed or typed ÷ all "
              "grams in and out. Rate = reused ÷ (reused + recycled + energy + disposed of)."),
            _("Energy is counted as diverted.") if rules.energy_is_diverted
            else _("Energy is not counted as diverted."),
            _("What goes to the sorting operator is split by its key ({source}).",
              source=rules.sorter.source) if rules.sorter.holds
            else _("What goes to the sorting operator is split only by its dated key."),
            _("The stock is computed from entries and exits."),
        ]  # fmt: skip
        no_weight = self.report.figures.totals.no_weight_pieces
        if no_weight:
            parts.append(
                ngettext("{n} thing has no weight.", "{n} things have no weight.", no_weight)
            )
        bold = _("Method.")
        first = Style(11.5, 700, INK)
        indent = width(bold + " ", first)
        # The first line starts after the bold word: wrap once more with that word in it.
        filler = "m" * max(1, round(indent / width("m", _NOTE)))
        lines = wrapped(f"{filler} " + " ".join(parts), _NOTE, ROOM - 30)
        lines[0] = lines[0].removeprefix(f"{filler} ")
        high = 20 + len(lines) * 17
        self.sheet.y += 12
        self.sheet.need(high)
        self.sheet.box(MARGIN, self.sheet.y, ROOM, high)
        base = self.sheet.y + 22
        self.sheet.text(MARGIN + 15, base, bold, first)
        self.sheet.text(MARGIN + 15 + indent, base, lines[0], _NOTE)
        for number, line in enumerate(lines[1:], 1):
            self.sheet.text(MARGIN + 15, base + number * 17, line, _NOTE)
        self.sheet.y += high

    def _slips(self) -> None:
        columns = (
            Head(_("Destination"), 150, right=False), Head(_("Organisation"), 192, right=False),
            Head(_("Slip"), 140, right=False), Head(_("Last day"), 90, right=False),
            Head(_("Kilos"), 110),
        )  # fmt: skip
        rows: list[tuple[str, ...]] = [
            (
                _(DESTINATIONS[way.code]),
                self.report.party(way.party),
                "",
                "",
                exact_kilos(way.grams),
            )
            for way in self.report.destinations
            if way.code == "sale"
        ]
        rows += [self._slip(slip) for slip in self.report.slips]
        whole = sum(way.grams for way in self.report.destinations)
        total = (_("Total"), "", "", "", exact_kilos(whole))
        self._table(_("5. What left, by destination and slip"), columns, rows, total)

    def _slip(self, slip: Slip) -> tuple[str, ...]:
        day = f"{slip.day[8:]}/{slip.day[5:7]}/{slip.day[:4]}"
        number = slip.document or _("no slip")
        return (
            _(DESTINATIONS[slip.destination]), self.report.party(slip.party), number, day,
            exact_kilos(slip.grams),
        )  # fmt: skip

    def _estimates(self) -> None:
        columns = (
            Head(_("Category"), 236, right=False), Head(_("Direction"), 76, right=False),
            Head(_("Known by"), 190, right=False), Head(_("Pieces"), 70), Head(_("Kilos"), 110),
        )  # fmt: skip
        sides = {"in": _("came in"), "out": _("went out")}
        rows = [
            (
                self.report.label(e.category), sides[e.direction],
                _(SOURCE_WORDS[Source(e.source)]), str(e.pieces), exact_kilos(e.grams),
            )
            for e in self.report.estimates
        ]  # fmt: skip
        whole = sum(e.grams for e in self.report.estimates)
        total = (_("Total"), "", "", str(sum(e.pieces for e in self.report.estimates)),
                 exact_kilos(whole))  # fmt: skip
        none = _("Every weight was measured.")
        self.sheet.need(130)
        self.estimates_on = self.sheet.page
        self._table(_("6. Estimated or unknown weights"), columns, rows, total, none)

    def _communes(self) -> None:
        columns = (
            Head(_("Commune"), 300, right=False), Head(_("INSEE code"), 112, right=False),
            Head(_("Weighings"), 90), Head(_("Kilos"), 110), Head(_("Share"), 70),
        )  # fmt: skip
        whole = sum(line.grams for line in self.report.communes)
        rows = [
            (
                line.name or _("not asked"), line.insee, str(line.movements),
                exact_kilos(line.grams),
                percent(half_up(line.grams * 10_000, whole) if whole > 0 else None),
            )
            for line in self.report.communes
        ]  # fmt: skip
        count = str(sum(line.movements for line in self.report.communes))
        total = (_("Total"), "", count, exact_kilos(whole), "")
        self._table(_("7. Communes of the donors"), columns, rows, total)

    def _table(
        self, title: str, columns: Sequence[Head], rows: Sequence[tuple[str, ...]],
        total: tuple[str, ...], none: str = "",
    ) -> None:  # fmt: skip
        sheet = self.sheet
        sheet.need(130)
        sheet.heading(title, 0 if sheet.y < 60 else 18)
        if not rows:
            self._lines(none or _("None."), _NOTE, 17)
            return
        sheet.y -= 4
        sheet.heads(columns)
        for cells in rows:
            if sheet.need(22):
                sheet.heads(columns)
            sheet.row(columns, cells, high=22)
        sheet.need(26)
        sheet.row(columns, total, total=True, high=26)

    def _lines(self, text: str, style: Style, step: float) -> None:
        for line in wrapped(text, style, ROOM):
            self.sheet.text(MARGIN, self.sheet.y + 12, line, style)
            self.sheet.y += step


def _family_columns(others: bool) -> tuple[Head, ...]:
    plain = (113, 60, 81, 74, 59, 59, 58, 0, 111, 67)
    wide = (104, 62, 68, 62, 57, 53, 53, 62, 101, 60) if others else plain
    titles = (
        _("Family"), _("Entries"), _("Reused"), _("Sorting\noperator"), _("Recycled"), _("Energy"),
        _("Disposed of"), _("Other moves"), _("Stock change\n(computed)"), _("Reuse\nrate"),
    )  # fmt: skip
    bold = (_("Reused"), _("Reuse\nrate"))
    heads = (
        Head(title, room, right=number > 0, bold=title in bold)
        for number, (title, room) in enumerate(zip(titles, wide, strict=True))
        if room
    )
    return tuple(heads)


def _family_cells(one: FamilyLine, name: str, others: bool) -> tuple[str, ...]:
    rate = percent(one.rate_bp) + ("*" if one.sorter_g and one.family else "")
    return (
        name, kilos(one.entered_g), kilos(one.reused_g), kilos(one.sorter_g),
        kilos(one.recycled_g), kilos(one.energy_g), kilos(one.disposed_g),
        *((signed_kilos(one.other_g),) if others else ()), signed_kilos(one.stock_change_g), rate,
    )  # fmt: skip


def _shortened(rows: list[tuple[str, int]], most: int, rest: str) -> list[tuple[str, int]]:
    """At most so many rows, the last ones gathered under the word `rest`."""
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], (rest, sum(grams for _word, grams in rows[most - 1 :]))]


def _lightest(row: tuple[str, int]) -> int:
    return -row[1]


def _tonnes(grams: int) -> str:
    tenths = half_up(grams, 100_000)
    sign = "−" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10},{abs(tenths) % 10}"
