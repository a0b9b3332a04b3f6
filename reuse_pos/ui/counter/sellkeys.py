"""The keyboard of the selling page: the chosen line, the pages of pictures, the bar above the
basket, the basket as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from reuse_pos.ui.counter.screen import CounterScreen

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
# What a key that is held down, or a chattering one, must not do again and again.
ONCE = (*ENTER, Qt.Key.Key_Delete, Qt.Key.Key_Asterisk)
PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


class SellKeys:
    """``SellKeys(screen)``: ``take(event)`` does what a key means while nothing is typed in the
    field; False if it means nothing.

    Plus, minus, star (solidarity price), arrows and Delete work on the chosen line, Shift + Delete
    empties the basket, Page Up and Page Down turn the pictures, Ctrl + Enter presses the key of the
    bar above the basket, Escape closes the panel or the bar.
    """

    def __init__(self, screen: CounterScreen) -> None:
        self._screen = screen

    def take(self, event: QKeyEvent) -> bool:
        """Do what this key means on the selling page."""
        screen, key = self._screen, event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.isAutoRepeat() and key in ONCE:
            return True
        if key in ENTER and control:
            return self._way_out()
        if screen.sell.panel is not None:
            if key == Qt.Key.Key_Escape:
                screen.sell.close_panel()
            return key == Qt.Key.Key_Escape
        return self._basket(key, event) or self._line(key, event.text())

    def _way_out(self) -> bool:
        """The key of the bar that says why not."""
        bar = self._screen.error
        offered = not bar.isHidden() and bool(bar.key.text())
        if offered:
            bar.key.click()
        return offered

    def _basket(self, key: int, event: QKeyEvent) -> bool:
        screen, shift = self._screen, Qt.KeyboardModifier.ShiftModifier
        if key == Qt.Key.Key_Delete and event.modifiers() & shift:
            screen.deeds.ask_void()
        elif key in ARROWS and screen.model.basket.lines:
            screen.model.step_selection(ARROWS[Qt.Key(key)])
        elif key == Qt.Key.Key_Escape and not screen.error.isHidden():
            screen.error.clear()
        elif key in PAGES:
            screen.selling.turn(PAGES[Qt.Key(key)])
        else:
            return False
        return True

    def _line(self, key: int, text: str) -> bool:
        selling, model = self._screen.selling, self._screen.model
        if model.selected is None:
            return False
        if text in ("+", "-") and text:
            selling.do(lambda: model.change_quantity(1 if text == "+" else -1))
        elif key == Qt.Key.Key_Delete:
            selling.do(model.remove_selected)
        elif text == "*":
            selling.asking.solidarity(model.selected.n)
        else:
            return False
        return True
