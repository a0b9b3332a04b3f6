"""The program is killed in the middle of work, opened twice, read while it sells."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from broken_shop import troubles
from shops import OPENING, copy_shop

from reuse_pos.bootstrap import open_shop
from reuse_pos.domain.errors import Refusal
from reuse_pos.services.office import Devices

pytestmark = pytest.mark.faults
SELLER = Path(__file__).with_name("seller.py")
PACKAGE = Path(__file__).resolve().parents[2]


def selling(folder: Path, hour: int, most: int = 10**6) -> subprocess.Popen[str]:
    """A till of its own process, selling."""
    start = OPENING + timedelta(hours=hour)
    words = [sys.executable, str(SELLER), str(folder), start.isoformat(), str(most)]
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE)}
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)


def lines_of(process: subprocess.Popen[str]) -> list[str]:
    """What is left of its words, the last one only when it is whole."""
    assert process.stdout is not None
    return [line for line in process.stdout.read().split("\n")[:-1] if line.startswith("ack ")]


def test_killed_at_any_moment_every_finished_sale_is_there(tmp_path: Path, thorough: bool) -> None:
    """Catches a lock that stays, a sale half written, a chain broken, a number given twice."""
    made = copy_shop(tmp_path / "shop")
    folder, database = made.office.folder.root, made.office.folder.database
    made.shop.close()
    rng, acked = random.Random(3), []
    for turn in range(200 if thorough else 10):
        process = selling(folder, turn)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        acked += [process.stdout.readline().strip() for _sale in range(rng.randrange(1, 40))]
        stop = threading.Timer(rng.uniform(0, 0.004), process.kill)
        stop.start()
        stop.join()
        acked += lines_of(process)
        process.wait()
        process.stdout.close()
        found, tickets = troubles(database, whole=turn < 10 or turn % 10 == 0)
        assert found == [], f"after kill {turn + 1}"
        lost = {line.removeprefix("ack ") for line in acked} - tickets
        assert lost == set(), f"after kill {turn + 1}"
    assert len(acked) == len(set(acked)) >= 10
    with open_shop(folder, devices=Devices()) as shop:
        assert shop.doctor.examine().findings == ()


def test_a_second_program_is_refused_and_the_first_sells_on(tmp_path: Path) -> None:
    """Catches two programs writing one journal: a click on the icon twice is all it takes."""
    made = copy_shop(tmp_path / "shop")
    made.shop.close()
    first = selling(made.office.folder.root, 1)
    assert first.stdout is not None
    assert first.stdout.readline() == "ready\n"
    with pytest.raises(Refusal) as refused, open_shop(made.office.folder.root, devices=Devices()):
        pass
    assert refused.value.code == "second_copy"
    assert first.stdout.readline().startswith("ack ")
    first.kill()
    first.wait()
    first.stdout.close()
    with open_shop(made.office.folder.root, devices=Devices()) as shop:
        assert shop.till.status("001-1").session


def test_two_readers_see_whole_sales_while_a_till_sells(tmp_path: Path) -> None:
    """Catches a report that waits for the till, stops it, or reads half a sale."""
    made = copy_shop(tmp_path / "shop")
    made.shop.close()
    folder = made.office.folder.root
    writer = selling(folder, 1, 150)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    seen: list[int] = []
    sql = (
        "SELECT (SELECT coalesce(sum(total_cents), 0) FROM sale), (SELECT coalesce(sum(amt), 0) "
        "FROM sale_payment), (SELECT count(*) FROM sale), (SELECT coalesce(sum(grams), 0) FROM "
        "mass_posting)"
    )

    def look() -> None:
        with open_shop(folder, read_only=True, devices=Devices()) as shop:
            for _look in range(100):
                row = shop.office.store.read().one(sql)
                assert row is not None
                assert row[0] == row[1]
                assert row[3] == 0
                seen.append(row[2])

    readers = [threading.Thread(target=look) for _reader in range(2)]
    for reader in readers:
        reader.start()
    acked = lines_of(writer)
    for reader in readers:
        reader.join()
    assert writer.wait() == 0
    writer.stdout.close()
    assert len(acked) == 150
    assert len(seen) == 200
    assert troubles(made.office.folder.database)[0] == []


def test_a_reader_may_not_write(tmp_path: Path) -> None:
    """Catches a report command that could change the file beside an open till."""
    made = copy_shop(tmp_path / "shop")
    made.shop.close()
    with open_shop(made.office.folder.root, read_only=True, devices=Devices()) as shop:
        with pytest.raises(Refusal) as refused:
            shop.till.open_session(made.cashier, "001-1", 15000)
        assert refused.value.code == "read_only"
