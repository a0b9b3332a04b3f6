"""The keys that work wherever the focus is: F1 to F12, Ctrl with a figure, L or F."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from reuse_pos.ui.shell import Shell

FUNCTION_KEYS = range(int(Qt.Key.Key_F1), int(Qt.Key.Key_F12) + 1)
HELP, UNDO, NEXT = 1, 4, 12


class ShellKeys(QObject):
    """``ShellKeys(app, shell)``: hears every key of the window before the widget that has the
    focus; a dialog keeps its own."""

    def __init__(self, app: QApplication, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the function keys and the Ctrl keys; leave the rest."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if QApplication.activeModalWidget() is not None or not isinstance(watched, QWidget):
            return False
        if watched.window() is not self._shell.window():
            return False
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._ctrl(event.key())
        return event.key() in FUNCTION_KEYS and self._function(event)

    def _ctrl(self, key: int) -> bool:
        shell = self._shell
        if shell.person is None or shell.front is not None:
            return False
        if key == Qt.Key.Key_L:
            shell.switch_person()
        elif key == Qt.Key.Key_F:
            shell.search()
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            shell.go_to_number(key - int(Qt.Key.Key_1))
        else:
            return False
        return True

    def _function(self, event: QKeyEvent) -> bool:
        number = event.key() - int(Qt.Key.Key_F1) + 1
        screen = self._shell.screen_now
        if self._shell.person is None or screen is None:
            if number == 1:
                self._shell.sign_in.show_help()
            return number == 1
        if event.isAutoRepeat() or self._shell.helping:
            return True
        if self._shell.front is not None:
            if number == NEXT:
                self._shell.front.on_next()
            return True
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if number == HELP and (shift or self._shell.here != "counter"):
            # At the counter F1 alone is the first price key.
            self._shell.show_help()
        elif number == NEXT:
            screen.on_next()
        elif number == UNDO:
            screen.on_undo()
        else:
            screen.on_function_key(number)
        return True
