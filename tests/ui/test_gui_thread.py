"""The thread that draws writes nothing and asks little: every screen is walked in a shop of years.

A sale, a print or a search must never hold the hand on the screen (docs/ARCHITECTURE.md); what a
screen may ask while it draws is a few rows found by an index, counted here in SQLite's own steps.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from years import add_years

from reuse_pos import bootstrap
from reuse_pos.db.store import Reader, Store, Tx
from reuse_pos.domain.clock import SetClock
from reuse_pos.ui import shot_hands, shots, theme
from reuse_pos.ui.shot_hands import Hands
from reuse_pos.ui.shot_states import states

DAYS, MONTHS = 31, 12
STEPS_A_TICK = 500
# A millisecond here, some on a shop's slowest computer: still within a frame.
MOST_STEPS = 30_000
STATES_MISSED = 0.2
DRAWN_MS, STABLE_MS = 300, 600
# Which workplaces and shared parts may ask while they draw, and why; whoever else asks says why
# here, or asks through `ui/tasks.py`.
OPENING = "opening shows at once what it is about: lists that people keep, the few rows that wait"
GESTURE = "a gesture is answered about the one thing it names, as a scan is"
WAITING = "seconds left after wrong codes, ticking"
POST = "who and which till this post is for, once for each place gone to"
ASKS: dict[str, frozenset[str]] = {
    OPENING: frozenset({
        "adoptdialog", "agenda", "approvaldialog", "booklet", "bookletshown", "chips", "holds",
        "intake", "labelqueue", "manager", "orders", "outflow", "scalecheck", "settings", "sorting",
        "stock", "stocktake", "till", "workshop",
    }),
    GESTURE: frozenset({"counter"}),
    WAITING: frozenset({"approvalwho", "signin"}),
    POST: frozenset({"application", "workplaces"}),
}  # fmt: skip
# The journal's last words, when the window is already gone.
WRITES = frozenset({"application"})


@dataclass
class Watch:
    """What the drawing thread asked of the file: for each place in `reuse_pos/ui`, how often and
    the most steps one question took; and where it wrote."""

    asked: Counter[str] = field(default_factory=Counter)
    steps: Counter[str] = field(default_factory=Counter)
    writes: set[str] = field(default_factory=set)
    ticks: int = 0

    def begin(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Watch from now on."""
        for name in ("all", "each", "one", "value"):
            monkeypatch.setattr(Reader, name, self._counted(getattr(Reader, name)))
        write = Store.transaction

        @contextmanager
        def watched(store: Store) -> Iterator[Tx]:
            if place := _place():
                self.writes.add(place)
            with write(store) as tx:
                yield tx

        monkeypatch.setattr(Store, "transaction", watched)

    def _counted(self, ask: Callable[..., Any]) -> Callable[..., Any]:
        def counted(reader: Reader, sql: str, *values: Any) -> Any:
            place = _place()
            if not place:
                return ask(reader, sql, *values)
            self.ticks = 0
            reader._connection.set_progress_handler(self._tick, STEPS_A_TICK)
            try:
                answer = ask(reader, sql, *values)
                return iter(list(answer)) if ask.__name__ == "each" else answer
            finally:
                reader._connection.set_progress_handler(None, 0)
                self.asked[place] += 1
                self.steps[place] = max(self.steps[place], self.ticks * STEPS_A_TICK)

        return counted

    def _tick(self) -> None:
        self.ticks += 1


def _place() -> str:
    """Where in `reuse_pos/ui` the drawing thread is; "" on another thread, or outside of it."""
    if threading.current_thread() is not threading.main_thread():
        return ""
    frame = sys._getframe(2)
    while frame is not None:
        start, _dot, module = str(frame.f_globals.get("__name__", "")).partition("reuse_pos.ui.")
        if not start and module and not module.startswith("shot"):
            return module.replace(".", "/")
        frame = frame.f_back  # type: ignore[assignment]
    return ""


@pytest.fixture(scope="module")
def watch(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Watch]:
    """A walk through every pictured state of every screen, in a shop of some years."""
    folder = tmp_path_factory.mktemp("walk")
    bootstrap.live_demo(folder, days=DAYS, seed=7, settings=None, say=lambda _line: None)
    add_years(folder / "shop" / "shop.db", MONTHS)
    watch = Watch()
    with pytest.MonkeyPatch.context() as monkeypatch:
        watch.begin(monkeypatch)
        monkeypatch.setattr(Hands, "settle", _settle_soon(Hands.settle))
        monkeypatch.setattr(shot_hands, "STABLE_MS", STABLE_MS)
        failed, wanted = _walk(folder)
    theme.set("light", 100)
    print("\n".join(failed))
    assert len(failed) <= wanted * STATES_MISSED
    return watch


def _settle_soon(settle: Callable[..., None]) -> Callable[..., None]:
    """Nobody looks at the pictures: hands wait for answers, and for a load that must stand still,
    not for what fades in."""
    return lambda hands, ms=0: settle(hands, ms if ms > DRAWN_MS else 0)


def _walk(folder: Path) -> tuple[list[str], int]:
    """Bring every state about; returns those that did not come, of how many."""
    clock = SetClock(datetime.now().astimezone())
    devices, scale = bootstrap.devices_for_pictures(folder / "printed")
    with bootstrap.open_shop(folder / "shop", clock=clock, devices=devices) as shop:
        clock.put(shots.next_morning(shop))
        with shots._running(shop) as app:
            app.shell.resize(1366, 768)
            app.shell.show()
            hands = Hands(app, scale, clock)
            hands.wait_for_first_paint()
            failed = [told for state in states() if (told := _trouble(hands, state))]
            for _name, bring, code in shots._own_states():
                hands.visit(code)
                bring(app.shell.screen_now)
                hands.settle()
    return failed, len(states())


def _trouble(hands: Hands, state: Any) -> str:
    try:
        hands.be(state.person, state.place)
        state.bring(hands)
    except Exception as trouble:  # noqa: BLE001 - some wait for what years ago was not; the walk goes on
        hands.start_again()
        return f"{state.name}: {trouble}"
    return ""


pytestmark = pytest.mark.slow


def test_the_drawing_thread_writes_nothing(watch: Watch) -> None:
    """Catches a screen that waits for the disk at each gesture."""
    assert watch.writes <= WRITES


def test_what_is_asked_while_drawing_is_found_not_searched_for(watch: Watch) -> None:
    """Catches a screen that adds up the sales of years before it is shown."""
    assert {place: n for place, n in watch.steps.items() if n > MOST_STEPS} == {}


def test_only_those_ask_while_drawing_who_say_why(watch: Watch) -> None:
    """Catches a list read in the wrong place by habit."""
    known = frozenset().union(*ASKS.values())
    assert {place for place in watch.asked if place.partition("/")[0] not in known} == set()


def test_the_watch_sees(watch: Watch) -> None:
    """Catches a walk past closed doors, or a count that is always nought."""
    assert sum(watch.asked.values()) > 500
    assert max(watch.steps.values()) > STEPS_A_TICK
