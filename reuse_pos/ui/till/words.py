"""The sentences of the closing that hold figures."""

from __future__ import annotations

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.till import DIFFERENCE_REASONS
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.printing import TROUBLE_WORDS
from reuse_pos.services.till import TillStatus
from reuse_pos.ui.approvaldialog import ApprovalWords
from reuse_pos.ui.till.model import Counting, TillView


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


def approval_words(view: TillView, counting: Counting, cents: int) -> ApprovalWords:
    """What the manager is shown of a large difference."""
    expected = view.figures.drawer_cents if view.figures else 0
    gap = counting.cents - expected
    return ApprovalWords(
        limit=_("Gap of {amount}, limit of the till: {limit}", amount=format_cents(cents),
                limit=format_cents(view.alarm_cents)),
        thing=_("Z no. {z}, till {till}", z=view.status.session, till=view.status.number),
        icon="coins",
        figures=(
            (_("Expected in the drawer"), format_cents(expected)),
            (_("Counted"), format_cents(counting.cents)),
        ),
        result=(_("Missing") if gap < 0 else _("Too much"), format_cents(abs(gap)))
        if gap
        else (_("Gap"), format_cents(cents)),
        reasons=tuple((code, _(words)) for code, words in DIFFERENCE_REASONS.items()),
        reason=counting.reason or "",
    )  # fmt: skip
