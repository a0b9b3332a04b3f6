"""The sorting station: the textile table, mixed crates, loose crates, and each object's way."""

from __future__ import annotations

from reuse_pos.db import people
from reuse_pos.domain.roles import Permission
from reuse_pos.services.sorting_aside import AsideThing, PuttingAside
from reuse_pos.services.sorting_crates import CrateSorting, Waiting
from reuse_pos.services.sorting_objects import Decision, ObjectSorting, Said
from reuse_pos.services.sorting_tables import Closing, SortingTables

__all__ = ["AsideThing", "Closing", "Decision", "Said", "Sorting", "Waiting"]


class Sorting(SortingTables, CrateSorting, ObjectSorting, PuttingAside):
    """Everything done between reception and the shelf."""

    def helpers(self) -> list[str]:
        """The first names of the supervisors to call, for "Aide" and for closing a table."""
        here = people.everyone(self.store.read())
        return [person.name for person in here if person.actor.may(Permission.SUPERVISE)]
