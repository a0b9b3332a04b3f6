"""Mean weights: what a piece of each kind weighs, its reference, and the day of weighing."""

from __future__ import annotations

from datetime import date

from reuse_pos.db import ledger
from reuse_pos.db import sampling as rows
from reuse_pos.domain.category import Category
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.mass import Source, Weighing, checked, mean_weight
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sampling import (
    Mean,
    Trust,
    checked_reference,
    refuse_odd,
    spread_of,
    trust_of,
)
from reuse_pos.domain.wording import _
from reuse_pos.services.office import Station
from reuse_pos.services.verb import Act, verb
from reuse_pos.services.weights import learn_piece


class Sampling(Station):
    """What one piece weighs here. Weighing needs the right to sort, a reference that to set up."""

    def means(self) -> list[Mean]:
        """Every kind of goods with what is known of its weight: first those of which this month
        holds most estimated grams (weighing them helps most), then in the shop's order."""
        learned = ledger.learned_weights(self.store.read())
        none = ledger.LearnedWeight()
        month = self._month()
        kinds = [kind for kind in self.office.categories().values() if not kind.is_service]
        kinds.sort(key=lambda kind: (kind.archived, -_estimated(month, kind.code)))
        return [_mean(kind, learned.get(kind.code, none)) for kind in kinds]

    def mean(self, category: str) -> Mean:
        """What is known of one kind."""
        kind = self.office.category(category)
        return _mean(kind, ledger.learned_weight(self.store.read(), category))

    def trust(self) -> Trust:
        """What the kilos of this month rest on."""
        learned = ledger.learned_weights(self.store.read())
        none = ledger.LearnedWeight()
        return trust_of(
            (total, measured, learned.get(code, none).n)
            for code, (total, measured) in self._month().items()
        )

    def _month(self) -> dict[str, tuple[int, int]]:
        first = business_day(self.clock.now()).replace(day=1)
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return rows.month_grams(self.store.read(), first.isoformat(), after.isoformat())

    @verb("piece_sampled", Permission.SORT)
    def weigh_piece(
        self, act: Act, category: str, weighing: Weighing, *, sure: bool = False
    ) -> int:
        """Take one piece put on the scale into the mean of its kind; returns its grams.

        Refuses a load that cannot be believed and, unless `sure`, one that looks like no single
        piece ("odd"). No kilos move: the piece is in the shop already.
        """
        load = checked(weighing, self.office.number("scale.capacity_g"))
        kind = self.office.category(category)
        if not sure:
            refuse_odd(load.net_g, _mean(kind, ledger.learned_weight(act.tx, category)))
        learn_piece(act, category, load.net_g)
        act.changed(Change.LEDGER)
        return load.net_g

    @verb("piece_unsampled", Permission.SORT)
    def take_back(self, act: Act, category: str, grams: int) -> None:
        """Take a piece just weighed out of the mean again; refuses when none was."""
        if ledger.learned_weight(act.tx, category).n < 1:
            raise Refusal(_("There is no piece to take back. Nothing was changed."), "nothing")
        learn_piece(act, category, grams, undo=True)
        act.changed(Change.LEDGER)

    @verb("reference_weight_set", Permission.SET_UP)
    def set_reference(self, act: Act, category: str, grams: int | None, source: str) -> None:
        """Set by hand what one piece of a kind weighs until enough are weighed; the day is kept
        beside the source. None takes the reference away. Refuses a weight without a source."""
        words = checked_reference(grams, source)
        self.office.category(category)
        dated = f"{words} ({act.day})" if grams is not None else ""
        act.set("category", {"code": category}, mean_weight_g=grams, weight_source=dated)
        act.changed(Change.SETTINGS)
        act.after(self.office.forget)


def _estimated(month: dict[str, tuple[int, int]], category: str) -> int:
    total, measured = month.get(category, (0, 0))
    return total - measured


def _mean(kind: Category, known: ledger.LearnedWeight) -> Mean:
    used = mean_weight(known.n, known.sum_g, kind.mean_weight_g)
    return Mean(
        kind, known.n, known.sum_g // known.n if known.n else None,
        spread_of(known.n, known.sum_g, known.sum_sq), kind.mean_weight_g, kind.weight_source,
        used[0] if used else None, used[1] if used else Source.UNKNOWN,
    )  # fmt: skip
