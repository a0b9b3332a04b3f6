"""From the scanner's Enter to the painted line, and the memory held, with 100,000 things."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bench_figures import Figures, median, p99
from bigshop import add_things
from shops import TestShop, copy_shop

THINGS = 100_000
FIRST, SECOND = "001-1", "001-2"
SCANS = 600
IN_A_BASKET = 12
HERE = Path(__file__).parent


@dataclass
class BigShop:
    """A till open in a shop with many things, and their codes."""

    made: TestShop
    codes: list[str]


@pytest.fixture(scope="module")
def big_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BigShop]:
    made = copy_shop(tmp_path_factory.mktemp("big") / "shop")
    codes = add_things(made.office.folder.database, THINGS)
    for till in (FIRST, SECOND):
        made.shop.till.open_session(made.cashier, till, 15000)
    yield BigShop(made, codes)
    made.shop.close()


@pytest.mark.bench
def test_a_scan_is_painted_within_a_frame(
    qtbot: object, big_shop: BigShop, figures: Figures
) -> None:
    """Catches a scan that reads the list of things, waits for a write, or builds all lines anew."""
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    from reuse_pos.domain.basket import Basket
    from reuse_pos.domain.people import Person
    from reuse_pos.domain.roles import Role
    from reuse_pos.ui import tasks, theme
    from reuse_pos.ui.counter.screen import CounterScreen
    from reuse_pos.ui.widgets import BasketLine

    class Painted(QObject):
        """Counts the lines painted."""

        def __init__(self) -> None:
            super().__init__()
            self.seen: set[QObject] = set()

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(watched, BasketLine):
                self.seen.add(watched)
            return False

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.install(app)
    person = Person("07", "Chantal", Role.CASHIER, "flower", "pink")
    screen = CounterScreen(big_shop.made.shop, person, SECOND)
    screen.resize(1270, 704)
    screen.show()
    screen.entered()
    tasks.wait_idle()
    while screen.state is None:
        app.processEvents()
    watch = Painted()
    app.installEventFilter(watch)
    rng, spent = random.Random(5), []
    for n, code in enumerate(rng.sample(big_shop.codes, SCANS)):
        if n % IN_A_BASKET == 0:
            tasks.wait_idle()
            screen.model.show(Basket())
            app.processEvents()
        watch.seen.clear()
        before = len(screen.model.basket.lines)
        start = time.perf_counter()
        screen.on_scan(code)
        line = screen.sell.basket.line(screen.model.basket.lines[-1].n)
        while line not in watch.seen:
            app.processEvents()
        spent.append((time.perf_counter() - start) * 1000)
        assert len(screen.model.basket.lines) == before + 1
    app.removeEventFilter(watch)
    tasks.wait_idle()
    app.processEvents()
    screen.left()
    screen.close()
    screen.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    note = "one frame of a 60 Hz screen"
    figures.seen(f"scan to painted line, {THINGS:,} things, median", median(spent), "ms")
    figures.under(f"scan to painted line, {THINGS:,} things, p99", p99(spent), 16.7, "ms", note)


@pytest.mark.bench
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads Linux's own figures")
def test_the_program_stays_light_with_the_counter_open(big_shop: BigShop, figures: Figures) -> None:
    """Catches tables kept in memory, and libraries of papers imported by the counter."""
    environment = {
        **os.environ, "PYTHONPATH": str(HERE.parents[1]), "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    folder = big_shop.made.office.folder.root
    words = [sys.executable, str(HERE / "weigh_app.py"), str(folder), *big_shop.codes[:40]]
    said = subprocess.run(
        words, capture_output=True, text=True, check=True, env=environment, timeout=60
    )
    bare, open_counter = (float(word) for word in said.stdout.split())
    figures.seen("an empty Qt window in memory", bare, "MB")
    figures.under(f"counter open, {THINGS:,} things, 40 scanned", open_counter, 250, "MB")
