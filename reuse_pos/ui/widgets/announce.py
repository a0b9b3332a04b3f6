"""Says aloud, through the screen reader, what appears on screen by itself."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Tell assistive technology that the widget now says something."""
    from PySide6.QtGui import QAccessible, QAccessibleEvent

    widget.setAccessibleDescription(text)
    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))
