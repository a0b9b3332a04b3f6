"""The supervisor's order of work: what comes first, which bench or person it is for."""

from __future__ import annotations

from reuse_pos.db import people as people_rows
from reuse_pos.db import workshop as rows
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.domain.workshop import Order
from reuse_pos.services.verb import Act, verb
from reuse_pos.services.workshop_reads import Work, WorkshopReads
from reuse_pos.services.workshop_rules import open_now, set_columns, set_order

PLAN_PAGE = 5


class WorkshopPlan(WorkshopReads):
    """Who does what, and in which order."""

    def plan(self, page: int = 0) -> tuple[tuple[Work, ...], int, int]:
        """A page of the open orders in the supervisor's order; with the page and how many there
        are."""
        reader = self.store.read()
        pages = max(1, -(-rows.queue_length(reader, rows.Seat("", "", True)) // PLAN_PAGE))
        page %= pages
        found = rows.planned(reader, PLAN_PAGE, page * PLAN_PAGE)
        return tuple(self._work(order) for order in found), page, pages

    @verb("work_put_first", Permission.SUPERVISE)
    def put_first(self, act: Act, order_id: Id) -> Order:
        """Put an order before all others."""
        return set_order(act, open_now(act, order_id), rank=rows.lowest_rank(act.tx) - 1)

    @verb("work_moved", Permission.SUPERVISE)
    def move(self, act: Act, order_id: Id, places: int) -> Order:
        """Move an order `places` down the queue (up, below zero); past an end it stays there."""
        order = open_now(act, order_id)
        before = rows.ranks(act.tx)
        listed = [one for one, _rank in before]
        listed.remove(order_id)
        at = [one for one, _rank in before].index(order_id)
        listed.insert(max(0, min(len(listed), at + places)), order_id)
        # The ranks in use stay in use, so that only the orders in between change theirs.
        free = _apart([rank for _one, rank in before])
        old = dict(before)
        for one, rank in zip(listed, free, strict=True):
            if rank != old[one]:
                set_columns(act, one, rank=rank)
        return order

    @verb("work_given", Permission.SUPERVISE)
    def give(self, act: Act, order_id: Id, bench: str) -> Order:
        """Give an order to a bench, to a person ("@07"), or to whoever is free ("")."""
        order = open_now(act, order_id)
        if bench.startswith("@"):
            person = people_rows.person(act.tx, bench[1:])
            if person is None or not person.active or not person.actor.may(Permission.WORK):
                raise Refusal(
                    _("This person does not work here. Nothing was changed. Choose another."),
                    "person",
                )
        elif bench and bench not in self.benches():
            raise Refusal(
                _("There is no bench called “{bench}”. Nothing was changed.", bench=bench[:30]),
                "bench",
            )
        return set_order(act, order, bench=bench)


def _apart(ranks: list[int]) -> list[int]:
    """Ranks that rise: two alike (made on two computers) are pulled apart."""
    rising: list[int] = []
    for rank in ranks:
        rising.append(rank if not rising or rank > rising[-1] else rising[-1] + 1)
    return rising
