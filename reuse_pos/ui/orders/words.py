"""What the orders say of themselves: how far they are, until when, what is done and paid."""

from __future__ import annotations

from reuse_pos.domain.hold import ACOMPTE, ARRHES
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.orders import LABOUR, LINES, STAGE_WORDS, CustomerOrder, Stage
from reuse_pos.domain.quotes import QuoteLine, tenths_words
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.order_views import OrderView
from reuse_pos.ui.promisewords import short_day


def chip(view: OrderView) -> tuple[str, str, str]:
    """Kind, pictogram and words of the chip that tells how far an order is."""
    order = view.order
    if view.stage is Stage.READY:
        return "ok", "check", _("to collect (order)")
    if view.stage is Stage.ACCEPTED:
        if view.late:
            return "bad", "warning", _("promised for {day}", day=short_day(order.due_on))
        return "info", "hammer", _("ready {day}", day=short_day(order.due_on))
    if view.stage is Stage.QUOTED:
        if view.expired:
            return "warn", "clock", _("quote out of date")
        return "info", "note-pencil", _("quote until {day}", day=short_day(order.valid_until))
    return "info", "info", _(STAGE_WORDS[view.stage])


def stage(view: OrderView) -> tuple[str, str, str]:
    """How far an order is as a sentence, what comes next, and its mark: ok, wait or bad."""
    order = view.order
    if view.stage is Stage.READY:
        told = _("Ready since {day}", day=short_day(order.ready_on or order.day))
        return told, _("call the person"), "ok"
    if view.stage is Stage.ACCEPTED:
        begun = _("the work has begun") if view.begun else _("waits in the workshop")
        return _("Promised for {day}", day=short_day(order.due_on)), begun, _late(view.late)
    if view.stage is Stage.QUOTED:
        days = ngettext("{n} day after the agreement", "{n} days after the agreement", order.days)
        if view.expired:
            told = _("Out of date since {day}", day=short_day(order.valid_until))
            return told, _("renew it at today’s prices"), "bad"
        return _("Valid until {day}", day=short_day(order.valid_until)), days, "wait"
    closed = short_day(order.closed_on) if order.closed_on else ""
    return _(STAGE_WORDS[view.stage]), closed, "ok" if view.stage is Stage.COLLECTED else "wait"


def _late(late: bool) -> str:
    return "bad" if late else "wait"


def line(one: QuoteLine) -> str:
    """ "Main-d’œuvre · 2 h", or an amount's name alone."""
    name, unit, _icon = LINES[one.kind]
    if one.kind != LABOUR:
        return _(name)
    return f"{_(name)} · {tenths_words(one.tenths)} {_(unit)}"


def cancel(order: CustomerOrder) -> str:
    """The key that ends an order without the work being paid."""
    if order.state is Stage.QUOTED:
        return _("Quote\nrefused")
    return _("Cancel and\ngive back") if order.deposit_cents else _("Cancel")


def what_is_kept(order: CustomerOrder) -> str:
    """What keeping the deposit means."""
    amount = format_cents(order.deposit_cents)
    if order.kind == ARRHES:
        return _("Cancel, the shop keeps {amount}", amount=amount)
    return _("Cancel, {amount} pays the work", amount=amount)


def why_cancelled(order: CustomerOrder, begun: bool) -> str:
    """What the question about cancelling explains."""
    if order.kind == ARRHES:
        return _("The earnest money stays with the shop; to give it back, the manager says yes.")
    if order.kind == ACOMPTE and begun:
        return _("The work has begun: the down payment pays what was done. To give it back, the "
                 "manager says yes.")  # fmt: skip
    return _("The piece goes back to its owner as it is.")
