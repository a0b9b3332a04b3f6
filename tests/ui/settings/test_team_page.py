"""The team's page: what the manager touches is who may come in, and how easy their screens are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.people import Person
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.settings.screen import SettingsScreen
from reuse_pos.ui.settings.teampage import TeamPage
from reuse_pos.ui.widgets import Key


def settle() -> None:
    for _ in range(4):
        assert tasks.wait_idle()
        QApplication.processEvents()


def shown(opened: SettingsScreen) -> TeamPage:
    page = opened.page
    assert isinstance(page, TeamPage)
    return page


def press(page: TeamPage, name: str) -> None:
    (key,) = [one for one in page.findChildren(Key, name) if one.isVisible()]
    assert key.isEnabled(), name
    key.click()
    settle()


def person(made: TestShop, op: str) -> Person:
    found = made.shop.team.person(op)
    assert found is not None
    return found


def test_easy_screens_are_one_touch_and_a_save(
    settings: Callable[..., SettingsScreen], shelves: TestShop
) -> None:
    page = shown(settings("team"))
    press(page, "row_07")
    press(page, "screens_plain")
    press(page, "team_save")
    assert person(shelves, "07").plain_mode
    assert shelves.shop.people.sign_in("07", "1234").plain_mode


def test_a_newcomer_signs_in_with_the_code_typed(
    settings: Callable[..., SettingsScreen], shelves: TestShop
) -> None:
    page = shown(settings("team"))
    press(page, "team_new")
    page.name.setText("Nora")
    page.secret.edit.setText("5555")
    press(page, "screens_plain")
    press(page, "face_cat")
    page.on_next()
    settle()
    nora = next(one for one in shelves.shop.people.tiles() if one.name == "Nora")
    assert shelves.shop.people.sign_in(nora.op, "5555").icon == "cat"
    assert page.chosen == nora.op


def test_a_bad_code_says_so_and_adds_nobody(
    settings: Callable[..., SettingsScreen], shelves: TestShop
) -> None:
    opened = settings("team")
    page = shown(opened)
    before = len(shelves.shop.people.tiles())
    press(page, "team_new")
    page.name.setText("Nora")
    page.secret.edit.setText("55")
    press(page, "team_save")
    assert opened.error.isVisible()
    assert len(shelves.shop.people.tiles()) == before
    assert page.name.text() == "Nora"


def test_a_role_with_a_password_asks_for_one_at_once(
    settings: Callable[..., SettingsScreen], shelves: TestShop
) -> None:
    page = shown(settings("team"))
    press(page, "row_07")
    assert page.secret.isHidden()
    press(page, "role_supervisor")
    assert page.secret.isVisible()
    page.secret.edit.setText("Caisse-2026")
    press(page, "team_save")
    assert person(shelves, "07").uses_password
    assert shelves.shop.people.sign_in("07", "Caisse-2026")


def test_a_badge_printed_opens_the_file_and_signs_in(
    settings: Callable[..., SettingsScreen], shelves: TestShop, tmp_path: Path
) -> None:
    page = shown(settings("team"))
    page.folder = tmp_path / "papers"
    opened: list[Path] = []
    page.open_file = opened.append
    press(page, "row_07")
    press(page, "team_badge")
    (path,) = opened
    assert path.read_bytes().startswith(b"%PDF")
    with pytest.raises(Refusal):
        shelves.shop.people.sign_in_badge(shelves.badges["07"])


def test_who_is_archived_is_greyed_and_comes_back_with_a_new_code(
    settings: Callable[..., SettingsScreen], shelves: TestShop
) -> None:
    page = shown(settings("team"))
    press(page, "row_07")
    press(page, "team_archive")
    assert not person(shelves, "07").active
    assert not page.name.isEnabled()
    page.secret.edit.setText("9753")
    press(page, "team_save")
    assert shelves.shop.people.sign_in("07", "9753").op == "07"


def test_nobody_archives_themself(settings: Callable[..., SettingsScreen]) -> None:
    page = shown(settings("team"))
    press(page, "row_02")
    assert page.leave.isHidden()


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("scale", [100, 130])
def test_the_page_keeps_the_rules(
    settings: Callable[..., SettingsScreen], size: str, scale: int
) -> None:
    theme.set("dark", scale)
    opened = settings("team", size)
    page = shown(opened)
    assert faults(opened) == []
    press(page, "team_new")
    assert faults(opened) == []
