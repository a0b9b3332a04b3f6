"""What every test lives under: no screen, no warning left unread, the same examples each run."""

import gc
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from shops import TestShop, copy_shop

from reuse_pos.ui.collecting import collect_due

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# A developer's own shop must never be opened by a test that forgets to name a folder.
os.environ.pop("REUSE_POS_DATA", None)

# Deterministic and without deadline: a slow machine must not fail what a fast one passes.
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", parent=settings.get_profile("ci"), derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


class WarningsHeard(logging.Handler):
    """Keeps every log record of level WARNING or above written during one test."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_log_warning(request: pytest.FixtureRequest) -> Iterator[WarningsHeard]:
    """Fail a test whose code logged a warning, unless it is marked `expects_warnings`."""
    heard = WarningsHeard()
    root = logging.getLogger()
    root.addHandler(heard)
    yield heard
    root.removeHandler(heard)
    if heard.lines and request.node.get_closest_marker("expects_warnings") is None:
        pytest.fail("logged, though no warning was expected:\n" + "\n".join(heard.lines))


@pytest.fixture(autouse=True)
def collected_here(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect on the test's own thread where there is a screen: on another one, Qt crashes."""
    if "qapp" not in request.fixturenames:
        yield
        return
    gc.disable()
    yield
    collect_due()
    gc.enable()


@pytest.fixture
def small_shop(tmp_path: Path) -> Iterator[TestShop]:
    """A fresh small shop with six people, two tills and no devices; closed after the test."""
    made = copy_shop(tmp_path / "shop")
    yield made
    _screens_gone()
    made.shop.close()


def _screens_gone() -> None:
    """Delete the screens a test has closed: no timer of theirs may read a closed shop."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return
    from PySide6.QtCore import QCoreApplication, QEvent

    from reuse_pos.ui import tasks

    tasks.wait_idle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tasks.wait_idle()
