"""Asked at the counter besides the sale: where visitors come from, while a dated survey runs, and
the round-up gift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from reuse_pos.db import reference
from reuse_pos.db import survey as rows
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roundup import (
    MOST_CENTS,
    ROUNDUP,
    ROUNDUP_WORDS,
    rounded_up,
    roundup_cents,
    roundup_line,
    without_roundup,
)
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Office, Station
from reuse_pos.services.sale_settling import SaleInHand

# The communes of the last weeks are the ones to offer first.
RECENT_DAYS = 60


@dataclass(frozen=True)
class Town:
    """A commune: INSEE code and name; `n` visitors counted."""

    insee: str
    name: str
    n: int = 0


class Survey(Station):
    """The commune question and the round-up."""

    def asked_today(self) -> bool:
        """Whether the counter asks today where people come from."""
        return is_asked(self.office, self._today())

    def frequent(self, count: int = 5) -> tuple[Town, ...]:
        """The communes to offer first: those seen most lately, then those near the shop."""
        today = business_day(self.clock.now())
        since = (today - timedelta(days=RECENT_DAYS)).isoformat()
        reader = self.store.read()
        names = reference.communes(reader)
        seen = dict(rows.by_commune(reader, since, today.isoformat()))
        near = [self.office.setting("store.commune")]
        near += self.office.setting("store.near_communes").split(",")
        order = [code for code in dict.fromkeys([*seen, *near]) if code in names]
        return tuple(Town(code, names[code], seen.get(code, 0)) for code in order[:count])

    def all_towns(self) -> tuple[Town, ...]:
        """Every commune the shop knows, by name."""
        names = reference.communes(self.store.read())
        return tuple(Town(code, name) for code, name in names.items())

    def figures(self, first_day: str, last_day: str) -> tuple[Town, ...]:
        """Visitors by commune between two ISO days included, the most frequent first."""
        reader = self.store.read()
        names = reference.communes(reader)
        found = rows.by_commune(reader, first_day, last_day)
        return tuple(Town(code, names.get(code, code), n) for code, n in found)

    def offers_roundup(self, basket: Basket) -> int:
        """The cents of the round-up to offer for a basket; 0 when none is offered."""
        if not self.office.number("roundup.offered"):
            return 0
        return roundup_cents(without_roundup(basket).total_cents)

    def line_of_roundup(self, basket: Basket) -> Line:
        """The gift line that makes a basket's total round; refuses where nothing is to round."""
        cents = roundup_cents(without_roundup(basket).total_cents)
        if not cents:
            raise Refusal(
                _("The sum is already round. Nothing was added. Go on to paying."), "round"
            )
        return roundup_line(cents)

    def with_roundup(self, basket: Basket) -> Basket:
        """The basket rounded up, whatever it had before."""
        return rounded_up(basket)

    def without_roundup(self, basket: Basket) -> Basket:
        """The basket without its round-up."""
        return without_roundup(basket)

    def roundups(self, first_day: str, last_day: str) -> tuple[int, int]:
        """The round-up's own ledger between two ISO days included: (how many, cents)."""
        return rows.roundups(self.store.read(), _(ROUNDUP_WORDS), first_day, last_day)

    def _today(self) -> str:
        return business_day(self.clock.now()).isoformat()


def is_asked(office: Office, day: str) -> bool:
    """Whether the commune survey runs on an ISO day."""
    first, last = office.setting("survey.first_day"), office.setting("survey.last_day")
    return bool(first) and first <= day and (not last or day <= last)


def settle_visit(sale: SaleInHand) -> None:
    """Count a sale's visitor in the commune told, while the survey runs; a round-up stays below one
    euro."""
    act, commune = sale.act, sale.basket.commune
    for line in sale.basket.lines:
        if line.link == ROUNDUP and line.kind == "gift" and not 0 < line.total_cents < MOST_CENTS:
            raise Refusal(
                _("A round-up stays below one euro. Nothing was recorded. Take it out and round "
                  "up again."), "roundup",
            )  # fmt: skip
    if commune and is_asked(sale.office, act.day) and commune in reference.communes(act.tx):
        n = rows.visits(act.tx, act.day, commune) + 1
        act.put("visit", day=act.day, commune=commune, n=n)
