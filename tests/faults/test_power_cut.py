"""The power goes, the disk fills up or fails, at every single moment of three sales."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from broken_disk import DISK
from broken_shop import BrokenShops, BrokenStore, troubles

from reuse_pos.domain.errors import Refusal

pytestmark = [
    pytest.mark.faults,
    # SQLite may answer a failing disk by trying once more: APSW tells Python of each failure.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SALES = 3


class NotSafe(BrokenStore):
    """The usual "fast" advice, which a till must not follow."""

    extra = ("PRAGMA synchronous=NORMAL",)


def three_sales(shops: BrokenShops, kind: type[BrokenStore] = BrokenStore) -> list[str]:
    """Tickets the till said were done before the disk failed."""
    acked: list[str] = []
    with suppress(Refusal):
        shop = shops.open(kind)
        for sale in range(SALES):
            acked[sale:] = [shops.sell(shop)]
    return acked


def operations(shops: BrokenShops) -> int:
    """How often three sales reach the disk."""
    DISK.holds(shops.fresh())
    assert len(three_sales(shops)) == SALES
    return DISK.operations


def lost_after(shops: BrokenShops, at: int, seed: int, folder: Path, kind: type) -> int:
    """Cut the power at one operation; how many finished sales are missing afterwards."""
    DISK.holds(shops.fresh())
    DISK.fail(at, "POWER")
    acked = three_sales(shops, kind)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    DISK.after_power_cut(folder, random.Random(at * 1000 + seed))
    found, tickets = troubles(folder / shops.path.name)
    assert found == [], f"power cut at operation {at}, seed {seed}"
    return len(set(acked) - tickets)


def test_a_power_cut_at_any_moment_loses_no_finished_sale(tmp_path: Path, thorough: bool) -> None:
    """Catches a sale told as done before it is on the disk, or half a sale after a restart."""
    shops = BrokenShops(tmp_path)
    last = operations(shops)
    assert last >= 10
    for at in range(1, last + 1):
        for seed in range(10 if thorough else 1):
            lost = lost_after(shops, at, seed, tmp_path / "found", BrokenStore)
            assert lost == 0, f"power cut at operation {at}, seed {seed}: {lost} sales lost"


def test_the_broken_disk_really_loses_what_is_not_synced(tmp_path: Path) -> None:
    """Catches a harness that breaks nothing: an unsafe setting must lose sales here."""
    shops = BrokenShops(tmp_path)
    last = operations(shops)
    lost = [lost_after(shops, at, 0, tmp_path / "found", NotSafe) for at in range(1, last + 1)]
    assert sum(lost) > 0


@pytest.mark.parametrize("for_ever", [False, True], ids=["once", "for a while"])
@pytest.mark.parametrize("fault", ["FULL", "IOERR_WRITE", "IOERR_FSYNC"])
def test_after_a_disk_fault_the_next_sale_works_in_the_same_program(
    tmp_path: Path, thorough: bool, fault: str, for_ever: bool
) -> None:
    """Catches a transaction left open, a head kept in memory, or a sale written twice."""
    shops = BrokenShops(tmp_path)
    last = operations(shops)
    codes: list[str] = []
    for at in range(1, last + 1, 1 if thorough else 2):
        DISK.holds(shops.fresh())
        shop = shops.open()
        acked = []
        DISK.fail(DISK.operations + at, fault, for_ever=for_ever)
        for _sale in range(SALES):
            try:
                acked.append(shops.sell(shop))
            except Refusal as refusal:
                codes.append(refusal.code)
        DISK.mend()
        acked.append(shops.sell(shop))
        shop.close()
        found, tickets = troubles(shops.path)
        assert found == [], f"{fault} at operation {at}"
        assert tickets == set(acked)
    assert set(codes) == {"disk_full" if fault == "FULL" else "disk"}
