"""What the reception desk shows: open deliveries, the loads of one, the day's kilos per family."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db import intake as rows
from reuse_pos.db import outflow, reference
from reuse_pos.db.intake import Delivery, Load
from reuse_pos.db.reference import Container, Party
from reuse_pos.domain import communes
from reuse_pos.domain.category import UNSORTED_LEAF, Category
from reuse_pos.domain.ids import Id
from reuse_pos.domain.intake import Countable, countable, counted_mass, family_totals
from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.outflow import Taker
from reuse_pos.domain.ways import RECYCLER_OF
from reuse_pos.services.office import Office

__all__ = ["Container", "Delivery", "Desk", "Furnishings", "Load", "Party", "Plan", "PlanLine"]


@dataclass(frozen=True)
class Furnishings:
    """What the desk is set up with; `near` and `communes` are (INSEE code, name)."""

    containers: tuple[Container, ...]
    near: tuple[tuple[str, str], ...]
    communes: tuple[tuple[str, str], ...]
    parties: tuple[Party, ...]
    categories: dict[str, Category]
    capacity_g: int
    prints_slip: bool
    recyclers: tuple[Taker, ...] = ()

    def commune(self, insee: str | None) -> str:
        """A town's name, of the shop's list or of France; its code when unknown, "" for none."""
        known = dict(self.communes)
        if not insee or insee in known:
            return known.get(insee or "", "")
        far = communes.commune(insee)
        return far.name if far is not None else insee

    def party(self, code: str | None) -> str:
        """A partner's name; "" for none."""
        return next((one.label for one in self.parties if one.code == code), "")

    def recycler_of(self, family: str, wanted: str = "") -> Taker | None:
        """Who takes a family's goods straight from the door: the one `wanted`, else the family's
        usual one, else the only one that accepts them; None where nobody does or several could."""
        leaf = self.categories.get(UNSORTED_LEAF[family])
        fitting = [one for one in self.recyclers if leaf is not None and one.takes(leaf)]
        usual = wanted or RECYCLER_OF.get(family, "")
        alone = fitting[0] if len(fitting) == 1 and not wanted else None
        return next((one for one in fitting if one.code == usual), alone)

    def parties_of(self, *kinds: str) -> tuple[Party, ...]:
        """Partners of some kinds."""
        return tuple(party for party in self.parties if party.kind in kinds)


@dataclass(frozen=True)
class Desk:
    """The desk now: open deliveries, the chosen one's loads, grams of the day per family.

    `means` is per countable code: grams of one, and where that figure comes from.
    """

    open: tuple[Delivery, ...]
    chosen: Delivery | None
    loads: tuple[Load, ...]
    families: dict[str, int]
    means: dict[str, tuple[int, Source]]


@dataclass(frozen=True)
class PlanLine:
    """Things counted: how many, their grams and how these are known."""

    thing: Countable
    family: str
    n: int
    grams: int
    source: Source


@dataclass(frozen=True)
class Plan:
    """What recording a count would write: its lines and how many tracking labels it prints."""

    lines: tuple[PlanLine, ...]

    @property
    def pieces(self) -> int:
        """Objects, bags and boxes together."""
        return sum(line.n for line in self.lines)

    @property
    def grams(self) -> int:
        """Their estimated grams."""
        return sum(line.grams for line in self.lines)

    @property
    def labels(self) -> int:
        """Things that get a label of their own."""
        return sum(line.n for line in self.lines if line.thing.tracked)

    def per_family(self) -> dict[str, tuple[int, int]]:
        """Pieces and grams of each family, in the order met."""
        totals: dict[str, tuple[int, int]] = {}
        for line in self.lines:
            n, grams = totals.get(line.family, (0, 0))
            totals[line.family] = (n + line.n, grams + line.grams)
        return totals


def plan_of(
    counts: dict[str, int],
    weighed: dict[str, Weighing],
    categories: dict[str, Category],
    means: dict[str, tuple[int, Source]],
) -> Plan:
    """What these counts weigh: code → number, each at the one weighed, else at its mean."""
    lines = []
    for code, n in counts.items():
        thing = countable(code, categories)
        grams, source = counted_mass(n, means.get(code), weighed.get(code))
        lines.append(PlanLine(thing, categories[thing.category].family, n, grams, source))
    return Plan(tuple(lines))


def furnish(office: Office) -> Furnishings:
    """Read what the desk is set up with."""
    reader = office.store.read()
    towns = reference.communes(reader)
    near = [code.strip() for code in office.setting("store.near_communes").split(",")]
    return Furnishings(
        reference.containers(reader, "reception"),
        tuple((code, towns[code]) for code in near if code in towns),
        tuple(towns.items()),
        reference.parties(reader),
        office.categories(),
        office.number("scale.capacity_g"),
        bool(office.number("intake.slip")),
        tuple(outflow.takers(reader, "recycler")),
    )


def look(office: Office, intake: Id | None, day: str, means: dict[str, tuple[int, Source]]) -> Desk:
    """Read the desk; `intake` is the delivery chosen, else the oldest open one is."""
    reader = office.store.read()
    here = rows.open_deliveries(reader)
    chosen = next((one for one in here if one.id == intake), here[0] if here else None)
    lines = rows.loads(reader, chosen.id) if chosen is not None else ()
    families = family_totals(rows.grams_of_day(reader, day), office.categories())
    return Desk(here, chosen, lines, families, means)
