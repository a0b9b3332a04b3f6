"""Hands on the keyboard of the counter: each key goes where the focus is, as in the shop, and up to
its parents; function keys go to the screen, as the shell sends them."""

from __future__ import annotations

from counter_post import Post
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reuse_pos.ui.widgets import Pressable

FUNCTION = range(int(Qt.Key.Key_F1), int(Qt.Key.Key_F12) + 1)
UNDO, NEXT = 4, 12


class Keyboard:
    """``Keyboard(post)``: ``type(text)``, ``press(key, modifiers)``, ``focus``."""

    def __init__(self, post: Post) -> None:
        self._post = post

    @property
    def focus(self) -> QWidget:
        """What a key goes to now."""
        screen = self._post.screen
        return screen.window().focusWidget() or screen

    def type(self, text: str) -> None:
        """Type characters one by one."""
        for character in text:
            QTest.keyClick(self.focus, character)
        self._post.settle()

    def press(
        self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press one key; F1 to F12 as the shell hands them over."""
        number = int(key) - FUNCTION.start + 1
        if key not in FUNCTION:
            QTest.keyClick(self.focus, key, modifiers)
        elif number == NEXT:
            self._post.screen.on_next()
        elif number == UNDO:
            self._post.screen.on_undo()
        else:
            self._post.screen.on_function_key(number)
        self._post.settle()

    def reached(self) -> set[QWidget]:
        """Every widget the Tab key comes to, going once round; the focus ends where it was."""
        first, seen = self.focus, []
        while self.focus not in seen:
            seen.append(self.focus)
            QTest.keyClick(self.focus, Qt.Key.Key_Tab)
        first.setFocus()
        return set(seen)

    def out_of_reach(self) -> list[str]:
        """Keys that are shown and can be pressed, and that Tab does not come to."""
        window, reached = self._post.screen, self.reached()
        return [
            f"{type(one).__name__} {one.objectName()} {one.accessibleName()}"
            for one in window.findChildren(Pressable)
            if one.isVisible() and one.isEnabled() and one not in reached
        ]
