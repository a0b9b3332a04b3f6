"""A person's own choices: easy or full screens, and a booklet that is theirs alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from screen_audit import faults
from shops import TestShop

from reuse_pos.db import skills as rows
from reuse_pos.domain.people import Person
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.booklet import BookletScreen
from reuse_pos.ui.shell import Shell
from reuse_pos.ui.widgets import Key

Find = Callable[[str], Person]
DONE = (("workshop", "clean"), ("workshop", "Cirer la table"), ("sorting", "sort_bags"),
        ("round", "round"))  # fmt: skip


def settle() -> None:
    for _ in range(5):
        assert tasks.wait_idle()
        QApplication.processEvents()


def press(where: QWidget, name: str) -> None:
    (key,) = [one for one in where.findChildren(Key, name) if one.isVisible()]
    assert key.isEnabled(), name
    key.click()
    settle()


def keys(where: QWidget) -> set[str]:
    return {one.objectName() for one in where.findChildren(Key) if one.isVisible()}


def fill(made: TestShop, op: str = "14") -> None:
    with made.store.transaction() as tx:
        rows.keep_consent(tx, op, "2026-09-01")
        for day in ("2026-09-01", "2026-09-02"):
            for post, task in DONE:
                rows.note(tx, op, day, post, task)


@pytest.fixture
def booklet(shell: Shell, person: Find) -> Callable[[], BookletScreen]:
    """Opens Hugo's booklet from the window."""

    def enter() -> BookletScreen:
        shell.open_for(person("14"))
        shell.go("booklet")
        settle()
        screen = shell.screen_now
        assert isinstance(screen, BookletScreen)
        return screen

    return enter


def test_a_no_keeps_nothing_and_goes_home(
    booklet: Callable[[], BookletScreen], shell: Shell, small_shop: TestShop
) -> None:
    screen = booklet()
    press(screen, "booklet_no")
    assert shell.screen_now is not screen
    assert small_shop.store.read().value("SELECT count(*) FROM skill_consent") == 0


def test_a_yes_opens_an_empty_booklet_that_fills_and_is_erased(
    booklet: Callable[[], BookletScreen], small_shop: TestShop
) -> None:
    screen = booklet()
    press(screen, "booklet_yes")
    assert screen.empty.isVisible()
    assert not screen.paper.isEnabled()
    fill(small_shop)
    screen.entered()
    settle()
    assert len(screen.cards) == len(DONE)
    press(screen, "booklet_end")
    assert "booklet_paper" not in keys(screen)
    press(screen, "booklet_stay")
    assert len(screen.cards) == len(DONE)
    press(screen, "booklet_end")
    press(screen, "booklet_erase")
    reader = small_shop.store.read()
    assert reader.value("SELECT count(*) FROM skill_note") == 0
    assert reader.value("SELECT count(*) FROM skill_consent") == 0
    assert "booklet_yes" in keys(screen)


def test_the_paper_is_put_where_the_person_finds_it(
    booklet: Callable[[], BookletScreen], small_shop: TestShop, tmp_path: Path
) -> None:
    fill(small_shop)
    screen = booklet()
    screen.folder = tmp_path / "mine"
    opened: list[Path] = []
    screen.open_file = opened.append
    screen.on_next()
    settle()
    (path,) = opened
    assert path.parent == screen.folder
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
@pytest.mark.parametrize(("mode", "scale"), [("light", 100), ("dark", 130)])
def test_the_pages_keep_the_rules(
    booklet: Callable[[], BookletScreen], shell: Shell, small_shop: TestShop,
    size: tuple[int, int], mode: str, scale: int,
) -> None:  # fmt: skip
    theme.set(mode, scale)
    shell.resize(*size)
    screen = booklet()
    assert faults(shell) == []
    fill(small_shop)
    screen.entered()
    settle()
    assert faults(shell) == []
    press(screen, "booklet_end")
    assert faults(shell) == []


def test_help_turns_easy_screens_on_for_oneself(
    shell: Shell, person: Find, small_shop: TestShop
) -> None:
    shell.open_for(person("07"))
    shell.show_help()
    settle()
    press(shell, "help_easy")
    now = shell.person
    assert now is not None
    assert now.plain_mode
    kept = small_shop.shop.team.person("07")
    assert kept is not None
    assert kept.plain_mode
    shell.show_help()
    settle()
    press(shell, "help_easy")
    kept = small_shop.shop.team.person("07")
    assert kept is not None
    assert not kept.plain_mode


def test_an_inspector_chooses_nothing(shell: Shell, person: Find) -> None:
    shell.open_for(person("90"))
    shell.show_help()
    settle()
    assert not {"help_easy", "help_booklet"} & keys(shell)
    shell.go("booklet")
    assert shell.here != "booklet"


def test_a_supervisor_sees_a_booklet_only_after_its_owner_typed_their_code(
    shell: Shell, person: Find, small_shop: TestShop
) -> None:
    fill(small_shop)
    shell.open_for(person("03"))
    shell.go("booklet")
    settle()
    screen = shell.screen_now
    assert isinstance(screen, BookletScreen)
    press(screen, "booklet_look")
    assert faults(shell) == []
    press(screen, "shown_14")
    for figure in "0000":
        press(screen, f"pad_{figure}")
    assert screen.error.isVisible()
    assert screen.cards == []
    for figure in "3456":
        press(screen, f"pad_{figure}")
    assert len(screen.cards) == len(DONE)
    assert not {"booklet_end", "booklet_paper"} & keys(screen)
    press(screen, "booklet_close")
    assert screen.cards == []
    screen._open_shown(person("14"), "3456")
    settle()
    assert len(screen.cards) == len(DONE)
    shell.go("workshop")
    assert screen.cards == []


def test_a_trainee_is_shown_nobody_elses(booklet: Callable[[], BookletScreen]) -> None:
    assert "booklet_look" not in keys(booklet())
