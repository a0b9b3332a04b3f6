"""A manager's yes to a count: what is missing is lost, what was weighed corrects the list, and the
place is known to be counted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reuse_pos.db import stocktake as rows
from reuse_pos.db.store import Reader
from reuse_pos.domain import stocktake as rules
from reuse_pos.domain.changes import Change
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, Move
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.stocktake import LOST_REASON, Count, CountState, Piles
from reuse_pos.services.office import Station
from reuse_pos.services.sorting_common import withdraw
from reuse_pos.services.verb import Act, verb


@dataclass(frozen=True)
class Accepted:
    """What accepting a count changed: things lost, their grams and cents, grams of goods without a
    label found (above zero) or not found."""

    lost: int
    grams: int
    cents: int
    loose_g: int


class Accepting(Station):
    """Ends a count; only a manager's right does."""

    @verb("stocktake_accepted", Permission.APPROVE)
    def accept(self, act: Act, count_id: Id) -> Accepted:
        """Accept a proposed count as it stands now: missing things leave to `out:lost`, weighed
        differences come from or go to `adjust:stocktake` (decision 25)."""
        count = self._open(act, count_id, CountState.PROPOSED)
        piles = self._piles(act.tx, count)
        for item in piles.missing:
            self._lose(act, count, item)
        loose = 0
        for gap in rules.loose_gaps(rows.loads(act.tx, count.id)):
            if gap.gap_g:
                act.entry("stocktake", rules.gap_postings(count.place, gap), count.number)
                loose += gap.gap_g
        act.set("stocktake", {"id": count.id}, state=CountState.ACCEPTED.value, ended_at=act.at)
        act.changed(Change.STOCK)
        return Accepted(len(piles.missing), piles.missing_g, piles.missing_cents, loose)

    def photo_list(self, count_id: Id, path: Path) -> Path:
        """Write what is missing as an A4 PDF with photos, for a second walk; returns its path."""
        from reuse_pos.reports.missing_list import MissingThing, write_missing_list
        from reuse_pos.services.photos import path_of

        reader = self.store.read()
        count = rows.count_by_id(reader, count_id)
        if count is None:
            raise LookupError("no such count")
        things = []
        for item in self._piles(reader, count).missing:
            name = item.photo_after or item.photo
            photo = path_of(self.office.folder, name) if name else None
            kind = self.office.category(item.category).label
            things.append(MissingThing(item, kind, photo))
        write_missing_list(path, self.office.setting("store.name"), count, things)
        return path

    def _lose(self, act: Act, count: Count, item: Item) -> None:
        entry = act.entry(
            "lost",
            transfer(
                item.place or "", "out:lost", item.category, item.grams, item.pieces,
                Source(item.source), thing=item.id,
            ),
            count.number,
        )  # fmt: skip
        act.move(item, Move.LEAVE, LOST_REASON, entry)
        withdraw(act, item.id)

    def _piles(self, reader: Reader, count: Count) -> Piles:
        """The piles as they are now; things of families not counted are no part of them."""
        here, arrived = rows.things_here(reader, count)
        if count.families:
            categories = self.office.categories()
            here = {
                key: item
                for key, item in here.items()
                if categories[item.category].family in count.families
            }
        return rules.sort_into_piles(here, arrived, rows.sightings(reader, count.id))

    def _can_undo(self, reader: Reader, count: Count) -> bool:
        return rows.last_gesture(reader, count.id) is not None

    def _open(self, act: Act, count_id: Id, *states: CountState) -> Count:
        """The count, refused when it is further on than these states."""
        count = rows.count_by_id(act.tx, count_id)
        if count is None:
            raise LookupError("no such count")
        rules.refuse_unless(count, *states)
        return count
