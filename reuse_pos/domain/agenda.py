"""The van's agenda: what it can promise, where there is room, and what a stop costs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id
from reuse_pos.domain.month import MONTHS
from reuse_pos.domain.wording import N_, _

PICKUP, DELIVERY, CLEARANCE = "pickup", "delivery", "clearance"
PLANNED, DONE, NO_SHOW, CANCELLED = "planned", "done", "no_show", "cancelled"
KINDS: Mapping[str, tuple[str, str, str]] = {
    PICKUP: (N_("Pick-up"), "hand-arrow-down", "textile"),
    DELIVERY: (N_("Delivery"), "truck", "meubles"),
    CLEARANCE: (N_("Clearance"), "house-line", "livres_medias"),
}
# Where what a stop brings in comes from, as the mass ledger says it.
ORIGIN_OF = {PICKUP: "home_pickup", CLEARANCE: "house_clearance"}
SLOT_MINUTES = 60
DURATIONS = (60, 120, 180, 240)
DAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip
SHORT_DAYS = (
    N_("Mon."), N_("Tue."), N_("Wed."), N_("Thu."), N_("Fri."), N_("Sat."), N_("Sun."),
)  # fmt: skip
NOON = "12:30"
_SHEET = re.compile(r"tournee-(\d{4}-\d{2}-\d{2})\.pdf")
MOST_FLOOR = 30
MOST_KG = 9_999
FEE_REASONS = {
    "QUOTE": N_("Quote accepted"),
    "SOLIDARITY": N_("Solidarity price"),
    "FAR": N_("Further away"),
    "GESTURE": N_("Kind gesture"),
}


@dataclass(frozen=True)
class Zone:
    """Communes (INSEE codes) that cost the same: a delivery, a pick-up, and each floor without a
    lift, in cents."""

    code: str
    label: str
    communes: tuple[str, ...]
    fee_cents: int
    floor_cents: int
    pickup_cents: int


@dataclass(frozen=True)
class Stop:
    """One appointment of the van: no name, only initials. `kg` is expected, `fee_cents` to cash;
    `fee_doc` is the ticket that paid it."""

    id: Id
    number: str
    kind: str
    state: str
    day: str
    slot: str
    minutes: int
    rank: int
    commune: str
    zone: str
    floor: int
    lift: bool
    goods: str
    initials: str
    kg: int
    fee_cents: int
    fee_reason: str = ""
    fee_doc: str | None = None
    hold: Id | None = None
    intake: Id | None = None
    signed: str | None = None
    note: str = ""

    @property
    def slots_taken(self) -> int:
        """How many places of the half-day it takes."""
        return max(1, -(-self.minutes // SLOT_MINUTES))


def week_of(day: date) -> tuple[date, ...]:
    """Monday to Saturday of the week a day belongs to; a Sunday shows the week to come."""
    monday = day - timedelta(days=day.weekday()) if day.weekday() < 6 else day + timedelta(days=1)
    return tuple(monday + timedelta(days=n) for n in range(6))


def is_open(day: date, open_days: str) -> bool:
    """Whether the van goes out on this day, from the setting ("2,3,4,5,6", 1 = Monday)."""
    return str(day.isoweekday()) in {one.strip() for one in open_days.split(",")}


def taken(slots: Sequence[str], stops: Iterable[Stop]) -> dict[str, Stop]:
    """Which stop holds each place of a day: long stops take the following places of their
    half-day."""
    held: dict[str, Stop] = {}
    for stop in sorted(stops, key=lambda one: one.slot):
        if stop.state in (CANCELLED, NO_SHOW):
            continue
        half = [slot for slot in slots if (slot < NOON) == (stop.slot < NOON)]
        from_here = [slot for slot in half if slot >= stop.slot] or half[-1:]
        for slot in from_here[: stop.slots_taken]:
            held.setdefault(slot, stop)
    return held


def free_slots(slots: Sequence[str], stops: Iterable[Stop], minutes: int = 60) -> list[str]:
    """The hours at which a stop of so many minutes still fits."""
    held = taken(slots, stops)
    wanted = max(1, -(-minutes // SLOT_MINUTES))
    free = []
    for slot in slots:
        half = [one for one in slots if (one < NOON) == (slot < NOON) and one >= slot]
        if len(half) >= wanted and not any(one in held for one in half[:wanted]):
            free.append(slot)
    return free


def checked_slot(slots: Sequence[str], stops: Sequence[Stop], slot: str, minutes: int) -> str:
    """The hour if there is room for the stop; refuses otherwise and names the nearest free one."""
    free = free_slots(slots, stops, minutes)
    if slot in free:
        return slot
    if not free:
        raise Refusal(_("This day is full. Nothing was noted. Choose another day."), "full")
    nearest = min(free, key=lambda one: abs(_minutes(one) - _minutes(slot)))
    raise Refusal(
        _("This hour is taken. Nothing was noted. {hour} is free.", hour=hour_words(nearest)),
        "taken",
        nearest=nearest,
    )


def checked_stop(kind: str, minutes: int, floor: int, kg: int) -> None:
    """Refuses a stop that cannot be: its kind, its length, its floor, its kilos."""
    if kind not in KINDS or minutes not in DURATIONS:
        raise Refusal(
            _("This kind of stop is not known. Nothing was noted. Touch one of the keys."), "kind"
        )
    if not 0 <= floor <= MOST_FLOOR:
        raise Refusal(_("This floor cannot be right. Nothing was noted. Correct it."), "floor")
    if not 0 <= kg <= MOST_KG:
        raise Refusal(_("These kilos cannot be right. Nothing was noted. Correct them."), "kg")


def proposed_fee(kind: str, zone: Zone | None, floor: int, lift: bool) -> int:
    """What the grid asks for a stop, in cents: the zone, and each floor climbed without a lift; a
    clearance is always a quote, so nothing is proposed for it."""
    if zone is None or kind == CLEARANCE:
        return 0
    climbed = 0 if lift else max(0, floor)
    base = zone.fee_cents if kind == DELIVERY else zone.pickup_cents
    return base + climbed * zone.floor_cents


def zone_of(zones: Iterable[Zone], commune: str) -> Zone | None:
    """The zone a commune is in; None where the van does not go by the grid."""
    return next((zone for zone in zones if commune in zone.communes), None)


def expected_kg(stops: Iterable[Stop]) -> int:
    """What the van is to bring back on a day, in kilos."""
    return sum(one.kg for one in stops if one.kind != DELIVERY and one.state in (PLANNED, DONE))


def fees_to_cash(stops: Iterable[Stop]) -> int:
    """The fees of a round not paid yet, in cents."""
    return sum(
        one.fee_cents for one in stops if one.fee_doc is None and one.state in (PLANNED, DONE)
    )


def hour_words(slot: str) -> str:
    """An hour as people say it: "9 h", "11 h 15"."""
    hour, _colon, minute = slot.partition(":")
    return f"{int(hour)} h" if minute == "00" else f"{int(hour)} h {minute}"


def initials_of(name: str) -> str:
    """What screens show of a name: "Aline Béasse" gives "A. B."."""
    parts = [part for part in name.replace("-", " ").split() if part]
    letters = [part[0].upper() + "." for part in (parts[:1] + parts[1:][-1:])]
    return " ".join(letters)


def day_words(day: date) -> str:
    """A day as people say it: "tuesday 24 november"."""
    return f"{_(DAYS[day.weekday()]).lower()} {day.day} {_(MONTHS[day.month - 1])}"


def day_and_number(day: date) -> str:
    """A day without its month: "tuesday 24"."""
    return f"{_(DAYS[day.weekday()]).lower()} {day.day}"


def short_day(day: date) -> str:
    """A day in a column's head: "tue. 24"."""
    return f"{_(SHORT_DAYS[day.weekday()]).lower()} {day.day}"


def week_words(days: Sequence[date]) -> str:
    """A week as its key says it: "23 – 28 november"."""
    first, last = days[0], days[-1]
    begin = (
        str(first.day)
        if first.month == last.month
        else (f"{first.day} {_(MONTHS[first.month - 1])}")
    )
    return f"{begin} – {last.day} {_(MONTHS[last.month - 1])}"


def floor_words(floor: int, *, lift: bool) -> str:
    """How high one goes: "ground floor", "floor 3, with a lift"."""
    if floor <= 0:
        return _("ground floor")
    if lift:
        return _("floor {n}, with a lift", n=floor)
    return _("floor {n}, no lift", n=floor)


def sheet_name(day: date) -> str:
    """The file of a day's round sheet."""
    return f"tournee-{day.isoformat()}.pdf"


def day_of_sheet(name: str) -> date | None:
    """The day of a round sheet by its file's name; None for any other file."""
    found = _SHEET.fullmatch(name)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def _minutes(slot: str) -> int:
    hour, _colon, minute = slot.partition(":")
    return int(hour) * 60 + int(minute or 0)
