"""Settings of reception: who brings goods, and the scale's check."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from screen_audit import faults
from shops import TestShop

from reuse_pos.hardware.fake import FakeScale
from reuse_pos.ui import tasks
from reuse_pos.ui.settings.scalepage import ScalePage
from reuse_pos.ui.settings.screen import SettingsScreen
from reuse_pos.ui.settings.sourcespage import SourcesPage

Make = Callable[..., SettingsScreen]


def test_a_collection_point_is_added_and_put_away(settings: Make) -> None:
    screen = settings("sources")
    page = screen.page
    assert isinstance(page, SourcesPage)
    page.new.click()
    page.name.setText("Déchèterie de Betton")
    page.keep.click()
    tasks.wait_idle()
    made = next(one for one in screen.shop.intake_sources.sources() if one.kind == "point")
    assert (made.label, page.chosen) == ("Déchèterie de Betton", made.code)
    page.put_away.click()
    tasks.wait_idle()
    assert next(o for o in screen.shop.intake_sources.sources() if o.code == made.code).archived


def test_a_source_without_a_name_is_told(settings: Make) -> None:
    screen = settings("sources")
    page = screen.page
    assert isinstance(page, SourcesPage)
    page.new.click()
    page.keep.click()
    tasks.wait_idle()
    assert screen.error.title.text()
    assert len(screen.shop.intake_sources.sources()) == 1


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("page", ["sources", "scale"])
def test_nothing_is_cut(settings: Make, shelves: TestShop, page: str, size: str) -> None:
    shelves.office.devices.scale = FakeScale()
    screen = settings(page, size)
    shown = screen.page
    assert faults(screen) == []
    if isinstance(shown, ScalePage):
        shown.stack.setCurrentIndex(1)
        tasks.wait_idle()
        shown.form.entered()
        tasks.wait_idle()
        assert faults(screen) == []
