"""The home page holds every place a person may go, each picture and its words whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.ui import tasks, theme, workplaces
from reuse_pos.ui.home import HomePage
from reuse_pos.ui.widgets import BigTile


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    yield
    tasks.close()
    theme.set("light", 100)


@pytest.mark.parametrize("op", ["02", "03", "05", "07", "14"])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
def test_no_tile_is_smaller_than_its_picture_and_words(
    small_shop: TestShop, qtbot: QtBot, op: str, size: tuple[int, int]
) -> None:
    """Bug it would catch: one place more, and the pictures of all rows are cut."""
    person = next(one for one in small_shop.shop.people.tiles() if one.op == op)
    places = workplaces.allowed(workplaces.load(), person)
    page = HomePage(person, places, may_learn=True, may_note=True)
    qtbot.addWidget(page)
    page.setMinimumSize(1, 1)
    page.resize(*size)
    with qtbot.waitExposed(page):
        page.show()
    tiles = page.findChildren(BigTile)
    assert len(tiles) == len(places)
    assert [t.text() for t in tiles if t.height() < t.needed()[1]] == []
    assert max(t.width() for t in tiles) - min(t.width() for t in tiles) <= 1
    assert page.size().toTuple() == size


@pytest.mark.parametrize(
    ("op", "goes"), [("02", True), ("03", True), ("05", False), ("07", True), ("14", False)]
)
def test_orders_are_a_place_of_those_who_may_take_them(
    small_shop: TestShop, op: str, goes: bool
) -> None:
    person = next(one for one in small_shop.shop.people.tiles() if one.op == op)
    codes = [one.code for one in workplaces.allowed(workplaces.load(), person)]
    assert ("orders" in codes) is goes
