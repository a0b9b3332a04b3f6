"""The closing screen of a till that sold for 66,00 € in cash and 40,00 € by card."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.payments import Payment
from reuse_pos.hardware.fake import FakeReceiptPrinter
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.till.screen import TillScreen

TILL = "001-1"


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The plain look before and after; no clerk left behind."""
    theme.install(qapp)
    yield
    tasks.close()
    theme.set("light", 100)


@pytest.fixture
def printer(small_shop: TestShop) -> FakeReceiptPrinter:
    """A receipt printer that keeps what it prints."""
    small_shop.office.devices.receipt = FakeReceiptPrinter()
    return small_shop.office.devices.receipt


@pytest.fixture
def sold(small_shop: TestShop, printer: FakeReceiptPrinter) -> TestShop:
    """A session opened with 150,00 €, 66,00 € taken in cash, 12,00 € put in the safe, 40,00 € by
    card: the drawer should hold 204,00 €."""
    shop, actor = small_shop.shop, small_shop.cashier
    shop.till.open_session(actor, TILL, 15_000)
    for cents, method in ((6_600, "CASH"), (4_000, "CARD")):
        basket = Basket().add(shop.counter.line_at_price("EA-DT-TAPIS", cents, "Tapis"))
        shop.counter.sell(actor, TILL, basket, [Payment(method, cents)], "NONE")
    small_shop.clock.forward(hours=4)
    shop.till.cash_move(actor, TILL, "DEPOSIT", -1_200, "Trop d’argent")
    return small_shop


@pytest.fixture
def open_screen(qtbot: QtBot, small_shop: TestShop) -> Callable[[], TillScreen]:
    """Shows the closing screen to Chantal, the till read."""
    chantal = next(one for one in small_shop.shop.people.tiles() if one.op == "07")

    def make() -> TillScreen:
        screen = TillScreen(small_shop.shop, chantal)
        screen.setMinimumSize(1, 1)
        qtbot.addWidget(screen)
        screen.resize(1270, 712)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.entered()
        qtbot.waitUntil(tasks.idle)
        return screen

    return make


@pytest.fixture
def screen(sold: TestShop, open_screen: Callable[[], TillScreen]) -> TillScreen:
    """The closing screen of the till that sold."""
    return open_screen()
