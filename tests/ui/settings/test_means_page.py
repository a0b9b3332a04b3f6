"""Mean weights on screen: a reference with its source, twenty pieces with one touch each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.mass import Source
from reuse_pos.hardware.fake import FakeScale
from reuse_pos.ui import tasks
from reuse_pos.ui.settings.screen import SettingsScreen

COAT, BED = "TLC-VESTE", "EA-CO-LIT"


@pytest.fixture
def scale(shelves: TestShop) -> FakeScale:
    shelves.office.devices.scale = FakeScale()
    return shelves.office.devices.scale


def settle() -> None:
    for _ in range(4):
        tasks.wait_idle()
        QApplication.processEvents()


def put(page: Any, scale: FakeScale, grams: int) -> None:
    scale.put(grams)
    for _ in range(5):
        page.sample.look.poll()


def test_each_piece_is_one_touch_and_the_mean_settles(
    settings: Callable[..., SettingsScreen], shelves: TestShop, scale: FakeScale
) -> None:
    page = settings("means").page
    page.show_kind(COAT)
    before = page.trust_bar.permille()
    page.on_next()
    for n in range(20):
        put(page, scale, 0)
        put(page, scale, 800 + n)
        page.on_next()
        settle()
    known = shelves.shop.sampling.mean(COAT)
    assert (known.n, known.used_source) == (20, Source.LEARNED_MEAN)
    assert page.sample.bar.permille() == 1000
    assert page.trust_bar.permille() >= before
    assert "0,81" in page.rows[COAT].accessibleName()


def test_a_piece_too_heavy_for_the_scale_is_no_piece(
    settings: Callable[..., SettingsScreen], shelves: TestShop, scale: FakeScale
) -> None:
    """Catches a page that breaks when the scale says it is overloaded."""
    page = settings("means").page
    page.show_kind(COAT)
    page.on_next()
    before = shelves.shop.sampling.mean(COAT).n
    scale.over()
    for _ in range(5):
        page.sample.look.poll()
    assert (page.sample.readout.state(), page.sample.readout.figure()) == ("over", "—")
    page.on_next()
    settle()
    assert shelves.shop.sampling.mean(COAT).n == before


def test_the_same_piece_is_not_counted_twice(
    settings: Callable[..., SettingsScreen], shelves: TestShop, scale: FakeScale
) -> None:
    page = settings("means").page
    page.show_kind(COAT)
    page.on_next()
    put(page, scale, 800)
    for _ in range(3):
        page.on_next()
        settle()
    assert shelves.shop.sampling.mean(COAT).n == 1
    page.on_undo()
    settle()
    assert shelves.shop.sampling.mean(COAT).n == 0


def test_an_odd_piece_asks_once(
    settings: Callable[..., SettingsScreen], shelves: TestShop, scale: FakeScale
) -> None:
    shelves.shop.sampling.set_reference(shelves.manager, COAT, 800, "pesée 2025")
    page = settings("means").page
    page.show_kind(COAT)
    page.on_next()
    put(page, scale, 9_000)
    page.on_next()
    settle()
    assert shelves.shop.sampling.mean(COAT).n == 0
    page.on_next()
    settle()
    assert shelves.shop.sampling.mean(COAT).n == 1


def test_weighing_goes_on_where_it_stopped(
    settings: Callable[..., SettingsScreen], shelves: TestShop, scale: FakeScale
) -> None:
    screen = settings("means")
    page = screen.page
    page.show_kind(COAT)
    page.on_next()
    put(page, scale, 800)
    page.on_next()
    settle()
    screen.back()
    assert screen.page is page
    page.on_next()
    assert "19" in page.sample.count.text()


def test_a_reference_is_saved_with_its_source(
    settings: Callable[..., SettingsScreen], shelves: TestShop
) -> None:
    page = settings("means").page
    page.show_kind(COAT)
    page.weight.setText("0,75")
    page.source.setText("")
    page.save()
    settle()
    assert shelves.shop.sampling.mean(COAT).reference_g != 750
    page.source.setText("pesée de mai")
    page.save()
    settle()
    known = shelves.shop.sampling.mean(COAT)
    assert (known.reference_g, known.reference_source) == (750, "pesée de mai (2026-10-01)")


def test_a_kind_is_put_away_and_offered_again_in_one_touch(
    settings: Callable[..., SettingsScreen], shelves: TestShop
) -> None:
    page = settings("means").page
    page.show_kind(BED)
    page.use.click()
    settle()
    assert shelves.office.category(BED).archived
    assert "n’est plus prise" in page.rows[BED].accessibleName()
    assert list(page.rows)[-1] == BED
    assert not page.begin.isEnabled()
    page.use.click()
    settle()
    assert not shelves.office.category(BED).archived
    assert page.begin.isEnabled()


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_nothing_is_cut_off(
    settings: Callable[..., SettingsScreen], scale: FakeScale, size: str
) -> None:
    screen = settings("means", size)
    settle()
    assert faults(screen) == []
    screen.page.show_kind(COAT)
    screen.page.on_next()
    put(screen.page, scale, 800)
    screen.page.on_next()
    settle()
    assert faults(screen) == []
