"""The inspector's screen: states told, everything checked, closings opened, archives taken away."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from invariants import contents
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.basket import Basket
from reuse_pos.domain.payments import Payment
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Actor, Role
from reuse_pos.services.archive import check_file
from reuse_pos.services.journal_views import JournalViews, Verdict
from reuse_pos.services.till import Count
from reuse_pos.ui import tasks, theme, workplaces
from reuse_pos.ui.journal import WORKPLACE
from reuse_pos.ui.journal.screen import JournalScreen
from reuse_pos.ui.widgets import Chip

TILL = "001-1"
INSPECTOR = Person("90", "Inspecteur", Role.INSPECTOR, "anchor", "blue")
MARIE = Person("02", "Marie", Role.MANAGER, "star", "orange")
CHANTAL = Person("07", "Chantal", Role.CASHIER, "flower", "pink")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    yield
    tasks.wait_idle()
    theme.set("light", 100)


@pytest.fixture
def lived(small_shop: TestShop) -> TestShop:
    """Two sessions of one sale each at the first till."""
    for _n in range(2):
        small_shop.shop.till.open_session(small_shop.cashier, TILL, 15000)
        key = next(one for one in small_shop.shop.counter.price_keys() if one.label == "Livre")
        basket = Basket().add(small_shop.shop.counter.line_of_key(key))
        small_shop.shop.counter.sell(small_shop.cashier, TILL, basket, [Payment("CASH", 100)])
        holds = small_shop.shop.till.figures(TILL).drawer_cents
        count = Count({10000: 1, 5000: 1, 100: 1}, {}, holds)
        small_shop.shop.till.close_session(small_shop.cashier, TILL, count)
    return small_shop


@pytest.fixture
def screen(qtbot: QtBot, lived: TestShop, tmp_path: Path) -> JournalScreen:
    return enter(qtbot, lived, tmp_path / "archives")


def enter(qtbot: QtBot, made: TestShop, folder: Path, width: int = 1270) -> JournalScreen:
    screen = WORKPLACE.make(workplaces.Desk(made.shop, INSPECTOR, TILL))
    assert isinstance(screen, JournalScreen)
    screen.page.exporting.use_folder(folder)
    qtbot.addWidget(screen)
    screen.resize(width, 712)
    screen.show()
    screen.entered()
    settle()
    return screen


def settle() -> None:
    assert tasks.wait_idle()
    QApplication.processEvents()


def words(screen: JournalScreen) -> str:
    labels = [one.text() for one in screen.findChildren(QLabel) if one.isVisible()]
    return "\n".join(labels).replace("\u00a0", " ")


def test_the_inspector_begins_here_and_the_manager_comes_through_the_settings() -> None:
    places = (WORKPLACE,)
    assert workplaces.home_of(places, INSPECTOR) == "journal"
    assert workplaces.allowed(places, MARIE) == ()
    assert workplaces.allowed(places, CHANTAL) == ()


def test_each_till_says_where_its_journal_stands(screen: JournalScreen, lived: TestShop) -> None:
    told = words(screen)
    head = lived.shop.archive.store.read().value("SELECT head FROM till WHERE till = ?", TILL)
    for word in ("Caisse 001-1", "Caisse 001-2", "n° 2, 01/10/2026", "2,00 €"):
        assert word in told
    chips = [one.text() for one in screen.page.tills.findChildren(Chip)]
    assert chips == ["Clé présente", "Clé présente"]
    assert told.split("Dernier hachage\n")[1][:12] in head


def test_everything_is_checked_and_said_in_a_sentence(screen: JournalScreen) -> None:
    screen.on_next()
    settle()
    assert "Tout se tient" in words(screen)
    assert screen.page.checking.property("kind") == "ok"
    assert not screen.page.checking.faults.isVisible()


def test_faults_are_listed_by_till_and_record(screen: JournalScreen, lived: TestShop) -> None:
    with sqlite3.connect(lived.office.folder.database) as file:
        file.execute("DROP TRIGGER fiscal_record_no_update")
        file.execute(
            "UPDATE fiscal_record SET body = replace(body, '\"amt\":100', '\"amt\":90') "
            "WHERE till = ? AND type = 'SALE'", (TILL,),
        )  # fmt: skip
    file.close()
    screen.page.verify()
    settle()
    faults = screen.page.checking.faults
    listed = [faults.item(n).text().replace("\u00a0", " ") for n in range(faults.count())]
    assert any(
        one.startswith("Caisse 001-1, enregistrement 3 : modifié après avoir été scellé")
        for one in listed
    )
    assert screen.page.checking.property("kind") == "bad"
    assert "ne se tiennent pas" in words(screen)


def test_a_check_can_be_stopped(screen: JournalScreen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reuse_pos.services.journal_views._TOLD_EVERY", 1)
    asked, check = threading.Event(), JournalViews.verify_all

    def once_asked(views: JournalViews, who: Actor, progress: tasks.Report) -> Verdict:
        assert asked.wait(10)
        return check(views, who, progress)

    monkeypatch.setattr(JournalViews, "verify_all", once_asked)
    screen.page.verify()
    screen.page.checking.stop_asked.emit()
    asked.set()
    settle()
    assert "Arrêté avant la fin" in words(screen)
    assert screen.page.checking.key.isVisible()


def test_closings_are_listed_newest_first_and_open_as_papers(screen: JournalScreen) -> None:
    model = screen.page.closings.model
    assert [one.number for one in model.page] == [2, 1]
    cells = [str(model.index(0, n).data()).replace("\u00a0", " ") for n in range(7)]
    assert cells == ["01/10/2026", TILL, "2", "01/10/2026 09:00", "07", "1,00 €", "2,00 €"]
    screen.page.closings.list.opened.emit(0)
    settle()
    assert screen.page.paper.isVisible()
    assert "Z 01/10/2026, caisse 001-1, enregistrement" in words(screen)
    assert screen.page.back()
    assert screen.page.closings.isVisible()


def test_a_kind_without_closings_says_so(qtbot: QtBot, screen: JournalScreen) -> None:
    qtbot.mouseClick(screen.page.closings.kinds["YEAR"], Qt.MouseButton.LeftButton)
    settle()
    assert "Aucune clôture encore" in words(screen)


def test_closings_turn_their_pages(
    qtbot: QtBot, screen: JournalScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reuse_pos.services.journal_views.PAGE", 1)
    closings = screen.page.closings
    closings.begin("SESSION")
    settle()
    assert [one.number for one in closings.model.page] == [2]
    qtbot.mouseClick(closings.after, Qt.MouseButton.LeftButton)
    settle()
    assert [one.number for one in closings.model.page] == [1]
    assert not closings.after.isEnabled()
    qtbot.mouseClick(closings.before, Qt.MouseButton.LeftButton)
    settle()
    assert [one.number for one in closings.model.page] == [2]


def test_an_archive_is_written_in_the_folder_never_over_another(
    screen: JournalScreen, tmp_path: Path
) -> None:
    page = screen.page
    page.show_tab("archive")
    settle()
    assert page.exporting.year == 2026
    for _n in range(2):
        screen.on_next()
        settle()
    names = sorted(path.name for path in (tmp_path / "archives").iterdir())
    assert names == ["archive-caisse-2026 (2).zip", "archive-caisse-2026.zip"]
    assert all(check_file(tmp_path / "archives" / name).ok for name in names)
    assert "relus et vérifiés" in words(screen)
    page.check_file(str(tmp_path / "archives" / names[0]))
    settle()
    assert "se tient" in page.exporting.said.text()


def test_a_folder_that_cannot_be_written_is_said_and_nothing_is_recorded(
    screen: JournalScreen, lived: TestShop, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("here")
    screen.page.exporting.use_folder(tmp_path / "file" / "below")
    screen.page.show_tab("archive")
    settle()
    before = contents(lived.store)
    screen.page.archive(2026)
    settle()
    assert "n’a pas pu être écrit" in screen.page.exporting.said.text()
    assert contents(lived.store) == before
    assert screen.page.exporting.make.isEnabled()


def test_what_is_no_archive_is_said(screen: JournalScreen, tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"no")
    screen.page.show_tab("archive")
    screen.page.check_file(str(tmp_path / "no.zip"))
    settle()
    assert "ne se lit pas comme une archive" in screen.page.exporting.said.text()


def test_the_attestation_waits_for_a_publisher(
    screen: JournalScreen, lived: TestShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.page.show_tab("attestation")
    settle()
    assert "Aucun éditeur n’est nommé" in words(screen)
    known = lived.office.setting
    monkeypatch.setattr(
        lived.office, "setting", lambda key: "Coop" if key == "attest.publisher" else known(key)
    )
    screen.page.show_tab("attestation")
    settle()
    assert "Coop" in screen.page.attesting.text.toPlainText()


def test_looking_and_checking_change_nothing(screen: JournalScreen, lived: TestShop) -> None:
    before = contents(lived.store)
    screen.page.verify()
    for tab in ("archive", "attestation", "closings"):
        screen.page.show_tab(tab)
        settle()
    assert contents(lived.store) == before


@pytest.mark.parametrize("width", [932, 1270])
def test_nothing_is_wider_than_its_window(
    qtbot: QtBot, lived: TestShop, tmp_path: Path, width: int
) -> None:
    screen = enter(qtbot, lived, tmp_path, width)
    assert screen.width() == width
    page = screen.page
    assert page.tills.widget().width() <= page.tills.viewport().width()
    head = page.closings.list.horizontalHeader()
    assert head.length() <= page.closings.list.viewport().width()


@pytest.mark.parametrize(
    ("mode", "letters", "width"),
    [("light", 100, 1270), ("dark", 100, 932), ("light", 115, 1270), ("light", 130, 932)],
)
def test_every_page_keeps_the_rules_of_screens(
    qtbot: QtBot, lived: TestShop, tmp_path: Path, mode: str, letters: int, width: int
) -> None:
    theme.set(mode, letters)
    screen = enter(qtbot, lived, tmp_path, width)
    page = screen.page
    for act in (
        lambda: page.verify(),
        lambda: page.show_tab("archive"),
        lambda: page.archive(2026),
        lambda: page.show_tab("attestation"),
        lambda: page.show_tab("closings"),
        lambda: page.closings.list.opened.emit(0),
    ):
        act()
        settle()
        assert faults(screen) == []
