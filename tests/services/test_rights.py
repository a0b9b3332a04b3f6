"""Every verb asks for one right, in the service itself: who lacks it is refused before anything."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from typing import Any

import pytest
from shops import TestShop
from test_counter import contents

import reuse_pos.services
from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import Actor, Permission, Role
from reuse_pos.services.office import Station


def verbs() -> list[tuple[type[Station], str, Any]]:
    found = []
    for module in pkgutil.iter_modules(reuse_pos.services.__path__):
        loaded = import_module(f"reuse_pos.services.{module.name}")
        for _name, station in inspect.getmembers(loaded, inspect.isclass):
            if issubclass(station, Station) and station.__module__ == loaded.__name__:
                for name, method in inspect.getmembers(station, inspect.isfunction):
                    if hasattr(method, "permission"):
                        found.append((station, name, method))
    return found


def test_every_station_has_verbs() -> None:
    assert len(verbs()) > 20


@pytest.mark.parametrize("role", list(Role))
def test_a_role_without_the_right_is_refused_and_nothing_changes(
    small_shop: TestShop, role: Role
) -> None:
    who = Actor("99", role)
    before = contents(small_shop)
    refused = 0
    for station, _name, method in verbs():
        permission: Permission = method.permission
        if who.may(permission):
            continue
        with pytest.raises(Refusal) as answer:
            method(station(small_shop.office), who)
        assert answer.value.code == "right"
        refused += 1
    assert contents(small_shop) == before
    assert refused or role in (Role.MANAGER, Role.ADMINISTRATOR)


def test_an_inspector_may_change_nothing() -> None:
    """But for one trace: the law asks that each archiving be written down in the journal
    (BOI-TVA-DECLA-30-10-30, archiving), whoever does it."""
    inspector = Actor("90", Role.INSPECTOR)
    allowed = {
        f"{station.__name__}.{name}"
        for station, name, method in verbs()
        if inspector.may(method.permission)
    }
    assert allowed == {"Archive.record"}
