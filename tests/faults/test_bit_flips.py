"""A failing disk turns one bit of the shop's file: the doctor names it, or nothing was touched."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest
from broken_disk import shop_files
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
    """Every row that must be rebuilt or chained; None when they cannot even be read."""
    file = sqlite3.connect(path)
    try:
        names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
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


def test_one_turned_bit_is_named_or_touched_nothing(tmp_path: Path, thorough: bool) -> None:
    """Catches a check that looks at sums only: one letter changed in a ticket must be seen too."""
    made = lived_in(tmp_path / "shop")
    database = made.office.folder.database
    sound, whole = database.read_bytes(), truths(database)
    assert not noticed(made.office.folder)
    rng, seen, harmless = random.Random(8), 0, 0
    flips = 400 if thorough else 20
    for _flip in range(flips):
        place, bit = rng.randrange(100, len(sound)), rng.randrange(8)
        for path in shop_files(database)[1:]:
            path.unlink(missing_ok=True)
        turned = bytearray(sound)
        turned[place] ^= 1 << bit
        database.write_bytes(turned)
        if noticed(made.office.folder):
            seen += 1
            continue
        harmless += 1
        assert truths(database) == whole, f"bit {bit} of byte {place} went unseen"
    print(f"\n{seen} of {flips} turned bits noticed, {harmless} in free space or local rows")
    assert seen >= flips // 4
