"""VAT as the manager sees it: what holds, what is planned, and which categories have their rate."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.ui import tasks, theme
from reuse_pos.ui.settings.screen import SettingsScreen
from reuse_pos.ui.settings.vatpage import VatPage
from reuse_pos.ui.widgets import Key


@pytest.fixture(autouse=True)
def plain_look(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    yield
    tasks.close()
    theme.set("light", 100)


@pytest.fixture
def screen(qtbot: QtBot, small_shop: TestShop) -> SettingsScreen:
    person = next(one for one in small_shop.shop.people.tiles() if one.op == "02")
    made = SettingsScreen(small_shop.shop, person)
    qtbot.addWidget(made)
    made.resize(1270, 712)
    made.open("vat")
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def page(screen: SettingsScreen) -> VatPage:
    assert isinstance(screen.page, VatPage)
    return screen.page


def press(key: Key, qtbot: QtBot) -> None:
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(tasks.idle)


def test_a_regime_planned_for_next_month_and_taken_back(
    page: VatPage, small_shop: TestShop, qtbot: QtBot
) -> None:
    """Catches a plan that begins today, or that the page forgets to show."""
    settings = small_shop.shop.settings
    assert page.regimes["EXO261"].isChecked()
    assert not page.save_key.isEnabled()
    assert not page.planned.isVisible()
    press(page.regimes["N20"], qtbot)
    assert page.sentence.text() == ""
    press(page.since["month"], qtbot)
    press(page.save_key, qtbot)
    planned = settings.planned("vat.regime")
    assert planned is not None
    assert (planned.value, planned.valid_from) == ("N20", "2026-11-01")
    assert small_shop.office.setting("vat.regime") == "EXO261"
    assert page.planned.isVisible()
    assert page.regimes["EXO261"].isChecked()
    drop = page.findChild(Key, "vat_drop")
    assert drop is not None
    press(drop, qtbot)
    assert settings.planned("vat.regime") is None
    assert settings.planned("vat.sentence") is None
    assert not page.planned.isVisible()


def test_a_regime_from_today_brings_its_sentence(
    page: VatPage, small_shop: TestShop, qtbot: QtBot
) -> None:
    press(page.regimes["FB293B"], qtbot)
    assert "293 B" in page.sentence.text()
    press(page.save_key, qtbot)
    assert small_shop.office.setting("vat.regime") == "FB293B"
    assert "293 B" in small_shop.office.setting("vat.sentence")


def test_words_of_the_shops_own_stay(page: VatPage, small_shop: TestShop, qtbot: QtBot) -> None:
    page.sentence.clear()
    QTest.keyClicks(page.sentence, "TVA non due")
    press(page.regimes["FB293B"], qtbot)
    assert page.sentence.text() == "TVA non due"
    press(page.save_key, qtbot)
    assert small_shop.office.setting("vat.sentence") == "TVA non due"


def test_a_category_gets_its_own_rate_and_loses_it(
    page: VatPage, small_shop: TestShop, qtbot: QtBot
) -> None:
    assert page.rows == {}
    QTest.keyClicks(page.search.edit, "livre")
    press(page.rows["HR-LIVRE"], qtbot)
    assert page.rates[""].isChecked()
    press(page.rates["R055"], qtbot)
    assert small_shop.office.category("HR-LIVRE").vat_code == "R055"
    page.search.edit.clear()
    assert "HR-LIVRE" in page.rows
    press(page.rates[""], qtbot)
    assert small_shop.office.category("HR-LIVRE").vat_code is None
    assert page.rows == {}


@pytest.mark.parametrize(("width", "height"), [(1270, 712), (932, 712)])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_page_keeps_the_rules_of_every_screen(
    screen: SettingsScreen, page: VatPage, small_shop: TestShop, qtbot: QtBot,
    width: int, height: int, mode: str,
) -> None:  # fmt: skip
    small_shop.shop.settings.set(small_shop.manager, "vat.regime", "N20", "2027-01-01")
    small_shop.shop.settings.set_category_vat(small_shop.manager, "HR-LIVRE", "R055")
    theme.set(mode, 100)
    screen.resize(width, height)
    page.entered()
    press(page.rows["HR-LIVRE"], qtbot)
    press(page.regimes["FB293B"], qtbot)
    QApplication.processEvents()
    assert faults(screen) == []
