"""The van promises only what it can do: one stop a place, long stops stay in their half-day."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reuse_pos.domain import agenda
from reuse_pos.domain.agenda import Stop, Zone
from reuse_pos.domain.errors import Refusal

SLOTS = ("09:00", "10:00", "11:00", "14:00", "15:00", "16:00")
ZONE = Zone("Z1", "Rennes", ("35238",), 1500, 500, 0)


def stop(slot: str, minutes: int = 60, kind: str = "pickup", state: str = "planned") -> Stop:
    return Stop(
        slot.encode(), "A26-00001", kind, state, "2026-11-24", slot, minutes, 0, "35238", "Z1", 0,
        False, "", "A. B.", 50, 1500,
    )  # fmt: skip


def test_a_week_goes_from_monday_to_saturday_and_sunday_shows_the_next() -> None:
    assert agenda.week_of(date(2026, 11, 21))[0] == date(2026, 11, 16)
    assert agenda.week_of(date(2026, 11, 22))[0] == date(2026, 11, 23)


def test_a_long_stop_takes_the_places_after_it_but_not_those_of_the_afternoon() -> None:
    held = agenda.taken(SLOTS, [stop("10:00", 180)])
    assert set(held) == {"10:00", "11:00"}


def test_a_stop_nobody_came_to_frees_its_hour() -> None:
    assert "09:00" in agenda.free_slots(SLOTS, [stop("09:00", state="no_show")])
    assert "09:00" not in agenda.free_slots(SLOTS, [stop("09:00", state="done")])


def test_an_hour_taken_is_refused_with_the_nearest_free_one() -> None:
    with pytest.raises(Refusal) as refused:
        agenda.checked_slot(SLOTS, [stop("10:00")], "10:00", 60)
    assert refused.value.facts["nearest"] in ("09:00", "11:00")
    full = [stop(slot) for slot in SLOTS]
    with pytest.raises(Refusal) as refused:
        agenda.checked_slot(SLOTS, full, "10:00", 60)
    assert refused.value.code == "full"


@given(st.lists(st.tuples(st.sampled_from(SLOTS), st.sampled_from(agenda.DURATIONS)), max_size=12))
def test_stops_accepted_one_after_the_other_never_share_a_place(
    wanted: list[tuple[str, int]],
) -> None:
    """Catches a double booking through any order of requests."""
    kept: list[Stop] = []
    for slot, minutes in wanted:
        try:
            agenda.checked_slot(SLOTS, kept, slot, minutes)
        except Refusal:
            continue
        kept.append(stop(slot, minutes))
    places = sum(one.slots_taken for one in kept)
    assert len(agenda.taken(SLOTS, kept)) == places


@pytest.mark.parametrize(
    ("kind", "floor", "lift", "cents"),
    [("delivery", 0, False, 1500), ("delivery", 3, False, 3000), ("delivery", 3, True, 1500),
     ("pickup", 2, False, 1000), ("clearance", 4, False, 0)],
)  # fmt: skip
def test_the_fee_counts_floors_without_a_lift(
    kind: str, floor: int, lift: bool, cents: int
) -> None:
    assert agenda.proposed_fee(kind, ZONE, floor, lift) == cents
    assert agenda.proposed_fee(kind, None, floor, lift) == 0


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Aline Béasse", "A. B."), ("Jean-Paul Le Goff", "J. G."), ("Zoé", "Z."), ("  ", "")],
)
def test_screens_show_initials_only(name: str, initials: str) -> None:
    assert agenda.initials_of(name) == initials
