"""Reception in plain mode: the same gestures, fewer and larger keys, under the plain header."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role
from reuse_pos.hardware.fake import FakeLabelPrinter, FakeScale
from reuse_pos.services.shop import Shop
from reuse_pos.ui import sounds, tasks, theme
from reuse_pos.ui.intake import WORKPLACE, IntakeScreen
from reuse_pos.ui.intake.plainscreen import PlainIntakeScreen
from reuse_pos.ui.readaloud import things
from reuse_pos.ui.widgets.pressable import Pressable
from reuse_pos.ui.workplaces import Desk

GRACE = Person("05", "Grace", Role.RECEPTION, "bird", "orange", True)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    sounds.set_on(False)
    yield
    tasks.wait_idle()
    sounds.set_on(True)


def settle() -> None:
    for _ in range(4):
        tasks.wait_idle()
        QApplication.processEvents()


def enter(qtbot: QtBot, made: TestShop, width: int = 1366) -> tuple[IntakeScreen, FakeScale]:
    scale = FakeScale()
    made.office.devices.scale, made.office.devices.label = scale, FakeLabelPrinter()
    screen = WORKPLACE.make(Desk(made.shop, GRACE, ""))
    assert isinstance(screen, PlainIntakeScreen)
    qtbot.addWidget(screen)
    screen.setFixedSize(width, 768)
    screen.show()
    screen.entered()
    screen._clock.stop()
    settle()
    return screen, scale


def keys(screen: IntakeScreen) -> set[str]:
    found = screen.findChildren(Pressable)
    return {one.objectName() for one in found if one.isVisibleTo(screen)}


def test_plain_mode_is_the_persons_own(small_shop: TestShop, qtbot: QtBot) -> None:
    shop: Shop = small_shop.shop
    screen = WORKPLACE.make(Desk(shop, Person("05", "Grace", Role.RECEPTION, "bird", "blue"), ""))
    qtbot.addWidget(screen)
    assert not screen.plain


def test_one_touch_records_a_crate_and_one_finishes(small_shop: TestShop, qtbot: QtBot) -> None:
    screen, scale = enter(qtbot, small_shop)
    scale.put(9_000)
    screen.look_at_scale()
    for name in ("family_textile", "finish"):
        next(one for one in screen.findChildren(Pressable, name)).click()
        settle()
    row = small_shop.store.read().one("SELECT state, origin FROM intake")
    assert row is not None
    assert tuple(row) == ("closed", "drop_off")
    assert small_shop.store.read().value("SELECT net_g FROM weighing") == 9_000


def test_what_a_beginner_does_not_need_is_away(small_shop: TestShop, qtbot: QtBot) -> None:
    screen, _scale = enter(qtbot, small_shop)
    shown = keys(screen)
    assert {"family_textile", "refuse", "item", "type_weight", "undo"} <= shown
    assert not {"count", "photo", "donor", "more_deliveries", "slip", "origin_other"} & shown
    screen.refresh(frozenset())
    screen.read()
    settle()
    assert keys(screen) == shown


def test_the_page_is_read_in_the_order_of_the_eye(small_shop: TestShop, qtbot: QtBot) -> None:
    screen, _scale = enter(qtbot, small_shop)
    page = screen.pages.currentWidget()
    assert page is not None
    read = [one.words for one in things(page)]
    first, then = (
        next(n for n, words in enumerate(read) if part in words)
        for part in (screen.source._origin_keys["drop_off"].text(), screen.families.heading.text())
    )
    assert first < then


@pytest.mark.parametrize("width", [1366, 1024])
def test_nothing_is_cut(small_shop: TestShop, qtbot: QtBot, width: int) -> None:
    screen, scale = enter(qtbot, small_shop, width)
    scale.put(9_000)
    screen.look_at_scale()
    assert faults(screen) == []
    next(one for one in screen.findChildren(Pressable, "family_textile")).click()
    settle()
    assert faults(screen) == []
