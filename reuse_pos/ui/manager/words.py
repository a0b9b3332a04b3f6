"""What the month's report says in words: tiles, checks and notes, from the figures alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from reuse_pos.domain.indicators import Difference
from reuse_pos.domain.mass import REUSED, plain_kilos
from reuse_pos.domain.money import NBSP
from reuse_pos.domain.month import (
    FAMILY_HEADS,
    MEANS,
    MonthReport,
    kilos,
    month_name,
    short_day,
    signed_kilos,
)
from reuse_pos.domain.wording import N_, _, ngettext

_SHORT_WAYS = {
    "sale": N_("sold"),
    "gift": N_("given"),
    "partner_reuse": N_("partners"),
    "internal_use": N_("used here"),
    "repair_part": N_("parts"),
}


@dataclass(frozen=True)
class FigureView:
    """One tile: its word, its kilos, a note, the colour it wears (a family's)."""

    word: str
    figure: str
    note: str
    hue: str


@dataclass(frozen=True)
class CheckView:
    """One thing to look at before the report is sent; `html` may hold bold words."""

    icon: str
    tone: str
    html: str


def heading(month: str) -> str:
    """ "Octobre 2026", as the key of the month reads."""
    name = month_name(month)
    return name[:1].upper() + name[1:]


def number(n: int) -> str:
    """A whole number with its thousands apart."""
    return plain_kilos(n * 1000, 0)


def counted(n: int, words: str) -> str:
    """The words of `n` things with the thousands of `n` apart."""
    return words.replace(str(n), number(n), 1)


def figures(report: MonthReport) -> tuple[FigureView, ...]:
    """The seven tiles."""
    t = report.figures.totals
    deliveries = ngettext("{n} delivery", "{n} deliveries", report.intakes)
    change = signed_kilos(t.stock_change_g) if t.stock_change_g else "0"
    return (
        FigureView(_("Entries"), _kilos(t.collected_g), counted(report.intakes, deliveries),
                   "electro"),
        FigureView(_("Reused"), _kilos(t.reused_g), _reused(report), "textile"),
        FigureView(_("Sorting operator"), _kilos(t.sorter_g), _sorted(report), "livres_medias"),
        FigureView(_("Recycled"), _kilos(t.recycled_g), _channels(report, "recycling"),
                   "vaisselle"),
        FigureView(_("Energy"), _kilos(t.energy_g), _channels(report, "energy"), "meubles"),
        FigureView(_("Disposed of"), _kilos(t.disposed_g), _channels(report, "disposal"),
                   "jouets"),
        FigureView(_("Change of stock"), change, _("stock, computed"), "bricolage"),
    )  # fmt: skip


def _kilos(grams: int) -> str:
    return plain_kilos(grams, 0)


def _reused(report: MonthReport) -> str:
    used = [code for code in REUSED if any(way.code == code for way in report.destinations)]
    words = [_(_SHORT_WAYS[code]) for code in used]
    return ", ".join(words[:2]) + ("…" if len(words) > 2 else "")


def _sorted(report: MonthReport) -> str:
    families = [one.family for one in report.figures.families() if one.sorter_g]
    words = [_(FAMILY_HEADS[family]).lower() for family in families]
    return words[0] if len(words) == 1 else _("{n} families", n=len(words)) if words else ""


def _channels(report: MonthReport, code: str) -> str:
    parties = [way.party for way in report.destinations if way.code == code]
    if len(parties) == 1:
        return report.party(parties[0])
    return _("{n} channels", n=len(parties)) if parties else ""


def checks(report: MonthReport) -> tuple[CheckView, ...]:
    """What to look at before sending: days of the till, slips, weights nobody measured."""
    if report.figures.is_empty:
        return tuple(_till(report))
    return (*_till(report), *_slips(report), *_weights(report), *_below_zero(report))


def _till(report: MonthReport) -> Iterable[CheckView]:
    closed, left = report.till.closed, report.till.open
    if left:
        text = ngettext("{n} day of the till to close", "{n} days of the till to close", left)
        yield _warning(text)
    elif closed:
        text = ngettext("{n} day of the till closed", "{n} days of the till closed", closed)
        yield _fine(text)
    else:
        yield CheckView("minus", "ink2", escape(_("No day of the till this month")))


def _slips(report: MonthReport) -> Iterable[CheckView]:
    n, loose = report.collector_slips, report.without_slip_g
    words = [ngettext("{n} pick-up slip", "{n} pick-up slips", n)] if n else []
    if loose > 0:
        words.append(_("{kilos} kg without a slip", kilos=kilos(loose)))
        yield _warning(", ".join(words))
    elif words:
        yield _fine(words[0])


def _weights(report: MonthReport) -> Iterable[CheckView]:
    grams = report.figures.estimated_g
    none = report.figures.totals.no_weight_pieces
    if grams > 0:
        how = escape(_estimated_by(report))
        text = escape(_("{kilos} kg estimated: {how}, list on page 2", kilos=kilos(grams), how="@"))
        yield CheckView("warning", "orange", text.replace("@", f"<b>{how}</b>"))
    elif not none:
        yield _fine(_("Every weight was measured"))
    if none:
        text = ngettext("{n} thing without weight", "{n} things without weight", none)
        yield _warning(counted(none, text))


def _below_zero(report: MonthReport) -> Iterable[CheckView]:
    """More left than ever came in: a wrong category or weight to look into, never a block."""
    n = sum(row.direction == "closing" and row.grams < 0 for row in report.figures.rows)
    if n:
        text = ngettext("{n} category below zero in stock", "{n} categories below zero in stock", n)
        yield _warning(text)


def _estimated_by(report: MonthReport) -> str:
    by_mean = sum(abs(one.grams) for one in report.estimates if one.source in MEANS)
    mostly = 2 * by_mean >= sum(abs(one.grams) for one in report.estimates)
    return _("mean weight") if mostly else _("not measured")


def _fine(text: str) -> CheckView:
    return CheckView("check", "green", escape(text))


def _warning(text: str) -> CheckView:
    return CheckView("warning", "orange", escape(text))


def table_note(report: MonthReport) -> str:
    """The line under the table: what the star means, the other movements, when stock was
    counted."""
    t = report.figures.totals
    parts = []
    if t.sorter_g:
        parts.append(
            _("* Sorting operator apart: rate = {reused} ÷ {left} kg left.",
              reused=kilos(t.reused_g), left=kilos(t.left_g))
        )  # fmt: skip
    others = [
        f"{word}{NBSP}{signed_kilos(grams)}"
        for word, grams in (
            (_("opening stock"), t.opening_stock_entered_g),
            (_("bought"), t.purchased_g),
            (_("received from stores"), t.received_g),
            (_("adjustments"), t.adjusted_g),
            (_("sent to stores"), -t.sent_to_stores_g),
            (_("returned or lost"), -t.other_out_g),
        )
        if grams
    ]
    if others:
        parts.append(_("Others: {list}.", list=", ".join(others)))
    if report.counted_on:
        parts.append(
            _("Stock change (computed), last counted on {day}.", day=short_day(report.counted_on))
        )
    else:
        parts.append(_("Stock change (computed), stock never counted."))
    return " ".join(parts)


def unbalanced(differences: Iterable[Difference]) -> str:
    """The orange sentence that names what does not balance, heaviest first."""
    found = sorted(differences, key=lambda d: -abs(d.computed_g - d.counted_g))
    if not found:
        return _("Not balanced: goods changed category without a trace.")
    names = dict.fromkeys(_(FAMILY_HEADS.get(one.family, one.family)) for one in found)
    gap = sum(abs(one.computed_g - one.counted_g) for one in found)
    return _(
        "Not balanced: {families}, {kilos} kg to explain",
        families=", ".join(names), kilos=plain_kilos(gap, 3),
    )  # fmt: skip
