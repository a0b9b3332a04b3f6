"""The look changes everywhere at once, and the style sheet stays light."""

import pytest
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reuse_pos.ui import keylook, qss, theme, tokens
from reuse_pos.ui.hub import hub
from reuse_pos.ui.widgets import Chip, Key, Text


@pytest.mark.parametrize("kind", keylook.KINDS)
def test_the_sheet_knows_every_kind_of_key(kind: str) -> None:
    sheet = qss.sheet(tokens.LIGHT, 100)
    assert f'QPushButton[kind="{kind}"]:pressed' in sheet


def test_no_rule_for_everything() -> None:
    sheet = qss.sheet(tokens.LIGHT, 100)
    assert not any(line.lstrip().startswith(("*", "QWidget{")) for line in sheet.splitlines())


def test_edges_of_the_pattern_sheet() -> None:
    c = tokens.LIGHT
    assert keylook.rest("key", c).edge == 4
    assert keylook.rest("next", c).edge == 5
    assert keylook.look("key", "pressed", c).edge == 1
    assert keylook.look("key", "focus", c).thick == 3
    assert keylook.look("key", "checked", c).ground == c.blue_bg
    assert keylook.look("next", "rest", c).ground == c.yellow


def test_a_new_look_is_told_and_worn(qapp: QApplication, qtbot: QtBot) -> None:
    key = Key("Repos")
    qtbot.addWidget(key)
    key.show()
    bright = key.grab().toImage().pixelColor(20, 10)
    with qtbot.waitSignal(hub.theme_changed):
        theme.set("dark", 100)
    assert bright == QColor(tokens.LIGHT.surface)
    assert key.grab().toImage().pixelColor(20, 10) == QColor(tokens.DARK.surface)
    assert tokens.DARK.surface in qapp.styleSheet()


def test_the_same_look_is_not_told_again(qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(hub.theme_changed):
        theme.set("light", 100)


@pytest.mark.parametrize(("mode", "scale"), [("sepia", 100), ("light", 90)])
def test_unknown_look_is_refused_and_changes_nothing(mode: str, scale: int) -> None:
    with pytest.raises(ValueError, match="no such look"):
        theme.set(mode, scale)
    assert theme.current() == theme.Theme("light", 100)


def test_bigger_text_asks_for_more_room(qtbot: QtBot) -> None:
    key, chip, label = Key("Mettre en attente"), Chip("À jour", "cloud-check", "ok"), Text("Total")
    for widget in (key, chip, label):
        qtbot.addWidget(widget)
        widget.show()
    before = [w.sizeHint().width() for w in (key, chip, label)]
    theme.set("light", 130)
    after = [w.sizeHint().width() for w in (key, chip, label)]
    assert all(b * 1.15 < a for b, a in zip(before, after, strict=True))


def test_a_stock_button_with_a_kind_wears_the_sheet(qtbot: QtBot) -> None:
    button = QPushButton("Encaisser")
    button.setProperty("kind", "next")
    qtbot.addWidget(button)
    button.resize(200, 60)
    button.show()
    assert button.grab().toImage().pixelColor(12, 30) == QColor(tokens.LIGHT.yellow)


def test_colours_by_name() -> None:
    look = theme.current()
    assert look.hex("textile") == "#1E409A"
    assert look.hex("textile-bg") == "#DFE7FB"
    assert look.hex("ink2") == tokens.LIGHT.ink2
    assert look.hex("#123456") == "#123456"
    assert look.hue("unknown family") == look.hue("neutral")
    with pytest.raises(AttributeError):
        look.hex("no_such_token")


def test_role_fonts_follow_the_scale() -> None:
    small = QFontMetricsF(theme.current().role_font("title")).horizontalAdvance("Total")
    theme.set("light", 130)
    assert QFontMetricsF(theme.current().role_font("title")).horizontalAdvance("Total") > small
