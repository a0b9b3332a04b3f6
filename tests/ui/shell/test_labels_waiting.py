"""Labels that wait are told at the top, and come out on the printer or on an A4 sheet."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot
from shops import TestShop

from reuse_pos.domain.mass import Source, Weighing
from reuse_pos.domain.people import Person
from reuse_pos.hardware.fake import FakeLabelPrinter
from reuse_pos.ui import chips, labeldesk, tasks
from reuse_pos.ui.shell import Shell

Find = Callable[[str], Person]


@pytest.fixture
def waiting(small_shop: TestShop) -> TestShop:
    """A shop where one tracking label waits."""
    intake, who = small_shop.shop.intake, small_shop.reception
    here = intake.open_intake(who, "drop_off", "35238").value
    intake.add_item(who, here.id, "EA-AS-FAUTEUIL", Weighing(12400, 0, Source.SCALE))
    return small_shop


def pressed(shell: Shell, who: Person, labels: int) -> None:
    shell.open_for(who)
    shell.set_waiting(chips.Waiting(0, "", labels))
    shown = {view.code: view.text for view in shell.frame.top.chips()}
    assert shown["label"] == "1 étiquette en attente"
    shell.frame.top.chip_pressed.emit("label")


def test_without_a_label_printer_a_sheet_is_drawn_and_nothing_waits(
    qtbot: QtBot, shell: Shell, person: Find, waiting: TestShop, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened: list[str] = []
    monkeypatch.setattr(labeldesk, "documents", lambda: tmp_path / "papers")
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    pressed(shell, person("05"), 1)
    assert shell.snackbar.bar.text() == "1 étiquette attend."
    shell.snackbar.bar.undo()
    qtbot.waitUntil(tasks.idle)
    assert [Path(one).suffix for one in opened] == [".pdf"]
    assert Path(opened[0]).read_bytes().startswith(b"%PDF")
    assert waiting.shop.labelling.waiting() == 0


def test_with_a_label_printer_they_are_printed(
    qtbot: QtBot, shell: Shell, person: Find, waiting: TestShop
) -> None:
    printer = FakeLabelPrinter()
    waiting.office.devices.label = printer
    pressed(shell, person("05"), 1)
    shell.snackbar.bar.undo()
    qtbot.waitUntil(tasks.idle)
    assert len(printer.printed) == 1
    assert shell.snackbar.bar.text() == "1 étiquette imprimée"


def test_who_may_not_print_them_is_told_who_does(
    shell: Shell, person: Find, waiting: TestShop
) -> None:
    pressed(shell, person("07"), 1)
    assert shell.snackbar.bar.text().endswith("La réception ou l’atelier les imprime.")
    assert waiting.shop.labelling.waiting() == 1
