"""A page of names to choose from: towns, origins, partners, containers; reception and the agenda
ask with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from reuse_pos.domain.wording import _
from reuse_pos.ui import tasks
from reuse_pos.ui.widgets import Key, SearchField, Text, row

MANY = 12
LEAST_LETTERS = 2
Finder = Callable[[str], Sequence[tuple[str, str]]]


def plain(text: str) -> str:
    """Letters without accents, case or dashes, so that "saint gregoire" finds Saint-Grégoire."""
    flat = unicodedata.normalize("NFD", text.casefold())
    return "".join(
        " " if mark in "-’'" else mark for mark in flat if not unicodedata.combining(mark)
    )


class ChooserPage(QWidget):
    """``ChooserPage()``: signals ``chosen(str)``, ``left()``.

    ``offer(title, choices, chosen="", finder=None)`` shows (code, words) pairs; with many a field
    searches. ``finder(text)`` looks further, beside the screen, from two letters on.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: list[tuple[str, str]] = []
        self._chosen = ""
        self._finder: Finder | None = None
        self._further: list[tuple[str, str]] = []
        self._across = 3
        self._title = Text("", "h1").named("chooser_title")
        back = Key(_("Back"), "arrow-left").named("chooser_back")
        back.clicked.connect(self.left)
        self.search = SearchField(_("Type the first letters"), "magnifying-glass")
        self.search.setObjectName("chooser_search")
        self.search.edited.connect(self._edited)
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

    def offer(
        self,
        title: str,
        choices: Sequence[tuple[str, str]],
        chosen: str = "",
        finder: Finder | None = None,
    ) -> None:
        """Show these choices under a title."""
        self._choices, self._chosen, self._finder = list(choices), chosen, finder
        self._further = []
        self._title.setText(title)
        self.search.clear()
        self.search.setVisible(len(self._choices) > MANY or finder is not None)
        self._show()
        if not self.search.isHidden():
            self.search.setFocus()

    def _found(self) -> list[tuple[str, str]]:
        wanted = plain(self.search.text().strip())
        starts = [one for one in self._choices if plain(one[1]).startswith(wanted)]
        found = starts + [
            one for one in self._choices if one not in starts and wanted in plain(one[1])
        ]
        here = {code for code, _words in found}
        return found + [one for one in self._further if one[0] not in here]

    def _edited(self, text: str) -> None:
        self._further = []
        self._show()
        finder, wanted = self._finder, text.strip()
        if finder is None or len(wanted) < LEAST_LETTERS:
            return

        def found(more: Sequence[tuple[str, str]]) -> None:
            if finder is self._finder and self.search.text() == text:
                self._further = list(more)
                self._show()

        tasks.run(lambda: finder(wanted), found, owner=self)

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
