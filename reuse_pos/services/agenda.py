"""The agenda: stops of the van promised, moved and done; the round sheet; addresses erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from reuse_pos.db import agenda as rows
from reuse_pos.db import holds as held
from reuse_pos.db import people as people_rows
from reuse_pos.db import reference, stock
from reuse_pos.db.agenda import Visited
from reuse_pos.domain import agenda as rules
from reuse_pos.domain.agenda import Stop, Zone
from reuse_pos.domain.basket import Line
from reuse_pos.domain.changes import Change
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import Id, uuid7
from reuse_pos.domain.mass import Source
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.skills import ROUND
from reuse_pos.domain.wording import _
from reuse_pos.services.intake_checks import check_source
from reuse_pos.services.intake_parts import CameFrom, Opened, open_new
from reuse_pos.services.office import Office, Station
from reuse_pos.services.sale_settling import SaleInHand
from reuse_pos.services.verb import Act, verb

DELIVERY_SERVICE = "SRV-LIVRAISON"
STOP_LINK = "stop:"


@dataclass(frozen=True)
class Booking:
    """What is asked for a new stop; `name`, `phone` and `address` stay on this computer.

    `fee_cents` None takes what the grid proposes; another sum needs a reason of `FEE_REASONS`.
    """

    kind: str
    day: str
    slot: str
    minutes: int = 60
    commune: str = ""
    floor: int = 0
    lift: bool = False
    goods: str = ""
    kg: int = 0
    fee_cents: int | None = None
    fee_reason: str = ""
    hold: Id | None = None
    name: str = ""
    phone: str = ""
    address: str = ""
    note: str = ""


@dataclass(frozen=True)
class DayView:
    """One day of the week as the agenda shows it: its stops, free hours, team."""

    day: date
    open: bool
    stops: tuple[Stop, ...]
    free: tuple[str, ...]
    team: tuple[Person, ...]

    @property
    def kg(self) -> int:
        """What the van is to bring back."""
        return rules.expected_kg(self.stops)

    @property
    def fees_cents(self) -> int:
        """Fees not paid yet."""
        return rules.fees_to_cash(self.stops)


class Agenda(Station):
    """The van's week. Every verb needs the right to plan rounds; fees are cents, loads kilos.

    `to_deliver` is the hold whose delivery another screen asked to plan; the agenda takes it up.
    """

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.to_deliver: Id | None = None

    def slots(self) -> tuple[str, ...]:
        """The hours at which a stop may begin."""
        return tuple(one.strip() for one in self.office.setting("agenda.slots").split(","))

    def zones(self) -> list[Zone]:
        """The fee grid."""
        return rows.zones(self.store.read())

    def communes(self) -> dict[str, str]:
        """Town names by INSEE code."""
        return reference.communes(self.store.read())

    def capacity_kg(self) -> int:
        """What the van carries."""
        return self.office.number("agenda.capacity_kg")

    def week(self, day: date) -> tuple[DayView, ...]:
        """The six days of the week a day belongs to."""
        reader = self.store.read()
        days = rules.week_of(day)
        first, last = days[0].isoformat(), days[-1].isoformat()
        stops = rows.stops_between(reader, first, last)
        teams = rows.teams(reader, first, last)
        here = {one.op: one for one in people_rows.everyone(reader)}
        opened = self.office.setting("agenda.open_days")
        views = []
        for one in days:
            mine = [stop for stop in stops if stop.day == one.isoformat()]
            shown = tuple(stop for stop in mine if stop.state != rules.CANCELLED)
            is_open = rules.is_open(one, opened)
            free = tuple(rules.free_slots(self.slots(), mine)) if is_open else ()
            team = tuple(here[op] for op in teams.get(one.isoformat(), ()) if op in here)
            views.append(DayView(one, is_open, shown, free, team))
        return tuple(views)

    def today(self) -> date:
        """The business day now."""
        return business_day(self.clock.now())

    def stop(self, stop_id: Id) -> Stop:
        """One stop; refuses one that does not exist."""
        return _known(rows.stop(self.store.read(), stop_id))

    def visited(self, stop_id: Id) -> Visited | None:
        """Whom a stop is for, while it is kept."""
        return rows.visited(self.store.read(), stop_id)

    def fee(self, kind: str, commune: str, floor: int, *, lift: bool) -> int:
        """What the grid proposes for a stop, in cents."""
        return rules.proposed_fee(kind, rules.zone_of(self.zones(), commune), floor, lift)

    def free_hours(self, minutes: int = 60, most: int = 8) -> list[tuple[date, str]]:
        """The next days and hours with room for a stop, from tomorrow, within four weeks."""
        first, last = self.today() + timedelta(days=1), self.today() + timedelta(days=28)
        stops = rows.stops_between(self.store.read(), first.isoformat(), last.isoformat())
        opened = self.office.setting("agenda.open_days")
        found: list[tuple[date, str]] = []
        for ahead in range(28):
            day = first + timedelta(days=ahead)
            if rules.is_open(day, opened) and len(found) < most:
                mine = [one for one in stops if one.day == day.isoformat()]
                found += [(day, slot) for slot in rules.free_slots(self.slots(), mine, minutes)]
        return found[:most]

    def delivery_of(self, hold: Id) -> Booking:
        """What is known of the delivery of a hold: its things, kilos, and whom it is for."""
        reader = self.store.read()
        lines, who = held.lines_of(reader, hold), held.person_of(reader, hold)
        things = [stock.item_by_id(reader, line.item) for line in lines]
        grams = sum(thing.grams for thing in things if thing is not None)
        words = ", ".join(
            f"{line.label} {thing.short}" if thing else line.label
            for line, thing in zip(lines, things, strict=True)
        )
        return Booking(
            rules.DELIVERY, "", "", goods=words, kg=-(-grams // 1000), hold=hold,
            name=who.name if who else "", phone=who.phone if who else "",
        )  # fmt: skip

    def rest_to_cash(self, stop: Stop) -> int:
        """What is still to pay for the things of a delivery, in cents; 0 where it is no hold."""
        hold = None if stop.hold is None else held.hold_by_id(self.store.read(), stop.hold)
        return hold.rest_cents if hold is not None and hold.state == "open" else 0

    def near_communes(self) -> list[tuple[str, str]]:
        """The towns shown first, (INSEE code, name), from the reception's setting."""
        towns = self.communes()
        wanted = [code.strip() for code in self.office.setting("store.near_communes").split(",")]
        return [(code, towns[code]) for code in wanted if code in towns]

    @verb("stop_booked", Permission.PLAN_ROUNDS)
    def book(self, act: Act, asked: Booking) -> Stop:
        """Note an appointment; refuses a closed day, an hour taken (naming the nearest free one),
        a fee changed without its reason, a town that does not exist."""
        rules.checked_stop(asked.kind, asked.minutes, asked.floor, asked.kg)
        check_source(act, asked.commune or None, None)
        stops = self._checked_day(act, asked.day, asked.slot, asked.minutes)
        fee, reason = self._checked_fee(asked)
        number = f"A{asked.day[2:4]}-"
        number += f"{rows.last_number(act.tx, number) + 1:05d}"
        zone = rules.zone_of(rows.zones(act.tx), asked.commune)
        stop = Stop(
            uuid7(act.at_ns), number, asked.kind, rules.PLANNED, asked.day, asked.slot,
            asked.minutes, len(stops), asked.commune, zone.code if zone else "", asked.floor,
            asked.lift, asked.goods.strip()[:120], rules.initials_of(asked.name), asked.kg, fee,
            reason, hold=asked.hold, note=asked.note.strip()[:200],
        )  # fmt: skip
        self._put(act, stop)
        self._keep_who(act, stop, asked)
        return stop

    @verb("stop_moved", Permission.PLAN_ROUNDS)
    def move(self, act: Act, stop_id: Id, day: str, slot: str) -> Stop:
        """Move a stop to another hour or day."""
        stop = self._planned(act, stop_id)
        others = self._checked_day(act, day, slot, stop.minutes, but=stop.id)
        moved = replace(stop, day=day, slot=slot, rank=len(others))
        self._put(act, moved)
        who = rows.visited(act.tx, stop.id)
        if who is not None:
            rows.keep_visited(act.tx, stop.id, replace(who, delete_on=self._purge_on(day)))
        return moved

    @verb("stop_reordered", Permission.PLAN_ROUNDS)
    def reorder(self, act: Act, stop_id: Id, by: int) -> None:
        """Take a stop earlier (-1) or later (1) in its round; its promised hour stays."""
        stop = self._planned(act, stop_id)
        day = [one for one in rows.stops_between(act.tx, stop.day, stop.day)
               if one.state != rules.CANCELLED]  # fmt: skip
        order = [one.id for one in day]
        here = order.index(stop.id)
        there = min(max(here + by, 0), len(order) - 1)
        order.insert(there, order.pop(here))
        for rank, one in enumerate(order):
            act.set("appointment", {"id": one}, rank=rank)
        act.changed(Change.AGENDA)

    @verb("stop_cancelled", Permission.PLAN_ROUNDS)
    def cancel(self, act: Act, stop_id: Id) -> None:
        """Cancel a stop; its hour is free again."""
        self._end(act, stop_id, rules.CANCELLED)

    @verb("stop_missed", Permission.PLAN_ROUNDS)
    def no_show(self, act: Act, stop_id: Id) -> None:
        """Nobody was there: kept in the figures, the hour is free again."""
        self._end(act, stop_id, rules.NO_SHOW)

    @verb("stop_taken_up", Permission.PLAN_ROUNDS)
    def take_up(self, act: Act, stop_id: Id) -> Stop:
        """Take a cancelled or missed stop up again, at its hour; refuses when that hour was given
        to someone else, or its day is over."""
        stop = _known(rows.stop(act.tx, stop_id))
        if stop.state not in (rules.CANCELLED, rules.NO_SHOW):
            raise Refusal(_("This stop is still planned. Nothing was changed."), "planned")
        self._checked_day(act, stop.day, stop.slot, stop.minutes, but=stop.id)
        act.set("appointment", {"id": stop_id}, state=rules.PLANNED)
        act.changed(Change.AGENDA)
        return replace(stop, state=rules.PLANNED)

    @verb("stop_arrived", Permission.RECEIVE)
    def arrive(self, act: Act, stop_id: Id) -> Opened:
        """The van is back with what a stop gave: it is done and signed for, and its delivery is
        open at reception with its origin and town; refuses a stop that brings nothing."""
        stop = self._planned(act, stop_id)
        if stop.kind not in rules.ORIGIN_OF:
            raise Refusal(_("This stop brings nothing to weigh. Nothing was changed."), "delivery")
        source = CameFrom(rules.ORIGIN_OF[stop.kind], None, stop.commune or None)
        opened = open_new(act, source, stop.number, act.day)
        self._finish(act, stop, opened.id, signed=True)
        return opened

    @verb("stop_done", Permission.PLAN_ROUNDS)
    def done(self, act: Act, stop_id: Id, *, signed: bool = False) -> None:
        """The stop is done, and brought nothing to weigh; `signed` says that the person signed the
        round's sheet."""
        self._finish(act, self._planned(act, stop_id), None, signed=signed)

    def _finish(self, act: Act, stop: Stop, intake: Id | None, *, signed: bool) -> None:
        for op in rows.team(act.tx, stop.day):
            act.did(ROUND, ROUND, op)
        act.set(
            "appointment", {"id": stop.id}, state=rules.DONE, intake=intake,
            signed=act.at if signed else None,
        )  # fmt: skip
        act.changed(Change.AGENDA)

    @verb("van_team_set", Permission.PLAN_ROUNDS)
    def set_team(self, act: Act, day: str, team: Sequence[str]) -> None:
        """Say who goes out on a day (operator codes)."""
        known = {one.op for one in people_rows.everyone(act.tx)}
        if any(op not in known for op in team):
            raise Refusal(_("This person is not known here. Nothing was changed."), "person")
        act.put("van_day", day=day, team=",".join(team))
        act.changed(Change.AGENDA)

    @verb("zone_set", Permission.SET_UP)
    def put_zone(self, act: Act, zone: Zone, rank: int = 0) -> None:
        """Add or change a zone of the fee grid."""
        if min(zone.fee_cents, zone.floor_cents, zone.pickup_cents) < 0 or not zone.label.strip():
            raise Refusal(_("A zone needs a name and its fees. Nothing was changed."), "zone")
        act.put(
            "zone", code=zone.code, label=zone.label, communes=",".join(zone.communes),
            fee_cents=zone.fee_cents, floor_cents=zone.floor_cents,
            pickup_cents=zone.pickup_cents, rank=rank, archived=0,
        )  # fmt: skip
        act.changed(Change.AGENDA, Change.SETTINGS)

    def round_sheet(self, day: date, path: Path) -> Path:
        """Write the day's round as a PDF: one block a stop, with room to sign."""
        from reuse_pos.reports.round_sheet import RoundStop, write_round_sheet

        reader = self.store.read()
        towns = reference.communes(reader)
        stops = [
            RoundStop(
                one,
                rows.visited(reader, one.id),
                towns.get(one.commune, one.commune),
                self.rest_to_cash(one),
            )
            for one in rows.stops_between(reader, day.isoformat(), day.isoformat())
            if one.state == rules.PLANNED
        ]
        if not stops:
            raise Refusal(
                _("Nothing is planned on this day. No sheet was made. Choose another day."), "empty"
            )
        write_round_sheet(path, self.office.setting("store.name"), day, stops)
        return path

    def fee_line(self, stop_id: Id) -> Line:
        """The counter's line for the fee of a stop; refuses one already paid, or free."""
        stop = self.stop(stop_id)
        if stop.fee_doc is not None or not stop.fee_cents:
            raise Refusal(_("Nothing is to pay for this stop. Nothing was added."), "paid")
        category = self.office.category(DELIVERY_SERVICE)
        label = f"{_(rules.KINDS[stop.kind][0])} {stop.number}"
        return Line(
            0, "service", label, category.code, 1, "piece", stop.fee_cents,
            weight_src=Source.NONE, icon=category.icon, family=category.family,
            link=STOP_LINK + stop.id.hex(), most=1,
        )  # fmt: skip

    def _checked_day(
        self, act: Act, day: str, slot: str, minutes: int, but: Id | None = None
    ) -> list[Stop]:
        when = _day(day)
        if when < business_day(act.now):
            raise Refusal(_("This day is over. Nothing was noted. Choose a day to come."), "past")
        if not rules.is_open(when, self.office.setting("agenda.open_days")):
            raise Refusal(
                _("The van does not go out on this day. Nothing was noted. Choose another."),
                "closed",
            )
        stops = [one for one in rows.stops_between(act.tx, day, day) if one.id != but]
        rules.checked_slot(self.slots(), stops, slot, minutes)
        return stops

    def _checked_fee(self, asked: Booking) -> tuple[int, str]:
        proposed = self.fee(asked.kind, asked.commune, asked.floor, lift=asked.lift)
        if asked.fee_cents is None or asked.fee_cents == proposed:
            return proposed, ""
        ceiling = self.office.number("price.ceiling_cents")
        if asked.fee_reason not in rules.FEE_REASONS or not 0 <= asked.fee_cents <= ceiling:
            raise Refusal(
                _("Another fee needs its reason. Nothing was noted. Touch a reason."), "reason"
            )
        return asked.fee_cents, asked.fee_reason

    def _put(self, act: Act, stop: Stop) -> None:
        act.put("appointment", **{**stop.__dict__, "lift": int(stop.lift)})
        act.changed(Change.AGENDA)

    def _keep_who(self, act: Act, stop: Stop, asked: Booking) -> None:
        if asked.name.strip() or asked.phone.strip() or asked.address.strip():
            who = Visited(
                asked.name.strip()[:80], asked.phone.strip()[:30], asked.address.strip()[:200],
                self._purge_on(stop.day),
            )  # fmt: skip
            rows.keep_visited(act.tx, stop.id, who)

    def _purge_on(self, day: str) -> str:
        kept = timedelta(days=self.office.number("agenda.purge_days"))
        return (_day(day) + kept).isoformat()

    def _planned(self, act: Act, stop_id: Id) -> Stop:
        stop = _known(rows.stop(act.tx, stop_id))
        if stop.state != rules.PLANNED:
            raise Refusal(
                _("This stop is already over. Nothing was changed. Choose another."), "over"
            )
        return stop

    def _end(self, act: Act, stop_id: Id, state: str) -> None:
        self._planned(act, stop_id)
        act.set("appointment", {"id": stop_id}, state=state)
        act.changed(Change.AGENDA)


def settle_stops(sale: SaleInHand) -> None:
    """Note on each stop whose fee this sale pays the ticket that paid it."""
    for line in sale.basket.lines:
        if not line.link.startswith(STOP_LINK):
            continue
        stop = _known(rows.stop(sale.act.tx, bytes.fromhex(line.link.removeprefix(STOP_LINK))))
        if stop.fee_doc is not None or stop.fee_cents != line.full_cents:
            raise Refusal(
                _("The fee of {number} was paid or changed. Nothing was recorded. Take it out.",
                  number=stop.number), "fee",
            )  # fmt: skip
        sale.act.set("appointment", {"id": stop.id}, fee_doc=sale.doc_no)
        sale.act.changed(Change.AGENDA)


def _known(stop: Stop | None) -> Stop:
    if stop is None:
        raise Refusal(_("This stop is no longer in the agenda. Nothing was changed."), "gone")
    return stop


def _day(day: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Refusal(
            _("“{day}” is not a day. Nothing was noted. Choose another.", day=day[:20]), "day"
        ) from None
