"""The top of every screen: the state of the shop in words, shortened in the right order."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reuse_pos.ui.widgets import Chip, ChipView, TopBar


def shown_bar(qtbot: QtBot) -> TopBar:
    bar = TopBar()
    qtbot.addWidget(bar)
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


def test_the_top_bar_changes_chips_in_place(qtbot: QtBot) -> None:
    bar = shown_bar(qtbot)
    bar.set_chips((ChipView("sync", "ok", "cloud-check", "À jour"),))
    chip = bar.findChild(Chip, "chip_sync")
    assert chip is not None
    bar.set_chips((ChipView("sync", "warn", "wifi-slash", "Hors ligne depuis 09:40"),))
    assert bar.findChild(Chip, "chip_sync") is chip
    assert chip.text() == "Hors ligne depuis 09:40"
    with qtbot.waitSignal(bar.chip_pressed) as signal:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert signal.args == ["sync"]
    bar.set_chips((ChipView("scale", "ok", "scales", "Balance"),))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert [c.objectName() for c in bar.findChildren(Chip)] == ["chip_scale"]


def test_the_top_bar_shortens_what_is_well_before_what_is_not(qtbot: QtBot) -> None:
    """Catches "6 étique…" and "Balance à c…" on a small screen: warnings keep their words."""
    bar = shown_bar(qtbot)
    bar.set_compact(True)
    bar.set_title("Fermeture de caisse", "Caisse 1 · ouverte à 09:02")
    words = {"paper": "Ticket", "labels": "6 étiquettes en attente", "scale": "Balance à contrôler",
             "journal": "Journal vérifié"}  # fmt: skip
    well = ("paper", "journal")
    bar.set_chips(tuple(
        ChipView(code, "ok" if code in well else "warn", "printer", text)
        for code, text in words.items()
    ))  # fmt: skip
    chips = {chip.objectName().removeprefix("chip_"): chip for chip in bar.findChildren(Chip)}
    bar.resize(1274, 56)
    QApplication.processEvents()
    full = {code: chip.width() for code, chip in chips.items()}
    assert min(full.values()) > 60
    for width in range(1274, 800, -40):
        bar.resize(width, 56)
        QApplication.processEvents()
        for code, chip in chips.items():
            assert chip.width() == chip.sizeHint().width()
            assert code in well or chip.width() == full[code]
            assert chip.accessibleName() == words[code]
            assert chip.toolTip() == (words[code] if chip.width() < full[code] else "")
    assert chips["paper"].width() < full["paper"]
