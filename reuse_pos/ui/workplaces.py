"""The workplaces of the app, in the order of the rail; a new one is its folder and one line here.

Their code is only imported once the sign-in screen is painted (``load``).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission, Role
from reuse_pos.services.shop import Shop
from reuse_pos.ui.screen import Workplace

WORKPLACES = (
    "reuse_pos.ui.counter",
    "reuse_pos.ui.holds",
    "reuse_pos.ui.orders",
    "reuse_pos.ui.intake",
    "reuse_pos.ui.agenda",
    "reuse_pos.ui.sorting",
    "reuse_pos.ui.workshop",
    "reuse_pos.ui.stock",
    "reuse_pos.ui.outflow",
    "reuse_pos.ui.stocktake",
    "reuse_pos.ui.manager",
    "reuse_pos.ui.till",
    "reuse_pos.ui.settings",
    "reuse_pos.ui.journal",
)
# Those who arrange the shop reach these from its settings, not from the rail.
IN_SETTINGS = frozenset({"journal"})

# Where each role begins; the first workplace allowed when this one is not.
HOMES = {
    Role.CASHIER: "counter",
    Role.RECEPTION: "intake",
    Role.TRAINEE: "workshop",
    Role.SUPERVISOR: "workshop",
    Role.MANAGER: "reports",
    Role.ADMINISTRATOR: "reports",
    Role.INSPECTOR: "journal",
}


@dataclass(frozen=True)
class Desk:
    """What a workplace is made for: the shop, the person signed in, the till of this post."""

    shop: Shop
    person: Person
    till: str


def load() -> tuple[Workplace, ...]:
    """Import every workplace this program holds, in order; slow the first time."""
    found: list[Workplace] = []
    for name in WORKPLACES:
        if find_spec(name) is None:
            continue
        module = import_module(name)
        # Its screen is what costs time: have it ready before it is visited.
        import_module(f"{name}.screen")
        one = getattr(module, "WORKPLACE", None)
        found += getattr(module, "WORKPLACES", (one,) if one else ())
    return tuple(found)


def allowed(places: tuple[Workplace, ...], person: Person) -> tuple[Workplace, ...]:
    """The workplaces this person has the right to, in order."""
    elsewhere = IN_SETTINGS if person.actor.may(Permission.SET_UP) else frozenset()
    return tuple(
        one
        for one in places
        if one.permission is None or person.actor.may(one.permission)
        if one.code not in elsewhere
    )


def home_of(places: tuple[Workplace, ...], person: Person) -> str:
    """The code of the workplace where this person begins; "" when there is none."""
    mine = [one.code for one in allowed(places, person)]
    wanted = HOMES[person.role]
    return wanted if wanted in mine else next(iter(mine), "")


def first_till(shop: Shop) -> str:
    """The till of this post: the one chosen last, else the first in use."""
    return shop.till.of_this_post()
