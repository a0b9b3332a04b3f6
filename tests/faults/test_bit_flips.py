"""A failing disk turns one bit of the shop's file: the doctor names it, or nothing was touched."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import pytest
from broken_disk import shop_files
from file_pages import bytes_in_use
from goods import bring
from shops import OPENING, TestShop, copy_shop

from reuse_pos.db.folder import ShopFolder
from reuse_pos.db.schema import LOCAL_ONLY
from reuse_pos.db.store import Store
from reuse_pos.domain.basket import Basket
from reuse_pos.domain.clock import SetClock
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.item import State
from reuse_pos.domain.payments import Payment
from reuse_pos.fiscal.keys import FileKeyStore
from reuse_pos.services.office import Office
from reuse_pos.services.shop import Shop

pytestmark = pytest.mark.faults
TILL = "001-1"
# Kept on this computer only, beside the facts: what stands there can be typed in again.
UNCHECKED = set(LOCAL_ONLY) - {"outbox", "device_state"}
Rows = dict[str, list[tuple[object, ...]]]


def lived_in(folder: Path) -> TestShop:
    """A shop with things, sales, a return and a closed session, all of it in the one file."""
    made = copy_shop(folder)
    for n in range(8):
        bring(made, "EA-AS-CHAISE-BOIS", 4000 + n, State.ON_SALE)
    made.shop.till.open_session(made.cashier, TILL, 15000)
    keys = {one.label: one for one in made.shop.counter.price_keys()}
    for n in range(25):
        basket = Basket().add(made.shop.counter.line_of_key(keys["Livre" if n % 2 else "Manteau"]))
        made.clock.forward(minutes=1)
        made.shop.counter.sell(made.cashier, TILL, basket, [Payment("CASH", 1000)])
    made.shop.close()
    assert not any(path.exists() for path in shop_files(made.office.folder.database)[1:])
    return made


def truths(path: Path) -> Rows | None:
    """Every row that must be rebuilt or chained; None when they cannot even be read.

    A table is the same table in capitals: names are compared as SQLite reads them.
    """
    file = sqlite3.connect(path)
    try:
        names = file.execute(
            "SELECT lower(name) FROM sqlite_master WHERE type = 'table'"
        ).fetchall()
        return {
            name: sorted(file.execute(f"SELECT * FROM {name}").fetchall(), key=repr)
            for (name,) in names
            if name not in UNCHECKED
        }
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        file.close()


def noticed(folder: ShopFolder) -> bool:
    """Whether the file is refused at opening, or the doctor finds something."""
    try:
        store = Store(folder.database)
    except Refusal:
        return True
    try:
        office = Office(store, SetClock(OPENING), folder, FileKeyStore(folder.keys))
        return not Shop(office).doctor.examine().sound
    finally:
        store.close()


def indexes(path: Path) -> Rows | None:
    """What each index answers, read from the index alone; None when one cannot be read."""
    file = sqlite3.connect(path)
    try:
        named = file.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''"
        ).fetchall()
        found = {}
        for name, table, sql in named:
            columns = ", ".join(row[2] for row in file.execute(f"PRAGMA index_info({name})"))
            where = "".join(" ".join(sql.split()).partition(" WHERE ")[1:])
            asked = f"SELECT {columns} FROM {table} INDEXED BY {name}{where} ORDER BY {columns}"
            found[name] = file.execute(asked).fetchall()
        return found
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        file.close()


@dataclass
class Disk:
    """A shop's file at rest, of which one bit at a time is turned."""

    made: TestShop
    sound: bytes
    rng: random.Random

    @property
    def file(self) -> Path:
        return self.made.office.folder.database

    def turn_one(self, places: list[int]) -> str:
        """Turn one bit of the sound file; says which."""
        place, bit = self.rng.choice(places), self.rng.randrange(8)
        for path in shop_files(self.file)[1:]:
            path.unlink(missing_ok=True)
        turned = bytearray(self.sound)
        turned[place] ^= 1 << bit
        self.file.write_bytes(turned)
        return f"bit {bit} of byte {place}"


@pytest.fixture
def disk(tmp_path: Path) -> Disk:
    made = lived_in(tmp_path / "shop")
    assert not noticed(made.office.folder)
    return Disk(made, made.office.folder.database.read_bytes(), random.Random(8))


def test_one_turned_bit_is_named_or_touched_nothing(disk: Disk, thorough: bool) -> None:
    """Catches a check that looks at sums only: one letter changed in a ticket must be seen too."""
    names = set(truths(disk.file) or ()) | {"sqlite_schema"}
    held = bytes_in_use(disk.file)
    places = [place for name in sorted(names & held.keys()) for place in held[name]]
    whole, seen, flips = truths(disk.file), 0, 400 if thorough else 20
    for _flip in range(flips):
        which = disk.turn_one(places)
        if noticed(disk.made.office.folder):
            seen += 1
            continue
        assert truths(disk.file) == whole, f"{which} went unseen"
    print(f"\n{seen} of {flips} turned bits noticed, the others touched nothing")
    assert seen >= flips * 9 // 10


def test_one_turned_bit_of_an_index_is_named(disk: Disk, thorough: bool) -> None:
    """Catches a check that reads the rows but not the indexes they are found by: with a damaged
    one a thing on the shelf is "unknown" at the till."""
    answers = indexes(disk.file)
    assert answers is not None
    held = bytes_in_use(disk.file)
    full = sorted(name for name, rows in answers.items() if rows)
    places = [place for name in full for place in held[name]]
    assert len(full) > 10
    for _flip in range(300 if thorough else 15):
        which = disk.turn_one(places)
        assert noticed(disk.made.office.folder) or indexes(disk.file) == answers, which
