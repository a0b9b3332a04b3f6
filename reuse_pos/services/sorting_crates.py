"""Crates without labels: what waits at reception, and where its kilos go."""

from __future__ import annotations

from dataclasses import dataclass

from reuse_pos.db import sorting
from reuse_pos.domain.category import MIXED
from reuse_pos.domain.changes import Change
from reuse_pos.domain.ids import Id
from reuse_pos.domain.mass import Posting, Source, Weighing, checked
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.sorting import BULK_TEXTILE, refuse_unless_sellable
from reuse_pos.domain.ways import WAYS, Way
from reuse_pos.services.office import Station
from reuse_pos.services.sorting_common import (
    RECEPTION,
    check_reception,
    party_for,
    reverse,
    taken,
)
from reuse_pos.services.verb import Act, verb


@dataclass(frozen=True)
class Waiting:
    """A heap at reception without a label: its category, grams and pieces."""

    category: str
    grams: int
    pieces: int


class CrateSorting(Station):
    """Crates of one category, sent on without naming each thing."""

    def waiting(self) -> list[Waiting]:
        """What waits at reception without a label, heaviest first; mixed and textile ones too."""
        heaps = sorting.loose_in(self.store.read(), RECEPTION)
        found = [Waiting(one.category, one.grams, one.pieces) for one in heaps if one.grams > 0]
        return sorted(found, key=lambda heap: -heap.grams)

    def crates_waiting(self) -> list[Waiting]:
        """The same without what the two tables are for."""
        return [heap for heap in self.waiting() if heap.category not in (MIXED, BULK_TEXTILE)]

    @verb("crate_sent", Permission.SORT)
    def send(
        self,
        act: Act,
        category: str,
        grams: int,
        way: Way,
        source: Source = Source.SCALE,
        party: str | None = None,
    ) -> Id:
        """Send `grams` without a label from reception on their way; returns the mass entry.

        Refuses zero or less, more than reception holds, and an untested appliance on the shelf.
        """
        kind, rule = self.office.category(category), WAYS[way]
        load = checked(Weighing(grams, 0, source), self.office.number("scale.capacity_g"))
        check_reception(act.tx, category, load.net_g, kind.label)
        if way in (Way.SHELF, Way.GIFT):
            refuse_unless_sellable(kind)
        if way is Way.WORKSHOP:
            raise ValueError("loose goods cannot go to the workshop: label the object")
        taker = party_for(act.tx, rule.party, kind, party) if rule.party else None
        leaving = taken(act.tx, category, load.net_g, source)
        pieces = -leaving[0].pieces
        arriving = Posting(rule.place, category, load.net_g, pieces, source, None, taker)
        act.changed(Change.SORTING, Change.STOCK)
        return act.entry("sorted", (*leaving, arriving))

    @verb("crate_unsent", Permission.SORT)
    def undo_send(self, act: Act, entry: Id) -> None:
        """Take a sent crate back to reception; refuses a second time."""
        reverse(act, entry, "sorted")
        act.changed(Change.SORTING, Change.STOCK)
