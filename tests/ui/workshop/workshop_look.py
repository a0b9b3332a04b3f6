"""Looking at a screen as a careful person would: nothing cut, nothing outside, keys large, one
yellow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from reuse_pos.ui.widgets import painting
from reuse_pos.ui.workshop.screen import WorkshopScreen


@contextmanager
def cut_words(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every painted line that lost letters meanwhile."""
    cut: list[str] = []
    real = painting.line

    def line(painter, box, text, font, colour, align=painting.LEFT):  # type: ignore[no-untyped-def]
        if QFontMetricsF(font).horizontalAdvance(text) > box.width() + 1:
            cut.append(text)
        real(painter, box, text, font, colour, align)

    with monkeypatch.context() as patch:
        patch.setattr(painting, "line", line)
        yield cut


def audit(screen: WorkshopScreen, wide: int, high: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail with a list of everything wrong on the page shown at this size."""
    screen.resize(wide, high)
    screen.show()
    for _ in range(4):
        QApplication.processEvents()
    wrong: list[str] = []
    if (screen.width(), screen.height()) != (wide, high):
        wrong.append(f"needs {screen.width()} × {screen.height()}")
    with cut_words(monkeypatch) as cut:
        screen.grab()
    wrong += [f"cut: {text}" for text in cut]
    for widget in screen.findChildren(QWidget):
        if widget.isVisible():
            wrong += _faults(screen, widget)
    yellow = [key for key in _buttons(screen) if key.property("kind") == "next"]
    if len(yellow) > 1:
        wrong.append("yellow keys: " + ", ".join(key.objectName() for key in yellow))
    if wrong:
        pytest.fail("\n".join(wrong))


def _faults(screen: WorkshopScreen, widget: QWidget) -> list[str]:
    name = widget.objectName() or widget.accessibleName() or type(widget).__name__
    found = []
    spot = QRect(widget.mapTo(screen, widget.rect().topLeft()), widget.size())
    if not screen.rect().contains(spot):
        found.append(f"outside: {name} {spot.getRect()}")
    if isinstance(widget, QAbstractButton):
        if widget.height() < 48 or widget.width() < 44:
            found.append(f"small: {name} {widget.width()} × {widget.height()}")
        if not widget.accessibleName():
            found.append(f"nameless: {name}")
    if isinstance(widget, QLabel) and widget.text() and not getattr(widget, "_elide", False):
        found += _cut_label(widget)
    return found


def _cut_label(label: QLabel) -> list[str]:
    if label.wordWrap():
        fits = label.heightForWidth(label.width()) <= label.height() + 1
    else:
        fits = label.sizeHint().width() <= label.width() + 1
    return [] if fits else [f"cut: {label.text()}"]


def _buttons(screen: WorkshopScreen) -> list[QAbstractButton]:
    return [one for one in screen.findChildren(QAbstractButton) if one.isVisible()]
