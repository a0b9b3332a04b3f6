"""The inspector's screen: the page of the journals, alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.wording import _
from reuse_pos.services.shop import Shop
from reuse_pos.ui.journal.page import JournalPage
from reuse_pos.ui.screen import Screen


class JournalScreen(Screen):
    """``JournalScreen(shop, person, folder=None)``: hosts ``page`` (JournalPage)."""

    def __init__(
        self, shop: Shop, person: Person, folder: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Journal"), _("read, check, take away"), parent)
        self.page = JournalPage(shop, person, self, folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(11)
        layout.addWidget(self.error)
        layout.addWidget(self.page, 1)

    def entered(self) -> None:
        """Read the journals again."""
        self.page.entered()

    def left(self) -> None:
        """A check or an archive under way goes on."""

    def refresh(self, changes: frozenset[Any]) -> None:
        """A till was written to."""
        self.page.refresh(changes)

    def on_next(self) -> None:
        """F12: the yellow key."""
        self.page.on_next()

    def on_function_key(self, number: int) -> None:
        """F5 reads again."""
        if number == 5:
            self.page.entered()
