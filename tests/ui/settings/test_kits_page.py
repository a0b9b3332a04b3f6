"""The lists of kits on screen: touched together, saved, put away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.kits import Want
from reuse_pos.ui import tasks
from reuse_pos.ui.settings.screen import SettingsScreen

PLATES = "HR-VAISSELLE"


def settle() -> None:
    for _ in range(4):
        tasks.wait_idle()
        QApplication.processEvents()


def test_a_list_is_made_by_touches(
    settings: Callable[..., SettingsScreen], shelves: TestShop
) -> None:
    page = settings("kits").page
    page.new.click()
    page.label.setText("Premier logement")
    page.chooser.open("vaisselle")
    for _ in range(2):
        page.chooser.kinds[PLATES].click()
    page.steppers[PLATES].plus.click()
    page.chooser.open("meubles")
    page.chooser.kinds["meubles"].click()
    page.on_next()
    settle()
    (known,) = shelves.shop.kits.lists()
    assert (known.label, known.wants) == (
        "Premier logement", (Want(PLATES, 3), Want("meubles", 1)),
    )  # fmt: skip
    page.steppers["meubles"].minus.click()
    page.on_next()
    settle()
    (known,) = shelves.shop.kits.lists()
    assert known.wants == (Want(PLATES, 3),)
    page.away.click()
    settle()
    assert shelves.shop.kits.lists() == []


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_nothing_is_cut_off(settings: Callable[..., SettingsScreen], size: str) -> None:
    screen = settings("kits", size)
    assert faults(screen) == []
    screen.page.new.click()
    screen.page.chooser.open("meubles")
    screen.page.chooser.kinds["meubles"].click()
    settle()
    assert faults(screen) == []
