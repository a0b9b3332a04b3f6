"""Every verb asks for one right, in the service itself: who lacks it is refused before anything."""

from __future__ import annotations

import ast
import inspect
import pkgutil
from importlib import import_module
from pathlib import Path
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


# What writes without being somebody's gesture, or asks for a right by itself beforehand.
BESIDE_VERBS = {
    "verb.verb", "verb.wrap", "verb.run",  # the verbs themselves
    "setup.make_shop", "training._make", "training._put_things", "training._take_over",
    "people._count_failure", "people._forget_failures", "guesses._counted", "guesses._forget",
    "forgetting.forget_people", "printing._keep_job", "printing.receipt_file",
}  # fmt: skip


def writers() -> set[str]:
    """The functions of the services that open a transaction."""
    found = set()
    for file in Path(reuse_pos.services.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and any(
                isinstance(one, ast.Call) and getattr(one.func, "attr", "") == "transaction"
                for one in ast.walk(node)
            ):
                found.add(f"{file.stem}.{node.name}")
    return found


def test_nothing_is_written_beside_the_verbs() -> None:
    """Catches a gesture that writes by itself and so asks nobody for the right."""
    assert writers() == BESIDE_VERBS


def test_an_inspector_neither_learns_nor_takes_a_receipt(small_shop: TestShop) -> None:
    """What asks for its right by itself refuses too, and leaves no trace."""
    inspector, shop = Actor("90", Role.INSPECTOR), small_shop.shop
    before = contents(small_shop)
    folder = small_shop.office.folder.high_water.parent
    for gesture in (
        lambda: shop.training.start(inspector),
        lambda: shop.training.begin_again(inspector),
        lambda: shop.printing.receipt_file(inspector, "001-1-26-000001", folder),
    ):
        with pytest.raises(Refusal):
            gesture()
    assert contents(small_shop) == before
    assert not small_shop.office.folder.training.exists()
