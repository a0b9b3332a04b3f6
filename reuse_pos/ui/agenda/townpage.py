"""Where the van goes when it is none of the near towns: all those of France."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from reuse_pos.domain.wording import _
from reuse_pos.services.intake_sources import IntakeSources
from reuse_pos.ui.chooser import ChooserPage
from reuse_pos.ui.widgets import Panel


class TownPage(Panel):
    """``TownPage(sources)``; ``ask(towns)`` offers the shop's towns first, and every other by its
    letters, its postal or INSEE code. Signals ``chosen(str insee, str name)``, ``left()``."""

    chosen = Signal(str, str)
    left = Signal()

    def __init__(self, sources: IntakeSources) -> None:
        super().__init__("canvas")
        self._sources = sources
        self.names = ChooserPage()
        self.names.left.connect(self.left)
        self.names.chosen.connect(lambda insee: self.chosen.emit(insee, sources.town(insee)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.addWidget(self.names)

    def ask(self, towns: Mapping[str, str]) -> None:
        """Begin anew with the shop's own towns (INSEE code → name)."""
        self.names.offer(_("Which town?"), list(towns.items()), finder=self._find)
        self.names.search.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _find(self, text: str) -> list[tuple[str, str]]:
        return [(one.insee, one.words) for one in self._sources.search_communes(text)]
