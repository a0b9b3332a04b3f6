"""The kilos of one thing over its life: what came into it must be what left it and what is here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import share_out

# What came from, or went into, other labelled things.
MADE = "made"
# A thing may lose water; every other difference is to be explained by somebody.
EXPLAINED = "adjust:moisture"


@dataclass(frozen=True)
class Leg:
    """One posting of an entry: grams arriving at a place (or leaving it), of a thing or of none."""

    place: str
    grams: int
    thing: Id | None = None


@dataclass(frozen=True)
class Flow:
    """One mass entry that touched the thing; `reverses` is the entry it takes back."""

    entry: Id
    kind: str
    legs: tuple[Leg, ...]
    reverses: Id | None = None

    def net(self, thing: Id) -> int:
        """What the thing gained (or lost) by it, in grams."""
        return sum(leg.grams for leg in self.legs if leg.thing == thing)


@dataclass(frozen=True)
class Equation:
    """`came` + `gap` = `went` + `here`, in grams by place; `gap` is what appeared (or, below zero,
    vanished) and nobody explained."""

    came: tuple[tuple[str, int], ...]
    went: tuple[tuple[str, int], ...]
    here: int
    gap: int

    @property
    def closed(self) -> bool:
        """Whether nothing is left to explain."""
        return self.gap == 0

    @property
    def came_g(self) -> int:
        """All that came into it."""
        return sum(grams for _place, grams in self.came)


def equation(thing: Id, flows: Iterable[Flow]) -> Equation:
    """Where the grams of a thing came from and went; what was taken back counts as never done."""
    sums: dict[str, int] = {}
    for flow in standing(flows):
        for place, grams in _sources(flow, thing):
            sums[place] = sums.get(place, 0) + grams
    gap = sum(
        grams for place, grams in sums.items()
        if place.startswith("adjust:") and place != EXPLAINED
    )  # fmt: skip
    told = {
        place: grams for place, grams in sums.items()
        if not place.startswith("adjust:") or place == EXPLAINED
    }  # fmt: skip
    came = tuple((place, grams) for place, grams in told.items() if grams > 0)
    left = [(place, -grams) for place, grams in told.items() if grams < 0]
    went = tuple(sorted(left, key=lambda one: -one[1]))
    return Equation(came, went, sum(sums.values()), gap)


def standing(flows: Iterable[Flow]) -> list[Flow]:
    """The entries that hold: without those taken back and those that took them back."""
    known = list(flows)
    here = {flow.entry for flow in known}
    gone = {flow.reverses for flow in known if flow.reverses in here}
    return [flow for flow in known if flow.entry not in gone and flow.reverses not in gone]


def relatives(thing: Id, flows: Iterable[Flow]) -> tuple[tuple[Id, ...], tuple[Id, ...]]:
    """The things it was made of or parted from, and those made of it."""
    parents: dict[Id, None] = {}
    children: dict[Id, None] = {}
    for flow in standing(flows):
        net = flow.net(thing)
        for leg in flow.legs:
            if leg.thing is None or leg.thing == thing:
                continue
            if net > 0 > leg.grams:
                parents[leg.thing] = None
            if net < 0 < leg.grams:
                children[leg.thing] = None
    return tuple(parents), tuple(children)


def _sources(flow: Flow, thing: Id) -> Sequence[tuple[str, int]]:
    net = flow.net(thing)
    if net == 0:
        return ()
    sign = 1 if net > 0 else -1
    others = [leg for leg in flow.legs if leg.thing != thing and leg.grams * sign < 0]
    shares = share_out(abs(net), [abs(leg.grams) for leg in others])
    return [
        (MADE if leg.thing is not None else leg.place, sign * grams)
        for leg, grams in zip(others, shares, strict=True)
    ]
