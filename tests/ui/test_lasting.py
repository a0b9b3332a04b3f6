"""A till runs from opening to closing: what it holds in memory does not grow with what it sold."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from shops import copy_shop

from reuse_pos.hardware.fake import FakeDrawer, FakeReceiptPrinter
from reuse_pos.services.office import Devices
from reuse_pos.ui import sounds, tasks, theme, workplaces
from reuse_pos.ui.application import Application
from reuse_pos.ui.counter.screen import CounterScreen

TILL = "001-1"
# The second key sells by the piece; the first one would weigh.
PIECE, EXACT_CASH = 1, 11
WARM, SALES = 200, 1_000
WARM_ROUNDS, ROUNDS = 4, 14
PLACES = ("counter", "intake", "sorting", "home")
# Caches fill; one object kept from each sale would already be too many.
SALES_AN_OBJECT, GROWN_MB = 2, 10
STATUS = Path("/proc/self/status")
pytestmark = pytest.mark.slow


@dataclass
class Held:
    """What the program holds: widgets, Python objects, megabytes (0 where Linux does not tell)."""

    widgets: int
    objects: int
    megabytes: float


@dataclass
class Till:
    """The whole app with a cashier at the counter."""

    app: Application

    @property
    def shell(self) -> Any:
        return self.app.shell

    def sell(self, times: int) -> None:
        """Sell one thing for cash, as often as this, by the keys of the screen."""
        for _sale in range(times):
            counter = self.shell.screen_now
            assert isinstance(counter, CounterScreen)
            counter.sell.keys.tiles[PIECE].click()
            counter.on_function_key(EXACT_CASH)
            self.settle()
            counter.on_next()
            self.settle()

    def go_round(self, times: int) -> None:
        """Go to every place and back to the counter."""
        for _round in range(times):
            for place in (*PLACES, "counter"):
                self.shell.go(place)
                self.settle()

    def settle(self) -> None:
        tasks.wait_idle()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def held(self) -> Held:
        self.settle()
        gc.collect()
        told = STATUS.read_text("ascii").split("VmRSS:") if STATUS.exists() else ["", "0"]
        kilobytes = int(told[1].split()[0])
        return Held(len(QApplication.allWidgets()), len(gc.get_objects()), kilobytes / 1024)


@pytest.fixture
def till(tmp_path: Path, qapp: QApplication) -> Iterator[Till]:
    made = copy_shop(tmp_path / "shop", Devices(FakeReceiptPrinter(), None, None, FakeDrawer()))
    made.shop.till.open_session(made.cashier, TILL, 15000)
    sounds.set_on(False)
    running = Application(qapp, made.shop)
    running.start()
    running.shell.resize(1366, 768)
    running.shell.show()
    running.shell.use(workplaces.load())
    tasks.wait_idle()
    running.shell.open_for(next(one for one in made.shop.people.tiles() if one.op == "02"))
    running.shell.go("counter")
    till = Till(running)
    till.settle()
    yield till
    running.end()
    made.shop.close()
    sounds.set_on(True)
    theme.set("light", 100)


def test_a_day_of_sales_and_of_going_round_leaves_nothing_behind(till: Till) -> None:
    """Catches lines, tickets, screens or answers kept after their time: a till slow by evening."""
    till.sell(WARM)
    till.go_round(WARM_ROUNDS)
    morning = till.held()
    till.sell(SALES - WARM)
    till.go_round(ROUNDS - WARM_ROUNDS)
    evening = till.held()
    print(f"\n{morning}\n{evening}")
    sold = till.app.shop.office.store.read().value("SELECT count(*) FROM sale")
    assert sold == SALES
    assert evening.widgets <= morning.widgets
    assert evening.objects - morning.objects < (SALES - WARM) / SALES_AN_OBJECT
    assert evening.megabytes - morning.megabytes < GROWN_MB
