"""Pieces the yard's pages share: a scrolling list, keys as wide as their column, a field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLayout, QLineEdit, QScrollArea, QSizePolicy, QWidget

from reuse_pos.ui.widgets import Pressable


def wide(key: Pressable) -> Pressable:
    """The key, as wide as its column and no higher than it asks."""
    key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    key.setMinimumWidth(1)
    return key


def scrolling(widget: QWidget) -> QScrollArea:
    """A widget that scrolls up and down where it is too high."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    return area


def clear(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def field(words: str, name: str, longest: int = 60) -> QLineEdit:
    """A field to type in; `words` are what a screen reader says and what stands in it."""
    edit = QLineEdit()
    edit.setAccessibleName(words)
    edit.setPlaceholderText(words)
    edit.setObjectName(name)
    edit.setMaxLength(longest)
    edit.setMinimumHeight(52)
    return edit


def grid(widgets: list[QWidget], columns: int, gap: int = 12) -> QGridLayout:
    """Widgets in equal columns."""
    layout = QGridLayout()
    layout.setSpacing(gap)
    for number, widget in enumerate(widgets):
        layout.addWidget(widget, number // columns, number % columns)
    for column in range(columns):
        layout.setColumnStretch(column, 1)
    return layout
