"""What every page of the sorting screen is: one task under the plain header, read on demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from reuse_pos.domain.intake import ScaleView
from reuse_pos.domain.roles import Actor
from reuse_pos.domain.wording import _
from reuse_pos.ui import tokens
from reuse_pos.ui.widgets import Key

if TYPE_CHECKING:
    from reuse_pos.services.shop import Shop
    from reuse_pos.ui.sorting.screen import SortingScreen


class Page(QWidget):
    """``Page(screen)``: one page under the plain header; ``title``, ``code`` fill it."""

    title = ""
    code = ""

    def __init__(self, screen: SortingScreen) -> None:
        super().__init__()
        self.host = screen

    @property
    def shop(self) -> Shop:
        """The stations."""
        return self.host.shop

    @property
    def who(self) -> Actor:
        """The person at the screen."""
        return self.host.person.actor

    def narrow(self) -> bool:
        """Whether the window is one of the small ones (1024 pixels wide)."""
        return self.host.width() < tokens.COMPACT_UNDER

    def entered(self) -> None:
        """The page is shown: read again."""

    def left(self) -> None:
        """Another page is shown."""

    def weight_seen(self, view: ScaleView) -> None:
        """The scale shows something else."""

    def on_scan(self, raw: str) -> None:
        """A label was scanned: the object's page knows what to do."""
        self.host.open_thing(raw)

    def on_next(self) -> None:
        """F12."""

    def on_undo(self) -> None:
        """F4."""

    def spoken(self) -> list[str]:
        """What is read aloud, in order."""
        return [self.title]

    def error_room(self) -> QRect | None:
        """Where a refusal is shown, in the page's own coordinates; None: at the bottom."""
        return None

    def write(
        self, verb: Callable[[], Any], done: Callable[[Any], object], key: Key | None = None
    ) -> None:
        """Do a gesture beside the screen; its labels print as soon as it is written."""
        self.host.run_verb(verb, done, key)

    def print_labels(self, *items: bytes | None) -> None:
        """Print the labels that this gesture asked for; a printer that fails is only told."""
        chosen = [item for item in items if item is not None]
        if not chosen:
            return

        def told(done: Any) -> None:
            if done.value.sentence:
                self.host.say.emit(done.value.sentence, None)

        self.host.run_verb(lambda: self.shop.labelling.print_waiting(self.who, items=chosen), told)

    def tell_undone(self, text: str) -> None:
        """Say what was undone."""
        self.host.say.emit(_("Undone: {what}", what=text), None)
