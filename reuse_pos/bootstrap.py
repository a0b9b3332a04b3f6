"""The only place where the shop's real parts are chosen: file, clock, keys, printers, scale. Tests
hand in fakes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reuse_pos.db.folder import ShopFolder
from reuse_pos.db.lock import ShopLock
from reuse_pos.db.store import Store
from reuse_pos.domain.clock import Clock, SystemClock
from reuse_pos.services.office import Devices, Office
from reuse_pos.services.shop import Shop


def default_folder() -> Path:
    """The platform's folder for the user's data."""
    from platformdirs import user_data_path

    return user_data_path("reuse-pos", appauthor=False)


@contextmanager
def open_shop(
    root: Path,
    *,
    clock: Clock | None = None,
    devices: Devices | None = None,
    read_only: bool = False,
) -> Iterator[Shop]:
    """The shop of a folder, open until the block ends; `read_only` for reports and checks beside a
    running program.

    Refuses (sentences): no shop there, newer file, read-only disk, second copy of the program.
    """
    from reuse_pos.fiscal.keys import FileKeyStore

    folder = ShopFolder(root)
    store = Store(folder.database, read_only=read_only)
    lock = None
    try:
        lock = None if read_only else ShopLock(folder.lock)
        office = Office(store, clock or SystemClock(), folder, FileKeyStore(folder.keys))
        office.devices = devices if devices is not None else _devices(office)
        yield Shop(office)
    finally:
        store.close()
        if lock is not None:
            lock.release()


def _devices(office: Office) -> Devices:
    from reuse_pos.hardware import open_devices

    return open_devices(office.setting)
