"""The sign-in of the small shop, shown at the usual size."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.roles import Permission
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.signin.screen import SignIn

MakeSignIn = Callable[..., SignIn]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The plain look before and after; no clerk left behind."""
    theme.install(qapp)
    yield
    tasks.close()
    theme.set("light", 100)


@pytest.fixture
def make_sign_in(qtbot: QtBot, small_shop: TestShop) -> MakeSignIn:
    """Makes the sign-in of a post and shows it."""

    def make(*permissions: Permission) -> SignIn:
        screen = SignIn(small_shop.shop, permissions)
        qtbot.addWidget(screen)
        screen.resize(1366, 768)
        with qtbot.waitExposed(screen):
            screen.show()
        return screen

    return make


@pytest.fixture
def sign_in(make_sign_in: MakeSignIn) -> SignIn:
    """The sign-in of a post with every workplace."""
    return make_sign_in()
