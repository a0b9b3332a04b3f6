"""The month's report on screen: figures, what is behind them, files, a month that does not
balance."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot
from report_month import Filler, close_days, mockup_month, year_before
from shops import TestShop

from reuse_pos.domain.changes import Change
from reuse_pos.domain.mass import Source, transfer
from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission, Role
from reuse_pos.ui import tasks, theme
from reuse_pos.ui.manager import WORKPLACE
from reuse_pos.ui.manager.screen import ReportScreen
from reuse_pos.ui.widgets import Key

MARIE = Person("02", "Marie", Role.MANAGER, "star", "orange")
CHANTAL = Person("07", "Chantal", Role.CASHIER, "flower", "pink")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.install(qapp)
    yield
    tasks.wait_idle()
    theme.set("light", 100)


@pytest.fixture
def october(small_shop: TestShop) -> TestShop:
    year_before(small_shop)
    mockup_month(small_shop, intakes=12)
    close_days(small_shop)
    return small_shop


@pytest.fixture
def opened() -> list[Path]:
    return []


def enter(
    qtbot: QtBot, shop: TestShop, folder: Path, opened: list[Path], person: Person = MARIE,
    size: tuple[int, int] = (1270, 712),
) -> ReportScreen:  # fmt: skip
    screen = ReportScreen(shop.shop, person, folder, opened.append)
    qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    screen.entered()
    assert tasks.wait_idle()
    QApplication.processEvents()
    return screen


def texts(screen: ReportScreen) -> str:
    labels = [one.text() for one in screen.findChildren(QLabel) if one.isVisible()]
    return "\n".join(labels).replace("\u00a0", " ")


def cells(screen: ReportScreen, row: int) -> list[str]:
    model = screen.balance.table.model()
    found = [str(model.index(row, column).data()) for column in range(model.columnCount())]
    return [text.replace("\u202f", " ").replace("\u00a0", " ") for text in found]


def key(screen: ReportScreen, name: str) -> Key:
    found = screen.findChild(Key, name)
    assert isinstance(found, Key)
    return found


def cell(screen: ReportScreen, row: int, column: int) -> QModelIndex:
    return screen.balance.table.model().index(row, column)


def test_the_screen_says_what_the_mock_up_says(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path]
) -> None:
    screen = enter(qtbot, october, tmp_path, opened)
    assert screen.pick.text() == "Octobre 2026"
    assert screen.side.total.text().replace("\u00a0", " ") == "10 174 kg"
    assert screen.side.share.text().replace("\u00a0", " ") == "98,2 %"
    assert cells(screen, 0) == [
        "Meubles", "4 860", "3 120", "–", "842", "168", "310", "+420", "70 %",
    ]  # fmt: skip
    assert cells(screen, 1)[-1] == "87 %*"
    assert cells(screen, 9) == [
        "Total", "13 200", "7 510", "1 085", "2 664", "198", "657", "+1 086", "68 %",
    ]  # fmt: skip
    said = screen.strip.accessibleName().replace("\u00a0", " ")
    assert "Entrées : 13 200 kg, 12 apports" in said
    assert "Opérateur de tri : 1 085 kg, textile" in said
    shown = texts(screen)
    for words in (
        "réemploi = déchets évités : 7 510 kg",
        "23 journées de caisse closes",
        "450 kg estimés : <b>poids moyen</b>, liste en page 2",
        "Équilibré : entrées = sorties + variation de stock",
        "taux = 7 510 ÷ 11 029 kg sortis. Variation de stock (calculée)",
        "dernier comptage le 2 sept.",
    ):
        assert words in shown
    assert "empty_key" not in shown


def test_f12_writes_the_paper_and_shows_it(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path]
) -> None:
    screen = enter(qtbot, october, tmp_path / "Bilans", opened)
    said: list[str] = []
    screen.say.connect(lambda text, _undo: said.append(text))
    screen.on_next()
    assert tasks.wait_idle()
    assert opened == [tmp_path / "Bilans" / "diverted-2026-10.pdf"]
    assert opened[0].read_bytes().startswith(b"%PDF")
    assert "diverted-2026-10.pdf" in said[0]
    assert screen.side.pdf.isEnabled()


@pytest.mark.parametrize(
    ("name", "fmt", "shown"),
    [("make_xlsx", "xlsx", 1), ("make_csv", "csv", 0), ("print_report", "pdf", 1)],
)
def test_each_key_writes_its_file(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path],
    name: str, fmt: str, shown: int,
) -> None:  # fmt: skip
    screen = enter(qtbot, october, tmp_path / "out", opened)
    qtbot.mouseClick(key(screen, name), Qt.MouseButton.LeftButton)
    assert tasks.wait_idle()
    assert (tmp_path / "out" / f"diverted-2026-10.{fmt}").stat().st_size > 500
    assert len(opened) == shown


def test_a_refused_file_is_said_on_the_screen(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path]
) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    screen = enter(qtbot, october, tmp_path / "taken", opened)
    screen.make("csv")
    assert tasks.wait_idle()
    assert "n’a pas pu être créé" in texts(screen)
    assert key(screen, "make_csv").isEnabled()
    assert opened == []


def test_every_figure_opens_the_weighings_that_add_up_to_it(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path]
) -> None:
    screen = enter(qtbot, october, tmp_path, opened)
    table = screen.balance.table
    for row, column in ((0, 1), (1, 3), (5, 4), (0, 7)):
        shown = cells(screen, row)[column]
        table.clicked.emit(cell(screen, row, column))
        assert tasks.wait_idle()
        assert screen.pages.currentWidget() is screen.weighings
        grams = sum(one.grams for one in screen.weighings.model.page)
        assert int(shown.replace(" ", "").replace("+", "")) == grams // 1000
    qtbot.mouseClick(key(screen, "weighings_back"), Qt.MouseButton.LeftButton)
    assert screen.pages.currentWidget() is screen.balance


def test_the_name_of_a_family_and_its_rate_open_nothing(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path]
) -> None:
    screen = enter(qtbot, october, tmp_path, opened)
    for column in (0, 8):
        screen.balance.table.clicked.emit(cell(screen, 0, column))
    assert tasks.wait_idle()
    assert screen.pages.currentWidget() is screen.balance


def test_long_lists_come_a_page_at_a_time(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path]
) -> None:
    screen = enter(qtbot, october, tmp_path, opened)
    screen.balance.table.clicked.emit(cell(screen, 9, 1))
    assert tasks.wait_idle()
    first = screen.weighings.model.page
    assert len(first) == 50
    assert not key(screen, "weighings_before").isEnabled()
    qtbot.mouseClick(key(screen, "weighings_after"), Qt.MouseButton.LeftButton)
    assert tasks.wait_idle()
    second = screen.weighings.model.page
    assert not {one.entry for one in first} & {one.entry for one in second}
    qtbot.mouseClick(key(screen, "weighings_before"), Qt.MouseButton.LeftButton)
    assert tasks.wait_idle()
    assert screen.weighings.model.page == first


def test_an_unbalanced_month_names_the_family_and_keeps_the_paper_back(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path]
) -> None:
    with october.store.transaction() as tx:
        tx.execute(
            "UPDATE mass_balance SET grams = grams + 500 WHERE place = 'stock:shop' "
            "AND category = 'JJ-VRAC'"
        )
    screen = enter(qtbot, october, tmp_path, opened)
    said = screen.balance.verdict.accessibleName().replace("\u00a0", " ")
    assert said == "Non équilibré : Jouets, 0,500 kg à expliquer"
    assert not screen.side.pdf.isEnabled()
    screen.on_next()
    assert tasks.wait_idle()
    assert opened == []
    qtbot.mouseClick(key(screen, "see_difference"), Qt.MouseButton.LeftButton)
    assert tasks.wait_idle()
    assert {one.category for one in screen.weighings.model.page} == {"JJ-VRAC"}


def test_arrows_and_the_picker_change_the_month(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path]
) -> None:
    screen = enter(qtbot, october, tmp_path, opened)
    qtbot.mouseClick(screen.before, Qt.MouseButton.LeftButton)
    assert tasks.wait_idle()
    assert screen.pick.text() == "Septembre 2026"
    assert screen.side.total.text().replace("\u00a0", " ") == "10 000 kg"
    qtbot.mouseClick(screen.pick, Qt.MouseButton.LeftButton)
    assert screen.pages.currentWidget() is screen.picker
    assert not screen.picker.keys[11].isEnabled()
    qtbot.mouseClick(screen.picker.keys[10], Qt.MouseButton.LeftButton)
    assert tasks.wait_idle()
    assert screen.month == "2026-11"
    assert not screen.after.isEnabled()


def test_an_empty_month_offers_no_file(
    qtbot: QtBot, small_shop: TestShop, tmp_path: Path, opened: list[Path]
) -> None:
    screen = enter(qtbot, small_shop, tmp_path, opened)
    assert "Aucune pesée" in texts(screen)
    keys = [*screen.side.files.values(), screen.side.pdf]
    assert not any(one.isEnabled() for one in keys)
    assert not screen.before.isEnabled()
    assert not screen.after.isEnabled()


def test_a_sale_elsewhere_is_seen_at_once(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path]
) -> None:
    screen = enter(qtbot, october, tmp_path, opened)
    move = transfer("stock:shop", "out:sale", "HR-LIVRE", 3_000, 3, Source.SCALE)
    Filler(october.office).post(october.manager, move, day="2026-10-30")
    screen.refresh(frozenset({Change.LEDGER}))
    assert tasks.wait_idle()
    assert screen.side.total.text().replace("\u00a0", " ") == "10 177 kg"


def test_who_may_not_see_reports_sees_no_weighing(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path]
) -> None:
    """The rail hides the place; the service refuses all the same."""
    assert WORKPLACE.permission is Permission.SEE_REPORTS
    screen = enter(qtbot, october, tmp_path, opened, CHANTAL)
    screen.open_figure("reused", "")
    screen.make("csv")
    assert tasks.wait_idle()
    assert screen.weighings.model.page == ()
    assert not list(tmp_path.glob("*.csv"))
    assert "Vous n’avez pas le droit" in texts(screen)


@pytest.mark.parametrize(("size", "scale"), [
    ((1270, 712), 100), ((932, 712), 100), ((1270, 712), 130), ((1270, 712), 115),
])  # fmt: skip
@pytest.mark.parametrize("mode", ["light", "dark", "max"])
def test_keys_are_high_enough_one_is_yellow_and_nothing_is_cut(
    qtbot: QtBot, october: TestShop, tmp_path: Path, opened: list[Path],
    size: tuple[int, int], scale: int, mode: str,
) -> None:  # fmt: skip
    theme.set(mode, scale)
    screen = enter(qtbot, october, tmp_path, opened, size=size)
    qtbot.wait(1)
    buttons = [one for one in screen.findChildren(QAbstractButton) if one.isVisible()]
    keys = [one for one in buttons if isinstance(one, Key)]
    assert keys
    assert all(one.height() >= 48 and one.width() >= 48 for one in keys)
    assert all(one.accessibleName() for one in keys)
    assert [one.objectName() for one in keys if one.kind == "next"] == ["make_pdf"]
    for label in screen.findChildren(QLabel):
        if label.isVisible() and not label.wordWrap():
            need = label.fontMetrics().horizontalAdvance(label.text())
            assert need <= label.width() + 1, label.text()
    table = screen.balance.table
    assert table.verticalScrollBar().maximum() == 0
    assert table.horizontalScrollBar().maximum() == 0
