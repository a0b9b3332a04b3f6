"""After five years every screen opens as in the first month; a long day closes as it is read."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from datetime import datetime
from pathlib import Path

import pytest
from bench_figures import Figures, quiet
from shops import TestShop, copy_shop
from years import add_years

from reuse_pos import bootstrap
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.clock import SetClock
from reuse_pos.domain.payments import Payment
from reuse_pos.services.till import Count

TILL, MANAGER = "001-1", "02"
DAYS, MONTHS, TURNS = 31, 52, 7
TICKETS, CENTS, FLOAT = 10_000, 100, 15_000
# What two openings of one screen may differ by, whatever it shows.
FRAME_MS = 17
MOST, OTHERWISE = 1.5, {
    # Counts the stock from the ledger itself, beside the screen, once for each change.
    "reports": 4,
}  # fmt: skip


def open_all(folder: Path) -> dict[str, list[float]]:
    """How long each workplace takes to open, several times, in a running app."""
    from PySide6.QtWidgets import QApplication

    from reuse_pos.ui import shots, tasks, workplaces

    clock = SetClock(datetime.now().astimezone())
    devices, _scale = bootstrap.devices_for_pictures(folder / "printed")
    spent: dict[str, list[float]] = {}

    def settle() -> None:
        QApplication.processEvents()
        tasks.wait_idle(60_000)
        QApplication.processEvents()

    with bootstrap.open_shop(folder / "shop", clock=clock, devices=devices) as shop:
        clock.put(shots.next_morning(shop))
        with shots._running(shop) as app:
            app.shell.resize(1366, 768)
            app.shell.show()
            everywhere = workplaces.load()
            app.shell.use(everywhere)
            person = next(one for one in shop.people.tiles() if one.op == MANAGER)
            app.shell.open_for(person)
            settle()
            for place in workplaces.allowed(everywhere, person):
                for _turn in range(TURNS + 1):
                    app.shell.go("home")
                    settle()
                    start = time.perf_counter()
                    app.shell.go(place.code)
                    settle()
                    spent.setdefault(place.code, []).append((time.perf_counter() - start) * 1000)
                # The first time, the screen is made.
                del spent[place.code][0]
    return spent


@pytest.mark.bench
def test_every_screen_opens_as_in_the_first_month(
    qapp: object, tmp_path: Path, figures: Figures
) -> None:
    """Catches a screen that reads what grows before it is shown."""
    young, old = tmp_path / "young", tmp_path / "old"
    bootstrap.live_demo(young, days=DAYS, seed=7, settings=None, say=lambda _line: None)
    shutil.copytree(young / "shop", old / "shop")
    add_years(old / "shop" / "shop.db", MONTHS)
    before, after = open_all(young), open_all(old)
    assert len(before) > 10
    figures.seen("the file of five years", (old / "shop" / "shop.db").stat().st_size / 1e6, "MB")
    for code, spent in after.items():
        base = ("a frame over its first month", quiet(before[code]) + FRAME_MS)
        most = OTHERWISE.get(code, MOST)
        figures.beside(f"“{code}” opened after five years", quiet(spent), base, most, "ms")


def open_till(made: TestShop, tickets: int) -> Basket:
    """A session in which so many tickets of one thing were paid in cash."""
    key = next(one for one in made.shop.counter.price_keys() if one.price_cents == CENTS)
    basket = Basket().add(made.shop.counter.line_of_key(key))
    made.shop.till.open_session(made.cashier, TILL, FLOAT)
    for _ticket in range(tickets):
        made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", CENTS)])
        made.clock.forward(seconds=2)
    return basket


@pytest.mark.bench
def test_a_long_day_closes_about_as_fast_as_it_is_read(tmp_path: Path, figures: Figures) -> None:
    """Catches a closing that reads each ticket by itself, or all those before it."""
    made = copy_shop(tmp_path / "shop")
    open_till(made, TICKETS)
    raw = sqlite3.connect(made.office.folder.database)
    start = time.process_time()
    rows = raw.execute("SELECT body FROM fiscal_record WHERE till = ? ORDER BY seq", (TILL,))
    total = sum(json.loads(body).get("total_ttc", 0) for (body,) in rows)
    read = (time.process_time() - start) * 1000
    raw.close()
    assert total >= 0
    drawer = FLOAT + TICKETS * CENTS
    count = Count({10_000: drawer // 10_000, 5_000: 1}, {}, drawer)
    start = time.process_time()
    made.shop.till.close_session(made.cashier, TILL, count, day_too=True)
    spent = (time.process_time() - start) * 1000
    # Three readings: the session's totals, the day's, and the paper; in the program's own time,
    # since each is taken once.
    word = "its records read and parsed once by hand"
    figures.beside(f"Z and day closed after {TICKETS:,} tickets", spent, (word, read), 12, "ms")
    assert (
        made.shop.till.closings("SESSION", "2026-10-01", "2026-10-01")[-1].total == TICKETS * CENTS
    )
    made.shop.close()
