"""The month's report around its figures: where goods came from and went, slips, estimates, till
days, a year's bars.

Values only; what screen, paper and spreadsheet show is taken from here. Masses are whole grams.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reuse_pos.domain.indicators import OTHER_OUT, Diverted
from reuse_pos.domain.mass import (
    ADJUSTMENTS,
    NOT_COLLECTED,
    ORIGINS,
    REUSED,
    STOCK,
    Source,
    plain_kilos,
)
from reuse_pos.domain.money import NBSP, half_up
from reuse_pos.domain.wording import N_, _

DASH, NO_RATE = "–", "—"
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"),
    N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
SHORT_MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May (short)"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip
FAMILY_HEADS = {
    "meubles": N_("Furniture (report)"),
    "textile": N_("Textiles (report)"),
    "vaisselle": N_("Crockery (report)"),
    "livres_medias": N_("Books, media (report)"),
    "jouets": N_("Toys (report)"),
    "electro": N_("Electrical waste (report)"),
    "bricolage": N_("DIY (report)"),
    "sport": N_("Sport (report)"),
    "deco_divers": N_("Decoration, other (report)"),
    "a_trier": N_("Still to sort (report)"),
}
SOURCE_WORDS = {
    Source.SCALE: N_("weighed"),
    Source.TYPED: N_("typed in"),
    Source.LEARNED_MEAN: N_("mean weight of this shop"),
    Source.REFERENCE_MEAN: N_("reference weight"),
    Source.DERIVED: N_("worked out"),
    Source.IMPORTED: N_("imported"),
    Source.UNKNOWN: N_("no weight known"),
    Source.NONE: N_("without weight"),
}
MEANS = (Source.LEARNED_MEAN, Source.REFERENCE_MEAN)
SLIPPED = ("recycling", "sorter", "energy", "disposal")
"""Ways out that a collector's slip must prove."""

_BROUGHT = tuple(f"in:{code}" for code in ORIGINS if code not in NOT_COLLECTED)
_OTHERS = (
    *(f"in:{code}" for code in ORIGINS if code in NOT_COLLECTED),
    *(f"adjust:{code}" for code in ADJUSTMENTS),
    "out:other_store",
    *(f"out:{code}" for code in OTHER_OUT),
)


@dataclass(frozen=True)
class Figure:
    """A column of the report and the postings behind it: `sign` × grams at `places`.

    `after_sorting` adds what an entry moved from one category to another.
    """

    code: str
    places: tuple[str, ...]
    sign: int = 1
    after_sorting: bool = False


FIGURES = {
    figure.code: figure
    for figure in (
        Figure("entered", _BROUGHT, -1, after_sorting=True),
        Figure("reused", tuple(f"out:{code}" for code in REUSED)),
        Figure("sorter", ("out:sorter",)),
        Figure("recycled", ("out:recycling",)),
        Figure("energy", ("out:energy",)),
        Figure("disposed", ("out:disposal",)),
        Figure("other", _OTHERS, -1),
        Figure("stock_change", tuple(f"stock:{place}" for place in STOCK)),
    )
}


@dataclass(frozen=True)
class Weighing:
    """One movement behind a figure; `document` is the slip, ticket or delivery it belongs to."""

    entry: bytes
    day: str
    at_ns: int
    kind: str
    document: str
    category: str
    party: str
    grams: int
    pieces: int
    source: str


@dataclass(frozen=True)
class WeighingPage:
    """A page of movements; `after` asks for the next one, None when this is the last."""

    weighings: tuple[Weighing, ...]
    after: tuple[str, bytes] | None = None


@dataclass(frozen=True)
class Way:
    """A way in or out: origin or destination code, the organisation ("" for none), grams,
    pieces."""

    code: str
    party: str
    grams: int
    pieces: int = 0


@dataclass(frozen=True)
class Slip:
    """What left under one slip (`document` "" when none was noted), on its last day."""

    day: str
    destination: str
    party: str
    document: str
    grams: int
    movements: int


@dataclass(frozen=True)
class Estimate:
    """Goods of one category whose weight nobody measured, coming in or going out."""

    category: str
    direction: str
    source: str
    pieces: int
    grams: int


@dataclass(frozen=True)
class CommuneLine:
    """A town the goods came from, by INSEE code ("" when not asked)."""

    insee: str
    name: str
    grams: int
    movements: int


@dataclass(frozen=True)
class TillDays:
    """Days whose till was closed, and days with sales not yet closed."""

    closed: int = 0
    open: int = 0


@dataclass(frozen=True)
class MonthReport:
    """Everything the month's report says, for every face of it."""

    figures: Diverted
    shop: str
    address: str
    place: str
    intakes: int
    till: TillDays
    origins: tuple[Way, ...]
    destinations: tuple[Way, ...]
    slips: tuple[Slip, ...]
    estimates: tuple[Estimate, ...]
    communes: tuple[CommuneLine, ...]
    year: tuple[tuple[str, int | None], ...]
    counted_on: str | None
    made_on: date
    parties: dict[str, str]
    labels: dict[str, str]

    @property
    def month(self) -> str:
        """The month, as "2026-10"."""
        return self.figures.month

    @property
    def collector_slips(self) -> int:
        """How many slips prove what recyclers, operators and the tip took."""
        return len({slip.document for slip in self.slips if _proves(slip) and slip.document})

    @property
    def without_slip_g(self) -> int:
        """Grams that went to a recycler, an operator, energy or the tip under no slip."""
        return sum(slip.grams for slip in self.slips if _proves(slip) and not slip.document)

    def party(self, code: str) -> str:
        """The name of an organisation."""
        return self.parties.get(code, code)

    def label(self, category: str) -> str:
        """The name of a category."""
        return self.labels.get(category, category)


