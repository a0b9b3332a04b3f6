"""A page of names to choose from: towns, origins, partners, containers, open deliveries."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui.widgets import Key, SearchField, Text, row

MANY = 12


def plain(text: str) -> str:
    """Letters without accents, case or dashes, so that "saint gregoire" finds Saint-Grégoire."""
    flat = unicodedata.normalize("NFD", text.casefold())
    return "".join(
        " " if mark in "-’'" else mark for mark in flat if not unicodedata.combining(mark)
    )


class ChooserPage(QWidget):
    """``ChooserPage()``: signals ``chosen(str)``, ``left()``.

    ``offer(title, choices, chosen="")`` shows (code, words) pairs; with many a field searches.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[tuple[str, str]] = []
        self._chosen = ""
        self._across = 3
        self._title = Text("", "h1").named("chooser_title")
        back = Key(_("Back"), "arrow-left").named("chooser_back")
        back.clicked.connect(self.left)
        self.search = SearchField(_("Type the first letters"), "magnifying-glass")
        self.search.setObjectName("chooser_search")
        self.search.edited.connect(lambda _text: self._show())
        self.search.submitted.connect(lambda _text: self._first())
        self._none = Text(_("No such name. Try other letters."), "muted").named("chooser_none")
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(row(self._title, None, back))
        layout.addWidget(self.search)
        layout.addWidget(self._none)
        layout.addWidget(self._scroll, 1)

    def set_compact(self, compact: bool) -> None:
        """Two columns at 1024 pixels."""
        self._across = 2 if compact else 3
        self._show()

    def offer(self, title: str, choices: Sequence[tuple[str, str]], chosen: str = "") -> None:
        """Show these choices under a title."""
        self._choices, self._chosen = list(choices), chosen
        self._title.setText(title)
        self.search.clear()
        self.search.setVisible(len(self._choices) > MANY)
        self._show()
        if not self.search.isHidden():
            self.search.setFocus()

    def _found(self) -> list[tuple[str, str]]:
        wanted = plain(self.search.text().strip())
        starts = [one for one in self._choices if plain(one[1]).startswith(wanted)]
        return starts + [
            one for one in self._choices if one not in starts and wanted in plain(one[1])
        ]

    def _show(self) -> None:
        found = self._found()
        self._none.setVisible(not found)
        inside = QWidget()
        inside.setProperty("kind", "clear")
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setSpacing(10)
        for number, (code, words) in enumerate(found):
            key = Key(words).sized(52).choosable(code == self._chosen).named(f"choice_{code}")
            key.clicked.connect(lambda _on=False, code=code: self.chosen.emit(code))
            grid.addWidget(key, number // self._across, number % self._across)
        for x in range(self._across):
            grid.setColumnStretch(x, 1)
        grid.setRowStretch(len(found), 1)
        self._scroll.setWidget(inside)

    def _first(self) -> None:
        found = self._found()
        if found:
            self.chosen.emit(found[0][0])
