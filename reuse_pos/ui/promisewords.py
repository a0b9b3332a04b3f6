"""What holds and orders say alike: days, deposits, telephone numbers."""

from __future__ import annotations

from datetime import date

from reuse_pos.domain.hold import ACOMPTE, ARRHES, grouped_phone
from reuse_pos.domain.money import NBSP, format_cents
from reuse_pos.domain.month import MONTHS, SHORT_MONTHS
from reuse_pos.domain.wording import _


def short_day(day: str) -> str:
    """`2026-11-24` → "24 nov."."""
    when = date.fromisoformat(day)
    short, whole = _(SHORT_MONTHS[when.month - 1]), _(MONTHS[when.month - 1])
    return f"{when.day}{NBSP}{short}" + ("" if short == whole else ".")


def paid(kind: str, cents: int) -> str:
    """ "Acompte 20,00 € versé", "Arrhes 10,00 € versées"."""
    amount = format_cents(cents)
    if kind == ARRHES:
        return _("Earnest money {amount} paid", amount=amount)
    if kind == ACOMPTE:
        return _("Down payment {amount} paid", amount=amount)
    return _("Nothing paid yet")


def deposit_of(kind: str, day: str) -> str:
    """ "Acompte du 14 nov."."""
    if kind == ARRHES:
        return _("Earnest money of {day}", day=short_day(day))
    return _("Down payment of {day}", day=short_day(day))


def phone(digits: str) -> str:
    """A number as people read it out."""
    return grouped_phone(digits)