def _proves(slip: Slip) -> bool:
    return slip.destination in SLIPPED


def months_of(period: str) -> tuple[str, ...]:
    """The months of a period: "2026-10" is one, "2026-07/2026-09" (ISO 8601) from the first to the
    last."""
    first, last = ends_of(period)
    months = [first]
    while months[-1] < last:
        months.append(month_before(months[-1], -1))
    return tuple(months)


def ends_of(period: str) -> tuple[str, str]:
    """The first and last month of a period; the same for one month."""
    first, _slash, last = period.partition("/")
    return first, last or first


def month_name(period: str) -> str:
    """ "2026-10" → "October 2026", "2026-07/2026-09" → "July – September 2026", in the shop's
    language."""
    first, last = (one.split("-") for one in ends_of(period))
    named = f"{_(MONTHS[int(last[1]) - 1])} {last[0]}"
    if first == last:
        return named
    begins = _(MONTHS[int(first[1]) - 1])
    begins = begins if first[0] == last[0] else f"{begins} {first[0]}"
    return _("{first} – {last}", first=begins, last=named)


def first_day(period: str) -> str:
    """The first day of a month or period, ISO; raises `ValueError` when it is none."""
    return date.fromisoformat(f"{ends_of(period)[0]}-01").isoformat()


def month_before(month: str, steps: int = 1) -> str:
    """The month so many steps earlier (later when below zero)."""
    year, number = map(int, month.split("-"))
    whole = year * 12 + number - 1 - steps
    return f"{whole // 12:04d}-{whole % 12 + 1:02d}"


def after_month(period: str) -> str:
    """The first day after a month or period, ISO."""
    return first_day(month_before(ends_of(period)[1], -1))


def short_day(day: str) -> str:
    """ "2026-09-02" → "2 Sep", in the shop's language."""
    return f"{int(day[8:10])} {_(SHORT_MONTHS[int(day[5:7]) - 1])}"


def ways_of(ways: Sequence[Way], *codes: str) -> tuple[Way, ...]:
    """The ways of these codes, heaviest first."""
    return tuple(sorted((w for w in ways if w.code in codes), key=lambda w: -w.grams))


def kilos(grams: int) -> str:
    """Whole kilos as tables show them: "4 860", "–" for none, a minus sign for returns."""
    return plain_kilos(grams, 0) if grams else DASH


def exact_kilos(grams: int) -> str:
    """Kilos to the gram: "842,350"."""
    return plain_kilos(grams, 3)


def signed_kilos(grams: int) -> str:
    """Whole kilos with their sign: "+420", "−3"; "–" for none."""
    return kilos(grams) if grams <= 0 else f"+{plain_kilos(grams, 0)}"


def percent(bp: int | None) -> str:
    """A rate as "68 %"; "—" where it has no meaning."""
    return NO_RATE if bp is None else f"{half_up(bp, 100)}{NBSP}%"


def share(bp: int | None) -> str:
    """A share to the tenth, never rounded up: "98,2 %"; "—" where nothing moved."""
    return NO_RATE if bp is None else f"{bp // 100},{bp % 100 // 10}{NBSP}%"


@dataclass(frozen=True)
class Term:
    """One term of the control line; `word` names what has no column of its own."""

    grams: int
    word: str = ""


def control(report: MonthReport) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Both sides of the month's balance: what came = what left and what stayed."""
    t = report.figures.totals
    came = [
        Term(t.collected_g),
        Term(t.received_g, _("received from stores")),
        Term(t.purchased_g, _("bought")),
        Term(t.opening_stock_entered_g, _("opening stock")),
        Term(t.adjusted_g, _("adjustments")),
    ]
    left = [
        *map(Term, (t.reused_g, t.sorter_g, t.recycled_g, t.energy_g, t.disposed_g)),
        Term(t.sent_to_stores_g, _("sent to stores")),
        Term(t.other_out_g, _("returned or lost")),
        Term(t.stock_change_g),
    ]
    gained = sum(row.grams for row in report.figures.rows if row.direction == "recategorised")
    came.append(Term(gained, _("changed category")))
    return tuple(filter(_shown, came)), tuple(filter(_shown, left))


def _shown(term: Term) -> bool:
    return bool(term.grams or not term.word)


def control_line(report: MonthReport) -> str:
    """The balance written out: whole kilos where all are whole, else to the gram."""
    sides = control(report)
    whole = all(term.grams % 1000 == 0 for side in sides for term in side)
    return " = ".join(_side(side, 0 if whole else 3) for side in sides)


def _side(terms: Sequence[Term], decimals: int) -> str:
    text = ""
    for term in terms:
        mark = "−" if term.grams < 0 else "+"
        text += f" {mark} " if text else ("−" if term.grams < 0 else "")
        text += plain_kilos(abs(term.grams), decimals)
        text += f" ({term.word})" if term.word else ""
    return text
