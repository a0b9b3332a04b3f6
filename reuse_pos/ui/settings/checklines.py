"""What the application checked of a device: one line each, a mark, a sentence, its way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from reuse_pos.services.device_tests import Check
from reuse_pos.ui import icons, theme
from reuse_pos.ui.settings.listpage import clear
from reuse_pos.ui.widgets import Card, Key, Line, Text

MARKS = {"ok": ("check-circle", "fill", "green"), "bad": ("warning", "fill", "orange"),
         "unknown": ("circle-dashed", "bold", "ink2")}  # fmt: skip


class CheckLines(Card):
    """``CheckLines(title)``: ``show_checks(checks, way_of)``; ``way_of(check)`` makes the key of a
    line, or None. ``found_keys`` is the room under the lines."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.checks: tuple[Check, ...] = ()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self.body.addLayout(self._lines)
        self.found_keys = QVBoxLayout()
        self.found_keys.setSpacing(6)
        self.body.addLayout(self.found_keys)

    def show_checks(
        self, checks: Sequence[Check], way_of: Callable[[Check], Key | None] = lambda _one: None
    ) -> None:
        """Show other lines."""
        self.checks = tuple(checks)
        clear(self._lines)
        for number, check in enumerate(checks):
            if number:
                self._lines.addWidget(Line())
            self._lines.addWidget(_line(check, way_of(check)))


def _line(check: Check, way: Key | None) -> QWidget:
    holder = QWidget()
    holder.setProperty("kind", "clear")
    icon, weight, tint = MARKS[check.state]
    mark = QLabel()
    mark.setPixmap(icons.pixmap(icon, theme.current().hex(tint), 26, weight))
    words = " ".join(part for part in (check.sentence, check.way) if part)
    text = Text(words, "body").wrapped().named(f"check_{check.code}")
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 2, 0, 2)
    line.setSpacing(14)
    line.addWidget(mark)
    line.addWidget(text, 1)
    if way is not None:
        line.addWidget(way)
    return holder
