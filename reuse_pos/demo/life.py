"""One run of the demo: the shop, its clock, its chance, and who is at work."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar

from reuse_pos.domain.clock import SetClock
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.roles import Actor
from reuse_pos.services.shop import Shop

T = TypeVar("T")


@dataclass
class Life:
    """What every part of the demo shares; `counts` is what happened so far."""

    shop: Shop
    clock: SetClock
    chance: random.Random
    people: dict[str, Actor]
    counts: dict[str, int] = field(default_factory=dict)

    def count(self, what: str, n: int = 1) -> None:
        """One more of something."""
        self.counts[what] = self.counts.get(what, 0) + n

    def pick(self, weighted: Sequence[tuple[T, int]]) -> T:
        """One of the things, as often as its weight says."""
        things = [thing for thing, _weight in weighted]
        return self.chance.choices(things, [weight for _thing, weight in weighted])[0]

    def at(self, moment: datetime) -> None:
        """Put the clock, never back."""
        self.clock.put(max(moment, self.clock.now() + timedelta(seconds=1)))

    def on_scale(self, net_g: int, tare_g: int = 0, container: str | None = None) -> Weighing:
        """A load on the scale, to the scale's 50 g."""
        net = max(50, net_g // 50 * 50)
        return Weighing(net + tare_g, tare_g, Source.SCALE, container)
