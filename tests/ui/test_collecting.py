"""Forgotten objects die on the screen's own thread: on a writer's, Qt's parts crash the till."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from reuse_pos.ui import collecting, tasks
from reuse_pos.ui.collecting import Collecting


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collecting]:
    gc.enable()
    owner = QObject()
    found = Collecting(owner)
    yield found
    found.end()
    assert gc.isenabled()
    gc.disable()


def _forgotten_part(died_on: list[threading.Thread]) -> None:
    """A widget in a circle with itself: only a collection ends it."""
    part = QWidget()
    part.__dict__["myself"] = part
    weakref.finalize(part, lambda: died_on.append(threading.current_thread()))


def _busy_writer() -> int:
    kept = [[number] for number in range(50_000)]
    return len(kept)


def test_a_part_of_a_screen_dies_on_the_screens_thread(
    collector: Collecting, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Catches a collection on the thread that writes: the till would end without a word."""
    died_on: list[threading.Thread] = []
    collector.begin()
    _forgotten_part(died_on)
    tasks.run(_busy_writer)
    tasks.wait_idle()
    assert died_on == []
    kept = [[number] for number in range(50_000)]
    qtbot.waitUntil(lambda: bool(died_on), timeout=10_000)
    assert died_on == [threading.main_thread()]
    assert kept


def test_only_full_generations_are_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Catches a whole collection every second: a tenth of a second's stutter in every gesture."""
    asked: list[int] = []
    monkeypatch.setattr(collecting.gc, "collect", asked.append)
    monkeypatch.setattr(collecting.gc, "get_threshold", lambda: (700, 10, 10))
    for counts in ((10, 0, 0), (800, 3, 2), (800, 11, 10), (5, 11, 11)):
        monkeypatch.setattr(collecting.gc, "get_count", lambda counts=counts: counts)
        collecting.collect_due()
    assert asked == [0, 1, 2]
