"""The words of the stock-take: where, since when, what is at stake."""

from __future__ import annotations

from reuse_pos.domain.mass import format_grams
from reuse_pos.domain.money import short_cents
from reuse_pos.domain.stocktake import COUNTED_PLACES, SAID, Count, CountState, Sighting
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.stocktake import CountView


def where(count: Count) -> str:
    """The place and spot counted."""
    place = _(COUNTED_PLACES[count.place])
    return _("{place}, spot {spot}", place=place, spot=count.spot) if count.spot else place


def since(view: CountView) -> str:
    """When it began, and how often it was taken up again."""
    count = view.count
    began = _("begun at {hour}", hour=count.started_at[11:16])
    if count.day != view_day(count):
        began = _("begun on {day}", day=day_words(count.day))
    if not view.resumed:
        return began
    again = ngettext("resumed {n} time", "resumed {n} times", view.resumed)
    return f"{began}, {again}"


def view_day(count: Count) -> str:
    """The local day a count began on."""
    return count.started_at[:10]


def day_words(day: str) -> str:
    """A day as people write it: 21/11/2026."""
    return "/".join(reversed(day[:10].split("-")))


def progress(view: CountView) -> str:
    """How many of the expected things were seen."""
    piles = view.piles
    if not piles.expected:
        return _("This shelf is empty in the list: scan what you see")
    seen = ngettext("{n} seen", "{n} seen", len(piles.seen))
    wanted = ngettext("of {n} expected", "of {n} expected", piles.expected)
    return f"{seen} {wanted}"


def task(view: CountView) -> str:
    """What is to do now."""
    state = view.count.state
    if state is CountState.PROPOSED:
        return _("The count waits for the manager’s yes")
    if state is CountState.PAUSED:
        return _("Paused: nothing is lost")
    return _("Scan the whole shelf") if view.count.spot else _("Scan everything here")


def stake(view: CountView) -> str:
    """What would be lost if the count ended now."""
    piles = view.piles
    missing = ngettext("{n} missing", "{n} missing", len(piles.missing))
    told = f"{missing}, {format_grams(piles.missing_g)}, {short_cents(piles.missing_cents)}"
    if view.count.state is CountState.PROPOSED:
        return _("To accept: {what}", what=told)
    return _("If we stop now: {what}", what=told)


def stake_note(view: CountView) -> str:
    """When that happens, and what was weighed."""
    told = _("noted “lost” only after the manager’s yes")
    if not view.gaps:
        return told
    gap = sum(one.gap_g for one in view.gaps)
    return f"{told} · {_('loose goods: {gap}', gap=signed(gap))}"


def signed(grams: int) -> str:
    """A difference in kilos, with its sign."""
    sign = "+" if grams > 0 else "−" if grams < 0 else "±"
    return f"{sign}{format_grams(abs(grams))}"


def said(one: Sighting) -> str:
    """Where the list says that an unexpected thing is."""
    if one.item is None:
        return ""
    spot = one.item.spot
    place = _(SAID[one.item.state])
    return _("said “{place}”", place=spot if spot and one.item.place == "stock:shop" else place)
