"""What the reception screen knows: the desk as last read, and what the person chose."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from reuse_pos.domain.ids import Id
from reuse_pos.domain.intake import EMPTY, LOST, STABLE, CrateGuard, ScaleView, live_weighing
from reuse_pos.domain.intake import checked_load as believed
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.services.intake_desk import Container, Delivery, Desk, Furnishings


@dataclass
class Tally:
    """What is counted but not recorded yet, in the order touched, with each gesture to undo it."""

    counts: dict[str, int] = field(default_factory=dict)
    weighed: dict[str, Weighing] = field(default_factory=dict)
    last: str = ""
    gestures: list[tuple[str, int, str]] = field(default_factory=list)

    def add(self, code: str, by: int) -> None:
        """Count `by` more (or fewer); never below nothing."""
        before = self.counts.get(code, 0)
        after = max(0, before + by)
        if after != before:
            self.gestures.append((code, before, self.last))
            self.counts[code] = after
        self.last = code

    def set(self, code: str, n: int) -> None:
        """Count exactly `n`."""
        self.add(code, n - self.counts.get(code, 0))

    def undo(self) -> None:
        """Take back the last touch."""
        if self.gestures:
            code, before, last = self.gestures.pop()
            self.counts[code] = before
            self.last = last

    @property
    def pieces(self) -> int:
        """How many things are counted."""
        return sum(self.counts.values())


class DeskModel:
    """The state of the screen between two gestures."""

    def __init__(self, furnishings: Furnishings) -> None:
        self.furnishings = furnishings
        self.desk = Desk((), None, (), {}, {})
        self.chosen: Id | None = None
        self.fresh = self.named = False
        self.origin = "drop_off"
        self.party: str | None = None
        self.commune = furnishings.near[0][0] if furnishings.near else None
        self.container: Container | None = None
        self.view = ScaleView(EMPTY)
        self.guard = CrateGuard()
        self.typed_g: int | None = None
        self.slip = furnishings.prints_slip
        self.tallies: dict[Id | None, Tally] = {}

    def furnish(self, furnishings: Furnishings) -> None:
        """The shop's settings changed: the container chosen has its new tare, one put away is no
        longer chosen."""
        self.furnishings = furnishings
        if self.container is not None:
            code = self.container.code
            here = furnishings.containers
            self.container = next((one for one in here if one.code == code), None)

    @property
    def delivery(self) -> Delivery | None:
        """The delivery worked on; None before the first load of a new one."""
        return self.desk.chosen

    @property
    def tare_g(self) -> int:
        """Grams of the chosen container."""
        return self.container.tare_g if self.container is not None else 0

    @property
    def tally(self) -> Tally:
        """What is being counted for the delivery worked on."""
        return self.tallies.setdefault(self.chosen, Tally())

    def take(self, desk: Desk, named: bool = False) -> None:
        """Show a desk newly read; its delivery's origin and town become the chosen ones; `named`
        says that the giver's name is kept.

        While a new delivery waits for its first load, no open one takes its place.
        """
        self.desk = replace(desk, chosen=None, loads=()) if self.fresh else desk
        here = self.desk.chosen
        self.named = named and here is not None
        self.chosen = here.id if here is not None else None
        if here is not None:
            self.origin, self.party, self.commune = here.origin, here.party, here.commune

    def begin(self) -> None:
        """A new delivery: the next person is taken to come to the door with something."""
        self.fresh, self.chosen, self.named = True, None, False
        self.desk = replace(self.desk, chosen=None, loads=())
        self.origin, self.party = "drop_off", None
        near = self.furnishings.near
        self.commune = near[0][0] if near else None
        self.slip = self.furnishings.prints_slip

    def work_on(self, delivery: Id) -> None:
        """Work on an open delivery."""
        self.fresh, self.chosen = False, delivery

    def started(self, delivery: Id) -> None:
        """The first load of a new delivery opened it; its count goes on under its number."""
        if self.chosen is None:
            if None in self.tallies:
                self.tallies[delivery] = self.tallies.pop(None)
            self.work_on(delivery)

    def see(self, view: ScaleView) -> bool:
        """Take a new reading; whether anything on the screen changes."""
        guard = self.guard.seen(view)
        changed = view != self.view or guard != self.guard
        self.view, self.guard = view, guard
        return changed

    @property
    def blocked(self) -> bool:
        """Whether the load was already recorded and still stands on the scale."""
        return self.guard.holds and self.typed_g is None

    def weighing(self) -> Weighing:
        """The load to record now, typed or from the scale; refuses what cannot be believed."""
        code = self.container.code if self.container is not None else None
        capacity = self.furnishings.capacity_g
        if self.typed_g is not None:
            typed = Weighing(self.typed_g, self.tare_g, Source.TYPED, code)
            return believed(typed, capacity)
        return live_weighing(self.view, self.tare_g, code, capacity)

    def weighing_if_any(self) -> Weighing | None:
        """The load, when there is one that can be believed."""
        here = self.typed_g is not None or self.view.state == STABLE
        gross = self.typed_g if self.typed_g is not None else self.view.grams
        if not here or not self.tare_g < gross <= self.furnishings.capacity_g:
            return None
        return self.weighing()

    @property
    def scale_lost(self) -> bool:
        """Whether the scale of this post does not answer."""
        return self.view.state == LOST
