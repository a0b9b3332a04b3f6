"""The only place where the shop's real parts are chosen: file, clock, keys, printers, scale. Tests
hand in fakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reuse_pos.db.folder import ShopFolder
from reuse_pos.db.lock import ShopLock
from reuse_pos.db.store import Store
from reuse_pos.domain.clock import Clock, SetClock, SystemClock
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.wording import _
from reuse_pos.services.device_making import make_devices
from reuse_pos.services.office import Devices, Office
from reuse_pos.services.shop import Shop

if TYPE_CHECKING:
    from reuse_pos.domain.paper import ReceiptDoc
    from reuse_pos.fiscal.keys import KeyPlace, KeyStore, SigningKey
    from reuse_pos.hardware.fake import FakeScale


def default_folder() -> Path:
    """The platform's folder for the user's data."""
    from platformdirs import user_data_path

    return user_data_path("reuse-pos", appauthor=False)


class KeyPlaces:
    """Where this computer keeps signing keys: its key ring when real, else files of the shop."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _stores(self) -> Sequence[KeyStore]:
        # The system's key ring takes long to import: nobody waits for it at the sign-in.
        from reuse_pos.fiscal.keys import key_stores

        return key_stores(self._folder)

    def save(self, key: SigningKey) -> None:
        """Keep a key in the best place that takes it."""
        from reuse_pos.fiscal.keys import keep_key

        keep_key(key, self._stores)

    def load(self, key_id: str) -> SigningKey | None:
        """The key of that id from whichever place holds it."""
        from reuse_pos.fiscal.keys import find_key

        found = find_key(key_id, self._stores)
        return None if found is None else found[0]

    def where(self) -> KeyPlace:
        """The place new keys go to."""
        return self._stores[0].where()


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
    folder = ShopFolder(root)
    store = Store(folder.database, read_only=read_only)
    lock = None
    shop = Shop(Office(store, clock or SystemClock(), folder, KeyPlaces(folder.keys)))
    try:
        # It also covers the file of the shop where one learns.
        lock = None if read_only else ShopLock(folder.lock)
        shop.office.devices = devices if devices is not None else make_devices(shop.office)
        yield shop
    finally:
        if devices is None and shop.office.devices.scale is not None:
            shop.office.devices.scale.close()
        shop.close()
        if lock is not None:
            lock.release()


class _DemoPrinter:
    """Sorts the demo's papers: tickets by number, Z and closings by name, slips apart."""

    def __init__(self, papers: Path) -> None:
        from reuse_pos.hardware.receipt_escpos import EscPosSetup, FilePrinter

        setup = EscPosSetup()
        self.columns = setup.columns
        self._tickets = FilePrinter(papers / "receipts", setup)
        self._named = FilePrinter(papers, setup)
        self._slips = FilePrinter(papers / "slips", setup)

    def print(self, doc: ReceiptDoc) -> None:
        """Write the paper where it belongs."""
        from reuse_pos.domain.paper import Barcode

        ticket = any(isinstance(one, Barcode) and one.digits[1] == "2" for one in doc.elements)
        (self._named if doc.name else self._tickets if ticket else self._slips).print(doc)

    def open(self) -> None:
        """There is no drawer in a folder."""


def live_demo(
    out: Path, *, days: int, seed: int, settings: Path | None, say: Callable[[str], None]
) -> list[str]:
    """Make a demo shop in `out`/shop, live `days` in it, write its papers; returns what to tell.

    Refuses a folder where a shop already is: a demo never writes over anything.
    """
    from reuse_pos import demo
    from reuse_pos.fiscal.keys import FileKeyStore
    from reuse_pos.hardware.label_zpl import ZplPrinter
    from reuse_pos.hardware.link import FolderLink
    from reuse_pos.services.setup import make_shop

    folder, papers = ShopFolder(out / "shop"), out / "papers"
    clock = SetClock(demo.FIRST_DAY)
    plan = demo.demo_plan(settings)
    try:
        if papers.exists() and not papers.is_dir():
            raise NotADirectoryError(str(papers))
        make_shop(folder, plan, clock, FileKeyStore(folder.keys))
        papers.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise Refusal(
            _(
                "A folder cannot be made in {folder}. Nothing was made. Choose another place.",
                folder=str(out),
            ),
            "folder",
        ) from trouble
    printer = _DemoPrinter(papers)
    labels = ZplPrinter(FolderLink(papers, ".zpl", "label-"))
    devices = Devices(receipt=printer, label=labels, drawer=printer)
    with open_shop(folder.root, clock=clock, devices=devices) as shop:
        counts = demo.Month(shop, clock, seed).live(days, say)
        return demo.write_papers(shop, papers, days, counts)


def devices_for_pictures(folder: Path) -> tuple[Devices, FakeScale]:
    """Printers that write into a folder and a scale that shows what it is told, for pictures of
    the screens."""
    from reuse_pos.hardware.fake import FakeScale
    from reuse_pos.hardware.label_zpl import ZplPrinter
    from reuse_pos.hardware.link import FolderLink
    from reuse_pos.hardware.receipt_escpos import FilePrinter, setup_from

    folder.mkdir(parents=True, exist_ok=True)
    printer, scale = FilePrinter(folder, setup_from({})), FakeScale()
    labels = ZplPrinter(FolderLink(folder, ".zpl", "label-"))
    return Devices(receipt=printer, label=labels, scale=scale, drawer=printer), scale
