"""The power goes at every single moment of a forgotten closing and of a closing by hand."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from broken_disk import DISK
from broken_shop import TILL, BrokenShops, troubles
from shops import TestShop

from reuse_pos.db.store import Store
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.money import change_drawn
from reuse_pos.services.till import Count

pytestmark = [
    pytest.mark.faults,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
BEFORE = ["TILL_OPEN", "SESSION_OPEN"]
FORGOTTEN = ["SALE", "SESSION_CLOSE", "CLOSE_DAY", "SESSION_OPEN", "SALE"]
CLOSED = ["SESSION_CLOSE", "CLOSE_DAY"]
# The journal after no gesture, after each one, and nothing in between.
STATES = [BEFORE, [*BEFORE, *FORGOTTEN[:1]], [*BEFORE, *FORGOTTEN], [*BEFORE, *FORGOTTEN, *CLOSED]]


def gestures(shops: BrokenShops) -> int:
    """A sale; the next day another one, which closes what was forgotten; then the closing by
    hand. Returns how many were done before the disk failed."""
    done, clock = 0, shops._made.clock
    morning = clock.now()
    try:
        with suppress(Refusal):
            shop = shops.open()
            for _sale in range(2):
                shops.sell(shop)
                clock.forward(hours=24)
                done += 1
            clock.forward(hours=-23)
            holds = shop.till.figures(TILL).drawer_cents
            count = Count(dict(change_drawn(holds)), {}, holds)
            shop.till.close_session(TestShop.cashier, TILL, count, day_too=True)
            done += 1
    finally:
        clock.put(morning)
    return done


def types_in(path: Path) -> list[str]:
    """The records of the till in a file."""
    store = Store(path)
    try:
        sql = "SELECT type FROM fiscal_record WHERE till = ? ORDER BY seq"
        return [row["type"] for row in store.read().all(sql, TILL)]
    finally:
        store.close()


def test_a_cut_leaves_the_state_before_or_after(tmp_path: Path, thorough: bool) -> None:
    """Catches a Z without its day, a day closed without its Z, or a session opened on nothing."""
    shops = BrokenShops(tmp_path)
    DISK.holds(shops.fresh())
    assert gestures(shops) == 3
    last = DISK.operations
    seen = set()
    for at in range(1, last + 1):
        for seed in range(5 if thorough else 1):
            DISK.holds(shops.fresh())
            DISK.fail(at, "POWER")
            done = gestures(shops)
            folder = tmp_path / "found"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            DISK.after_power_cut(folder, random.Random(at * 1000 + seed))
            found, _tickets = troubles(folder / shops.path.name)
            assert found == [], f"power cut at operation {at}, seed {seed}"
            types = types_in(folder / shops.path.name)
            assert types in STATES, f"power cut at operation {at}: {types}"
            assert STATES.index(types) >= done, f"power cut at operation {at}: a gesture is lost"
            seen.add(STATES.index(types))
    assert seen == {0, 1, 2, 3}, "the cuts must have hit every gesture"
