"""The holds of the shop as its screens see them: what waits for whom, until when, what is still to
pay; and the basket of a hold that is collected."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from reuse_pos.db import holds as rows
from reuse_pos.db import stock
from reuse_pos.db.store import Reader
from reuse_pos.domain import hold as rules
from reuse_pos.domain.basket import Basket, Line
from reuse_pos.domain.clock import business_day
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import Expiry, HoldState
from reuse_pos.domain.ids import Id, read_scan
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.mass import Source
from reuse_pos.domain.wording import _
from reuse_pos.services.hold_settling import AGREED, refuse_missing
from reuse_pos.services.office import Station

# A delivery whose day went by without an answer still counts as promised.
LATE_DELIVERY_DAYS = 30


@dataclass(frozen=True)
class HeldThing:
    """One thing of a hold: the price agreed and the full price in cents, and whether it is still
    among the reserved ones."""

    item: Item
    icon: str
    family: str
    price_cents: int
    full_cents: int

    @property
    def there(self) -> bool:
        """Whether it is where it should be."""
        return self.item.state is State.RESERVED


@dataclass(frozen=True)
class HoldView:
    """An open hold; of the person only initials, and a phone number of which a few figures show.

    `deliver_on` is the ISO day and hour of its delivery, "" when somebody comes for it.
    """

    id: Id
    number: str
    kind: str
    initials: str
    phone: str
    day: str
    until: str
    expiry: Expiry
    total_cents: int
    deposit_cents: int
    things: tuple[HeldThing, ...]
    deliver_on: str = ""
    deliver_at: str = ""

    @property
    def rest_cents(self) -> int:
        """What is still to be paid."""
        return self.total_cents - self.deposit_cents

    @property
    def all_there(self) -> bool:
        """Whether every thing is still among the reserved ones."""
        return all(thing.there for thing in self.things)


class HoldViews(Station):
    """What is held now; nothing here writes."""

    def waiting(self) -> tuple[HoldView, ...]:
        """The open holds, the next to expire first, those that have expired last."""
        reader, today = self.store.read(), self._today()
        lines, people = rows.open_lines(reader), rows.people_waited_for(reader)
        since = date.fromisoformat(today) - timedelta(days=LATE_DELIVERY_DAYS)
        promised = rows.deliveries(reader, since.isoformat())
        views = []
        for hold in rows.open_holds(reader):
            kept = people.get(hold.id)
            day, hour = promised.get(hold.id, ("", ""))
            things = tuple(self._thing(reader, line) for line in lines.get(hold.id, ()))
            views.append(
                HoldView(
                    hold.id, hold.number, hold.kind, hold.initials,
                    rules.hidden_phone(kept.phone) if kept else "", hold.day, hold.until,
                    rules.expiry(hold.until, today), hold.total_cents, hold.deposit_cents, things,
                    day, hour,
                )
            )  # fmt: skip
        return tuple(sorted(views, key=lambda view: view.expiry is Expiry.EXPIRED))

    def rest_cents(self, hold: Id) -> int:
        """What is still to be paid for an open hold, in cents."""
        return self.open_hold(self.store.read(), hold).rest_cents

    def deposits_cents(self) -> int:
        """What the shop owes for the deposits of open holds, in cents; never turnover."""
        return rows.deposits_held(self.store.read())

    def person(self, hold: Id) -> rows.Kept | None:
        """Who a hold is for, to call them; None once the name was erased."""
        return rows.person_of(self.store.read(), hold)

    def hold_of(self, item: Id) -> rows.Hold | None:
        """The open hold a thing is kept for."""
        return rows.hold_of_item(self.store.read(), item)

    def scanned(self, raw: str) -> Id:
        """The open hold of a scanned "Reserved" label or of the thing's own label.

        Refuses with code "not_a_thing", "unknown_code" or "not_held" (`facts["item"]`).
        """
        code = read_scan(raw)
        if not code.is_thing:
            raise Refusal(
                _("This code is not on a thing. Nothing was changed. Scan the “Reserved” label."),
                "not_a_thing",
            )
        reader = self.store.read()
        item = stock.item_by_code(reader, code)
        if item is None:
            raise Refusal(
                _("{code} is not in the list. Nothing was changed. Scan the “Reserved” label.",
                  code=code.short), "unknown_code",
            )  # fmt: skip
        hold = rows.hold_of_item(reader, item.id)
        if hold is None:
            raise Refusal(
                _("{code} is held for nobody. Nothing was changed. Sell it at the till, or scan "
                  "another label.", code=item.short), "not_held", item=item,
            )  # fmt: skip
        return hold.id

    def matching(self, text: str) -> frozenset[Id]:
        """The open holds a typed text means: part of the person's name, a code, a number or what a
        thing is called."""
        wanted = _folded(text)
        people = rows.people_waited_for(self.store.read())
        found = set()
        for view in self.waiting():
            kept = people.get(view.id)
            words = [view.number, view.initials, kept.name if kept else ""]
            words += [f"{thing.item.short} {thing.item.label}" for thing in view.things]
            if any(wanted in _folded(word) for word in words):
                found.add(view.id)
        return frozenset(found)

    def pick_up(self, hold: Id) -> Basket:
        """The basket of a hold that is collected: its things at the price agreed, the deposit taken
        off by a line of its own. Refuses a hold that ended and things no longer there."""
        reader = self.store.read()
        held = self.open_hold(reader, hold)
        lines = rows.lines_of(reader, hold)
        refuse_missing(reader, lines)
        basket = Basket()
        for line in lines:
            basket = basket.add(self._line(reader, line))
        if held.deposit_cents:
            basket = basket.add(
                Line(
                    0, "deposit_back", self.back_label(held), None, 1, "piece",
                    -held.deposit_cents, most=1, link=hold.hex(), icon="coins", family="neutral",
                )
            )  # fmt: skip
        return basket.select(None)

    def open_hold(self, reader: Reader, hold: Id) -> rows.Hold:
        """A hold not ended yet; refuses with code "ended"."""
        found = rows.hold_by_id(reader, hold)
        if found is None or found.state != HoldState.OPEN:
            raise Refusal(
                _("This hold has ended. Nothing was changed. Look at the list again."), "ended"
            )
        return found

    def back_label(self, held: rows.Hold) -> str:
        """What the deposit taken off is called: "Acompte du 14/11"."""
        day = f"{held.day[8:]}/{held.day[5:7]}"
        return _("{deposit} of {day}", deposit=rules.deposit_label(held.kind), day=day)

    def _line(self, reader: Reader, line: rows.HoldLine) -> Line:
        item = stock.item_by_id(reader, line.item)
        if item is None:
            raise LookupError("a hold of an unknown thing")
        category = self.office.category(item.category)
        pieces = max(1, item.pieces) if item.kind == "batch" else 1
        off = line.full_cents - line.price_cents
        return Line(
            0, "goods", line.label, item.category, pieces, "piece", line.full_cents // pieces,
            weight_g=item.grams, weight_src=Source(item.source), code=item.code, item=item.id,
            most=1, discount_cents=off, discount_reason=AGREED if off else None,
            guarantee=category.guarantee_mention, known_defects=item.known_defects,
            tested_on=item.tested_on, icon=category.icon, family=category.family,
            purchase_cents=item.purchase_cents, link=line.hold.hex(),
        )  # fmt: skip

    def _thing(self, reader: Reader, line: rows.HoldLine) -> HeldThing:
        item = stock.item_by_id(reader, line.item)
        if item is None:
            raise LookupError("a hold of an unknown thing")
        category = self.office.category(item.category)
        return HeldThing(item, category.icon, category.family, line.price_cents, line.full_cents)

    def _today(self) -> str:
        return business_day(self.clock.now()).isoformat()


def _folded(text: str) -> str:
    """Without accents, case and spaces, as people type."""
    flat = unicodedata.normalize("NFD", text.casefold())
    return "".join(mark for mark in flat if mark.isalnum())
