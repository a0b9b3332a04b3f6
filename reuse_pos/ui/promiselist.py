"""The left side of holds and of orders: a label scanned or a name typed, who waits for what, and
what the shop owes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from reuse_pos.domain.ids import Id
from reuse_pos.domain.money import format_cents
from reuse_pos.domain.wording import _
from reuse_pos.ui.promiserow import PromiseRow, RowWords
from reuse_pos.ui.widgets import EmptyState, ErrorBar, Key, Panel, Pictogram, SearchField, Text, row

ALL = "all"


@dataclass(frozen=True)
class Promise:
    """A row of the list: whose, its words, and the groups it is shown under."""

    id: Id
    words: RowWords
    groups: frozenset[str]


@dataclass(frozen=True)
class ListWords:
    """What a list says of itself: its groups (code → title), the field's words (and fewer of them
    for a narrow list), what it says when there is nothing at all (pictogram, title, advice)."""

    kind: str
    groups: Mapping[str, str]
    field: str
    narrow: str
    empty: tuple[str, str, str]


class PromiseList(QWidget):
    """``PromiseList(error, words)``: signals ``chosen(bytes id)``, ``entered(str)``,
    ``typed(str)``.

    ``show_all(promises, owed)``; ``narrow(ids)`` shows only what a search found (None: all);
    ``choose(id)``; ``shown()`` are those in the list, top first; ``foot`` takes more keys.
    """

    chosen = Signal(object)
    entered = Signal(str)
    typed = Signal(str)

    def __init__(self, error: ErrorBar, words: ListWords) -> None:
        super().__init__()
        self._words = words
        self._promises: Sequence[Promise] = ()
        self._group = ALL
        self._found: Collection[Id] | None = None
        self._chosen: Id | None = None
        self.field = SearchField(words.field)
        self.field.submitted.connect(self.entered)
        self.field.edited.connect(self.typed)
        self.groups = {
            code: Key(title, hint="0").choosable(code == ALL).named(f"group_{code}")
            for code, title in words.groups.items()
        }
        self._rows: dict[Id, PromiseRow] = {}
        self.empty = EmptyState(words.empty[0], "", "")
        self._owed = Text("", "muted").named("deposits_held").wrapped()
        self._build(error)

    def show_all(self, promises: Sequence[Promise], owed_cents: int) -> None:
        """What is promised now, and the deposits the shop owes for it."""
        self._promises = promises
        for code, key in self.groups.items():
            key.set_hint(str(sum(code in one.groups for one in promises)))
        self._owed.setText(
            _("Deposits kept as a debt: {amount}, outside the turnover.",
              amount=format_cents(owed_cents))
        )  # fmt: skip
        self._fill()

    def narrow(self, found: Collection[Id] | None) -> None:
        """Show only these; None shows all of the group."""
        self._found = found
        self._fill()

    def show_group(self, code: str) -> None:
        """Show all of them, or one group."""
        self._group = code
        for name, key in self.groups.items():
            key.setChecked(name == code)
        self._fill()

    def set_compact(self, compact: bool) -> None:
        """Fewer words in the field, for a narrow list."""
        self.field.edit.setPlaceholderText(self._words.narrow if compact else self._words.field)

    def choose(self, one: Id | None) -> None:
        """Mark the one that stands on the right."""
        self._chosen = one
        for code, line in self._rows.items():
            line.setChecked(code == one)
        if one in self._rows:
            self._scroll.ensureWidgetVisible(self._rows[one])

    def shown(self) -> list[Id]:
        """Those in the list, top first."""
        return list(self._rows)

    def _build(self, error: ErrorBar) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(8)
        for code, key in self.groups.items():
            key.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            key.clicked.connect(lambda _on=False, code=code: self.show_group(code))
            keys.addWidget(key, 1)
        room = Panel("clear")
        self._column = QVBoxLayout(room)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.field)
        layout.addWidget(error)
        layout.addLayout(keys)
        layout.addWidget(self._scroll, 1)
        self.foot = row(Pictogram("coins", "ink2", 22), spacing=10)
        self.foot.addWidget(self._owed, 1)
        layout.addLayout(self.foot)

    def _fill(self) -> None:
        while self._column.count():
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None and widget is not self.empty:
                widget.hide()
                widget.deleteLater()
        self._rows = {}
        wanted = [one for one in self._promises if self._group in one.groups]
        if self._found is not None:
            wanted = [one for one in wanted if one.id in self._found]
        for one in wanted:
            line = PromiseRow(one.words, f"{self._words.kind}_{one.words.number}")
            line.setChecked(one.id == self._chosen)
            line.clicked.connect(lambda _on=False, promise=one.id: self.chosen.emit(promise))
            self._rows[one.id] = line
            self._column.addWidget(line)
        self._say_empty(not wanted)
        self._column.addWidget(self.empty)
        self._column.addStretch(1)

    def _say_empty(self, on: bool) -> None:
        self.empty.setVisible(on)
        if not self._promises:
            self.empty.say(*self._words.empty[1:])
        elif self._found is not None:
            self.empty.say(_("Nobody of that name"), _("Type it differently, or scan the label."))
        else:
            self.empty.say(_("Nothing here"), _("The other groups hold the rest."))
