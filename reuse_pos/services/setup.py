"""Making a shop: its file, this computer's identity, the starting lists, the first people, the
first till."""

from __future__ import annotations

import json
import platform
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reuse_pos import SOFTWARE
from reuse_pos.db import device
from reuse_pos.db.apply import record
from reuse_pos.db.folder import ShopFolder
from reuse_pos.db.store import Store
from reuse_pos.domain.category import starting_categories
from reuse_pos.domain.clock import Clock
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.ids import uuid7
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import SYSTEM, Role
from reuse_pos.domain.settings import BY_KEY, checked_setting
from reuse_pos.domain.wording import _
from reuse_pos.fiscal.keys import KeyStore, SigningKey
from reuse_pos.fiscal.records import Record, Stamp, TillHead, seal, till_open
from reuse_pos.fiscal.records import Shop as ShopIdentity
from reuse_pos.services.people import save_private
from reuse_pos.services.verb import Act

STARTING_SHOP = Path(__file__).resolve().parent.parent / "assets" / "shop" / "starting_shop.json"


@dataclass(frozen=True)
class NewPerson:
    """Someone to enter at set-up, with the PIN or password they chose."""

    person: Person
    secret: str


@dataclass(frozen=True)
class ShopPlan:
    """What is asked at set-up; lists not given come from the starting shop."""

    settings: dict[str, str]
    people: tuple[NewPerson, ...]
    device: int = 0
    tills: int = 1
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def starting_lists() -> dict[str, list[dict[str, Any]]]:
    """Price keys, grid prices, containers, communes and partners a new shop begins with."""
    lists: dict[str, list[dict[str, Any]]] = json.loads(STARTING_SHOP.read_text("utf-8"))
    return lists


def make_shop(folder: ShopFolder, plan: ShopPlan, clock: Clock, keys: KeyStore) -> dict[str, str]:
    """Make a new shop in an empty folder; returns each person's badge digits by operator code.

    Refuses where a shop already is: nothing is ever written over.
    """
    from reuse_pos.db.engine import create_or_update

    if folder.database.exists():
        raise Refusal(
            _(
                "There is already a shop in {folder}. Nothing was changed. Choose an empty folder.",
                folder=str(folder.root),
            ),
            "exists",
        )
    folder.make()
    create_or_update(folder.database)
    store = Store(folder.database)
    try:
        with store.transaction() as tx:
            device.begin(tx, int(plan.settings.get("store.number", "1")), plan.device)
            act = Act(tx, SYSTEM, clock.now())
            badges = _fill(act, plan)
            for number in range(1, plan.tills + 1):
                open_till(act, plan.settings, number, keys)
            record(tx, "shop_made", act.at_ns, act.day, SYSTEM.op, act.payload)
    finally:
        store.close()
    return badges


def _fill(act: Act, plan: ShopPlan) -> dict[str, str]:
    lists = {**starting_lists(), **plan.lists}
    grid = {row["category"]: row["price_cents"] for row in lists["grid"]}
    for key, value in plan.settings.items():
        act.put(
            "setting",
            key=key,
            scope="store",
            value=checked_setting(key, value),
            valid_from=act.day,
            set_by=act.who.op,
        )
    for rank, one in enumerate(starting_categories()):
        act.put(
            "category",
            code=one.code,
            label=one.label,
            kind=one.kind,
            family=one.family,
            stream=one.stream,
            eco_class=one.eco_class,
            main_material=one.main_material,
            guarantee_mention=int(one.guarantee_mention),
            check_kind=one.check,
            mean_weight_g=one.mean_weight_g,
            weight_source=one.weight_source,
            icon=one.icon,
            unit_item=int(one.unit_item),
            price_cents=grid.get(one.code),
            rank=rank,
            archived=0,
        )
    for row in lists["price_keys"]:
        act.put("price_key", archived=0, **row)
    for rank, row in enumerate(lists["containers"]):
        act.put("container", rank=rank, archived=0, **row)
    for row in lists["communes"]:
        act.put("commune", **row)
    for row in lists["parties"]:
        act.put("party", archived=0, **row)
    for rank, row in enumerate(lists["zones"]):
        act.put("zone", rank=rank, archived=0, **row)
    share = plan.settings.get("price.solidarity_bp", BY_KEY["price.solidarity_bp"].default)
    act.put(
        "tariff", code="SOLIDARITY", label=_("Solidarity price"), basis_points=int(share),
        floor_cents=0, organism_rule="none", number_rule="none", rank=0, archived=0,
    )  # fmt: skip
    return {new.person.op: _enter(act, rank, new) for rank, new in enumerate(plan.people)}


def _enter(act: Act, rank: int, new: NewPerson) -> str:
    one = new.person
    act.put(
        "person",
        op=one.op,
        role=Role(one.role).value,
        icon=one.icon,
        colour=one.colour,
        plain_mode=int(one.plain_mode),
        prints_own_labels=int(one.prints_own_labels),
        rank=rank,
        active=int(one.active),
    )
    return save_private(act.tx, one, new.secret) or ""


def open_till(act: Act, settings: dict[str, str], number: int, keys: KeyStore) -> None:
    """Open a logical till: its own key and the first record of its own journal (TILL_OPEN)."""
    store = int(settings.get("store.number", "1"))
    till = f"{store:03d}-{number}"
    key = SigningKey.generate()
    keys.save(key)
    sealed, head = first_record(act, settings, till, key)
    act.put(
        "till",
        till=till,
        number=number,
        name=_("Till {number}", number=number),
        head=json.dumps(head.dump()),
    )
    act.payload.journal.append({name: getattr(sealed, name) for name in sealed.__slots__})


def first_record(
    act: Act, settings: dict[str, str], till: str, key: SigningKey
) -> tuple[Record, TillHead]:
    """The record that opens a till's journal (TILL_OPEN), and where the journal then stands."""
    shop = ShopIdentity(
        siret=settings.get("store.siret", ""),
        name=settings.get("store.name", ""),
        address=settings.get("store.address", ""),
        vat_regime=settings.get("vat.regime", "EXO261"),
        os=platform.system(),
        install_id=str(uuid.UUID(bytes=uuid7())),
    )
    body = till_open(Stamp.at(act.now, act.who.op, SOFTWARE), shop)
    return seal(TillHead.start(till), body, key)
