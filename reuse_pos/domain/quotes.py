"""A quote for clearing a house or a cellar: hours, volume, floors, waste, at the shop's prices."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import half_up
from reuse_pos.domain.wording import N_, _

DRAFT, SENT, ACCEPTED, REFUSED = "draft", "sent", "accepted", "refused"
STATES: Mapping[str, str] = {
    DRAFT: N_("Draft"), SENT: N_("Sent"), ACCEPTED: N_("Accepted"), REFUSED: N_("Refused"),
}  # fmt: skip
KINDS: Mapping[str, tuple[str, str, str]] = {
    "hours": (N_("Hours of work"), N_("h"), "clock"),
    "volume": (N_("Volume"), N_("m³"), "package"),
    "floors": (N_("Floors without a lift"), N_("floor"), "stairs"),
    "waste": (N_("Waste to dispose of"), N_("× 100 kg"), "trash"),
}
MOST_TENTHS = 9_990


@dataclass(frozen=True)
class QuoteLine:
    """One line: what (a key of ``KINDS``), how much in tenths (2,5 h is 25), cents for one."""

    kind: str
    tenths: int
    unit_cents: int

    @property
    def cents(self) -> int:
        """What the line costs, rounded half up to the cent."""
        return half_up(self.tenths * self.unit_cents, 10)


@dataclass(frozen=True)
class Quote:
    """A quote for a stop of the agenda: no name, only initials; amounts in cents, ISO days."""

    id: Id
    number: str
    appointment: Id
    initials: str
    commune: str
    lines: tuple[QuoteLine, ...]
    total_cents: int
    state: str
    day: str
    valid_until: str

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed, accepted or refused."""
        return self.state in (DRAFT, SENT)


def total(lines: Sequence[QuoteLine]) -> int:
    """What the lines cost together, in cents."""
    return sum(line.cents for line in lines)


def checked_lines(
    wanted: Mapping[str, int], prices: Mapping[str, int], ceiling: int
) -> tuple[QuoteLine, ...]:
    """The lines of what is wanted ({kind: tenths}) at the shop's prices ({kind: cents}), without
    zeros; refuses nothing at all, what cannot be, and a total over the ceiling."""
    if any(kind not in KINDS or not 0 <= tenths <= MOST_TENTHS for kind, tenths in wanted.items()):
        raise Refusal(_("This quantity cannot be right. Nothing was noted. Correct it."), "count")
    lines = tuple(QuoteLine(kind, wanted[kind], prices[kind]) for kind in KINDS if wanted.get(kind))
    if not lines:
        raise Refusal(
            _("The quote is empty. Nothing was noted. Give the hours or the volume."), "empty"
        )
    if total(lines) > ceiling:
        raise Refusal(_("This quote is too high. Nothing was noted. Correct it."), "ceiling")
    return lines


def refuse_unless_open(quote: Quote) -> None:
    """Refuses a quote already accepted or refused."""
    if not quote.is_open:
        raise Refusal(
            _("Quote {number} is already answered. Nothing was changed.", number=quote.number),
            "answered",
        )


def refuse_if_over(quote: Quote, today: date) -> None:
    """Refuses a quote whose last day is past."""
    if today.isoformat() > quote.valid_until:
        raise Refusal(
            _("Quote {number} is no longer valid. Nothing was changed. Make a new one.",
              number=quote.number), "late",
        )  # fmt: skip


def valid_until(day: date, days: int) -> str:
    """The last day of a quote made on a day."""
    return (day + timedelta(days=days)).isoformat()


def dump(lines: Sequence[QuoteLine]) -> str:
    """The lines as the file keeps them."""
    return json.dumps([[line.kind, line.tenths, line.unit_cents] for line in lines])


def load(text: str) -> tuple[QuoteLine, ...]:
    """The lines as the file kept them."""
    return tuple(QuoteLine(*line) for line in json.loads(text))


def tenths_words(tenths: int) -> str:
    """A quantity as people read it: 25 → "2,5", 30 → "3"."""
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}" if rest else str(whole)
