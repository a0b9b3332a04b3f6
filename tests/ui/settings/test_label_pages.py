"""Labels, their colours and the printers as the manager sees them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from goods import bring
from paying_help import TILL, basket_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from screen_audit import faults
from shops import TestShop

from reuse_pos.domain.payments import Payment
from reuse_pos.domain.slips import TEST_CODE
from reuse_pos.hardware.fake import FakeDisplay, FakeLabelPrinter, FakeReceiptPrinter
from reuse_pos.hardware.ports import TroubleKind
from reuse_pos.ui import labelqueue, tasks, theme
from reuse_pos.ui.labeldialog import LabelDialog
from reuse_pos.ui.settings.screen import SettingsScreen

Enter = Callable[..., SettingsScreen]


def settle() -> None:
    for _turn in range(4):
        QApplication.processEvents()
        assert tasks.wait_idle()


class Window(QWidget):
    """Stands for the shop's window: remembers what was said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def say(self, words: str, _undo: object) -> None:
        self.said.append(words)


@pytest.fixture
def labelled(shelves: TestShop) -> TestShop:
    """Four labels wait, one of them twice; a fifth waits for a yes."""
    devices = shelves.office.devices
    devices.label, devices.receipt = FakeLabelPrinter(), FakeReceiptPrinter()
    devices.display = FakeDisplay()
    for n in range(4):
        item = bring(shelves, "HR-VAISSELLE", 800, label=f"Vase {n}")
        shelves.shop.labelling.approve_price(shelves.supervisor, item.id, 300, "", 1 + (n == 0))
    held = bring(shelves, "HR-VAISSELLE", 800, label="Plat")
    shelves.shop.labelling.propose_price(shelves.trainee, held.id, 300)
    colours = shelves.shop.colours
    colours.plan(shelves.manager, colours.proposal())
    return shelves


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    files: list[str] = []
    monkeypatch.setattr(labelqueue, "documents", lambda: tmp_path)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: files.append(url.toLocalFile()))
    return files


@pytest.mark.parametrize("page", ["labels", "label_rules", "colours", "printers"])
@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize(("mode", "scale"), [("light", 100), ("dark", 130)])
def test_the_pages_fit(
    settings: Enter, labelled: TestShop, page: str, size: str, mode: str, scale: int
) -> None:
    theme.set(mode, scale)
    screen = settings(page, size)
    if page == "printers":
        screen.page.test()
        settle()
    assert faults(screen) == []


def test_every_label_comes_out_and_the_one_held_stays(settings: Enter, labelled: TestShop) -> None:
    screen = settings("labels")
    queue = screen.page.queue
    assert queue.print_key.text() == "Imprimer 5 étiquettes"
    screen.on_next()
    settle()
    printer = labelled.office.devices.label
    assert isinstance(printer, FakeLabelPrinter)
    assert sum(copies for _label, copies in printer.printed) == 5
    assert [one.why for one in queue.list.labels] == ["held"]
    assert not queue.print_key.isEnabled()


def test_a_printer_that_dies_keeps_the_rest_and_says_so(
    settings: Enter, labelled: TestShop
) -> None:
    printer = labelled.office.devices.label
    assert isinstance(printer, FakeLabelPrinter)
    printer.fail_with(TroubleKind.PAPER)
    screen = settings("labels")
    screen.on_next()
    settle()
    assert screen.error.isVisible()
    assert len(screen.page.queue.list.labels) == 5


def test_the_sheet_is_touched_where_it_is_free(
    qtbot: QtBot, settings: Enter, labelled: TestShop, opened: list[str]
) -> None:
    screen = settings("labels")
    queue = screen.page.queue
    spot = queue.picture.box_of(7).center()
    qtbot.mouseClick(
        queue.picture, Qt.MouseButton.LeftButton, pos=QPoint(round(spot.x()), round(spot.y()))
    )
    assert queue.picture.first == 7
    qtbot.keyClick(queue.picture, Qt.Key.Key_Down)
    assert queue.picture.first == 10
    queue.sheet_key.click()
    settle()
    assert [Path(one).suffix for one in opened] == [".pdf"]
    assert labelled.shop.labelling.sheets().first_cell == 15
    assert queue.picture.first == 15


def test_other_sheets_and_offsets_are_kept(
    settings: Enter, labelled: TestShop, opened: list[str]
) -> None:
    screen = settings("labels")
    queue = screen.page.queue
    queue._turn(1)
    settle()
    queue.right.step(-1)
    settle()
    place = labelled.shop.labelling.sheets()
    assert (place.template.code, place.offset_x, place.offset_y) == ("L7160", -1, 0)
    queue.grid_key.click()
    settle()
    assert "grille-etiquettes" in opened[0]


def test_a_label_taken_out_can_be_put_back(settings: Enter, labelled: TestShop) -> None:
    screen = settings("labels")
    queue = screen.page.queue
    undo: list[object] = []
    screen.say.connect(lambda _words, call: undo.append(call))
    assert not queue.drop_key.isEnabled()
    queue.list.setCurrentIndex(queue.list.model().index(0, 0))
    queue.drop_key.click()
    settle()
    assert labelled.shop.labelling.waiting() == 3
    undo[-1]()  # type: ignore[operator]
    settle()
    assert labelled.shop.labelling.waiting() == 4


