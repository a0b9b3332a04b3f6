"""The demo's counter: customers, one after the other, at one or two tills."""

from __future__ import annotations

from reuse_pos.demo.life import Life
from reuse_pos.demo.promises import Promises
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.money import note_tiles
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.pricing import PriceKey
from reuse_pos.domain.till import COINS, NOTES
from reuse_pos.services.counter import Sold, with_discount
from reuse_pos.services.price_keys import KeyPlan
from reuse_pos.services.till import Count

SOLIDARITY_BP = 2000
USUAL_FLOAT_CENTS = 15000
FIVE_BOOKS = KeyPlan("5 livres au choix", "HR-LIVRE", "books", "piece", 100, 300, 5, 400)
BOOKS_PAGE = 3
# How likely one thing on the shop floor is what the next line of a basket is about.
PLEASES = 0.0016


class Customers:
    """Who comes to the till, with what is on the keys and the shelves."""

    def __init__(self, life: Life, promises: Promises) -> None:
        self.life, self.promises = life, promises
        lot = life.shop.price_keys.make(life.people["manager"], FIVE_BOOKS, BOOKS_PAGE).value
        keys = life.shop.counter.price_keys()
        self.pieces = [key for key in keys if key.unit == "piece" and not key.lot_qty]
        self.lot = next(key for key in keys if key.code == lot)
        self.kilos = [key for key in keys if key.unit == "kg"]
        self.tickets: list[tuple[str, Sold]] = []

    def serve(self, till: str, who: str) -> None:
        """One customer: a basket, paid, with its ticket printed."""
        life, actor = self.life, self.life.people[who]
        basket = self._basket()
        if life.chance.random() < 0.02:
            life.shop.counter.void(actor, till, basket, "CHANGED_MIND")
            life.count("voids")
            return
        if life.chance.random() < 0.03:
            life.shop.counter.park(actor, till, basket)
            parked = life.shop.counter.parked()[0]
            basket = life.shop.counter.resume(actor, till, parked.id).value
            life.count("parked")
        paid = self.promises.payments(basket) or self._payments(basket)
        sold = life.shop.counter.sell(actor, till, basket, paid, "PRINT").value
        self.tickets.append((sold.doc_no, sold))
        life.count("tickets")
        if life.chance.random() < 0.01:
            life.shop.printing.reprint(actor, sold.doc_no)
            life.count("duplicates")

    def bring_back(self, till: str) -> None:
        """Someone brings back something bought before."""
        life = self.life
        doc_no, _sold = self.tickets[-life.chance.randint(2, min(60, len(self.tickets)))]
        found = life.shop.refunds.find(self._code_of(doc_no))
        line = next((one for one in found.lines if one["kind"] == "goods" and one["ttc"] > 0), None)
        if line is None or line["n"] in found.returned:
            return
        qty = line["qty"] if line["unit"] == "g" else 1
        method = "CARD" if any(one["method"] == "CARD" for one in found.pay) else "CASH"
        if any(one["method"] not in ("CARD", "CASH", "CHANGE") for one in found.pay):
            return
        where = life.pick((("reception", 7), ("none", 1), ("recycling", 1)))
        try:
            life.shop.refunds.refund(
                life.people["manager"], till, found.doc_no, {line["n"]: (qty, where)}, method,
                life.pick((("CHANGED_MIND", 3), ("FAULTY", 2))),
            )  # fmt: skip
        except Refusal:
            life.count("refunds refused")
            return
        life.count("refunds")

    def the_home_buys(self) -> None:
        """The home of the quarter takes clothes and crockery on its account."""
        if not self.promises.on_the_tab("001-1", "oleksandr", self._basket()):
            self.life.count("tabs refused")

    def _code_of(self, doc_no: str) -> str:
        from reuse_pos.services.tickets import ticket_barcode

        till, number = doc_no[:5], int(doc_no.rpartition("-")[2])
        return ticket_barcode(self.life.shop.office.number("store.number"), till, number)

    def _basket(self) -> Basket:
        life = self.life
        basket = Basket()
        for _line in range(life.pick(((1, 3), (2, 4), (3, 3), (4, 2), (6, 1)))):
            basket = self._add(basket)
        if life.chance.random() < 0.12:
            n = life.chance.choice(basket.lines).n
            basket = with_discount(basket, n, SOLIDARITY_BP, "SOLIDARITY")
        return basket

    def _add(self, basket: Basket) -> Basket:
        life, counter = self.life, self.life.shop.counter
        luck = life.chance.random()
        if luck < 0.12 and (item := self._thing(basket, luck)) is not None:
            return basket.add(counter.scanned(item.code))
        if luck < 0.22 and self.kilos:
            grams = life.chance.randint(300, 3500) // 5 * 5
            return basket.add(counter.line_of_key(life.chance.choice(self.kilos), grams))
        key: PriceKey = life.pick([(one, _wanted(one)) for one in self.pieces])
        return basket.add(counter.line_of_key(self.lot if luck > 0.97 else key))

    def _thing(self, basket: Basket, luck: float) -> Item | None:
        """A labelled thing off the shop floor: the fewer stand there, the less often one is
        found to please."""
        taken = {line.item for line in basket.lines}
        found = [
            item
            for item in self.life.shop.stock.items(State.ON_SALE)
            if item.id not in taken and item.price_cents is not None
        ]
        found.sort(key=lambda item: item.code)
        return self.life.chance.choice(found) if luck < PLEASES * len(found) else None

    def _payments(self, basket: Basket) -> list[Payment]:
        total, luck = basket.total_cents, self.life.chance.random()
        if luck < 0.38:
            return [Payment("CARD", total)] if total else []
        if luck < 0.43 and total >= 1000:
            cash = total // 2 // 100 * 100
            return [Payment("CARD", total - cash), Payment("CASH", cash)]
        if luck < 0.6:
            return [Payment("CASH", total)] if total else []
        return [Payment("CASH", self.life.chance.choice(note_tiles(total)))] if total else []


def _wanted(key: PriceKey) -> int:
    """How often a key is touched: those of the first page more, dear things seldom."""
    return max(1, (24 if key.page == 0 else 9) * 200 // max(200, key.price_cents))


def close(life: Life, till: str, who: str, *, day_too: bool) -> None:
    """Count the drawer, put the takings in the safe, and close: now and then a coin is missing."""
    figures = life.shop.till.figures(till)
    takings = (figures.drawer_cents - USUAL_FLOAT_CENTS) // 500 * 500
    if takings > 0:
        life.shop.till.cash_move(life.people[who], till, "DEPOSIT", -takings, "Mis au coffre")
    expected = life.shop.till.figures(till)
    counted, reason = expected.drawer_cents, None
    if life.chance.random() < 0.15:
        counted, reason = counted - life.chance.choice((50, 100, 20)), "GIVING_CHANGE"
    others = {code: cents for code, cents in expected.expected.items() if code != "CASH"}
    count = Count(_drawn(counted), others, counted, 0, reason)
    life.shop.till.close_session(life.people[who], till, count, day_too=day_too)
    life.count("Z")


def _drawn(cents: int) -> dict[int, int]:
    pieces = {}
    for value in (*NOTES[2:], *COINS):
        pieces[value], cents = divmod(cents, value)
    return pieces
