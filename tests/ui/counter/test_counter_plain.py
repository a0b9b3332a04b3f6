"""The counter in plain mode: the same sale with fewer, larger keys, read aloud thing by thing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from counter_post import CASHIER, NARROW, TILL, WIDE, Post
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from screen_audit import faults

from reuse_pos.ui import speech, theme
from reuse_pos.ui.counter import WORKPLACE
from reuse_pos.ui.counter.plainscreen import PlainCounterScreen
from reuse_pos.ui.readaloud import ReadAloud, things
from reuse_pos.ui.widgets import Key, Text
from reuse_pos.ui.workplaces import Desk

BEGINNER = replace(CASHIER, plain_mode=True)


class Voice:
    """A voice that says nothing and tells what it was asked to say."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.busy = False

    def say(self, text: str) -> bool:
        self.said.append(text)
        self.busy = True
        return True

    def stop(self) -> None:
        self.busy = False


@pytest.fixture
def voice(monkeypatch: pytest.MonkeyPatch) -> Voice:
    made = Voice()
    monkeypatch.setattr(speech, "available", lambda: True)
    monkeypatch.setattr(speech, "say", made.say)
    monkeypatch.setattr(speech, "stop", made.stop)
    monkeypatch.setattr(speech, "speaking", lambda: made.busy)
    return made


def start(post: Post, size: tuple[int, int] = WIDE) -> PlainCounterScreen:
    screen = WORKPLACE.make(Desk(post.made.shop, BEGINNER, TILL))
    assert isinstance(screen, PlainCounterScreen)
    post.screen = screen
    post.qtbot.addWidget(screen)
    screen.resize(*size)
    screen.show()
    screen.entered()
    screen.watch._timer.stop()
    post.settle()
    return screen


def press(screen: QWidget, name: str) -> None:
    (key,) = [one for one in screen.findChildren(Key, name) if one.isVisible()]
    assert key.isEnabled(), name
    key.click()


def test_a_sale_is_a_picture_and_two_touches(post: Post) -> None:
    screen = start(post)
    screen.sell.keys.tiles[1].click()
    post.settle()
    total = screen.model.basket.total_cents
    assert total > 0
    press(screen, "pay")
    press(screen, "exact_cash")
    post.settle()
    sold = post.made.store.read().all("SELECT total_cents FROM sale")
    assert [row["total_cents"] for row in sold] == [total]
    assert not screen.model.basket.lines


def test_who_does_not_need_it_has_the_full_counter(post: Post) -> None:
    screen = WORKPLACE.make(Desk(post.made.shop, CASHIER, TILL))
    post.qtbot.addWidget(screen)
    assert not screen.plain


def test_the_first_page_offers_cash_and_card_the_others_are_a_touch_away(post: Post) -> None:
    screen = start(post)
    screen.sell.keys.tiles[1].click()
    post.settle()
    press(screen, "pay")
    ways = {one.objectName() for one in screen.findChildren(Key) if one.isVisible()}
    assert {one for one in ways if one.startswith("way_")} == {"way_CASH", "way_CARD"}
    press(screen, "more_ways")
    QApplication.processEvents()
    ways = {one.objectName() for one in screen.findChildren(Key) if one.isVisible()}
    assert len({one for one in ways if one.startswith("way_")}) > 2
    assert "more_ways" not in ways


def test_every_family_is_reached_by_the_two_keys(post: Post) -> None:
    screen = start(post)
    seen = set()
    for _ in range(7):
        name = screen.findChild(Text, "family_name")
        assert isinstance(name, Text)
        seen.add(next(
            one.text() for one in screen.findChildren(Text, "family_name") if one.isVisible()
        ))  # fmt: skip
        press(screen, "pictures_after")
        QApplication.processEvents()
    assert len(seen) == 7
    assert len(screen.sell.keys.tiles) <= 9


def test_keys_are_large_enough_for_a_beginner(post: Post) -> None:
    screen = start(post)
    for name in ("pay", "undo", "pictures_before", "pictures_after"):
        (key,) = [one for one in screen.findChildren(Key, name) if one.isVisible()]
        assert key.height() >= 84, name
    assert all(tile.height() >= 84 for tile in screen.sell.keys.tiles)


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize(("mode", "scale"), [("light", 100), ("dark", 130)])
def test_the_plain_counter_keeps_the_rules(
    post: Post, size: tuple[int, int], mode: str, scale: int
) -> None:
    theme.set(mode, scale)
    wide, high = (1366, 768) if size == WIDE else (1024, 768)
    screen = start(post, (wide, high))
    assert faults(screen) == []
    screen.sell.keys.tiles[1].click()
    post.settle()
    assert faults(screen) == []
    press(screen, "pay")
    QApplication.processEvents()
    assert faults(screen) == []


def test_the_page_is_read_in_the_order_of_the_eye_with_amounts_in_words(
    post: Post, voice: Voice
) -> None:
    screen = start(post)
    screen.sell.keys.tiles[1].click()
    post.settle()
    press(screen, "plain_listen")
    reader = screen.reader
    order = []
    while reader.reading:
        now = reader.now
        assert now is not None
        if now.widget is not None:
            assert reader.light is not None
            assert reader.light.isVisible()
            order.append(now.widget.objectName())
        voice.busy = False
        reader.look()
    assert voice.said[0] == screen.title
    assert order.index("pictures_after") < order.index("tile_0") < order.index("pay")
    assert "deux euros" in voice.said
    assert not any("€" in words for words in voice.said)
    assert reader.light is None


def test_a_second_touch_and_leaving_are_silence(post: Post, voice: Voice) -> None:
    screen = start(post)
    press(screen, "plain_listen")
    assert voice.busy
    press(screen, "plain_listen")
    assert not voice.busy
    press(screen, "plain_listen")
    screen.left()
    assert not voice.busy
    assert not screen.reader.reading


def test_the_key_is_hidden_without_a_voice(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "available", lambda: False)
    screen = start(post)
    assert screen.header.listen_key.isHidden()


def test_what_disappears_meanwhile_is_not_read(qtbot: QtBot, voice: Voice) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    first, second = Text("un"), Text("deux")
    for one in (first, second):
        layout.addWidget(one)
    qtbot.addWidget(page)
    page.show()
    assert [one.words for one in things(page)] == ["un", "deux"]
    reader = ReadAloud(page)
    reader.read("titre", page)
    second.hide()
    for _ in range(3):
        voice.busy = False
        reader.look()
    assert voice.said == ["titre", "un"]
