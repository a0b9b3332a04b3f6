"""What may be longer than its card: it scrolls inside, and what stands below stays in sight."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QVBoxLayout

from reuse_pos.ui.widgets import Panel


def scrolled(column: QVBoxLayout) -> QScrollArea:
    """A column in a scroll area without a frame of its own."""
    room = Panel("clear")
    column.setContentsMargins(0, 0, 0, 0)
    room.setLayout(column)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(room)
    apart(area)
    return area


def apart(area: QAbstractScrollArea) -> None:
    """Keep the scroll bar off what scrolls beside it."""
    area.verticalScrollBar().setStyleSheet("QScrollBar:vertical{width:22px;margin-left:6px}")