def test_the_list_opens_over_a_screen_and_escape_leaves(
    qtbot: QtBot, settings: Enter, labelled: TestShop
) -> None:
    screen = settings()
    window = Window()
    qtbot.addWidget(window)
    window.resize(1024, 768)
    window.show()
    dialog = LabelDialog(window, labelled.shop, screen.person)
    dialog.show()
    settle()
    assert len(dialog.queue.list.labels) == 5
    assert faults(window) == []
    dialog.on_next()
    settle()
    assert window.said == ["5 étiquettes imprimées"]
    assert labelled.shop.labelling.waiting() == 0
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isHidden()


def test_the_next_colour_is_filled_in_and_saved(settings: Enter, labelled: TestShop) -> None:
    screen = settings("colours")
    page = screen.page
    page.new.click()
    assert (page.colour.value(), page.percent.text()) == ("blue", "50")
    page.percent.setText("30 %")
    screen.on_next()
    settle()
    plans = [one.plan for one in labelled.shop.colours.listed()]
    assert [(one.colour, one.basis_points) for one in plans] == [("blue", 3000), ("yellow", 5000)]
    page.cut.put("2026-01-01")
    screen.on_next()
    settle()
    assert screen.error.isVisible()
    assert len(labelled.shop.colours.listed()) == 2
    page.drop_key.click()
    settle()
    assert [one.plan.colour for one in labelled.shop.colours.listed()] == ["yellow"]
    assert not page.colour.isEnabled()


def test_the_right_line_of_the_test_is_kept(settings: Enter, labelled: TestShop) -> None:
    screen = settings("printers")
    page = screen.page
    printer = labelled.office.devices.receipt
    assert isinstance(printer, FakeReceiptPrinter)
    assert page.checks[0].sentence == "L’imprimante est allumée et répond."
    page.test_key.click()
    settle()
    assert [doc.name for doc in printer.docs] == ["test"]
    page.pages["cp858"].click()
    assert page.keep_key.text() == "Garder la page 2"
    screen.on_next()
    settle()
    assert labelled.office.setting("receipt.code_page") == "CP858"


def test_what_is_wrong_is_one_sentence_with_one_way_out(
    settings: Enter, labelled: TestShop
) -> None:
    printer = labelled.office.devices.receipt
    assert isinstance(printer, FakeReceiptPrinter)
    said = {}
    screen = settings("printers")
    for kind in TroubleKind:
        printer.fail_with(kind)
        screen.page.show_device("receipt")
        settle()
        bad = [one for one in screen.page.checks if one.state == "bad"]
        assert len(bad) == 1
        assert bad[0].way
        said[kind] = bad[0].sentence
    assert len(set(said.values())) == len(TroubleKind)


def test_drawer_and_cut_are_tried_from_their_lines(settings: Enter, labelled: TestShop) -> None:
    screen = settings("printers")
    printer = labelled.office.devices.receipt
    assert isinstance(printer, FakeReceiptPrinter)
    for code in ("drawer", "cut"):
        screen.page._way_of(next(one for one in screen.page.checks if one.code == code)).click()
        settle()
        assert next(one for one in screen.page.checks if one.code == code).state == "ok"
    assert printer.opened == 1


def test_what_waited_for_the_printer_is_printed_from_its_line(
    settings: Enter, labelled: TestShop
) -> None:
    """Catches papers that wait although the printer answers again, on the page that mends it."""
    printer = labelled.office.devices.receipt
    assert isinstance(printer, FakeReceiptPrinter)
    labelled.shop.till.open_session(labelled.cashier, TILL, 15000)
    printer.docs.clear()
    printer.fail_with(TroubleKind.ABSENT)
    basket, paid = basket_of(labelled, "Manteau"), [Payment("CASH", 500)]
    labelled.shop.counter.sell(labelled.cashier, TILL, basket, paid, "PRINT")
    printer.fail_with(None)
    screen = settings("printers")
    waiting = screen.page.checks[-1]
    assert waiting.sentence == "1 papier attend encore cette imprimante."
    said: list[str] = []
    screen.say.connect(lambda words, _undo: said.append(words))
    screen.page._way_of(waiting).click()
    settle()
    assert said == ["Tout ce qui attendait est sorti."]
    assert screen.page.checks[-1].code == "cut"
    assert len(printer.docs) == 1


def test_the_code_of_the_test_paper_opens_the_scanner_s_page(
    settings: Enter, labelled: TestShop
) -> None:
    screen = settings("printers")
    screen.on_scan(TEST_CODE)
    assert screen.title == "Lecteur de codes"
    assert [one.state for one in screen.page.lines.checks] == ["ok", "ok"]
    screen.back()
    assert screen.page is None


def test_a_display_is_chosen_and_shown_a_line(
    settings: Enter, labelled: TestShop, tmp_path: Path
) -> None:
    """Kept in a folder here: the line really reaches what was chosen."""
    screen = settings("printers")
    page = screen.page
    page.devices["display"].click()
    settle()
    page.kinds.choose("folder")
    page.target.setText("")
    page.use_key.click()
    settle()
    assert screen.error.isVisible()
    page.target.setText(str(tmp_path / "display"))
    page.use_key.click()
    settle()
    assert labelled.office.setting("display.driver") == "folder"
    page.test_key.click()
    settle()
    assert "1\u00a0234,50\u00a0€" in (tmp_path / "display" / "display.txt").read_text().replace(
        " ", "\u00a0"
    )
