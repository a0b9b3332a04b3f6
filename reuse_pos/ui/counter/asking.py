"""Panels of the counter that ask a little more before a line is there: a free price, a gift card, a
tab to pay back, a solidarity tariff."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from reuse_pos.domain.money import format_cents
from reuse_pos.domain.pricing import PriceKey
from reuse_pos.domain.solidarity import SOLIDARITY
from reuse_pos.domain.wording import _
from reuse_pos.ui.counter.amountpanel import AmountPanel
from reuse_pos.ui.counter.listpanels import PickPanel
from reuse_pos.ui.counter.model import CounterModel
from reuse_pos.ui.counter.payoffers import Pick
from reuse_pos.ui.counter.sellpage import SellPage
from reuse_pos.ui.counter.solidaritypanel import NONE, SolidarityPanel

FREE_SUMS = (0, 50, 100, 200, 300, 500, 1000, 2000)
CARD_SUMS = (1000, 1500, 2000, 3000, 5000, 10_000)


class Asking(QObject):
    """``Asking(model, page, finish)``: ``finish(gesture)`` does a gesture and closes the panel; a
    refusal is said above the basket and the panel stays."""

    def __init__(
        self, model: CounterModel, page: SellPage, finish: Callable[[Callable[[], object]], None]
    ) -> None:
        super().__init__(page)
        self._model, self._page, self._finish = model, page, finish
        self._shop = model.shop

    def price(self, key: PriceKey, family: str) -> None:
        """An open key: its price, and a comment; a free key: what the person wants to give."""
        free = key.unit == "free"
        sub = _("The person gives what they want") if free else _("Type its price")
        panel = AmountPanel(key.label, sub, key.icon, family, FREE_SUMS if free else (), True)
        counter, model = self._shop.counter, self._model

        def add(cents: int, comment: str) -> None:
            line = counter.line_of_key(key, cents=cents)
            model.add(replace(line, comment=comment))

        panel.given.connect(lambda cents, comment: self._finish(lambda: add(cents, comment)))
        self._page.open_panel(panel)

    def gift_card(self) -> None:
        """A gift card: what it is worth; its paper prints once it is paid."""
        panel = AmountPanel(
            _("Gift card"), _("Its paper comes out at payment"), "ticket", "deco_divers",
            CARD_SUMS,
        )  # fmt: skip
        vouchers, model = self._shop.vouchers, self._model
        panel.given.connect(
            lambda cents, _comment: self._finish(
                lambda: model.add(vouchers.line_of_gift_card(cents))
            )
        )
        self._page.open_panel(panel)

    def tab(self) -> None:
        """A tab to pay back: whose, then how much."""
        owing = [one for one in self._shop.accounts.open_accounts() if one.owed_cents]
        panel = PickPanel(
            _("Pay back a tab"), _("Touch the account"), "user",
            [Pick(one.id.hex(), one.name or one.number,
                  _("owes {amount}", amount=format_cents(one.owed_cents)), "user",
                  most=one.owed_cents) for one in owing],
            _("No account owes anything"),
        )  # fmt: skip
        panel.chosen.connect(self._settle)
        self._page.open_panel(panel)

    def solidarity(self, n: int) -> None:
        """The solidarity price of a line: at once where the shop has one plain tariff, else asked;
        touched again, it goes."""
        solidarity, model = self._shop.solidarity, self._model
        tariffs = solidarity.tariffs()
        line = model.basket.line(n)
        plain = len(tariffs) == 1 and (tariffs[0].organism_rule, tariffs[0].number_rule) == (
            NONE, NONE
        )  # fmt: skip
        lowered = line.discount_reason == SOLIDARITY
        if lowered and plain:
            self._finish(lambda: model.put(solidarity.remove_tariff(model.basket, n)))
        elif plain:
            code = tariffs[0].code
            self._finish(lambda: model.put(solidarity.apply_to_line(model.basket, n, code)))
        else:
            panel = SolidarityPanel(tariffs, solidarity.organisms(), line, lowered)
            panel.given.connect(
                lambda tariff, who, number, whole: self._finish(
                    lambda: self._lower(0 if whole else n, tariff, who, number)
                )
            )
            panel.taken_off.connect(
                lambda: self._finish(lambda: model.put(solidarity.remove_tariff(model.basket, n)))
            )
            self._page.open_panel(panel)

    def full_price(self) -> None:
        """The whole basket without its tariff."""
        model = self._model
        self._finish(lambda: model.put(self._shop.solidarity.remove_tariff(model.basket)))

    def _lower(self, n: int, tariff: str, organism: str, number: str) -> None:
        solidarity, basket = self._shop.solidarity, self._model.basket
        if n:
            after = solidarity.apply_to_line(basket, n, tariff, organism, number)
        else:
            after = solidarity.apply_tariff(basket, tariff, organism, number)
        self._model.put(after)

    def _settle(self, link: str) -> None:
        accounts, model = self._shop.accounts, self._model
        account = accounts.account(bytes.fromhex(link))
        panel = AmountPanel(
            account.name or account.number,
            _("owes {amount}", amount=format_cents(account.owed_cents)), "user", "neutral",
            (account.owed_cents,),
        )  # fmt: skip
        panel.typed.put(account.owed_cents)
        panel.given.connect(
            lambda cents, _comment: self._finish(
                lambda: model.add(accounts.line_of_settlement(account.id, cents))
            )
        )
        self._page.open_panel(panel)
