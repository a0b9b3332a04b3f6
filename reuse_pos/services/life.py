"""The life of a thing, from the door to its buyer: what happened, who, when, and where every gram
went."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from reuse_pos.db import life as rows
from reuse_pos.db import people as people_rows
from reuse_pos.db import sale_days as price_rows
from reuse_pos.db.life import Moved, Named, Ticket, Written
from reuse_pos.db.orders import orders_of_item
from reuse_pos.db.stock import item_by_id
from reuse_pos.db.store import Reader
from reuse_pos.domain import life as rules
from reuse_pos.domain.adoption import KIND as ADOPTION
from reuse_pos.domain.adoption import adopted_from
from reuse_pos.domain.category import Category
from reuse_pos.domain.clock import business_day, to_ns
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import INSIDE, PLACE_OF, Item, Move, State
from reuse_pos.domain.life import Equation
from reuse_pos.domain.mass import (
    DESTINATIONS,
    NOT_COLLECTED,
    ORIGINS,
    Source,
    format_grams,
    plain_kilos,
)
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.month import MONTHS, SOURCE_WORDS
from reuse_pos.domain.orders import work_words
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Actor, Permission, refuse_unless
from reuse_pos.domain.ways import CONDITIONS, Condition
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.domain.workshop import MATERIALS, STEPS, Order
from reuse_pos.services import life_words as words
from reuse_pos.services.life_words import LOOKS, Look
from reuse_pos.services.office import Station

# Written beside another moment that tells the same, or by the till for steps nobody did.
_UNTOLD = frozenset({Move.SELL.value, "seen_at_till"})
_TOLD_BY_TICKET = frozenset({"sold", "return"})


@dataclass(frozen=True)
class LifeEvent:
    """One moment: its look, what it says, who (operator code, "" when not told), when (`at_ns`
    None: only the day is known), and the kilos or euros it is about."""

    look: Look
    title: str
    about: str = ""
    op: str = ""
    day: str = ""
    at_ns: int | None = None
    since: str = ""
    value: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Life:
    """A thing, its moments oldest first, its kilos, and the other things it came from or became."""

    item: Item
    category: Category
    events: tuple[LifeEvent, ...]
    equation: Equation
    sentence: str
    parents: tuple[Named, ...]
    children: tuple[Named, ...]
    arrived: str = ""
    sold_cents: int | None = None
    minutes: int | None = None


@dataclass
class _Known:
    """What was read of a thing, while its life is told."""

    reader: Reader
    item: Item
    entries: dict[Id, Written]
    orders: list[tuple[Order, int | None]]
    others: dict[Id, Named]
    names_beside_times: bool
    told: set[Id] = field(default_factory=set)


class Lives(Station):
    """Lives of things, read only."""

    def of(self, who: Actor, item_id: Id) -> Life:
        """The whole life of a thing as this person may see it: beside how long work took, nobody
        is named but to those who supervise. `LookupError` for an id that does not exist."""
        reader = self.store.read()
        item = item_by_id(reader, item_id)
        if item is None:
            raise LookupError("no such item")
        entries = rows.entries(reader, item_id)
        flows = [one.flow for one in entries]
        parents, children = rules.relatives(item_id, flows)
        named = {one.id: one for one in rows.named(reader, (*parents, *children))}
        known = _Known(
            reader, item, {one.flow.entry: one for one in entries},
            rows.orders(reader, item_id), named, who.may(Permission.SUPERVISE),
        )  # fmt: skip
        told = rules.equation(item_id, flows)
        tickets = rows.tickets(reader, item.code)
        events = self._events(known, tickets, told)
        sold = [one for one in tickets if one.kind == "SALE"]
        times = [minutes for _order, minutes in known.orders if minutes]
        return Life(
            item, self.office.category(item.category), tuple(events), told, words.sentence(told),
            tuple(named[one] for one in parents if one in named),
            tuple(named[one] for one in children if one in named),
            rows.town_of(reader, item), sold[-1].cents if sold else None,
            sum(times) if times else None,
        )  # fmt: skip

    def person(self, who: Actor, op: str) -> Person | None:
        """Who stands behind an operator code; refuses, with code "right", who does not
        supervise."""
        refuse_unless(who, Permission.SUPERVISE)
        return people_rows.person(self.store.read(), op)

    def _events(self, known: _Known, tickets: list[Ticket], told: Equation) -> list[LifeEvent]:
        moves = rows.moves(known.reader, known.item.id)
        known.told.update(one.entry for one in moves if one.entry is not None)
        events = [event for one in moves if (event := self._moved(known, one)) is not None]
        events += [self._ticket(one) for one in tickets]
        events += self._kilos(known)
        events += self._prices(known)
        # Of a moment known by its day alone nobody can say more than: before the day's last moves.
        ordered = sorted(events, key=lambda one: (one.day, one.at_ns or 0, one.at_ns is not None))
        last = self._counted(known, ordered, told)
        return [*_prices_after_receipt(ordered), *last, *_worked_for_customers(known)]

    def _moved(self, known: _Known, one: Moved) -> LifeEvent | None:
        if one.move in _UNTOLD:
            return None
        event = LifeEvent(LOOKS.get(one.move, LOOKS[words.OTHER]), "", "", one.op, one.day,
                          one.at_ns)  # fmt: skip
        if one.move == Move.START and known.orders:
            return None
        special = {
            Move.RECEIVE.value: self._received, Move.FINISH.value: self._worked,
            Move.CONSUME.value: self._used, Move.LEAVE.value: self._left,
        }.get(one.move)  # fmt: skip
        if special is not None:
            return special(known, one, event)
        look, about = _look_and_words(known.item, one, event.look)
        title = _(look.title)
        if one.move == Move.RELEASE and one.from_state == State.QUARANTINED:
            title = _("Out of quarantine")
        return replace(event, look=look, title=title, about=about, value=_net(known, one.entry))

    def _received(self, known: _Known, one: Moved, event: LifeEvent) -> LifeEvent:
        entry = known.entries.get(one.entry) if one.entry is not None else None
        kind = entry.flow.kind if entry else ""
        origin = next(
            (leg.place[3:] for leg in entry.flow.legs if leg.place.startswith("in:")), ""
        ) if entry else ""  # fmt: skip
        others = _others(known, entry, sign=-1)
        about = ""
        if kind == ADOPTION and entry is not None:
            source = _(SOURCE_WORDS[Source(known.item.source)])
            start = adopted_from(leg.place for leg in entry.flow.legs)
            code, about = words.ADOPTED, f"{start} · {source}"
        elif origin:
            code = words.ENTERED if origin in NOT_COLLECTED else words.RECEIVED
            about = self._origin(known, origin)
        elif kind == "split":
            code, about = words.PARTED, others
        elif others:
            code, about = words.MADE_HERE, _("from {things}", things=others)
        elif one.reason == words.ORDERED:
            code = words.ORDERED
        else:
            code, about = words.LABELLED, self._origin(known, "")
        look = LOOKS[code]
        return replace(event, look=look, title=_(look.title), about=about,
                       value=_net(known, one.entry))  # fmt: skip

    def _origin(self, known: _Known, origin: str) -> str:
        came = rows.arrival(known.reader, known.item.intake_no) if known.item.intake_no else None
        origin = origin or (came.origin if came else "")
        parts = [_(ORIGINS[origin])] if origin else []
        if parts and came is not None and came.commune:
            parts[-1] += ", " + rows.town(known.reader, came.commune)
        if known.item.intake_no:
            parts.append(_("slip {number}", number=known.item.intake_no))
        return " · ".join(parts)

    def _worked(self, known: _Known, one: Moved, event: LifeEvent) -> LifeEvent:
        order, minutes = next(
            ((order, told) for order, told in known.orders if order.finished_on == one.day),
            (None, None),
        )
        if order is None:
            return replace(event, title=_(event.look.title), value=_net(known, one.entry))
        steps = [_(STEPS[code].title).lower() for code in order.done if code in STEPS]
        title = _("Workshop: {steps}", steps=", ".join(steps)) if steps else _(event.look.title)
        used = [_(MATERIALS[code][0]).lower() for code in order.materials]
        # Beside how long it took nobody stands, but for those who guide the work.
        op = event.op if known.names_beside_times or minutes is None else ""
        return replace(event, title=title, about=", ".join(used), op=op, since=order.day,
                       minutes=minutes, value=_change(known, one.entry))  # fmt: skip

    def _used(self, known: _Known, one: Moved, event: LifeEvent) -> LifeEvent:
        entry = known.entries.get(one.entry) if one.entry is not None else None
        if entry is not None and entry.flow.kind == "emptied":
            event = replace(event, look=LOOKS[words.EMPTIED])
        about = _others(known, entry, sign=1)
        return replace(event, title=_(event.look.title), about=about, value=_net(known, one.entry))

    def _left(self, known: _Known, one: Moved, event: LifeEvent) -> LifeEvent:
        entry = known.entries.get(one.entry) if one.entry is not None else None
        place = next(
            (leg.place for leg in entry.flow.legs if leg.place.startswith("out:")), ""
        ) if entry else ""  # fmt: skip
        title = _("Left: {way}", way=_(DESTINATIONS[place[4:]]).lower()) if place else (
            _(event.look.title)
        )  # fmt: skip
        reason = "" if one.reason in DESTINATIONS else one.reason
        number = _("slip {number}", number=entry.document) if entry and entry.document else ""
        about = " · ".join(part for part in (number, reason) if part)
        return replace(event, title=title, about=about, value=_net(known, one.entry))

    def _ticket(self, one: Ticket) -> LifeEvent:
        sale = one.kind == "SALE"
        look = LOOKS[words.SOLD if sale else words.BACK]
        till = one.till.rpartition("-")[2]
        parts = [_("Ticket {n}", n=one.ticket_no), _("till {n}", n=till)]
        if abs(one.pieces) > 1:
            parts.append(ngettext("{n} piece", "{n} pieces", abs(one.pieces)))
        if sale and 0 < one.cents < one.full_cents:
            parts.append(f"−{round(100 - 100 * one.cents / one.full_cents)}\u00a0%")
        return LifeEvent(look, _(look.title), " · ".join(parts), one.op, one.day,
                         to_ns(datetime.fromisoformat(one.at)),
                         value=format_cents(one.cents))  # fmt: skip

    def _kilos(self, known: _Known) -> list[LifeEvent]:
        """Entries that no move and no ticket tells: weighed again, a part gone elsewhere."""
        standing = {one.entry for one in rules.standing(e.flow for e in known.entries.values())}
        found = []
        for entry in known.entries.values():
            flow = entry.flow
            told = flow.entry in known.told or flow.kind in _TOLD_BY_TICKET
            if told or flow.entry not in standing or flow.net(known.item.id) == 0:
                continue
            code = {"reweighed": words.WEIGHED, "split": words.SPLIT}.get(flow.kind, words.OTHER)
            look = LOOKS[code]
            found.append(LifeEvent(look, _(look.title), _others(known, entry, sign=1), entry.op,
                                   entry.day, entry.at_ns,
                                   value=_change(known, flow.entry)))  # fmt: skip
        return found

    def _prices(self, known: _Known) -> list[LifeEvent]:
        item = known.item
        found, before = [], None
        for day, cents in price_rows.points(known.reader, item.code):
            lower = before is not None and cents < before
            look = LOOKS[words.LOWERED if lower else words.PRICED]
            found.append(LifeEvent(look, _(look.title), day=day, value=format_cents(cents)))
            before = cents
        today = business_day(self.clock.now()).isoformat()
        if item.markdown_on and item.markdown_on <= today and item.state in INSIDE:
            look = LOOKS[words.LOWERED]
            about = _("−{n} % as printed on the label", n=item.markdown_bp // 100)
            found.append(LifeEvent(look, _(look.title), about, day=item.markdown_on))
        return found

    def _counted(self, known: _Known, events: list[LifeEvent], told: Equation) -> list[LifeEvent]:
        """What leaves is in the report of its month."""
        if known.item.state in INSIDE or not events or not known.entries:
            return []
        last = events[-1].day
        year, month = int(last[:4]), int(last[5:7])
        look = LOOKS[words.COUNTED]
        return [
            LifeEvent(
                look, _(look.title), words.sentence(told).partition(": ")[2].rstrip("."),
                day=last, since=f"{_(MONTHS[month - 1])} {year}",
                value=_("balanced") if told.closed else _("to explain"),
            )
        ]  # fmt: skip


def life_length(life: Life) -> int:
    """How many days lie between the first moment of a life and the last, or 0."""
    days = [one.day for one in life.events if one.day]
    if not days:
        return 0
    first, last = (datetime.fromisoformat(day) for day in (min(days), max(days)))
    return (last - first) // timedelta(days=1)


def _worked_for_customers(known: _Known) -> list[LifeEvent]:
    """The work its customers had done on it after they bought it: left here, done; the kilos are
    told before, since none moved."""
    minutes = {order.id: told for order, told in known.orders}
    found = []
    for one in orders_of_item(known.reader, known.item.id):
        about = f"{one.number} · {work_words(one.steps)}"
        if one.accepted_on:
            look = LOOKS[words.LEFT_HERE]
            found.append(LifeEvent(look, _(look.title), about, day=one.accepted_on))
        if one.ready_on:
            look = LOOKS[words.ORDER_DONE]
            took = minutes.get(one.work_order) if one.work_order else None
            found.append(
                LifeEvent(look, _(look.title), one.number, day=one.ready_on,
                          since=one.accepted_on or "", minutes=took)
            )  # fmt: skip
    return found


def _prices_after_receipt(events: list[LifeEvent]) -> list[LifeEvent]:
    """A price of the day a thing came stands after its coming, not before."""
    first = next((n for n, one in enumerate(events) if one.at_ns is not None), 0)
    return [*events[first : first + 1], *events[:first], *events[first + 1 :]]


def _net(known: _Known, entry: Id | None) -> str:
    """What the thing gained or lost: the whole weight where it came or went, else the change."""
    written = known.entries.get(entry) if entry is not None else None
    net = written.flow.net(known.item.id) if written else 0
    return format_grams(abs(net)) if net else ""


def _change(known: _Known, entry: Id | None) -> str:
    written = known.entries.get(entry) if entry is not None else None
    net = written.flow.net(known.item.id) if written else 0
    if not net:
        return ""
    return f"{'+' if net > 0 else '−'}\u00a0{plain_kilos(abs(net))}\u00a0kg"


def _others(known: _Known, entry: Written | None, *, sign: int) -> str:
    """The other things of an entry that lost (−1) or gained (1) by it."""
    if entry is None:
        return ""
    found = dict.fromkeys(
        leg.thing for leg in entry.flow.legs
        if leg.thing not in (None, known.item.id) and leg.grams * sign > 0
    )  # fmt: skip
    things = [known.others[one] for one in found if one in known.others]
    return ", ".join(f"{one.short} ({one.label})" for one in things)


def _state_words(item: Item) -> str:
    known = item.condition in Condition._value2member_map_
    parts = [_(CONDITIONS[Condition(item.condition)][0]).lower()] if known else []
    return ", ".join([*parts, *([item.known_defects] if item.known_defects else [])])


def _look_and_words(item: Item, one: Moved, look: Look) -> tuple[Look, str]:
    if one.move == Move.TO_WORKSHOP:
        fresh = one.from_state in (State.RECEIVED, State.IN_STORAGE)
        return look if fresh else LOOKS[words.SENT_BACK], _state_words(item)
    if one.move in (Move.SHELVE, Move.STORE, words.PLACED):
        return look, _way(one)
    return look, one.reason if one.move == Move.RESERVE else ""


def _way(one: Moved) -> str:
    """From where to where, and the spot."""
    before = PLACE_OF.get(State(one.from_state)) if one.from_state else None
    after = PLACE_OF.get(State(one.to_state))
    said = ""
    if before and after and before != after:
        said = f"{_(words.FROM_PLACE[before])} {_(words.TO_PLACE[after])}"
        said = said[:1].upper() + said[1:]
    return ", ".join(part for part in (said, one.reason) if part)
