"""The window on the small shop, with workplaces that remember what was asked of them."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shell_places import Made
from shops import TestShop

from reuse_pos.domain.people import Person
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.shell import Shell


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The plain look before and after; no clerk left behind."""
    theme.install(qapp)
    yield
    tasks.close()
    theme.set("light", 100)


@pytest.fixture
def made() -> Made:
    """What the workplaces remember."""
    return Made()


@pytest.fixture
def shell(qtbot: QtBot, small_shop: TestShop, made: Made) -> Shell:
    """The window, shown, nobody signed in."""
    window = Shell(small_shop.shop, made.places, lambda: made.seconds)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def person(small_shop: TestShop) -> Callable[[str], Person]:
    """A person of the small shop by operator code."""
    everyone = {one.op: one for one in small_shop.shop.people.tiles()}
    return lambda op: everyone[op]
