"""What every screen must keep: targets, one yellow key, names for screen readers, nothing cut."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from reuse_pos.ui import theme, tokens
from reuse_pos.ui.widgets import Amount, Key, Pressable, painting

SNACK = "snackbar_undo"


def faults(window: QWidget) -> list[str]:
    """Everything on a shown window that breaks the rules, in words; an empty list is a pass."""
    found = []
    yellow = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or widget.window() is not window.window():
            continue
        name = f"{type(widget).__name__} {widget.objectName()} {words(widget)!r}".strip()
        found += _outside(window, widget, name)
        if isinstance(widget, QAbstractButton):
            found += _target(widget, name)
        if isinstance(widget, Pressable) and widget.kind == "next" and widget.isEnabled():
            yellow.append(name)
        found += _cut(widget, name)
    if len(yellow) > 1:
        found.append(f"{len(yellow)} yellow keys: {yellow}")
    return found


def words(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""


def _target(widget: QAbstractButton, name: str) -> list[str]:
    found = []
    if widget.objectName() != SNACK and min(widget.width(), widget.height()) < tokens.TARGET_ROW:
        found.append(f"{name} is {widget.width()} × {widget.height()}")
    if isinstance(widget, Key) and widget.height() < tokens.TARGET and widget.kind != "snack":
        found.append(f"{name} is only {widget.height()} px high")
    if not widget.accessibleName():
        found.append(f"{name} has no name for a screen reader")
    return found


def _outside(window: QWidget, widget: QWidget, name: str) -> list[str]:
    corner = widget.mapTo(window, QPoint(0, 0))
    box = QRect(corner, widget.size())
    inside = window.rect().adjusted(-1, -1, 1, 1)
    scrolled = any(type(one).__name__ == "QScrollArea" for one in _parents(widget, window))
    if box.isEmpty() or scrolled or inside.contains(box):
        return []
    return [f"{name} is outside the window: {box.getRect()}"]


def _parents(widget: QWidget, window: QWidget) -> list[QWidget]:
    found, parent = [], widget.parentWidget()
    while parent is not None and parent is not window:
        found.append(parent)
        parent = parent.parentWidget()
    return found


def _cut(widget: QWidget, name: str) -> list[str]:
    if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
        if getattr(widget, "_elide", False):
            return []
        wide = QFontMetrics(widget.font()).horizontalAdvance(widget.text())
        return [f"{name} is cut: {wide} > {widget.width()}"] if wide > widget.width() + 1 else []
    if isinstance(widget, QLabel) and widget.text() and widget.wordWrap():
        high = widget.heightForWidth(widget.width())
        return [f"{name} is cut: {high} > {widget.height()}"] if high > widget.height() + 2 else []
    if isinstance(widget, Amount) and widget.text():
        least = widget.sizeHint().width() * 0.55
        return [f"{name} is squeezed"] if widget.width() < least else []
    if isinstance(widget, Key) and widget.text():
        smallest = theme.current().font(1, 600)
        smallest.setPixelSize(max(8, round(widget.words_font().pixelSize() * 0.7)))
        room = widget.content().width() - 8
        wide = painting.width(widget.text(), smallest)
        return [f"{name} is cut: {wide:.0f} > {room:.0f}"] if wide > room + 1 else []
    return []
