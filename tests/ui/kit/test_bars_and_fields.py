"""Bars, fields and texts: what they paint, take and give way to."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reuse_pos.ui import tokens
from reuse_pos.ui.widgets import (
    Part,
    SearchField,
    StackedBar,
    Text,
)

W = TypeVar("W", bound=QWidget)


def shown(qtbot: QtBot, widget: W) -> W:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_the_stacked_bar_leaves_the_rest_grey(qtbot: QtBot) -> None:
    bar = shown(qtbot, StackedBar())
    bar.resize(200, 24)
    bar.set_parts((Part(30_000, "textile", "Boutique"), Part(10_000, "meubles")), 80_000)
    picture = bar.grab().toImage()
    assert picture.pixelColor(20, 12) == QColor("#1E409A")
    assert picture.pixelColor(85, 12) == QColor("#8A4B08")
    assert picture.pixelColor(150, 12) == QColor(tokens.LIGHT.sunken)


def test_the_search_field_empties_on_escape(qtbot: QtBot) -> None:
    field, sent = shown(qtbot, SearchField("Scannez ou tapez")), []
    field.activateWindow()
    field.submitted.connect(sent.append)
    field.setFocus()
    qtbot.keyClicks(field.edit, "4,5")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert sent == ["4,5"]
    qtbot.keyClick(field.edit, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_long_words_give_way_but_stay_readable(qtbot: QtBot) -> None:
    label = shown(qtbot, Text("Armoire normande deux portes", "strong").eliding())
    label.resize(80, 24)
    assert label.minimumSizeHint().width() < 80
    assert not label.grab().isNull()
    with pytest.raises(LookupError):
        Text("x", "enormous")
