"""The orders' screen with four orders: one ready, one in the workshop, a quote, a quote out of
date."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from ordered_work import ASKED, accepted, quoted, ready
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.orders import Agreed
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.orders.screen import OrdersScreen


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The plain look before and after; no clerk left behind."""
    theme.install(qapp)
    yield
    tasks.close()
    theme.set("light", 100)


@pytest.fixture
def open_shop(small_shop: TestShop) -> TestShop:
    """A shop whose till is open."""
    small_shop.shop.till.open_session(small_shop.cashier, "001-1", 15_000)
    return small_shop


@pytest.fixture
def ordered(open_shop: TestShop) -> TestShop:
    """On 1 October: Lucie's sideboard ready, Samir's in the workshop, Claire's quote."""
    ready(open_shop)
    accepted(open_shop, Agreed(), replace(ASKED, name="Samir Mansour", phone="", note=""))
    quoted(open_shop, asked=replace(ASKED, name="Claire R", steps=("sew",), labour_tenths=5))
    return open_shop


@pytest.fixture
def open_screen(qtbot: QtBot, small_shop: TestShop) -> Callable[..., OrdersScreen]:
    """Shows the orders to a person (Chantal), everything read."""

    def make(op: str = "07", size: tuple[int, int] = (1270, 712)) -> OrdersScreen:
        who = next(one for one in small_shop.shop.people.tiles() if one.op == op)
        screen = OrdersScreen(small_shop.shop, who)
        screen.setMinimumSize(1, 1)
        qtbot.addWidget(screen)
        screen.resize(*size)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.entered()
        qtbot.waitUntil(tasks.idle)
        return screen

    return make
