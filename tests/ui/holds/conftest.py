"""The holds' screen with three holds: one to come, one that expires tonight, one expired."""

from collections.abc import Callable, Iterator

import pytest
from held_goods import LUCIE, furnish, hold
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.hold import HoldAsked
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.holds.screen import HoldsScreen


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The plain look before and after; no clerk left behind."""
    theme.install(qapp)
    yield
    tasks.close()
    theme.set("light", 100)


@pytest.fixture
def held(small_shop: TestShop) -> TestShop:
    """On 8 October: Lucie's sideboard until tonight, Claire's mirror expired, Samir's table and
    chair to come."""
    small_shop.shop.till.open_session(small_shop.cashier, "001-1", 15_000)
    hold(small_shop, furnish(small_shop))
    hold(small_shop, furnish(small_shop, 2500, "Miroir ovale doré"), asked=HoldAsked(3, "Claire R"))
    asked = HoldAsked(15, "Samir M", "0611223344")
    hold(small_shop, furnish(small_shop, 6000, "Table"), furnish(small_shop, 900, "Chaise"),
         asked=asked)  # fmt: skip
    small_shop.clock.forward(days=LUCIE.days)
    return small_shop


@pytest.fixture
def open_screen(qtbot: QtBot, small_shop: TestShop) -> Callable[..., HoldsScreen]:
    """Shows the holds to a person (Chantal), everything read."""

    def make(op: str = "07", size: tuple[int, int] = (1270, 712)) -> HoldsScreen:
        who = next(one for one in small_shop.shop.people.tiles() if one.op == op)
        screen = HoldsScreen(small_shop.shop, who)
        screen.setMinimumSize(1, 1)
        qtbot.addWidget(screen)
        screen.resize(*size)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.entered()
        qtbot.waitUntil(tasks.idle)
        return screen

    return make
