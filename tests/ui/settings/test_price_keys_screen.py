"""The counter's keys under the manager's hand: moved, made, priced, put away, undone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.ui import tasks, theme
from reuse_pos.ui.settings.screen import SettingsScreen

Enter = Callable[..., SettingsScreen]


def settle() -> None:
    for _turn in range(3):
        QApplication.processEvents()
        assert tasks.wait_idle()
    QApplication.processEvents()


def codes(shop: TestShop, page: int) -> list[str]:
    return [one.code for one in shop.shop.price_keys.page(page)]


def test_a_key_is_moved_by_arrows_by_the_keyboard_and_by_touch(
    qtbot: QtBot, shelves: TestShop, settings: Enter
) -> None:
    screen = settings("price_keys")
    page, before = screen.page, codes(shelves, 0)
    page.tiles[0].click()
    assert not page.arrows["left"].isEnabled()
    page.arrows["right"].click()
    settle()
    assert codes(shelves, 0)[:2] == [before[1], before[0]]
    assert page.chosen.code == before[0]
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    settle()
    assert codes(shelves, 0) == before
    page.move_key.click()
    page.tiles[7].click()
    settle()
    assert (codes(shelves, 0)[7], codes(shelves, 0)[0]) == (before[0], before[7])
    page.move_key.click()
    page.pages[6].click()
    settle()
    assert codes(shelves, 6)[-1] == before[0]
    assert page.number == 6


def carry(qtbot: QtBot, tile: QWidget, onto: QWidget) -> None:
    left = Qt.MouseButton.LeftButton
    target = tile.mapFromGlobal(onto.mapToGlobal(onto.rect().center()))
    qtbot.mousePress(tile, left, pos=tile.rect().center())
    qtbot.mouseMove(tile, target)
    qtbot.mouseRelease(tile, left, pos=target)
    settle()


def test_a_key_is_carried_to_another_key_or_page(
    qtbot: QtBot, shelves: TestShop, settings: Enter
) -> None:
    page, before = settings("price_keys").page, codes(shelves, 0)
    carry(qtbot, page.tiles[1], page.tiles[5])
    assert (codes(shelves, 0)[5], codes(shelves, 0)[1]) == (before[1], before[5])
    carry(qtbot, page.tiles[5], page.pages[6])
    assert codes(shelves, 6)[-1] == before[1]
    page.pages[0].click()
    now = codes(shelves, 0)
    carry(qtbot, page.tiles[1], page.edit)
    assert codes(shelves, 0) == now
    assert page.chosen.code == now[1]


def test_a_lot_key_is_made(shelves: TestShop, settings: Enter) -> None:
    screen = settings("price_keys")
    page = screen.page
    page.pages[3].click()
    page.new_key.click()
    edit = page.edit
    edit.name.setText("Livres de poche")
    edit.price.setText("2")
    edit.lot_key.click()
    edit.lot_qty.setText("5")
    edit.lot_price.setText("7")
    assert edit.says.text().replace("\u00a0", " ").startswith("Une touche : 5 pour 7,00 €")
    screen.on_next()
    settle()
    key = shelves.shop.price_keys.page(3)[-1]
    assert (key.label, key.unit, key.price_cents, key.lot_qty, key.lot_cents) == (
        "Livres de poche", "piece", 200, 5, 700,
    )  # fmt: skip
    assert page.chosen == key


def test_a_new_price_is_saved_and_taken_back(shelves: TestShop, settings: Enter) -> None:
    screen = settings("price_keys")
    undo: list[object] = []
    screen.say.connect(lambda _text, call: undo.append(call))
    page = screen.page
    page.tiles[2].click()
    code, before = page.chosen.code, page.chosen.price_cents
    page.edit.price.setText("8,50")
    screen.on_next()
    settle()
    assert next(k for k in shelves.shop.price_keys.every() if k.code == code).price_cents == 850
    undo[-1]()
    settle()
    assert next(k for k in shelves.shop.price_keys.every() if k.code == code).price_cents == before


def test_a_key_is_put_away_and_comes_back(shelves: TestShop, settings: Enter) -> None:
    screen = settings("price_keys")
    undo: list[object] = []
    screen.say.connect(lambda _text, call: undo.append(call))
    screen.page.tiles[4].click()
    before, code = codes(shelves, 0), screen.page.chosen.code
    screen.page.away_key.click()
    settle()
    assert code not in codes(shelves, 0)
    undo[-1]()
    settle()
    assert codes(shelves, 0) == before


def test_a_wrong_price_is_refused_and_stays_under_the_hand(
    shelves: TestShop, settings: Enter
) -> None:
    screen = settings("price_keys")
    screen.page.tiles[2].click()
    screen.page.edit.price.setText("cher")
    screen.page.save()
    assert "cher" in screen.error.title.text()
    assert screen.page.edit.price.text() == "cher"


def test_pictogram_and_category_are_chosen_beside(shelves: TestShop, settings: Enter) -> None:
    screen = settings("price_keys")
    page = screen.page
    page.tiles[2].click()
    page.edit.icon_key.click()
    page.icons.chosen.emit("lamp")
    page.edit.category_key.click()
    assert page.left_pages.currentWidget() is page.categories
    assert page.back()
    assert not page.back()
    page.edit.category_key.click()
    page.categories.families["livres_medias"].click()
    page.categories.chosen.emit("HR-LIVRE")
    screen.on_next()
    settle()
    assert (page.chosen.icon, page.chosen.category) == ("lamp", "HR-LIVRE")


def test_free_and_typed_keys_ask_for_no_price(shelves: TestShop, settings: Enter) -> None:
    screen = settings("price_keys")
    page = screen.page
    page.pages[6].click()
    page.new_key.click()
    page.edit.name.setText("Prix libre")
    page.edit.units["free"].click()
    assert not page.edit.price.isVisible()
    screen.on_next()
    settle()
    assert shelves.shop.price_keys.page(6)[-1].unit == "free"


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_keys_fit(settings: Enter, size: str, mode: str) -> None:
    theme.set(mode, 100)
    screen = settings("price_keys", size)
    assert faults(screen) == []
    screen.page.edit.icon_key.click()
    assert faults(screen) == []
    screen.page.edit.category_key.click()
    assert faults(screen) == []
