"""How a key draws its words: whole, inside, before its shortcut."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from reuse_pos.ui import theme
from reuse_pos.ui.widgets import Key, painting


def test_words_stay_inside_a_low_key_at_large_text(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a name broken in two lines that stands out of its key at 130 %."""
    drawn: list[QRectF] = []
    paint = Key._paint_words

    def noted(self: Key, painter: QPainter, box: QRectF, *rest: Any) -> None:
        drawn.append(QRectF(box))
        paint(self, painter, box, *rest)

    monkeypatch.setattr(Key, "_paint_words", noted)
    theme.set("light", 130)
    key = Key("Mettre en attente", "pause", hint="F6", place="above").typed(16, 20).sized(64)
    qtbot.addWidget(key)
    key.setFixedSize(134, 64)
    key.grab()
    assert key.content().contains(drawn[-1])


def test_a_shortcut_gives_way_to_the_words(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches words made tiny so that their function key fits beside them."""
    shown: list[str] = []
    monkeypatch.setattr(painting, "badge", lambda _p, _b, text, *_rest: shown.append(text))
    key = Key("La balance ne marche pas", hint="F1")
    qtbot.addWidget(key)
    key.setFixedSize(300, 56)
    key.grab()
    assert shown == ["F1"]
    key.setFixedSize(210, 56)
    key.grab()
    assert shown == ["F1"]
