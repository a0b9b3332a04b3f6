"""Labels that wait: printed in one run, or drawn on A4 sheets where there is no label printer."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import Permission
from reuse_pos.domain.wording import _, ngettext
from reuse_pos.services.shop import Shop
from reuse_pos.ui import tasks
from reuse_pos.ui.documents import documents


class Window(Protocol):
    """What the desk needs of the window: a message, and a message with a key."""

    def say(self, text: str, undo: Any = None, kind: str = "ok") -> None:
        """Show a message."""
        ...

    def offer(self, text: str, key: str, call: Any, kind: str = "neutral") -> None:
        """Show a message with a key."""
        ...


class LabelDesk:
    """``LabelDesk(window, shop, person).offer(n)``: says that a label waits and offers the way;
    several open their list."""

    def __init__(self, window: Window, shop: Shop, person: Person) -> None:
        self._window, self._shop, self._person = window, shop, person

    def offer(self, waiting: int) -> None:
        """Say it, with the key this post can use; a person without the right is told who has it."""
        text = ngettext("{n} label waits.", "{n} labels wait.", waiting)
        if not self._person.actor.may(Permission.LABEL):
            self._window.say(_("{labels} Reception or the workshop prints them.", labels=text))
        elif waiting > 1 and isinstance(self._window, QWidget):
            from reuse_pos.ui.labeldialog import LabelDialog

            LabelDialog(self._window, self._shop, self._person).show()
        elif self._shop.office.devices.label is not None:
            self._window.offer(text, _("Print them"), self.print_all)
        else:
            self._window.offer(text, _("A4 sheet"), self.draw_sheet)

    def print_all(self) -> None:
        """Send every waiting label to the label printer; what fails goes on waiting."""
        labelling, who = self._shop.labelling, self._person.actor

        def printed(done: Any) -> None:
            said = done.value.sentence or ngettext(
                "{n} label printed", "{n} labels printed", done.value.printed
            )
            self._window.say(said, None, "bad" if done.value.sentence else "ok")

        tasks.run(lambda: labelling.print_waiting(who), printed, owner=self._owner())

    def draw_sheet(self) -> None:
        """Draw the waiting labels on A4 sheets among the person's documents, and open them."""
        labelling, who = self._shop.labelling, self._person.actor

        def drawn(done: Any) -> None:
            self._window.say(_("Sheet ready: {file}", file=done.value.name))
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(done.value)))

        tasks.run(lambda: labelling.waiting_sheet(who, documents()), drawn, owner=self._owner())

    def _owner(self) -> QObject | None:
        return self._window if isinstance(self._window, QObject) else None
