"""Sale days on screen: planned by touch, what they do said at once, changed, ended in bulk."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.item import State
from reuse_pos.domain.sale_days import PER_KILO, PER_PIECE, PERCENT, SUSPENDED, Plan
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.settings import saledayspage
from reuse_pos.ui.settings.saledayseffect import ExampleRow
from reuse_pos.ui.settings.screen import SettingsScreen

Enter = Callable[..., SettingsScreen]


def settle() -> None:
    for _turn in range(3):
        QApplication.processEvents()
        assert tasks.wait_idle()
    QApplication.processEvents()


def said(screen: SettingsScreen) -> str:
    settle()
    labels = screen.page.effect.findChildren(QLabel)
    return " ".join(one.text().replace("\u00a0", " ") for one in labels if one.isVisible())


def prepare(screen: SettingsScreen) -> None:
    page = screen.page
    page.prepare()
    days = page.form.calendar.days
    days.touch(date(2026, 10, 9))
    days.touch(date(2026, 10, 11))
    page.form.name.setText("Braderie textile")
    page.form.families["textile"].click()
    settle()


def test_a_plan_says_what_it_does_in_prices_and_sentences(settings: Enter) -> None:
    screen = settings("sale_days")
    assert "Aucune opération" in " ".join(one.text() for one in screen.findChildren(QLabel))
    prepare(screen)
    words = said(screen)
    assert "2 étiquettes et" in words
    assert "1 étiquette a déjà un prix plus bas imprimé" in words
    assert "Dimanche soir : les prix reviennent d’eux-mêmes." in words
    rows = screen.page.effect.findChildren(ExampleRow)
    veste = next(one.example for one in rows if one.example.label.startswith("Veste"))
    assert (veste.before, veste.after) == (900, 450)
    screen.page.form.rules["k1"].click()
    assert "seront proposées « vendu en vrac »" in said(screen)


def test_the_yellow_key_plans_it_and_the_list_says_so(shelves: TestShop, settings: Enter) -> None:
    screen = settings("sale_days")
    prepare(screen)
    assert "commence vendredi 9" in screen.page.effect.plan_key._sub
    screen.on_next()
    settle()
    one = shelves.shop.sale_days.listed()[0]
    assert one.plan == Plan("Braderie textile", "2026-10-09", "2026-10-11", PERCENT, 5000,
                            ("textile",))  # fmt: skip
    assert screen.page.pages.currentWidget() is screen.page.list


def test_a_plan_without_a_name_is_refused_where_one_is(settings: Enter) -> None:
    screen = settings("sale_days")
    prepare(screen)
    screen.page.form.name.clear()
    settle()
    screen.page.save()
    settle()
    assert "nom" in screen.error.title.text()
    assert screen.page.form.name.hasFocus()


def test_another_price_is_typed(shelves: TestShop, settings: Enter) -> None:
    screen = settings("sale_days")
    prepare(screen)
    form = screen.page.form
    form.rules["other"].click()
    assert not screen.page.effect.plan_key.isEnabled()
    form.kinds[PER_PIECE].click()
    form.value.setText("douze")
    assert "douze" in said(screen)
    form.value.setText("2,50")
    settle()
    screen.on_next()
    settle()
    plan = shelves.shop.sale_days.listed()[0].plan
    assert (plan.rule, plan.value) == (PER_PIECE, 250)


def test_a_key_can_keep_its_price(shelves: TestShop, settings: Enter) -> None:
    screen = settings("sale_days")
    prepare(screen)
    page = screen.page
    page.form.other_key.click()
    page.left_out._keys["key:K03"].click()
    assert page.back()
    settle()
    assert "key:K03" in page.form.plan().excluded
    screen.on_next()
    settle()
    assert "key:K03" in shelves.shop.sale_days.listed()[0].plan.excluded


def test_running_ones_are_suspended_resumed_and_ended(shelves: TestShop, settings: Enter) -> None:
    days = shelves.shop.sale_days
    one = days.plan(
        shelves.manager, Plan("Jouets", "2026-10-01", "2026-10-04", PERCENT, 3000, ("jouets",))
    ).value
    screen = settings("sale_days")
    assert screen.context == "Jouets, jusqu’à dimanche"
    for what in ("suspend", "resume"):
        screen.page._do(what, one)
        settle()
        assert (days.listed()[0].state == SUSPENDED) == (what == "suspend")
    screen.page._do("change", one)
    settle()
    screen.page.form.rules["p50"].click()
    settle()
    screen.on_next()
    settle()
    assert days.listed()[0].plan.value == 5000
    screen.page._do("close", one)
    settle()
    assert days.today() == ()


def test_labels_not_seen_leave_in_bulk_but_those_touched_off(
    shelves: TestShop, settings: Enter
) -> None:
    days = shelves.shop.sale_days
    days.plan(
        shelves.manager, Plan("Au kilo", "2026-10-01", "2026-10-02", PER_KILO, 100, ("textile",))
    )
    shelves.clock.put(datetime.fromisoformat("2026-10-05T09:00:00+02:00"))
    screen = settings("sale_days")
    page = screen.page
    page._do("finish", days.to_finish()[0].id)
    keys = list(page.bulk.keys.values())
    assert len(keys) == 3
    keys[0].click()
    screen.on_next()
    settle()
    states = [one.state for one in shelves.shop.stock.items(State.SOLD)]
    assert len(states) == 2
    assert days.to_finish() == []


def test_the_calendar_answers_the_finger_and_the_keyboard(qtbot: QtBot, settings: Enter) -> None:
    screen = settings("sale_days")
    screen.page.prepare()
    days = screen.page.form.calendar.days
    wide, high = days.width() / 7, (days.height() - 26) / 3
    past = QPoint(round(wide * 0.5), round(26 + high * 0.5))
    friday = QPoint(round(wide * 4.5), round(26 + high * 1.5))
    before = (days.first, days.last)
    qtbot.mouseClick(days, Qt.MouseButton.LeftButton, pos=past)
    assert (days.first, days.last) == before
    qtbot.mouseClick(days, Qt.MouseButton.LeftButton, pos=friday)
    assert days.first == days.last == date(2026, 10, 9)
    qtbot.keyClick(days, Qt.Key.Key_Right)
    qtbot.keyClick(days, Qt.Key.Key_Space)
    assert (days.first, days.last) == (date(2026, 10, 9), date(2026, 10, 10))
    days.touch(date(2026, 10, 3))
    assert days.first == days.last == date(2026, 10, 3)


def test_the_poster_is_written_and_opened(
    monkeypatch: pytest.MonkeyPatch, settings: Enter, tmp_path: Path
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        saledayspage.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile())
    )
    screen = settings("sale_days")
    screen.page.folder = tmp_path
    prepare(screen)
    screen.page.effect.poster_key.click()
    settle()
    assert opened == [str(tmp_path / "affichette-2026-10-09.pdf")]


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_plan_fits(settings: Enter, size: str, mode: str) -> None:
    theme.set(mode, 100)
    screen = settings("sale_days", size)
    assert faults(screen) == []
    prepare(screen)
    assert faults(screen) == []
    screen.on_next()
    settle()
    assert faults(screen) == []
