"""The scale as pages see it: told at once, at each change, and once when a load comes to rest."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from reuse_pos.domain.intake import EMPTY, LOST, MOVING, STABLE, ScaleView
from reuse_pos.ui.scalewatch import ScaleWatch


class Post(QObject):
    """A scale that shows what it is told, and what was heard of it."""

    def __init__(self, still: int = 3) -> None:
        super().__init__()
        self.view = ScaleView(EMPTY)
        self.watch = ScaleWatch(lambda: self.view, self, still)
        self.shown: list[ScaleView] = []
        self.steady: list[int] = []
        self.watch.shown.connect(self.shown.append)
        self.watch.steady.connect(self.steady.append)

    def put(self, state: str, grams: int, looks: int = 1) -> None:
        self.view = ScaleView(state, grams)
        for _look in range(looks):
            self.watch.poll()


def test_a_load_at_rest_is_told_once(qtbot: QtBot) -> None:
    """Catches a bag sold twice, and one sold while a hand still rests on it."""
    post = Post()
    post.put(MOVING, 1_900, 9)
    assert (post.steady, post.watch.steady_grams, post.watch.loaded) == ([], 0, True)
    post.put(STABLE, 1_840, 2)
    assert (post.steady, post.watch.steady_grams) == ([], 0)
    post.put(STABLE, 1_840, 9)
    assert (post.steady, post.watch.steady_grams) == ([1_840], 1_840)
    post.put(EMPTY, 0, 9)
    post.put(STABLE, 1_840, 3)
    assert post.steady == [1_840, 1_840]


def test_nothing_and_a_lost_scale_never_weigh(qtbot: QtBot) -> None:
    post = Post()
    for state in (EMPTY, LOST, STABLE):
        post.put(state, 0, 9)
        assert (post.steady, post.watch.steady_grams, post.watch.loaded) == ([], 0, False)


def test_a_page_entered_again_is_told_what_stands_there(qtbot: QtBot) -> None:
    """Catches a page that shows an empty scale because nothing changed since it was left."""
    post = Post()
    post.put(STABLE, 2_000, 5)
    post.shown.clear()
    post.watch.watch(True)
    assert post.shown == [ScaleView(STABLE, 2_000)]
    post.put(STABLE, 2_500)
    post.watch.watch(False)
    post.view = ScaleView(STABLE, 9_000)
    qtbot.wait(250)
    assert post.shown[-1].grams == 2_500
    post.watch.watch(True)
    qtbot.waitUntil(lambda: post.steady[-1:] == [9_000])
    post.watch.watch(False)
