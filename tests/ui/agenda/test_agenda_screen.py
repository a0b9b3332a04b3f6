"""The agenda on screen: a free place is one touch, the round follows, nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.agenda import Zone
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Role
from reuse_pos.services.agenda import Booking
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.agenda.screen import AgendaScreen

GRACE = Person("05", "Grace", Role.RECEPTION, "bird", "orange")
DAY = date(2026, 10, 6)


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    yield
    tasks.wait_idle()
    theme.set("light", 100)


def settle() -> None:
    for _ in range(4):
        tasks.wait_idle()
        QApplication.processEvents()


@pytest.fixture
def busy_week(small_shop: TestShop) -> TestShop:
    agenda = small_shop.shop.agenda
    zone = Zone("Z1", "Rennes", ("35238", "35024"), 1500, 500, 0)
    agenda.put_zone(small_shop.manager, zone)
    for slot, kind, name in (("09:00", "pickup", "Aline Béasse"), ("11:00", "delivery", "L Guérin"),
                             ("14:00", "clearance", "Jean Roux")):  # fmt: skip
        asked = Booking(kind, DAY.isoformat(), slot, 60, "35238", 3, kg=62, goods="canapé",
                        name=name, phone="06 00 00 00 00", address="1 rue du Port")  # fmt: skip
        agenda.book(small_shop.reception, asked)
    agenda.set_team(small_shop.reception, DAY.isoformat(), ["05", "14"])
    return small_shop


def enter(
    qtbot: QtBot, made: TestShop, folder: Path, size: tuple[int, int] = (1270, 712)
) -> AgendaScreen:
    screen = AgendaScreen(made.shop, GRACE, folder)
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    screen.entered()
    settle()
    screen.choose(DAY)
    settle()
    return screen


def test_a_free_place_is_booked_in_three_touches(
    qtbot: QtBot, busy_week: TestShop, tmp_path: Path
) -> None:
    """Place, town, note: everything else is proposed."""
    screen = enter(qtbot, busy_week, tmp_path)
    column = screen.columns[1]
    spot = column.free_place("10:00").center().toPoint()
    qtbot.mouseClick(column, Qt.MouseButton.LeftButton, pos=spot)
    settle()
    assert screen.pages.currentWidget() is screen.booking
    qtbot.mouseClick(screen.booking.towns[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(screen.booking.note, Qt.MouseButton.LeftButton)
    settle()
    slots = [stop.slot for stop in screen.round._stops]
    assert "10:00" in slots
    assert screen.pages.currentWidget() is screen.week


def test_another_fee_waits_for_its_reason(
    qtbot: QtBot, busy_week: TestShop, tmp_path: Path
) -> None:
    screen = enter(qtbot, busy_week, tmp_path)
    screen.on_next()
    settle()
    booking = screen.booking
    booking.towns[0].click()
    booking.kinds["delivery"].click()
    assert booking.note.isEnabled()
    booking.findChild(type(booking.note), "fee_more").click()
    assert not booking.note.isEnabled()
    booking.reasons["FAR"].click()
    screen.on_next()
    settle()
    stops = [one for day in busy_week.shop.agenda.week(date(2026, 10, 2)) for one in day.stops]
    assert [(one.fee_cents, one.fee_reason) for one in stops] == [(2000, "FAR")]


def test_what_was_fetched_goes_to_reception_with_its_town(
    qtbot: QtBot, busy_week: TestShop, tmp_path: Path
) -> None:
    screen = enter(qtbot, busy_week, tmp_path)
    went: list[str] = []
    screen.go.connect(went.append)
    screen.round.rows[0].click()
    screen.on_next()
    settle()
    assert went == ["intake"]
    desk = busy_week.shop.intake.desk()
    row = busy_week.store.read().one("SELECT origin, commune, title FROM intake")
    assert desk is not None
    assert tuple(row or ()) == ("home_pickup", "35238", "A26-00001")


def test_a_far_town_is_found_and_noted(qtbot: QtBot, busy_week: TestShop, tmp_path: Path) -> None:
    """Catches a round that can only be promised to the near towns."""
    screen = enter(qtbot, busy_week, tmp_path)
    screen.on_next()
    settle()
    screen.booking.elsewhere.click()
    assert screen.pages.currentWidget() is screen.towns
    screen.towns.names.search.edit.setText("brest 29")
    settle()
    screen.towns.names.findChild(type(screen.booking.note), "choice_29019").click()
    assert screen.booking.elsewhere.isChecked()
    assert screen.booking.elsewhere.text() == "Brest"
    screen.on_next()
    settle()
    stops = [one for day in busy_week.shop.agenda.week(date(2026, 10, 2)) for one in day.stops]
    assert [one.commune for one in stops] == ["29019"]
    assert screen.pages.currentWidget() is screen.week


def test_a_stop_cancelled_by_mistake_comes_back(
    qtbot: QtBot, busy_week: TestShop, tmp_path: Path
) -> None:
    """One touch cancels, so one touch brings it back; nothing asks "are you sure?"."""
    screen = enter(qtbot, busy_week, tmp_path)
    undo: list[object] = []
    screen.say.connect(lambda _words, way_back: undo.append(way_back))
    number = screen.round.rows[0].stop.number
    screen.round.rows[0].click()
    screen.card.asked.emit("cancel")
    settle()
    assert number not in [line.stop.number for line in screen.round.rows if line.isVisible()]
    undo[-1]()  # type: ignore[operator]
    settle()
    assert number in [line.stop.number for line in screen.round.rows if line.isVisible()]


def test_the_order_of_the_round_changes_with_arrows(
    qtbot: QtBot, busy_week: TestShop, tmp_path: Path
) -> None:
    screen = enter(qtbot, busy_week, tmp_path)
    screen.round.order.click()
    first = screen.round.rows[0].stop.number
    screen.round.moved.emit(screen.round.rows[0].stop.id, 1)
    settle()
    assert [line.stop.number for line in screen.round.rows].index(first) == 1


def test_the_fee_goes_into_the_basket_of_the_counter(
    qtbot: QtBot, busy_week: TestShop, tmp_path: Path
) -> None:
    chantal = Person("02", "Marie", Role.MANAGER, "star", "orange")
    screen = AgendaScreen(busy_week.shop, chantal, tmp_path)
    qtbot.addWidget(screen)
    screen.entered()
    screen.choose(DAY)
    settle()
    screen.round.rows[1].click()
    screen.card.cash.click()
    settle()
    basket = busy_week.shop.counter.draft("001-1")
    assert basket.total_cents == 3000


def test_the_round_sheet_is_written(qtbot: QtBot, busy_week: TestShop, tmp_path: Path) -> None:
    screen = enter(qtbot, busy_week, tmp_path)
    screen.round.paper.click()
    settle()
    assert (tmp_path / "tournee-2026-10-06.pdf").stat().st_size > 2_000


@pytest.mark.parametrize("size", [(1270, 712), (932, 712)])
@pytest.mark.parametrize("state", ["week", "card", "team", "order", "booking", "towns"])
def test_nothing_is_cut_off_and_one_key_is_yellow(
    qtbot: QtBot, busy_week: TestShop, tmp_path: Path, size: tuple[int, int], state: str
) -> None:
    screen = enter(qtbot, busy_week, tmp_path, size)
    if state == "card":
        screen.round.rows[0].click()
    elif state == "team":
        screen.who.click()
    elif state == "order":
        screen.round.order.click()
    elif state in ("booking", "towns"):
        screen.on_next()
        settle()
        if state == "towns":
            screen.booking.elsewhere.click()
    settle()
    assert faults(screen) == []
