"""The hub of settings and the generic form: tiles, ways back, typed values, refusals."""

from collections.abc import Callable
from importlib import import_module

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.settings import BY_KEY
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.settings import WORKPLACE
from reuse_pos.ui.settings.fields import shown, typed
from reuse_pos.ui.settings.pages import GROUPS, PAGES
from reuse_pos.ui.settings.screen import SettingsScreen

Enter = Callable[..., SettingsScreen]


def settle() -> None:
    for _turn in range(3):
        QApplication.processEvents()
        assert tasks.wait_idle()
    QApplication.processEvents()


def test_every_tile_has_a_page_a_group_and_a_code_of_its_own() -> None:
    """Catches a page renamed whose tile opens nothing."""
    assert len({one.code for one in PAGES}) == len(PAGES)
    for one in PAGES:
        module, _colon, name = one.where.partition(":")
        assert hasattr(import_module(module), name)
        assert one.group in GROUPS
    assert WORKPLACE.permission is Permission.SET_UP


def test_a_tile_opens_its_page_and_escape_comes_back(qtbot: QtBot, settings: Enter) -> None:
    screen = settings()
    assert (screen.title, screen.page) == ("Réglages", None)
    screen.tiles["till"].click()
    assert (screen.title, screen.page) == ("Caisse", screen.page)
    assert screen.page is not None
    qtbot.keyClick(screen.page.fields["till.float_cents"].edit, Qt.Key.Key_Escape)
    assert (screen.title, screen.page) == ("Réglages", None)
    screen.open("till")
    screen.findChild(type(screen.back_key()), "settings_back").click()
    assert screen.page is None


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize(("mode", "scale"), [("light", 100), ("dark", 130)])
def test_the_tiles_fit(settings: Enter, size: str, mode: str, scale: int) -> None:
    theme.set(mode, scale)
    screen = settings(size=size)
    assert faults(screen) == []


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("till.float_cents", "150", "15000"),
        ("till.float_cents", "1 234,5 €", "123450"),
        ("price.solidarity_bp", "12,5", "1250"),
        ("price.solidarity_bp", "20 %", "2000"),
        ("till.return_days", " 15 ", "15"),
        ("store.name", "  La Recyclerie ", "La Recyclerie"),
    ],
)
def test_values_are_typed_as_people_write_them(key: str, text: str, value: str) -> None:
    setting = BY_KEY[key]
    assert typed(setting, text) == value
    assert typed(setting, shown(setting, value)) == value


@pytest.mark.parametrize(("key", "text"), [("till.float_cents", "abc"), ("till.float_cents", ""),
                                           ("price.solidarity_bp", "101"),
                                           ("price.solidarity_bp", "−5")])  # fmt: skip
def test_what_is_no_amount_is_refused(key: str, text: str) -> None:
    with pytest.raises(Refusal):
        typed(BY_KEY[key], text)


def test_changes_are_saved_together_and_said(shelves: TestShop, settings: Enter) -> None:
    screen = settings("till")
    said: list[str] = []
    screen.say.connect(lambda text, _undo: said.append(text))
    form = screen.page
    assert not form.save_key.isEnabled()
    form.fields["till.float_cents"].edit.setText("200")
    form.fields["till.emergency_sheet"].keys["0"].click()
    assert form.save_key.isEnabled()
    screen.on_next()
    settle()
    assert shelves.office.setting("till.float_cents") == "20000"
    assert shelves.office.setting("till.emergency_sheet") == "0"
    assert said == ["2 réglages enregistrés"]
    assert not form.save_key.isEnabled()


def test_one_wrong_value_saves_none(shelves: TestShop, settings: Enter) -> None:
    screen = settings("till")
    form = screen.page
    form.fields["till.return_days"].edit.setText("30")
    form.fields["till.float_cents"].edit.setText("beaucoup")
    form.save()
    settle()
    assert "beaucoup" in screen.error.title.text()
    assert shelves.office.setting("till.return_days") == "15"
    form.drop_key.click()
    assert form.changed() == []


@pytest.mark.parametrize("page", ["till", "shop", "promises"])
@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_the_forms_fit(settings: Enter, page: str, size: str) -> None:
    assert faults(settings(page, size)) == []


def test_a_day_is_shown_and_typed_as_people_write_it() -> None:
    """Catches 2028-06-30 on the page where people write 30/06/2028, and a day that is none."""
    sticker = BY_KEY["scale.sticker_until"]
    assert shown(sticker, "2028-06-30") == "30/06/2028"
    assert typed(sticker, "30/6/2028") == "2028-06-30"
    assert typed(sticker, " ") == ""
    for wrong in ("31/02/2028", "demain", "2028-06-30"):
        with pytest.raises(Refusal):
            typed(sticker, wrong)


def test_a_weight_is_asked_in_its_unit(settings: Callable[..., SettingsScreen]) -> None:
    """Catches the unit left out because its letter is somewhere in the name."""
    form = settings("scale").page.form
    names = [
        form.fields[f"scale.{one}"].edit.accessibleName() for one in ("capacity_g", "division_g")
    ]
    assert all(name.endswith("(g)") for name in names)
