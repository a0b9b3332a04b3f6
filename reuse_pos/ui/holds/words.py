"""What the holds say of themselves: the thing, who for, the deposit, how much time is left."""

from __future__ import annotations

from datetime import date, timedelta

from reuse_pos.domain.hold import ACOMPTE, ARRHES, Expiry
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.hold_views import HoldView
from reuse_pos.ui import promisewords
from reuse_pos.ui.promisewords import short_day


def name(view: HoldView) -> str:
    """What is held: the first thing, and how many more."""
    first = view.things[0].item.label if view.things else view.number
    return first + more(view)


def more(view: HoldView) -> str:
    """ " + 2 objets" after the first thing; "" for one alone."""
    others = len(view.things) - 1
    return ngettext(" + {n} object", " + {n} objects", others) if others > 0 else ""


def code(view: HoldView) -> str:
    """The short code of the first thing."""
    return view.things[0].item.short if view.things else ""


def paid(view: HoldView) -> str:
    """ "Acompte 20,00 € versé", "Arrhes 10,00 € versées"."""
    return promisewords.paid(view.kind, view.deposit_cents)


def chip(view: HoldView, today: str) -> tuple[str, str, str]:
    """Kind, pictogram and words of the chip that tells how much time is left."""
    if not view.all_there:
        return "bad", "warning", _("not in its place")
    if view.deliver_on:
        return "info", "truck", _("delivery {day}", day=short_day(view.deliver_on))
    if view.expiry is Expiry.TONIGHT:
        return "warn", "clock", _("expires tonight")
    if view.expiry is Expiry.EXPIRED:
        return "bad", "warning", _expired(view.until, today)
    return "info", "calendar-check", _("until {day}", day=short_day(view.until))


def deadline(view: HoldView) -> str:
    """Until when it is kept, as a sentence without its end."""
    if view.deliver_on:
        return _("Delivery on {day}, {hour}", day=short_day(view.deliver_on), hour=view.deliver_at)
    if view.expiry is Expiry.TONIGHT:
        return _("Kept until tonight")
    if view.expiry is Expiry.EXPIRED:
        return _("Expired since {day}", day=short_day(view.until))
    return _("Kept until {day}", day=short_day(view.until))


def afterwards(view: HoldView) -> str:
    """What happens after the last day: nothing by itself, somebody touches a key."""
    if view.kind == ARRHES:
        return _("afterwards: earnest money kept, back on sale")
    if view.kind == ACOMPTE:
        return _("afterwards: down payment given back, back on sale")
    return _("afterwards: back on sale")


def deposit_of(view: HoldView) -> str:
    """ "Acompte du 14 nov."."""
    return promisewords.deposit_of(view.kind, view.day)


def cancel(view: HoldView) -> str:
    """The key that ends a hold without a sale."""
    if view.kind == ARRHES:
        return _("Cancel, earnest\nmoney kept")
    return _("Cancel and\ngive back") if view.deposit_cents else _("Cancel")


def _expired(until: str, today: str) -> str:
    yesterday = date.fromisoformat(today) - timedelta(days=1)
    if until == yesterday.isoformat():
        return _("expired yesterday")
    return _("expired on {day}", day=short_day(until))
