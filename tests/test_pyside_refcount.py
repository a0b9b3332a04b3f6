"""The Qt binding in use does not eat references to None.

PySide6 6.12.0 drops one on every void call under Python 3.11 and kills the till within an hour
of work (docs/decisions/0005-pyside-below-6-12.md).
"""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 200_000


def test_void_calls_keep_the_count_of_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setIndent(1)
    drift = sys.getrefcount(None) - before
    assert abs(drift) < CALLS // 100, f"{CALLS} void calls moved None's count by {drift}"
