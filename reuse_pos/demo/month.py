"""A month of the demo shop, day by day: the door, the back rooms, the counter, the closings."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta

from reuse_pos.demo import counter, floor, reception
from reuse_pos.demo.goods import FIRST_SHELVES, FIRST_THINGS
from reuse_pos.demo.life import Life
from reuse_pos.demo.orders import CustomerOrders
from reuse_pos.demo.plan import FIRST_DAY
from reuse_pos.demo.promises import Promises
from reuse_pos.domain.clock import SetClock
from reuse_pos.domain.mass import Source
from reuse_pos.domain.roles import Actor, Permission, Role
from reuse_pos.services.opening_stock import OpeningItem, OpeningLine
from reuse_pos.services.shop import Shop

CLOSED_WEEKDAYS = (0, 6)
DONATIONS_A_DAY = 13
TICKETS_A_DAY = 39
TILLS = ("001-1", "001-2")
OWN_LABELS = frozenset({Permission.PRICE})
ACTORS = {
    "chantal": Actor("07", Role.CASHIER),
    "bruno": Actor("08", Role.CASHIER),
    "oleksandr": Actor("09", Role.CASHIER),
    "reception": Actor("05", Role.RECEPTION),
    "trainee": Actor("14", Role.TRAINEE),
    "own_labels": Actor("15", Role.TRAINEE, OWN_LABELS),
    "supervisor": Actor("03", Role.SUPERVISOR),
    "manager": Actor("02", Role.MANAGER),
}
Event = tuple[datetime, Callable[[], None]]


class Month:
    """Lives a run of days in a shop just made."""

    def __init__(self, shop: Shop, clock: SetClock, seed: int) -> None:
        # Not for secrets: the same seed must give the same month.
        self.life = Life(shop, clock, random.Random(seed), dict(ACTORS))
        self.promises = Promises(self.life)
        self.orders = CustomerOrders(self.life)
        self.customers = counter.Customers(self.life, self.promises)

    def live(self, days: int, told: Callable[[str], None]) -> dict[str, int]:
        """Open the first stock, live `days` calendar days, close each month that is over."""
        self._first_stock()
        opened = open_days(days)
        for place, day in enumerate(opened):
            told(f"{day.isoformat()}")
            self._day(day)
            following = opened[place + 1] if place + 1 < len(opened) else None
            if following is None or following.month != day.month:
                self._close_month(day, days)
        return self.life.counts

    def _day(self, day: date) -> None:
        life = self.life
        life.count("days")
        start = datetime.combine(day, FIRST_DAY.timetz())
        two_tills = day.weekday() in (2, 5)
        events = self._events(start, two_tills)
        life.at(start + timedelta(minutes=50))
        life.shop.till.open_session(life.people["chantal"], TILLS[0], counter.USUAL_FLOAT_CENTS)
        if two_tills:
            life.shop.till.open_session(life.people["bruno"], TILLS[1], counter.USUAL_FLOAT_CENTS)
        for moment, happen in sorted(events, key=lambda event: event[0]):
            life.at(moment)
            happen()
        life.at(start + timedelta(hours=11))
        counter.close(life, TILLS[0], "oleksandr", day_too=True)
        if two_tills:
            life.at(start + timedelta(hours=11, minutes=10))
            counter.close(life, TILLS[1], "bruno", day_too=True)

    def _events(self, start: datetime, two_tills: bool) -> list[Event]:
        life = self.life
        chance, weekday = life.chance, start.weekday()

        def minute(low: int, high: int) -> datetime:
            return start + timedelta(seconds=chance.randint(low * 60, high * 60))

        events: list[Event] = [
            (start + timedelta(minutes=70), lambda: floor.objects(life)),
            (start + timedelta(minutes=110), lambda: floor.textile_table(life)),
            (start + timedelta(minutes=170), lambda: floor.crates(life)),
            (start + timedelta(minutes=180), lambda: floor.bags(life)),
            (start + timedelta(minutes=400), lambda: floor.workshop(life, chance.randint(2, 4))),
            (start + timedelta(minutes=520), lambda: floor.approvals(life)),
            (start + timedelta(minutes=330), self._hand_over),
        ]
        events += self._promised(start) + self._ordered(start)
        if weekday in (1, 3, 5):
            events.append((start + timedelta(minutes=210), lambda: floor.mixed_table(life)))
        if weekday == 5:
            events.append((start + timedelta(minutes=540), lambda: floor.outflows(life)))
            events.append((minute(120, 480), lambda: self.customers.bring_back(TILLS[0])))
        if weekday == 3:
            events.append((start + timedelta(minutes=450), lambda: floor.creation(life)))
            events.append((minute(300, 500), lambda: reception.van(life)))
        donations = chance.randint(DONATIONS_A_DAY - 2, DONATIONS_A_DAY + 2)
        events += [(minute(65, 590), lambda: reception.donation(life)) for _ in range(donations)]
        for _one in range(chance.randint(TICKETS_A_DAY - 4, TICKETS_A_DAY + 5)):
            second = two_tills and chance.random() < 0.4
            moment = minute(60, 640)
            events.append((moment, lambda second=second: self._serve(second)))  # type: ignore[misc]
        if chance.random() < 0.35:
            events.append((minute(340, 600), lambda: self.customers.bring_back(TILLS[0])))
        return events

    def _promised(self, start: datetime) -> list[Event]:
        """What the day holds besides sales: calls for the van, things kept and collected."""
        promises, day = self.promises, start.date()

        def at(minutes: int) -> datetime:
            return start + timedelta(minutes=minutes, seconds=37)

        events: list[Event] = [(at(615), lambda: promises.round_over(day))]
        if day.weekday() == 1:
            events.append((at(75), lambda: promises.telephone(day)))
        if day.weekday() in (2, 4, 5):
            events.append((at(205), lambda: promises.hold(TILLS[0], "chantal")))
        if day.weekday() in (3, 5):
            events.append((at(500), lambda: promises.collect(TILLS[0], "oleksandr")))
        if day.weekday() == 4:
            events.append((at(455), lambda: promises.gift_card(TILLS[0], "oleksandr")))
            events.append((at(465), self.customers.the_home_buys))
        if day.weekday() == 2 and 15 <= day.day < 22:
            events.append((at(90), lambda: promises.sale_days(day + timedelta(days=2))))
        return events

    def _ordered(self, start: datetime) -> list[Event]:
        """Work asked for on what was bought here: each step has its day of the week."""
        orders, day = self.orders, start.date()
        steps: dict[int, tuple[int, Callable[[], None]]] = {
            2: (251, lambda: orders.quote("chantal")),
            3: (252, lambda: orders.agree(TILLS[0], "chantal", day)),
            4: (393, lambda: orders.work(day)),
            5: (253, lambda: orders.collect(TILLS[0], "chantal", day)),
        }
        if day.weekday() not in steps:
            return []
        minutes, happen = steps[day.weekday()]
        return [(start + timedelta(minutes=minutes, seconds=41), happen)]

    def _serve(self, second: bool) -> None:
        late = self.life.clock.now().hour >= 13
        who = "bruno" if second else "oleksandr" if late else "chantal"
        self.customers.serve(TILLS[1] if second else TILLS[0], who)

    def _hand_over(self) -> None:
        """Half past one: Chantal closes her session, Oleksandr opens his."""
        life = self.life
        counter.close(life, TILLS[0], "chantal", day_too=False)
        life.shop.till.open_session(life.people["oleksandr"], TILLS[0], counter.USUAL_FLOAT_CENTS)

    def _first_stock(self) -> None:
        life = self.life
        life.at(FIRST_DAY)
        lines = [
            OpeningLine(code, grams, pieces, "shop", (), Source.TYPED)
            for code, grams, pieces in FIRST_SHELVES
        ]
        for category, name, grams, cents in FIRST_THINGS:
            thing = OpeningItem(name, grams, cents, "good")
            lines.append(OpeningLine(category, 0, 0, "shop", (thing,), Source.SCALE))
        life.shop.stock.opening_stock(life.people["manager"], lines)
        life.shop.labelling.print_waiting(life.people["supervisor"])

    def _close_month(self, day: date, days: int) -> None:
        last_lived = FIRST_DAY.date() + timedelta(days=days - 1)
        following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        if last_lived < following - timedelta(days=1):
            return
        for till in TILLS:
            self.life.shop.till.close_month(self.life.people["manager"], till)
            self.life.count("months closed")


def open_days(days: int) -> list[date]:
    """The business days among `days` calendar days from the first; the shop rests on Sunday and
    Monday."""
    first = FIRST_DAY.date()
    every = [first + timedelta(days=n) for n in range(days)]
    return [day for day in every if day.weekday() not in CLOSED_WEEKDAYS]
