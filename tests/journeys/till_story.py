"""Days at two tills, told in words, with a plain account of every drawer beside the program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from goods import bring, now
from shops import TestShop, copy_shop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.ids import Id
from reuse_pos.domain.item import Item, State
from reuse_pos.domain.money import EURO_DENOMINATIONS
from reuse_pos.domain.paper import Barcode, ReceiptDoc
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.roles import Actor
from reuse_pos.domain.solidarity import SocialType
from reuse_pos.hardware.fake import FakeLabelPrinter, FakeReceiptPrinter
from reuse_pos.services.counter import Sold
from reuse_pos.services.office import Devices
from reuse_pos.services.till import Count

METHODS = "CASH,CARD,SOCIAL,CHEQUE,VOUCHER,CREDIT,TAB,TRANSFER,LOCAL"


class Story:
    """A shop whose drawers are also counted by hand: `drawer` is cents by till, `taken` all that
    tickets came to, `sold` their numbers."""

    def __init__(self, folder: Path) -> None:
        self.printer = FakeReceiptPrinter()
        devices = Devices(receipt=self.printer, label=FakeLabelPrinter(), drawer=self.printer)
        self.made: TestShop = copy_shop(folder, devices)
        self.shop = self.made.shop
        self.drawer: dict[str, int] = {}
        self.total = 0
        self.tickets: list[str] = []
        manager, settings = self.made.manager, self.shop.settings
        settings.set_many(
            manager, {"pay.methods": METHODS, "pay.local_name": "Galléco", "roundup.offered": "1"}
        )
        self.shop.solidarity.put_type(
            manager, SocialType("CCAS", "Bon CCAS", "CCAS de Rennes", "vêtements et vaisselle")
        )
        self.account: Id = self.shop.accounts.open_account(
            manager, "Foyer des Tilleuls", "", 20_000
        ).value

    def open(self, who: Actor, till: str, cents: int | None = None) -> None:
        """A session begins with what the last one left, or with this float."""
        carried = self.shop.till.carried(till)
        floated = carried.cents if cents is None and carried is not None else cents or 0
        self.shop.till.open_session(who, till, floated)
        self.drawer[till] = floated

    def keys(self, *labels: str) -> Basket:
        """A basket of price keys."""
        found = {key.label: key for key in self.shop.counter.price_keys()}
        basket = Basket()
        for label in labels:
            basket = basket.add(self.shop.counter.line_of_key(found[label]))
        return basket

    def thing(self, cents: int, category: str = "HR-BIBELOT", grams: int = 3_000) -> Item:
        """A labelled thing on the shelf."""
        item = bring(self.made, category, grams, State.RECEIVED)
        self.shop.labelling.approve_price(self.made.manager, item.id, cents)
        return now(self.made, item.id)

    def sell(self, who: Actor, till: str, basket: Basket, payments: Sequence[Payment]) -> Sold:
        """A sale, and what it does to the drawer."""
        sold = self.shop.counter.sell(who, till, basket, payments).value
        cash = sum(one.amount_cents for one in payments if one.method == "CASH")
        self.drawer[till] += cash - sold.change_cents
        self.total += sold.total_cents
        self.tickets.append(sold.doc_no)
        self.minutes(3)
        return sold

    def give_back(self, who: Actor, till: str, doc_no: str, wanted: dict[int, tuple[int, str]],
                  method: str) -> None:  # fmt: skip
        """A return, and what it takes out of the drawer."""
        done = self.shop.refunds.refund(who, till, doc_no, wanted, method, "CHANGED_MIND").value
        self.drawer[till] -= done.cash_cents
        self.total -= done.cents
        self.tickets.append(done.doc_no)
        self.minutes(2)

    def close(
        self, who: Actor, till: str, *, day_too: bool = False, off: int = 0, reason: str = ""
    ) -> int:
        """The blind count of exactly what the drawer should hold (and `off` cents more or less)."""
        self.agree(till)
        counted = self.drawer[till] + off
        others = {
            code: cents for code, cents in self.shop.till.figures(till).expected.items()
            if code != "CASH"
        }  # fmt: skip
        count = Count(pieces_of(counted), others, counted, reason=reason or None)
        return self.shop.till.close_session(who, till, count, day_too=day_too).value

    def agree(self, till: str) -> None:
        """The program and the hand count say the same."""
        assert self.shop.till.figures(till).drawer_cents == self.drawer[till]

    def minutes(self, n: int) -> None:
        """Time goes by."""
        self.made.clock.forward(minutes=n)

    def until(self, moment: str) -> None:
        """Wait until a local time ("2026-10-02T09:00")."""
        wanted = datetime.fromisoformat(f"{moment}:00+02:00")
        self.made.clock.forward(minutes=int((wanted - self.made.clock.now()).total_seconds() // 60))

    def last_code(self) -> str:
        """The code on the last paper that carries one."""
        return next(code for doc in reversed(self.printer.docs) for code in codes_of(doc))


def codes_of(doc: ReceiptDoc) -> Iterable[str]:
    """The barcodes of a paper."""
    return [one.digits for one in doc.elements if isinstance(one, Barcode)]


def pieces_of(cents: int) -> dict[int, int]:
    """The notes and coins that make an amount."""
    pieces: dict[int, int] = {}
    for value in sorted(EURO_DENOMINATIONS, reverse=True):
        pieces[value], cents = divmod(cents, value)
    return {value: n for value, n in pieces.items() if n}
