"""The sentences of the closing that hold figures."""

from __future__ import annotations

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.printing import TROUBLE_WORDS
from reuse_pos.services.till import TillStatus
from reuse_pos.ui.till.model import TillView


def context(status: TillStatus) -> str:
    """ "Caisse 1 · ouverte à 09:04"."""
    if not status.session:
        return _("Till {number}", number=status.number)
    if status.stale:
        day = ".".join(reversed(status.opened_at[5:10].split("-")))
        return _("Till {number} · open since the {day}", number=status.number, day=day)
    return _(
        "Till {number} · open since {hour}", number=status.number, hour=status.opened_at[11:16]
    )


def closed_figures(view: TillView) -> str:
    """ "Z n° 214 · 64 tickets · 1 265,70 €"."""
    figures = view.figures
    if figures is None:
        return ""
    tickets = ngettext("{n} ticket", "{n} tickets", figures.n_tickets)
    z = _("Z no. {z}", z=view.status.session)
    return " · ".join((z, tickets, format_cents(figures.total_cents)))


def trouble_words(trouble: str) -> str:
    """Why a paper did not come out; the Z itself is safe."""
    why = _(TROUBLE_WORDS.get(trouble, TROUBLE_WORDS["absent"]))
    return f"{why} {_('The figures are saved: print them later.')}"
