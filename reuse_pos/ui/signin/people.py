"""The pictures of the people who work here: twelve at a time, then by the first letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reuse_pos.domain.people import Person
from reuse_pos.domain.roles import ROLE_WORDS
from reuse_pos.domain.wording import _
from reuse_pos.ui import theme
from reuse_pos.ui.persons import face
from reuse_pos.ui.widgets.bigtile import PersonTile
from reuse_pos.ui.widgets.empty import EmptyState
from reuse_pos.ui.widgets.field import SearchField

COLUMNS, A_PAGE, TILE, TILE_COMPACT = 4, 12, 150, 138


def folded(name: str) -> str:
    """A name without accents or capitals, to be found by a hand that types neither."""
    parts = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


class PeoplePanel(QWidget):
    """``PeoplePanel(parent=None)``, signal ``chosen(object person)``.

    ``set_people(people)``, ``show_chosen(op)``, ``look_further()`` turns the page, after the last
    one opens the search; ``start_again()``; ``set_compact(on)``.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Person, ...] = ()
        self._shown: tuple[Person, ...] = ()
        self._page, self._op, self._compact = 0, "", False
        self.search = SearchField(_("Type the first letters of your name"), "magnifying-glass")
        self.search.setObjectName("person_search")
        self.search.edited.connect(lambda _text: self._fill())
        self.search.hide()
        self._empty = EmptyState(
            "users", _("Nobody may work here yet"), _("Ask the manager to give you access.")
        )
        self._grid = QGridLayout()
        self._grid.setSpacing(14)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.search)
        layout.addLayout(self._grid)
        layout.addWidget(self._empty)
        layout.addStretch(1)

    @property
    def pages(self) -> int:
        """How many pages of pictures there are."""
        return max(1, -(-len(self._people) // A_PAGE))

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._page

    def searching(self) -> bool:
        """Whether people are looked for by letters."""
        return not self.search.isHidden()

    def set_people(self, people: Sequence[Person]) -> None:
        """Show these people."""
        self._people = tuple(people)
        self._fill()

    def set_compact(self, compact: bool) -> None:
        """Lower tiles, for narrow screens and large letters."""
        self._compact = compact
        self._fill()

    def start_again(self) -> None:
        """Back to the first page, nobody chosen."""
        self._page, self._op = 0, ""
        self.search.clear()
        self.search.hide()
        self._fill()

    def look_further(self) -> None:
        """The next page; after the last one, the search."""
        if self.searching():
            self.start_again()
        elif self._page + 1 < self.pages:
            self._page += 1
            self._fill()
        else:
            self.search.show()
            self.search.edit.setFocus()
            self._fill()

    def show_chosen(self, op: str) -> None:
        """Light the picture of this person, on whichever page it is."""
        self._op = op
        ops = [person.op for person in self._people]
        if op in ops and not self.searching():
            self._page = ops.index(op) // A_PAGE
        self._fill()

    def tiles(self) -> list[PersonTile]:
        """The pictures now shown."""
        found = [self._grid.itemAt(number) for number in range(self._grid.count())]
        widgets = [item.widget() for item in found if item is not None]
        return [tile for tile in widgets if isinstance(tile, PersonTile)]

    def _wanted(self) -> tuple[Person, ...]:
        if not self.searching():
            return self._people[self._page * A_PAGE : (self._page + 1) * A_PAGE]
        letters = folded(self.search.text().strip())
        found = [one for one in self._people if folded(one.name).startswith(letters)]
        return tuple(found[: A_PAGE - COLUMNS])

    def _fill(self) -> None:
        wanted = self._wanted()
        if wanted != self._shown or len(self.tiles()) != len(wanted):
            self._rebuild(wanted)
        for tile, person in zip(self.tiles(), wanted, strict=True):
            tile.setChecked(person.op == self._op)
            tile.sized(TILE_COMPACT if self._compact else TILE)
            small = self._compact and theme.current().scale > 100
            tile.pictured(52 if small else 66, 32 if small else 40, 12 if small else 16, "fill")
        self._empty.setVisible(not self._people)

    def _rebuild(self, people: tuple[Person, ...]) -> None:
        for tile in self.tiles():
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self._shown = people
        for number, person in enumerate(people):
            tile = PersonTile(person.name, _(ROLE_WORDS[person.role]), *face(person))
            tile.choosable().named(f"person_{person.op}")
            tile.clicked.connect(lambda _on=False, one=person: self._touched(one))
            self._grid.addWidget(tile, number // COLUMNS, number % COLUMNS)

    def _touched(self, person: Person) -> None:
        self.show_chosen(person.op)
        self.chosen.emit(person)
