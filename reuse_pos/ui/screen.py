"""What every workplace of the shop is to the window that hosts it: a screen and how to make it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reuse_pos.domain.errors import Refusal
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _
from reuse_pos.ui import tasks
from reuse_pos.ui.widgets.errorbar import ErrorBar
from reuse_pos.ui.widgets.key import Key

KeyRows = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""What the keys of a screen do: parts with a title, and in each (key, what it does)."""


class Screen(QWidget):
    """A workplace's screen; the shell hosts it and calls the ``on_…`` methods.

    Signals: ``go(str workplace)`` asks to go elsewhere; ``say(str text, object undo)`` shows a
    snackbar (``undo`` is a callable or None); ``titled()`` after ``set_title``. Class attribute
    ``plain``: the shell shows the plain header instead of rail and top bar; ``thing_code`` and
    ``set_thing(code)`` fill it. ``error`` is the screen's ErrorBar: put it in your layout where
    the gesture happens; without a layout refusals go to the snackbar.
    """

    go = Signal(str)
    say = Signal(str, object)
    titled = Signal()
    plain = False
    # A screen that reads badges itself (a bench without screen) says so while it does.
    takes_badges = False

    def __init__(self, title: str = "", context: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.context, self.thing_code = title, context, ""
        self.error = ErrorBar(self)

    def set_title(self, title: str, context: str = "") -> None:
        """Change what the top of the window says."""
        self.title, self.context = title, context
        self.titled.emit()

    def set_thing(self, code: str) -> None:
        """Show the code of the thing worked on in the plain header."""
        self.thing_code = code
        self.titled.emit()

    def entered(self) -> None:
        """The person comes to this screen: read again and take the focus."""

    def left(self) -> None:
        """The person goes elsewhere; nothing is lost, every gesture is already written."""

    def refresh(self, changes: frozenset[Any]) -> None:
        """Some parts of the shop changed (members of ``Change``)."""

    def on_scan(self, raw: str) -> None:
        """A scan, as typed by the scanner; ``domain.ids.read_scan`` reads it."""

    def on_next(self) -> None:
        """F12: the yellow key."""

    def on_undo(self) -> None:
        """F4: undo the last gesture."""

    def on_function_key(self, number: int) -> None:
        """F1, F2, F3, F5 … F11."""

    def help_keys(self) -> KeyRows:
        """What the keyboard does here beyond what it does everywhere, for the help."""
        return ()

    def run_verb(
        self,
        verb: Callable[[], Any],
        done: Callable[[Any], object] | None = None,
        key: Key | None = None,
        refused: Callable[[Refusal], bool] | None = None,
        over: Callable[[], object] | None = None,
    ) -> tasks.Job:
        """Do a write beside the screen and come back here.

        ``done(result)`` when it worked; ``key`` is busy meanwhile; ``refused(refusal)`` may return
        True to say that it showed the refusal itself, else it is shown in ``error`` or the
        snackbar. ``over()`` comes first, however it ended.
        """
        self.error.clear()
        if key is not None:
            key.busy()

        def ended() -> None:
            _free(key)
            if over is not None:
                over()

        def finished(result: Any) -> None:
            ended()
            if done is not None:
                done(result)

        def said_no(refusal: Refusal) -> None:
            ended()
            if refused is None or not refused(refusal):
                self.show_refusal(refusal.sentence)

        def broke(error: Exception) -> None:
            ended()
            tasks.log.error("a gesture failed", exc_info=error)
            tasks.shared().failed.emit(error)
            self.show_refusal(
                _(
                    "Something unexpected happened. The day’s work is safe. "
                    "Try again, or call the manager."
                )
            )

        return tasks.run(verb, finished, said_no, broke, owner=self)

    def show_refusal(self, sentence: str) -> None:
        """Say at the place of the gesture what was refused."""
        # In a panel the bar has another parent; in the screen's own layout it is found there.
        placed = self.error.parentWidget() is not self or _holds(self.layout(), self.error)
        if placed:
            self.error.tell(sentence)
        else:
            self.say.emit(sentence, None)


def _holds(layout: Any, widget: QWidget) -> bool:
    if layout is None:
        return False
    for number in range(layout.count()):
        item = layout.itemAt(number)
        if item.widget() is widget or _holds(item.layout(), widget):
            return True
    return False


def _free(key: Key | None) -> None:
    if key is not None and shiboken6.isValid(key):
        key.busy(False)


@dataclass(frozen=True)
class Workplace:
    """How the shell offers a workplace: code of the rail, words (msgid), pictogram, the right
    needed
    (None: everybody) and ``make(services)``, which builds its screen when first visited."""

    code: str
    title_msgid: str
    icon: str
    permission: Permission | None
    make: Callable[[Any], Screen]
