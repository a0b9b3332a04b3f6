"""The papers of a demo month: labels on sheets, closings, the month's weights in four formats."""

from __future__ import annotations

from pathlib import Path

from reuse_pos.demo.month import ACTORS, TILLS, open_days
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import N_, _
from reuse_pos.services.shop import Shop

FORMATS = ("pdf", "xlsx", "csv", "json")
MOST_LABELS = 72


def write_papers(shop: Shop, papers: Path, days: int, counts: dict[str, int]) -> list[str]:
    """Write what was not printed on the way; returns the lines to tell the person."""
    supervisor, manager = ACTORS["supervisor"], ACTORS["manager"]
    if things := _to_label(shop):
        shop.labelling.sheet_pdf(supervisor, [item.id for item in things], papers / "labels.pdf")
    for view in shop.orders.waiting()[-1:]:
        shop.orders.pdf(manager, view.id, papers)
    lived = open_days(days)
    months = sorted({day.isoformat()[:7] for day in lived})
    lines = [_("The demo shop: {counts}.", counts=_counted(counts))]
    for month in months:
        for form in FORMATS:
            shop.reporting.export(manager, month, form, papers / f"diverted-{month}.{form}")
        totals = shop.reporting.diverted(month).totals
        lines.append(
            _(
                "{month}: {collected} collected, {reused} reused, {diverted} diverted from waste.",
                month=month,
                collected=format_grams(totals.collected_g, 0),
                reused=format_grams(totals.reused_g, 0),
                diverted=format_grams(totals.diverted_g, 0),
            )
        )
    takings = 0
    for till in TILLS:
        closed = shop.till.closings("SESSION", lived[0].isoformat(), lived[-1].isoformat())
        takings += sum(one.turnover for one in closed if one.till == till)
    lines.append(_("Sales of the whole stay: {amount}.", amount=format_cents(takings)))
    lines.append(_("Papers: {folder}", folder=str(papers)))
    return lines


def _to_label(shop: Shop) -> list[Item]:
    """What a shop prints again on sheets: the things on its floor, then those in its workshop."""
    on_sale = [item for item in shop.stock.items(State.ON_SALE) if item.price_state == "approved"]
    in_work = shop.stock.items(State.TO_REPAIR)
    by_code = [sorted(things, key=lambda item: item.code) for things in (on_sale, in_work)]
    return [item for things in by_code for item in things][:MOST_LABELS]


def _counted(counts: dict[str, int]) -> str:
    wanted = ("donations", "crates", "labelled", "work orders", "tickets", "refunds", "Z")
    return ", ".join(f"{counts[name]} {_(_WORDS[name])}" for name in wanted if name in counts)


_WORDS = {
    "donations": N_("donations"),
    "crates": N_("loads"),
    "labelled": N_("labels given at the door"),
    "work orders": N_("work orders finished"),
    "tickets": N_("tickets"),
    "refunds": N_("returns"),
    "Z": "Z",
}
