"""The app as `reuse-pos run` starts it: says "painted" with the pictures shown, then signs in."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from reuse_pos import __main__ as program
from reuse_pos import bootstrap

if TYPE_CHECKING:
    from reuse_pos.services.shop import Shop

real_open = bootstrap.open_shop


def main(folder: str, op: str, secret: str) -> int:
    """Start the program on a shop, with `sign_in` in the place of a person."""

    def run_app(shop: Shop, *, argv: Sequence[str]) -> int:
        return sign_in(shop, list(argv), op, secret)

    def open_shop(root: Path) -> AbstractContextManager[Shop]:
        from reuse_pos.ui import application

        application.run_app = run_app
        return real_open(root)

    bootstrap.open_shop = open_shop
    return program.main(["run", "--data", folder])


def sign_in(shop: Shop, argv: list[str], op: str, secret: str) -> int:
    """As `run_app` does, but in a window of a till's size; touch a picture, type, leave."""
    from PySide6.QtWidgets import QApplication

    from reuse_pos.ui.application import Application

    app = QApplication(argv)
    running = Application(app, shop)

    def painted() -> None:
        print("painted", flush=True)
        door = running.shell.sign_in
        door.choose(next(person for person in shop.people.tiles() if person.op == op))
        door.secret.pin.push(secret[0])
        assert door.secret.pin.isEnabled()
        start = time.perf_counter()
        running.shell.opened.connect(lambda _person: let_in(start))
        for figure in secret[1:]:
            door.secret.pin.push(figure)

    def let_in(start: float) -> None:
        print("let in", (time.perf_counter() - start) * 1000, flush=True)
        app.quit()

    # Heard before the app's own answer to the first paint, which loads the rest.
    running.shell.painted.connect(painted)
    running.start()
    running.shell.resize(1366, 768)
    running.shell.show()
    try:
        return app.exec()
    finally:
        running.stop()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
