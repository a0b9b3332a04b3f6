"""Small arrangements that several pages of the counter share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from reuse_pos.ui.widgets import row


def foot_row(word: QWidget, amount: QWidget) -> QHBoxLayout:
    """A word at the left standing on the same line as a big amount at the right."""
    layout = row(word, None, amount)
    layout.setAlignment(word, Qt.AlignmentFlag.AlignBottom)
    return layout
