"""Pictures of every screen and paper of a shop, to judge the looks of a change side by side.

``python -m reuse_pos.ui.shots --out DIR [--data SHOP]`` starts the real app without a screen on a
copy of the shop (the demo shop; made first where there is none) and writes one PNG for each state,
size and look, the papers, and ``contact.png`` with all of them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from reuse_pos import bootstrap
from reuse_pos.domain.clock import SetClock
from reuse_pos.domain.errors import Refusal
from reuse_pos.ui.contact import contact_sheet, draw_papers

DEMO = Path("demo") / "shop"
SIZES = ((1366, 768), (1024, 768))
LOOKS = ("light", "dark")
CLOSED_WEEKDAYS = (0, 6)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take every picture; 1 when one could not be taken, 2 when there is no shop to show."""
    asked = _options(arguments)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with TemporaryDirectory(prefix="reuse-pos-shots-") as scratch:
        try:
            shop = asked.data or _demo_shop(Path(scratch))
            failed = _take_all(shop, asked.out, Path(scratch) / "copy", asked.only)
        except Refusal as refusal:
            sys.stderr.write(refusal.sentence + "\n")
            return 2
    for line in failed:
        sys.stderr.write(line + "\n")
    return 1 if failed else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="reuse_pos.ui.shots", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="where the pictures go")
    parser.add_argument("--data", type=Path, help="the shop to show (default: demo/shop)")
    parser.add_argument("--only", default="", help="only the states whose name starts so")
    return parser.parse_args(arguments)


def _demo_shop(scratch: Path) -> Path:
    if DEMO.is_dir():
        return DEMO
    bootstrap.live_demo(scratch, days=31, seed=7, settings=None, say=lambda _line: None)
    return scratch / "shop"


def _take_all(source: Path, out: Path, copy: Path, only: str) -> list[str]:
    out.mkdir(parents=True, exist_ok=True)
    shutil.copytree(source, copy, ignore=shutil.ignore_patterns("lock", "running", "screen.ini"))
    clock = SetClock(datetime.now().astimezone())
    devices, scale = bootstrap.devices_for_pictures(copy / "printed")
    with bootstrap.open_shop(copy, clock=clock, devices=devices) as shop:
        clock.put(next_morning(shop))
        with _running(shop) as app:
            failed = Photographer(app, scale, clock, out).take(only)
    if not only:
        draw_papers(source.parent / "papers", out)
        contact_sheet(out)
    return failed


def next_morning(shop: Any) -> datetime:
    """Two minutes past nine on the first open day after the last one closed."""
    closed = shop.till.closings("DAY", "2000-01-01", "2999-12-31")
    last = datetime.fromisoformat(closed[-1].day if closed else "2026-10-31")
    day = last + timedelta(days=1)
    while day.weekday() in CLOSED_WEEKDAYS:
        day += timedelta(days=1)
    return day.replace(hour=9, minute=2).astimezone()


@contextmanager
def _running(shop: Any) -> Iterator[Any]:
    from PySide6.QtWidgets import QApplication

    from reuse_pos.ui.application import Application

    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["reuse-pos"])
    running = Application(app, shop)
    running.start()
    try:
        yield running
    finally:
        running.end()


class Photographer:
    """Goes through the states one after the other and takes each in every size and look."""

    def __init__(self, app: Any, scale: Any, clock: SetClock, out: Path) -> None:
        from reuse_pos.ui.shot_hands import Hands

        self._app, self._out = app, out
        self._hands = Hands(app, scale, clock)

    def take(self, only: str) -> list[str]:
        """Take the pictures; the sentences about those that could not be taken."""
        from reuse_pos.ui.shot_states import states

        self._app.shell.resize(*SIZES[0])
        self._app.shell.show()
        self._hands.wait_for_first_paint()
        failed = []
        for state in states():
            try:
                self._hands.be(state.person, state.place)
                state.bring(self._hands)
                if state.name.startswith(only):
                    self._picture(state.name, state.narrow_name, state.strongest)
            except Exception as trouble:  # noqa: BLE001 - the other pictures are still wanted
                failed.append(f"{state.name}: {type(trouble).__name__}: {trouble}")
                self._hands.start_again()
        for name, bring, code in _own_states():
            self._hands.visit(code)
            bring(self._app.shell.screen_now)
            self._hands.settle()
            self._picture(name, name, "")
        return failed

    def _picture(self, name: str, narrow: str, strongest: str) -> None:
        for mode in (*LOOKS, "max") if strongest else LOOKS:
            for width, height in SIZES:
                stem = strongest if mode == "max" else name if width == SIZES[0][0] else narrow
                self._hands.wear(mode, width, height)
                self._app.shell.grab().save(str(self._out / f"{stem}-{width}-{mode}.png"))
        self._hands.wear("light", *SIZES[0])


def _own_states() -> Iterator[tuple[str, Any, str]]:
    """The states that a workplace brings about by itself: ``SHOTS``, names and callables."""
    from reuse_pos.ui.workplaces import WORKPLACES

    for module_name in WORKPLACES:
        if find_spec(module_name) is None:
            continue
        module = import_module(module_name)
        for name, bring in getattr(module, "SHOTS", ()):
            yield name, bring, module.WORKPLACE.code


if __name__ == "__main__":
    sys.exit(main())
