"""How much memory an empty window takes, then the app with the counter open and things scanned."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from reuse_pos.bootstrap import open_shop


def resident_mb() -> float:
    """The memory this program holds now, in megabytes."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    held = next(line for line in lines if line.startswith("VmRSS:"))
    return int(held.split()[1]) / 1024


def main(folder: Path, codes: list[str]) -> None:
    """Sign a cashier in, scan these things, and say both figures."""
    app = QApplication([])
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    empty = resident_mb()
    window.hide()
    with open_shop(folder) as shop:
        from reuse_pos.ui import tasks, workplaces
        from reuse_pos.ui.application import Application
        from reuse_pos.ui.counter.screen import CounterScreen

        running = Application(app, shop)
        running.start()
        running.shell.resize(1366, 768)
        running.shell.show()
        app.processEvents()
        running.shell.use(workplaces.load())
        running.check_journal()
        tasks.wait_idle()
        person = next(one for one in shop.people.tiles() if one.op == "07")
        running.shell.open_for(person)
        screen = running.shell.screen_now
        assert isinstance(screen, CounterScreen)
        while screen.state is None:
            app.processEvents()
        for code in codes:
            running.shell.on_scan(code)
            app.processEvents()
        tasks.wait_idle()
        app.processEvents()
        assert len(screen.model.basket.lines) == len(codes)
        print(empty, resident_mb())
        running.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
