"""The counter in plain mode: scan or touch a picture, take payment, cash or card; the same gestures
with fewer, larger keys, read aloud."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QVBoxLayout

from reuse_pos.domain.people import Person
from reuse_pos.services.shop import Shop
from reuse_pos.ui import speech
from reuse_pos.ui.counter.payoffers import PayOffers
from reuse_pos.ui.counter.screen import CounterScreen
from reuse_pos.ui.persons import face
from reuse_pos.ui.readaloud import ReadAloud
from reuse_pos.ui.widgets import PlainHeader

FIRST_WAYS = ("CASH", "CARD")


class PlainCounterScreen(CounterScreen):
    """``PlainCounterScreen(shop, person, till="")``: a counter under its own plain header."""

    plain = True

    def __init__(self, shop: Shop, person: Person, till: str = "") -> None:
        self.header = PlainHeader()
        super().__init__(shop, person, till)
        self.reader = ReadAloud(self)
        self.header.set_avatar(*face(person))
        self.header.set_listening(speech.available())
        self.header.home.connect(lambda: self.go.emit("home"))
        self.header.help.connect(lambda: self.go.emit("help"))
        self.header.listen.connect(self.read_aloud)
        self.titled.connect(self._say_title)
        cast(QVBoxLayout, self.layout()).setSpacing(0)
        cast(QVBoxLayout, self.layout()).insertWidget(0, self.header)
        self.sell.keys.set_plain()
        self.sell.basket.set_plain()
        self.payment.ways.more.clicked.connect(self.offer_all_ways)
        self.payment.basket_key.plain()
        self._say_title()

    def left(self) -> None:
        """Be silent, and stop looking at the scale."""
        self.reader.stop()
        super().left()

    def pay(self) -> None:
        """Go to the payment with the first ways to pay; the others are one key away."""
        self.payment.ways.more.setVisible(len(super()._offers().methods) > len(FIRST_WAYS))
        super().pay()

    def offer_all_ways(self) -> None:
        """Every way this shop takes."""
        self.payment.ways.more.hide()
        self.payment.open_for(self.model.basket, super()._offers())

    def read_aloud(self) -> None:
        """Read what is shown; a second touch is silence."""
        if self.reader.reading:
            self.reader.stop()
        elif self.page is not None:
            self.reader.read(self.title, self.page)

    def _offers(self) -> PayOffers:
        offers = super()._offers()
        first = tuple(one for one in offers.methods if one.code in FIRST_WAYS)
        return replace(offers, methods=first or offers.methods, round_up=False, communes=())

    def _offer_actions(self) -> None:
        """No keys under the pictures: what else a till does is done with someone."""

    def _say_title(self) -> None:
        self.header.set_title(self.title)
        self.header.set_code("")
