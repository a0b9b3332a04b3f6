"""What the demo shop promises: things held, stops of the van, gift cards, social vouchers, a tab,
sale days."""

from __future__ import annotations

from datetime import date, timedelta

from reuse_pos.demo.life import Life
from reuse_pos.domain.agenda import CLEARANCE, DELIVERY, PICKUP
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.hold import HoldAsked
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.sale_days import Plan
from reuse_pos.domain.solidarity import SocialType
from reuse_pos.services.agenda import Booking

METHODS = "CASH,CARD,SOCIAL,CHEQUE,VOUCHER,CREDIT,TAB,TRANSFER"
SOCIAL = SocialType(
    "CCAS", "Bon CCAS", "CCAS de la ville", "vêtements et vaisselle",
    families=("textile", "vaisselle"), number_rule="optional",
)  # fmt: skip
# Invented names: the demo shows how a name is kept on this computer and nowhere else.
NAMES = (
    "Maëlle Daniel", "Paul Riou", "Aïcha Belkacem", "Yann Le Gall", "Lucie Morvan", "Rémi Hervé",
    "Inès Caradec", "Joseph Tanguy",
)  # fmt: skip
STREETS = ("3 rue du Port", "18 allée des Tilleuls", "7 place du Marché", "52 rue de Brest")
PICKUPS = ("canapé, 2 chaises", "armoire, 6 cartons", "commode", "4 sacs de linge", "table ronde")
HOLD_DAYS = 7


class Promises:
    """Promises made at the counter and by telephone, and kept some days later."""

    def __init__(self, life: Life) -> None:
        self.life = life
        self._held: list[Id] = []
        manager = life.people["manager"]
        life.shop.settings.set(manager, "pay.methods", METHODS)
        life.shop.solidarity.put_type(manager, SOCIAL)
        self.account = life.shop.accounts.open_account(
            manager, "Foyer des Tilleuls", "", 30_000
        ).value

    def payments(self, basket: Basket) -> list[Payment]:
        """A way to pay that is neither cash nor card; nothing when none fits this basket."""
        life, total = self.life, basket.total_cents
        luck = life.chance.random()
        if total <= 0 or luck > 0.06:
            return []
        if luck < 0.03:
            return [Payment("CHEQUE", total, f"{life.chance.randint(1, 9_999_999):07d}")]
        if luck < 0.05:
            part = min(life.shop.solidarity.most(basket, SOCIAL.code), 1_000) // 100 * 100
            if not part:
                return []
            number = f"S{life.chance.randint(1, 999_999):06d}"
            rest = total - part
            paid = [life.shop.solidarity.payment(SOCIAL.code, part, number)]
            return paid + ([Payment("CASH", rest)] if rest else [])
        return [Payment("TRANSFER", total)]

    def hold(self, till: str, who: str) -> None:
        """Somebody asks to keep a piece of furniture, and leaves a deposit."""
        life = self.life
        thing = self._dear_thing()
        if thing is None or thing.price_cents is None:
            return
        basket = Basket().add(life.shop.counter.line_of_item(thing))
        deposit = basket.total_cents // 5 // 500 * 500
        paid = [Payment("CARD", deposit)] if deposit else []
        asked = HoldAsked(HOLD_DAYS, life.chance.choice(NAMES), "", deposit, paid)
        held = life.shop.holds.hold(life.people[who], till, basket, asked).value
        self._held.append(held.id)
        life.count("holds")

    def collect(self, till: str, who: str) -> None:
        """The oldest hold is collected; now and then nobody comes and it is given up."""
        if not self._held:
            return
        life, hold = self.life, self._held.pop(0)
        actor = life.people[who]
        if life.chance.random() < 0.2:
            life.shop.holds.give_back(life.people["manager"], till, hold)
            return
        basket = life.shop.holds.pick_up(hold)
        paid = [Payment("CARD", basket.total_cents)] if basket.total_cents else []
        life.shop.counter.sell(actor, till, basket, paid, "PRINT")
        life.count("tickets")

    def gift_card(self, till: str, who: str) -> None:
        """A gift card is bought."""
        line = self.life.shop.vouchers.line_of_gift_card(2_000)
        basket = Basket().add(line)
        self.life.shop.counter.sell(
            self.life.people[who], till, basket, [Payment("CASH", 2_000)], "PRINT"
        )
        self.life.count("gift cards")

    def on_the_tab(self, till: str, who: str, basket: Basket) -> bool:
        """The home buys on its account; False when the basket is too dear for it."""
        try:
            paid = self.life.shop.accounts.payment(self.account, basket.total_cents)
        except Refusal:
            return False
        self.life.shop.counter.sell(self.life.people[who], till, basket, [paid], "PRINT")
        self.life.count("tickets")
        return True

    def telephone(self, day: date) -> None:
        """The week's calls: stops of the van for the days to come."""
        life = self.life
        for kind in (PICKUP, PICKUP, DELIVERY, PICKUP, CLEARANCE)[: life.chance.randint(3, 5)]:
            self._book(kind, day)
        tomorrow = (day + timedelta(days=1)).isoformat()
        life.shop.agenda.set_team(life.people["reception"], tomorrow, ["06", "17"])

    def _book(self, kind: str, day: date) -> None:
        life, agenda = self.life, self.life.shop.agenda
        minutes = 180 if kind == CLEARANCE else 60
        free = [one for one in agenda.free_hours(minutes, 60) if one[0] > day]
        if not free:
            return
        when, slot = life.chance.choice(free)
        towns = [code for code, _name in agenda.near_communes()]
        quote = kind == CLEARANCE
        agenda.book(
            life.people["reception"],
            Booking(
                kind, when.isoformat(), slot, minutes, life.chance.choice(towns),
                life.chance.randint(0, 4), life.chance.random() < 0.5,
                life.chance.choice(PICKUPS), life.chance.choice((20, 45, 62, 90, 140)),
                9_000 if quote else None, "QUOTE" if quote else "",
                name=life.chance.choice(NAMES), phone="06 00 00 00 00",
                address=life.chance.choice(STREETS),
            ),
        )  # fmt: skip
        life.count("van stops")

    def round_over(self, day: date) -> None:
        """The van is back: its stops of the day are done, one in ten found nobody."""
        life, agenda = self.life, self.life.shop.agenda
        (today,) = [one for one in agenda.week(day) if one.day == day]
        for stop in today.stops:
            if stop.state != "planned":
                continue
            if life.chance.random() < 0.1:
                agenda.no_show(life.people["reception"], stop.id)
            else:
                agenda.done(life.people["reception"], stop.id, signed=True)

    def sale_days(self, first: date) -> None:
        """A weekend at half price for clothes."""
        plan = Plan(
            "Braderie textile", first.isoformat(), (first + timedelta(days=1)).isoformat(),
            "percent", 5_000, ("textile",),
        )  # fmt: skip
        self.life.shop.sale_days.plan(self.life.people["manager"], plan)

    def _dear_thing(self) -> Item | None:
        found = [
            item for item in self.life.shop.stock.items(State.ON_SALE)
            if (item.price_cents or 0) >= 3_000
        ]  # fmt: skip
        found.sort(key=lambda item: item.code)
        return self.life.chance.choice(found) if found else None
