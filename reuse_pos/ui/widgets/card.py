"""Flat frames that hold information; nothing flat is ever pressed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reuse_pos.ui.widgets.text import Text


class Card(QFrame):
    """``Card(title="", kind="card", parent=None)``; put things in ``.body`` (a QVBoxLayout).

    Kinds: card, chosen (blue 3 px), well (sunken), note (canvas), live (blue read-out), ok, warn,
    bad, info. ``set_kind(kind)``. Margins 18/14, spacing 10.
    """

    def __init__(self, title: str = "", kind: str = "card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 14, 18, 14)
        self.body.setSpacing(10)
        self.title = Text(title, "card")
        if title:
            self.body.addWidget(self.title)

    def set_kind(self, kind: str) -> None:
        """Become another kind of frame."""
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)


class Line(QFrame):
    """``Line(vertical=False, parent=None)``: a one-pixel separator."""

    def __init__(self, vertical: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "line")
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Panel(QWidget):
    """``Panel(kind="canvas", parent=None)``: a plain ground (canvas, page, side, bar, foot,
    rail)."""

    def __init__(self, kind: str = "canvas", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", kind)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


def row(*things: QWidget | int | None, spacing: int = 10) -> QHBoxLayout:
    """Widgets side by side without margins; an int adds that many pixels, None a spring."""
    layout = QHBoxLayout()
    _fill(layout, things, spacing)
    return layout


def column(*things: QWidget | int | None, spacing: int = 10) -> QVBoxLayout:
    """Widgets one under the other without margins; an int adds that many pixels, None a spring."""
    layout = QVBoxLayout()
    _fill(layout, things, spacing)
    return layout


def _fill(layout: QBoxLayout, things: tuple[QWidget | int | None, ...], spacing: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for thing in things:
        if thing is None:
            layout.addStretch(1)
        elif isinstance(thing, int):
            layout.addSpacing(thing)
        else:
            layout.addWidget(thing)
