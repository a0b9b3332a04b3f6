"""The settings as the manager sees them, in a shop with some labels on its shelves."""

from collections.abc import Callable, Iterator

import pytest
from goods import bring
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.item import State
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.settings.screen import SettingsScreen

MARIE = Person("02", "Marie", Role.MANAGER, "star", "orange")
SIZES = {"wide": (1270, 712), "narrow": (932, 712)}


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    yield
    tasks.close()
    theme.set("light", 100)


@pytest.fixture
def shelves(small_shop: TestShop) -> TestShop:
    for number, cents in enumerate((500, 600, 900)):
        words = {"price_cents": cents, "price_state": "approved", "last_printed_cents": cents}
        if number == 0:
            words |= {"markdown_on": "2026-09-01", "markdown_bp": 5000}
        bring(small_shop, "TLC-VESTE", 950, State.ON_SALE, **words)
    return small_shop


@pytest.fixture
def settings(qtbot: QtBot, shelves: TestShop) -> Callable[..., SettingsScreen]:
    """Opens the settings at a page."""

    def enter(page: str = "", size: str = "wide") -> SettingsScreen:
        screen = SettingsScreen(shelves.shop, MARIE)
        screen.setMinimumSize(1, 1)
        qtbot.addWidget(screen)
        screen.resize(*SIZES[size])
        with qtbot.waitExposed(screen):
            screen.show()
        if page:
            screen.open(page)
        QApplication.processEvents()
        assert tasks.wait_idle()
        return screen

    return enter
