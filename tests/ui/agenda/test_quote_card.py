"""A clearance's quote by touch: counted, written, accepted; then it is what the stop costs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.agenda import Stop
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role
from reuse_pos.services.agenda import Booking
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.agenda.screen import AgendaScreen
from reuse_pos.ui.widgets import Key

GRACE = Person("05", "Grace", Role.RECEPTION, "bird", "orange")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    yield
    tasks.wait_idle()


def settle() -> None:
    for _ in range(4):
        tasks.wait_idle()
        QApplication.processEvents()


def opened(
    qtbot: QtBot, made: TestShop, folder: Path, width: int = 1270
) -> tuple[AgendaScreen, Stop]:
    asked = Booking("clearance", "2026-10-06", "09:00", 120, "35238", 4, name="Jean Roux", kg=300)
    stop = made.shop.agenda.book(made.reception, asked).value
    screen = AgendaScreen(made.shop, GRACE, folder)
    qtbot.addWidget(screen)
    screen.resize(width, 712)
    screen.show()
    screen.entered()
    settle()
    screen.card.asked.emit("closed")
    screen._open_stop(stop)
    touch(screen, "stop_quote")
    return screen, stop


def touch(screen: AgendaScreen, name: str) -> None:
    key = next(one for one in screen.findChildren(Key, name) if one.isVisibleTo(screen))
    assert key.isEnabled(), name
    key.click()
    settle()


def test_a_quote_is_counted_written_and_accepted(
    qtbot: QtBot, small_shop: TestShop, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    screen, stop = opened(qtbot, small_shop, folder)
    # Four floors without a lift are proposed by themselves.
    for _ in range(7):
        touch(screen, "hours_more")
    assert not screen.quote.yes.isEnabled()
    touch(screen, "quote_write")
    assert [file.name for file in folder.iterdir()] == ["devis-DV26-00001.pdf"]
    touch(screen, "quote_yes")
    assert small_shop.shop.agenda.stop(stop.id).fee_cents == 7 * 1_750 + 4 * 1_000


def test_a_quote_changed_is_written_again_before_its_answer(
    qtbot: QtBot, small_shop: TestShop, tmp_path: Path
) -> None:
    screen, stop = opened(qtbot, small_shop, tmp_path / "papers")
    touch(screen, "quote_write")
    touch(screen, "volume_more")
    assert not screen.quote.yes.isEnabled()
    touch(screen, "quote_write")
    touch(screen, "quote_no")
    assert small_shop.shop.agenda.stop(stop.id).fee_cents == 0


@pytest.mark.parametrize("width", [1270, 932])
def test_nothing_is_cut(qtbot: QtBot, small_shop: TestShop, tmp_path: Path, width: int) -> None:
    screen, _stop = opened(qtbot, small_shop, tmp_path, width)
    for _ in range(30):
        touch(screen, "waste_more")
    assert faults(screen) == []
    assert screen.quote.minimumSizeHint().width() <= screen.side.width()
