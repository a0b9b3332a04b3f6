"""A small shop for tests: made once, then copied; people, clock and fake devices at hand."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from reuse_pos.db.folder import ShopFolder
from reuse_pos.db.store import Store
from reuse_pos.domain.clock import SetClock
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Actor, Role
from reuse_pos.fiscal.keys import FileKeyStore
from reuse_pos.services.office import Devices, Office
from reuse_pos.services.setup import NewPerson, ShopPlan, make_shop
from reuse_pos.services.shop import Shop

OPENING = datetime.fromisoformat("2026-10-01T09:00:00+02:00")
SETTINGS = {
    "store.number": "1",
    "store.name": "Recyclerie de Rennes-Nord",
    "store.short_name": "Rennes-Nord",
    "store.address": "12 rue des Artisans, 35000 Rennes",
    "store.phone": "02 99 00 00 00",
    "store.siret": "00000000000000",
    "store.near_communes": "35238,35024,35051,35278",
}
PEOPLE = (
    ("07", "Chantal", Role.CASHIER, "flower", "pink", "1234", False),
    ("05", "Grace", Role.RECEPTION, "bird", "orange", "2345", False),
    ("14", "Hugo", Role.TRAINEE, "rocket", "grey", "3456", True),
    ("03", "Élodie", Role.SUPERVISOR, "cat", "blue", "Atelier-03", False),
    ("02", "Marie", Role.MANAGER, "star", "orange", "Gestion-02", False),
    ("90", "Inspecteur", Role.INSPECTOR, "anchor", "blue", "Controle-90", False),
)


@dataclass
class TestShop:
    """A shop copied into a folder, with its clock, devices and each person's right to act."""

    __test__ = False
    shop: Shop
    office: Office
    clock: SetClock
    badges: dict[str, str]

    @property
    def store(self) -> Store:
        return self.office.store

    cashier = Actor("07", Role.CASHIER)
    reception = Actor("05", Role.RECEPTION)
    trainee = Actor("14", Role.TRAINEE)
    supervisor = Actor("03", Role.SUPERVISOR)
    manager = Actor("02", Role.MANAGER)
    inspector = Actor("90", Role.INSPECTOR)


@lru_cache
def _template() -> tuple[Path, tuple[tuple[str, str], ...]]:
    folder = ShopFolder(Path(mkdtemp(prefix="reuse-pos-template-")) / "shop")
    people = tuple(
        NewPerson(Person(op, name, role, icon, colour, plain), secret)
        for op, name, role, icon, colour, secret, plain in PEOPLE
    )
    plan = ShopPlan(SETTINGS, people, tills=2)
    badges = make_shop(folder, plan, SetClock(OPENING), FileKeyStore(folder.keys))
    return folder.root, tuple(badges.items())


def copy_shop(target: Path, devices: Devices | None = None) -> TestShop:
    """A fresh copy of the template shop in `target`."""
    source, badges = _template()
    shutil.copytree(source, target)
    folder = ShopFolder(target)
    clock = SetClock(OPENING)
    office = Office(
        Store(folder.database), clock, folder, FileKeyStore(folder.keys), devices or Devices()
    )
    return TestShop(Shop(office), office, clock, dict(badges))
