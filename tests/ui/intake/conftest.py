"""A reception desk on a small shop: scale, label printer, and a person who touches the screen."""

from collections.abc import Callable, Iterator

import pytest
from desk_user import DeskUser
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.ui import sounds, tasks, theme
from reuse_pos.ui.hub import hub


@pytest.fixture
def open_desk(
    small_shop: TestShop, qtbot: QtBot, qapp: QApplication
) -> Iterator[Callable[[int], DeskUser]]:
    """Opens the desk at a width of the screen's room (1270 or 932)."""
    theme.install(qapp)
    sounds.set_on(False)
    users: list[DeskUser] = []

    def open_at(width: int = 1270) -> DeskUser:
        users.append(DeskUser(small_shop, qtbot, width))
        return users[-1]

    yield open_at
    for user in users:
        hub.changed.disconnect(user.screen.refresh)
    tasks.wait_idle()
    tasks.close()
    sounds.set_on(True)


@pytest.fixture
def desk(open_desk: Callable[[int], DeskUser]) -> DeskUser:
    """The desk at 1366 pixels."""
    return open_desk(1270)
