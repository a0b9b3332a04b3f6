"""Kits on screen: begun by one touch, filled by scans and touches, given or sold as one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from goods import bring, now
from paying_help import TILL, opened, printer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.item import State
from reuse_pos.domain.kits import KitList, Want
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.stocktake.screen import StocktakeScreen

MARIE = Person("02", "Marie", Role.MANAGER, "star", "orange")
COAT, PLATES = "TLC-VESTE", "HR-VAISSELLE"
WIDE, NARROW = (1270, 712), (932, 712)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    yield
    tasks.wait_idle()
    theme.set("light", 100)


@pytest.fixture
def listed(small_shop: TestShop) -> TestShop:
    wants = (Want("textile", 1), Want(PLATES, 6))
    small_shop.shop.kits.put_list(small_shop.manager, KitList("L01", "Premier logement", wants))
    return opened(small_shop)


def settle() -> None:
    for _ in range(5):
        tasks.wait_idle()
        QApplication.processEvents()


def enter(
    qtbot: QtBot, made: TestShop, folder: Path, size: tuple[int, int] = WIDE
) -> StocktakeScreen:
    screen = StocktakeScreen(made.shop, MARIE, folder)
    screen.setMinimumSize(1, 1)
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    screen.entered()
    settle()
    screen.start.kits_key.click()
    settle()
    return screen


def fill(screen: StocktakeScreen, made: TestShop) -> bytes:
    coat = bring(made, COAT, 900, State.ON_SALE, price_cents=1200, price_state="approved",
                 last_printed_cents=1200, label="Veste")  # fmt: skip
    screen.kits.lists["L01"].click()
    settle()
    screen.on_scan(coat.code)
    settle()
    return coat.id


def test_a_kit_is_filled_and_given(qtbot: QtBot, listed: TestShop, tmp_path: Path) -> None:
    screen = enter(qtbot, listed, tmp_path)
    coat = fill(screen, listed)
    screen.kits.chooser.open("vaisselle")
    for _ in range(2):
        screen.kits.chooser.kinds[PLATES].click()
        settle()
    kit = screen.kits.kit
    assert kit is not None
    assert [one.left for one in listed.shop.kits.needs(kit)] == [0, 4]
    before = len(printer(listed).jobs)
    screen.on_next()
    settle()
    assert now(listed, coat).state is State.GONE
    assert len(printer(listed).jobs) == before + 1
    assert screen.kits.kit is None


def test_a_kit_is_sold_through_the_counter(qtbot: QtBot, listed: TestShop, tmp_path: Path) -> None:
    screen = enter(qtbot, listed, tmp_path)
    fill(screen, listed)
    went: list[str] = []
    screen.go.connect(went.append)
    screen.kits.sell.click()
    settle()
    assert went == ["counter"]
    draft = listed.shop.counter.draft(TILL)
    assert [line.comment for line in draft.lines] == ["K-2610-0001"]


def test_a_basket_under_way_is_not_mixed(qtbot: QtBot, listed: TestShop, tmp_path: Path) -> None:
    screen = enter(qtbot, listed, tmp_path)
    fill(screen, listed)
    key = next(one for one in listed.shop.counter.price_keys() if one.unit == "piece")
    mine = Basket().add(listed.shop.counter.line_of_key(key))
    listed.shop.counter.save_draft(listed.manager, TILL, mine)
    screen.kits.sell.click()
    settle()
    assert screen.error.isVisible()
    assert listed.shop.counter.draft(TILL).lines == mine.lines


def test_a_thing_is_taken_out_again(qtbot: QtBot, listed: TestShop, tmp_path: Path) -> None:
    screen = enter(qtbot, listed, tmp_path)
    coat = fill(screen, listed)
    screen.kits.taken_out.emit(coat)
    settle()
    assert screen.kits.kit is not None
    assert screen.kits.kit.got == ()
    assert not screen.kits.give.isEnabled()


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_nothing_is_cut_off(
    qtbot: QtBot, listed: TestShop, tmp_path: Path, size: tuple[int, int]
) -> None:
    screen = enter(qtbot, listed, tmp_path, size)
    assert faults(screen) == []
    fill(screen, listed)
    screen.kits.chooser.open("vaisselle")
    settle()
    assert faults(screen) == []
