"""A counter on a small shop: till open or not, fake devices, things with labels, no sound."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from counter_post import TILL, Post
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.hardware.fake import FakeDrawer, FakeReceiptPrinter, FakeScale
from reuse_pos.services.office import Devices
from reuse_pos.ui import sounds, tasks, theme


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    sounds.set_on(False)
    yield
    tasks.wait_idle()
    tasks.close()
    theme.set("light", 100)
    sounds.set_on(True)


@pytest.fixture
def post(small_shop: TestShop, qtbot: QtBot) -> Iterator[Post]:
    """A counter with the till open; `post.start()` shows it."""
    devices = Devices(FakeReceiptPrinter(), None, FakeScale(), FakeDrawer())
    small_shop.office.devices = devices
    small_shop.shop.till.open_session(small_shop.cashier, TILL, 15000)
    made = Post(small_shop, qtbot, devices)
    made.set("scale.trade_approved", "1")
    made.set("scale.sticker_until", "2027-01-31")
    yield made
    made.settle()


@pytest.fixture
def shut(small_shop: TestShop, qtbot: QtBot) -> Iterator[Post]:
    """A counter with the till closed."""
    devices = Devices(FakeReceiptPrinter(), None, FakeScale(), FakeDrawer())
    small_shop.office.devices = devices
    made = Post(small_shop, qtbot, devices)
    yield made
    made.settle()
